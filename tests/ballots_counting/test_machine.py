"""The desk's state machine: no sequence of doings reaches a desk that must not be."""

from contextlib import suppress
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.counting.accounting import EquationName
from ballots.counting.desk import Conclude, DecideAliens, Desk, Doing, Explain, OnPile, Plain, ReadPaper, Record
from ballots.counting.events import FIXED, ORDER, TRANSITIONS, Event
from ballots.counting.figures import (
    BoxOpened,
    BoxSealed,
    CardVote,
    CardVotes,
    Closed,
    Delegation,
    Issued,
    Known,
    Received,
    Reported,
    Sorted,
)
from ballots.counting.machine import perform
from ballots.counting.values import Pile, PileKind, PileState, SortedPile, Step
from ballots.regulations.rules import Tally
from ballots.regulations.values import BoardReason, ReasonCount
from congress.errors import Malformed, Refused

KNOWN = Known(list_voted=True)
VOTES = CardVotes(10, CardVote(10), CardVote(9, 1), CardVote(10))
BOX = BoxSealed(1, ("01",), ("Nguyễn Văn A",))


def tally_of(valid: int, *, alien: int = 0) -> Tally:
    """A tally of one candidate chosen on every valid paper."""
    void = (ReasonCount(BoardReason.NOT_ISSUED, alien),) if alien else ()
    return Tally((1,), valid, void, (valid,), (0,), valid)


def sorted_into(*papers: int, kind: PileKind = PileKind.FULL) -> Record:
    return Record(Sorted(tuple(SortedPile(number, kind, size) for number, size in enumerate(papers, start=1))))


USUAL: tuple[Doing, ...] = (
    Record(Received(12)),
    Record(VOTES),
    Record(BOX),
    Record(Issued((Delegation("Đoàn 1", 6), Delegation("Đoàn 2", 4, 1)))),
    Record(Closed(1)),
    Record(BoxOpened(10, 10)),
    Record(Reported(10, 10)),
    sorted_into(6, 4),
    Plain(Event.COUNT_OPENED),
    OnPile(Event.PILE_OPENED, 1),
    ReadPaper(1, 6, 0),
    OnPile(Event.PILE_CLOSED, 1, tally_of(6)),
    OnPile(Event.PILE_OPENED, 2),
    ReadPaper(2, 4, 0),
    OnPile(Event.PILE_CLOSED, 2, tally_of(10)),
    Plain(Event.COUNT_CLOSED),
    Plain(Event.FIXED),
    Plain(Event.MADE_OFFICIAL),
    Plain(Event.PACKED),
)


def walk(*doings: Doing, start: Desk | None = None) -> Desk:
    desk = start or Desk(KNOWN)
    for doing in doings:
        desk = perform(desk, doing)
    return desk


def until(step: Step) -> Desk:
    """The usual desk when `step` is due."""
    desk = Desk(KNOWN)
    for doing in USUAL:
        if desk.step is step:
            return desk
        desk = perform(desk, doing)
    return desk


def code(desk: Desk, doing: Doing) -> str:
    with pytest.raises(Refused) as refused:
        perform(desk, doing)
    return refused.value.code


def codes(desk: Desk, doing: Doing) -> list[str]:
    with pytest.raises(Malformed) as malformed:
        perform(desk, doing)
    return [finding.code for finding in malformed.value.findings]


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
    assert code(desk, Plain(Event.COUNT_OPENED)) == "report-due"
    assert codes(desk, Record(Reported(10, 10))) == ["report-differs"]
    again = perform(desk, Record(Reported(11, 10)))
    assert again.step is Step.OPEN_COUNT
    assert perform(again, Plain(Event.COUNT_OPENED)).step is Step.KEY


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
def test_a_figure_is_a_whole_number(number: object) -> None:
    assert codes(Desk(KNOWN), Record(Received(number))) == ["figure-not-whole"]  # type: ignore[arg-type]


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
        Plain(Event.COUNT_OPENED),
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
    decided = walk(DecideAliens(1), Record(Reported(10, 11)), sorted_into(11), Plain(Event.COUNT_OPENED), start=at)
    keyed = walk(OnPile(Event.PILE_OPENED, 1), ReadPaper(1, 11, 1), OnPile(Event.PILE_CLOSED, 1), start=decided)
    assert code(keyed, Plain(Event.COUNT_CLOSED)) == "papers-waiting"
    done = walk(Conclude(1, 0, tally_of(10, alien=1)), Plain(Event.COUNT_CLOSED), start=keyed)
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
    assert code(desk, Conclude(1, 0)) == "pile-not-closed"


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


# --- no sequence reaches a forbidden desk ------------------------------------------------------------------

PLAIN = (
    Event.COUNT_OPENED,
    Event.COUNT_CLOSED,
    Event.WENT_BY_HAND,
    Event.HAND_TALLY_CLOSED,
    Event.FIXED,
    Event.MADE_OFFICIAL,
    Event.PACKED,
)
ON_PILES = (
    Event.PILE_OPENED,
    Event.PILE_CLOSED,
    Event.PILE_REOPENED,
    Event.PILE_RESTARTED,
    Event.PILE_TOTALLED,
)


def anything(rng: Random) -> Doing:
    """Any doing with any small figures, whether or not it makes sense."""
    small, pile = rng.randint(0, 4), rng.randint(1, 3)
    tally = tally_of(small, alien=rng.randint(0, 1))
    return rng.choice(
        (
            Record(Received(rng.randint(0, 5), small)),
            Record(VOTES),
            Record(BOX),
            Record(Issued((Delegation("Đoàn 1", small, rng.randint(0, 1)),))),
            Record(Closed(rng.randint(0, 2))),
            Record(BoxOpened(small, small)),
            Record(Reported(small, rng.randint(0, 4))),
            sorted_into(*(rng.randint(1, 3) for _ in range(pile))),
            Explain(rng.choice(tuple(EquationName)), rng.randint(0, 2)),
            DecideAliens(rng.randint(0, 2)),
            OnPile(rng.choice(ON_PILES), pile, tally),
            ReadPaper(pile, rng.randint(0, 3), rng.randint(0, 1)),
            Conclude(pile, rng.randint(0, 1), tally),
            Plain(rng.choice(PLAIN)),
        )
    )


def likely(desk: Desk, rng: Random) -> Doing:
    """What a board would do next at this desk, with figures that often fit."""
    match desk.step:
        case Step.RECEIVE:
            return Record(Received(5))
        case Step.CARD_VOTES:
            return Record(VOTES)
        case Step.SEAL_BOX:
            return Record(BOX)
        case Step.ISSUE:
            return Record(Issued((Delegation("Đoàn 1", 3, 1),)))
        case Step.CLOSE_VOTING:
            return Record(Closed(1))
        case Step.OPEN_BOX:
            count = rng.randint(2, 4)
            return Record(BoxOpened(count, count))
        case Step.REPORT:
            return Record(report(desk)) if rng.random() < 0.5 else DecideAliens(1)
        case Step.SORT:
            return sorted_into(1, max(1, collected(desk) - 1))
        case Step.OPEN_COUNT:
            return Plain(Event.COUNT_OPENED)
        case Step.KEY:
            return at_keying(desk, rng.choice(desk.piles), rng)
        case Step.CONCLUDE if desk.accounting.waiting:
            pile = next(pile for pile in desk.piles if pile.waiting)
            return Conclude(pile.number, 0, right_tally(desk))
        case Step.CONCLUDE:
            return Plain(Event.COUNT_CLOSED)
        case Step.HAND_TALLY if any(not pile.totalled for pile in desk.piles):
            return OnPile(Event.PILE_TOTALLED, rng.choice(desk.piles).number, right_tally(desk))
        case Step.HAND_TALLY:
            return Plain(Event.HAND_TALLY_CLOSED)
        case Step.CHECK if desk.accounting[EquationName.ISSUED].difference:
            return Explain(EquationName.ISSUED, rng.randint(0, 3))
        case Step.CHECK if desk.accounting[EquationName.PRINTED].difference:
            return Explain(EquationName.PRINTED, rng.randint(0, 3))
        case _:
            return Plain(rng.choice([Event.FIXED, Event.MADE_OFFICIAL, Event.PACKED]))


def at_keying(desk: Desk, pile: Pile, rng: Random) -> Doing:
    match pile.state:
        case PileState.SORTED:
            return OnPile(Event.PILE_OPENED, pile.number)
        case PileState.OPEN if pile.read < pile.papers:
            return ReadPaper(pile.number, pile.papers, rng.randint(0, 1))
        case PileState.OPEN:
            return OnPile(Event.PILE_CLOSED, pile.number, right_tally(desk))
        case PileState.CLOSED:
            return OnPile(Event.PILE_CLOSED, pile.number)


def collected(desk: Desk) -> int:
    return desk.figures.box_opened.collected if desk.figures.box_opened else 0


def right_tally(desk: Desk) -> Tally:
    """A tally that agrees with the papers collected; those over the issued are aliens."""
    assert desk.figures.issued is not None
    alien = max(0, collected(desk) - desk.figures.issued.issued)
    return tally_of(collected(desk) - alien, alien=alien)


def report(desk: Desk) -> Reported:
    assert desk.figures.issued is not None
    return Reported(desk.figures.issued.issued, collected(desk))


def forbidden(desk: Desk, *, once_fixed: Desk | None) -> list[str]:
    """What must never be true of a desk."""
    figures, wrong = desk.figures, []
    begun = any(pile.state is not PileState.SORTED or pile.totalled for pile in desk.piles)
    if begun and figures.reported is None:
        wrong.append("keyed before issued and collected were reported")
    if desk.step in FIXED and not desk.accounting.agreed:
        wrong.append("a result without agreed accounting")
    if desk.step in FIXED and desk.report_stale:
        wrong.append("a result on figures that were not reported")
    if once_fixed is not None and (desk.figures, desk.piles, desk.tally) != (
        once_fixed.figures,
        once_fixed.piles,
        once_fixed.tally,
    ):
        wrong.append("changed after it was fixed")
    if once_fixed is not None and desk.step not in FIXED:
        wrong.append("back from fixed")
    if any(pile.state is PileState.CLOSED and pile.read != pile.papers for pile in desk.piles):
        wrong.append("a closed pile with unread papers")
    if desk.by_hand and desk.step in {Step.OPEN_COUNT, Step.KEY, Step.CONCLUDE}:
        wrong.append("machine counting after it went by hand")
    if not desk.by_hand and desk.step is Step.HAND_TALLY:
        wrong.append("hand counting without the decision")
    if desk.step is Step.CHECK and desk.accounting.waiting:
        wrong.append("papers still waiting at the draft")
    return wrong


SEEDS = st.integers(min_value=0, max_value=2**32 - 1)


@given(SEEDS)
def test_no_sequence_of_doings_reaches_a_forbidden_desk(seed: int) -> None:
    rng, desk, fixed = Random(seed), Desk(KNOWN), None
    for _ in range(300):
        before = desk
        with suppress(Refused, Malformed):
            desk = perform(desk, likely(desk, rng) if rng.random() < 0.6 else anything(rng))
        assert desk.by_hand >= before.by_hand
        assert forbidden(desk, once_fixed=fixed) == []
        fixed = fixed or (desk if desk.step in FIXED else None)


@given(SEEDS)
def test_from_wherever_the_board_is_led_it_can_come_to_a_result(seed: int) -> None:
    """Corrections, decisions and explanations lead on from any desk: nothing may leave a hall without a result."""
    rng, desk = Random(seed), Desk(KNOWN)
    for _ in range(100):
        with suppress(Refused, Malformed):
            desk = perform(desk, likely(desk, rng) if rng.random() < 0.8 else anything(rng))
    for _ in range(500):
        if desk.step in FIXED:
            return
        try:
            desk = perform(desk, likely(desk, rng))
        except Refused as refused:
            try:
                desk = mended(desk, refused.code, rng)
            except Refused as again:
                with suppress(Refused, Malformed):
                    desk = mended(desk, again.code, rng)
            except Malformed:
                continue
        except Malformed:
            with suppress(Refused, Malformed):
                desk = perform(desk, anything(rng))
    raise AssertionError(desk)


def mended(desk: Desk, why: str, rng: Random) -> Desk:
    """What a board does about a refusal."""
    match why:
        case "aliens-undecided" | "collected-over-issued-undecided":
            over = max(desk.accounting.alien, right_tally(desk).not_issued)
            return perform(desk, DecideAliens(over))
        case "report-due":
            over = right_tally(desk).not_issued
            return perform(perform(desk, DecideAliens(over)) if over else desk, Record(report(desk)))
        case "difference-printed" | "difference-issued" | "difference-piles" | "explanation-does-not-balance":
            return counted_anew(desk)
        case "difference-valid" | "difference-control":
            return totalled_anew(desk)
        case _:
            return perform(desk, anything(rng))


def counted_anew(desk: Desk) -> Desk:
    """The board finds which figure was wrong and corrects it."""
    assert desk.figures.received is not None
    if desk.accounting[EquationName.PILES].difference:
        papers = sum(pile.papers for pile in desk.piles)
        return perform(desk, Record(BoxOpened(papers, papers)))
    if difference := desk.accounting[EquationName.PRINTED].difference:
        return perform(desk, Record(Received(desk.figures.received.printed - difference)))
    return totalled_anew(desk)


def totalled_anew(desk: Desk) -> Desk:
    """The board counts a pile once more."""
    if desk.by_hand:
        return perform(desk, OnPile(Event.PILE_TOTALLED, 1, right_tally(desk)))
    return perform(desk, OnPile(Event.PILE_REOPENED, 1))


# --- the drawing -------------------------------------------------------------------------------------------


def test_every_step_can_be_reached_and_left_and_no_arrow_is_drawn_twice() -> None:
    assert {arrow.to for arrow in TRANSITIONS} | {Step.RECEIVE} == set(Step)
    assert {arrow.at for arrow in TRANSITIONS} == set(Step) - {Step.DONE}
    assert len(set(TRANSITIONS)) == len(TRANSITIONS)
    line = [step for step in ORDER if step is not Step.HAND_TALLY]
    for at, to in pairwise(line):
        assert any(arrow.at is at and arrow.to is to for arrow in TRANSITIONS), (at, to)
