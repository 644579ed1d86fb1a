"""The workbook for results of earlier terms (bảng tính mẫu): written empty or filled, and read back."""

from collections.abc import Iterable, Iterator

from congress.earlier.rules.columns import (
    CONTEST_HEADS,
    CONTESTS_SHEET,
    GUIDE_SHEET,
    KIND_WORDS,
    OUTCOME_WORDS,
    PEOPLE_SHEET,
    PERSON_HEADS,
)
from congress.earlier.rules.reading import Cells, Understood, understand
from congress.errors import Finding
from congress.spreadsheet import Written, read_grids, write_sheets
from congress.subjects import CandidateResult, ContestResult, Outcome

_CONTEST_WIDTHS = (12, 14, 44, 30, 12, 44, 14, 8, *(12,) * 8)
_PERSON_WIDTHS = (12, 8, 30, 12, 36, 10, 10, 16)
_GUIDE = (
    ("Cách điền",),
    (f"Trang “{CONTESTS_SHEET}”: mỗi cuộc bầu một dòng; “Mã cuộc bầu” tự đặt (1, 2, bch…), không trùng.",),
    (f"Trang “{PEOPLE_SHEET}”: mỗi người trong danh sách bầu cử một dòng, ghi lại mã của cuộc bầu; ô gộp đọc được.",),
    ("Số liệu chép đúng theo biên bản; số ghi bằng chữ số liền nhau, không dấu chấm: 1234.",),
    ("Ngày ghi dd/mm/yyyy. Tỷ lệ ghi hai chữ số thập phân; để trống thì chương trình tính trên số làm căn cứ.",),
    ("“Số làm căn cứ tính kết quả” để trống thì lấy bằng số được triệu tập.",),
    (f"“Loại cuộc bầu”: {', '.join(words[0] for words in KIND_WORDS.values())}; để trống là bầu cử.",),
    (f"“Kết quả”: {', '.join(words[0] for words in OUTCOME_WORDS.values())}; để trống là không trúng cử.",),
    ("Chỗ không khớp (ví dụ hợp lệ + không hợp lệ khác thu về) được nêu ra từng ô để người nhập đối chiếu biên bản.",),
)


def write_template(results: Iterable[ContestResult] = ()) -> bytes:
    """The workbook with these results in it (lập bảng tính); empty, with its guide, where there are none."""
    listed = tuple(results)
    contests = [[heads[0] for heads in CONTEST_HEADS.values()]]
    people = [[heads[0] for heads in PERSON_HEADS.values()]]
    for number, one in enumerate(listed, start=1):
        contests.append(_contest_row(str(number), one))
        people += [_person_row(str(number), person) for person in one.candidates]
    return write_sheets(
        [
            Written(CONTESTS_SHEET, contests, _CONTEST_WIDTHS),
            Written(PEOPLE_SHEET, people, _PERSON_WIDTHS),
            Written(GUIDE_SHEET, _GUIDE, (120,)),
        ]
    )


def read_template(data: bytes, *, name: str) -> Understood:
    """A filled workbook (đọc bảng tính); `Malformed` where it is none at all."""
    grids = read_grids(data, name=name)
    found = understand([Cells(grid.rows, grid.where) for grid in grids], name=name)
    lost = tuple(fault for grid in grids for fault in grid.faults)
    encodings = {grid.encoding for grid in grids}
    remarks = (Finding(name, "list-encoding-assumed"),) if "windows-1258" in encodings else ()
    return Understood(found.contests, (*lost, *found.faults), (*remarks, *found.remarks))


def _contest_row(code: str, one: ContestResult) -> list[str]:
    return [
        code,
        one.term,
        one.congress,
        one.body,
        f"{one.on:%d/%m/%Y}" if one.on else "",
        one.title,
        KIND_WORDS[one.kind][0],
        *map(str, _figures(one)),
    ]


def _figures(one: ContestResult) -> Iterator[int]:
    yield from (one.round, one.seats, one.summoned, one.present, one.denominator)
    yield from (one.issued, one.collected, one.valid, one.invalid)


def _person_row(code: str, one: CandidateResult) -> list[str]:
    outcome = one.outcome
    word = "" if outcome is Outcome.NOT_ELECTED else OUTCOME_WORDS[outcome][0]
    percent = one.percent.replace(".", ",")
    return [code, str(one.number), one.name, one.born, one.note, str(one.votes), percent, word]
