"""The desk as a state machine (trình tự bàn kiểm phiếu): `perform(desk, doing)` gives the next desk or refuses.

Nothing here reads a table or a clock; the deeds load a desk, perform, and write what changed.
"""

from dataclasses import replace
from typing import Any, assert_never

from ballots.counting.blocking import blockers, explained_by
from ballots.counting.desk import Conclude, DecideAliens, Desk, Doing, Explain, OnPile, Plain, ReadPaper, Record
from ballots.counting.events import EVENT_OF_STEP, FIXED, ORDER, TRANSITIONS, Event, When
from ballots.counting.figures import STEP_OF, Sorted, faults
from ballots.counting.values import Pile, PileState, SortedPile, Step
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
            return replace(after, piles=_sorted_anew(desk.piles, figures)) if isinstance(figures, Sorted) else after
        case Explain():
            return replace(desk, explained=explained_by(desk.explained, doing))
        case DecideAliens(papers):
            return replace(desk, explained=replace(desk.explained, aliens=papers))
        case ReadPaper(number, read, waiting):
            return _with_pile(desk, replace(desk.pile(number), read=read, waiting=waiting))
        case Conclude(number, waiting, tally):
            return replace(
                _with_pile(desk, replace(desk.pile(number), waiting=waiting)),
                tally=desk.tally if tally is None else tally,
            )
        case OnPile(event, number, tally):
            return replace(
                _with_pile(desk, _moved(desk.pile(number), event)), tally=desk.tally if tally is None else tally
            )
        case Plain(Event.WENT_BY_HAND):
            # Readings keyed so far count no more: every pile is totalled from the tally sheets.
            fresh = tuple(Pile(pile.number, pile.kind, pile.papers) for pile in desk.piles)
            return replace(desk, by_hand=True, tally=None, piles=fresh)
        case Plain():
            return desk
        case _:
            assert_never(doing)


def _sorted_anew(before: tuple[Pile, ...], figures: Sorted) -> tuple[Pile, ...]:
    known = {pile.number: pile for pile in before}
    return tuple(_resorted(known.get(found.number), found) for found in figures.piles)


def _resorted(pile: Pile | None, found: SortedPile) -> Pile:
    if pile is None:
        return Pile(found.number, found.kind, found.papers)
    same = (pile.kind, pile.papers) == (found.kind, found.papers)
    return replace(pile, kind=found.kind, papers=found.papers, totalled=pile.totalled and same)


def _with_pile(desk: Desk, changed: Pile) -> Desk:
    return replace(desk, piles=tuple(changed if pile.number == changed.number else pile for pile in desk.piles))


def _moved(pile: Pile, event: Event) -> Pile:
    match event:
        case Event.PILE_OPENED | Event.PILE_REOPENED:
            return replace(pile, state=PileState.OPEN)
        case Event.PILE_CLOSED:
            return replace(pile, state=PileState.CLOSED)
        case Event.PILE_RESTARTED:
            return Pile(pile.number, pile.kind, pile.papers)
        case Event.PILE_TOTALLED:
            return replace(pile, totalled=True)
        case _:
            raise ValueError(event)
