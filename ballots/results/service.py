"""Deeds on a result (kết quả): draft, fix, bind the signed scan, make official, correct."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ballots.counting import steps as counting
from ballots.regulations.formats import write_outcome
from ballots.results import drafting, making, pages, papers, queries, rules, signatures
from ballots.results.drafting import Signing
from ballots.results.facts import MinutesFacts
from ballots.results.steps import as_written, existing, record_of
from ballots.results.values import Basis, Correction, Corrigendum, Result, ResultState
from congress.access.registry import HEAD_WITH_MEMBER, deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.errors import Refused
from congress.journal import queries as journal
from congress.journal.values import Head
from congress.records import files
from congress.records import queries as register
from congress.records import service as records
from congress.records.values import KeptFile, Record
from congress.store.unit import Unit
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace

MINUTES, SCAN, PROOF, CORRIGENDUM = "counting-minutes", "signed-scan", "proof", "corrigendum"


@dataclass(frozen=True, slots=True)
class Done:
    """What a deed on a result gives back: the result as it stands, and the papers it yielded."""

    result: Result
    papers: tuple[Record, ...]


def draft(workspace: "Workspace", contest_id: UUID, *, signing: Signing | None = None) -> MinutesFacts:
    """The draft (dự thảo) that the whole board reads on the screen or on paper; nothing is written."""
    with workspace.reading() as unit:
        signatories = drafting.signatories_of(unit, contest_id, signing)
        return drafting.draft_of(unit, contest_id, head=_head(workspace, unit), signatories=signatories)


@deed("result:fix", who=HEAD_WITH_MEMBER, title="Result fixed")
def fix(workspace: "Workspace", by: Authority, *, contest_id: UUID, read: MinutesFacts) -> Done:
    """Fix the result (chốt kết quả): record, outcome and minutes are final from here on.

    `read` is the draft that the board read; where the result would be another by now, they read again. The record
    is written once, under a key of this contest's own; outcome and journal head are those of this moment.
    """
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        if queries.result(unit, contest_id) is not None:
            raise Refused("result-fixed-already")
        head = _head(workspace, unit)
        facts = drafting.draft_of(unit, contest_id, head=head, signatories=read.signatories)
        if not rules.same_draft(read, facts):
            raise Refused("draft-changed")
        record = None if facts.by_hand else making.record_of(unit, contest_id, facts)
    if record is not None:
        facts = making.with_record(facts, record)
    facts = replace(facts, outcome_bytes=write_outcome(facts.outcome, by_hand=facts.by_hand))
    facts = making.stated(workspace, facts)
    minutes_file, places = making.keep_minutes(workspace, facts)
    proof_file = making.keep_proof(workspace, facts, papers.Standing(facts.at, facts.head))
    sealed_file = None if record is None else making.keep_sealed(workspace, contest_id, record)
    with workspace.unit(by, scope_id=contest_id) as unit:
        if journal.head(unit, unit.machine) != facts.head:
            raise Refused("changed-meanwhile")
        counting.note_fixed(unit, contest_id, by=by)
        minutes = records.register(unit, minutes_file, kind=MINUTES, scope_id=contest_id)
        proof = records.register(unit, proof_file, kind=PROOF, scope_id=contest_id)
        fixed = Result(
            contest_id=contest_id,
            state=ResultState.FIXED,
            outcome=facts.outcome,
            outcome_bytes=facts.outcome_bytes,
            outcome_sha256=facts.digest,
            record_sha256=facts.outcome.record_sha256,
            sealed_file=sealed_file,
            head=facts.head,
            fixed_at=facts.at,
            minutes_id=minutes.id,
            places=places,
        )
        queries.add(unit, fixed)
        unit.record(
            contest_id,
            outcome_sha256=fixed.outcome_sha256,
            record_sha256=fixed.record_sha256,
            minutes_sha256=minutes.sha256,
            proof_sha256=proof.sha256,
        )
    return Done(fixed, (minutes, proof))


@deed("result:scan:bind", who=HEAD_WITH_MEMBER, title="Scan of the signed minutes bound")
def bind_scan(workspace: "Workspace", by: Authority, *, contest_id: UUID, scan: bytes) -> Done:
    """Bind the scan of the minutes signed by pen (gắn bản quét biên bản đã ký) to the outcome by its hash.

    A board without a scanner does so later, after the result is official or sealed; the proof is drawn anew.
    """
    from congress.sealing.binding import bind

    kind = rules.scan_kind(scan)
    pages.check_scan(scan, kind)
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_scan(result)
        _check_new(unit, scan)
        facts = drafting.facts_of(unit, contest_id, result)
        standing = replace(_standing(workspace, unit, result), scan_sha256=hashlib.sha256(scan).hexdigest())
    bound = bind(outcome=result.outcome_bytes, scan=scan)
    name = papers.file_name(making.SCAN_NAME, facts.contest, ending=kind)
    kept = files.keep(workspace.papers, scan, name=name)
    proof_file = making.keep_proof(workspace, making.stated(workspace, facts), standing)
    with workspace.unit(by, scope_id=contest_id) as unit:
        _unchanged(unit, result)
        record = records.register(unit, kept, kind=SCAN, scope_id=contest_id)
        proof = records.register(unit, proof_file, kind=PROOF, scope_id=contest_id)
        queries.set_scan(unit, contest_id, record.id)
        unit.record(
            contest_id,
            outcome_sha256=bound.outcome_sha256,
            scan_sha256=bound.scan_sha256,
            proof_sha256=proof.sha256,
        )
        return Done(existing(unit, contest_id), (record, proof))


@deed("result:official", who=HEAD_WITH_MEMBER, title="Result made official")
def make_official(workspace: "Workspace", by: Authority, *, contest_id: UUID, basis: Basis) -> Done:
    """Make the result official (công nhận kết quả): head and member say by which signatures.

    By pen, the scan may be bound later; until then the proof says so. Digitally, the signatures are verified.
    """
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_official(result, basis)
        facts = drafting.facts_of(unit, contest_id, result)
        standing = _standing(workspace, unit, result)
        signed = None if result.signed_id is None else record_of(unit, result.signed_id)
    signed_by: tuple[str, ...] = ()
    if basis is Basis.DIGITAL and signed is not None:
        pdf = files.fetch(workspace.papers, signed.sha256)
        signed_by = signatures.checked(workspace, result, pdf, at=standing.at)
    standing = replace(standing, official_at=standing.at, basis=basis, signed_by=signed_by)
    proof_file = making.keep_proof(workspace, making.stated(workspace, facts), standing)
    with workspace.unit(by, scope_id=contest_id) as unit:
        _unchanged(unit, result)
        counting.note_official(unit, contest_id, by=by)
        queries.set_official(unit, contest_id, basis, at=standing.at, signed_by=signed_by)
        proof = records.register(unit, proof_file, kind=PROOF, scope_id=contest_id)
        unit.record(
            contest_id,
            basis=str(basis),
            outcome_sha256=result.outcome_sha256,
            signed_by=list(signed_by),
            proof_sha256=proof.sha256,
        )
        return Done(as_written(unit, contest_id), (proof,))


@deed("result:correct", who=HEAD_WITH_MEMBER, title="Corrigendum to an official result")
def correct(workspace: "Workspace", by: Authority, *, contest_id: UUID, correction: Correction) -> Corrigendum:
    """Make a numbered corrigendum (đính chính): the only change after a result is official; nothing is replaced."""
    said = Correction(clean(correction.printed), clean(correction.corrected), clean(correction.reason))
    if not (said.printed and said.corrected and said.reason):
        raise Refused("corrigendum-incomplete")
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.OFFICIAL, ResultState.SEALED)
        number = queries.next_corrigendum(unit, contest_id)
        facts = drafting.facts_of(unit, contest_id, result)
        head, at = _head(workspace, unit), unit.now
    kept = _corrigendum_file(workspace, facts, said, number=number, by=by, head=head, at=at)
    with workspace.unit(by, scope_id=contest_id) as unit:
        _unchanged(unit, result)
        if queries.next_corrigendum(unit, contest_id) != number:
            raise Refused("changed-meanwhile")
        record = records.register(unit, kept, kind=CORRIGENDUM, scope_id=contest_id)
        second = by.second.person if by.second else ""
        made = Corrigendum(number, said, by.first.person, second, unit.now, record.id)
        queries.add_corrigendum(unit, contest_id, made)
        unit.record(
            contest_id,
            number=number,
            printed=said.printed,
            corrected=said.corrected,
            why=said.reason,
            sha256=record.sha256,
        )
    return made


def _check_new(unit: Unit, scan: bytes) -> None:
    """What this program made itself, or bound to another contest, is no scan of these signed minutes."""
    known = register.by_hash(unit, hashlib.sha256(scan).hexdigest())
    if known is not None:
        raise Refused("scan-is-paper", name=known.name)


def _corrigendum_file(
    workspace: "Workspace",
    facts: MinutesFacts,
    said: Correction,
    *,
    number: int,
    by: Authority,
    head: Head,
    at: datetime,
) -> KeptFile:
    paper = papers.corrigendum(facts, said, number=number, by=by, head=head, at=at)
    name = papers.file_name(f"Đính chính số {number} biên bản kiểm phiếu", facts.contest)
    return files.keep_paper(workspace.papers, paper, name=name)


def _standing(workspace: "Workspace", unit: Unit, result: Result) -> papers.Standing:
    scan = None if result.scan_id is None else record_of(unit, result.scan_id)
    return papers.Standing(
        at=unit.now,
        head=_head(workspace, unit),
        official_at=result.official_at,
        basis=result.basis,
        scan_sha256=None if scan is None else scan.sha256,
        signed_by=result.signed_by,
    )


def _head(workspace: "Workspace", unit: Unit) -> Head:
    return workspace.stated(journal.head(unit, unit.machine))


def _unchanged(unit: Unit, seen: Result) -> None:
    if existing(unit, seen.contest_id) != seen:
        raise Refused("changed-meanwhile")
