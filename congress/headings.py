"""Headings of a table (tiêu đề cột): a meaning that stands twice is said, and never one of the two dropped."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from congress.errors import Finding

Where = Callable[[int, int | None], str]
"""A place by row and column, from 1."""


def letters(column: int) -> str:
    """The letters of a column, from 1: A, Z, AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def meant_twice(
    rows: Sequence[Sequence[str]], header: int, meanings: Mapping[int, object], body: Iterable[int], where: Where
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Columns of one meaning, as faults and as remarks: those that say something else than the first, and the others.

    `meanings`: by column what its heading means; `body`: the rows that are read.
    """
    faults: list[Finding] = []
    remarks: list[Finding] = []
    first: dict[object, int] = {}
    below = tuple(body)
    for place, meaning in sorted(meanings.items()):
        taken = first.setdefault(meaning, place)
        if taken == place:
            continue
        facts = {
            "text": _cell(rows, header, place),
            "column": letters(place),
            "other": _cell(rows, header, taken),
            "first": letters(taken),
        }
        differs = next((row for row in below if _cell(rows, row, place) not in {"", _cell(rows, row, taken)}), None)
        if differs is None:
            remarks.append(Finding(where(header, place), "list-column-twice", facts))
        else:
            faults.append(Finding(where(header, place), "list-columns-differ", {**facts, "row": differs}))
    return tuple(faults), tuple(remarks)


def _cell(rows: Sequence[Sequence[str]], row: int, place: int) -> str:
    cells = rows[row - 1]
    return cells[place - 1] if place <= len(cells) else ""
