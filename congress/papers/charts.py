"""Bars across the page (biểu đồ thanh): grey and frame tell series apart, figures stand at the right edge."""

from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as SetParagraph

from congress.papers.binding import Bound
from congress.papers.blocks import BarChart, BarGroup, Face
from congress.papers.setting import mm, running, set_text
from congress.papers.typefaces import font_name, printable, text_width_pt
from congress.papers.values import PageStyle

_FILLS = (0.92, 0.45, 0.70)
"""Grey of each series: light, dark, between; all are framed in black."""
_LABEL_SHARE = 0.36
_BAR_PT = 10.0
_BETWEEN_PT = 3.0
_FIGURE_PT = 11.0
"""Figures of two bars stand below each other without touching."""
_AIR_PT = 7.0
_GAP_PT = 6.0
_SWATCH = (mm(7), mm(3))
_FRAME_PT = 0.5


def set_chart(chart: BarChart, style: PageStyle) -> list[Flowable]:
    """The series' legend and a flowable for each group; the legend stays with the first."""
    size = style.table_pt - 1
    whole = chart.whole or max((bar.value for group in chart.groups for bar in group.bars if bar), default=0)
    figures = [printable(bar.shown) for group in chart.groups for bar in group.bars if bar]
    room = max((text_width_pt(text, Face.PLAIN, _FIGURE_PT) for text in figures), default=0.0)
    rows: list[Flowable] = [
        _Bars(group, set_text(group.label, running(style, size=size)), whole=whole, size=size, room=room)
        for group in chart.groups
    ]
    legend = _Legend(tuple(map(printable, chart.series)), size)
    return [Bound(legend, rows[0]), *rows[1:]]


class _Legend(Flowable):
    """What each grey stands for (chú giải)."""

    def __init__(self, series: tuple[str, ...], size: float) -> None:
        super().__init__()
        self.spaceBefore, self.spaceAfter = _AIR_PT, _AIR_PT
        self._series, self._size = series, size

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, self._size * 1.3
        return self.width, self.height

    def draw(self) -> None:
        x, (wide, tall) = self.width * _LABEL_SHARE, _SWATCH
        for place, name in enumerate(self._series):
            _rectangle(self, x, self._size * 0.25, wide, tall, place)
            x += wide + _GAP_PT
            self.canv.setFont(font_name(Face.PLAIN), self._size)
            self.canv.drawString(x, self._size * 0.25, name)
            x += text_width_pt(name, Face.PLAIN, self._size) + 2 * _GAP_PT


class _Bars(Flowable):
    """The bars of one label."""

    def __init__(self, group: BarGroup, label: SetParagraph, *, whole: int, size: float, room: float) -> None:
        super().__init__()
        self.spaceAfter = _AIR_PT
        self._group, self._label, self._whole, self._size, self._room = group, label, whole, size, room

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        _, tall = self._label.wrap(width * _LABEL_SHARE - _GAP_PT, height)
        bars = len(self._group.bars) * (_BAR_PT + _BETWEEN_PT) - _BETWEEN_PT
        self.width, self.height = width, max(tall, bars)
        return self.width, self.height

    def draw(self) -> None:
        left = self.width * _LABEL_SHARE
        longest = self.width - left - self._room - _GAP_PT
        self._label.drawOn(self.canv, 0, self.height - self._label.height)
        self.canv.setLineWidth(_FRAME_PT)
        self.canv.line(left, self.height + _BETWEEN_PT, left, self.height - self._tall() - _BETWEEN_PT)
        for place, bar in enumerate(self._group.bars):
            y = self.height - place * (_BAR_PT + _BETWEEN_PT) - _BAR_PT
            if bar is None:
                continue
            if self._whole:
                _rectangle(self, left, y, longest * min(bar.value, self._whole) / self._whole, _BAR_PT, place)
            self.canv.setFont(font_name(Face.PLAIN), _FIGURE_PT)
            self.canv.drawRightString(self.width, y + _BAR_PT * 0.15, printable(bar.shown))

    def _tall(self) -> float:
        return len(self._group.bars) * (_BAR_PT + _BETWEEN_PT) - _BETWEEN_PT


def _rectangle(on: Flowable, x: float, y: float, wide: float, tall: float, series: int) -> None:
    """A bar or swatch of a series; what has no length is drawn as the frame's line."""
    on.canv.saveState()
    on.canv.setLineWidth(_FRAME_PT)
    on.canv.setFillGray(_FILLS[series])
    on.canv.rect(x, y, wide, tall, stroke=1, fill=1)
    on.canv.restoreState()
