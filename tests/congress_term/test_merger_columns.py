"""Columns of a list of mergers that mean the same: said by their letters, none dropped in silence."""

from collections.abc import Sequence

from congress.errors import Finding
from congress.spreadsheet import Grid
from congress.term.rules.merger_lists import Column, Listed, find_columns, read_parts


def _read(*rows: Sequence[str]) -> Listed:
    grid = Grid("a.csv", "", "utf-8", tuple(map(tuple, rows)))
    found = find_columns(grid.rows, Column.OLD, Column.NEW)
    assert found is not None
    return read_parts(grid.rows, *found, grid.where, whole=True)


def _codes(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.where, finding.code) for finding in findings]


def test_a_second_column_that_says_something_else_is_a_fault() -> None:
    listed = _read(("Đơn vị cũ", "Đơn vị mới", "Tên đơn vị cũ"), ("A", "X", "A"), ("B", "X", "C"))
    assert _codes(listed.faults) == [("a.csv:1:C", "list-columns-differ")]
    assert listed.faults[0].facts["row"] == 3
    assert [part.old for part in listed.parts] == ["A", "B"]


def test_a_second_column_that_says_the_same_or_nothing_is_remarked() -> None:
    listed = _read(("Đơn vị cũ", "Đơn vị mới", "Tên đơn vị cũ"), ("A", "X", "A"), ("B", "X", ""))
    assert listed.faults == ()
    assert _codes(listed.remarks) == [("a.csv:1:C", "list-column-twice")]
