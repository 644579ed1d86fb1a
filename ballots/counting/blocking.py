"""What stands in the way at the desk (vướng mắc): every reason, with the figures that show it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from ballots.counting.accounting import Accounting, Balance, EquationName, Explained
from ballots.counting.desk import (
    Conclude,
    DecideAliens,
    Desk,
    Doing,
    Explain,
    OnPile,
    OpenCount,
    Plain,
    ReadPaper,
    Record,
    Settle,
)
from ballots.counting.events import FIXED, Event
from ballots.counting.figures import STEP_OF, Sorted, StepFigures
from ballots.counting.values import COUNTS_MOST, Pass, Pile, PileKind, PileState, Step
from congress.errors import Finding


def blockers(desk: Desk, doing: Doing) -> tuple[Finding, ...]:
    """Everything that stands in the way of `doing` now (vướng mắc), apart from faults in its figures."""
    return (*_elsewhere(desk, doing), *_blockers(desk, doing))


def _elsewhere(desk: Desk, doing: Doing) -> Iterator[Finding]:
    """A station keys piles; all else of a contest is done at the machine that opened its desk."""
    if desk.station and not isinstance(doing, OnPile | ReadPaper) and desk.step not in FIXED:
        yield Finding("$", "desk-of-another-machine", {"machine": desk.machine})


def _blockers(desk: Desk, doing: Doing) -> Iterator[Finding]:
    match doing:
        case Record(figures):
            yield from _blocking_record(desk, STEP_OF[type(figures)], figures)
        case Explain():
            yield from _blocking_explanation(desk, doing)
        case DecideAliens(papers) if papers < 1:
            yield Finding("$.papers", "papers-none")
        case OnPile(event, number, count=count):
            pile = desk.pile(number)
            yield from _stale(desk) if event is Event.PILE_TOTALLED else _blocking_pile(desk, event, pile, count)
        case ReadPaper(number, read, waiting, count):
            pile = desk.pile(number)
            yield from _blocking_reading(pile, pile.of_count(count), read, waiting)
        case OpenCount(counts):
            yield from _stale(desk)
            yield from _differing(desk.accounting, {EquationName.PILES})
            if not 1 <= counts <= COUNTS_MOST:
                yield Finding("$.counts", "counts-out-of-range", {"most": COUNTS_MOST})
        case Conclude(number) | Settle(number):
            if desk.pile(number).state is not PileState.CLOSED:
                yield Finding("$.pile", "pile-not-closed", {"pile": number})
        case Plain(event):
            yield from _blocking_plain(desk, event)
        case DecideAliens():
            return
        case _:
            assert_never(doing)


def _blocking_record(desk: Desk, step: Step, figures: StepFigures) -> Iterator[Finding]:
    if step is Step.REPORT:
        yield from _undecided_surplus(desk)
    if isinstance(figures, Sorted):
        yield from _stale(desk)
        yield from _keyed_piles_kept(desk, figures)


def _undecided_surplus(desk: Desk) -> Iterator[Finding]:
    # More papers collected than issued: the board stops, board and presidium decide, and it is recorded.
    issued, opened = desk.figures.issued, desk.figures.box_opened
    if issued is not None and opened is not None and opened.collected > issued.issued:
        over = opened.collected - issued.issued
        if (desk.explained.aliens or 0) < over:
            yield Finding("$.collected", "collected-over-issued-undecided", {"over": over})


def _keyed_piles_kept(desk: Desk, figures: Sorted) -> Iterator[Finding]:
    """A pile that was opened stays what its cover slip said, unless it is only found thicker or thinner."""
    new = {pile.number: pile for pile in figures.piles}
    for pile in desk.piles:
        if pile.state is PileState.SORTED:
            continue
        found = new.get(pile.number)
        least = _least(pile)
        most = found.papers if found and not _is_any_closed(pile) else pile.papers
        if found is None or found.kind is not pile.kind or not least <= found.papers <= most:
            yield Finding("$.piles", "pile-keyed-already", {"pile": pile.number})


def _least(pile: Pile) -> int:
    """So many papers a keyed pile must keep; an open heap's one reading can still be corrected to any number."""
    if _is_any_closed(pile):
        return pile.papers
    return 1 if pile.kind is PileKind.HEAP else max((one.read for one in pile.passes), default=0)


def _blocking_explanation(desk: Desk, doing: Explain) -> Iterator[Finding]:
    if doing.equation not in {EquationName.PRINTED, EquationName.ISSUED}:
        yield Finding("$.equation", "difference-not-explained-away", {"equation": str(doing.equation)})
    elif doing.papers < 0:
        yield Finding("$.papers", "papers-none")
    elif not replace(desk, explained=explained_by(desk.explained, doing)).accounting[doing.equation].ok:
        yield Finding("$.papers", "explanation-does-not-balance", {"papers": doing.papers})


def explained_by(before: Explained, doing: Explain) -> Explained:
    if doing.equation is EquationName.PRINTED:
        return replace(before, unaccounted=doing.papers)
    return replace(before, missing=doing.papers)


def _blocking_pile(desk: Desk, event: Event, pile: Pile, count: int) -> Iterator[Finding]:
    where, one = {"pile": pile.number}, pile.of_count(count)
    match event:
        case Event.PILE_OPENED:
            yield from _stale(desk)
            if one.state is PileState.CLOSED:
                yield Finding("$.pile", "pile-closed", where)
            elif other := _open_elsewhere(pile, count):
                yield Finding("$.pile", "pile-in-other-hands", {**where, "name": other.typist, "count": other.count})
        case Event.PILE_CLOSED:
            if one.state is not PileState.OPEN:
                yield Finding("$.pile", "pile-not-open", where)
            elif one.read != pile.papers:
                yield Finding("$.pile", "pile-not-all-read", {**where, "read": one.read, "papers": pile.papers})
        case Event.PILE_TAKEN:
            if one.state is not PileState.SORTED:
                yield Finding("$.pile", "pile-begun-here", where)
        case Event.PILE_REOPENED:
            if one.state is not PileState.CLOSED:
                yield Finding("$.pile", "pile-not-closed", where)
            elif len(pile.passes) > 1 and pile.state is PileState.CLOSED:
                yield Finding("$.pile", "pile-compared", where)
        case Event.PILE_RESTARTED:
            if one.state is PileState.SORTED:
                yield Finding("$.pile", "pile-not-open", where)
        case _:
            raise ValueError(event)


def _open_elsewhere(pile: Pile, count: int) -> Pass | None:
    """The papers are in one person's hands at a time."""
    return next((one for one in pile.passes if one.count != count and one.state is PileState.OPEN), None)


def _is_any_closed(pile: Pile) -> bool:
    return any(one.state is PileState.CLOSED for one in pile.passes)


def _blocking_reading(pile: Pile, one: Pass, read: int, waiting: int) -> Iterator[Finding]:
    if one.state is not PileState.OPEN:
        yield Finding("$.pile", "pile-not-open", {"pile": pile.number})
    elif not (0 <= read <= pile.papers and 0 <= waiting <= read):
        yield Finding("$.pile", "pile-overread", {"pile": pile.number, "papers": pile.papers})


def _blocking_plain(desk: Desk, event: Event) -> Iterator[Finding]:
    match event:
        case Event.WENT_BY_HAND:
            if desk.by_hand:
                yield Finding("$", "by-hand-already")
        case Event.COUNT_CLOSED:
            yield from _stale(desk)
            yield from _left(desk.accounting)
        case Event.HAND_TALLY_CLOSED:
            yield from _stale(desk)
            left = [pile.number for pile in desk.piles if not pile.totalled]
            if left or not desk.piles:
                yield Finding("$", "piles-not-totalled", {"piles": ", ".join(map(str, left))})
        case Event.FIXED:
            yield from before_fixing(desk)
        case Event.MADE_OFFICIAL | Event.PACKED:
            return
        case _:
            raise ValueError(event)


def before_fixing(desk: Desk) -> Iterator[Finding]:
    """What keeps a result from being fixed (chưa chốt được): no result while a difference is unexplained."""
    accounting = desk.accounting
    yield from _stale(desk)
    yield from _differing(accounting, set(EquationName))
    if accounting.unread:
        yield Finding("$", "papers-unread", {"papers": accounting.unread})
    yield from _left(accounting)
    if accounting.alien and desk.explained.aliens != accounting.alien:
        yield Finding("$", "aliens-undecided", {"papers": accounting.alien})
    if any(equation.balance is Balance.OPEN for equation in accounting.equations):
        yield Finding("$", "figures-missing")


def _left(accounting: Accounting) -> Iterator[Finding]:
    if accounting.waiting:
        yield Finding("$", "papers-waiting", {"papers": accounting.waiting})
    if accounting.unsettled:
        yield Finding("$", "papers-differing", {"papers": accounting.unsettled})


def _stale(desk: Desk) -> Iterator[Finding]:
    if desk.figures.reported is None or desk.report_stale:
        yield Finding("$", "report-due")


def _differing(accounting: Accounting, names: set[EquationName]) -> Iterator[Finding]:
    for equation in accounting.differing:
        if equation.name in names:
            facts = {"equation": str(equation.name), "difference": equation.difference}
            yield Finding("$", f"difference-{equation.name}", facts)
