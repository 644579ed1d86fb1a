"""The list that went to the inspecting body, as it comes back with the stamps' numbers (bảng số tem): XLSX or CSV."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from congress.errors import Finding, Malformed
from congress.headings import meant_twice
from congress.spreadsheet import Grid, read_grids
from congress.text import fold
from devices.readiness.rules.seals import number_key, read_day
from devices.register.rules.details import serial_key
from devices.register.rules.tags import read_tag

HEADER_WITHIN = 30
"""The header stands in one of the first rows, under the title."""


class Head(StrEnum):
    """The columns that are read, by their heads."""

    TAG = "Mã"
    SERIAL = "Số sê-ri"
    STAMP = "Số tem"
    EXPIRES = "Hạn (ngày/tháng/năm)"


_NEEDED = (Head.TAG, Head.SERIAL, Head.STAMP)


@dataclass(frozen=True, slots=True)
class StampRow:
    """A row of the list: a device, the number of its stamp, its last day."""

    row: int
    tag: str
    serial: str
    number: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class StampList:
    """A sheet understood, each row by itself; faults by row and column."""

    grid: Grid
    columns: Mapping[Head, int]
    rows: tuple[StampRow, ...]
    faults: tuple[Finding, ...]

    def where(self, row: int, head: Head) -> str:
        """A place in the file."""
        return self.grid.where(row, self.columns.get(head))


def read_stamps(data: bytes, *, name: str) -> StampList:
    """Read the list (đọc bảng số tem). `Malformed` where the file holds none."""
    for grid in read_grids(data, name=name):
        if (found := _header(grid.rows)) is not None:
            return _read(grid, *found)
    raise Malformed([Finding(name, "stamps-header-missing", {"columns": ", ".join(_NEEDED)})])


def _header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[Head, int]] | None:
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        columns = {head: place for place, head in reversed(_meanings(row).items())}
        if all(head in columns for head in _NEEDED):
            return number, columns
    return None


def _meanings(row: Sequence[str]) -> dict[int, Head]:
    heads = {fold(head): head for head in Head}
    return {place: heads[fold(text)] for place, text in enumerate(row, start=1) if fold(text) in heads}


def _read(grid: Grid, header: int, columns: Mapping[Head, int]) -> StampList:
    rows: list[StampRow] = []
    faults = list(grid.faults)
    for number, row in enumerate(grid.rows[header:], start=header + 1):
        cells = {head: row[place - 1] if place <= len(row) else "" for head, place in columns.items()}
        if not any(cells.values()):
            continue
        day = cells.get(Head.EXPIRES, "")
        expires_on = read_day(day)
        if day and expires_on is None:
            faults.append(Finding(grid.where(number, columns[Head.EXPIRES]), "stamps-day-wrong", {"text": day}))
        tag = read_tag(cells[Head.TAG]) or cells[Head.TAG]
        rows.append(StampRow(number, tag, cells[Head.SERIAL], cells[Head.STAMP], expires_on))
    found = StampList(grid, columns, tuple(rows), ())
    if not rows:
        raise Malformed([Finding(grid.name, "stamps-none")])
    meanings = _meanings(grid.rows[header - 1])
    differing, _ = meant_twice(grid.rows, header, meanings, [row.row for row in rows], grid.where)
    return StampList(grid, columns, tuple(rows), (*faults, *differing, *_faults(found)))


def _faults(found: StampList) -> Iterator[Finding]:
    """What is wrong in the list alone: a number left out or written twice, a device in two rows."""
    numbers: dict[str, int] = {}
    tags: dict[str, int] = {}
    for one in found.rows:
        if not one.tag:
            yield Finding(found.where(one.row, Head.TAG), "stamps-tag-missing")
        elif (first := tags.setdefault(one.tag, one.row)) != one.row:
            yield Finding(found.where(one.row, Head.TAG), "stamps-tag-twice", {"tag": one.tag, "row": first})
        if not one.number:
            yield Finding(found.where(one.row, Head.STAMP), "stamps-number-missing", {"tag": one.tag})
        elif (first := numbers.setdefault(number_key(one.number), one.row)) != one.row:
            facts = {"number": one.number, "row": first}
            yield Finding(found.where(one.row, Head.STAMP), "stamps-number-twice", facts)


def same_serial(one: str, other: str) -> bool:
    """Whether two spellings are of one serial number."""
    return serial_key(one) == serial_key(other)
