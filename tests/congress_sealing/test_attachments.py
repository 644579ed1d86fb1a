"""Files in a PDF come out byte for byte."""

from io import BytesIO

import pikepdf
import pytest

from congress.errors import Malformed
from congress.sealing import attachments, signing
from tests.congress_sealing.conftest import HEAD, PRESIDIUM, Board
from tests.congress_sealing.papers import page


def with_files(**files: bytes) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(page("Biên bản"))) as pdf:
        for name, content in files.items():
            pdf.attachments[name] = pikepdf.AttachedFileSpec(
                pdf, content, filename=name, description="", mime_type="", creation_date="", mod_date=""
            )
        pdf.save(target)
    return target.getvalue()


def test_the_attached_outcome_comes_back_from_signed_minutes(board: Board) -> None:
    outcome = '{"format": "congress-outcome/1", "tên": "Ước"}\n'.encode()
    pdf = signing.add_fields(with_files(**{"kết quả.json": outcome, "b.bin": bytes(range(256))}), [HEAD, PRESIDIUM])
    for field, key in (("head", board.hanh), ("presidium", board.duc)):
        pdf = board.sign(pdf, field, key)
    assert attachments.attached(pdf) == {"kết quả.json": outcome, "b.bin": bytes(range(256))}


def test_names_are_composed(board: Board) -> None:
    import unicodedata

    (name,) = attachments.attached(with_files(**{unicodedata.normalize("NFD", "kết quả.json"): b"{}"}))
    assert name == unicodedata.normalize("NFC", "kết quả.json")


def test_a_paper_without_files_has_none() -> None:
    assert attachments.attached(page("A")) == {}


def test_a_file_too_large_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST", 10)
    with pytest.raises(Malformed) as malformed:
        attachments.attached(with_files(a=bytes(11)))
    assert malformed.value.findings[0].code == "attachment-large"


@pytest.mark.parametrize("cut", [0, 5, 400, -200])
def test_a_damaged_file_is_malformed(cut: int) -> None:
    with pytest.raises(Malformed):
        attachments.attached(with_files(a=b"x")[:cut])
