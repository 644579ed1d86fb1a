"""What somebody might do to signed minutes, each by hand, and that none of it passes."""
# mypy: disable-error-code="no-untyped-call"

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from congress.sealing import keys, signing
from congress.sealing.values import Authority, Box, Holder, PdfVerdict, SignatureField, SignerKey, Verdict
from congress.sealing.verifying import verify_pdf
from tests.congress_sealing.conftest import (
    BEGINS,
    ENDS,
    HEAD,
    NOW,
    PASSPHRASE,
    PRESIDIUM,
    SECRET,
    Board,
    codes,
    new_authority,
)
from tests.congress_sealing.papers import page

Check = Callable[[bytes], PdfVerdict]
Change = Callable[[IncrementalPdfFileWriter], None]


def updated(pdf: bytes, change: Change) -> bytes:
    """`pdf` with an incremental update behind it, as an editor would save one."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    reference, _ = writer.find_page_for_modification(0)
    writer.mark_update(reference)
    found: generic.DictionaryObject = reference.get_object()
    return found


def replace_content(writer: IncrementalPdfFileWriter) -> None:
    stream = generic.StreamObject(stream_data=b"BT /F1 11 Tf 6 400 Td (Nguyen Van Uoc 20 phieu) Tj ET")
    first_page(writer)[pdf_name("/Contents")] = writer.add_object(stream)


def overwrite_content_stream(writer: IncrementalPdfFileWriter) -> None:
    """The page stays as it was; only the stream behind it is exchanged."""
    reference, _ = writer.find_page_for_modification(0)
    content = reference.get_object().raw_get("/Contents")
    content.get_object()._data = b"q Q"
    content.get_object()._encoded_data = None
    writer.mark_update(content.reference)


def add_note(writer: IncrementalPdfFileWriter) -> None:
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(edge) for edge in (50, 50, 300, 300)),
            pdf_name("/Contents"): generic.pdf_string("20 phiếu"),
        }
    )
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


def add_page_box(writer: IncrementalPdfFileWriter) -> None:
    box = generic.ArrayObject(generic.NumberObject(edge) for edge in (0, 0, 595, 100))
    first_page(writer)[pdf_name("/CropBox")] = box


def add_action(writer: IncrementalPdfFileWriter) -> None:
    action = generic.DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("1")}
    )
    writer.root[pdf_name("/OpenAction")] = action
    writer.update_root()


def exchange_attachment(writer: IncrementalPdfFileWriter) -> None:
    names = generic.DictionaryObject({pdf_name("/EmbeddedFiles"): generic.DictionaryObject()})
    writer.root[pdf_name("/Names")] = writer.add_object(names)
    writer.update_root()


def add_visible_field(writer: IncrementalPdfFileWriter) -> None:
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    append_signature_field(writer, SigFieldSpec("cover", box=(0, 0, 595, 842)))


def move_field(writer: IncrementalPdfFileWriter) -> None:
    """The empty field of the second signer is drawn over the table before that person signs."""
    field = field_named(writer, "presidium")
    field[pdf_name("/Rect")] = generic.ArrayObject(generic.NumberObject(edge) for edge in (0, 300, 595, 600))


def field_named(writer: IncrementalPdfFileWriter, name: str) -> generic.DictionaryObject:
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field: generic.DictionaryObject = reference.get_object()
        if field["/T"] == name:
            writer.mark_update(reference.reference)
            return field
    raise AssertionError(name)


def exchange_catalogue(writer: IncrementalPdfFileWriter) -> None:
    """The trailer leads to another catalogue, with an action of its own."""
    other = generic.DictionaryObject(writer.root)
    other[pdf_name("/OpenAction")] = generic.DictionaryObject({pdf_name("/S"): pdf_name("/Named")})
    writer._root = writer.add_object(other)


def empty_first_field(writer: IncrementalPdfFileWriter) -> None:
    del field_named(writer, "head")["/V"]


CHANGES: list[Change] = [
    replace_content,
    overwrite_content_stream,
    add_note,
    add_page_box,
    add_action,
    exchange_attachment,
    add_visible_field,
    move_field,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_can_be_saved_behind_the_last_signature(signed: bytes, check: Check, change: Change) -> None:
    found = check(updated(signed, change))
    assert found.verdict is Verdict.REFUSED
    assert "not-whole-file" in codes(found)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_nothing_can_be_changed_between_two_signatures(
    once_signed: bytes, board: Board, check: Check, change: Change
) -> None:
    """The shadow attack: the second signer signs another paper than the first one saw."""
    found = check(board.sign(updated(once_signed, change), "presidium", board.duc))
    assert found.verdict is Verdict.REFUSED
    assert "changed-after-signing" in codes(found)
    assert [finding.where for finding in found.findings if finding.code == "changed-after-signing"] == [
        "signature:head"
    ]


def test_nothing_can_be_changed_between_signatures_of_tools_that_do_not_certify(
    prepared: bytes, board: Board, check: Check
) -> None:
    from congress.sealing.signing import _signer
    from tests.congress_sealing.foreign import sign_as_their_tool_does

    hanh, duc = (_signer(key.pkcs12, PASSPHRASE, at=NOW) for key in (board.hanh, board.duc))
    for change in CHANGES:
        pdf = updated(sign_as_their_tool_does(prepared, "head", hanh), change)
        found = check(sign_as_their_tool_does(pdf, "presidium", duc))
        assert "changed-after-signing" in codes(found), change.__name__
        assert found.verdict is Verdict.REFUSED


def test_nothing_can_be_slipped_into_the_very_increment_of_the_second_signature(
    once_signed: bytes, board: Board, check: Check
) -> None:
    from pyhanko.sign import signers

    from congress.sealing.signing import _signer

    for change in (*CHANGES, exchange_catalogue):
        writer = IncrementalPdfFileWriter(BytesIO(once_signed))
        change(writer)
        meta = signers.PdfSignatureMetadata(field_name="presidium", md_algorithm="sha256")
        done = signers.PdfSigner(meta, _signer(board.duc.pkcs12, PASSPHRASE, at=NOW)).sign_pdf(writer)
        found = check(done.getvalue())
        assert found.verdict is Verdict.REFUSED, change.__name__
        assert "changed-after-signing" in codes(found), change.__name__


def test_a_signature_taken_out_of_its_field_is_refused(signed: bytes, check: Check) -> None:
    assert check(updated(signed, empty_first_field)).verdict is Verdict.REFUSED


@pytest.mark.parametrize("tail", [b"\n", b"\0", b"%%EOF\n", b"PK\x03\x04 a zip archive"])
def test_bytes_behind_the_end_are_refused(signed: bytes, check: Check, tail: bytes) -> None:
    found = check(signed + tail)
    assert found.verdict is Verdict.REFUSED
    # A second end mark already leaves no readable last revision.
    assert codes(found) & {"not-whole-file", "pdf-broken"}


def test_bytes_before_the_beginning_are_refused(signed: bytes, check: Check) -> None:
    assert check(b"\n" + signed).verdict is Verdict.REFUSED


def test_an_editor_that_writes_the_file_anew_breaks_it(signed: bytes, check: Check) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(signed)) as opened:
        opened.save(target)
    assert check(target.getvalue()).verdict is Verdict.REFUSED


def test_hiding_the_signatures_does_not_make_it_unsigned(signed: bytes, check: Check) -> None:
    hidden = signed.replace(b"/AcroForm", b"/AcroF0rm")
    assert hidden != signed
    found = check(hidden)
    assert (found.verdict, codes(found)) == (Verdict.REFUSED, {"signature-hidden"})


def test_minutes_signed_again_by_a_stranger_with_equal_names_are_not_verified(
    prepared: bytes, board: Board, check: Check
) -> None:
    impostor = new_authority()
    assert (
        keys.read_certificate(impostor.certificate).subject
        == keys.read_certificate(board.authority.certificate).subject
    )
    pdf = prepared
    for field, real in (("head", board.hanh), ("presidium", board.duc)):
        said = keys.read_certificate(real.certificate)
        fake = impostors_key(impostor, said.name)
        pdf = board.sign(pdf, field, fake)
    found = check(pdf)
    assert found.verdict is Verdict.UNDECIDED
    assert codes(found) == {"no-anchor", "authority-namesake"}


def impostors_key(impostor: Authority, name: str) -> SignerKey:
    holder = Holder(name, "Ủy viên Ban Thường vụ", "Trưởng Ban kiểm phiếu", "p-1" if "Hạnh" in name else "p-2")
    return keys.issue_signer(
        impostor, holder, authority_secret=SECRET, passphrase=PASSPHRASE, not_before=BEGINS, not_after=ENDS
    )


def test_a_certificate_that_claims_the_authoritys_very_key_is_forged(
    prepared: bytes, board: Board, check: Check
) -> None:
    pdf = board.sign(prepared, "head", forged_key(board))
    found = check(board.sign(pdf, "presidium", board.duc))
    assert found.verdict is Verdict.REFUSED
    assert codes(found) & {"certificate-forged", "certificate-invalid"}


def forged_key(board: Board) -> SignerKey:
    """Every word of the real certificate, another key in it, signed by nobody's authority."""
    real = x509.load_pem_x509_certificate(board.hanh.certificate)
    key, nobody = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateBuilder(
        real.issuer,
        real.subject,
        key.public_key(),
        real.serial_number,
        real.not_valid_before_utc,
        real.not_valid_after_utc,
    )
    for extension in real.extensions:
        builder = builder.add_extension(extension.value, critical=extension.critical)
    forged = builder.sign(nobody, hashes.SHA256())
    encryption = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    return SignerKey(pkcs12.serialize_key_and_certificates(b"x", key, forged, None, encryption), b"")


def test_a_signature_carried_over_from_other_minutes_is_refused(signed: bytes, board: Board, check: Check) -> None:
    other = signing.add_fields(page("Biên bản kiểm phiếu: Nguyễn Văn Ước 020 phiếu"), [HEAD, PRESIDIUM])
    for field, key in (("head", board.hanh), ("presidium", board.duc)):
        other = board.sign(other, field, key)
    for place in (0, 1):
        theirs = re.findall(rb"<[0-9a-f]{2000,}>", other)[place]
        ours = re.findall(rb"<[0-9a-f]{2000,}>", signed)[place]
        carried = theirs[1:-1][: len(ours) - 2].ljust(len(ours) - 2, b"0")
        assert check(signed.replace(ours, b"<" + carried + b">")).verdict is Verdict.REFUSED


def last_gap(pdf: bytes) -> tuple[int, int]:
    first, second, _ = re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", pdf)[-1]
    return int(first), int(second)


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (lambda digits: digits[:-2] + b"01", "padding-not-empty"),
        (lambda digits: digits[:2000].replace(b"a", b"A", 1) + digits[2000:], "hex-mixed-case"),
        (lambda digits: digits[:-4] + b"  00", "signature-range"),
        (lambda digits: b" " + digits[:-1], "signature-range"),
    ],
)
def test_the_gap_of_the_last_signature_holds_nothing_but_the_signature(
    signed: bytes, check: Check, alter: Callable[[bytes], bytes], code: str
) -> None:
    first, second = last_gap(signed)
    altered = signed[: first + 1] + alter(signed[first + 1 : second - 1]) + signed[second - 1 :]
    assert len(altered) == len(signed)
    found = check(altered)
    assert found.verdict is Verdict.REFUSED
    assert code in codes(found)


def test_the_whole_gap_in_upper_case_is_the_same_signature(signed: bytes, check: Check) -> None:
    """pyHanko itself writes upper case. Both are one value; only a mixture shows that somebody was at it."""
    first, second = last_gap(signed)
    assert check(signed[:first] + signed[first:second].upper() + signed[second:]).verdict is Verdict.VERIFIED


def test_anything_added_to_the_signature_value_is_refused(signed: bytes, board: Board, check: Check) -> None:
    """An unsigned attribute and a list of revocations fit into the padding and are protected by nobody."""
    from asn1crypto import cms

    first, second = last_gap(signed)
    value = bytes.fromhex(signed[first + 1 : second - 1].decode())
    info = cms.ContentInfo.load(value[: 4 + int.from_bytes(value[2:4], "big")])
    attribute = cms.CMSAttribute({"type": "content_type", "values": ["data"]})
    info["content"]["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([attribute])
    grown = info.dump(force=True).hex().encode().ljust(second - first - 2, b"0")
    assert len(grown) == second - first - 2
    found = check(signed[: first + 1] + grown + signed[second - 1 :])
    assert found.verdict is Verdict.REFUSED
    assert "signature-extras" in codes(found)


def test_a_field_placed_after_the_first_signature_by_our_own_signer_is_refused(once_signed: bytes) -> None:
    from congress.errors import Refused

    with pytest.raises(Refused):
        signing.add_fields(once_signed, [SignatureField("more", Box(0, 0, 210, 297))])


def test_the_time_of_a_finding_is_told_in_the_verifiers_zone(signed: bytes, board: Board) -> None:
    found = verify_pdf(signed, trust=[board.authority.certificate], at=ENDS.astimezone(NOW.tzinfo).replace(year=2032))
    ended = found.findings[0].facts["not_after"]
    assert isinstance(ended, datetime)
    assert ended.utcoffset() == NOW.utcoffset()
