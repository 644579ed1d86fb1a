"""Spreadsheets (bảng tính): tables as an XLSX workbook, one a sheet. Data is never a formula."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | None
COUNT, MONEY = "[=0]0;[<10]00;#,##0", "#,##0"
"""How numbers are shown: 0, 06, 24, 1,000 as Party tables have them; đồng."""

_FONT, _SIZE = "Times New Roman", 12
_MM_A_LETTER = 2.1
_REST_MM = 60.0
_LEAST_LETTERS = 7.5
_NAME_LENGTH = 28  # 31 is what Excel takes; names alike get a number behind them
_FORBIDDEN_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column (cột); neighbours with the same `group` stand under one common head."""

    head: str
    width_mm: float | None = None
    group: str = ""
    format: str = COUNT
    """How its numbers are shown."""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table under its title (một bảng); a cell is text, a whole number, or empty."""

    name: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[tuple[Value, ...], ...] = ()
    notes: tuple[str, ...] = ()
    """Lines under the title."""

    def __post_init__(self) -> None:
        for row in (*self.rows, *self.totals):
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells in a table of {len(self.columns)} columns")


def workbook(sheets: Sequence[Sheet], *, title: str, created: datetime) -> bytes:
    """The workbook's bytes (tệp bảng tính): equal input gives equal bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _put(book.create_sheet(sheet.name.translate(_FORBIDDEN_IN_NAMES)[:_NAME_LENGTH]), sheet)
    book.properties.title = title
    book.properties.creator = ""
    book.properties.created = created.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    target = BytesIO()
    book.save(target)
    return _settled(target.getvalue(), created)


def _put(page: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    width = len(sheet.columns)
    first = len(sheet.notes) + 3
    heads = 2 if any(column.group for column in sheet.columns) else 1
    _heads(page, sheet.columns, first, heads)
    for number, (text, bold) in enumerate([(sheet.title, True), *((note, False) for note in sheet.notes)], start=1):
        _line(page, number, text, width=width, bold=bold)
    body = first + heads
    for number, (row, bold) in enumerate(
        [*((row, False) for row in sheet.rows), *((row, True) for row in sheet.totals)]
    ):
        for place, (value, column) in enumerate(zip(row, sheet.columns, strict=True), start=1):
            _cell(page.cell(body + number, place), value, column, bold=bold)
    page.freeze_panes = page.cell(body, 1).coordinate
    page.print_title_rows = f"{first}:{body - 1}"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _line(page: "Worksheet", number: int, text: str, *, width: int, bold: bool) -> None:
    from openpyxl.styles import Alignment, Font

    cell = page.cell(number, 1)
    _text(cell, text)
    cell.font = Font(name=_FONT, size=_SIZE + 1 if bold else _SIZE, bold=bold, italic=not bold)
    cell.alignment = Alignment(horizontal="center" if bold else "left", vertical="center", wrap_text=True)
    page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=width)
    lines = -(-len(text) // int(sum(_letters(page, width))))
    page.row_dimensions[number].height = 18 * max(1, lines)


def _letters(page: "Worksheet", width: int) -> Iterator[float]:
    from openpyxl.utils import get_column_letter

    return (page.column_dimensions[get_column_letter(place)].width for place in range(1, width + 1))


def _heads(page: "Worksheet", columns: Sequence[SheetColumn], first: int, heads: int) -> None:
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns, start=1):
        page.column_dimensions[get_column_letter(place)].width = max(
            (column.width_mm or _REST_MM) / _MM_A_LETTER, _LEAST_LETTERS
        )
        for row in range(first, first + heads):
            grouped = heads == 2 and column.group
            text = column.group if grouped and row == first else column.head if grouped or row == first else None
            _cell(page.cell(row, place), text, SheetColumn("", is_text=True), bold=True, centred=True)
    if heads == 1:
        return
    for group, members in groupby(range(1, len(columns) + 1), key=lambda place: columns[place - 1].group):
        places = list(members)
        if group:
            page.merge_cells(start_row=first, end_row=first, start_column=places[0], end_column=places[-1])
        else:
            for place in places:
                page.merge_cells(start_row=first, end_row=first + 1, start_column=place, end_column=place)


def _cell(
    cell: "Cell | MergedCell", value: Value, column: SheetColumn, *, bold: bool = False, centred: bool = False
) -> None:
    if isinstance(value, str):
        _text(cell, value)
    else:
        cell.value = value
        cell.number_format = column.format
    cell.font, cell.border, cell.alignment = _look("center" if centred else "left" if column.is_text else "right", bold)


@cache
def _look(horizontal: str, bold: bool) -> tuple[Any, Any, Any]:
    from openpyxl.styles import Alignment, Border, Font, Side

    side = Side(style="thin")
    return (
        Font(name=_FONT, size=_SIZE, bold=bold),
        Border(left=side, right=side, top=side, bottom=side),
        Alignment(horizontal=horizontal, vertical="center", wrap_text=True),
    )


def _text(cell: "Cell | MergedCell", text: str) -> None:
    """A text stays one, also where it begins like a formula."""
    cell.value = text
    cell.data_type = "s"


def _settled(data: bytes, created: datetime) -> bytes:
    """The same workbook without the hour at which it was written."""
    moment = created.astimezone(UTC)
    target = BytesIO()
    with ZipFile(BytesIO(data)) as found, ZipFile(target, "w", ZIP_DEFLATED) as kept:
        for info in found.infolist():
            content = found.read(info)
            if info.filename == "docProps/core.xml":
                content = _without_hour(content, moment)
            kept.writestr(ZipInfo(info.filename, moment.timetuple()[:6]), content, ZIP_DEFLATED)
    return target.getvalue()


def _without_hour(core: bytes, moment: datetime) -> bytes:
    before, mark, rest = core.partition(b"<dcterms:modified")
    tag, close, after = rest.partition(b">")
    _, end, left = after.partition(b"</dcterms:modified>")
    return before + mark + tag + close + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + end + left


def read_cells(data: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet's cells (đọc lại bảng tính), as they stand."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    return {name: [list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames}
