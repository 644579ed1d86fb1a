"""Tables (bảng): thin rules, heads repeated on each page, rows that may go over a page's end."""

from functools import partial
from itertools import groupby

from reportlab.platypus import Flowable
from reportlab.platypus import Table as SetTable

from congress.papers.blocks import Align, Column, Face, FiveStrokeTallySheet, Runs, Table
from congress.papers.drawings import RULE_PT, FiveStrokes
from congress.papers.grids import Command
from congress.papers.lines import set_cell
from congress.papers.setting import TextStyle, mm, set_text
from congress.papers.tall_rows import Row, part_tall_rows
from congress.papers.typefaces import font_name
from congress.papers.values import PageStyle

_PAD_X = mm(1.2)
_PAD_Y = mm(0.5)
_TALLEST_ROW = 0.25  # of the text's height: a taller row would leave a hole at the end of a page
_FIRST_ROWS = 3  # so many rows, or all of them, stand on the page where a table starts
_TALLEST_START = 1 / 4  # of the text's height: more is not asked for, however tall the rows are
_BLACK = (0, 0, 0)
_FOOT_RULE: Command = ("LINEBELOW", (0, -1), (-1, -1), RULE_PT, _BLACK)


class RuledTable(SetTable):
    """A table closed by a rule at the end of each page (bảng có kẻ), and never begun with a row or two."""

    start_pt = 0.0
    """The height that it needs to begin on a page; what goes over to the next page needs none."""

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        return [] if availHeight < self.start_pt else list(super().split(availWidth, availHeight))

    def onSplit(self, T: SetTable, byRow: int = 1) -> None:
        T.setStyle([_FOOT_RULE])


def set_table(table: Table, style: PageStyle) -> Flowable:
    """`table` as a flowable that fills the width of the text."""
    size = table.size_pt or style.table_pt
    widths = _widths(table.columns, style)
    insides = [width - 2 * _PAD_X for width in widths]
    plain, bold = (
        [_text(size, face=face, align=column.align) for column in table.columns] for face in (Face.PLAIN, Face.BOLD)
    )
    cells = [
        *_heads(table.columns, size),
        *(_row(row, plain, insides) for row in table.rows),
        *(_row(row, bold, insides) for row in table.totals),
    ]
    return _gridded(cells, widths, table.columns, style)


def set_tally(sheet: FiveStrokeTallySheet, style: PageStyle) -> Flowable:
    """A sheet for counting by hand as a flowable."""
    columns = (
        Column("Số TT", 13, Align.CENTRE),
        Column(sheet.name_head, 48),
        Column("Số phiếu (mỗi ô năm nét)"),
        Column(sheet.total_head, 18),
    )
    size = style.table_pt
    text = _text(size)
    cells = [
        *_heads(columns, size),
        *(
            [
                set_text(line.number, _aligned(text, Align.CENTRE)),
                set_text(line.name, text),
                FiveStrokes(sheet.squares, line.strokes, mm(sheet.square_mm)),
                set_text(str(line.strokes) if line.strokes else "", _aligned(text, Align.RIGHT)),
            ]
            for line in sheet.lines
        ),
    ]
    return _gridded(cells, _widths(columns, style), columns, style)


def _gridded(cells: list[Row], widths: list[float], columns: tuple[Column, ...], style: PageStyle) -> Flowable:
    make = partial(
        RuledTable,
        colWidths=widths,
        repeatRows=_head_rows(columns),
        spaceBefore=style.paragraph_gap_pt,
        spaceAfter=style.paragraph_gap_pt * 1.6,
        hAlign="LEFT",
        longTableOptimize=0,
    )
    look = _look(columns, style)
    heights = _row_heights(make(cells, style=look), style)
    tallest = mm(style.text_height_mm) * _TALLEST_ROW
    if max(heights) > tallest:
        insides = [width - 2 * _PAD_X for width in widths]
        cells, going_on = part_tall_rows(cells, heights, insides, tallest=tallest, part=style.table_pt * 6)
        look = [*_look(columns, style)[1:], *_seamless_rules(going_on, len(cells))]
        heights = _row_heights(make(cells, style=look), style)
    # Measured once: without heights ReportLab would measure again, on each page, all that is left.
    table = make(cells, style=look, rowHeights=heights)
    first = heights[: _head_rows(columns) + _FIRST_ROWS]
    table.start_pt = min(sum(first), mm(style.text_height_mm) * _TALLEST_START)
    return table


def _look(columns: tuple[Column, ...], style: PageStyle) -> list[Command]:
    return [
        ("GRID", (0, 0), (-1, -1), RULE_PT, _BLACK),
        ("FONT", (0, 0), (-1, -1), font_name(Face.PLAIN), style.table_pt),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD_X),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD_X),
        ("TOPPADDING", (0, 0), (-1, -1), _PAD_Y),
        ("BOTTOMPADDING", (0, 0), (-1, -1), _PAD_Y + 1.5),
        *_spans(columns),
    ]


def _seamless_rules(going_on: list[int], rows: int) -> list[Command]:
    """The rules of a table of which some rows go on the row above: none between those, but at a page's end."""
    inner = [row for row in range(rows) if row + 1 not in going_on]
    return [
        ("BOX", (0, 0), (-1, -1), RULE_PT, _BLACK),
        ("LINEBEFORE", (0, 0), (-1, -1), RULE_PT, _BLACK),
        *(("LINEBELOW", (0, row), (-1, row), RULE_PT, _BLACK) for row in inner),
        *(("TOPPADDING", (0, row), (-1, row), 0) for row in going_on),
        *(("BOTTOMPADDING", (0, row - 1), (-1, row - 1), 0) for row in going_on),
        *(("VALIGN", (0, row - 1), (-1, row), "TOP") for row in going_on),
    ]


def _row_heights(table: SetTable, style: PageStyle) -> list[float]:
    table.wrap(mm(style.text_width_mm), mm(style.text_height_mm))
    return list(table._rowHeights)


def _widths(columns: tuple[Column, ...], style: PageStyle) -> list[float]:
    taken = sum(column.width_mm or 0 for column in columns)
    rest = style.text_width_mm - taken
    if rest < -0.01 or (rest < 5 and any(column.width_mm is None for column in columns)):
        raise ValueError(f"columns of {taken} mm on a text width of {style.text_width_mm} mm")
    return [mm(rest if column.width_mm is None else column.width_mm) for column in columns]


def _head_rows(columns: tuple[Column, ...]) -> int:
    return 2 if any(column.group for column in columns) else 1


def _heads(columns: tuple[Column, ...], size: float) -> list[Row]:
    head = _text(size, face=Face.BOLD, align=Align.CENTRE)
    lower = [set_text(column.head, head) for column in columns]
    if _head_rows(columns) == 1:
        return [lower]
    upper: Row = [
        set_text(column.group, head) if column.group else cell for column, cell in zip(columns, lower, strict=True)
    ]
    return [upper, [cell if column.group else "" for column, cell in zip(columns, lower, strict=True)]]


def _spans(columns: tuple[Column, ...]) -> list[Command]:
    if _head_rows(columns) == 1:
        return []
    commands: list[Command] = []
    for group, members in groupby(range(len(columns)), key=lambda index: columns[index].group):
        indices = list(members)
        if group:
            commands.append(("SPAN", (indices[0], 0), (indices[-1], 0)))
        else:
            commands.extend(("SPAN", (index, 0), (index, 1)) for index in indices)
    return commands


def _row(row: tuple[Runs, ...], styles: list[TextStyle], insides: list[float]) -> Row:
    return [set_cell(runs, text, width=width) for runs, text, width in zip(row, styles, insides, strict=True)]


def _text(size: float, *, face: Face = Face.PLAIN, align: Align = Align.LEFT) -> TextStyle:
    return TextStyle(size=size, leading=size * 1.18, face=face, align=align)


def _aligned(text: TextStyle, align: Align) -> TextStyle:
    return TextStyle(size=text.size, leading=text.leading, face=text.face, align=align)
