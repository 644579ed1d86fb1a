"""Reads the tables of `tests/known`: Markdown that an official can read, one row a worked case."""

from collections.abc import Iterator
from pathlib import Path

KNOWN = Path(__file__).parents[1] / "known"
REAL_BALLOTS = Path(__file__).parents[2] / "tui" / "demo" / "real-approval-365.json"
"""The papers behind `phieu-that-365.md`: they ship with the program, which tallies them in its demo."""
Row = dict[str, str]


def rows(name: str) -> Iterator[Row]:
    """The rows of one table by the heading of their columns."""
    lines = (KNOWN / f"{name}.md").read_text(encoding="utf-8").splitlines()
    table = [_cells(line) for line in lines if line.startswith("|")]
    headings, _, *body = table
    for cells in body:
        yield dict(zip(headings, cells, strict=True))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def numbers(cell: str) -> tuple[int, ...]:
    """ "1, 2" as numbers; – and nothing are none."""
    return tuple(int(part) for part in cell.split(",")) if cell.strip(" –") else ()
