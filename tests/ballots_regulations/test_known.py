"""The worked cases that an official can read (`tests/known/*.md`), every row of every table."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from ballots.regulations.rules import (
    Tally,
    decide,
    derived_form,
    is_over_half,
    judge,
    max_surplus,
    needed,
    percent,
    surplus_concerns,
    tally_papers,
)
from ballots.regulations.values import (
    Ballots,
    Boxes,
    Candidate,
    Contest,
    ContestKind,
    ContestSettings,
    Deduction,
    DeductionReason,
    Electorate,
    ElectorateKind,
    Form,
    NextStep,
    Paper,
    RegulationId,
    Standing,
    Strikes,
    TieFor,
    Treatment,
)
from congress.i18n import t
from congress.text import decimal_comma
from tests.ballots_regulations.tables import Row, numbers, rows

FORMS = {"gạch tên": Form.STRIKE, "X": Form.AGREE}
NEXT = {"xong": NextStep.COMPLETE, "bầu lại": NextStep.REVOTE, "đại hội quyết định": NextStep.CONGRESS_DECIDES}
CONCERNS = {"–": [], "vượt mức": ["surplus-over-limit"], "ngoài mức chuẩn bị": ["surplus-not-as-prepared"]}


def _contest(names: int, *, seats: int, form: Form, kind: ContestKind = ContestKind.ELECTION) -> Contest:
    candidates = tuple(Candidate(number, f"Người số {number}") for number in range(1, names + 1))
    return Contest("c", "Bầu", RegulationId.QC190, form, seats, candidates, kind)


def paper(row: Row) -> None:
    """phieu-hop-le: one ballot paper."""
    form = FORMS[row["Mẫu"]]
    settings = ContestSettings(
        all_disagree=_treatment("không đồng ý hết", row["Thiết lập"]),
        all_blank=_treatment("trống hết", row["Thiết lập"]),
    )
    contest = _contest(int(row["Danh sách"]), seats=int(row["Bầu"]), form=form)
    contest = replace(contest, settings=settings)
    marks = (
        Strikes.of(numbers(row["Gạch"]))
        if form is Form.STRIKE
        else Boxes.of(numbers(row["Đồng ý"]), numbers(row["Không đồng ý"]))
    )
    verdict = judge(contest, Paper(marks))
    tally = tally_papers(contest, [Paper(marks)])
    assert t(f"standing-{verdict.standing}") == row["Kết luận"]
    assert [t(f"reason-{reason}") for reason in verdict.reasons] == [r for r in [row["Lý do"]] if r != "–"]
    assert verdict.chosen == numbers(row["Bầu cho"])
    assert [line.reason for line in tally.invalid_by_reason] == list(verdict.reasons[:1])
    assert sum(tally.agree) == (len(verdict.chosen) if verdict.standing is Standing.VALID else 0)


def _treatment(words: str, cell: str) -> Treatment:
    return Treatment.VALID if f"{words}: hợp lệ" in cell else Treatment.INVALID


def denominator(row: Row) -> None:
    """so-lam-can-cu: who counts."""
    kind = next(kind for kind in ElectorateKind if t(f"electorate-{kind}") == row["Loại"])
    lines = [part.rsplit(":", 1) for part in row["Các khoản trừ"].split(";") if part]
    reasons = {t(f"deduction-{reason}"): reason for reason in DeductionReason}
    deductions = tuple(Deduction(reasons[name.strip()], int(persons)) for name, persons in lines)
    electorate = Electorate(kind, int(row["Triệu tập"]), 0, deductions)
    assert electorate.denominator == int(row["Căn cứ"])
    assert needed(electorate.denominator) == int(row["Cần"])
    assert is_over_half(int(row["Cần"]), electorate.denominator)
    assert not is_over_half(int(row["Cần"]) - 1, electorate.denominator)


def elected(row: Row) -> None:
    """trung-cu: who is elected."""
    votes = numbers(row["Số phiếu"])
    kind = next(kind for kind in ContestKind if t(f"contest-kind-{kind}") == row["Loại"])
    contest = _contest(len(votes), seats=int(row["Bầu"]), form=Form.STRIKE, kind=kind)
    contest = replace(contest, alternates=int(row["Dự khuyết"]))
    valid = max(votes)
    tally = Tally(contest.numbers, valid, (), votes, tuple(valid - one for one in votes), sum(votes))
    electorate = Electorate(ElectorateKind.DELEGATES, int(row["Căn cứ"]), int(row["Căn cứ"]))
    outcome = decide(contest, electorate, ballots=Ballots(valid, valid, 0, valid), tally=tally)
    assert outcome.elected == numbers(row["Trúng cử"])
    assert outcome.alternates == numbers(row["Lấy dự khuyết"])
    assert [(tie.border, tie.numbers, tie.places) for tie in outcome.ties] == _ties(row["Ngang phiếu"])
    assert outcome.unfilled == int(row["Thiếu"])
    assert outcome.next is NEXT[row["Tiếp theo"]]


def _ties(cell: str) -> list[tuple[TieFor, tuple[int, ...], int]]:
    found = re.fullmatch(r"([\d, ]+) còn (\d+) chỗ( \(dự khuyết\))?", cell)
    if not found:
        assert cell == "–"
        return []
    border = TieFor.ALTERNATES if found[3] else TieFor.SEATS
    return [(border, numbers(found[1]), int(found[2]))]


def percentage(row: Row) -> None:
    """ty-le: percentages."""
    assert decimal_comma(percent(int(row["Số phiếu"]), int(row["Trên tổng số"]))) == row["Tỷ lệ"]


def surplus(row: Row) -> None:
    """so-du: the surplus of a list."""
    seats, names = int(row["Bầu"]), int(row["Danh sách"])
    assert max_surplus(seats) == int(row["Số dư tối đa"])
    assert derived_form(names=names, seats=seats) is FORMS[row["Mẫu"]]
    concerns = surplus_concerns(names=names, seats=seats)
    assert [concern.code for concern in concerns] == CONCERNS[row["Lưu ý"]]


TABLES: dict[str, Callable[[Row], None]] = {
    "phieu-hop-le": paper,
    "so-lam-can-cu": denominator,
    "trung-cu": elected,
    "ty-le": percentage,
    "so-du": surplus,
}
CASES = [
    pytest.param(check, row, id=f"{name}: {row['Trường hợp']}") for name, check in TABLES.items() for row in rows(name)
]


@pytest.mark.parametrize(("check", "row"), CASES)
def test_a_worked_case_comes_out_as_the_table_says(check: Callable[[Row], None], row: Row) -> None:
    check(row)


def test_no_row_of_a_table_is_lost() -> None:
    counted = {name: sum(1 for _ in rows(name)) for name in TABLES}
    assert counted == {"phieu-hop-le": 27, "so-lam-can-cu": 9, "trung-cu": 19, "ty-le": 11, "so-du": 9}
