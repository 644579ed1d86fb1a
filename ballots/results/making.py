"""Making the files of a result (lập tệp): papers drawn, the record sealed, all written before a unit opens."""

import hashlib
import random
import secrets
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from ballots.counting import steps as counting
from ballots.regulations.formats import write_record
from ballots.regulations.service import tally_record
from ballots.regulations.values import CountRecord, Paper
from ballots.results import papers
from ballots.results.facts import MinutesFacts
from ballots.results.papers.proof import SIZES_PT
from ballots.results.papers.shared import OUTCOME_NAME
from ballots.results.values import SigningPlace
from congress.errors import Broken
from congress.records import files
from congress.records.values import KeptFile
from congress.store.unit import Unit

if TYPE_CHECKING:
    from congress.workspace import Workspace

MINUTES_NAME, SCAN_NAME, PROOF_NAME = (
    "Biên bản kiểm phiếu",
    "Bản quét biên bản kiểm phiếu đã ký",
    "Báo cáo xác nhận kết quả",
)


def record_of(unit: Unit, contest_id: UUID, facts: MinutesFacts) -> bytes:
    """Step: the count record's bytes: a line a paper, shuffled, so that they tell nothing of piles or order."""
    found = counting.papers_of(unit, contest_id)
    record = CountRecord(facts.contest, facts.electorate, facts.ballots, shuffled(found), salt=secrets.token_hex(32))
    if len(record.papers) != facts.ballots.collected:
        raise Broken("record-differs", papers=len(record.papers), collected=facts.ballots.collected)
    return write_record(record)


def shuffled(found: Iterable[Paper]) -> tuple[Paper, ...]:
    """Papers one by one in an order that nobody knows (xáo trộn phiếu)."""
    single = [replace(paper, times=1) for paper in found for _ in range(paper.times)]
    random.SystemRandom().shuffle(single)
    return tuple(single)


def with_record(facts: MinutesFacts, record: bytes) -> MinutesFacts:
    """The facts with their record's hash; the very bytes are tallied once more, and every field compared."""
    expected = replace(facts.outcome, record_sha256=hashlib.sha256(record).hexdigest())
    if tally_record(record).outcome != expected:
        raise Broken("retally-differs")
    return replace(facts, outcome=expected)


def stated(workspace: "Workspace", facts: MinutesFacts) -> MinutesFacts:
    """The facts with this machine's signed statement of the outcome, number of the fixing's entry included."""
    from congress.sealing.heads import Subject, state

    key = workspace.machine_key
    if key is None:
        return facts
    digest = bytes.fromhex(facts.digest)
    return replace(
        facts, statement=state(key, Subject.RESULT, number=facts.head.number + 1, digest=digest, at=facts.at)
    )


def draft_pdf(facts: MinutesFacts) -> bytes:
    """The draft as a paper (bản in dự thảo), for reading; kept nowhere."""
    from congress.papers.render import render

    return render(papers.draft(facts)).pdf


def minutes_pdf(facts: MinutesFacts) -> tuple[bytes, tuple[SigningPlace, ...]]:
    """The minutes with the outcome attached and all signature fields made, and who signs where."""
    from congress.papers.render import render
    from congress.papers.values import Attachment
    from congress.sealing import signing
    from congress.sealing.values import Box, SignatureField

    outcome = Attachment(
        OUTCOME_NAME, facts.outcome_bytes, "application/json", "Kết quả kiểm phiếu (congress-outcome/1)"
    )
    done = render(papers.minutes(facts), attachments=(outcome,))
    signatory = {one.field: one for one in facts.signatories}
    places = tuple(SigningPlace(signatory[box.field], box) for box in done.signature_boxes)
    fields = [
        SignatureField(
            place.box.field,
            Box(place.box.x_mm, place.box.y_mm, place.box.width_mm, place.box.height_mm),
            page=place.box.page,
            label=f"{place.signatory.post}: {place.signatory.name}",
        )
        for place in places
    ]
    return signing.add_fields(done.pdf, fields), places


def proof_pdf(facts: MinutesFacts, standing: papers.Standing) -> bytes:
    """The proof, its letters as large as one page allows."""
    from congress.papers.render import render

    for size in SIZES_PT:
        done = render(papers.proof(facts, standing, size_pt=size))
        if done.pages == 1:
            break
    return done.pdf


def keep_proof(workspace: "Workspace", facts: MinutesFacts, standing: papers.Standing) -> KeptFile:
    """The proof as it stands now, written under its hash."""
    return files.keep(workspace.papers, proof_pdf(facts, standing), name=papers.file_name(PROOF_NAME, facts.contest))


def keep_minutes(workspace: "Workspace", facts: MinutesFacts) -> tuple[KeptFile, tuple[SigningPlace, ...]]:
    """The minutes, written under their hash."""
    pdf, places = minutes_pdf(facts)
    return files.keep(workspace.papers, pdf, name=papers.file_name(MINUTES_NAME, facts.contest)), places


def keep_sealed(workspace: "Workspace", contest_id: UUID, record: bytes) -> str:
    """The record's bytes under a key of this contest's own (bản ghi niêm phong); gives the file's name.

    Named after the record's hash: a fixing that does not come to its end never touches the file of one that did.
    """
    from congress.sealing import sealed

    digest = hashlib.sha256(record).hexdigest()
    key = sealed.new_key()
    name = f"record-{digest[:32]}.sealed"
    about = {"contest": str(contest_id), "record_sha256": digest}
    files.write(workspace.sealed / name, sealed.seal(record, key, about=about))
    files.write(workspace.keys / key_name(name), key, private=True)
    return name


def key_name(sealed_file: str) -> str:
    """The file in which a sealed record's key stands until its ballots are packed."""
    return f"{sealed_file.removesuffix('.sealed')}.key"
