"""Signed papers in the eyes of other programs: poppler, qpdf and OpenSSL."""

import re
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from congress.errors import Malformed, Refused
from congress.sealing import signing
from congress.sealing.values import Box, Holder, SignatureField
from tests.congress_sealing.conftest import ENDS, HEAD, PASSPHRASE, PRESIDIUM, SIGNED_AT, Board
from tests.congress_sealing.papers import MM, page
from tests.tools import require_tool

Write = Callable[[str, bytes], Path]


def pdfsig_blocks(path: Path) -> list[dict[str, str]]:
    """One mapping a signature; pdfsig exits 0 whatever it found, so its text is read."""
    tool = require_tool("pdfsig", package="poppler-utils")
    done = subprocess.run([tool, "-nocert", str(path)], capture_output=True, check=True, encoding="utf-8")
    blocks = []
    for text in re.split(r"^Signature #\d+:$", done.stdout, flags=re.MULTILINE)[1:]:
        lines = [line.strip(" -") for line in text.splitlines() if line.strip()]
        blocks.append(
            {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
            | {line: "" for line in lines if ":" not in line}
        )
    return blocks


def test_pdfsig_finds_two_valid_signatures_and_the_last_covers_the_whole_file(signed: bytes, on_disk: Write) -> None:
    first, last = pdfsig_blocks(on_disk("minutes.pdf", signed))
    for block in (first, last):
        assert block["Signature Validation"] == "Signature is Valid."
        assert block["Signing Hash Algorithm"] == "SHA-256"
        assert block["Signature Type"] == "adbe.pkcs7.detached"
    assert first["Signature Field Name"] == "head"
    assert first["Signer Certificate Common Name"] == "Nguyễn Thị Hạnh"
    assert last["Signer Certificate Common Name"] == "Trần Văn Đức"
    assert "Not total document signed" in first
    assert "Total document signed" in last


def test_pdfsig_sees_an_altered_byte(signed: bytes, on_disk: Write) -> None:
    altered = signed.replace(b"/Producer", b"/Producfr", 1)
    assert altered != signed
    for block in pdfsig_blocks(on_disk("altered.pdf", altered)):
        assert block["Signature Validation"] != "Signature is Valid."


def test_qpdf_finds_nothing_wrong_after_each_step(
    prepared: bytes, once_signed: bytes, signed: bytes, on_disk: Write
) -> None:
    tool = require_tool("qpdf")
    for data in (prepared, once_signed, signed):
        path = on_disk("minutes.pdf", data)
        done = subprocess.run([tool, "--check", str(path)], capture_output=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "No syntax or stream encoding errors" in done.stdout


def ranges(pdf: bytes) -> list[tuple[int, int, int]]:
    found = re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", pdf)
    return [(int(first), int(second), int(length)) for first, second, length in found]


def test_openssl_verifies_each_signature_over_the_bytes_it_covers(
    signed: bytes, board: Board, on_disk: Write, tmp_path: Path
) -> None:
    tool = require_tool("openssl")
    root = on_disk("root.pem", board.authority.certificate)
    assert len(ranges(signed)) == 2
    for first, second, length in ranges(signed):
        value = bytes.fromhex(signed[first + 1 : second - 1].decode())
        cms = on_disk("signature.der", value[: 4 + int.from_bytes(value[2:4], "big")])
        covered = on_disk("covered.bin", signed[:first] + signed[second : second + length])
        command = [tool, "cms", "-verify", "-binary", "-inform", "DER", "-in", cms, "-content", covered]
        command += ["-CAfile", root, "-purpose", "any", "-attime", str(int(SIGNED_AT.timestamp()))]
        done = subprocess.run(
            [*map(str, command), "-out", str(tmp_path / "out")], capture_output=True, check=False, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr


def test_signing_adds_and_never_rewrites(prepared: bytes, once_signed: bytes, signed: bytes) -> None:
    assert once_signed.startswith(prepared)
    assert signed.startswith(once_signed)


def test_signing_leaves_the_papers_metadata_and_clock_out_of_it(prepared: bytes, signed: bytes) -> None:
    with pikepdf.open(BytesIO(prepared)) as before, pikepdf.open(BytesIO(signed)) as after:
        assert dict(before.docinfo) == dict(after.docinfo)
    added = signed[len(prepared) :]
    assert b"/ModDate" not in added
    assert b"pyHanko" not in added


def test_a_field_stands_where_the_caller_said_in_millimetres_from_the_top() -> None:
    pdf = signing.add_fields(page("A", pages=2), [SignatureField("s", Box(20, 200, 75, 30), page=2, label="Người ký")])
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "/Annots" not in opened.pages[0]
        (field,) = opened.pages[1].Annots
        left, bottom, right, top = (float(edge) / MM for edge in field.Rect)
        assert [left, 297 - top, right, 297 - bottom] == pytest.approx([20, 200, 95, 230], abs=0.01)
        assert str(field.TU) == "Người ký"
        assert int(field.F) & 4, "PDF/A: every widget is printed"
        assert "/N" in field.AP, "PDF/A: every visible widget has an appearance"


def test_the_stamp_can_be_read_in_the_signed_paper(signed: bytes, on_disk: Write) -> None:
    tool = require_tool("pdftotext", package="poppler-utils")
    done = subprocess.run(
        [tool, str(on_disk("minutes.pdf", signed)), "-"], capture_output=True, check=True, encoding="utf-8"
    )
    assert "Ký số: Nguyễn Thị Hạnh" in done.stdout
    assert "Ký số: Trần Văn Đức" in done.stdout
    assert "Nguyễn Văn Ước 120 phiếu" in done.stdout


def test_the_first_signature_lets_only_the_remaining_places_be_signed(signed: bytes) -> None:
    with pikepdf.open(BytesIO(signed)) as opened:
        certifying = opened.Root.Perms.DocMDP
        assert int(certifying.Reference[0].TransformParams.P) == 2
        assert certifying.objgen == opened.Root.AcroForm.Fields[0].V.objgen
        assert "/Reference" not in opened.Root.AcroForm.Fields[1].V


def test_the_signatures_digits_are_lower_case(signed: bytes) -> None:
    for first, second, _ in ranges(signed):
        assert re.fullmatch(rb"<[0-9a-f]+>", signed[first:second])


def test_the_fields_are_listed_with_their_state(prepared: bytes, once_signed: bytes, signed: bytes) -> None:
    assert signing.fields(prepared) == {"head": False, "presidium": False}
    assert signing.fields(once_signed) == {"head": True, "presidium": False}
    assert signing.fields(signed) == {"head": True, "presidium": True}
    assert signing.fields(page("A")) == {}


@pytest.mark.slow
def test_a_signature_takes_less_than_a_fifth_of_a_second(prepared: bytes, board: Board) -> None:
    board.sign(prepared, "head", board.hanh)  # pyHanko is loaded once
    taken = []
    for _ in range(5):
        started = time.perf_counter()
        board.sign(prepared, "head", board.hanh)
        taken.append(time.perf_counter() - started)
    assert min(taken) < 0.2


def refusal(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.code == code


def test_what_cannot_be_signed_is_refused_by_name(prepared: bytes, once_signed: bytes, board: Board) -> None:
    refusal("field-unknown", lambda: board.sign(prepared, "nobody", board.hanh))
    refusal("field-signed", lambda: board.sign(once_signed, "head", board.duc))
    refusal("fields-after-signature", lambda: signing.add_fields(once_signed, [SignatureField("c", HEAD.box)]))
    refusal("field-name-taken", lambda: signing.add_fields(prepared, [PRESIDIUM]))
    refusal("field-name-taken", lambda: signing.add_fields(page("A"), [HEAD, HEAD]))
    refusal("field-page", lambda: signing.add_fields(page("A"), [SignatureField("c", HEAD.box, page=2)]))
    refusal("field-page", lambda: signing.add_fields(page("A"), [SignatureField("c", HEAD.box, page=0)]))


def test_a_certificate_signs_only_while_it_is_valid(prepared: bytes, board: Board) -> None:
    late = ENDS + timedelta(seconds=1)
    refusal("certificate-not-valid-then", lambda: board.sign(prepared, "head", board.hanh, at=late))
    early = datetime(2010, 1, 1, tzinfo=UTC)  # a laptop whose battery is flat
    refusal("certificate-not-valid-then", lambda: board.sign(prepared, "head", board.hanh, at=early))


def test_a_wrong_passphrase_leaves_the_paper_unsigned(prepared: bytes, board: Board) -> None:
    refusal(
        "passphrase-wrong",
        lambda: signing.sign(prepared, "head", pkcs12=board.hanh.pkcs12, passphrase="sai rồi", at=SIGNED_AT),
    )


@pytest.mark.parametrize("data", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_malformed(data: bytes, board: Board) -> None:
    with pytest.raises(Malformed):
        signing.add_fields(data, [HEAD])
    with pytest.raises(Malformed):
        signing.sign(data, "head", pkcs12=board.hanh.pkcs12, passphrase=PASSPHRASE, at=SIGNED_AT)


def test_a_third_person_may_sign_where_a_third_place_was_made(board: Board) -> None:
    third = SignatureField("supervisor", Box(20, 240, 75, 30))
    pdf = signing.add_fields(page("A"), [HEAD, PRESIDIUM, third])
    minh = board.issue(Holder("Lê Minh", "", "Giám sát", "p-3"))
    for field, key in (("presidium", board.duc), ("supervisor", minh), ("head", board.hanh)):
        pdf = board.sign(pdf, field, key)
    assert set(signing.fields(pdf).values()) == {True}
