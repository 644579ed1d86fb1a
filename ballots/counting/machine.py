"""The desk as a state machine (trình tự bàn kiểm phiếu): `perform(desk, doing)` gives the next desk or refuses.

Nothing here reads a table or a clock; the deeds load a desk, perform, and write what changed.
"""

from dataclasses import replace
from typing import Any, assert_never

from ballots.counting.blocking import blockers, explained_by
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
from ballots.counting.events import EVENT_OF_STEP, FIXED, ORDER, TRANSITIONS, Event, When
from ballots.counting.figures import STEP_OF, Sorted, faults
from ballots.counting.values import Pass, Pile, PileKind, PileState, SortedPile, Step
from ballots.regulations.rules import Tally
from congress.errors import Finding, Malformed, Refused


def event_of(desk: Desk, doing: Doing) -> Event:
    """Which event a doing is at this desk: figures of a step that is done are a correction."""
    match doing:
        case Record(figures):
            step = STEP_OF[type(figures)]
            if step is desk.step or ORDER.index(step) > ORDER.index(desk.step):
                return EVENT_OF_STEP[step]
            return Event.SORTED_ANEW if step is Step.SORT else Event.CORRECTED
        case Explain():
            return Event.EXPLAINED
        case DecideAliens():
            return Event.ALIENS_DECIDED
        case ReadPaper():
            return Event.PAPER_READ
        case Conclude():
            return Event.PAPER_CONCLUDED
        case Settle():
            return Event.PAPER_SETTLED
        case OpenCount():
            return Event.COUNT_OPENED
        case OnPile() | Plain():
            return doing.event
        case _:
            assert_never(doing)


def perform(desk: Desk, doing: Doing) -> Desk:
    """The desk after `doing` (thực hiện); refused where this step does not allow it or something blocks."""
    event = event_of(desk, doing)
    arrows = [arrow for arrow in TRANSITIONS if arrow.at is desk.step and arrow.event is event]
    if not arrows:
        code = "desk-fixed" if desk.step in FIXED else "not-at-this-step"
        raise Refused(code, event=str(event), step=str(desk.step))
    if isinstance(doing, Record) and (wrong := faults(doing.figures, desk.figures, desk.known)):
        raise Malformed(wrong)
    for blocker in blockers(desk, doing):
        raise refusal(blocker)
    after = _effect(desk, doing)
    taken = [arrow for arrow in arrows if _holds(arrow.when, after)]
    if not taken:
        raise Refused("not-at-this-step", event=str(event), step=str(desk.step))
    return replace(after, step=taken[0].to)


def refusal(blocker: Finding) -> Refused:
    """A blocker as the refusal of the deed it blocks."""
    facts: dict[str, Any] = dict(blocker.facts)
    return Refused(blocker.code, **facts)


def _holds(when: When, after: Desk) -> bool:
    match when:
        case When.ALWAYS:
            return True
        case When.BY_MACHINE:
            return not after.by_hand
        case When.BY_HAND:
            return after.by_hand
        case When.PILES_LEFT:
            return not after.by_hand and not after.piles_done
        case When.PILES_DONE:
            return not after.by_hand and after.piles_done
        case _:
            assert_never(when)


def _effect(desk: Desk, doing: Doing) -> Desk:
    match doing:
        case Record(figures):
            after = replace(desk, figures=desk.figures.with_(figures))
            return replace(after, piles=_sorted_anew(desk, figures)) if isinstance(figures, Sorted) else after
        case Explain():
            return replace(desk, explained=explained_by(desk.explained, doing))
        case DecideAliens(papers):
            return replace(desk, explained=replace(desk.explained, aliens=papers))
        case OpenCount(counts):
            return replace(desk, counts=counts, piles=tuple(uncounted(one, counts) for one in desk.piles))
        case ReadPaper(number, read, waiting, count):
            pile = desk.pile(number)
            read_now = _with_pass(pile, replace(pile.of_count(count), read=read))
            # What one of several counts laid aside, no other learns of before all are closed.
            return _with_pile(desk, replace(read_now, waiting=waiting if len(pile.passes) == 1 else 0))
        case Conclude(number, left, tally) | Settle(number, left, tally):
            return _with_pile(desk, _with_left(desk.pile(number), left), tally)
        case OnPile(Event.PILE_TOTALLED, number, tally):
            return _with_pile(desk, replace(desk.pile(number), totalled=True), tally)
        case OnPile(_, number, tally):
            return _with_pile(desk, _moved(desk.pile(number), doing), tally)
        case Plain(Event.WENT_BY_HAND):
            # Readings keyed so far count no more: every pile is totalled from the tally sheets.
            fresh = tuple(uncounted(pile, 0) for pile in desk.piles)
            return replace(desk, by_hand=True, tally=None, piles=fresh, counts=0)
        case Plain():
            return desk
        case _:
            assert_never(doing)


def uncounted(pile: SortedPile | Pile, counts: int) -> Pile:
    """A pile that no count has begun; what the board keys itself needs one count, since two of it conclude on each."""
    due = min(counts, 1) if pile.kind is PileKind.ASIDE else counts
    return Pile(pile.number, pile.kind, pile.papers, tuple(Pass(number) for number in range(1, due + 1)))


def _sorted_anew(desk: Desk, figures: Sorted) -> tuple[Pile, ...]:
    known = {pile.number: pile for pile in desk.piles}
    return tuple(_resorted(known.get(found.number), found, desk.counts) for found in figures.piles)


def _resorted(pile: Pile | None, found: SortedPile, counts: int) -> Pile:
    fresh = uncounted(found, counts)
    if pile is None:
        return fresh
    same = (pile.kind, pile.papers) == (found.kind, found.papers)
    if pile.state is PileState.SORTED:
        return replace(fresh, totalled=pile.totalled and same)
    return replace(pile, kind=found.kind, papers=found.papers)


def _with_pile(desk: Desk, changed: Pile, tally: Tally | None = None) -> Desk:
    piles = tuple(changed if pile.number == changed.number else pile for pile in desk.piles)
    return replace(desk, piles=piles, tally=desk.tally if tally is None else tally)


def _with_pass(pile: Pile, changed: Pass) -> Pile:
    return replace(pile, passes=tuple(changed if one.count == changed.count else one for one in pile.passes))


def _with_left(pile: Pile, left: Left) -> Pile:
    return replace(pile, waiting=left.waiting, differing=left.differing)


def _moved(pile: Pile, doing: OnPile) -> Pile:
    one = pile.of_count(doing.count)
    match doing.event:
        case Event.PILE_OPENED | Event.PILE_REOPENED:
            return _with_pass(pile, replace(one, state=PileState.OPEN))
        case Event.PILE_CLOSED:
            closed = _with_pass(pile, replace(one, state=PileState.CLOSED))
            return closed if doing.left is None else _with_left(closed, doing.left)
        case Event.PILE_TAKEN:
            taken = _with_pass(pile, replace(one, state=PileState.CLOSED, read=pile.papers))
            return taken if doing.left is None else _with_left(taken, doing.left)
        case Event.PILE_RESTARTED:
            return _with_left(_with_pass(pile, Pass(doing.count)), Left())
        case _:
            raise ValueError(doing.event)
