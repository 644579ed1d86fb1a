"""Two terms compared as a Party paper (bảng so sánh hai nhiệm kỳ): tables, bars, names, where the figures come from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from congress.earlier import wording
from congress.earlier.rules.comparing import CHARTED, Comparison, Line, Measure, Person, Return
from congress.earlier.rules.pairing import Pair
from congress.journal.values import Head
from congress.papers.blocks import (
    Align,
    Bar,
    BarChart,
    BarGroup,
    Block,
    Column,
    KeptTogether,
    Note,
    NumberedSection,
    Paragraph,
    Signature,
    Signatures,
    Table,
    bold,
)
from congress.papers.values import Mark, PartyPaper, PlaceAndDate
from congress.subjects import ContestResult

_SIDE_MM, _CHANGE_MM = 27, 24


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything the paper says of two terms (nội dung so sánh)."""

    first: str
    """The earlier term."""
    second: str
    comparisons: tuple[Comparison, ...]
    alone: tuple[Pair, ...]
    """Contests that only one of the terms has."""

    @property
    def results(self) -> Iterator[ContestResult]:
        """Every result that stands in it."""
        for one in self.comparisons:
            yield from (one.first, one.second)
        for pair in self.alone:
            yield from (one for one in (pair.first, pair.second) if one is not None)

    @property
    def is_sample(self) -> bool:
        """Whether any figure is a trial's."""
        return any(one.sample for one in self.results)


@dataclass(frozen=True, slots=True)
class About:
    """What else stands on the paper (thông tin văn bản)."""

    issuer: tuple[str, ...]
    place: str
    at: datetime
    head: Head
    number: str = ""


def comparison_paper(compared: Compared, about: About) -> PartyPaper:
    """The comparison: an overview, a section a contest, contests without a counterpart, sources."""
    sections = [_overview(compared), *(_contest(one, compared) for one in compared.comparisons)]
    if compared.alone:
        sections.append(("Cuộc bầu chỉ có ở một nhiệm kỳ", (_alone(compared.alone),)))
    sections.append(("Nguồn số liệu", (_sources(compared),)))
    return PartyPaper(
        title=f"So sánh kết quả bầu cử hai nhiệm kỳ {compared.first} và {compared.second}",
        created=about.at,
        issuer=about.issuer,
        number=about.number,
        place_and_date=PlaceAndDate(about.place, about.at.astimezone().date()) if about.place else None,
        kind="Bảng so sánh",
        summary=f"kết quả bầu cử nhiệm kỳ {compared.first} và nhiệm kỳ {compared.second}",
        body=tuple(NumberedSection(f"{n}.", title, blocks) for n, (title, blocks) in enumerate(sections, 1)),
        signatures=Signatures((Signature(post="Người lập", hint="(Ký, ghi rõ họ tên)"),)),
        recipients=("Lưu hồ sơ đại hội",),
        mark=Mark.SAMPLE if compared.is_sample else None,
        footer=about.head.foot(),
    )


Section = tuple[str, tuple[Block, ...]]


def _overview(compared: Compared) -> Section:
    columns = (
        Column("TT", 10, Align.CENTRE),
        Column("Cuộc bầu"),
        *_both("Số lượng bầu"),
        *_both("Số dư"),
        Column("Tái cử", 14, Align.RIGHT),
        Column("Trùng tên", 16, Align.RIGHT),
        Column("Mới", 12, Align.RIGHT),
    )
    rows = tuple(_overview_row(n, one) for n, one in enumerate(compared.comparisons, 1))
    blocks: list[Block] = (
        [Table(columns, rows, size_pt=12)] if rows else [Paragraph("Không có cuộc bầu nào ghép được.")]
    )
    if any(one.those(Return.SAME_NAME) for one in compared.comparisons):
        blocks.append(
            Note("Trùng tên: không có ngày sinh hoặc ghi chú để biết có phải một người; chưa tính vào tái cử.")
        )
    return "Tổng hợp", tuple(blocks)


def _both(group: str) -> tuple[Column, Column]:
    return Column("trước", 13, Align.RIGHT, group), Column("sau", 13, Align.RIGHT, group)


def _overview_row(number: int, one: Comparison) -> tuple[str, ...]:
    seats, surplus = one.line(Measure.SEATS), one.line(Measure.SURPLUS)
    figures = [wording.figure(line, value) for line in (seats, surplus) for value in (line.first, line.second)]
    counts = [str(len(one.those(kind))) for kind in (Return.AGAIN, Return.SAME_NAME, Return.NEW)]
    return (str(number), wording.titled(one.second), *figures, *counts)


def _contest(one: Comparison, compared: Compared) -> Section:
    columns = (
        Column("Chỉ tiêu"),
        Column(compared.first, _SIDE_MM, Align.RIGHT),
        Column(compared.second, _SIDE_MM, Align.RIGHT),
        Column("Tăng, giảm", _CHANGE_MM, Align.RIGHT),
    )
    rows = tuple(_row(line) for line in one.lines)
    blocks: list[Block] = [Table(columns, rows, size_pt=12), Note("Tăng, giảm của tỷ lệ tính bằng điểm phần trăm.")]
    if wording.titled(one.first) != wording.titled(one.second):
        blocks.insert(0, Paragraph(f"Nhiệm kỳ {compared.first}: {wording.titled(one.first)}."))
    chart = _chart(one, compared)
    if chart.groups:
        blocks.append(KeptTogether((chart,)))
    blocks += _people(one)
    return wording.titled(one.second), tuple(blocks)


def _row(line: Line) -> tuple[str, ...]:
    sides = (wording.figure(line, line.first), wording.figure(line, line.second))
    return (wording.MEASURES[line.measure], *sides, wording.change(line))


def _chart(one: Comparison, compared: Compared) -> BarChart:
    lines = [one.line(measure) for measure in CHARTED]
    groups = [
        BarGroup(wording.MEASURES[line.measure], (_bar(line, line.first), _bar(line, line.second))) for line in lines
    ]
    longest = max((value or 0 for line in lines for value in (line.first, line.second)), default=0)
    return BarChart((compared.first, compared.second), tuple(groups), whole=max(10_000, longest))


def _bar(line: Line, value: int | None) -> Bar | None:
    return None if value is None else Bar(value, wording.figure(line, value))


def _people(one: Comparison) -> Iterator[Block]:
    for standing in Return:
        those = one.those(standing)
        if those:
            names = "; ".join(map(_named, those))
            yield Paragraph((bold(f"{wording.STANDINGS[standing]} ({len(those)}): "), f"{names}."))


def _named(person: Person) -> str:
    """A name with what tells people of one name apart."""
    one = person.second or person.first
    more = "" if one is None else ", ".join(part for part in (one.born, one.note) if part)
    return f"{person.name} ({more})" if more else person.name


def _alone(pairs: Sequence[Pair]) -> Table:
    columns = (Column("TT", 10, Align.CENTRE), Column("Nhiệm kỳ", 30), Column("Cuộc bầu"))
    results = [one for pair in pairs for one in (pair.first, pair.second) if one is not None]
    return Table(
        columns, tuple((str(n), one.term, wording.titled(one)) for n, one in enumerate(results, 1)), size_pt=12
    )


def _sources(compared: Compared) -> Table:
    columns = (Column("Nhiệm kỳ", 30), Column("Cuộc bầu"), Column("Nguồn", 52))
    rows = dict.fromkeys((one.term, wording.titled(one), wording.sourced(one)) for one in compared.results)
    return Table(columns, tuple(rows), size_pt=12)
