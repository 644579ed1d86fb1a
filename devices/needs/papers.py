"""The plan on paper (biểu tổng hợp): the tables of `tables`, in the layout of Party papers, on A4 across."""

from datetime import datetime

from congress.papers.blocks import Block, KeptTogether, NumberedSection, Signature, Signatures
from congress.papers.render import render
from congress.papers.sheets import sheet_blocks
from congress.papers.values import Margins, PageStyle, PaperSize, PartyPaper, PlaceAndDate
from congress.papers.workbooks import Sheet
from devices.needs.service import Planned
from devices.needs.tables import sheets

ACROSS = PageStyle(size=PaperSize.A4_ACROSS, margins=Margins(20, 15, 20, 15), body_pt=13.0, table_pt=10.0)
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
    section = NumberedSection(f"{number}.", sheet.title, tuple(sheet_blocks(sheet)))
    return KeptTogether((section,)) if len(sheet.rows) <= _ROWS_KEPT_TOGETHER else section
