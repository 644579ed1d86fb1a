"""Pages of a PDF as a second engine reads them (đọc trang): their text, and what an eye would not see as it does."""

import ctypes
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from congress.errors import Finding, Malformed
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
            return tuple(_page(document[index]) for index in range(len(document)))
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise Malformed([Finding("pdf", "pdf-unreadable")]) from error


def _page(page: Any) -> Page:
    letters = page.get_textpage()
    text = unicodedata.normalize("NFC", letters.get_text_range())
    return Page(f"{text}\n", frozenset(_doubts(page, letters)))


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
                pass
            case _:
                yield "picture-on-page"
    if _overlap(boxes):
        yield "letters-on-letters"


def _unseen(shown: Any, box: _Box, sheet: _Box) -> Iterator[str]:
    import pypdfium2.raw as raw

    filled = raw.FPDFTextObj_GetTextRenderMode(shown.raw) == raw.FPDF_TEXTRENDERMODE_FILL
    lightness = _lightness(shown)
    if not filled or lightness is None or lightness >= LIGHTEST:
        yield "letters-without-ink"
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


def _lightness(shown: Any) -> int | None:
    """The lightest part of an opaque colour, None where the object lets something through."""
    import pypdfium2.raw as raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(shown.raw, red, green, blue, alpha) or alpha.value < 255:
        return None
    return min(red.value, green.value, blue.value)


def _covers(shown: Any) -> bool:
    import pypdfium2.raw as raw

    mode, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(shown.raw, mode, stroked)
    lightness = _lightness(shown)
    return mode.value != raw.FPDF_FILLMODE_NONE and (lightness is None or lightness >= LIGHTEST)


def _overlap(boxes: list[_Box]) -> bool:
    ordered = sorted(boxes, key=lambda box: box.bottom)
    for index, box in enumerate(ordered):
        for other in islice(ordered, index + 1, None):
            if other.bottom >= box.top:
                break
            if box.covers(other):
                return True
    return False
