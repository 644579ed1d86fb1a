"""Deeds of signing digitally (ký số biên bản): with the workspace's keys, or with the office's own tool."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ballots.results import papers, queries, rules
from ballots.results.pages import pages_of
from ballots.results.papers.shared import OUTCOME_NAME
from ballots.results.reading import doubts, same_text
from ballots.results.steps import existing, record_of
from ballots.results.values import Result, ResultState, SigningPlace
from congress.access.keyring import authority_certificate, signer_file
from congress.access.registry import HEAD_WITH_MEMBER, One, deed
from congress.access.service import authorise
from congress.access.values import Authority, Role
from congress.errors import Malformed, Refused
from congress.journal import queries as journal
from congress.records import files
from congress.records import service as records
from congress.records.values import Record

if TYPE_CHECKING:
    from congress.workspace import Workspace

SIGNED, SIGNED_COPY = "counting-minutes-signed", "ký số"
_TAKEN = "result:signed:take"
SIGNERS = One(frozenset({Role.HEAD, Role.MEMBER, Role.PRESIDIUM}))


def signed_places(workspace: "Workspace", contest_id: UUID) -> tuple[tuple[SigningPlace, bool], ...]:
    """Every signing place of the minutes, and whether it is signed (tình trạng ký số)."""
    from congress.sealing import signing

    with workspace.reading() as unit:
        result = existing(unit, contest_id)
        current = record_of(unit, result.signed_id or result.minutes_id)
    signed = signing.fields(files.fetch(workspace.papers, current.sha256))
    return tuple((place, signed.get(place.box.field, False)) for place in result.places)


@deed("result:sign", who=SIGNERS, title="Minutes signed digitally")
def sign(workspace: "Workspace", by: Authority, *, contest_id: UUID, passphrase: str) -> Record:
    """Sign the fixed minutes (ký số biên bản) in one's own place, with the key that the workspace issued."""
    from congress.papers.stamp import signature_stamp
    from congress.sealing import signing

    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.FIXED)
        minutes = record_of(unit, result.minutes_id)
        current = record_of(unit, result.signed_id) if result.signed_id else minutes
        now = unit.now
    pdf = files.fetch(workspace.papers, current.sha256)
    place = _place_of(result, by.first.person, signed=signing.fields(pdf))
    key = signer_file(workspace.keys, by.first.person_id)
    if not key.exists():
        raise Refused("signing-key-missing", person=by.first.person)
    signed = signing.sign(
        pdf,
        place.box.field,
        pkcs12=key.read_bytes(),
        passphrase=passphrase,
        at=now,
        stamp=signature_stamp(papers.stamp_lines(by.first.person, now), place.box),
    )
    kept = files.keep(workspace.papers, signed, name=minutes.name)
    with workspace.unit(by, scope_id=contest_id) as unit:
        if existing(unit, contest_id) != result:
            raise Refused("changed-meanwhile")
        record = records.register(unit, kept, kind=SIGNED, scope_id=contest_id, copy=SIGNED_COPY)
        queries.set_signed(unit, contest_id, record.id)
        unit.record(contest_id, field=place.box.field, sha256=record.sha256)
    return record


def _place_of(result: Result, person: str, *, signed: dict[str, bool]) -> SigningPlace:
    places = [place for place in result.places if place.signatory.name == person]
    if not places:
        raise Refused("no-place-to-sign", person=person)
    # Two people of one name have a place each.
    return next((place for place in places if not signed.get(place.box.field)), places[0])


@deed(_TAKEN, who=HEAD_WITH_MEMBER, title="Minutes signed with the office's tool brought back")
def take_signed(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, pdf: bytes, trust: tuple[bytes, ...] = ()
) -> Record:
    """Bring back minutes signed elsewhere (nhận lại biên bản đã ký số): verified, and still those that were fixed.

    `trust` are the certificates of the authority whose tokens the office signs with, beside the workspace's own:
    whom the result will be believed by is not for one person to say.
    """
    from congress.sealing.keys import read_certificate

    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        result = existing(unit, contest_id)
        rules.check_state(result, ResultState.FIXED)
        minutes = record_of(unit, result.minutes_id)
        now = unit.now
    anchors = [read_certificate(data).fingerprint for data in trust]
    signed_by = checked(workspace, result, pdf, at=now, trust=trust)
    _check_same(files.fetch(workspace.papers, minutes.sha256), pdf, result)
    kept = files.keep(workspace.papers, pdf, name=minutes.name)
    with workspace.unit(by, scope_id=contest_id) as unit:
        if existing(unit, contest_id) != result:
            raise Refused("changed-meanwhile")
        record = records.register(unit, kept, kind=SIGNED, scope_id=contest_id, copy=SIGNED_COPY)
        queries.set_signed(unit, contest_id, record.id)
        unit.record(contest_id, sha256=record.sha256, signed_by=list(signed_by), trusted=anchors)
    for fingerprint, data in zip(anchors, trust, strict=True):
        files.write(workspace.keys / f"{_OFFICE}{fingerprint[:32]}.pem", data, private=True)
    return record


_OFFICE = "office-"


def checked(
    workspace: "Workspace", result: Result, pdf: bytes, *, at: datetime, trust: tuple[bytes, ...] = ()
) -> tuple[str, ...]:
    """Who signed the minutes: every signature verified against the anchors known here, each in its own place."""
    from congress.sealing import verifying
    from congress.sealing.values import Verdict

    own = authority_certificate(workspace.keys)
    anchors = (*((own,) if own else ()), *_office_anchors(workspace), *trust)
    verdict = verifying.verify_pdf(pdf, trust=anchors, at=at.astimezone())
    if verdict.verdict is not Verdict.VERIFIED:
        raise Malformed(verdict.findings)
    due = {place.box.field: place.signatory.name for place in result.places}
    for signer in verdict.signers:
        if not rules.is_named(signer.name, due.get(signer.field, "")):
            raise Refused("signer-not-of-place", person=signer.name, due=due.get(signer.field, "—"))
    return tuple(signer.name for signer in verdict.signers)


def _office_anchors(workspace: "Workspace") -> tuple[bytes, ...]:
    """The certificates that minutes were taken with; one that only lies among the keys is trusted by nobody."""
    from congress.sealing.keys import read_certificate

    with workspace.reading() as unit:
        taken = journal.of_event(unit, unit.machine, _TAKEN)
    said = (entry.facts.get("trusted") for entry in taken)
    trusted = {fingerprint for one in said if isinstance(one, list) for fingerprint in one}
    held = [path.read_bytes() for path in sorted(workspace.keys.glob(f"{_OFFICE}*.pem"))]
    return tuple(data for data in held if read_certificate(data).fingerprint in trusted)


def _check_same(fixed: bytes, signed: bytes, result: Result) -> None:
    """The office's tool may write the file anew, but not one letter on its pages, nor the outcome in it."""
    from congress.sealing.attachments import attached

    if attached(signed).get(OUTCOME_NAME) != result.outcome_bytes:
        raise Refused("signed-other-outcome")
    if not same_text(signed, fixed):
        raise Refused("signed-other-text")
    if laid_on := tuple(doubts(pages_of(signed))):
        raise Malformed(laid_on)
