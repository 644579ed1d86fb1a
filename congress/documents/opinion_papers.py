"""The synthesis of opinions (báo cáo tổng hợp ý kiến góp ý): figures by draft and part, then every opinion by part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from congress.documents.rules import opinions as rules
from congress.documents.rules.opinion_list import GIVERS, VERDICTS
from congress.documents.values.opinions import Draft, Giver, Opinion, OpinionFigures
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
from congress.papers.phrasing import grouped, long_moment, two_digits
from congress.papers.values import Mark, PageStyle, PaperSize, PartyPaper, PlaceAndDate
from congress.papers.workbooks import Sheet, SheetColumn, Value, workbook
from congress.term.values import Congress

_STYLE = PageStyle(size=PaperSize.A4_ACROSS, table_pt=12)
_ALL = "Toàn văn dự thảo"
_HEADS = ("Tổng số", "Tiếp thu", "Tiếp thu một phần", "Không tiếp thu", "Chưa kết luận")


@dataclass(frozen=True, slots=True)
class Collected:
    """A draft and the opinions on it (ý kiến của một dự thảo)."""

    draft: Draft
    opinions: tuple[Opinion, ...]


@dataclass(frozen=True, slots=True)
class Synthesis:
    """Every opinion given to a congress (tổng hợp)."""

    congress: Congress
    drafts: tuple[Collected, ...]
    now: datetime

    @property
    def opinions(self) -> tuple[Opinion, ...]:
        """Those on all drafts."""
        return tuple(opinion for one in self.drafts for opinion in one.opinions)


def report_paper(synthesis: Synthesis, head: Head, *, number: str = "", sample: bool = False) -> PartyPaper:
    """The report as a Party paper."""
    details = synthesis.congress.details
    sections: list[NumberedSection] = [
        NumberedSection("I-", "SỐ LIỆU CHUNG", tuple(_figures(synthesis)), level=1),
        NumberedSection("II-", "Ý KIẾN GÓP Ý VÀ KẾT QUẢ TIẾP THU, GIẢI TRÌNH", tuple(_drafts(synthesis)), level=1),
    ]
    summary = "tổng hợp ý kiến góp ý vào dự thảo các văn kiện"
    return PartyPaper(
        title=f"Báo cáo {summary}",
        created=synthesis.now,
        issuer=synthesis.congress.heading,
        number=number,
        place_and_date=PlaceAndDate(details.place, synthesis.now.astimezone().date()),
        kind="Báo cáo",
        summary=f"{summary}\ntrình {details.title}",
        body=(Paragraph(f"Số liệu đến {long_moment(synthesis.now)}."), *sections),
        signatures=Signatures((Signature(post="Thư ký đại hội", hint="(Ký, ghi rõ họ tên)"),)),
        recipients=("Đoàn Chủ tịch đại hội", "Lưu hồ sơ đại hội"),
        mark=Mark.SAMPLE if sample else None,
        footer=head.foot(),
        style=_STYLE,
    )


def report_workbook(synthesis: Synthesis) -> bytes:
    """Figures in the first sheet, then a sheet a draft."""
    heads = (
        SheetColumn("Dự thảo", 90, is_text=True),
        SheetColumn("Mục", 60, is_text=True),
        *(SheetColumn(head, 26) for head in _HEADS),
    )
    rows: list[tuple[Value, ...]] = [
        (one.draft.title, name or _ALL, *_numbers(rules.figures(found)))
        for one in synthesis.drafts
        for name, found in rules.by_section(one.opinions).items()
    ]
    total: tuple[Value, ...] = ("Cộng", "", *_numbers(rules.figures(synthesis.opinions)))
    title = f"Tổng hợp ý kiến góp ý trình {synthesis.congress.details.title}"
    sheets = [Sheet("Số liệu", title, heads, tuple(rows), totals=(total,))]
    sheets += [_sheet(place, one) for place, one in enumerate(synthesis.drafts, 1)]
    return workbook(sheets, title=title, created=synthesis.now)


def _figures(synthesis: Synthesis) -> Iterator[Block]:
    found = rules.figures(synthesis.opinions)
    people = {one.details.giver for one in synthesis.opinions if one.details.giver_kind is Giver.PERSON}
    groups = {one.details.giver for one in synthesis.opinions if one.details.giver_kind is Giver.DELEGATION}
    rows = (
        ("Số dự thảo lấy ý kiến", len(synthesis.drafts)),
        ("Số ý kiến góp ý", found.opinions),
        ("Số tập thể góp ý", len(groups)),
        ("Số cá nhân góp ý", len(people)),
        ("Tiếp thu", found.taken),
        ("Tiếp thu một phần", found.partly),
        ("Không tiếp thu, có giải trình", found.not_taken),
        ("Chưa kết luận", found.undecided),
    )
    yield KeyValues(tuple(KeyValue(label, grouped(number)) for label, number in rows))
    columns = (
        Column("Dự thảo, mục"),
        *(Column(head, 27, Align.CENTRE) for head in _HEADS),
    )
    lines: list[tuple[str, ...]] = []
    for place, one in enumerate(synthesis.drafts, 1):
        lines.append((f"{place}. {one.draft.title}", *_texts(rules.figures(one.opinions))))
        parts = rules.by_section(one.opinions)
        lines += [(f"- {name or _ALL}", *_texts(rules.figures(found))) for name, found in parts.items()]
    total = ("Cộng", *_texts(rules.figures(synthesis.opinions)))
    yield Table(columns, tuple(lines), totals=(total,))


def _drafts(synthesis: Synthesis) -> Iterator[Block]:
    for place, one in enumerate(synthesis.drafts, 1):
        blocks = tuple(_sections(place, one)) or (Paragraph("Không có ý kiến."),)
        yield NumberedSection(f"{place}.", one.draft.title, blocks)


def _sections(place: int, one: Collected) -> Iterator[Block]:
    columns = (
        Column("TT", 12, Align.CENTRE),
        Column("Nội dung góp ý"),
        Column("Người, đơn vị góp ý", 46),
        Column("Kết quả", 30),
        Column("Giải trình", 72),
    )
    for number, (name, found) in enumerate(rules.by_section(one.opinions).items(), 1):
        rows = tuple(
            (str(opinion.number), opinion.details.text, _giver(opinion), _verdict(opinion), opinion.details.answer)
            for opinion in found
        )
        title = f"{name or _ALL} ({two_digits(len(found))} ý kiến)"
        yield NumberedSection(f"{place}.{number}.", title, (Table(columns, rows),), level=3)


def _sheet(place: int, one: Collected) -> Sheet:
    heads = (
        SheetColumn("TT", 12),
        *(
            SheetColumn(head, width, is_text=True)
            for head, width in (
                ("Mục", 50),
                ("Nội dung góp ý", 110),
                ("Người góp ý", 55),
                ("Đối tượng", 26),
                ("Ngày", 26),
                ("Kết quả tiếp thu", 38),
                ("Giải trình", 90),
            )
        ),
    )
    rows = tuple(
        (
            opinion.number,
            name,
            opinion.details.text,
            opinion.details.giver,
            GIVERS[opinion.details.giver_kind][0],
            _day(opinion),
            _verdict(opinion),
            opinion.details.answer,
        )
        for name, found in rules.by_section(one.opinions).items()
        for opinion in found
    )
    return Sheet(f"Dự thảo {place}", one.draft.title, heads, rows)


def _giver(one: Opinion) -> str:
    return ", ".join(part for part in (one.details.giver, _day(one)) if part)


def _day(one: Opinion) -> str:
    return "" if one.details.on is None else f"{one.details.on:%d/%m/%Y}"


def _verdict(one: Opinion) -> str:
    return VERDICTS[one.details.verdict][0]


def _numbers(found: OpinionFigures) -> tuple[int, ...]:
    return found.opinions, found.taken, found.partly, found.not_taken, found.undecided


def _texts(found: OpinionFigures) -> tuple[str, ...]:
    return tuple(str(number) for number in _numbers(found))
