"""Signed minutes are still PDF/A-3b, and the outcome in them is still the one that went in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from congress.papers.render import render
from congress.papers.stamp import signature_stamp
from congress.papers.values import Attachment
from congress.sealing import signing
from congress.sealing.attachments import attached
from congress.sealing.values import Box, PdfVerdict, SignatureField, Verdict
from tests.congress_papers.pdfa import broken_rules
from tests.congress_papers.samples import minutes
from tests.congress_sealing.conftest import PASSPHRASE, SIGNED_AT, Board

OUTCOME = b'{"format": "congress-outcome/1"}\n'


@pytest.fixture(scope="module")
def stages(board: Board) -> list[bytes]:
    """Minutes of 63 names: with the fields made, with one signature, with both."""
    done = render(minutes(63), attachments=(Attachment("outcome.json", OUTCOME, "application/json"),))
    places = [
        SignatureField(box.field, Box(box.x_mm, box.y_mm, box.width_mm, box.height_mm), page=box.page)
        for box in done.signature_boxes
    ]
    made = [signing.add_fields(done.pdf, places)]
    people = {"presidium": (board.duc, "Trần Văn Đức"), "head": (board.hanh, "Nguyễn Thị Hạnh")}
    for box in done.signature_boxes:
        key, name = people[box.field]
        stamp = signature_stamp((f"Ký số: {name}", "09:30 ngày 04/03/2026"), box)
        made.append(
            signing.sign(
                made[-1],
                box.field,
                pkcs12=key.pkcs12,
                passphrase=PASSPHRASE,
                at=SIGNED_AT,
                stamp=stamp,
                reason="Biên bản kiểm phiếu",
                place="Hà Tĩnh",
            )
        )
    return made


@pytest.mark.slow
def test_minutes_keep_to_pdfa_3b_at_every_stage(stages: list[bytes], tmp_path: Path) -> None:
    files = [tmp_path / f"stage-{number}.pdf" for number in range(len(stages))]
    for path, data in zip(files, stages, strict=True):
        path.write_bytes(data)
    assert broken_rules(files) == dict.fromkeys(files, ())


def test_real_minutes_with_stamps_verify(stages: list[bytes], check: Callable[[bytes], PdfVerdict]) -> None:
    found = check(stages[-1])
    assert (found.verdict, found.findings) == (Verdict.VERIFIED, ())


def test_the_outcome_is_read_back_from_the_signed_minutes(stages: list[bytes]) -> None:
    assert attached(stages[-1]) == {"outcome.json": OUTCOME}
