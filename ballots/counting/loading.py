"""A desk with everything that lies on it, read and checked in one go (nạp bàn kiểm phiếu)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from ballots.contests import steps as contests
from ballots.contests.values import ContestSheet
from ballots.counting import comparing, hand, queries, rules, tags
from ballots.counting.accounting import EquationName, Explained
from ballots.counting.comparing import Placed
from ballots.counting.desk import Desk
from ballots.counting.events import EVENT_OF_STEP, Event
from ballots.counting.figures import Figures, Known, from_json
from ballots.counting.machine import uncounted
from ballots.counting.queries import StoredCount, StoredDesk, StoredPile, StoredStep
from ballots.counting.values import (
    Agreement,
    Conclusion,
    HandTotal,
    Held,
    Pass,
    Pile,
    PileState,
    Reading,
    Settlement,
    SortedPile,
)
from ballots.regulations.rules import Tally, tally_papers
from ballots.regulations.values import REASON_ORDER, Contest, ContestKind, ReasonCount, reason_of
from congress.access import queries as accounts
from congress.errors import Broken, Refused
from congress.store.unit import Unit

_STEP_OF_EVENT = {str(event): step for step, event in EVENT_OF_STEP.items()}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A desk, its rows, and the papers as they were read."""

    stored: StoredDesk
    sheet: ContestSheet
    contest: Contest
    steps: tuple[StoredStep, ...]
    counts: tuple[StoredCount, ...]
    """The independent counts, by number; none before they are opened."""
    passes: tuple[StoredPile, ...]
    """What the counts opened, by pile and count."""
    readings: Mapping[tuple[int, int], tuple[Reading, ...]]
    """Every reading by the numbers of its pile and its count; empty once sealed."""
    placed: Mapping[int, tuple[Placed, ...]]
    """By pile's number, its papers as they stand; of a pile with several counts only once all are closed."""
    totals: tuple[tuple[HandTotal, int], ...]
    desk: Desk

    @property
    def slip(self) -> rules.Slip:
        """What readings are checked against."""
        return rules.slip_from(self.stored.slip)

    def pass_id(self, number: int, count: int = 1) -> UUID:
        """A count's pass over the pile of a number; refused where it was not opened."""
        for one in self.passes:
            if (one.number, one.count) == (number, count):
                return one.id
        raise Refused("pile-not-open", pile=number)

    def paper_at(self, number: int, position: int) -> Placed:
        """A paper by its place; refused where the pile's counts are not all closed, or it has no such paper."""
        pile = self.desk.pile(number)
        if pile.state is not PileState.CLOSED:
            raise Refused("pile-not-open" if pile.state is PileState.SORTED else "pile-not-closed", pile=number)
        for one in self.placed.get(number, ()):
            if one.position == position:
                return one
        raise Refused("position-unknown", pile=number, position=position)

    @property
    def agreement(self) -> Agreement | None:
        """How far the counts agreed; None where papers were counted by hand."""
        if self.stored.sealed is not None:
            return comparing.agreement_from(self.stored.sealed.get("agreement"))
        if self.stored.by_hand or not self.counts:
            return None
        return comparing.agreement(len(self.counts), self.placed.values())


def existing(unit: Unit, contest_id: UUID) -> StoredDesk:
    """The desk of a contest, or a refusal."""
    stored = queries.desk(unit, contest_id)
    if stored is None:
        raise Refused("desk-not-open")
    return stored


def load(unit: Unit, contest_id: UUID) -> Loaded:
    """Everything on the desk; every reading and conclusion is checked against its tag."""
    stored = existing(unit, contest_id)
    sheet = contests.sheet(unit, contest_id)
    if sheet.contest is None:
        raise Broken("desk-without-list", contest=str(contest_id))
    if rules.Slip.of(sheet.contest) != rules.slip_from(stored.slip):
        raise Refused("desk-altered", held=frozenset({Held.CONTEST}))
    steps = queries.steps(unit, contest_id)
    counts = queries.counts(unit, contest_id)
    passes = queries.piles(unit, contest_id) if counts else ()
    readings: dict[tuple[int, int], tuple[Reading, ...]] = {}
    on_paper = _OnPaper()
    if stored.sealed is None and passes:
        key = tags.key_of(unit, contest_id)
        held = _held_readings(unit, contest_id)
        readings = {
            (one.number, one.count): tags.checked_readings(one, held.get(one.id, ()), key=key) for one in passes
        }
        on_paper = _OnPaper(
            tags.checked_conclusions(unit, contest_id, key=key), tags.checked_settlements(unit, contest_id, key=key)
        )
    totals: tuple[tuple[HandTotal, int], ...] = ()
    if stored.by_hand and stored.sealed is None:
        totals = queries.totals(unit, contest_id, numbers=sheet.contest.numbers)
    found = queries.sorted_piles(unit, contest_id)
    if stored.by_hand:
        placed: Mapping[int, tuple[Placed, ...]] = {}
        piles = _by_hand(found, totals, done=stored.sealed is not None)
    else:
        unplaced = _piles(unit, stored, found, len(counts), passes, readings)
        placed = _placed(unplaced, readings, on_paper)
        piles = tuple(_with_left(pile, placed) for pile in unplaced)
    desk = Desk(
        known=Known(list_voted=sheet.contest.kind is ContestKind.ELECTION),
        step=stored.step,
        by_hand=stored.by_hand,
        figures=figures_of(steps),
        explained=explained_of(steps),
        piles=piles,
        counts=0 if stored.by_hand else len(counts),
        tally=_tally(stored, sheet.contest, piles, placed, totals),
        machine=stored.machine,
        station=stored.machine != unit.machine,
    )
    return Loaded(stored, sheet, sheet.contest, steps, counts, passes, readings, placed, totals, desk)


@dataclass(frozen=True, slots=True)
class _OnPaper:
    """What people said of single papers."""

    conclusions: Mapping[tuple[UUID, int], Conclusion] = field(default_factory=dict)
    settlements: Mapping[tuple[UUID, int], Settlement] = field(default_factory=dict)


def _held_readings(unit: Unit, contest_id: UUID) -> dict[UUID, list[queries.Tagged]]:
    """Every reading as it is kept; what this program cannot have written was edited past it."""
    try:
        return queries.readings(unit, contest_id)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise Refused("readings-unreadable") from error


def figures_of(steps: Iterable[StoredStep]) -> Figures:
    """The newest figures of each step."""
    figures = Figures()
    for row in steps:  # by event and number: the newest comes last
        if (step := _STEP_OF_EVENT.get(row.event)) is not None:
            figures = figures.with_(from_json(step, row.figures))
    return figures


def explained_of(steps: Iterable[StoredStep]) -> Explained:
    """The newest explanation of each difference."""
    held: dict[str, Any] = {}
    for row in steps:
        if row.event == Event.EXPLAINED:
            name = EquationName(row.figures["equation"])
            held["unaccounted" if name is EquationName.PRINTED else "missing"] = row.figures["papers"]
        elif row.event == Event.ALIENS_DECIDED:
            held["aliens"] = row.figures["papers"]
    return Explained(**held)


def _by_hand(
    found: tuple[SortedPile, ...], totals: tuple[tuple[HandTotal, int], ...], *, done: bool
) -> tuple[Pile, ...]:
    totalled = {total.pile for total, _ in totals if _fits(total, found)}
    return tuple(Pile(p.number, p.kind, p.papers, totalled=done or p.number in totalled) for p in found)


def _piles(
    unit: Unit,
    stored: StoredDesk,
    found: tuple[SortedPile, ...],
    counts: int,
    passes: tuple[StoredPile, ...],
    readings: Mapping[tuple[int, int], tuple[Reading, ...]],
) -> tuple[Pile, ...]:
    typists = accounts.names(unit, {one.account_id for one in passes}) if passes else {}
    opened = {(one.number, one.count): one for one in passes}

    def begun(pile: SortedPile, one: Pass) -> Pass:
        kept = opened.get((pile.number, one.count))
        if kept is None:
            return one
        held = rules.newest(readings.get((pile.number, one.count), ()))
        read = sum(reading.times for reading in held) if stored.sealed is None else pile.papers
        return Pass(
            one.count, PileState(kept.state), read, kept.id, typists.get(kept.account_id, ""), machine=kept.machine
        )

    fresh = ((pile, uncounted(pile, counts)) for pile in found)
    return tuple(replace(one, passes=tuple(begun(pile, each) for each in one.passes)) for pile, one in fresh)


def _placed(
    piles: Iterable[Pile], readings: Mapping[tuple[int, int], tuple[Reading, ...]], on_paper: _OnPaper
) -> dict[int, tuple[Placed, ...]]:
    """Papers as they stand, of every pile that may be looked at: one count, or all counts closed."""
    return {
        pile.number: comparing.placed(
            pile.number,
            [readings[pile.number, one.count] for one in pile.passes],
            conclusions=on_paper.conclusions,
            settlements=on_paper.settlements,
        )
        for pile in piles
        if all((pile.number, one.count) in readings for one in pile.passes)
        and (pile.state is PileState.CLOSED or len(pile.passes) == 1)
    }


def _with_left(pile: Pile, placed: Mapping[int, tuple[Placed, ...]]) -> Pile:
    left = comparing.left(placed.get(pile.number, ()))
    return replace(pile, waiting=left.waiting, differing=left.differing)


def _fits(total: HandTotal, piles: tuple[SortedPile, ...]) -> bool:
    """Totals of a pile that was sorted anew since count no more."""
    papers_of_total = total.valid + sum(papers for _, papers in total.void)
    return any(pile.number == total.pile and pile.papers == papers_of_total for pile in piles)


def _tally(
    stored: StoredDesk,
    contest: Contest,
    piles: Iterable[Pile],
    placed: Mapping[int, tuple[Placed, ...]],
    totals: tuple[tuple[HandTotal, int], ...],
) -> Tally | None:
    if stored.sealed is not None:
        return tally_from(stored.sealed["tally"])
    if stored.by_hand:
        return hand.tally(contest, totals) if totals else None
    closed = [pile.number for pile in piles if pile.state is PileState.CLOSED]
    if not closed:
        return None
    papers = (one.paper for number in closed for one in placed[number])
    return tally_papers(contest, (paper for paper in papers if paper is not None))


def tally_json(tally: Tally) -> dict[str, Any]:
    """Totals as they stay once the papers are sealed."""
    return {
        "numbers": list(tally.numbers),
        "valid": tally.valid,
        "invalid": {str(line.reason): line.papers for line in tally.invalid_by_reason},
        "agree": list(tally.agree),
        "disagree": list(tally.disagree),
        "names_chosen": tally.names_chosen,
    }


def tally_from(document: Mapping[str, Any]) -> Tally:
    """Totals as they were kept."""
    void = {reason_of(code): papers for code, papers in document["invalid"].items()}
    ordered = tuple(ReasonCount(reason, void[reason]) for reason in REASON_ORDER if reason in void)
    return Tally(
        tuple(document["numbers"]),
        document["valid"],
        ordered,
        tuple(document["agree"]),
        tuple(document["disagree"]),
        document["names_chosen"],
    )
