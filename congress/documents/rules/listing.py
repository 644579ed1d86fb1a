"""A list as it was read (danh sách): its header found, its cells by column, what is wrong told by row and column."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from congress.documents.rules.words import key
from congress.errors import Finding
from congress.headings import Where, meant_twice

HEADER_WITHIN = 30
"""The header stands in one of the first rows, under the title."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?")
Col = TypeVar("Col", bound=StrEnum)
Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Header(Generic[Col]):
    """Where the columns stand."""

    row: int
    columns: Mapping[Col, int]
    """From 1; the first of those that mean the same."""
    meanings: Mapping[int, Col] = field(default_factory=dict)
    """What each column means that is understood."""


def find_header(
    rows: Sequence[Sequence[str]], known: Mapping[str, Col], *, needs: Collection[Col]
) -> Header[Col] | None:
    """The row that names most columns, all of `needs` among them; None where none does."""
    best: Header[Col] | None = None
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        meanings = {place: known[key(text)] for place, text in enumerate(row, start=1) if text and key(text) in known}
        columns = {column: place for place, column in reversed(meanings.items())}
        if set(needs) <= columns.keys() and (best is None or len(columns) > len(best.columns)):
            best = Header(number, columns, meanings)
    return best


class Cells(Generic[Col]):
    """The cells of a row by their columns; faults go where all of the list's go."""

    def __init__(
        self, row: Sequence[str], number: int, header: Header[Col], where: Where, faults: list[Finding]
    ) -> None:
        self.number = number
        self._row, self._header, self._where, self._faults = row, header, where, faults

    def text(self, column: Col) -> str:
        """What stands there."""
        place = self._header.columns.get(column)
        return self._row[place - 1] if place is not None and place <= len(self._row) else ""

    def place(self, column: Col) -> str:
        """Where that is."""
        return self._where(self.number, self._header.columns.get(column))

    def fault(self, column: Col, code: str, facts: Mapping[str, object] | None = None) -> None:
        """Something is wrong there."""
        self._faults.append(Finding(self.place(column), code, facts or {}))

    def one_of(
        self, column: Col, known: Mapping[str, Member], spelled: Mapping[Member, Sequence[str]], *, empty: Member
    ) -> Member:
        """The member whose word stands there; that of an empty cell where nothing does."""
        text = self.text(column)
        found = known.get(key(text)) if text else empty
        if found is None:
            allowed = ", ".join(spellings[0] for spellings in spelled.values())
            self.fault(column, "list-word-unknown", {"text": text, "allowed": allowed})
        return found or empty

    def number_of(self, column: Col) -> int | None:
        """A whole number; None of an empty cell."""
        text = self.text(column)
        if text and not (text.isascii() and text.isdigit() and len(text) <= 9):
            self.fault(column, "list-number-wrong", {"text": text})
            return None
        return int(text) if text else None

    def day(self, column: Col) -> date | None:
        """A day; None of an empty cell."""
        text = self.text(column)
        found = read_day(text)
        if text and found is None:
            self.fault(column, "date-wrong")
        return found


def read_day(text: str) -> date | None:
    """A day as people and spreadsheets write it (day/month/year, or the year first); None where it is none."""
    try:
        if iso := _ISO_DAY.fullmatch(text):
            return date(*(int(part) for part in iso.groups()))
        if said := _DAY.fullmatch(text):
            day, month, year = (int(part) for part in said.groups())
            return date(year, month, day)
    except ValueError:
        pass  # 31/02: no day of the calendar
    return None


def rows_below(
    rows: Sequence[Sequence[str]], header: Header[Col], where: Where, faults: list[Finding], *, saying: Collection[Col]
) -> Iterator[Cells[Col]]:
    """Every row below the header in which a column of `saying` has something."""
    for number, row in enumerate(rows[header.row :], start=header.row + 1):
        cells = Cells(row, number, header, where, faults)
        if any(cells.text(column) for column in saying):
            yield cells


def header_told(
    rows: Sequence[Sequence[str]], header: Header[Col], body: Sequence[int], where: Where
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Faults and remarks of the header: a meaning that stands twice, a column that is not understood."""
    faults, remarks = meant_twice(rows, header.row, header.meanings, body, where)
    unknown = tuple(
        Finding(where(header.row, place), "list-column-unknown", {"text": text})
        for place, text in enumerate(rows[header.row - 1], start=1)
        if text and place not in header.meanings
    )
    return faults, (*remarks, *unknown)
