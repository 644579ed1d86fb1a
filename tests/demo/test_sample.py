"""The invented congress makes sense: papers add up, lists and boards are apart, every kind of paper is there."""

from collections import Counter
from collections.abc import Callable

import pytest

from ballots.contests.rules import electorate_of, in_order, with_sort_names
from ballots.counting.rules import Slip, check_reading
from ballots.counting.values import PileKind, SetAside
from ballots.regulations.rules import decide, derived_form, surplus_concerns, tally_papers
from ballots.regulations.values import (
    Ballots,
    BoardReason,
    Candidate,
    Contest,
    ContestKind,
    NextStep,
    Outcome,
    Paper,
    RegulationId,
    VoidReason,
)
from tui.demo import contests
from tui.demo.people import FURTHER_BOARD, STAFF, WITNESS
from tui.demo.values import SampleContest, SamplePaper

Make = Callable[[], SampleContest]
ALL: tuple[Make, ...] = (contests.committee, contests.secretary, contests.delegation, contests.practice)
COUNTED = ALL[:3]


def contest_of(sample: SampleContest) -> Contest:
    """The contest as the rules take it."""
    entries = in_order(with_sort_names(sample.entries))
    details = sample.details
    return Contest(
        id=details.code,
        title=details.title,
        regulation=RegulationId.QC190,
        form=derived_form(names=len(entries), seats=details.seats),
        seats=details.seats,
        candidates=tuple(Candidate(number, entry.name) for number, entry in enumerate(entries, start=1)),
        kind=ContestKind.ELECTION,
        alternates=details.alternates,
    )


def paper_of(paper: SamplePaper, times: int) -> Paper:
    """The paper as it counts once the board has concluded."""
    if paper.doubt is None:
        return Paper(paper.seen, times=times)
    return Paper(paper.doubt.marks or paper.seen, paper.doubt.void, paper.doubt.why)


def outcome_of(sample: SampleContest) -> Outcome:
    """What the papers of a sample contest come to."""
    contest = contest_of(sample)
    papers = [paper_of(paper, pile.times) for pile in sample.piles for paper in pile.papers]
    issued = sum(line.issued for line in sample.delegations)
    spoiled = sum(line.spoiled for line in sample.delegations)
    electorate = electorate_of(sample.roll)
    assert electorate is not None
    return decide(
        contest,
        electorate,
        ballots=Ballots(sample.printed, issued, spoiled, sample.collected),
        tally=tally_papers(contest, papers),
    )


@pytest.mark.parametrize("make", ALL)
def test_every_paper_is_accounted_for(make: Make) -> None:
    sample = make()
    issued = sum(line.issued for line in sample.delegations)
    spoiled = sum(line.spoiled for line in sample.delegations)
    assert sample.printed == issued + spoiled + sample.left
    assert sample.left >= 0
    assert issued == sample.collected + sample.missing
    assert bool(sample.missing) == bool(sample.missing_because)
    assert sample.roll.present == sample.votes.present


@pytest.mark.parametrize("make", ALL)
def test_every_paper_lies_in_a_pile_of_its_kind(make: Make) -> None:
    sample = make()
    slip = Slip.of(contest_of(sample))
    for pile in sample.piles:
        for paper in pile.papers:
            seen = paper.seen if paper.doubt is None else SetAside(paper.doubt.remark, paper.seen)
            recount = pile.times if pile.kind is PileKind.HEAP else None
            check_reading(slip, pile.kind, seen, papers=pile.size, times=pile.times, recount=recount)


@pytest.mark.parametrize("make", ALL)
def test_the_same_papers_are_drawn_each_time(make: Make) -> None:
    assert make() == make()


@pytest.mark.parametrize("make", COUNTED)
def test_more_than_half_of_148_elects_at_all_three(make: Make) -> None:
    outcome = outcome_of(make())
    assert (outcome.denominator, outcome.needed) == (148, 75)
    assert outcome.next is NextStep.COMPLETE
    assert outcome.ties == ()
    assert outcome.findings == ()


def test_the_committee_has_its_27_and_one_over_half_who_is_not_among_them() -> None:
    outcome = outcome_of(contests.committee())
    over_half = [line.number for line in outcome.votes if line.agree >= 75]
    assert len(outcome.elected) == 27
    assert len(over_half) == 28
    names = {line.number: line.name for line in outcome.votes}
    assert {names[number] for number in set(over_half) - set(outcome.elected)} == {"Bùi Xuân Hòa"}


def test_void_papers_of_several_reasons_are_among_the_committees() -> None:
    outcome = outcome_of(contests.committee())
    assert {line.reason for line in outcome.invalid_by_reason} == {
        BoardReason.WRITTEN_IN,
        BoardReason.PRIVATE_MARK,
        BoardReason.OTHER,
        VoidReason.TOO_MANY,
        VoidReason.ELECTS_NOBODY,
    }


def test_the_delegation_takes_its_officials_first_and_then_one_alternate() -> None:
    outcome = outcome_of(contests.delegation())
    assert (len(outcome.elected), len(outcome.alternates)) == (8, 1)


def test_the_secretary_is_one_name_on_form_b() -> None:
    outcome = outcome_of(contests.secretary())
    assert outcome.elected == (1,)
    assert {line.reason for line in outcome.invalid_by_reason} == {VoidReason.BOTH_BOXES, VoidReason.NO_BOX}


def test_the_committees_surplus_is_as_prepared() -> None:
    committee = contests.committee()
    assert surplus_concerns(names=len(committee.entries), seats=committee.details.seats) == ()


def test_a_hundred_and_fifty_are_summoned() -> None:
    for make in COUNTED:
        electorate = electorate_of(make().roll)
        assert electorate is not None
        assert electorate.summoned == 150


def test_nobody_of_the_board_is_on_a_list_and_nobody_is_two_people() -> None:
    board = [*(person.name for person in STAFF), *FURTHER_BOARD, WITNESS]
    assert len(set(board)) == len(board)
    for make in ALL:
        listed = Counter((entry.name, entry.born) for entry in make().entries)
        assert max(listed.values()) == 1
        assert not {name for name, _ in listed} & set(board)
