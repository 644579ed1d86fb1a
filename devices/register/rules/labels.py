"""Where labels stand on a sheet (khuôn tem): geometry as data, millimetres from the top left corner of an A4 page.

Sizes and numbers of labels are those that the manufacturer prints on the pack; the columns are 2.5 mm apart, the rows
touch, and the field of labels stands in the middle of the sheet, from which the margins follow. Sheets and printers are
off by some tenths: the printer's offset is for that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from congress.errors import Finding

PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
MOST_OFFSET_MM = 10.0


class LabelSheet(StrEnum):
    """A kind of sheet (loại giấy tem)."""

    L7162 = "L7162"
    L7163 = "L7163"
    L4731 = "L4731"
    PLAIN = "plain"
    """Plain paper, to be cut along lines."""


@dataclass(frozen=True, slots=True)
class LabelGrid:
    """The geometry of a sheet (khuôn)."""

    columns: int
    rows: int
    width_mm: float
    height_mm: float
    gap_mm: float
    """Between columns; rows touch."""
    source: str
    cut_lines: bool = False

    @property
    def count(self) -> int:
        """Labels on a sheet."""
        return self.columns * self.rows

    @property
    def left_mm(self) -> float:
        """From the edge of the page to the first label."""
        return (PAGE_WIDTH_MM - self.columns * self.width_mm - (self.columns - 1) * self.gap_mm) / 2

    @property
    def top_mm(self) -> float:
        """From the edge of the page to the first label."""
        return (PAGE_HEIGHT_MM - self.rows * self.height_mm) / 2


GRIDS: dict[LabelSheet, LabelGrid] = {
    LabelSheet.L7162: LabelGrid(2, 8, 99.1, 33.9, 2.5, "Avery L7162: 16 labels of 99.1 x 33.9 mm on A4"),
    LabelSheet.L7163: LabelGrid(2, 7, 99.1, 38.1, 2.5, "Avery L7163: 14 labels of 99.1 x 38.1 mm on A4"),
    LabelSheet.L4731: LabelGrid(7, 27, 25.4, 10.0, 2.5, "Avery L4731: 189 labels of 25.4 x 10 mm on A4"),
    LabelSheet.PLAIN: LabelGrid(3, 8, 60.0, 33.0, 0.0, "plain A4, cut along the lines", cut_lines=True),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """How a sheet goes into the printer (căn chỉnh)."""

    sheet: LabelSheet
    start: int = 1
    """The first label that is still there, counted along the rows from 1."""
    right_mm: float = 0.0
    """The printer's offset: everything moves so far to the right, or to the left where it is negative."""
    down_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class LabelBox:
    """Where a label stands."""

    page: int
    """From 1."""
    left_mm: float
    top_mm: float
    width_mm: float
    height_mm: float


def check_setting(setting: Setting) -> Iterator[Finding]:
    """Everything wrong with a setting."""
    count = GRIDS[setting.sheet].count
    if not 1 <= setting.start <= count:
        yield Finding("start", "label-start-wrong", {"count": count})
    for name, offset in (("right", setting.right_mm), ("down", setting.down_mm)):
        if not -MOST_OFFSET_MM <= offset <= MOST_OFFSET_MM:
            yield Finding(name, "label-offset-wrong", {"most": f"{MOST_OFFSET_MM:g}"})


def boxes(setting: Setting, number: int) -> tuple[LabelBox, ...]:
    """Where so many labels stand."""
    grid = GRIDS[setting.sheet]
    return tuple(_box(grid, setting, setting.start - 1 + one) for one in range(number))


def _box(grid: LabelGrid, setting: Setting, place: int) -> LabelBox:
    page, on_page = divmod(place, grid.count)
    row, column = divmod(on_page, grid.columns)
    return LabelBox(
        page=page + 1,
        left_mm=grid.left_mm + column * (grid.width_mm + grid.gap_mm) + setting.right_mm,
        top_mm=grid.top_mm + row * grid.height_mm + setting.down_mm,
        width_mm=grid.width_mm,
        height_mm=grid.height_mm,
    )


QUIET, MODULES = 4, 21
"""Modules of the white border, and of a tag's code (QR version 1)."""
_INSET_MM = 0.5
_WIDEST_MODULE_MM = 0.9


def module_mm(grid: LabelGrid) -> float:
    """The side of a square of the QR code: as large as the label's height allows, its border included."""
    return min(_WIDEST_MODULE_MM, (grid.height_mm - 2 * _INSET_MM) / (MODULES + 2 * QUIET))


def code_box(grid: LabelGrid, box: LabelBox) -> tuple[float, float, float]:
    """Left, top and side of the QR code without its border, on the page."""
    module = module_mm(grid)
    whole = module * (MODULES + 2 * QUIET)
    left = box.left_mm + _INSET_MM + QUIET * module
    return left, box.top_mm + (box.height_mm - whole) / 2 + QUIET * module, module * MODULES
