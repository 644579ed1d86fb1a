"""Deeds on the sealed part (phần niêm phong), QC190 Art. 33 and 35: pack, open by decision, complaints, destroy."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ballots.counting import steps as counting
from ballots.counting import tags, witness
from ballots.regulations.service import tally_record
from ballots.regulations.values import Outcome
from ballots.results import drafting, papers, queries, rules
from ballots.results.facts import MinutesFacts
from ballots.results.making import key_name
from ballots.results.papers.sealing import GROUP_LETTERS, HandOver
from ballots.results.steps import as_written, existing
from ballots.results.values import Copy, Packed, Result, ResultState, SealedEvent
from congress.access.registry import BOARD_MEMBERS, HEAD_WITH_PRESIDIUM, deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.clock import months_after
from congress.errors import Broken, Refused
from congress.journal import queries as journal
from congress.papers.values import PartyPaper
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.text import clean
from congress.upkeep.service import backups_made, destroy_backups

if TYPE_CHECKING:
    from congress.workspace import Workspace

HAND_OVER = "hand-over-minutes"
_READ_AS = str.maketrans("OIL", "011")
"""Letters that a key does not use are read as the digits they look like."""


@dataclass(frozen=True, slots=True)
class KeyPaper:
    """The paper with the key for the envelope (tờ khóa)."""

    path: Path
    """PDF among the workspace's keys; destroyed with the key when the ballots are packed."""
    text: str = field(repr=False)
    """The key itself in groups, for a screen where no printer works."""


@dataclass(frozen=True, slots=True)
class Sealing:
    """What sealing yields (kết quả niêm phong)."""

    result: Result
    hand_over: Record
    """Minutes of sealing and handing over the ballots."""
    backups_destroyed: tuple[str, ...]
    copies: tuple[Copy, ...]
    """Backups elsewhere that hold the readings: people destroy them."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The record as it was opened, tallied again (bản ghi mở ra, kiểm lại)."""

    record: bytes = field(repr=False)
    outcome: Outcome
    agrees: bool
    """Whether every field is that of the result."""


@deed("contest:key:print", who=HEAD_WITH_PRESIDIUM, title="Key of the sealed record printed")
def print_key(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> KeyPaper:
    """Print the key for the envelope (in khóa) before the ballots are packed; again where the printer failed."""
    from congress.papers.render import render
    from congress.sealing import sealed

    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.OFFICIAL)
        facts = drafting.facts_of(unit, contest_id, result)
        at = unit.now
    key = _key(workspace, result)
    # The envelope's key has to open the file before the laptop forgets it.
    _opened(workspace, result, key)
    text = sealed.format_key(key)
    paper = papers.key_paper(facts, result, text, key_id=sealed.key_id(key), at=at)
    path = _key_paper(workspace, result)
    files.write(path, render(paper).pdf, private=True)
    with workspace.unit(by, scope_id=contest_id) as unit:
        rules.check_state(existing(unit, contest_id), ResultState.OFFICIAL)
        queries.add_sealed_event(unit, contest_id, SealedEvent.KEY_PRINTED, by=by, text=sealed.key_id(key))
        unit.record(contest_id, key=sealed.key_id(key))
    return KeyPaper(path, text)


@deed("contest:seal", who=HEAD_WITH_PRESIDIUM, title="Ballots packed, record sealed")
def seal(workspace: "Workspace", by: Authority, *, contest_id: UUID, packed: Packed, last_group: str = "") -> Sealing:
    """Pack and seal (niêm phong): the key is on paper in the envelope, the laptop keeps none.

    `last_group` is the last group of the key, typed off the printed paper: it proves that somebody holds it. The
    readings leave the database, the table is rebuilt and its log truncated; backups inside the workspace are
    destroyed. What an SSD's spare cells hold cannot be proven empty.
    """
    packed = _cleaned(packed)
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.OFFICIAL)
        facts = drafting.facts_of(unit, contest_id, result)
        kept_months, complaint_days = (
            int(setting)
            for setting in drafting.settings_of(unit, contest_id, "ballots_kept_months", "complaint_working_days")
        )
        copies = tuple(Copy(name, place) for name, place in backups_made(unit) if not _inside(workspace, place))
        head, at = workspace.stated(journal.head(unit, unit.machine)), unit.now
    _check_key_in_hand(workspace, result, last_group)
    keep_until = months_after(at.astimezone().date(), kept_months)
    giver, receiver = _giver_and_receiver(facts, by)
    heard_until = rules.working_days_after(at.astimezone().date(), complaint_days)
    given = HandOver(packed, keep_until, kept_months, complaint_days, heard_until, giver, receiver, copies)
    kept = files.keep(
        workspace.papers,
        _pdf(papers.hand_over(facts, result, given, head=head, at=at)),
        name=papers.file_name("Biên bản niêm phong, bàn giao phiếu", facts.contest),
    )
    with workspace.unit(by, scope_id=contest_id) as unit:
        if existing(unit, contest_id) != result:
            raise Refused("changed-meanwhile")
        counting.note_packed(unit, contest_id, by=by)
        counting.seal_readings(unit, contest_id)
        record = records.register(unit, kept, kind=HAND_OVER, scope_id=contest_id)
        queries.set_sealed(unit, contest_id, keep_until=keep_until)
        queries.add_sealed_event(
            unit, contest_id, SealedEvent.PACKED, by=by, text=", ".join(packed.seals), packets=packed.packets
        )
        unit.record(
            contest_id,
            packets=packed.packets,
            seals=list(packed.seals),
            keep_until=keep_until.isoformat(),
            hand_over_sha256=record.sha256,
            kept_sha256=witness.kept_digest(unit, contest_id),
        )
        sealed_result = as_written(unit, contest_id)
    return Sealing(sealed_result, record, _forget(workspace, sealed_result), copies)


def finish_sealing(workspace: "Workspace") -> None:
    """Finish what was cut short (làm nốt việc dở dang): asked once after a workspace is opened for work.

    A sealed contest's key, readings' key and deleted rows go; so do the record of a destroyed one, and files of a
    fixing that never came to its end. Where the journal is in question, nothing is touched.
    """
    if workspace.findings:
        return
    with workspace.reading() as unit:
        known = queries.sealed_files(unit)
        sealed_contests = queries.sealed_contests(unit)
        left = [queries.result(unit, contest_id) for contest_id in sealed_contests]
    for result in filter(None, left):
        if any(path.exists() for path in _secrets(workspace, result)):
            _forget(workspace, result)
    for path in sorted(workspace.sealed.glob("record-*.sealed")):
        kept = known.get(path.name)
        if kept is None or kept.destroyed:
            _destroy(path)
    for path in sorted([*workspace.keys.glob("record-*.key"), *workspace.keys.glob("record-*.pdf")]):
        if f"{path.stem}.sealed" not in known:
            _destroy(path)


@deed("sealed:open", who=HEAD_WITH_PRESIDIUM, title="Sealed part opened by decision")
def open_record(workspace: "Workspace", by: Authority, *, contest_id: UUID, decision: str, key_text: str) -> Opened:
    """Open the record by decision (mở niêm phong theo quyết định) with the envelope's key, and tally it again."""
    from congress.sealing import sealed

    number = _said(decision, "decision-missing")
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.SEALED)
        rules.check_openable(queries.sealed_events(unit, contest_id))
    record = _opened(workspace, result, sealed.parse_key(key_text))
    again = tally_record(record).outcome
    with workspace.unit(by, scope_id=contest_id) as unit:
        rules.check_openable(queries.sealed_events(unit, contest_id))
        queries.add_sealed_event(unit, contest_id, SealedEvent.OPENED, by=by, text=number)
        unit.record(contest_id, decision=number, agrees=again == result.outcome)
    return Opened(record, again, again == result.outcome)


@deed("sealed:complaint", who=BOARD_MEMBERS, title="Complaint noted")
def note_complaint(workspace: "Workspace", by: Authority, *, contest_id: UUID, text: str) -> None:
    """Note a complaint (khiếu nại, tố cáo): while it is open, nothing is destroyed."""
    said = _said(text, "text-missing")
    with workspace.unit(by, scope_id=contest_id) as unit:
        existing(unit, contest_id)
        rules.check_openable(queries.sealed_events(unit, contest_id))
        queries.add_sealed_event(unit, contest_id, SealedEvent.COMPLAINT, by=by, text=said)
        unit.record(contest_id, text=said)


@deed("sealed:complaint:settle", who=HEAD_WITH_PRESIDIUM, title="Complaint settled")
def settle_complaint(workspace: "Workspace", by: Authority, *, contest_id: UUID, text: str) -> None:
    """Note that a complaint is settled (đã giải quyết khiếu nại), with the decision's number."""
    said = _said(text, "text-missing")
    with workspace.unit(by, scope_id=contest_id) as unit:
        if rules.open_complaints(queries.sealed_events(unit, contest_id)) < 1:
            raise Refused("complaint-none")
        queries.add_sealed_event(unit, contest_id, SealedEvent.SETTLED, by=by, text=said)
        unit.record(contest_id, text=said)


@deed("sealed:destroy", who=HEAD_WITH_PRESIDIUM, title="Ballots and record destroyed by decision")
def destroy(workspace: "Workspace", by: Authority, *, contest_id: UUID, decision: str) -> None:
    """Destroy the sealed record by decision (hủy theo quyết định), once its time is over and no complaint is open."""
    number = _said(decision, "decision-missing")
    with workspace.unit(by, scope_id=contest_id) as unit:
        result = existing(unit, contest_id)
        events = queries.sealed_events(unit, contest_id)
        rules.check_destroyable(result, events, on=unit.now.astimezone().date())
        queries.add_sealed_event(unit, contest_id, SealedEvent.DESTROYED, by=by, text=number)
        unit.record(contest_id, decision=number)
    if result.sealed_file is not None:
        _destroy(workspace.sealed / result.sealed_file)


def _forget(workspace: "Workspace", result: Result) -> tuple[str, ...]:
    """What a laptop must not keep of a sealed contest, the backups inside the workspace included; their names."""
    gone = destroy_backups(workspace.folder)
    # The database first: as long as a key stands, an opening finishes what was cut short here.
    counting.after_sealing(workspace, result.contest_id)
    for path in _secrets(workspace, result):
        _destroy(path)
    return gone


def _secrets(workspace: "Workspace", result: Result) -> tuple[Path, ...]:
    readings = tags.key_file(workspace.keys, result.contest_id)
    if result.sealed_file is None:
        return (readings,)
    return readings, _key_paper(workspace, result), workspace.keys / key_name(result.sealed_file)


def _destroy(path: Path) -> None:
    from congress.sealing import sealed

    if path.exists():
        sealed.destroy(path)


def _check_key_in_hand(workspace: "Workspace", result: Result, last_group: str) -> None:
    from congress.sealing import sealed

    if result.sealed_file is None:
        return
    key = _key(workspace, result)
    _opened(workspace, result, key)
    typed = "".join(letter for letter in clean(last_group).upper() if letter.isalnum())
    if not typed:
        raise Refused("key-not-in-hand")
    letters = sealed.format_key(key).replace("-", "")
    if len(typed) < GROUP_LETTERS or not letters.endswith(typed.translate(_READ_AS)):
        raise Refused("key-group-differs")


def _opened(workspace: "Workspace", result: Result, key: bytes) -> bytes:
    from congress.sealing import sealed

    if result.sealed_file is None:
        raise Refused("no-sealed-record")
    path = workspace.sealed / result.sealed_file
    if not path.exists():
        raise Broken("sealed-file-missing", path=str(path))
    record = sealed.open_sealed(path.read_bytes(), key)
    if hashlib.sha256(record).hexdigest() != result.record_sha256:
        raise Refused("record-altered")
    return record


def _key(workspace: "Workspace", result: Result) -> bytes:
    if result.sealed_file is None:
        raise Refused("no-sealed-record")
    path = workspace.keys / key_name(result.sealed_file)
    if not path.exists():
        raise Broken("sealed-file-missing", path=str(path))
    return path.read_bytes()


def _key_paper(workspace: "Workspace", result: Result) -> Path:
    return workspace.keys / key_name(result.sealed_file or "").replace(".key", ".pdf")


def _pdf(paper: PartyPaper) -> bytes:
    from congress.papers.render import render

    return render(paper).pdf


def _inside(workspace: "Workspace", place: str) -> bool:
    return Path(place) == workspace.backups


def _giver_and_receiver(facts: MinutesFacts, by: Authority) -> tuple[str, str]:
    """The head gives, the other of the two receives for the presidium, whoever spoke first."""
    people = [by.first.person, *([by.second.person] if by.second else [])]
    head = facts.head_of_board.name
    giver = head if head in people else people[0]
    return giver, next((person for person in reversed(people) if person != giver), "")


def _cleaned(packed: Packed) -> Packed:
    seals = tuple(dict.fromkeys(clean(seal) for seal in packed.seals if clean(seal)))
    if packed.packets < 1 or not seals:
        raise Refused("packets-missing")
    return Packed(packed.packets, seals)


def _said(text: str, code: str) -> str:
    said = clean(text)
    if not said:
        raise Refused(code)
    return said
