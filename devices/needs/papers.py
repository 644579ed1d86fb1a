"""The plan on paper (biểu tổng hợp): the tables of `tables`, in the layout of Party papers, on A4 across."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeptTogether,
    Note,
    NumberedSection,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from congress.papers.phrasing import grouped, two_digits
from congress.papers.render import render
from congress.papers.values import Margins, PageStyle, PaperSize, PartyPaper, PlaceAndDate
from congress.papers.workbooks import MONEY, Sheet, SheetColumn, Value
from devices.needs.service import Planned
from devices.needs.tables import sheets

ACROSS = PageStyle(size=PaperSize.A4_ACROSS, margins=Margins(20, 15, 20, 15), body_pt=13.0, table_pt=10.0)
_GROUPS_A_TABLE = 4
_ROWS_KEPT_TOGETHER = 12
_DOTS = "…" * 12


def needs_pdf(planned: Planned, *, created: datetime) -> bytes:
    """The plan as a PDF (bản in)."""
    return render(needs_paper(planned, created=created)).pdf


def needs_paper(planned: Planned, *, created: datetime) -> PartyPaper:
    """The plan as a paper: what the issuing office has to say of itself is left to be written in."""
    return PartyPaper(
        title="Biểu nhu cầu trang thiết bị sau sắp xếp",
        created=created,
        issuer=(_DOTS, _DOTS),
        place_and_date=PlaceAndDate(_DOTS),
        kind="Biểu tổng hợp",
        summary="nhu cầu trang thiết bị công nghệ thông tin của các đơn vị sau sắp xếp",
        body=tuple(_section(number, sheet) for number, sheet in enumerate(sheets(planned), start=1)),
        signatures=Signatures(
            (
                Signature(post="NGƯỜI LẬP BIỂU", hint="(Ký, ghi rõ họ tên)"),
                Signature(post="THỦ TRƯỞNG ĐƠN VỊ", hint="(Ký, ghi rõ họ tên, đóng dấu)"),
            )
        ),
        style=ACROSS,
    )


def _section(number: int, sheet: Sheet) -> Block:
    """A short table stands on one page with its title; a long one goes on over the pages."""
    section = NumberedSection(f"{number}.", sheet.title, tuple(_blocks(sheet)))
    return KeptTogether((section,)) if len(sheet.rows) <= _ROWS_KEPT_TOGETHER else section


def _blocks(sheet: Sheet) -> Iterator[Block]:
    yield from (Note(note) for note in sheet.notes)
    if not sheet.rows:
        yield Paragraph("Không có.")
        return
    for part in _parts(sheet):
        yield Table(
            columns=tuple(_column(column) for column in part.columns),
            rows=tuple(_row(row, part.columns) for row in part.rows),
            totals=tuple(_row(row, part.columns) for row in part.totals),
        )


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    """A table of more groups of columns than a page is wide, in several with the same first columns."""
    groups = list(dict.fromkeys(column.group for column in sheet.columns if column.group))
    if len(groups) <= _GROUPS_A_TABLE:
        yield sheet
        return
    for start in range(0, len(groups), _GROUPS_A_TABLE):
        wanted = {"", *groups[start : start + _GROUPS_A_TABLE]}
        places = [place for place, column in enumerate(sheet.columns) if column.group in wanted]
        yield replace(
            sheet,
            columns=tuple(sheet.columns[place] for place in places),
            rows=tuple(tuple(row[place] for place in places) for row in sheet.rows),
            totals=tuple(tuple(row[place] for place in places) for row in sheet.totals),
        )


def _column(column: SheetColumn) -> Column:
    align = Align.LEFT if column.is_text else Align.RIGHT if column.format == MONEY else Align.CENTRE
    return Column(column.head, column.width_mm, align, column.group)


def _row(row: tuple[Value, ...], columns: tuple[SheetColumn, ...]) -> tuple[str, ...]:
    return tuple(_printed(value, column) for value, column in zip(row, columns, strict=True))


def _printed(value: Value, column: SheetColumn) -> str:
    """A number as Party tables write it: 06, 24, 1.000; nought is 0."""
    match value:
        case None:
            return ""
        case int() if column.format != MONEY and 0 < value < 10:
            return two_digits(value)
        case int():
            return grouped(value)
        case _:
            return value
