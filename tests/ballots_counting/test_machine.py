"""The desk's state machine: no sequence of doings reaches a desk that must not be."""

from itertools import pairwise
from typing import Any

import pytest

from ballots.counting.accounting import EquationName
from ballots.counting.desk import (
    Conclude,
    DecideAliens,
    Desk,
    Doing,
    Explain,
    Left,
    OnPile,
    OpenCount,
    Plain,
    ReadPaper,
    Record,
)
from ballots.counting.events import FIXED, ORDER, TRANSITIONS, Event
from ballots.counting.figures import (
    BoxOpened,
    BoxSealed,
    CardVote,
    CardVotes,
    Closed,
    Delegation,
    Issued,
    Received,
    Reported,
)
from ballots.counting.machine import perform
from ballots.counting.values import Pile, PileKind, PileState, Step
from ballots.regulations.rules import Tally
from congress.errors import Malformed, Refused
from tests.ballots_counting.doings import KNOWN, USUAL, code, codes, sorted_into, tally_of, until, walk

# --- the usual day -----------------------------------------------------------------------------------------


def test_a_desk_goes_through_its_steps_in_order() -> None:
    desk, seen = Desk(KNOWN), [Step.RECEIVE]
    for doing in USUAL:
        desk = perform(desk, doing)
        if desk.step is not seen[-1]:
            seen.append(desk.step)
    assert desk.step is Step.DONE
    assert seen == [step for step in ORDER if step is not Step.HAND_TALLY]
    assert desk.accounting.agreed


def test_a_step_out_of_turn_is_refused() -> None:
    for doing in USUAL[1:]:
        if not isinstance(doing, OnPile | ReadPaper):
            assert code(Desk(KNOWN), doing) == "not-at-this-step"


def test_papers_are_not_keyed_before_issued_and_collected_were_reported() -> None:
    for step in ORDER[: ORDER.index(Step.KEY)]:
        if step is not Step.HAND_TALLY:
            desk = until(step)
            piles = (Pile(1, PileKind.FULL, 10),)
            assert code(Desk(KNOWN, desk.step, figures=desk.figures, piles=piles), OnPile(Event.PILE_OPENED, 1))


def test_a_correction_after_the_report_asks_for_a_new_report() -> None:
    desk = perform(until(Step.OPEN_COUNT), Record(Issued((Delegation("Đoàn 1", 11),))))
    assert code(desk, OpenCount(1)) == "report-due"
    assert codes(desk, Record(Reported(10, 10))) == ["report-differs"]
    again = perform(desk, Record(Reported(11, 10)))
    assert again.step is Step.OPEN_COUNT
    assert perform(again, OpenCount(1)).step is Step.KEY


def test_nothing_changes_once_the_result_is_fixed() -> None:
    changing = [d for d in USUAL if not (isinstance(d, Plain) and d.event in {Event.MADE_OFFICIAL, Event.PACKED})]
    for step in FIXED:
        for doing in (*changing, Plain(Event.WENT_BY_HAND), Explain(EquationName.ISSUED, 0), DecideAliens(1)):
            assert code(until(step), doing) == "desk-fixed"


# --- figures -----------------------------------------------------------------------------------------------


def test_every_fault_of_a_step_is_named_at_once() -> None:
    wrong = BoxSealed(2, ("01", "01", " "), ())
    assert codes(until(Step.SEAL_BOX), Record(wrong)) == ["text-empty", "seal-repeated", "witness-missing"]
    lines = (Delegation("", 5), Delegation("Đoàn 1", 9), Delegation("Đoàn 1", 1))
    assert codes(until(Step.ISSUE), Record(Issued(lines))) == [
        "text-empty",
        "delegation-repeated",
        "issued-over-printed",
    ]


@pytest.mark.parametrize("number", [-1, 10_000_001, 1.0, True, None])
def test_a_figure_is_a_whole_number(number: Any) -> None:
    assert codes(Desk(KNOWN), Record(Received(number))) == ["figure-not-whole"]


def test_a_vote_by_cards_has_to_be_carried() -> None:
    at = until(Step.CARD_VOTES)
    assert codes(at, Record(CardVotes(10, CardVote(5, 5), CardVote(6, 4), CardVote()))) == ["card-vote-not-carried"]
    assert codes(at, Record(CardVotes(10, CardVote(11), CardVote(10)))) == ["card-vote-over-present"]
    assert codes(at, Record(CardVotes(0))) == ["present-none", "card-vote-missing"]


def test_two_hand_counts_that_differ_are_refused() -> None:
    assert codes(until(Step.OPEN_BOX), Record(BoxOpened(10, 9))) == ["hand-counts-differ"]


def test_piles_hold_all_papers_collected_and_no_pile_is_too_thick() -> None:
    at = until(Step.SORT)
    assert codes(at, sorted_into(6, 3)) == ["piles-not-collected"]
    thick = Desk(KNOWN, Step.SORT, figures=at.figures.with_(BoxOpened(26, 26)).with_(Reported(10, 26)))
    assert "pile-too-thick" in codes(thick, sorted_into(26))
    assert not [c for c in ["pile-too-thick"] if c in _refusal_codes(thick, sorted_into(26, kind=PileKind.HEAP))]


def _refusal_codes(desk: Desk, doing: Doing) -> list[str]:
    try:
        perform(desk, doing)
    except Malformed as malformed:
        return [finding.code for finding in malformed.findings]
    except Refused as refused:
        return [refused.code]
    return []


# --- differences -------------------------------------------------------------------------------------------


def test_no_result_while_a_difference_is_unexplained() -> None:
    desk = perform(until(Step.CHECK), Record(Closed(0)))
    assert code(desk, Plain(Event.FIXED)) == "difference-printed"
    assert code(desk, Explain(EquationName.PRINTED, 2)) == "explanation-does-not-balance"
    explained = perform(desk, Explain(EquationName.PRINTED, 1))
    assert explained.accounting.agreed
    assert perform(explained, Plain(Event.FIXED)).step is Step.SIGN


def test_missing_papers_are_explained_before_the_result() -> None:
    desk = walk(
        *USUAL[:5],
        Record(BoxOpened(9, 9)),
        Record(Reported(10, 9)),
        sorted_into(5, 4),
        OpenCount(1),
        OnPile(Event.PILE_OPENED, 1),
        ReadPaper(1, 5, 0),
        OnPile(Event.PILE_CLOSED, 1),
        OnPile(Event.PILE_OPENED, 2),
        ReadPaper(2, 4, 0),
        OnPile(Event.PILE_CLOSED, 2, tally_of(9)),
        Plain(Event.COUNT_CLOSED),
    )
    assert code(desk, Plain(Event.FIXED)) == "difference-issued"
    assert perform(perform(desk, Explain(EquationName.ISSUED, 1)), Plain(Event.FIXED)).step is Step.SIGN


def test_more_collected_than_issued_stops_until_board_and_presidium_decide() -> None:
    at = walk(*USUAL[:5], Record(BoxOpened(11, 11)))
    assert code(at, Record(Reported(10, 11))) == "collected-over-issued-undecided"
    decided = walk(DecideAliens(1), Record(Reported(10, 11)), sorted_into(11), OpenCount(1), start=at)
    keyed = walk(OnPile(Event.PILE_OPENED, 1), ReadPaper(1, 11, 1), OnPile(Event.PILE_CLOSED, 1), start=decided)
    assert code(keyed, Plain(Event.COUNT_CLOSED)) == "papers-waiting"
    done = walk(Conclude(1, Left(), tally_of(10, alien=1)), Plain(Event.COUNT_CLOSED), start=keyed)
    assert done.accounting.agreed


def test_alien_papers_need_a_decision_on_as_many() -> None:
    counted = until(Step.CHECK)
    desk = Desk(KNOWN, Step.CHECK, figures=counted.figures, piles=counted.piles, tally=tally_of(9, alien=1))
    explained = perform(desk, Explain(EquationName.ISSUED, 1))
    assert code(explained, Plain(Event.FIXED)) == "aliens-undecided"
    assert perform(perform(explained, DecideAliens(1)), Plain(Event.FIXED)).step is Step.SIGN


def test_a_control_total_that_differs_keeps_the_result_from_being_fixed() -> None:
    at = until(Step.CHECK)
    wrong = Tally((1,), 10, (), (10,), (0,), 9)
    desk = Desk(KNOWN, Step.CHECK, figures=at.figures, piles=at.piles, tally=wrong)
    assert code(desk, Plain(Event.FIXED)) == "difference-control"
    assert code(desk, Explain(EquationName.CONTROL, 1)) == "difference-not-explained-away"


# --- piles -------------------------------------------------------------------------------------------------


def test_a_pile_is_closed_only_when_all_its_papers_are_read() -> None:
    desk = walk(OnPile(Event.PILE_OPENED, 1), ReadPaper(1, 5, 0), start=until(Step.KEY))
    assert code(desk, OnPile(Event.PILE_CLOSED, 1)) == "pile-not-all-read"
    assert code(desk, Conclude(1, Left())) == "pile-not-closed"


def test_a_reopened_pile_takes_the_desk_back_to_keying() -> None:
    desk = perform(until(Step.CHECK), OnPile(Event.PILE_REOPENED, 1))
    assert desk.step is Step.KEY
    assert code(desk, Plain(Event.FIXED)) == "not-at-this-step"


def test_a_keyed_pile_keeps_what_its_cover_slip_said() -> None:
    at = until(Step.CHECK)
    assert code(at, sorted_into(5, 5)) == "pile-keyed-already"
    assert code(at, sorted_into(10)) == "pile-keyed-already"
    one_more = perform(at, Record(BoxOpened(11, 11)))
    assert code(one_more, sorted_into(6, 4, 1)) == "report-due"
    decided = walk(DecideAliens(1), Record(Reported(10, 11)), sorted_into(6, 4, 1), start=one_more)
    assert decided.step is Step.KEY
    assert [pile.state for pile in decided.piles] == [PileState.CLOSED, PileState.CLOSED, PileState.SORTED]


# --- by hand -----------------------------------------------------------------------------------------------


def test_from_every_step_before_fixing_the_board_can_finish_by_hand() -> None:
    for step in ORDER:
        if step in FIXED or step is Step.HAND_TALLY:
            continue
        desk = perform(until(step), Plain(Event.WENT_BY_HAND))
        assert desk.by_hand
        for doing in USUAL[:8]:
            if desk.step is not Step.HAND_TALLY and ORDER.index(desk.step) <= USUAL.index(doing):
                desk = perform(desk, doing)
        assert desk.step is Step.HAND_TALLY, step
        assert code(desk, Plain(Event.HAND_TALLY_CLOSED)) == "piles-not-totalled"
        desk = walk(
            OnPile(Event.PILE_TOTALLED, 1, tally_of(6)),
            OnPile(Event.PILE_TOTALLED, 2, tally_of(10)),
            Plain(Event.HAND_TALLY_CLOSED),
            Plain(Event.FIXED),
            start=desk,
        )
        assert desk.step is Step.SIGN


def test_there_is_no_way_back_from_counting_by_hand() -> None:
    for arrow in TRANSITIONS:
        if arrow.at is Step.HAND_TALLY:
            assert arrow.to in {Step.HAND_TALLY, Step.CHECK}
    desk = perform(until(Step.KEY), Plain(Event.WENT_BY_HAND))
    assert code(desk, Plain(Event.WENT_BY_HAND)) == "not-at-this-step"
    early = perform(until(Step.ISSUE), Plain(Event.WENT_BY_HAND))
    assert code(early, Plain(Event.WENT_BY_HAND)) == "by-hand-already"
    assert code(desk, OnPile(Event.PILE_OPENED, 1)) == "not-at-this-step"


# --- the drawing -------------------------------------------------------------------------------------------


def test_every_step_can_be_reached_and_left_and_no_arrow_is_drawn_twice() -> None:
    assert {arrow.to for arrow in TRANSITIONS} | {Step.RECEIVE} == set(Step)
    assert {arrow.at for arrow in TRANSITIONS} == set(Step) - {Step.DONE}
    assert len(set(TRANSITIONS)) == len(TRANSITIONS)
    line = [step for step in ORDER if step is not Step.HAND_TALLY]
    for at, to in pairwise(line):
        assert any(arrow.at is at and arrow.to is to for arrow in TRANSITIONS), (at, to)
