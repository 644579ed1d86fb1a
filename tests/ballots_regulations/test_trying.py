"""The test deck: what it must come to is told here by other means than the program's own tally."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballots.regulations.rules import Deck, deck, judge, papers_for_totals, tally_papers
from ballots.regulations.values import (
    BoardReason,
    Boxes,
    Candidate,
    Contest,
    ContestSettings,
    Form,
    Marks,
    Paper,
    RegulationId,
    Standing,
    Strikes,
    Treatment,
    VoidReason,
)

MOST_PAPERS = 300


def _contest(
    names: int, seats: int, form: Form, *, disagree: Treatment = Treatment.INVALID, blank: Treatment = Treatment.INVALID
) -> Contest:
    candidates = tuple(Candidate(number, f"Người số {number}") for number in range(1, names + 1))
    held = ContestSettings(all_disagree=disagree, all_blank=blank)
    return Contest("thu", "Bầu thử", RegulationId.QC190, form, seats, candidates, settings=held)


@st.composite
def _contests(draw: st.DrawFn) -> Contest:
    names = draw(st.integers(1, 240))
    fewest = max(1, -(-names * (names + 1) // (2 * MOST_PAPERS)))
    seats = draw(st.integers(fewest, names + 2))
    treatment = st.sampled_from(Treatment)
    return _contest(names, seats, draw(st.sampled_from(Form)), disagree=draw(treatment), blank=draw(treatment))


def _votes(made: Deck) -> dict[int, int]:
    """Votes by name, paper by paper; whoever is chosen on a paper that is valid by count of names alone."""
    votes = dict.fromkeys(made.contest.numbers, 0)
    for paper in made.papers:
        match paper.marks:
            case Strikes(struck=struck):
                chosen = set(votes) - set(struck)
            case Boxes(agree=agree, disagree=disagree):
                chosen = set(agree) - set(disagree)
            case None:
                chosen = set()
        if paper.board is None and len(chosen) <= made.contest.seats:
            for number in chosen:
                votes[number] += 1
    return votes


EXAMPLES = max(20, settings.default.max_examples // 4) if settings.default else 20
"""A deck of 240 names takes a while to count; `make fuzz` tries many more."""


@given(_contests())
@settings(deadline=None, max_examples=EXAMPLES)
def test_every_name_has_votes_and_no_two_have_as_many(contest: Contest) -> None:
    made = deck(contest)
    votes = _votes(made)
    assert len(set(votes.values())) == len(contest.candidates)
    assert min(votes.values()) >= 1
    assert dict(zip(made.expected.numbers, made.expected.agree, strict=True)) == votes
    assert made.tells_names_apart is (len(contest.candidates) > 1)


@given(_contests())
@settings(deadline=None, max_examples=EXAMPLES)
def test_every_reason_of_the_board_occurs_once_on_a_paper_good_by_its_marks(contest: Contest) -> None:
    aside = [paper for paper in deck(contest).papers if paper.board is not None]
    assert [paper.board for paper in aside] == list(BoardReason)
    assert all(judge(contest, Paper(paper.marks)).standing is Standing.VALID for paper in aside)


@given(_contests())
@settings(deadline=None, max_examples=EXAMPLES)
def test_the_deck_is_small_and_the_same_each_time(contest: Contest) -> None:
    made = deck(contest)
    names, most = len(contest.candidates), min(contest.seats, len(contest.candidates))
    fewest = max(names, -(-sum(range(1, names + 1)) // most))
    assert papers_for_totals(contest) == fewest
    assert len(made.papers) <= fewest + 13
    assert made == deck(contest)
    assert made.expected == tally_papers(contest, reversed(made.papers))


@given(_contests())
@settings(deadline=None, max_examples=EXAMPLES)
def test_the_edge_of_each_rule_lies_in_the_deck(contest: Contest) -> None:
    verdicts = [judge(contest, paper) for paper in deck(contest).papers if paper.board is None]
    valid = {len(one.chosen) for one in verdicts if one.standing is Standing.VALID}
    assert {1, min(contest.seats, len(contest.candidates))} <= valid
    if contest.seats < len(contest.candidates):
        assert contest.seats + 1 in {len(one.chosen) for one in verdicts if VoidReason.TOO_MANY in one.reasons}
    standings = [one.standing for one in verdicts]
    assert standings == sorted(standings, key=lambda one: one is not Standing.VALID)


def _every_marks(contest: Contest) -> list[Marks]:
    rows = contest.numbers
    if contest.form is Form.STRIKE:
        drawn = product([False, True], repeat=len(rows))
        return [Strikes.of(row for row, on in zip(rows, one, strict=True) if on) for one in drawn]
    boxes = product(range(4), repeat=len(rows))
    return [
        Boxes.of(
            (row for row, held in zip(rows, one, strict=True) if held & 1),
            (row for row, held in zip(rows, one, strict=True) if held & 2),
        )
        for one in boxes
    ]


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("names", range(1, 5))
@pytest.mark.parametrize("seats", range(1, 6))
@pytest.mark.parametrize("disagree", list(Treatment))
@pytest.mark.parametrize("blank", list(Treatment))
def test_whatever_reason_some_paper_can_have_a_paper_of_the_deck_has(
    form: Form, names: int, seats: int, disagree: Treatment, blank: Treatment
) -> None:
    contest = _contest(names, seats, form, disagree=disagree, blank=blank)
    possible = {judge(contest, Paper(marks)).first for marks in _every_marks(contest)} - {None}
    made = deck(contest)
    assert {judge(contest, p).first for p in made.papers if p.board is None} - {None} == possible
    assert set(made.missing) == set(VoidReason) - possible


def test_on_form_b_a_row_in_both_boxes_and_a_row_in_neither_stand_on_valid_papers() -> None:
    contest = _contest(6, 6, Form.AGREE)
    valid = [p.marks for p in deck(contest).papers if judge(contest, p).standing is Standing.VALID]
    boxes = [marks for marks in valid if isinstance(marks, Boxes)]
    assert any(set(one.agree) & set(one.disagree) for one in boxes)
    assert any(set(contest.numbers) - set(one.agree) - set(one.disagree) for one in boxes)


def test_one_seat_for_240_names_needs_papers_beyond_what_people_mark() -> None:
    assert papers_for_totals(_contest(240, 1, Form.STRIKE)) == 28_920
    assert papers_for_totals(_contest(60, 48, Form.STRIKE)) == 60
