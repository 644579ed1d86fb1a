"""Deeds on a result: fix, sign, bind the signed scan, make official, correct."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ballots.contests import service as contests
from ballots.counting import service as counting
from ballots.counting.values import Mode
from ballots.results import papers, queries, rules
from ballots.results.drafting import Signatories, check_again, draft_of
from ballots.results.values import (
    Basis,
    Correction,
    Corrigendum,
    Draft,
    MinutesFacts,
    Result,
    ResultState,
    SigningPlace,
)
from congress.access.keyring import authority_certificate, signer_file
from congress.access.registry import BOARD_MEMBERS, HEAD_WITH_MEMBER, One, deed
from congress.access.values import Authority, Role
from congress.errors import Broken, Malformed, Refused
from congress.records import files
from congress.records import queries as record_queries
from congress.records import service as records
from congress.records.values import KeptFile, Record
from congress.store.unit import Unit
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace

MINUTES, SIGNED, SCAN, PROOF, CORRIGENDUM = (
    "counting-minutes",
    "counting-minutes-signed",
    "signed-scan",
    "proof",
    "corrigendum",
)
OUTCOME_NAME = "outcome.json"
SIGNERS = One(frozenset({Role.HEAD, Role.MEMBER, Role.PRESIDIUM}))


@dataclass(frozen=True, slots=True)
class Fixed:
    """What fixing yields (kết quả chốt): the result and its papers."""

    result: Result
    minutes: Record
    proof: Record


def draft(workspace: "Workspace", contest_id: UUID, *, signatories: Signatories | None = None) -> Draft:
    """The draft (dự thảo) that the whole board reads; nothing is written."""
    head = workspace.head()
    with workspace.reading() as unit:
        made = draft_of(unit, contest_id, head=head, signatories=signatories or Signatories())
    return replace(made, facts=replace(made.facts, statement=_statement(workspace, made.facts)))


@deed("result:fix", who=HEAD_WITH_MEMBER, title="Result fixed")
def fix(workspace: "Workspace", by: Authority, *, contest_id: UUID, signatories: Signatories | None = None) -> Fixed:
    """Fix the result (chốt kết quả): the record's bytes, the outcome and the minutes are final from here on.

    The record is written once, under a key of this contest; outcome and journal head are those of this moment.
    """
    made = draft(workspace, contest_id, signatories=signatories)
    check_again(made)
    facts = made.facts
    minutes_file, proof_file, places = _rendered(workspace, facts)
    sealed_file = _keep_sealed(workspace, contest_id, made)
    with workspace.unit(by, scope_id=contest_id) as unit:
        if workspace.head() != facts.journal:
            raise Refused("changed-meanwhile")
        counting.note_fixed(unit, contest_id)
        minutes = records.register(unit, minutes_file, kind=MINUTES, scope_id=contest_id)
        proof = records.register(unit, proof_file, kind=PROOF, scope_id=contest_id)
        result = Result(
            contest_id=contest_id,
            state=ResultState.FIXED,
            outcome=facts.outcome,
            outcome_bytes=facts.outcome_bytes,
            outcome_sha256=hashlib.sha256(facts.outcome_bytes).hexdigest(),
            record_sha256=facts.outcome.record_sha256,
            sealed_file=sealed_file,
            head=facts.journal,
            fixed_at=facts.fixed_at,
            minutes_id=minutes.id,
            signed_id=None,
            scan_id=None,
            basis=None,
            official_at=None,
            sealed_at=None,
            keep_until=None,
            places=places,
        )
        queries.add(unit, result)
        unit.record(
            contest_id,
            outcome_sha256=result.outcome_sha256,
            record_sha256=result.record_sha256,
            minutes_sha256=minutes.sha256,
        )
    return Fixed(result, minutes, proof)


@deed("result:sign", who=SIGNERS, title="Minutes signed digitally")
def sign(workspace: "Workspace", by: Authority, *, contest_id: UUID, passphrase: str) -> Record:
    """Sign the fixed minutes (ký số biên bản) in one's own field, with the key that the workspace issued."""
    from congress.papers.stamp import signature_stamp
    from congress.sealing import signing

    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.FIXED)
        current = _record(unit, result.signed_id or result.minutes_id)
        now = unit.now
    place = next((place for place in result.places if place.signer == by.first.person), None)
    if place is None:
        raise Refused("no-place-to-sign", person=by.first.person)
    key = signer_file(workspace.keys, by.first.person_id)
    if not key.exists():
        raise Refused("signing-key-missing", person=by.first.person)
    signed = signing.sign(
        files.fetch(workspace.papers, current.sha256),
        place.box.field,
        pkcs12=key.read_bytes(),
        passphrase=passphrase,
        at=now,
        stamp=signature_stamp(papers.stamp_lines(by.first.person, now), place.box),
    )
    kept = files.keep(workspace.papers, signed, name=papers.file_name("Biên bản kiểm phiếu, đã ký số", contest_id))
    with workspace.unit(by, scope_id=contest_id) as unit:
        if existing(unit, contest_id) != result:
            raise Refused("changed-meanwhile")
        record = records.register(unit, kept, kind=SIGNED, scope_id=contest_id)
        queries.set_signed(unit, contest_id, record.id)
        unit.record(contest_id, field=place.box.field, sha256=record.sha256)
    return record


@deed("result:signed:take", who=BOARD_MEMBERS, title="Minutes signed with the office's tool brought back")
def take_signed(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, pdf: bytes, trust: tuple[bytes, ...]
) -> Record:
    """Bring back minutes signed elsewhere (nhận lại biên bản đã ký số): verified, and still those that were fixed."""
    from congress.sealing import verifying
    from congress.sealing.attachments import attached
    from congress.sealing.values import Verdict

    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.FIXED)
        now = unit.now
    verdict = verifying.verify_pdf(pdf, trust=trust, at=now)
    if verdict.verdict is not Verdict.VERIFIED:
        raise Malformed(verdict.findings)
    if attached(pdf).get(OUTCOME_NAME) != result.outcome_bytes:
        raise Refused("signed-other-outcome")
    kept = files.keep(workspace.papers, pdf, name=papers.file_name("Biên bản kiểm phiếu, đã ký số", contest_id))
    with workspace.unit(by, scope_id=contest_id) as unit:
        rules.check_state(existing(unit, contest_id), ResultState.FIXED)
        record = records.register(unit, kept, kind=SIGNED, scope_id=contest_id)
        queries.set_signed(unit, contest_id, record.id)
        unit.record(contest_id, sha256=record.sha256, signers=[signer.name for signer in verdict.signers])
    return record


@deed("result:scan:bind", who=HEAD_WITH_MEMBER, title="Scan of the signed minutes bound")
def bind_scan(workspace: "Workspace", by: Authority, *, contest_id: UUID, scan: bytes, ending: str) -> Record:
    """Bind the scan of the minutes signed by pen (gắn bản quét biên bản đã ký) to the outcome by its hash.

    A board without a scanner does so later, after the result is official or sealed.
    """
    from congress.sealing.binding import bind

    if not scan:
        raise Refused("scan-empty")
    with workspace.reading() as unit:
        result = existing(unit, contest_id)
    bound = bind(outcome=result.outcome_bytes, scan=scan)
    kept = files.keep(
        workspace.papers, scan, name=papers.file_name("Bản quét biên bản đã ký", contest_id, ending=ending)
    )
    with workspace.unit(by, scope_id=contest_id) as unit:
        record = records.register(unit, kept, kind=SCAN, scope_id=contest_id)
        queries.set_scan(unit, contest_id, record.id)
        unit.record(contest_id, outcome_sha256=bound.outcome_sha256, scan_sha256=bound.scan_sha256)
    return record


@deed("result:official", who=HEAD_WITH_MEMBER, title="Result made official")
def make_official(workspace: "Workspace", by: Authority, *, contest_id: UUID, basis: Basis) -> Result:
    """Make the result official (công nhận kết quả): head and member say by which signatures.

    By pen, the scan may be bound later; until then the proof says so. Digitally, the signatures are verified.
    """
    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        rules.check_official(result, basis)
        signed = _record(unit, result.signed_id) if result.signed_id else None
        now = unit.now
    if basis is Basis.DIGITAL and signed is not None:
        _check_signatures(workspace, files.fetch(workspace.papers, signed.sha256), result, now=now)
    with workspace.unit(by, scope_id=contest_id) as unit:
        if existing(unit, contest_id) != result:
            raise Refused("changed-meanwhile")
        counting.note_official(unit, contest_id)
        queries.set_official(unit, contest_id, basis)
        unit.record(contest_id, basis=str(basis), outcome_sha256=result.outcome_sha256)
        return existing(unit, contest_id)


@deed("result:correct", who=HEAD_WITH_MEMBER, title="Corrigendum to an official result")
def correct(workspace: "Workspace", by: Authority, *, contest_id: UUID, correction: Correction) -> Corrigendum:
    """Make a numbered corrigendum (đính chính): the only change after a result is official; nothing is replaced."""
    from congress.papers.render import render

    said = Correction(clean(correction.printed), clean(correction.corrected), clean(correction.reason))
    if not (said.printed and said.corrected and said.reason):
        raise Refused("corrigendum-incomplete")
    head = workspace.head()
    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.OFFICIAL, ResultState.SEALED)
        number = queries.next_corrigendum(unit, contest_id)
        sheet = contests.sheet(unit, contest_id)
        sample = counting.mode_of(unit, contest_id) is Mode.TEST
        now, machine = unit.now, unit.machine
    paper = papers.corrigendum(
        sheet, result, said, number=number, head=head, at=now, machine=machine, sample=sample, by=by
    )
    kept = files.keep(workspace.papers, render(paper).pdf, name=papers.file_name(f"Đính chính số {number}", contest_id))
    with workspace.unit(by, scope_id=contest_id) as unit:
        if queries.next_corrigendum(unit, contest_id) != number:
            raise Refused("changed-meanwhile")
        record = records.register(unit, kept, kind=CORRIGENDUM, scope_id=contest_id)
        second = by.second.person if by.second else ""
        made = Corrigendum(number, said, by.first.person, second, unit.now, record.id)
        queries.add_corrigendum(unit, contest_id, made)
        unit.record(contest_id, number=number, printed=said.printed, corrected=said.corrected, sha256=record.sha256)
    return made


def _statement(workspace: "Workspace", facts: MinutesFacts) -> str:
    from congress.sealing.heads import Subject, state

    key = workspace.machine_key
    if key is None:
        return ""
    digest = hashlib.sha256(facts.outcome_bytes).digest()
    return state(key, Subject.RESULT, number=facts.journal.number, digest=digest, at=facts.fixed_at)


def existing(unit: Unit, contest_id: UUID) -> Result:
    """Step: the result of a contest; refused before it is fixed."""
    result = queries.result(unit, contest_id)
    if result is None:
        raise Refused("result-not-fixed")
    return result


def _record(unit: Unit, record_id: UUID) -> Record:
    record = record_queries.by_id(unit, record_id)
    if record is None:
        raise Broken("record-missing", id=str(record_id))
    return record


def _rendered(workspace: "Workspace", facts: MinutesFacts) -> tuple[KeptFile, KeptFile, tuple[SigningPlace, ...]]:
    """The minutes, with their empty signature fields where there is an authority, and the proof."""
    from congress.papers.render import render
    from congress.papers.values import Attachment
    from congress.sealing import signing
    from congress.sealing.values import Box, SignatureField

    outcome = Attachment(
        OUTCOME_NAME, facts.outcome_bytes, "application/json", "Kết quả kiểm phiếu (congress-outcome/1)"
    )
    done = render(papers.minutes(facts), attachments=(outcome,))
    signers = papers.signers(facts)
    places = tuple(SigningPlace(signers[box.field], box) for box in done.signature_boxes)
    pdf = done.pdf
    if authority_certificate(workspace.keys) is not None:
        pdf = signing.add_fields(
            pdf,
            [
                SignatureField(
                    place.box.field,
                    Box(place.box.x_mm, place.box.y_mm, place.box.width_mm, place.box.height_mm),
                    page=place.box.page,
                    label=place.signer,
                )
                for place in places
            ],
        )
    minutes = files.keep(workspace.papers, pdf, name=papers.file_name("Biên bản kiểm phiếu", facts.contest.id))
    proof = files.keep(
        workspace.papers,
        render(papers.proof(facts)).pdf,
        name=papers.file_name("Bản chứng minh kết quả", facts.contest.id),
    )
    return minutes, proof, places


def _keep_sealed(workspace: "Workspace", contest_id: UUID, made: Draft) -> str | None:
    """The record's bytes under the contest's key (bản ghi niêm phong): written once, before the unit opens."""
    from congress.sealing import sealed

    if made.record is None:
        return None
    key = sealed.new_key()
    about = {"contest": str(contest_id), "record_sha256": made.facts.outcome.record_sha256 or ""}
    name = f"record-{contest_id}.sealed"
    files.write(workspace.sealed / name, sealed.seal(made.record, key, about=about))
    files.write(workspace.keys / f"record-{contest_id}.key", key, private=True)
    return name


def _check_signatures(workspace: "Workspace", pdf: bytes, result: Result, *, now: datetime) -> None:
    from congress.sealing import verifying
    from congress.sealing.attachments import attached
    from congress.sealing.values import Verdict

    if attached(pdf).get(OUTCOME_NAME) != result.outcome_bytes:
        raise Refused("signed-other-outcome")
    anchor = authority_certificate(workspace.keys)
    verdict = verifying.verify_pdf(pdf, trust=[anchor] if anchor else [], at=now)
    if verdict.verdict is Verdict.REFUSED:
        raise Malformed(verdict.findings)
