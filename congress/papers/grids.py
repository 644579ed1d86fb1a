"""Frames without rules that hold parts side by side (khung xếp cột)."""

from collections.abc import Sequence

from reportlab.platypus import Flowable
from reportlab.platypus import Table as SetTable

from congress.papers.blocks import Face
from congress.papers.typefaces import font_name

Command = tuple[object, ...]


def side_by_side(
    rows: Sequence[Sequence[Flowable | str]],
    widths: Sequence[float],
    *,
    commands: Sequence[Command] = (),
    before: float = 0.0,
    after: float = 0.0,
) -> SetTable:
    """`rows` of flowables in columns of `widths` points, tops aligned, nothing drawn but themselves, never parted."""
    bare: list[Command] = [
        ("FONT", (0, 0), (-1, -1), font_name(Face.PLAIN), 10),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
    return SetTable(
        [list(row) for row in rows],
        colWidths=list(widths),
        style=[*bare, *commands],
        hAlign="LEFT",
        splitByRow=0,
        spaceBefore=before,
        spaceAfter=after,
    )
