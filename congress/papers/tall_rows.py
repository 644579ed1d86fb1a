"""Rows too tall to stand on one page (hàng quá cao) become several rows without a rule between them."""

from collections.abc import Sequence
from typing import TypeAlias

from reportlab.platypus import Flowable
from reportlab.platypus import Paragraph as SetParagraph

Cell: TypeAlias = Flowable | str
Row: TypeAlias = list[Cell]

_UNBOUNDED = 1e9


def part_tall_rows(
    rows: Sequence[Row], heights: Sequence[float], widths: Sequence[float], *, tallest: float, part: float
) -> tuple[list[Row], list[int]]:
    """`rows` with those above `tallest` points cut into parts of about `part`; and which rows go on a row above."""
    cut: list[Row] = []
    going_on: list[int] = []
    for row, height in zip(rows, heights, strict=True):
        pieces = _pieces_of_row(row, widths, part) if height > tallest else [row]
        going_on += range(len(cut) + 1, len(cut) + len(pieces))
        cut += pieces
    return cut, going_on


def _pieces_of_row(row: Row, widths: Sequence[float], part: float) -> list[Row]:
    columns = [_pieces_of_cell(cell, width, part) for cell, width in zip(row, widths, strict=True)]
    longest = max(len(pieces) for pieces in columns)
    return [[pieces[index] if index < len(pieces) else "" for pieces in columns] for index in range(longest)]


def _pieces_of_cell(cell: Cell, width: float, part: float) -> list[Cell]:
    if not isinstance(cell, SetParagraph):
        return [cell]
    pieces: list[Cell] = []
    rest: SetParagraph | None = cell
    while rest is not None:
        rest.wrap(width, _UNBOUNDED)
        first, *others = rest.split(width, part) or [rest]
        pieces.append(first)
        rest = others[0] if others else None
    return pieces
