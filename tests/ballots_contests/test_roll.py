"""From the roll to the denominator: worked cases, wrong reasons, sums that cannot be, nobody twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.contests.rules.roll import check_roll, electorate_of, reasons_at, roll_remarks, summoned
from ballots.contests.values import ElectorateLine, ElectorateStage, NotSummonedReason, Roll
from ballots.regulations.rules import needed
from ballots.regulations.values import DEDUCTION_REASONS, Deduction, DeductionReason, ElectorateKind

AWAY, LESS = ElectorateStage.NOT_SUMMONED, ElectorateStage.DEDUCTION
DELEGATES, MEMBERS, COMMITTEE = ElectorateKind


def _roll(kind: ElectorateKind, on_roll: int, present: int, *lines: tuple[ElectorateStage, str, int]) -> Roll:
    return Roll(kind, on_roll, present, tuple(ElectorateLine(*line) for line in lines))


# Worked by hand from QC190 Art. 30: roll, not summoned, summoned, deducted, denominator, needed.
WORKED = {
    "22 full members, one lives elsewhere, one excused and away, one excused and present, one accepted as absent": (
        _roll(
            MEMBERS, 22, 19, (LESS, "living-elsewhere", 1), (LESS, "excused-absent", 1), (LESS, "absent-accepted", 1)
        ),
        22,
        19,
        10,
    ),
    "the same, but that one is absent without a reason: nobody takes him off": (
        _roll(MEMBERS, 22, 19, (LESS, "living-elsewhere", 1), (LESS, "excused-absent", 1)),
        22,
        20,
        11,
    ),
    "150 delegates, 2 absent and not replaced, 3 replaced, 1 left before the vote": (
        _roll(DELEGATES, 150, 147, (LESS, "absent-unreplaced", 2)),
        150,
        148,
        75,
    ),
    "one delegate suspended before the opening is not summoned, so not deducted either": (
        _roll(DELEGATES, 151, 147, (AWAY, "suspended", 1), (LESS, "absent-unreplaced", 2)),
        150,
        148,
        75,
    ),
    "conveners retired are not summoned, a convener absent all along is deducted": (
        _roll(DELEGATES, 352, 345, (AWAY, "convener-retired", 2), (LESS, "convener-absent", 2)),
        350,
        348,
        175,
    ),
    "a committee meeting: nobody is deducted": (_roll(COMMITTEE, 41, 39), 41, 41, 21),
    "a branch of ten": (_roll(MEMBERS, 10, 10), 10, 10, 6),
    "a branch of eleven": (_roll(MEMBERS, 11, 9), 11, 11, 6),
}


@pytest.mark.parametrize(("roll", "called", "denominator", "votes"), WORKED.values(), ids=WORKED)
def test_a_worked_case_comes_out(roll: Roll, called: int, denominator: int, votes: int) -> None:
    assert check_roll(roll) == ()
    assert summoned(roll) == called
    electorate = electorate_of(roll)
    assert electorate is not None
    assert (electorate.summoned, electorate.denominator) == (called, denominator)
    assert needed(electorate.denominator) == votes


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        *((DELEGATES, reason) for reason in sorted(DEDUCTION_REASONS[MEMBERS])),
        *((MEMBERS, reason) for reason in sorted(DEDUCTION_REASONS[DELEGATES])),
        *((COMMITTEE, reason) for reason in DeductionReason),
    ],
)
def test_a_reason_of_another_kind_of_congress_is_refused(kind: ElectorateKind, reason: DeductionReason) -> None:
    found = check_roll(_roll(kind, 100, 90, (LESS, reason, 1)))
    assert [finding.code for finding in found] == ["electorate-reason-wrong"]
    assert electorate_of(_roll(kind, 100, 90, (LESS, reason, 1))) is None


def test_a_reason_stands_at_its_own_step() -> None:
    found = check_roll(_roll(DELEGATES, 100, 90, (AWAY, "absent-unreplaced", 1), (LESS, "wrongly-elected", 1)))
    assert [finding.where for finding in found] == ["electorate.not-summoned[1]", "electorate.deduction[1]"]


def test_every_fault_is_named_at_once() -> None:
    lines = (
        ElectorateLine(AWAY, "suspended", 0),
        ElectorateLine(LESS, "tired", 2, "Lê Văn A"),
        ElectorateLine(LESS, "absent-unreplaced", 9, "Vũ Thị B, LÊ VĂN A"),
    )
    found = check_roll(Roll(DELEGATES, 10, 40, lines))
    assert [finding.code for finding in found] == [
        "electorate-persons-wrong",
        "electorate-reason-wrong",
        "electorate-person-twice",
        "denominator-below-one",
        "present-over-summoned",
    ]


@pytest.mark.parametrize(
    ("roll", "codes"),
    [
        (_roll(MEMBERS, 5, 0, (AWAY, "suspended", 6)), ["not-summoned-over-roll"]),
        (_roll(MEMBERS, 5, 0, (AWAY, "suspended", 5)), ["denominator-below-one"]),
        (_roll(MEMBERS, 5, 0, (LESS, "absent-accepted", 5)), ["denominator-below-one"]),
        (_roll(MEMBERS, 0, 0), ["denominator-below-one"]),
        (_roll(MEMBERS, -1, 0), ["electorate-figure-wrong"]),
        (_roll(MEMBERS, 5, 6), ["present-over-summoned"]),
        (_roll(MEMBERS, 6, 6, (AWAY, "suspended", 1)), ["present-over-summoned"]),
        (_roll(MEMBERS, 5, -1), ["electorate-figure-wrong"]),
        (_roll(MEMBERS, 5, 5), []),
    ],
)
def test_sums_that_cannot_be_are_faults(roll: Roll, codes: list[str]) -> None:
    assert [finding.code for finding in check_roll(roll)] == codes


def test_the_same_reason_on_several_lines_is_added_up_and_notes_may_differ() -> None:
    lines = (
        ElectorateLine(LESS, "absent-unreplaced", 1, "đoàn 1"),
        ElectorateLine(LESS, "convener-absent", 1),
        ElectorateLine(LESS, "absent-unreplaced", 2, "đoàn 3, ốm đau, có đơn"),
    )
    electorate = electorate_of(Roll(DELEGATES, 100, 90, lines))
    assert electorate is not None
    assert electorate.deductions == (
        Deduction(DeductionReason.ABSENT_UNREPLACED, 3),
        Deduction(DeductionReason.CONVENER_ABSENT, 1),
    )


def test_words_that_two_notes_share_are_no_person() -> None:
    lines = (
        ElectorateLine(LESS, "absent-unreplaced", 1, "Lê Văn A, ốm nặng"),
        ElectorateLine(LESS, "convener-absent", 1, "Vũ Thị B, ốm nặng"),
    )
    assert check_roll(Roll(DELEGATES, 100, 90, lines)) == ()


def test_a_roll_that_is_not_entered_yet_is_incomplete_and_no_fault() -> None:
    for roll in (Roll(MEMBERS), Roll(MEMBERS, on_roll=20), Roll(MEMBERS, present=20)):
        assert check_roll(roll) == ()
        assert electorate_of(roll) is None


def test_more_present_than_in_the_denominator_is_remarked_but_stands() -> None:
    roll = _roll(MEMBERS, 22, 21, (LESS, "living-elsewhere", 2))
    assert check_roll(roll) == ()
    assert [finding.code for finding in roll_remarks(roll)] == ["present-over-denominator"]
    assert roll_remarks(_roll(MEMBERS, 22, 20, (LESS, "living-elsewhere", 2))) == ()


def test_the_reasons_offered_are_those_of_the_kind() -> None:
    assert reasons_at(AWAY, COMMITTEE) == tuple(NotSummonedReason)
    assert reasons_at(LESS, DELEGATES) == ("absent-unreplaced", "convener-absent")
    assert reasons_at(LESS, COMMITTEE) == ()


_LINES = st.lists(
    st.one_of(
        st.builds(
            ElectorateLine, st.just(AWAY), st.sampled_from([str(r) for r in NotSummonedReason]), st.integers(1, 30)
        ),
        st.builds(
            ElectorateLine, st.just(LESS), st.sampled_from(["absent-unreplaced", "convener-absent"]), st.integers(1, 30)
        ),
    ),
    max_size=6,
)


@given(st.integers(0, 200), st.integers(0, 200), _LINES)
def test_nobody_is_subtracted_twice(on_roll: int, present: int, lines: list[ElectorateLine]) -> None:
    """roll = not summoned + deducted + denominator, whenever an electorate comes out at all."""
    roll = Roll(DELEGATES, on_roll, present, tuple(lines))
    electorate = electorate_of(roll)
    assert (electorate is None) is bool(check_roll(roll))
    if electorate is not None:
        gone = sum(line.persons for line in lines)
        assert on_roll == gone + electorate.denominator
        assert 1 <= electorate.denominator <= electorate.summoned
        assert electorate.present <= electorate.summoned
        assert 2 * needed(electorate.denominator) > electorate.denominator
        assert 2 * (needed(electorate.denominator) - 1) <= electorate.denominator
