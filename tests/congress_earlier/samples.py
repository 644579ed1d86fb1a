"""Results of an earlier term as their minutes have them (kết quả mẫu), and a workbook that people filled in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from congress.spreadsheet import Written, write_sheets
from congress.subjects import CandidateResult, ContestResult, VoteKind

TERM, BODY = "2020 - 2025", "Đảng bộ xã Đam Rông 1"
CONGRESS = "Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ XXI, nhiệm kỳ 2020 - 2025"


def person(
    number: int, name: str, votes: int, percent: str, *, won: bool = True, born: str = "", note: str = ""
) -> CandidateResult:
    """A person on a list."""
    return CandidateResult(number, name, note, votes, percent, won, born=born)


COMMITTEE = ContestResult(
    key="",
    term=TERM,
    congress=CONGRESS,
    body=BODY,
    on=date(2020, 6, 12),
    title="Bầu Ban Chấp hành Đảng bộ xã, nhiệm kỳ 2020 - 2025",
    seats=3,
    summoned=150,
    present=148,
    denominator=148,
    issued=148,
    collected=147,
    valid=146,
    invalid=1,
    candidates=(
        person(1, "Đa Cát K' Hương", 140, "94.59", born="1975", note="Bí thư chi bộ thôn 1"),
        person(2, "Nguyễn Văn An", 131, "88.51", born="02/03/1980"),
        person(3, "Vũ Minh Sơn", 90, "60.81"),
        person(4, "Phan Thị Cúc", 70, "47.30", won=False),
    ),
)
"""148 count, 75 elect; four names for three seats."""
AGAIN = replace(
    COMMITTEE,
    title="Bầu Ủy ban Kiểm tra",
    kind=VoteKind.REVOTE,
    round=2,
    seats=1,
    candidates=(person(1, "Lê Thị Hà", 70, "47.30"), person(2, "K'Brơi", 60, "40.54", won=False)),
)
"""A re-vote elects without half."""
OPINION = replace(
    COMMITTEE,
    title="Phiếu xin ý kiến giới thiệu nhân sự",
    kind=VoteKind.OPINION,
    candidates=tuple(replace(one, elected=False) for one in COMMITTEE.candidates),
)

LATER = replace(
    COMMITTEE,
    term="2025 - 2030",
    congress="Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ XXII, nhiệm kỳ 2025 - 2030",
    on=date(2025, 6, 20),
    title="Bầu Ban Chấp hành Đảng bộ xã, nhiệm kỳ 2025 - 2030",
    seats=4,
    summoned=180,
    present=171,
    denominator=180,
    issued=171,
    collected=171,
    valid=168,
    invalid=3,
    candidates=(
        person(1, "Đa Cát K'Hương", 160, "88.89", born="02/03/1975"),
        person(2, "Nguyễn Văn An", 150, "83.33", born="05/06/1985"),
        person(3, "Vũ Minh Sơn", 120, "66.67"),
        person(4, "Lê Thị Hà", 100, "55.56"),
        person(5, "Phan Thị Cúc", 60, "33.33", won=False),
        person(6, "K'Brơi", 50, "27.78", won=False),
    ),
)
"""The same committee five years later."""

CONTEST_HEAD = (
    "Mã cuộc bầu",
    "Nhiệm kỳ",
    "Đại hội, hội nghị",
    "Tổ chức đảng",
    "Ngày bầu",
    "Tên cuộc bầu",
    "Loại cuộc bầu",
    "Lần bầu",
    "Số lượng bầu",
    "Số được triệu tập",
    "Số có mặt",
    "Số làm căn cứ tính kết quả",
    "Phiếu phát ra",
    "Phiếu thu về",
    "Phiếu hợp lệ",
    "Phiếu không hợp lệ",
)
PERSON_HEAD = ("Mã cuộc bầu", "Số thứ tự", "Họ và tên", "Năm sinh", "Ghi chú", "Số phiếu", "Tỷ lệ (%)", "Kết quả")
CONTEST_ROW = (
    "bch",
    TERM,
    CONGRESS,
    BODY,
    "12/06/2020",
    COMMITTEE.title,
    "",
    "",
    "3",
    "150",
    "148",
    "148",
    "148",
    "147",
    "146",
    "1",
)
PERSON_ROWS = (
    ("bch", "1", "Đa Cát K' Hương", "1975", "Bí thư chi bộ thôn 1", "140", "94,59", "Trúng cử"),
    ("bch", "2", "Nguyễn Văn An", "02/03/1980", "", "131", "88,51", "x"),
    ("bch", "3", "Vũ Minh Sơn", "", "", "90", "60,81", "Trúng cử"),
    ("bch", "4", "Phan Thị Cúc", "", "", "70", "47,30", ""),
)
FILE = "nhiem-ky-2020.xlsx"


def workbook(
    contests: Sequence[Sequence[str]] = (CONTEST_ROW,), people: Sequence[Sequence[str]] = PERSON_ROWS
) -> bytes:
    """A workbook as somebody typed it in."""
    return write_sheets([Written("Cuộc bầu", [CONTEST_HEAD, *contests]), Written("Danh sách", [PERSON_HEAD, *people])])


def changed(row: Sequence[str], head: Sequence[str], **cells: str) -> tuple[str, ...]:
    """A row with other cells; a column is named by its first word's plain letters: `valid="99"`."""
    names = _NAMES[tuple(head)]
    return tuple(cells.get(name, cell) for name, cell in zip(names, row, strict=True))


_NAMES = {
    CONTEST_HEAD: (
        "code",
        "term",
        "congress",
        "body",
        "on",
        "title",
        "kind",
        "round",
        "seats",
        "summoned",
        "present",
        "denominator",
        "issued",
        "collected",
        "valid",
        "invalid",
    ),
    PERSON_HEAD: ("code", "number", "name", "born", "note", "votes", "percent", "outcome"),
}


def contest_row(**cells: str) -> tuple[str, ...]:
    """The sample's contest with other cells."""
    return changed(CONTEST_ROW, CONTEST_HEAD, **cells)


def person_row(place: int = 0, **cells: str) -> tuple[str, ...]:
    """One of the sample's people with other cells."""
    return changed(PERSON_ROWS[place], PERSON_HEAD, **cells)
