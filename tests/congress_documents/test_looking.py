"""What a file is, by its bytes; PDF/A as far as it is looked at: a finding a condition, never an error."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from congress.documents.looking import look
from congress.documents.rules.documents import remarks
from congress.documents.values.documents import FileFormat, Looked, PdfFault
from congress.i18n import LANGUAGES, say_in, sentence
from congress.spreadsheet import write_xlsx
from tests.congress_documents.samples import altered, archival, declare, plain


def _picture(kind: str) -> bytes:
    target = BytesIO()
    Image.new("RGB", (4, 4), "red").save(target, kind)
    return target.getvalue()


def _package(**parts: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (archival(), FileFormat.PDF),
        (b"\n\n" + plain(), FileFormat.PDF),
        (_picture("JPEG"), FileFormat.JPEG),
        (_picture("PNG"), FileFormat.PNG),
        (_picture("TIFF"), FileFormat.TIFF),
        (_package(word__document_xml=b"<w/>"), FileFormat.DOCX),
        (write_xlsx([["a"]], title="b"), FileFormat.XLSX),
        (_package(mimetype=b"application/vnd.oasis.opendocument.text"), FileFormat.ODT),
        (_package(mimetype=b"application/epub+zip"), FileFormat.OTHER),
        (b"PK\x03\x04 cut off", FileFormat.OTHER),
        ("Kính thưa Đại hội\n".encode(), FileFormat.TEXT),
        ("Kính thưa".encode("utf-16"), FileFormat.TEXT),
        (b"ID3\x04\0\0 sound", FileFormat.OTHER),
        (b"\xff", FileFormat.OTHER),
    ],
)
def test_a_file_is_what_its_bytes_say(data: bytes, kind: FileFormat) -> None:
    assert look(data).format is kind


def test_a_paper_made_here_declares_pdf_a_and_keeps_what_is_checked() -> None:
    found = look(archival())
    assert (found.pages, found.archival, found.faults, found.is_archival) == (1, "3b", (), True)


def test_a_pdf_that_declares_nothing_is_told_and_counted() -> None:
    found = look(plain())
    assert (found.pages, found.archival, found.faults) == (2, "", ())
    assert [one.code for one in remarks("a.pdf", found)] == ["pdfa-not-declared"]


def _without_intent(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _with_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def _with_named_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array()))


def _file_inside(pdf: pikepdf.Pdf, name: str) -> pikepdf.AttachedFileSpec:
    return pikepdf.AttachedFileSpec(
        pdf, b"x", filename=name, description="", mime_type="text/plain", creation_date="", mod_date=""
    )


def _with_file(name: str, part: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        declare(pdf, part)
        pdf.attachments[name] = _file_inside(pdf, name)

    return change


def _with_inline_font(pdf: pikepdf.Pdf) -> None:
    """Written within the page's resources, without a number of its own."""
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_without_intent, PdfFault.COLOURS),
        (_with_script, PdfFault.SCRIPT),
        (_with_named_script, PdfFault.SCRIPT),
        (_with_inline_font, PdfFault.FONT),
        (_with_file("a.txt", "1"), PdfFault.ATTACHMENT),
        (_with_file("a.pdf", "1"), PdfFault.ATTACHMENT),
        (_with_file("a.txt", "2"), PdfFault.ATTACHMENT),
    ],
)
def test_each_condition_that_is_broken_is_named(change: Callable[[pikepdf.Pdf], None], fault: PdfFault) -> None:
    assert look(altered(change)).faults == (fault,)


def test_part_3_may_hold_files_and_part_2_other_pdfs() -> None:
    assert look(altered(_with_file("a.txt", "3"))).is_archival
    assert look(altered(_with_file("a.pdf", "2"))).is_archival


def test_an_encrypted_pdf_is_no_pdf_a_and_one_under_a_password_is_not_read() -> None:
    open_to_all = altered(lambda _: None, encryption=pikepdf.Encryption(owner="chủ", user=""))
    assert PdfFault.ENCRYPTED in look(open_to_all).faults
    closed = altered(lambda _: None, encryption=pikepdf.Encryption(owner="chủ", user="mở"))
    assert look(closed) == Looked(FileFormat.PDF, faults=(PdfFault.PASSWORD,))


def test_metadata_that_unfold_without_end_declare_nothing() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><a>' + b"&b;" * 1000 + b"</a>"

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pikepdf.Stream(pdf, bomb)

    assert look(altered(change)).archival == ""


@pytest.mark.parametrize("part", ["9", "3xyz", "", "../2"])
def test_a_part_that_the_standard_does_not_have_is_no_declaration(part: str) -> None:
    assert look(altered(lambda pdf: declare(pdf, part))).archival == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_has_its_sentence_that_claims_no_validation(language: str) -> None:
    say = say_in(language)
    for fault in PdfFault:
        (said,) = (sentence(one, language) for one in remarks("a.pdf", Looked(FileFormat.PDF, 1, "2b", (fault,))))
        assert said != fault
        assert "{" not in said
    assert all(say(f"file-format-{kind}") != f"file-format-{kind}" for kind in FileFormat)


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("a.pdf", FileFormat.JPEG, True),
        ("a.JPG", FileFormat.JPEG, False),
        ("a", FileFormat.PNG, True),
        ("a.mp3", FileFormat.OTHER, False),
        ("a.pdf", FileFormat.OTHER, True),
    ],
)
def test_a_name_that_says_another_format_is_told(name: str, kind: FileFormat, told: bool) -> None:
    assert ("document-name-differs" in {one.code for one in remarks(name, Looked(kind))}) is told


@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    for given_ in (data, b"%PDF-1.7\n" + data, b"PK\x03\x04" + data, b"\x89PNG" + data):
        assert look(given_).format in FileFormat


@given(st.data())
def test_no_damage_to_a_pdf_makes_it_fail(data: st.DataObject) -> None:
    """Cut off anywhere, a stretch overwritten, two stretches changed over."""
    whole = bytearray(data.draw(st.sampled_from([archival(), plain(), altered(_with_file("a.txt", "1"))])))
    match data.draw(st.sampled_from(["cut", "overwrite", "swap"])):
        case "cut":
            del whole[data.draw(st.integers(8, len(whole))) :]
        case "overwrite":
            at = data.draw(st.integers(8, len(whole)))
            whole[at:at] = data.draw(st.binary(max_size=40))
        case _:
            at = data.draw(st.integers(8, len(whole) - 20))
            whole[at : at + 20] = data.draw(st.binary(min_size=20, max_size=20))
    found = look(bytes(whole))
    assert found.format is FileFormat.PDF
    assert list(remarks("a.pdf", found)) or found.is_archival
