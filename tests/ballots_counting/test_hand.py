"""Totals counted by hand have to fit their pile: every fault is named at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.counting import hand
from ballots.counting.hand import Keyed
from ballots.counting.rules import Slip
from ballots.counting.values import Pile, PileKind
from ballots.regulations.rules import Tally, tally_papers
from ballots.regulations.values import (
    BoardReason,
    Boxes,
    Candidate,
    Contest,
    Form,
    Paper,
    RegulationId,
    Strikes,
    VoidReason,
)

STRIKE = Slip((1, 2, 3, 4), 3, Form.STRIKE)
AGREE = Slip((1, 2), 2, Form.AGREE)


def pile(kind: PileKind = PileKind.FULL, papers: int = 10) -> Pile:
    return Pile(1, kind, papers)


def codes(slip: Slip, of: Pile, keyed: Keyed) -> list[str]:
    return [finding.code for finding in hand.faults(slip, of, keyed)]


def test_right_totals_have_no_fault() -> None:
    assert codes(STRIKE, pile(), Keyed(10, (10, 9, 8, 3))) == []
    assert codes(STRIKE, pile(), Keyed(9, (9, 8, 7, 3), void=((BoardReason.SIGNED, 1),))) == []
    assert codes(STRIKE, pile(PileKind.FEWER), Keyed(10, (10, 2, 2, 1))) == []
    assert codes(STRIKE, pile(PileKind.HEAP), Keyed(10, (10, 10, 10, 0))) == []
    assert codes(STRIKE, pile(PileKind.ASIDE, 2), Keyed(0, (0, 0, 0, 0), void=((VoidReason.TOO_MANY, 2),))) == []
    assert codes(AGREE, pile(PileKind.FEWER), Keyed(10, (10, 0), (0, 9))) == []


def test_valid_and_void_papers_make_up_the_pile() -> None:
    assert codes(STRIKE, pile(), Keyed(9, (9, 9, 9, 0))) == ["totals-not-pile"]


def test_nobody_has_more_votes_than_there_are_valid_papers() -> None:
    assert codes(STRIKE, pile(PileKind.FEWER), Keyed(10, (11, 0, 0, 0))) == ["votes-over-valid"]
    assert codes(AGREE, pile(PileKind.FEWER), Keyed(10, (8, 2), (0, 9))) == ["votes-over-valid"]


def test_the_votes_of_a_full_pile_are_its_valid_papers_times_the_seats() -> None:
    assert codes(STRIKE, pile(), Keyed(10, (10, 9, 8, 4))) == ["full-pile-sum"]


def test_a_pile_of_fewer_has_votes_for_fewer() -> None:
    assert codes(STRIKE, pile(PileKind.FEWER), Keyed(10, (10, 10, 1, 0))) == ["fewer-pile-sum"]
    assert codes(STRIKE, pile(PileKind.FEWER), Keyed(10, (9, 0, 0, 0))) == ["fewer-pile-sum"]


def test_a_heap_of_one_pattern_gives_all_or_none() -> None:
    assert codes(STRIKE, pile(PileKind.HEAP), Keyed(10, (10, 9, 0, 0))) == ["heap-votes-uneven"]


def test_names_added_up_paper_by_paper_are_the_votes() -> None:
    assert codes(STRIKE, pile(PileKind.FEWER), Keyed(10, (10, 3, 0, 0), names=14)) == ["votes-not-names"]


def test_every_fault_is_named_at_once() -> None:
    assert codes(STRIKE, pile(), Keyed(9, (12, 9, 9, 0))) == ["totals-not-pile", "votes-over-valid", "full-pile-sum"]
    assert codes(STRIKE, pile(), Keyed(10, (10, 10), (1, 1))) == ["totals-not-of-list", "totals-not-of-list"]
    assert codes(STRIKE, pile(), Keyed(-1, (10, True, 8, 3))) == ["figure-not-whole", "figure-not-whole"]


def contest() -> Contest:
    people = tuple(Candidate(number, f"Người {number}") for number in STRIKE.numbers)
    return Contest("bch", "Bầu", RegulationId.QC190, Form.STRIKE, STRIKE.seats, people)


PAPERS = st.lists(
    st.one_of(
        st.sets(st.integers(1, 4), min_size=1, max_size=3).map(lambda s: Paper(Strikes.of(s))),
        st.just(Paper(None, BoardReason.NOT_STAMPED)),
    ),
    min_size=1,
    max_size=25,
)


@given(st.lists(PAPERS, min_size=1, max_size=4))
def test_piles_counted_by_hand_add_up_to_what_the_papers_say(piles: list[list[Paper]]) -> None:
    """A board that counts without a mistake gets the tally that the machine gets, and no check stops it."""
    totals = []
    for number, papers in enumerate(piles, start=1):
        counted = tally_papers(contest(), papers)
        void = tuple((line.reason, line.papers) for line in counted.invalid_by_reason)
        keyed = Keyed(counted.valid, counted.agree, void=void, names=counted.names_chosen)
        of = Pile(number, PileKind.ASIDE, len(papers))
        assert hand.faults(STRIKE, of, keyed) == ()
        totals.append(hand.total_of(STRIKE, of, keyed))
    together: Tally = hand.tally(contest(), totals)
    assert together == tally_papers(contest(), [paper for papers in piles for paper in papers])
    assert together.is_controlled


@pytest.mark.parametrize("marks", [Boxes((1, 2)), Boxes((1,), (2,)), Boxes((1,), (1,))])
def test_form_b_keeps_those_against_apart(marks: Boxes) -> None:
    people = (Candidate(1, "A"), Candidate(2, "B"))
    boxed = Contest("bt", "Bầu", RegulationId.QC190, Form.AGREE, 2, people)
    counted = tally_papers(boxed, [Paper(marks)])
    of = Pile(1, PileKind.ASIDE, 1)
    void = tuple((line.reason, line.papers) for line in counted.invalid_by_reason)
    keyed = Keyed(counted.valid, counted.agree, counted.disagree, void)
    assert hand.faults(AGREE, of, keyed) == ()
    assert hand.tally(boxed, [hand.total_of(AGREE, of, keyed)]) == counted
