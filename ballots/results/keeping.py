"""Deeds on the sealed part (phần niêm phong), QC190 Art. 35: pack, open by decision, complaints, destroy."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ballots.contests import service as contests
from ballots.counting import service as counting
from ballots.counting.values import Mode
from ballots.regulations.service import tally_record
from ballots.regulations.values import Outcome
from ballots.results import papers, queries, rules
from ballots.results.service import existing
from ballots.results.values import Packed, Result, ResultState, SealedEvent, SealedLine
from congress.access.registry import BOARD_MEMBERS, HEAD_WITH_PRESIDIUM, deed
from congress.access.values import Authority
from congress.errors import Broken, Refused
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace

HAND_OVER = "hand-over-minutes"


@dataclass(frozen=True, slots=True)
class Sealing:
    """What sealing yields (kết quả niêm phong): the key's paper for the envelope is here alone, kept nowhere."""

    key_paper: bytes | None
    """PDF with the key, to be printed at once; None where the papers were counted by hand."""
    hand_over: Record
    """Minutes of sealing and handing over the ballots."""
    keep_until: date


@deed("result:seal", who=HEAD_WITH_PRESIDIUM, title="Ballots packed, record sealed")
def seal(workspace: "Workspace", by: Authority, *, contest_id: UUID, packed: Packed) -> Sealing:
    """Pack and seal (niêm phong): the record's key goes on paper into the envelope, the laptop keeps none.

    The readings leave the database, the table is rebuilt and its log truncated. What an SSD's spare cells hold
    cannot be proven empty.
    """
    from congress.papers.render import render

    seals = tuple(clean(seal) for seal in packed.seals if clean(seal))
    if packed.packets < 1 or not seals:
        raise Refused("packets-missing")
    head = workspace.head()
    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.OFFICIAL)
        sheet = contests.sheet(unit, contest_id)
        sample = counting.mode_of(unit, contest_id) is Mode.TEST
        now, machine = unit.now, unit.machine
    keep_until = rules.months_after(now.astimezone().date(), rules.KEEP_MONTHS)
    key_paper = _key_paper(workspace, contest_id, result, sheet_title=sheet.title, at=now, sample=sample)
    paper = papers.hand_over(
        sheet,
        result,
        Packed(packed.packets, seals),
        by=by,
        head=head,
        at=now,
        machine=machine,
        keep_until=keep_until,
        sample=sample,
    )
    kept = files.keep(
        workspace.papers,
        render(paper).pdf,
        name=papers.file_name("Biên bản niêm phong, bàn giao phiếu", sheet.details.code),
    )
    with workspace.unit(by, scope_id=contest_id) as unit:
        if existing(unit, contest_id) != result:
            raise Refused("changed-meanwhile")
        counting.note_packed(unit, contest_id)
        counting.seal_readings(unit, contest_id)
        record = records.register(unit, kept, kind=HAND_OVER, scope_id=contest_id)
        queries.set_sealed(unit, contest_id, keep_until=keep_until)
        queries.add_sealed_event(
            unit, contest_id, SealedEvent.PACKED, by=by, text=", ".join(seals), packets=packed.packets
        )
        unit.record(contest_id, packets=packed.packets, seals=list(seals), keep_until=keep_until.isoformat())
    forget(workspace, contest_id)
    return Sealing(key_paper, record, keep_until)


def forget(workspace: "Workspace", contest_id: UUID) -> None:
    """Destroy the keys of a sealed contest and rebuild the database; done again at open where it was cut short."""
    from congress.sealing import sealed

    key = _key_path(workspace, contest_id)
    if key.exists():
        sealed.destroy(key)
    counting.after_sealing(workspace, contest_id)


def finish_sealing(workspace: "Workspace") -> None:
    """Forget what a sealing that was cut short left behind; asked once at open."""
    with workspace.reading() as unit:
        done = queries.sealed_contests(unit)
    for contest_id in done:
        if _key_path(workspace, contest_id).exists():
            forget(workspace, contest_id)


@deed("sealed:open", who=HEAD_WITH_PRESIDIUM, title="Sealed part opened by decision")
def open_record(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, decision: str, key_text: str
) -> tuple[bytes, Outcome]:
    """Open the record by decision (mở niêm phong theo quyết định) with the envelope's key, and tally it again."""
    from congress.sealing import sealed

    number = clean(decision)
    if not number:
        raise Refused("decision-missing")
    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.SEALED)
    data = sealed.open_sealed(_sealed_bytes(workspace, result), sealed.parse_key(key_text))
    if hashlib.sha256(data).hexdigest() != result.record_sha256:
        raise Broken("record-altered")
    again = tally_record(data).outcome
    with workspace.unit(by, scope_id=contest_id) as unit:
        queries.add_sealed_event(unit, contest_id, SealedEvent.OPENED, by=by, text=number)
        unit.record(contest_id, decision=number, agrees=again == result.outcome)
    return data, again


@deed("sealed:complaint", who=BOARD_MEMBERS, title="Complaint noted")
def note_complaint(workspace: "Workspace", by: Authority, *, contest_id: UUID, text: str) -> None:
    """Note a complaint (khiếu nại, tố cáo): while it is open, nothing is destroyed."""
    _note(workspace, by, contest_id, SealedEvent.COMPLAINT, text)


@deed("sealed:complaint:settle", who=HEAD_WITH_PRESIDIUM, title="Complaint settled")
def settle_complaint(workspace: "Workspace", by: Authority, *, contest_id: UUID, text: str) -> None:
    """Note that a complaint is settled (đã giải quyết khiếu nại), with the decision's number."""
    with workspace.reading() as unit:
        if rules.open_complaints(queries.sealed_events(unit, contest_id)) < 1:
            raise Refused("complaint-none")
    _note(workspace, by, contest_id, SealedEvent.SETTLED, text)


@deed("sealed:destroy", who=HEAD_WITH_PRESIDIUM, title="Ballots and record destroyed by decision")
def destroy(workspace: "Workspace", by: Authority, *, contest_id: UUID, decision: str) -> None:
    """Destroy the sealed record by decision (hủy theo quyết định), six months on and without an open complaint."""
    from congress.sealing import sealed

    number = clean(decision)
    if not number:
        raise Refused("decision-missing")
    with workspace.unit(by, scope_id=contest_id) as unit:
        result = existing(unit, contest_id)
        events = queries.sealed_events(unit, contest_id)
        rules.check_destroyable(result, events, on=unit.now.astimezone().date())
        queries.add_sealed_event(unit, contest_id, SealedEvent.DESTROYED, by=by, text=number)
        unit.record(contest_id, decision=number)
    if result.sealed_file and (workspace.sealed / result.sealed_file).exists():
        sealed.destroy(workspace.sealed / result.sealed_file)


def sealed_log(workspace: "Workspace", contest_id: UUID) -> tuple[SealedLine, ...]:
    """What happened to the sealed part of a contest (sổ niêm phong)."""
    with workspace.reading() as unit:
        return queries.sealed_events(unit, contest_id)


def _note(workspace: "Workspace", by: Authority, contest_id: UUID, kind: SealedEvent, text: str) -> None:
    said = clean(text)
    if not said:
        raise Refused("text-missing")
    with workspace.unit(by, scope_id=contest_id) as unit:
        existing(unit, contest_id)
        queries.add_sealed_event(unit, contest_id, kind, by=by, text=said)
        unit.record(contest_id, text=said)


def _key_paper(
    workspace: "Workspace", contest_id: UUID, result: Result, *, sheet_title: str, at: datetime, sample: bool
) -> bytes | None:
    from congress.papers.render import render
    from congress.sealing import sealed

    if result.sealed_file is None:
        return None
    key = _key_path(workspace, contest_id).read_bytes()
    # The envelope's key must open the file before the laptop forgets it.
    data = sealed.open_sealed(_sealed_bytes(workspace, result), key)
    if hashlib.sha256(data).hexdigest() != result.record_sha256:
        raise Broken("record-altered")
    return render(papers.key_paper(sheet_title, result, sealed.format_key(key), at=at, sample=sample)).pdf


def _sealed_bytes(workspace: "Workspace", result: Result) -> bytes:
    if result.sealed_file is None:
        raise Refused("no-sealed-record")
    path = workspace.sealed / result.sealed_file
    if not path.exists():
        raise Broken("file-missing", path=str(path))
    return path.read_bytes()


def _key_path(workspace: "Workspace", contest_id: UUID) -> Path:
    return workspace.keys / f"record-{contest_id}.key"
