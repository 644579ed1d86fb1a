"""Text set in type (sắp chữ): spans become ReportLab paragraphs; data can never be markup."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.sax.saxutils import escape

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as SetParagraph

from congress.papers.blocks import Align, Face, Runs, Span
from congress.papers.typefaces import font_name, spans
from congress.papers.values import PageStyle

POINTS_A_MM = 72 / 25.4
_CITED = re.compile(r"\b(Điều|điều|khoản|điểm|ngày|Quyết định|Hướng dẫn|Công văn) (?=\d)")
_YEARS = re.compile(r"\b(\d{4}) - (\d{4})\b")

_ALIGNMENTS = {
    Align.LEFT: TA_LEFT,
    Align.RIGHT: TA_RIGHT,
    Align.CENTRE: TA_CENTER,
    Align.JUSTIFY: TA_JUSTIFY,
}


def mm(millimetres: float) -> float:
    """Millimetres in points."""
    return millimetres * POINTS_A_MM


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a text is set (kiểu trình bày chữ); lengths in points."""

    size: float
    leading: float
    align: Align = Align.LEFT
    face: Face = Face.PLAIN
    first_line: float = 0.0
    left: float = 0.0
    before: float = 0.0
    after: float = 0.0
    underline: bool = False


def running(style: PageStyle, *, size: float | None = None, align: Align = Align.LEFT) -> TextStyle:
    """The style of running text on a page set in `style`."""
    points = size or style.body_pt
    return TextStyle(size=points, leading=points * style.line_spacing, align=align)


def set_text(runs: Runs, style: TextStyle) -> SetParagraph:
    """`runs` as a paragraph that wraps and splits; plain spans take the style's face."""
    items = runs if isinstance(runs, tuple) else (runs,)
    faced = tuple(_faced(item if isinstance(item, Span) else Span(item), style.face) for item in items)
    markup = "".join(_marked(replace(span, text=unbroken(span.text))) for span in spans(faced))
    return SetParagraph(f"<u>{markup}</u>" if style.underline else markup, _paragraph_style(style))


def unbroken(text: str) -> str:
    """`text` in which years, and what is cited with its number, stay in one line: "2025 - 2030", "Điều 8"."""
    years = _YEARS.sub("\\1\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}\\2", text)
    return _CITED.sub("\\1\N{NO-BREAK SPACE}", years)


def _faced(span: Span, face: Face) -> Span:
    return replace(span, face=face) if span.face is Face.PLAIN else span


def _marked(span: Span) -> str:
    text = escape(span.text).replace("\n", "<br/>")
    if span.struck:
        text = f"<strike>{text}</strike>"
    return f'<font name="{font_name(span.face)}">{text}</font>' if span.text else ""


@lru_cache(maxsize=256)
def _paragraph_style(style: TextStyle) -> ParagraphStyle:
    return ParagraphStyle(
        "set",
        fontName=font_name(style.face),
        bulletFontName=font_name(style.face),
        fontSize=style.size,
        leading=style.leading,
        alignment=_ALIGNMENTS[style.align],
        firstLineIndent=style.first_line,
        leftIndent=style.left,
        spaceBefore=style.before,
        spaceAfter=style.after,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )
