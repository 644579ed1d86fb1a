"""No sequence of doings reaches a forbidden desk, and from everywhere a board can come to a result."""

from contextlib import suppress
from random import Random

from hypothesis import given
from hypothesis import strategies as st

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
    Settle,
)
from ballots.counting.events import FIXED, Event
from ballots.counting.figures import (
    BoxOpened,
    Closed,
    Delegation,
    Issued,
    Received,
    Reported,
)
from ballots.counting.machine import perform
from ballots.counting.values import Pile, PileState, Step
from ballots.regulations.rules import Tally
from congress.errors import Malformed, Refused
from tests.ballots_counting.doings import BOX, KNOWN, VOTES, sorted_into, tally_of

PLAIN = (
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
            OnPile(rng.choice(ON_PILES), pile, tally, rng.randint(1, 3), rng.choice((None, anything_left(rng)))),
            ReadPaper(pile, rng.randint(0, 3), rng.randint(0, 1), rng.randint(1, 3)),
            Conclude(pile, anything_left(rng), tally),
            Settle(pile, anything_left(rng), tally),
            OpenCount(rng.randint(0, 4)),
            Plain(rng.choice(PLAIN)),
        )
    )


def anything_left(rng: Random) -> Left:
    return Left(rng.randint(0, 1), rng.randint(0, 1))


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
            return OpenCount(rng.randint(1, 3))
        case Step.KEY:
            return at_keying(desk, rng.choice(desk.piles), rng)
        case Step.CONCLUDE if desk.accounting.waiting:
            pile = next(pile for pile in desk.piles if pile.waiting)
            return Conclude(pile.number, Left(differing=pile.differing), right_tally(desk))
        case Step.CONCLUDE if desk.accounting.unsettled:
            pile = next(pile for pile in desk.piles if pile.differing)
            return Settle(pile.number, Left(), right_tally(desk))
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
    one = pile.at_hand
    if one is None:
        return OnPile(Event.PILE_CLOSED, pile.number)
    if one.state is PileState.SORTED:
        return OnPile(Event.PILE_OPENED, pile.number, count=one.count)
    if one.read < pile.papers:
        return ReadPaper(pile.number, pile.papers, rng.randint(0, 1), one.count)
    is_last = one.count == len(pile.passes)
    found = Left(rng.randint(0, 1), rng.randint(0, 1)) if is_last and len(pile.passes) > 1 else None
    return OnPile(Event.PILE_CLOSED, pile.number, right_tally(desk), one.count, found)


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
    if desk.step in {Step.CHECK, *FIXED} and desk.accounting.unsettled:
        wrong.append("a draft while counts differ")
    if any(sum(one.state is PileState.OPEN for one in pile.passes) > 1 for pile in desk.piles):
        wrong.append("one pile in two people's hands")
    if any((pile.waiting or pile.differing) and len(pile.passes) > 1 and is_open(pile) for pile in desk.piles):
        wrong.append("something learned of a count before all are closed")
    return wrong


def is_open(pile: Pile) -> bool:
    return pile.state is not PileState.CLOSED


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
