"""The workbook of earlier results: every fault by sheet, row and column at once; what is written comes back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from congress.earlier.rules import percents
from congress.earlier.rules.reading import Cells, understand
from congress.earlier.template import read_template, write_template
from congress.errors import Malformed
from congress.i18n import sentence
from congress.spreadsheet import Written, write_sheets
from congress.subjects import CandidateResult, ContestResult, VoteKind
from congress.text import clean
from tests.congress_earlier.samples import (
    AGAIN,
    COMMITTEE,
    CONTEST_HEAD,
    FILE,
    OPINION,
    PERSON_HEAD,
    PERSON_ROWS,
    contest_row,
    person_row,
    workbook,
)

Rows = Sequence[Sequence[str]]


def faults(contests: Rows, people: Rows = PERSON_ROWS) -> list[tuple[str, str]]:
    understood = read_template(workbook(contests, people), name=FILE)
    return [(one.where.removeprefix(f"{FILE}:"), one.code.removeprefix("earlier-")) for one in understood.faults]


def test_a_workbook_as_people_fill_it_in_says_what_the_minutes_say() -> None:
    understood = read_template(workbook(), name=FILE)
    assert (understood.faults, understood.remarks) == ((), ())
    assert [one.result for one in understood.contests] == [COMMITTEE]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"valid": "nhiều"}, [("Cuộc bầu:2:O", "not-a-whole-number")]),
        ({"valid": "1.46"}, [("Cuộc bầu:2:O", "not-a-whole-number")]),  # 1.460 hay 1,46? không đoán
        ({"valid": "-3"}, [("Cuộc bầu:2:O", "not-a-whole-number")]),
        ({"seats": "0"}, [("Cuộc bầu:2:I", "number-too-small")]),
        ({"seats": ""}, [("Cuộc bầu:2:I", "cell-empty")]),
        ({"term": "", "title": ""}, [("Cuộc bầu:2:B", "cell-empty"), ("Cuộc bầu:2:F", "cell-empty")]),
        ({"on": "31/02/2020"}, [("Cuộc bầu:2:E", "not-a-day")]),
        ({"on": "2020"}, [("Cuộc bầu:2:E", "not-a-day")]),
        ({"kind": "bốc thăm"}, [("Cuộc bầu:2:G", "choice-unknown")]),
        ({"title": "Bầu 委員"}, [("Cuộc bầu:2:F", "letters-not-printable")]),
        ({"title": "b" * 401}, [("Cuộc bầu:2:F", "field-too-long")]),
        ({"code": "khác"}, [("Cuộc bầu:2", "contest-without-people"), ("Danh sách:2:A", "code-unknown")]),
    ],
)
def test_faults_of_a_contest(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert faults([contest_row(**cells)]) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"name": ""}, [("Danh sách:2:C", "cell-empty")]),
        ({"votes": "12 phiếu"}, [("Danh sách:2:F", "not-a-whole-number")]),
        ({"percent": "chín mươi"}, [("Danh sách:2:G", "not-a-percentage")]),
        ({"outcome": "đậu"}, [("Danh sách:2:H", "choice-unknown")]),
        ({"born": "thế kỷ trước"}, [("Danh sách:2:D", "not-a-birth")]),
        ({"number": "2"}, [("Danh sách:3:B", "number-twice")]),
        ({"code": ""}, [("Danh sách:2:A", "cell-empty")]),
    ],
)
def test_faults_of_a_person(cells: dict[str, str], expected: list[tuple[str, str]]) -> None:
    assert faults([contest_row()], [person_row(0, **cells), *PERSON_ROWS[1:]]) == expected


def test_every_fault_is_told_at_once() -> None:
    wrong = [contest_row(valid="x", on="y"), contest_row(code="hai", seats="z")]
    found = faults(wrong, [person_row(0, votes="w"), *PERSON_ROWS[1:]])
    assert [code for _, code in found] == [
        "not-a-day",
        "not-a-whole-number",
        "contest-without-people",
        "not-a-whole-number",
        "contest-twice",
        "not-a-whole-number",
    ]


def test_one_code_and_one_contest_stand_once() -> None:
    assert faults([contest_row(), contest_row(title="Khác")]) == [("Cuộc bầu:3:A", "code-twice")]
    people = [*PERSON_ROWS, person_row(0, code="hai")]
    again = contest_row(code="hai", title=COMMITTEE.title.upper())
    assert faults([contest_row(), again], people) == [("Cuộc bầu:3", "contest-twice")]
    assert faults([contest_row(), contest_row(code="hai", round="2")], people) == []


def test_the_cell_of_a_code_that_is_merged_over_its_people_holds_for_each() -> None:
    book = load_workbook(
        BytesIO(workbook(people=[(row[0] if n == 0 else "", *row[1:]) for n, row in enumerate(PERSON_ROWS)]))
    )
    book["Danh sách"].merge_cells("A2:A5")
    target = BytesIO()
    book.save(target)
    understood = read_template(target.getvalue(), name=FILE)
    assert understood.faults == ()
    assert [one.result for one in understood.contests] == [COMMITTEE]


def test_numbers_and_days_that_excel_keeps_as_such_are_read() -> None:
    book = load_workbook(BytesIO(workbook()))
    contests, people = book["Cuộc bầu"], book["Danh sách"]
    contests["E2"], contests["O2"] = date(2020, 6, 12), 146
    people["F2"], people["G2"] = 140, 0.945946
    people["G2"].number_format = "0.00%"
    target = BytesIO()
    book.save(target)
    understood = read_template(target.getvalue(), name=FILE)
    assert understood.faults == ()
    assert [one.result for one in understood.contests] == [COMMITTEE]


def test_empty_denominator_and_percentages_are_computed_and_told() -> None:
    people = [person_row(n, percent="") for n in range(4)]
    understood = read_template(workbook([contest_row(denominator="")], people), name=FILE)
    (one,) = understood.contests
    assert one.result.denominator == 150
    assert [person.percent for person in one.result.candidates] == ["93.33", "87.33", "60.00", "46.67"]
    assert [(note.where.removeprefix(f"{FILE}:"), note.code) for note in understood.remarks] == [
        ("Cuộc bầu:2:L", "earlier-base-taken-from-summoned"),
        ("Danh sách:2:G", "earlier-percent-computed"),
    ]


def test_a_missing_sheet_or_column_is_named() -> None:
    only = write_sheets_of([("Cuộc bầu", [["Mã cuộc bầu", "Tên cuộc bầu"], ["1", "Bầu"]])])
    assert [one.code for one in read_template(only, name=FILE).faults] == [
        *["earlier-column-missing"] * 10,
        "earlier-people-missing",
    ]
    assert [one.code for one in read_template(write_sheets_of([("a", [["b"]])]), name=FILE).faults] == [
        "earlier-contests-missing",
        "earlier-people-missing",
    ]


def test_the_empty_template_asks_for_contests() -> None:
    understood = read_template(write_template(), name=FILE)
    assert [(one.where, one.code) for one in understood.faults] == [(f"{FILE}:Cuộc bầu:1", "earlier-no-contests")]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Malformed):
        read_template(data, name=FILE)


def write_sheets_of(sheets: Sequence[tuple[str, Rows]]) -> bytes:
    return write_sheets([Written(title, rows) for title, rows in sheets])


def test_results_written_out_come_back_as_they_were() -> None:
    results = [COMMITTEE, AGAIN, OPINION]
    understood = read_template(write_template(results), name=FILE)
    assert (understood.faults, understood.remarks) == ((), ())
    assert [one.result for one in understood.contests] == results


_LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạỳ'-=+.,0123456789 KẤĐ"
words = st.text(_LETTERS, min_size=1, max_size=20).map(clean).map(lambda text: text or "K'")
numbers = st.integers(0, 5000)


@st.composite
def contests(draw: st.DrawFn) -> ContestResult:
    summoned = draw(st.integers(1, 5000))
    denominator = draw(st.integers(1, 5000))
    people = []
    for number in sorted(draw(st.sets(st.integers(1, 200), min_size=1, max_size=5))):
        votes = draw(numbers)
        outcome = draw(st.sampled_from(("elected", "alternate", "")))
        born = draw(st.sampled_from(("", "1975", "02/03/1980")))
        note = draw(st.one_of(st.just(""), words))
        people.append(
            CandidateResult(
                number,
                draw(words),
                note,
                votes,
                percents.rounded(votes, denominator),
                outcome == "elected",
                outcome == "alternate",
                born,
            )
        )
    return replace(
        COMMITTEE,
        term=draw(words),
        congress=draw(words),
        body=draw(words),
        on=draw(st.one_of(st.none(), st.dates(date(1930, 1, 1), date(2200, 1, 1)))),
        title=draw(words),
        kind=draw(st.sampled_from(VoteKind)),
        round=draw(st.integers(1, 9)),
        seats=draw(st.integers(1, 99)),
        summoned=summoned,
        present=draw(numbers),
        denominator=denominator,
        issued=draw(numbers),
        collected=draw(numbers),
        valid=draw(numbers),
        invalid=draw(numbers),
        candidates=tuple(people),
    )


@given(st.lists(contests(), min_size=1, max_size=3, unique_by=lambda one: one.title.casefold()))
def test_whatever_is_written_comes_back(results: list[ContestResult]) -> None:
    understood = read_template(write_template(results), name=FILE)
    if "earlier-contest-twice" in {one.code for one in understood.faults}:  # titles that differ by marks alone
        return
    assert understood.faults == ()
    assert [one.result for one in understood.contests] == results


cells = st.one_of(st.text(max_size=12), st.sampled_from(("", "1", "bch", "12/06/2020", "x", "94,59", "Trúng cử")))


@given(
    st.lists(st.lists(cells, min_size=16, max_size=16), max_size=3),
    st.lists(st.lists(cells, min_size=8, max_size=8), max_size=4),
)
def test_whatever_stands_in_the_cells_is_told_or_read(
    contest_rows: list[list[str]], person_rows: list[list[str]]
) -> None:
    """Cells as a reader of XLSX gives them: nothing raises, and without a fault each contest has its people."""
    sheets = [
        Cells([list(head), *([clean(cell) for cell in row] for row in rows)], lambda row, column: f"{row}:{column}")
        for head, rows in ((CONTEST_HEAD, contest_rows), (PERSON_HEAD, person_rows))
    ]
    understood = understand(sheets, name=FILE)
    for one in (*understood.faults, *understood.remarks):
        assert one.where
        assert sentence(one) != one.code
    if not understood.faults:
        assert understood.contests
        assert all(one.result.candidates for one in understood.contests)
