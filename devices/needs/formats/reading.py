"""Names of units in files (tên đơn vị trong tệp): repeated ones are faults, near spellings findings."""

from collections.abc import Collection
from dataclasses import dataclass

from congress.csvdoc import Row, Table, text_of
from congress.errors import Finding
from congress.text import clean
from devices.needs.rules import Fit, Names


def units_named(table: Table, column: str, faults: list[Finding]) -> dict[str, Row]:
    """The units that a file lists (đơn vị trong danh sách), each once, by the name as written."""
    found: dict[str, Row] = {}
    kept: set[str] = set()
    for row in table.rows:
        name = text_of(row, column, faults)
        if name is None:
            continue
        if name in kept:
            faults.append(Finding(row.at(column), "row-repeated", {"name": name}))
        kept.add(name)
        found.setdefault(row.cells[column], row)
    return found


@dataclass(frozen=True, slots=True)
class Spelling:
    """Which unit a cell means (đối chiếu tên)."""

    names: Names
    is_empty: bool
    """The list itself could not be read."""
    findings: list[Finding]
    faults: list[Finding]

    @classmethod
    def of(cls, units: Collection[str], findings: list[Finding], faults: list[Finding]) -> "Spelling":
        """The units of a list, as written there."""
        return cls(Names.of(units), not units, findings, faults)

    def meant(self, row: Row, column: str, *, others: tuple[str, ...] = ()) -> str | None:
        """The unit that a cell means (đơn vị được nói đến); None, and a fault, where that is not one alone.

        Where the list itself could not be read, nothing is said: its own faults are.
        """
        written = row.cells[column]
        found = self.names.find(written)
        if found.fit is Fit.SAME:
            return found.name
        if not clean(written):
            self.faults.append(Finding(row.at(column), "blank-text"))
            return None
        if self.is_empty:
            return None
        if found.fit is Fit.NONE and others:
            found = Names.of(others).find(written)
        match found.fit:
            case Fit.SAME:
                return found.name
            case Fit.ALIKE:
                self.findings.append(_alike(row.at(column), clean(written), found.name))
                return found.name
            case Fit.SEVERAL:
                several = {"found": clean(written), "names": ", ".join(found.alike)}
                self.faults.append(Finding(row.at(column), "unit-ambiguous", several))
                return None
            case Fit.NONE:
                self.faults.append(Finding(row.at(column), "unit-unknown", {"found": clean(written)}))
                return None


def _alike(where: str, found: str, meant: str) -> Finding:
    """How a cell's spelling differs, as one can see it: blanks and Unicode forms look the same on paper."""
    if found == meant:
        return Finding(where, "unit-name-spaced", {"meant": meant})
    return Finding(where, "unit-name-matched", {"found": found, "meant": meant})
