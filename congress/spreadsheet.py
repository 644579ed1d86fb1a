"""Tables that people keep in XLSX and CSV (bảng tính): read into plain text cells, every fault by row and column.

Lists come as Excel left them: merged cells, a title over the table, numbers for text, formulas; and as older programs
left them: UTF-16, Windows-1258, decomposed letters. What is read is composed and trimmed; what cannot be read for
certain is a finding, never a guess: the encoding that was taken is told.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from congress.errors import Finding, Malformed
from congress.text import clean

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 100
MOST_BYTES: Final = 512 * 1024 * 1024
"""The longest content of a packed XLSX (512 MiB)."""
MOST_FILLED: Final = 1_000_000
"""So many cells that merging leaves empty are filled."""
EXACT: Final = 10**15
"""Excel keeps fifteen digits of a number: a longer serial number typed as one has lost its last."""
XLSX, CSV = "xlsx", "csv"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_DELIMITERS = (",", ";", "\t")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NOTHING = "str"
"""openpyxl's type of a formula whose result is no text at all: it was calculated."""
_ZEROS = re.compile("0{2,40}")
"""A number format that shows leading zeros."""
_GUARDED = re.compile(r"'(?=[=+\-@])")
_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,  # a packing or a password that zipfile does not know
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises at files that are no sound XLSX; a fault of XML is a SyntaxError to both readers of it."""


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


def letters(column: int) -> str:
    """The letters of a column, from 1: A, Z, AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def read_grids(data: bytes, *, name: str) -> tuple[Grid, ...]:
    """Every sheet of an XLSX, or the one of a CSV (đọc bảng tính). `Malformed` where there is none."""
    if data.startswith(_OLD_EXCEL):
        raise Malformed([Finding(name, "sheet-old-excel")])
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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error:
            raise Malformed([Finding(f"{name}:{len(rows) + 1}", "sheet-row-unreadable")]) from None
        rows.append(tuple(clean(_GUARDED.sub("", cell, count=1) if cell.startswith("'") else cell) for cell in cells))
        _bounded(len(rows), max(len(cells), 1), name=name)
    return Grid(name, "", encoding, tuple(rows))


def _decoded(data: bytes, *, name: str) -> tuple[str, str]:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _strictly(data, encoding, name=name), encoding.removesuffix("-sig")
    if guess := _wide(data):
        return _strictly(data, guess, name=name), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(data, "cp1258", name=name), "windows-1258"


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
        row = data[: error.start].count(b"\n") + 1
        raise Malformed([Finding(f"{name}:{row}", "sheet-letters-unknown")]) from None


def _delimiter(text: str) -> str:
    """The sign that parts the first lines into most columns; a comma where all do alike."""
    head = "\n".join(text.splitlines()[:20])
    return max(_DELIMITERS, key=head.count)


# --- XLSX --------------------------------------------------------------------------------------------------


def _xlsx(data: bytes, *, name: str) -> Iterator[Grid]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_BYTES:
                raise Malformed([Finding(name, "file-too-large", {"limit_mib": MOST_BYTES // 1024**2})])
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of styles and extensions that no cell's text depends on
                book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
                formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
                for sheet in book.worksheets:
                    # Its part of the package: openpyxl gives merged cells only where it loads the whole sheet.
                    source = packed.read(cast(Any, sheet)._worksheet_path)
                    yield _sheet(sheet, formulas[sheet.title], source, name=name)
    except _UNREADABLE:
        raise Malformed([Finding(name, "sheet-not-xlsx")]) from None


def _sheet(sheet: Any, formulas: Any, source: bytes, *, name: str) -> Grid:
    rows: list[list[str]] = []
    faults: list[Finding] = []
    title = clean(sheet.title)
    nothing: set[tuple[int, int]] = set()
    bare = Grid(name, title, XLSX, ())
    for number, (filled, cells) in enumerate(_cells(sheet, nothing), start=1):
        if filled:
            _bounded(number, len(cells), name=name)
        elif number > MOST_ROWS:
            break
        rows.append([_text(cell, bare.where(number, column), faults) for column, cell in enumerate(cells, start=1)])
    if _FORMULA.search(source):
        faults += _uncalculated(formulas, rows, nothing, bare)
    _fill_merged(rows, source, bare, faults)
    while rows and not any(rows[-1]):
        rows.pop()
    return Grid(name, title, XLSX, tuple(map(tuple, rows)), tuple(faults))


def _cells(sheet: Any, nothing: set[tuple[int, int]] | None = None) -> Iterator[tuple[bool, list[Any]]]:
    """Rows without the empty cells at their ends, and whether anything is in them.

    `nothing` gets the places of formulas whose result is empty.
    """
    sheet.reset_dimensions()  # what a file says of its size need not be so
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = list(row)
        if nothing is not None:
            nothing.update((number, place) for place, cell in enumerate(cells, start=1) if cell.data_type == _NOTHING)
        while cells and cells[-1].value is None:
            cells.pop()
        yield bool(cells), cells


def _text(cell: Any, where: str, faults: list[Finding]) -> str:
    match cell.value:
        case None:
            return ""
        case bool(value):
            return "1" if value else "0"
        case int(value) | float(value) if abs(value) >= EXACT:
            faults.append(Finding(where, "cell-number-too-long"))
            return ""
        case int(value) | float(value) if float(value).is_integer():
            return _shown(int(value), cell.number_format)
        case datetime() as value:
            return value.date().isoformat()
        case date() as value:
            return value.isoformat()
        case str(value):
            if cell.data_type == "e":
                faults.append(Finding(where, "cell-error", {"text": clean(value)}))
                return ""
            return clean(value)
        case value:
            return clean(str(value))


def _shown(number: int, form: str) -> str:
    """A number with the leading zeros that its format shows: a serial number typed as 0012 is not 12."""
    return str(number).zfill(len(form)) if _ZEROS.fullmatch(form) else str(number)


def _uncalculated(
    sheet: Any, rows: list[list[str]], nothing: Collection[tuple[int, int]], bare: Grid
) -> Iterator[Finding]:
    """Formulas whose result the file does not hold: a program wrote them and nobody opened it since."""
    for number, (_, cells) in enumerate(_cells(sheet), start=1):
        if number > len(rows):
            return
        for column, cell in enumerate(cells, start=1):
            known = rows[number - 1][column - 1] if column <= len(rows[number - 1]) else ""
            if cell.data_type == "f" and not known and (number, column) not in nothing:
                yield Finding(bare.where(number, column), "cell-not-calculated")


def _fill_merged(rows: list[list[str]], source: bytes, bare: Grid, faults: list[Finding]) -> None:
    """What stands in the first of merged cells holds for each of them."""
    filled = 0
    for match in _MERGED.finditer(source):
        left, right = (_number(match[group].decode()) for group in (1, 3))
        top, bottom = int(match[2]), min(int(match[4]), len(rows))
        if not (1 <= top <= bottom and left <= right <= MOST_COLUMNS):
            continue
        text = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else ""
        filled += (bottom - top + 1) * (right - left + 1)
        if filled > MOST_FILLED:
            faults.append(Finding(bare.where(top, left), "sheet-merged-too-much"))
            return
        for row in rows[top - 1 : bottom] if text else ():
            row.extend([""] * (right - len(row)))
            row[left - 1 : right] = [text] * (right - left + 1)


def _number(column: str) -> int:
    found = 0
    for letter in column:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found


def _bounded(rows: int, columns: int, *, name: str) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        limits = {"rows": MOST_ROWS, "columns": MOST_COLUMNS}
        raise Malformed([Finding(f"{name}:{rows}", "sheet-too-large", limits)])


# --- writing -----------------------------------------------------------------------------------------------


def write_csv(rows: Iterable[Iterable[str]]) -> bytes:
    """Rows as a CSV that spreadsheets open with its letters whole, and run nothing of."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows([f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def write_xlsx(rows: Iterable[Iterable[str]], *, title: str, widths: Iterable[int] = ()) -> bytes:
    """Rows as an XLSX of one sheet, the first row bold and kept in view; every cell is text, no formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows):
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet, value=text)
            cell.data_type = "s"
            if number == 0:
                cell.font = Font(bold=True)
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
