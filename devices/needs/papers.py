"""The plan on paper (biểu tổng hợp): the tables of `tables`, in the layout of Party papers, on A4 across."""

from datetime import datetime

from congress.papers.blocks import Block, KeptTogether, NumberedSection
from congress.papers.render import render
from congress.papers.sheets import sheet_blocks, sheet_paper
from congress.papers.values import PartyPaper
from congress.papers.workbooks import Sheet
from devices.needs.service import Planned
from devices.needs.tables import sheets

_ROWS_KEPT_TOGETHER = 12


def needs_pdf(planned: Planned, *, created: datetime) -> bytes:
    """The plan as a PDF (bản in)."""
    return render(needs_paper(planned, created=created)).pdf


def needs_paper(planned: Planned, *, created: datetime) -> PartyPaper:
    """The plan as a paper."""
    return sheet_paper(
        "Biểu nhu cầu trang thiết bị sau sắp xếp",
        summary="nhu cầu trang thiết bị công nghệ thông tin của các đơn vị sau sắp xếp",
        body=(_section(number, sheet) for number, sheet in enumerate(sheets(planned), start=1)),
        created=created,
    )


def _section(number: int, sheet: Sheet) -> Block:
    """A short table stands on one page with its title; a long one goes on over the pages."""
    section = NumberedSection(f"{number}.", sheet.title, tuple(sheet_blocks(sheet)))
    return KeptTogether((section,)) if len(sheet.rows) <= _ROWS_KEPT_TOGETHER else section
