"""Tables from the outside as CSV (bảng CSV): read so that no cell is lost, every fault with its row and column.

UTF-8 with or without BOM, commas, names of columns in the first line, in any order. A place is `file:row:column`:
the row as a spreadsheet numbers it, the column by its name. These are files that a face to the outside lays down to the
letter; lists that people keep, in whatever form, are `congress.spreadsheet`'s.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from typing import Final

from congress.errors import Finding
from congress.jsondoc import MAX_NUMBER
from congress.text import clean

MAX_KM: Final = 20_000
"""Half the way around the world."""
MAX_MONEY: Final = 10**15
"""Đồng."""

_WHOLE = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"[0-9]+(\.[0-9]{1,6})?")
_MOST_DIGITS = 24
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How XLSX and XLS begin."""
_OTHER_SEPARATORS = {";": ";", "\t": "Tab"}


@dataclass(frozen=True, slots=True)
class Source:
    """A file by its name (tệp đưa vào)."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table (dòng): its cells by column, as written."""

    file: str
    number: int
    cells: Mapping[str, str]

    def at(self, column: str) -> str:
        """Where one of its cells stands."""
        return f"{self.file}:{self.number}:{column}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was read (bảng): empty, with its faults kept by the caller, where it cannot be used."""

    file: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def read_table(
    source: Source,
    faults: list[Finding],
    *,
    required: tuple[str, ...],
    optional: tuple[str, ...] = (),
    others: bool = False,
    may_be_empty: bool = False,
) -> Table:
    """The rows of a CSV file (đọc bảng); what is wrong with it goes to `faults`, and rows that can be read stay.

    `others`: further columns may stand there under names of their own.
    """
    before = len(faults)
    text = _text(source, faults)
    if text is None:
        return Table(source.name)
    lines = _lines(source.name, text, faults)
    if not lines:
        return Table(source.name)
    (_, header), *body = lines
    columns = _columns(source.name, header, faults, known=(*required, *optional), required=required, others=others)
    if columns is None:
        return Table(source.name)
    rows = [Row(source.name, number, dict(zip(columns, cells, strict=False))) for number, cells in body]
    for row, (_, cells) in zip(rows, body, strict=True):
        if len(cells) != len(columns):
            told = {"cells": len(cells), "columns": len(columns)}
            faults.append(
                Finding(f"{source.name}:{row.number}:{min(len(cells), len(columns)) + 1}", "row-uneven", told)
            )
    if not rows and not may_be_empty and len(faults) == before:
        faults.append(Finding(f"{source.name}:2:1", "no-rows"))
    return Table(source.name, columns, tuple(row for row in rows if len(row.cells) == len(columns)))


def text_of(row: Row, column: str, faults: list[Finding]) -> str | None:
    """A cell that must say something (ô chữ)."""
    text = clean(row.cells[column])
    if not text:
        faults.append(Finding(row.at(column), "blank-text"))
    return text or None


def whole_of(row: Row, column: str, faults: list[Finding], *, most: int = MAX_NUMBER) -> int | None:
    """A cell with a whole number from 0 (ô số): digits only; "03" is 3."""
    text = _figure(row.cells[column], _WHOLE)
    if text is None:
        faults.append(Finding(row.at(column), "not-a-whole-number"))
        return None
    if text.startswith("-"):
        faults.append(Finding(row.at(column), "out-of-range", {"bound": "≥ 0"}))
        return None
    digits = text.lstrip("0") or "0"
    if len(digits) > _MOST_DIGITS or int(digits) > most:
        faults.append(Finding(row.at(column), "out-of-range", {"bound": f"≤ {most}"}))
        return None
    return int(digits)


def km_of(row: Row, column: str, faults: list[Finding]) -> Fraction | None:
    """A cell with kilometres (ô khoảng cách): digits, at most six more behind a point."""
    text = _figure(row.cells[column], _DECIMAL)
    if text is None:
        faults.append(Finding(row.at(column), "not-a-distance"))
        return None
    if len(text) > _MOST_DIGITS or Fraction(text) > MAX_KM:
        faults.append(Finding(row.at(column), "out-of-range", {"bound": f"≤ {MAX_KM}"}))
        return None
    return Fraction(text)


def _figure(cell: str, pattern: re.Pattern[str]) -> str | None:
    """The digits of a cell, blanks around them let go; None where it holds anything else."""
    text = cell if pattern.fullmatch(cell) else clean(cell)
    return text if pattern.fullmatch(text) else None


def one_of(row: Row, column: str, faults: list[Finding], *, allowed: Iterable[str]) -> str | None:
    """A cell with one of some words (ô chọn)."""
    words = tuple(allowed)
    text = clean(row.cells[column])
    if text in words:
        return text
    faults.append(Finding(row.at(column), "not-one-of", {"allowed": ", ".join(words)}))
    return None


def _text(source: Source, faults: list[Finding]) -> str | None:
    if source.data.startswith(_WORKBOOKS):
        faults.append(Finding(f"{source.name}:1:1", "workbook-not-csv"))
        return None
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = source.data[: error.start]
        row, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        faults.append(Finding(f"{source.name}:{row}:{column}", "not-utf8"))
        return None
    if not text.strip():
        faults.append(Finding(f"{source.name}:1:1", "empty-file"))
        return None
    return text


def _lines(name: str, text: str, faults: list[Finding]) -> list[tuple[int, list[str]]]:
    """Every line that holds anything, with its number; the reader's own complaint ends it."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    found: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        faults.append(Finding(f"{name}:{start}:1", "not-csv", {"reason": str(error)}))
    return found


def _columns(
    name: str,
    header: list[str],
    faults: list[Finding],
    *,
    known: tuple[str, ...],
    required: tuple[str, ...],
    others: bool,
) -> tuple[str, ...] | None:
    columns = tuple(clean(cell) for cell in header)
    before = len(faults)
    faults += _header_faults(name, columns, known=known, required=required, others=others)
    return columns if len(faults) == before else None


def _header_faults(
    name: str, columns: tuple[str, ...], *, known: tuple[str, ...], required: tuple[str, ...], others: bool
) -> Iterator[Finding]:
    for sign, called in _OTHER_SEPARATORS.items():
        if len(columns) == 1 and sign in columns[0]:
            yield Finding(f"{name}:1:1", "separator-not-comma", {"found": called})
            return
    for place, column in enumerate(columns, start=1):
        if not column:
            yield Finding(f"{name}:1:{place}", "column-unnamed")
        elif column in columns[: place - 1]:
            yield Finding(f"{name}:1:{place}", "column-twice", {"column": column})
        elif column not in known and not others:
            yield Finding(f"{name}:1:{place}", "column-unknown", {"column": column, "allowed": ", ".join(known)})
    for column in required:
        if column not in columns:
            yield Finding(f"{name}:1:{len(columns) + 1}", "column-missing", {"column": column})
