"""Tables that people keep in XLSX and CSV (bảng tính): read into plain text cells, every fault by row and column.

Lists come as Excel left them: merged cells, a title over the table, numbers for text, formulas; and as older programs
left them: UTF-16, Windows-1258, decomposed letters. What is read is composed and trimmed; what cannot be read for
certain is a finding, never a guess: the encoding that was taken is told.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from congress.errors import Finding, Malformed
from congress.headings import letters
from congress.text import clean
from congress.workbook.cells import Sheet
from congress.workbook.limits import MOST_BYTES, MOST_COLUMNS, MOST_MERGED, MOST_ROWS, TooLarge, Unreadable
from congress.workbook.package import read_workbook

MOST_FILLED: Final = 1_000_000
"""So many cells that merging leaves empty are filled."""
XLSX, CSV = "xlsx", "csv"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")
"""What such a file holds where its workbook is under a password."""
_OTHER_KINDS = {b"%PDF": "PDF", b"<": "HTML, XML", b"{\\rtf": "RTF"}
"""What other files begin with: a page of the web that is called .xls is one."""
_BLANKS = b"\xef\xbb\xbf \t\r\n"
_DELIMITERS = (",", ";", "\t")
_GUARDED = re.compile(r"'(?=[=+\-@])")


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet (trang tính): cells of text, rows from 1."""

    name: str
    """The file's name, as places in it are told."""
    sheet: str
    """The sheet's own name; empty in CSV."""
    encoding: str
    """How its letters were read: "utf-8", "utf-16", "windows-1258"; "xlsx"."""
    rows: tuple[tuple[str, ...], ...]
    faults: tuple[Finding, ...] = ()

    def where(self, row: int, column: int | None = None) -> str:
        """A place, as spreadsheets name it: `danh-sach.xlsx:7:C`; row and column from 1."""
        sheet = f":{self.sheet}" if self.sheet else ""
        return f"{self.name}{sheet}:{row}" + ("" if column is None else f":{letters(column)}")


def read_grids(data: bytes, *, name: str) -> tuple[Grid, ...]:
    """Every sheet of an XLSX, or the one of a CSV (đọc bảng tính). `Malformed` where there is none."""
    if data.startswith(_OLD_EXCEL):
        raise Malformed([Finding(name, "sheet-under-password" if _UNDER_PASSWORD in data else "sheet-old-excel")])
    if kind := next((kind for sign, kind in _OTHER_KINDS.items() if data[:1024].lstrip(_BLANKS).startswith(sign)), ""):
        raise Malformed([Finding(name, "sheet-of-another-kind", {"kind": kind})])
    if data.startswith(b"PK"):
        return tuple(_xlsx(data, name=name))
    return (_csv(data, name=name),)


# --- CSV ---------------------------------------------------------------------------------------------------


def _csv(data: bytes, *, name: str) -> Grid:
    text, encoding = _decoded(data, name=name)
    if "\0" in text:
        raise Malformed([Finding(name, "sheet-not-text")])
    if not text.strip():
        raise Malformed([Finding(name, "empty-file")])
    delimiter = _delimiter(text)
    rows: list[tuple[str, ...]] = []
    # Strict: a quotation mark that never closes would make one cell of all rows below it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            raise Malformed([Finding(f"{name}:{len(rows) + 1}", "sheet-row-unreadable")]) from None
        rows.append(tuple(clean(_GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell) for cell in cells))
        if len(rows) > MOST_ROWS or len(cells) > MOST_COLUMNS:
            raise _too_large(f"{name}:{len(rows)}")
    return Grid(name, "", encoding, tuple(rows))


def _decoded(data: bytes, *, name: str) -> tuple[str, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding, name=name), encoding.removesuffix("-sig")
    if guess := _wide(data):
        return _strictly(data, guess, name=name), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(data):
            raise _letters_unknown(data, error.start, name=name) from None
        return _strictly(data, "cp1258", name=name), "windows-1258"


def _is_damaged_utf_8(data: bytes) -> bool:
    """Whether nearly all letters beyond ASCII are whole in UTF-8: read as Windows-1258 each of them would be wrong."""
    letters = data.decode("utf-8", errors="replace")
    beyond = sum(not letter.isascii() for letter in letters)
    return letters.count("\N{REPLACEMENT CHARACTER}") * 5 < beyond


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of plain letters and separators is zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(data) % 2 or min(even, odd) * 4 > max(even, odd) or max(even, odd) * 8 < len(head):
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _strictly(data: bytes, encoding: str, *, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _letters_unknown(data, error.start, name=name) from None


def _letters_unknown(data: bytes, at: int, *, name: str) -> Malformed:
    row = data[:at].count(b"\n") + 1
    return Malformed([Finding(f"{name}:{row}", "sheet-letters-unknown")])


def _delimiter(text: str) -> str:
    """The sign that parts the first lines into most columns; a comma where all do alike."""
    head = "\n".join(text.splitlines()[:20])
    return max(_DELIMITERS, key=head.count)


# --- XLSX --------------------------------------------------------------------------------------------------


def _xlsx(data: bytes, *, name: str) -> Iterator[Grid]:
    any_sheet = False
    try:
        for sheet in read_workbook(data):
            any_sheet = True
            yield _grid(sheet, name=name)
    except Unreadable:
        raise Malformed([Finding(name, "sheet-not-xlsx")]) from None
    except TooLarge as error:
        if not error.row:
            raise Malformed([Finding(name, "sheet-unpacks-too-large", {"limit_mib": MOST_BYTES // 1024**2})]) from None
        raise _too_large(Grid(name, error.sheet, XLSX, ()).where(error.row)) from None
    if not any_sheet:
        raise Malformed([Finding(name, "sheet-none-with-cells")])


def _grid(sheet: Sheet, *, name: str) -> Grid:
    bare = Grid(name, sheet.name, XLSX, ())
    faults = [Finding(bare.where(one.row, one.column), one.code, one.facts) for one in sheet.faults]
    faults += _fill_merged(sheet, bare)
    return Grid(name, sheet.name, XLSX, tuple(map(tuple, sheet.rows)), tuple(faults))


def _fill_merged(sheet: Sheet, bare: Grid) -> Iterator[Finding]:
    """What stands in the first of merged cells holds for each of them."""
    filled, rows = 0, sheet.rows
    for area in sheet.merged:
        top, bottom, left, right = area.top, min(area.bottom, len(rows)), area.left, area.right
        if not (1 <= top <= bottom and 1 <= left <= right <= MOST_COLUMNS):
            continue
        text = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else ""
        filled += (bottom - top + 1) * (right - left + 1)
        if filled > MOST_FILLED or len(sheet.merged) > MOST_MERGED:
            yield Finding(bare.where(top, left), "sheet-merged-too-much")
            return
        for row in rows[top - 1 : bottom] if text else ():
            row.extend([""] * (right - len(row)))
            row[left - 1 : right] = [text] * (right - left + 1)


def _too_large(where: str) -> Malformed:
    return Malformed([Finding(where, "sheet-too-large", {"rows": MOST_ROWS, "columns": MOST_COLUMNS})])


# --- writing -----------------------------------------------------------------------------------------------


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as a CSV that spreadsheets open with its letters whole, and run nothing of."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Written:
    """A sheet to be written (trang tính để ghi): its name, rows of text, widths of its columns."""

    title: str
    rows: Iterable[Iterable[str]]
    widths: Iterable[int] = ()


def write_xlsx(rows: Iterable[Iterable[str]], *, title: str, widths: Iterable[int] = ()) -> bytes:
    """Rows as an XLSX of one sheet, the first row bold and kept in view; every cell is text, no formula."""
    return write_sheets([Written(title, rows, widths)])


def write_sheets(sheets: Iterable[Written]) -> bytes:
    """An XLSX of several sheets, the first row of each bold and kept in view; every cell is text, no formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for one in sheets:
        _put(book.create_sheet(one.title), one)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _put(sheet: Any, written: Written) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for column, width in enumerate(written.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(written.rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
