"""The cells of a sheet (ô của trang tính) as they come: what says nothing is not kept."""

import re
from dataclasses import dataclass, field

from congress.workbook.limits import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_ROWS,
    Budget,
    TooLarge,
    Unreadable,
)
from congress.workbook.values import Attributes, CellFault, Meaning, Reading, cleaned

_PLACES_OF_A_FAULT = 20
"""A fault takes as much room as so many cells."""
_LETTERS = re.compile("[A-Z]{1,3}")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells (ô gộp), rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One worksheet (trang tính): rows without the empty cells at their ends, none after the last filled one."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


class Text:
    """Letters as they come, in pieces; those that tell how a word is spoken are left out."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._pieces: list[str] = []
        self._taking = self._spoken = False

    def text(self, piece: str) -> None:
        """Some letters of a text that is read."""
        if self._taking:
            self._pieces.append(piece)
            self._budget.spell(len(piece))

    def _taken(self) -> str:
        found = "".join(self._pieces)
        self._pieces.clear()
        return found


class Strings(Text):
    """The texts that cells share."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(budget)
        self.found: list[str] = []

    def start(self, tag: str, _: Attributes) -> None:
        """A text begins, or the way it is spoken."""
        if tag == "rPh":
            self._spoken = True
        self._taking = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        """Something ends; at a text's end it is kept."""
        self._taking = False
        if tag == "rPh":
            self._spoken = False
        elif tag == "si":
            self.found.append(cleaned(self._taken()))


class Cells(Text):
    """The cells of a sheet as they come."""

    def __init__(self, budget: Budget, name: str, meaning: Meaning) -> None:
        super().__init__(budget)
        self.sheet = Sheet(name)
        self._reading = Reading(meaning, self._tell)
        self._in_data = self._in_cell = self._is_formula = False
        self._row = self._column = 0
        self._ends = ""
        """The row's number, as places in it end."""
        self._columns: dict[str, int] = {}
        self._given: Attributes = {}

    def start(self, tag: str, given: Attributes) -> None:
        """A row or a cell begins, or something in it."""
        if tag == "sheetData":
            self._in_data = True
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))
        elif not self._in_data:
            return
        elif tag == "row":
            self._begin_row(given)
        elif tag == "c":
            self._begin_cell(given)
        elif self._in_cell and tag == "f":
            self._is_formula = True
        elif tag == "rPh":
            self._spoken = True
        elif self._in_cell and tag in {"v", "t"}:
            self._taking = not self._spoken

    def end(self, tag: str) -> None:
        """Something ends; at a cell's end it is read."""
        if tag in {"v", "t"}:
            self._taking = False
        elif tag == "rPh":
            self._spoken = False
        elif tag == "c" and self._in_cell:
            self._in_cell = False
            text = self._reading.cell(self._row, self._column, self._given, self._taken(), is_formula=self._is_formula)
            self._keep(text)
        elif tag == "sheetData":
            self._in_data = False

    def _begin_row(self, given: Attributes) -> None:
        number = int(given.get("r") or self._row + 1)
        if number <= self._row:
            raise Unreadable
        self._row, self._column, self._ends = number, 0, str(number)
        self._bounded()

    def _begin_cell(self, given: Attributes) -> None:
        self._in_cell, self._is_formula, self._given = True, False, given
        column = self._column_of(given["r"]) if "r" in given else self._column + 1
        if column <= self._column:
            raise Unreadable
        self._column = column
        self._bounded()

    def _column_of(self, place: str) -> int:
        letters = place.removesuffix(self._ends)
        column = self._columns.get(letters)
        if column is None:
            if len(letters) == len(place) or not _LETTERS.fullmatch(letters):
                raise Unreadable
            column = self._columns[letters] = _number(letters)
        return column

    def _bounded(self) -> None:
        if self._row > LAST_ROW or self._column > LAST_COLUMN:
            raise TooLarge(self.sheet.name, self._row)

    def _keep(self, text: str) -> None:
        if not text:
            return
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise TooLarge(self.sheet.name, self._row)
        rows = self.sheet.rows
        below = self._row - len(rows)
        rows.extend([] for _ in range(below))
        row = rows[-1]
        before = self._column - 1 - len(row)
        row.extend([""] * before)
        row.append(text)
        self._budget.keep(below + before + 1, self.sheet.name, self._row)

    def _tell(self, fault: CellFault) -> None:
        self._budget.keep(_PLACES_OF_A_FAULT, self.sheet.name, self._row)
        self.sheet.faults.append(fault)

    def _merge(self, area: str) -> None:
        place = _AREA.fullmatch(area)
        if place and len(self.sheet.merged) <= MOST_MERGED:
            self.sheet.merged.append(Area(int(place[2]), _number(place[1]), int(place[4]), _number(place[3])))


def _number(letters: str) -> int:
    """The number of a column, from 1, by its letters."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - ord("A") + 1
    return found
