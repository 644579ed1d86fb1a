"""Pages of a PDF as a second engine reads them (đọc trang): their text, and what an eye would not see as it does."""

import ctypes
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from typing import Any

from congress.errors import Finding, Malformed, Refused
from congress.papers.values import Mark

LEAST_PT = 5.0
"""Letters smaller than this are not for reading."""
LIGHTEST = 225
"""Of 255: a letter lighter than this leaves no ink, a surface at least as light covers what is under it."""
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Page:
    """One page (trang)."""

    text: str
    """In the order in which it was drawn, NFC."""
    doubts: frozenset[str]
    """Codes of what a reader does not see as the engine does; none on papers made here."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "_Box") -> bool:
        """Whether the two lie on each other for more than half of the smaller one."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width > 0 and height > 0 and 2 * width * height > min(self.area, other.area)

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)


def pages_of(pdf: bytes) -> tuple[Page, ...]:
    """Every page of a PDF; `Malformed` where it cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            doubts = _doubts_of_file(pdf)
            return tuple(_page(document[index], doubts) for index in range(len(document)))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise Malformed([Finding("pdf", "pdf-unreadable")]) from error


def check_scan(scan: bytes, kind: str) -> None:
    """Refuse a scan that is none but for its first letters: it has to open, and to have a page."""
    readable = _is_document(scan) if kind == "pdf" else _is_picture(scan)
    if not readable:
        raise Refused("scan-not-readable")


def _is_document(data: bytes) -> bool:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return False
    try:
        return len(document) > 0
    finally:
        document.close()


def _is_picture(data: bytes) -> bool:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data)) as picture:
            picture.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def _doubts_of_file(pdf: bytes) -> frozenset[str]:
    """Parts that can be switched off, so that one reader shows them and another does not; fields that are filled in."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            form = opened.Root.get("/AcroForm", pikepdf.Dictionary())
            fields = [field.get("/FT") for field in form.get("/Fields", pikepdf.Array())]
            found = {"layers-on-page"} if "/OCProperties" in opened.Root else set()
            return frozenset(found | ({"field-on-page"} if any(kind != "/Sig" for kind in fields) else set()))
    except (pikepdf.PdfError, ValueError, LookupError, TypeError) as error:
        raise Malformed([Finding("pdf", "pdf-unreadable")]) from error


def _page(page: Any, doubts_of_file: frozenset[str]) -> Page:
    letters = page.get_textpage()
    text = unicodedata.normalize("NFC", letters.get_text_range())
    return Page(f"{text}\n", doubts_of_file.union(_doubts(page, letters)))


def _doubts(page: Any, letters: Any) -> Iterator[str]:
    import pypdfium2.raw as raw

    width, height = page.get_size()
    sheet = _Box(0, 0, width, height)
    boxes: list[_Box] = []
    for shown in page.get_objects(max_depth=_DEPTH):
        match shown.type:
            case raw.FPDF_PAGEOBJ_TEXT:
                if not _text(shown, letters).strip() or _is_mark(shown, letters):
                    continue
                box = _Box(*shown.get_bounds())
                yield from _unseen(shown, box, sheet)
                boxes.append(box)
            case raw.FPDF_PAGEOBJ_PATH:
                if _covers(shown):
                    yield "surface-on-page"
            case raw.FPDF_PAGEOBJ_FORM:
                pass  # the objects in it come one by one, down to _DEPTH
            case _:
                yield "picture-on-page"
    if _overlap(boxes):
        yield "letters-on-letters"
    yield from _annotations(page, boxes)


def _annotations(page: Any, boxes: list[_Box]) -> Iterator[str]:
    """Whatever is laid over a page, signatures apart, and these where they lie on what is printed."""
    import pypdfium2.raw as raw

    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        try:
            rect = raw.FS_RECTF()
            known = raw.FPDFAnnot_GetRect(annotation, rect)
            box = _Box(rect.left, rect.bottom, rect.right, rect.top)
            signature = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET
            if not (known and signature) or any(box.covers(other) for other in boxes):
                yield "annotation-on-page"
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _unseen(shown: Any, box: _Box, sheet: _Box) -> Iterator[str]:
    import pypdfium2.raw as raw

    filled = raw.FPDFTextObj_GetTextRenderMode(shown.raw) == raw.FPDF_TEXTRENDERMODE_FILL
    lightness = _lightness(shown)
    if not filled or lightness is None or lightness >= LIGHTEST:
        yield "letters-without-ink"
    elif (
        raw.FPDFPageObj_HasTransparency(shown.raw)
        or raw.FPDFClipPath_CountPaths(raw.FPDFPageObj_GetClipPath(shown.raw)) > 0
    ):
        yield "letters-partly-hidden"
    if box.area and not sheet.covers(box):
        yield "letters-off-page"
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(shown.raw, size)
    if size.value * abs(shown.get_matrix().d or 1.0) < LEAST_PT:
        yield "letters-too-small"


def _is_mark(shown: Any, letters: Any) -> bool:
    return _text(shown, letters).strip() in set(Mark)


def _text(shown: Any, letters: Any) -> str:
    import pypdfium2.raw as raw

    size = raw.FPDFTextObj_GetText(shown.raw, letters.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(shown.raw, letters.raw, buffer, size)
    return unicodedata.normalize("NFC", bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", errors="replace"))


def _lightness(shown: Any, colour: Any = None) -> int | None:
    """The lightest part of an opaque colour, None where the object lets something through."""
    import pypdfium2.raw as raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    ask = raw.FPDFPageObj_GetFillColor if colour is None else colour
    if not ask(shown.raw, red, green, blue, alpha) or alpha.value < 255:
        return None
    return min(red.value, green.value, blue.value)


def _covers(shown: Any) -> bool:
    import pypdfium2.raw as raw

    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shown.raw, mode, stroked)
    filled, drawn = _lightness(shown), _lightness(shown, raw.FPDFPageObj_GetStrokeColor)
    fills = mode.value != raw.FPDF_FILLMODE_NONE and (filled is None or filled >= LIGHTEST)
    return fills or (bool(stroked.value) and (drawn is None or drawn >= LIGHTEST))


def _overlap(boxes: list[_Box]) -> bool:
    ordered = sorted(boxes, key=lambda box: box.bottom)
    for index, box in enumerate(ordered):
        for other in islice(ordered, index + 1, None):
            if other.bottom >= box.top:
                break
            if box.covers(other):
                return True
    return False
