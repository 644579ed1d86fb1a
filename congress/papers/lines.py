"""Cells of one line (ô một dòng): text that need not wrap is drawn as it is, a paragraph costs twenty times as much."""

import re
from functools import lru_cache

from reportlab.platypus import Flowable

from congress.papers.blocks import Align, Face, Runs, Span
from congress.papers.setting import TextStyle, set_text, unbroken
from congress.papers.typefaces import font_name, printable, text_width_pt

_SHIFT = {Align.LEFT: 0.0, Align.JUSTIFY: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
_NEEDS_A_PARAGRAPH = re.compile(r"^ |  | $|\n")
"""Line breaks; blanks that a paragraph folds."""


class Line(Flowable):
    """A line of text that stands where a paragraph of it would."""

    def __init__(self, text: str, style: TextStyle, face: Face, *, text_width: float) -> None:
        super().__init__()
        self._text, self._style, self._face, self._text_width = text, style, face, text_width

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self._style.leading if self._text else 0.0
        return self.width, self.height

    def draw(self) -> None:
        if self._text:
            self.canv.setFont(font_name(self._face), self._style.size)
            x = (self.width - self._text_width) * _SHIFT[self._style.align]
            self.canv.drawString(x, self._style.leading - self._style.size, self._text)


def set_cell(runs: Runs, style: TextStyle, *, width: float) -> Flowable:
    """`runs` in a cell so wide: as a line where it is one, else as a paragraph."""
    span = runs if isinstance(runs, Span) else Span(runs) if isinstance(runs, str) else None
    if span is None or span.struck:
        return set_text(runs, style)
    face = style.face if span.face is Face.PLAIN else span.face
    text, text_width = _measured(span.text, face, style.size)
    if text_width > width or _NEEDS_A_PARAGRAPH.search(text):
        return set_text(runs, style)
    return Line(text, style, face, text_width=text_width)


@lru_cache(maxsize=4096)
def _measured(text: str, face: Face, size: float) -> tuple[str, float]:
    """The text fit to be printed, and its width; figures come again and again."""
    fit = unbroken(printable(text, face))
    return fit, text_width_pt(fit, face, size)
