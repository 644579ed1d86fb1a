"""PDF/A as far as it is looked at here (kiểm tra PDF/A ở mức cơ bản): what a PDF declares and does not keep.

This is no validation: a file that passes may still break other conditions of the standard's.

Looked at: no encryption, every font embedded, an output intent, no JavaScript, in parts 1 and 2 no other files inside.
"""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from congress.documents.values.documents import FileFormat, Looked, PdfFault
from congress.sealing.hostile import quiet

if TYPE_CHECKING:
    import pikepdf

_NAMESPACE = "http://www.aiim.org/pdfa/ns/id/"
_MOST_METADATA = 4 * 1024 * 1024
_DEEPEST = 30
"""So deep dictionaries lie in one another without a number of their own."""
_DECLARED = re.compile(r"[1-4][abuef]?")
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_WITHOUT_FILES = frozenset("12")
"""Parts of the standard that let no file be inside; part 2 lets in PDF/A alone."""


def look(data: bytes) -> Looked:
    """What a PDF says of itself; bytes that nobody can read give a fault, never an error."""
    import pikepdf

    quiet()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pages = len(pdf.pages)
            archival = _declared(pdf)
            faults = tuple(dict.fromkeys(_broken(pdf, part=archival[0]))) if archival else ()
            return Looked(FileFormat.PDF, pages, archival, faults)
    except pikepdf.PasswordError:
        return Looked(FileFormat.PDF, faults=(PdfFault.PASSWORD,))
    except (
        pikepdf.PdfError,
        pikepdf.ForeignObjectError,
        pikepdf.DeletedObjectError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RuntimeError,  # parts that lie in one another without end; what qpdf gives up on
        EOFError,
        MemoryError,  # a length that no file has
        zlib.error,
    ):
        return Looked(FileFormat.PDF, faults=(PdfFault.UNREADABLE,))


# --- what it declares --------------------------------------------------------------------------------------


def _declared(pdf: "pikepdf.Pdf") -> str:
    """Part and level, "2b"; empty where its metadata declare none that there is."""
    import pikepdf

    stream = pdf.Root.get("/Metadata")
    packet = _packet(stream) if isinstance(stream, pikepdf.Stream) else b""
    found = _identified(packet)
    said = f"{found.get('part', '')}{found.get('conformance', '')}".lower()
    return said if _DECLARED.fullmatch(said) else ""


def _packet(stream: "pikepdf.Stream") -> bytes:
    """The metadata's XML, at most so long: as it stands or deflated, as everybody writes it."""
    raw = stream.read_raw_bytes()
    kind = stream.get("/Filter")
    if kind is not None and str(kind).strip("[] ") != "/FlateDecode" and repr(kind).count("/FlateDecode") != 1:
        return b""
    return raw[:_MOST_METADATA] if kind is None else zlib.decompressobj().decompress(raw, _MOST_METADATA)


class _DoctypeFound(Exception):
    """No metadata packet has a document type; one that has may unfold without end."""


def _identified(packet: bytes) -> dict[str, str]:
    """`part` and `conformance` of the PDF/A identification, as elements or as attributes."""
    found: dict[str, str] = {}
    inside: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def own(name: str) -> str:
        space, _, local = name.rpartition(" ")
        return local if space == _NAMESPACE else ""

    def start(name: str, attributes: dict[str, str]) -> None:
        inside.append(own(name))
        found.update({local: value.strip() for key, value in attributes.items() if (local := own(key))})

    def end(_name: str) -> None:
        inside.pop()

    def text(data: str) -> None:
        if inside and inside[-1]:
            found[inside[-1]] = (found.get(inside[-1], "") + data.strip())[:8]

    def doctype(*_: object) -> None:
        raise _DoctypeFound

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    try:
        parser.Parse(packet.strip(b"\0 \r\n\t"), True)
    except (expat.ExpatError, _DoctypeFound, ValueError):
        return {}
    return found


# --- what it keeps -----------------------------------------------------------------------------------------


def _broken(pdf: "pikepdf.Pdf", *, part: str) -> Iterator[PdfFault]:
    if pdf.is_encrypted:
        yield PdfFault.ENCRYPTED
    if not _has_output_intent(pdf):
        yield PdfFault.COLOURS
    for one in (part_of for each in pdf.objects for part_of in _parts(each, _DEEPEST)):
        if one.get("/Type") == "/Font" and not _is_embedded(one):
            yield PdfFault.FONT
        if one.get("/S") == "/JavaScript" or "/JavaScript" in one:
            yield PdfFault.SCRIPT
        if part in _WITHOUT_FILES and "/EF" in one and not (part == "2" and _is_pdf(one)):
            yield PdfFault.ATTACHMENT


def _parts(one: Any, deepest: int) -> "Iterator[pikepdf.Dictionary | pikepdf.Stream]":
    """An object and the dictionaries written within it; those with a number of their own come by themselves."""
    import pikepdf

    if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        yield one
        inner = [one[key] for key in one.keys()]  # noqa: SIM118  # pikepdf's objects iterate over themselves otherwise
    elif isinstance(one, pikepdf.Array):
        inner = list(one)
    else:
        return
    if deepest > 0:
        for each in inner:
            if isinstance(each, pikepdf.Object) and not each.is_indirect:
                yield from _parts(each, deepest - 1)


def _has_output_intent(pdf: "pikepdf.Pdf") -> bool:
    import pikepdf

    intents = pdf.Root.get("/OutputIntents")
    if not isinstance(intents, pikepdf.Array):
        return False
    return any(
        isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/GTS_PDFA1" and "/DestOutputProfile" in one
        for one in intents
    )


def _is_embedded(font: Any) -> bool:
    """Whether a font's letters are inside; a composite one has them in the font below, which is looked at by itself."""
    import pikepdf

    if font.get("/Subtype") in ("/Type0", "/Type3"):
        return True
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, pikepdf.Dictionary) and any(name in descriptor for name in _FONT_FILES)


def _is_pdf(specification: Any) -> bool:
    """Whether a file inside calls itself a PDF."""
    name = specification.get("/UF", specification.get("/F", ""))
    return str(name).lower().endswith(".pdf")
