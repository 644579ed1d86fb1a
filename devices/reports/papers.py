"""The reports as Party papers (báo cáo), on A4 across for their tables."""

from dataclasses import dataclass

from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Block,
    Column,
    KeyValue,
    KeyValues,
    NumberedSection,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from congress.papers.phrasing import long_moment
from congress.papers.values import Mark, PageStyle, PaperSize, PartyPaper, PlaceAndDate
from devices.reports.tables import ReportTable, figures, tables
from devices.reports.values import Phase, Report

_STYLE = PageStyle(size=PaperSize.A4_ACROSS, table_pt=12)
WHEN = {Phase.BEFORE: "trước", Phase.DURING: "trong", Phase.AFTER: "sau"}
_WORDS = {
    Phase.BEFORE: "Đánh giá, kiến nghị",
    Phase.DURING: "Đánh giá, kiến nghị",
    Phase.AFTER: "Bài học kinh nghiệm, kiến nghị",
}


@dataclass(frozen=True, slots=True)
class About:
    """What else stands on the paper: number, the words typed, where the journal stood."""

    head: Head
    number: str = ""
    words: str = ""
    sample: bool = False
    """Printed to try things out: every page says so."""


def report_paper(report: Report, phase: Phase, about: About) -> PartyPaper:
    """The report of a phase: figures, tables, then what people typed."""
    details = report.congress.details
    sections: list[tuple[str, tuple[Block, ...]]] = [
        ("Số liệu chung", (KeyValues(tuple(KeyValue(*one) for one in figures(report, phase))),))
    ]
    sections += [(one.title, (_table(one),)) for one in tables(report, phase)]
    if about.words:
        sections.append((_WORDS[phase], tuple(Paragraph(part) for part in about.words.split("\n"))))
    numbered = tuple(NumberedSection(f"{place}.", title, blocks) for place, (title, blocks) in enumerate(sections, 1))
    summary = f"công tác bảo đảm thiết bị {WHEN[phase]} đại hội"
    return PartyPaper(
        title=f"Báo cáo {summary}",
        created=report.at,
        issuer=report.congress.heading,
        number=about.number,
        place_and_date=PlaceAndDate(details.place, report.at.astimezone().date()),
        kind="Báo cáo",
        summary=f"{summary}\n{details.title}",
        body=(Paragraph(f"Số liệu lấy từ sổ thiết bị lúc {long_moment(report.at)}."), *numbered),
        signatures=Signatures((Signature(post="Tổ kỹ thuật tại đại hội", hint="(Ký, ghi rõ họ tên)"),)),
        recipients=("Đoàn Chủ tịch đại hội", "Lưu hồ sơ đại hội"),
        mark=Mark.SAMPLE if about.sample else None,
        footer=about.head.foot(),
        style=_STYLE,
    )


def _table(one: ReportTable) -> Block:
    if not one.rows:
        return Paragraph("Không có.")
    columns = (Column("TT", 11, Align.CENTRE), *(Column(head, width) for head, width in one.heads))
    return Table(columns, tuple((str(number), *row) for number, row in enumerate(one.rows, 1)))
