"""Things drawn, not written (hình vẽ): leaders, squares to tick, five-stroke squares, QR codes, rules."""

from functools import lru_cache

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from reportlab.pdfbase.pdfmetrics import getAscent
from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as SetParagraph

from congress.errors import Refused
from congress.papers.blocks import Face
from congress.papers.setting import mm
from congress.papers.typefaces import font_name, text_width_pt

RULE_PT = 0.5
_FAINT_GREY = 0.45
_AIR_PT = 6.0  # above and below a drawing


class RuledTitle(Flowable):
    """A centred line of bold text with a rule of its own length under it (dòng tiêu đề có kẻ chân)."""

    def __init__(self, text: str, size: float) -> None:
        super().__init__()
        self._text, self._size = text, size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self._size * 1.25 + 4
        return self.width, self.height

    def draw(self) -> None:
        long = text_width_pt(self._text, Face.BOLD, self._size)
        left = (self.width - long) / 2
        baseline = self.height - self._size
        self.canv.setFont(font_name(Face.BOLD), self._size)
        self.canv.drawString(left, baseline, self._text)
        self.canv.setLineWidth(0.75)
        self.canv.line(left, baseline - self._size * 0.3, left + long, baseline - self._size * 0.3)


class LeaderLine(Flowable):
    """A label, dots, and a figure at the right edge (dòng kẻ chấm)."""

    _LEAST_LEADER = 18.0

    def __init__(
        self,
        label: SetParagraph,
        value: SetParagraph | None,
        *,
        value_width: float,
        left: float,
        after: float,
    ) -> None:
        super().__init__()
        self.spaceAfter = after
        self._label, self._value, self._value_width, self._left = label, value, value_width, left

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        label_width = width - self._left - self._value_width - self._LEAST_LEADER
        _, tall = self._label.wrap(label_width, height)
        if self._value is not None:
            tall = max(tall, self._value.wrap(self._value_width, height)[1])
        self.width, self.height = width, tall
        return self.width, self.height

    def draw(self) -> None:
        label, size = self._label, self._label.style.fontSize
        label.drawOn(self.canv, self._left, self.height - label.height)
        end = self.width
        if self._value is not None:
            self._value.drawOn(self.canv, self.width - self._value_width, 0)
            end -= self._value_width + 3
        lines = label.getActualLineWidths0()
        start = self._left + (lines[-1] if lines else 0) + 3
        y = self.height - label.height + label.style.leading - getAscent(label.style.fontName, size)
        self.canv.setLineWidth(0.9)
        self.canv.setLineCap(1)
        self.canv.setDash([0, 3.2])
        self.canv.line(start, y, end, y)


class Tick(Flowable):
    """A square to tick beside its text (ô đánh dấu)."""

    _SIDE = mm(4.2)

    def __init__(self, text: SetParagraph, *, ticked: bool, left: float, after: float) -> None:
        super().__init__()
        self.spaceAfter = after
        self._text, self._ticked, self._left = text, ticked, left

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, tall = self._text.wrap(width - self._left - 2 * self._SIDE, height)
        self.width, self.height = width, max(tall, self._SIDE)
        return self.width, self.height

    def draw(self) -> None:
        self._text.drawOn(self.canv, self._left + self._SIDE * 1.6, self.height - self._text.height)
        top = self.height - (self._text.style.leading - self._SIDE) / 2 - 1
        x, y, side = self._left, top - self._SIDE, self._SIDE
        self.canv.setLineWidth(0.8)
        self.canv.rect(x, y, side, side)
        if self._ticked:
            self.canv.setLineWidth(1.3)
            self.canv.line(x + 2, y + 2, x + side - 2, y + side - 2)
            self.canv.line(x + 2, y + side - 2, x + side - 2, y + 2)


class FiveStrokes(Flowable):
    """Squares of five strokes, four sides and a diagonal (ô năm nét); faint where they are to be drawn."""

    def __init__(self, squares: int, strokes: int, side: float) -> None:
        super().__init__()
        self._strokes, self._side = strokes, side
        self._squares = max(squares, -(-strokes // 5))
        self._pitch = side * 1.35

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._a_line = max(1, int((width + self._pitch - self._side) // self._pitch))
        lines = -(-self._squares // self._a_line)
        self.width, self.height = width, lines * self._pitch
        return self.width, self.height

    def draw(self) -> None:
        for square in range(self._squares):
            line, column = divmod(square, self._a_line)
            x = column * self._pitch
            y = self.height - line * self._pitch - self._side - (self._pitch - self._side) / 2
            self._square(x, y, min(5, max(0, self._strokes - 5 * square)))

    def _square(self, x: float, y: float, strokes: int) -> None:
        s = self._side
        sides = (
            (x, y, x, y + s),
            (x, y + s, x + s, y + s),
            (x + s, y + s, x + s, y),
            (x + s, y, x, y),
            (x, y, x + s, y + s),
        )
        self.canv.saveState()
        self.canv.setLineWidth(0.4)
        self.canv.setStrokeGray(_FAINT_GREY)
        self.canv.setDash([0.8, 1.2])
        self.canv.lines(sides[strokes:])
        self.canv.restoreState()
        if strokes:
            self.canv.setLineWidth(1.0)
            self.canv.setLineCap(1)
            self.canv.lines(sides[:strokes])


class QrSquares(Flowable):
    """A QR code of level M in filled rectangles, its caption at its right (mã QR)."""

    def __init__(self, payload: str | bytes, module: float, caption: SetParagraph | None, shift: float) -> None:
        super().__init__()
        self.spaceBefore = self.spaceAfter = _AIR_PT
        self._matrix = _qr_matrix(payload)
        self._module, self._caption, self._shift = module, caption, shift
        self._side = len(self._matrix) * module

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        tall = 0.0
        if self._caption is not None:
            _, tall = self._caption.wrap(width - self._side - 6, height)
        self.width, self.height = width, max(self._side, tall)
        return self.width, self.height

    def draw(self) -> None:
        left = (self.width - self._side) * self._shift
        top = self.height - (self.height - self._side) / 2
        squares = self.canv.beginPath()
        for row, modules in enumerate(self._matrix):
            y = top - (row + 1) * self._module
            for first, last in _dark_runs(modules):
                squares.rect(left + first * self._module, y, (last - first) * self._module, self._module)
        self.canv.drawPath(squares, stroke=0, fill=1)
        if self._caption is not None:
            self._caption.drawOn(self.canv, self._side + 6, (self.height - self._caption.height) / 2)


@lru_cache(maxsize=16)
def _qr_matrix(payload: str | bytes) -> list[list[bool]]:
    """The modules of a code; the one of the paper last drawn stands on its next copy too."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(payload, optimize=0)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError) as overflow:
        raise Refused("qr-too-long", size=len(payload)) from overflow
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def _dark_runs(modules: list[bool]) -> list[tuple[int, int]]:
    edges = [i for i in range(len(modules) + 1) if _at(modules, i - 1) != _at(modules, i)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _at(modules: list[bool], index: int) -> bool:
    return 0 <= index < len(modules) and modules[index]


class KeyGroups(Flowable):
    """A key in large groups within a frame (khoá in chữ lớn)."""

    def __init__(self, lines: tuple[str, ...], size: float) -> None:
        super().__init__()
        self.spaceBefore = self.spaceAfter = _AIR_PT
        self._lines, self._size, self._leading = lines, size, size * 1.5

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        widest = max(text_width_pt(line, Face.MONO, self._size) for line in self._lines)
        if widest > width - 12:
            self._size *= (width - 12) / widest
            self._leading = self._size * 1.5
        self.width, self.height = width, self._leading * len(self._lines) + self._size * 0.8
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setLineWidth(0.8)
        self.canv.rect(0, 0, self.width, self.height)
        self.canv.setFont(font_name(Face.MONO), self._size)
        for index, line in enumerate(self._lines):
            y = self.height - self._size * 0.4 - self._leading * index - self._size * 1.05
            self.canv.drawCentredString(self.width / 2, y, line)
