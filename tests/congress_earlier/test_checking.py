"""What of old minutes does not add up, in tables that officials can read: confirmed by people, never put right."""

from dataclasses import replace
from typing import Any

import pytest

from congress.earlier.rules import percents
from congress.earlier.rules.checking import doubts, notes
from congress.earlier.rules.percents import Base, Said
from congress.subjects import ContestResult, VoteKind
from tests.congress_earlier.samples import AGAIN, COMMITTEE, OPINION, person


def where(figure: object, number: int | None) -> str:
    return f"{figure}" if number is None else f"{figure} {number}"


def found(result: ContestResult) -> list[tuple[str, str]]:
    return [(one.where, one.code.removeprefix("earlier-")) for one in doubts(result, where)]


@pytest.mark.parametrize("result", [COMMITTEE, AGAIN, OPINION])
def test_minutes_that_add_up_raise_no_doubt(result: ContestResult) -> None:
    assert found(result) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        # Hợp lệ + không hợp lệ phải bằng thu về.
        ({"invalid": 2}, [("collected", "papers-do-not-add-up")]),
        # Thu về không quá phát ra.
        ({"issued": 146}, [("collected", "more-collected-than-issued")]),
        # Phát ra không quá số có mặt, có mặt không quá số triệu tập.
        ({"present": 147}, [("issued", "more-issued-than-present")]),
        ({"summoned": 147, "denominator": 147}, [("present", "more-present-than-summoned")]),
        ({"summoned": 148, "denominator": 149}, [("denominator", "base-over-summoned")]),
        # 431 lượt chọn trên 146 phiếu hợp lệ, mỗi phiếu chọn nhiều nhất 2 người.
        ({"seats": 2}, [("valid", "more-chosen-than-papers-allow"), ("seats", "more-elected-than-seats")]),
    ],
)
def test_sums_of_a_contest(changes: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    # Tỷ lệ đổi theo mẫu số không phải điều thử ở đây.
    result = replace(COMMITTEE, **changes)
    result = replace(
        result,
        candidates=tuple(
            replace(one, percent=percents.rounded(one.votes, result.denominator)) for one in result.candidates
        ),
    )
    assert found(result) == expected


@pytest.mark.parametrize(
    ("votes", "percent", "won", "kind", "expected"),
    [
        (74, "50.00", True, VoteKind.ELECTION, ["elected-without-half"]),  # 74 của 148: đúng một nửa, chưa quá nửa
        (75, "50.68", True, VoteKind.ELECTION, []),
        (70, "47.30", True, VoteKind.REVOTE, []),  # bầu lại: không cần quá nửa
        (70, "47.30", True, VoteKind.OPINION, ["elected-by-opinion"]),  # phiếu xin ý kiến không bầu ai
        (147, "99.32", True, VoteKind.ELECTION, ["more-votes-than-valid"]),  # nhiều hơn 146 phiếu hợp lệ
        (140, "95.59", True, VoteKind.ELECTION, ["percent-differs"]),  # 140/148 = 94,59
        (140, "94.59", False, VoteKind.ELECTION, []),
    ],
)
def test_a_person_s_votes(votes: int, percent: str, won: bool, kind: VoteKind, expected: list[str]) -> None:
    result = replace(COMMITTEE, kind=kind, candidates=(person(1, "Đa Cát K' Hương", votes, percent, won=won),))
    assert [code for _, code in found(result)] == expected


def test_whoever_has_more_votes_than_one_elected_is_asked_about() -> None:
    people = (person(1, "An", 90, "60.81"), person(2, "Bình", 95, "64.19", won=False))
    assert found(replace(COMMITTEE, candidates=people)) == [("outcome 2", "more-votes-yet-not-elected")]


def test_as_many_votes_as_one_elected_are_a_tie_and_asked_nothing() -> None:
    people = (person(1, "An", 90, "60.81"), person(2, "Bình", 90, "60.81", won=False))
    assert found(replace(COMMITTEE, candidates=people)) == []


@pytest.mark.parametrize(
    ("votes", "percent", "said"),
    [
        # 70 của 148 người: 47,297…
        (70, "47.30", Said(Base.DENOMINATOR, truncated=False)),
        (70, "47.29", Said(Base.DENOMINATOR, truncated=True)),  # Hà Nội 2015: cắt, không làm tròn
        (70, "47.95", Said(Base.VALID, truncated=False)),  # trên 146 phiếu hợp lệ: 47,945…
        (70, "47.94", Said(Base.VALID, truncated=True)),
        (70, "47.62", Said(Base.COLLECTED, truncated=False)),  # trên 147 phiếu thu về
        (70, "46.67", Said(Base.SUMMONED, truncated=False)),  # trên 150 người được triệu tập
        (70, "47.31", None),
        (0, "0.00", Said(Base.DENOMINATOR, truncated=False)),
    ],
)
def test_how_a_printed_percentage_comes_out(votes: int, percent: str, said: Said | None) -> None:
    assert percents.said(votes, percent, COMMITTEE) == said


def test_percentages_cut_off_and_seats_left_empty_are_only_noted() -> None:
    people = (person(1, "An", 90, "60.81"), person(2, "Bình", 70, "47.29", won=False))
    result = replace(COMMITTEE, candidates=people)
    assert found(result) == []
    assert [(one.where, one.code) for one in notes(result, where)] == [
        ("percent 2", "earlier-percent-cut-off"),
        ("seats", "earlier-seats-left-empty"),
    ]


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("86,86", 8686),
        ("86.86", 8686),
        ("86,9 %", 8690),
        ("86.864", 8686),
        ("86.865", 8687),
        ("100", 10_000),
        ("0", 0),
        ("0,5%", 50),
        ("0.8686", 8686),  # ô Excel định dạng phần trăm
        ("0.86858", 8686),
        ("1", 100),
        ("86,86,1", None),
        ("nhiều", None),
        ("-1", None),
    ],
)
def test_percentages_as_people_and_spreadsheets_write_them(text: str, hundredths: int | None) -> None:
    assert percents.read(text, votes=423, denominator=487) == hundredths
