"""The list of opinions on a draft (bảng tổng hợp góp ý): each row understood by itself, and written again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from congress.documents.rules import opinions, words
from congress.documents.rules.listing import Header, header_told, rows_below
from congress.documents.values.opinions import Giver, OpinionDetails, Uptake
from congress.errors import Finding
from congress.headings import Where


class Column(StrEnum):
    """A column of the list (cột); values are the fields of an opinion."""

    ORDINAL = "ordinal"
    """Taken for nothing."""
    SECTION = "section"
    TEXT = "text"
    GIVER = "giver"
    GIVER_KIND = "giver_kind"
    ON = "on"
    VERDICT = "verdict"
    ANSWER = "answer"


COLUMNS: Mapping[Column, tuple[str, ...]] = {
    Column.ORDINAL: ("TT", "Stt", "Số thứ tự", "No."),
    Column.SECTION: ("Mục", "Phần, mục", "Phần", "Chương, mục", "Nội dung dự thảo", "Section"),
    Column.TEXT: ("Nội dung góp ý", "Ý kiến góp ý", "Góp ý", "Ý kiến", "Nội dung", "Opinion"),
    Column.GIVER: ("Người góp ý", "Đơn vị góp ý", "Người, đơn vị góp ý", "Đoàn", "Họ và tên", "Cơ quan, đơn vị", "Who"),
    Column.GIVER_KIND: ("Đối tượng", "Cá nhân, tập thể", "Chủ thể", "Person or delegation"),
    Column.ON: ("Ngày", "Ngày góp ý", "Date"),
    Column.VERDICT: ("Kết quả tiếp thu", "Tiếp thu", "Kết quả", "Xử lý", "Uptake"),
    Column.ANSWER: ("Giải trình", "Ý kiến tiếp thu, giải trình", "Tiếp thu, giải trình", "Trả lời", "Answer"),
}
GIVERS: Mapping[Giver, tuple[str, ...]] = {
    Giver.DELEGATION: ("Tập thể", "Đoàn", "Chi bộ", "Đơn vị", "Delegation"),
    Giver.PERSON: ("Cá nhân", "Đại biểu", "Đảng viên", "Person"),
}
VERDICTS: Mapping[Uptake, tuple[str, ...]] = {
    Uptake.UNDECIDED: ("Chưa kết luận", "Chưa xử lý", "Chưa", "Undecided"),
    Uptake.TAKEN: ("Tiếp thu", "Có", "Đồng ý", "Tiếp thu toàn bộ", "Taken"),
    Uptake.PARTLY: ("Tiếp thu một phần", "Một phần", "Partly"),
    Uptake.NOT_TAKEN: ("Không tiếp thu", "Không", "Giải trình", "Bảo lưu", "Not taken"),
}
READ_COLUMN = words.reader(COLUMNS)
READ_GIVER, READ_VERDICT = words.reader(GIVERS), words.reader(VERDICTS)
NEEDED = (Column.TEXT, Column.GIVER)
DAY = "%d/%m/%Y"


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet understood."""

    rows: tuple[tuple[int, OpinionDetails], ...]
    places: tuple[str, ...]
    """Of each row, where its text stands."""
    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def read_list(rows: Sequence[Sequence[str]], header: Header[Column], where: Where, *, today: date) -> Listed:
    """Every row below the header; faults by row and column."""
    faults: list[Finding] = []
    found: list[tuple[int, OpinionDetails]] = []
    places: list[str] = []
    for cells in rows_below(rows, header, where, faults, saying=(Column.TEXT, Column.GIVER)):
        details = opinions.cleaned(
            OpinionDetails(
                section=cells.text(Column.SECTION),
                giver=cells.text(Column.GIVER),
                giver_kind=cells.one_of(Column.GIVER_KIND, READ_GIVER, GIVERS, empty=Giver.DELEGATION),
                on=cells.day(Column.ON),
                text=cells.text(Column.TEXT),
                verdict=cells.one_of(Column.VERDICT, READ_VERDICT, VERDICTS, empty=Uptake.UNDECIDED),
                answer=cells.text(Column.ANSWER),
            )
        )
        for fault in opinions.check_opinion(details, today=today):
            cells.fault(Column(fault.where.partition(".")[2]), fault.code, fault.facts)
        found.append((cells.number, details))
        places.append(cells.place(Column.TEXT))
    if not found:
        faults.append(Finding(where(header.row, None), "list-without-rows"))
    differing, remarks = header_told(rows, header, [row for row, _ in found], where)
    return Listed(tuple(found), tuple(places), (*faults, *differing), remarks)


def cells_of(details: OpinionDetails, *, ordinal: int | None = None) -> dict[Column, str]:
    """What stands in the columns of a row; `read_list` reads the same opinion in it."""
    return {
        Column.ORDINAL: "" if ordinal is None else str(ordinal),
        Column.SECTION: details.section,
        Column.TEXT: details.text,
        Column.GIVER: details.giver,
        Column.GIVER_KIND: GIVERS[details.giver_kind][0],
        Column.ON: "" if details.on is None else f"{details.on:{DAY}}",
        Column.VERDICT: VERDICTS[details.verdict][0],
        Column.ANSWER: details.answer,
    }
