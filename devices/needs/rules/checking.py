"""A table made elsewhere (bảng đã in) against what is computed: every wrong cell with the rules that show it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from devices.needs.values import TOTAL, Column, Discrepancy, Line, Rule


def discrepancies(printed: Iterable[Line], computed: Iterable[Line]) -> tuple[Discrepancy, ...]:
    """The wrong cells (ô sai) in the order of what is computed, whose last lines are the totals."""
    rows = {(line.unit, line.item): line for line in printed}
    sums = _column_sums(rows.values())
    return tuple(
        found
        for line in computed
        if (row := rows.get((line.unit, line.item))) is not None
        for found in _of_row(row, line, sums=sums)
    )


def missing(printed: Iterable[Line], computed: Iterable[Line]) -> tuple[Line, ...]:
    """Lines that the printed table leaves out (dòng không có trong bảng)."""
    there = {(line.unit, line.item) for line in printed}
    return tuple(line for line in computed if (line.unit, line.item) not in there)


def figure(line: Line, column: Column) -> int:
    """The figure of one column (số trong ô)."""
    match column:
        case Column.HAVE:
            return line.have
        case Column.NEED:
            return line.need
        case Column.SHORT:
            return line.short
        case Column.SURPLUS:
            return line.surplus


def _of_row(row: Line, line: Line, *, sums: dict[tuple[str, Column], int]) -> Iterator[Discrepancy]:
    for column in Column:
        said, is_so = figure(row, column), figure(line, column)
        if said == is_so:
            continue
        rules = [Rule.COMPUTED]
        if row.unit == TOTAL and said != sums[row.item, column]:
            rules.insert(0, Rule.COLUMN_SUM)
        if row.short - row.surplus != row.need - row.have:
            rules.insert(0, Rule.ROW_IDENTITY)
        yield Discrepancy(row.unit, row.item, column, said, is_so, tuple(rules))


def _column_sums(rows: Iterable[Line]) -> dict[tuple[str, Column], int]:
    sums: dict[tuple[str, Column], int] = defaultdict(int)
    for row in rows:
        if row.unit != TOTAL:
            for column in Column:
                sums[row.item, column] += figure(row, column)
    return sums
