"""The letters (phông chữ): Liberation Serif in four faces and one mono face, embedded, none missing.

Liberation Serif has the metrics of Times New Roman and every Vietnamese letter; ReportLab's own faces have
not, and print boxes without a word.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from congress.errors import Refused
from congress.papers.blocks import Face, Runs, Span

FONTS_DIR = Path(__file__).parent / "fonts"

_FILES = {
    Face.PLAIN: "LiberationSerif-Regular",
    Face.BOLD: "LiberationSerif-Bold",
    Face.ITALIC: "LiberationSerif-Italic",
    Face.BOLD_ITALIC: "LiberationSerif-BoldItalic",
    Face.MONO: "LiberationMono-Regular",
}
# Right-to-left letters would be set in the wrong order, embedding controls could make a name read otherwise.
_UNSET_DIRECTIONS = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def font_name(face: Face) -> str:
    """The name under which ReportLab knows `face`; registers the faces at the first call."""
    _register()
    return _FILES[face]


def text_width_pt(text: str, face: Face, size_pt: float) -> float:
    """Width of `text` on one line, points."""
    width: float = pdfmetrics.stringWidth(text, font_name(face), size_pt)
    return width


def printable(text: str, face: Face = Face.PLAIN) -> str:
    """`text` in NFC, fit to be set in `face`; line feeds stay. Refuses letters that the face does not have."""
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    missing = {letter for letter in set(composed) - {"\n"} if not _settable(letter, face)}
    if missing:
        first = min(missing, key=composed.index)
        raise Refused(
            "glyph-missing",
            codepoint=f"U+{ord(first):04X}",
            text=_excerpt(composed),
        )
    return composed


def spans(runs: Runs) -> tuple[Span, ...]:
    """`runs` as spans fit to be printed."""
    items = runs if isinstance(runs, tuple) else (runs,)
    plain = (item if isinstance(item, Span) else Span(item) for item in items)
    return tuple(Span(printable(span.text, span.face), span.face, span.struck) for span in plain)


def _settable(letter: str, face: Face) -> bool:
    if unicodedata.category(letter) in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp"):
        return False
    if unicodedata.bidirectional(letter) in _UNSET_DIRECTIONS:
        return False
    return ord(letter) in _coverage(face)


@lru_cache
def _coverage(face: Face) -> frozenset[int]:
    glyphs: dict[int, int] = pdfmetrics.getFont(font_name(face)).face.charToGlyph
    return frozenset(code for code, glyph in glyphs.items() if glyph)


@lru_cache
def _register() -> None:
    for name in _FILES.values():
        pdfmetrics.registerFont(TTFont(name, FONTS_DIR / f"{name}.ttf", shapable=False))
    serif = [_FILES[face] for face in (Face.PLAIN, Face.BOLD, Face.ITALIC, Face.BOLD_ITALIC)]
    pdfmetrics.registerFontFamily(serif[0], *serif)


def _excerpt(text: str) -> str:
    shown = "".join(letter if letter.isprintable() else "?" for letter in text)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
