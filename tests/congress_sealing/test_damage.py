"""Damaged papers: never a traceback, never verified."""

import contextlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Malformed
from congress.sealing import signing
from congress.sealing.attachments import attached
from congress.sealing.values import PdfVerdict, Verdict
from tests.congress_sealing.conftest import HEAD, PRESIDIUM, Board
from tests.congress_sealing.papers import page

Check = Callable[[bytes], PdfVerdict]


@pytest.fixture(scope="module")
def signed_compressed(board: Board) -> bytes:
    """The same with cross-reference and object streams, as other programs write them, and a file inside."""
    target = BytesIO()
    with pikepdf.open(BytesIO(page("Biên bản", pages=3))) as opened:
        opened.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    pdf = signing.add_fields(target.getvalue(), [HEAD, PRESIDIUM])
    return board.sign(board.sign(pdf, "head", board.hanh), "presidium", board.duc)


def test_minutes_with_compressed_structure_verify_before_they_are_damaged(
    signed_compressed: bytes, check: Check
) -> None:
    assert check(signed_compressed).verdict is Verdict.VERIFIED


@pytest.mark.parametrize("kind", ["plain", "compressed"])
@given(data=st.data())
def test_no_damage_makes_a_traceback_or_a_verified_paper(
    data: st.DataObject, kind: str, signed: bytes, signed_compressed: bytes, check: Check
) -> None:
    whole = signed if kind == "plain" else signed_compressed
    damaged = bytearray(whole)
    match data.draw(st.sampled_from(["cut", "splice", "bytes", "drop", "repeat"])):
        case "cut":
            damaged = damaged[: data.draw(st.integers(0, len(damaged) - 1))]
        case "splice":
            start, stop = sorted(data.draw(st.tuples(*[st.integers(0, len(damaged))] * 2)))
            damaged[start:stop] = data.draw(st.binary(max_size=40))
        case "bytes":
            for _ in range(data.draw(st.integers(1, 20))):
                damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= data.draw(st.integers(1, 255))
        case "drop":
            start = data.draw(st.integers(0, len(damaged) - 1))
            del damaged[start : start + data.draw(st.integers(1, 2000))]
        case "repeat":
            start = data.draw(st.integers(0, len(damaged) - 1))
            damaged[start:start] = damaged[start : start + data.draw(st.integers(1, 2000))]
    if bytes(damaged) == whole:
        return
    for reads in (attached, signing.fields):
        with contextlib.suppress(Malformed):
            reads(bytes(damaged))
    try:
        verdict = check(bytes(damaged)).verdict
    except Malformed:
        return
    assert verdict is not Verdict.VERIFIED


@pytest.mark.parametrize(
    "broken",
    [
        (b"/Count 1", b"/Count 7"),
        (b"/Kids [", b"/Kids 5"),
        (b"/Type /Pages", b"/Type /Pag35"),
        (b"/Fields", b"/F1elds"),
        (b"/Root ", b"/R00t "),
        (b"startxref", b"startxxxx"),
        (b"/ByteRange [0 ", b"/ByteRange [1 "),
        (b"/SubFilter /adbe.pkcs7.detached", b"/SubFilter /adbe.pkcs7.sha1xxxx"),
        (b"/FT /Sig", b"/FT /Txt"),
    ],
)
def test_a_broken_structure_is_refused_and_not_a_traceback(
    signed: bytes, check: Check, broken: tuple[bytes, bytes]
) -> None:
    altered = signed.replace(*broken)
    assert altered != signed
    assert check(altered).verdict is Verdict.REFUSED
