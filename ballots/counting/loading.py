"""A desk with everything that lies on it, read and checked in one go (nạp bàn kiểm phiếu)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ballots.contests import steps as contests
from ballots.contests.values import ContestSheet
from ballots.counting import hand, queries, rules, tags
from ballots.counting.accounting import EquationName, Explained
from ballots.counting.desk import Desk
from ballots.counting.events import EVENT_OF_STEP, Event
from ballots.counting.figures import Figures, Known, from_json
from ballots.counting.queries import StoredCount, StoredDesk, StoredPile, StoredStep
from ballots.counting.values import Conclusion, HandTotal, Held, Pile, PileState, Reading, SortedPile
from ballots.regulations.rules import Tally, tally_papers
from ballots.regulations.values import REASON_ORDER, Contest, ContestKind, Paper, ReasonCount, reason_of
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
    count: StoredCount | None
    passes: tuple[StoredPile, ...]
    """The count's passes over the piles, by number."""
    readings: Mapping[int, tuple[Reading, ...]]
    """Every reading of the piles that were opened, by the pile's number; empty once sealed."""
    conclusions: Mapping[tuple[UUID, int], Conclusion]
    totals: tuple[tuple[HandTotal, int], ...]
    desk: Desk

    @property
    def slip(self) -> rules.Slip:
        """What readings are checked against."""
        return rules.slip_from(self.stored.slip)

    def pile_id(self, number: int) -> UUID:
        """The count's pass over the pile of a number; refused where it was not opened."""
        for one in self.passes:
            if one.number == number:
                return one.id
        raise Refused("pile-not-open", pile=number)


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
    count = queries.count(unit, contest_id)
    passes = () if count is None else queries.piles(unit, count.id)
    readings: dict[int, tuple[Reading, ...]] = {}
    conclusions: dict[tuple[UUID, int], Conclusion] = {}
    if stored.sealed is None and count is not None and passes:
        key = tags.key_of(unit, contest_id)
        held = _held_readings(unit, count.id)
        readings = {one.number: tags.checked_readings(one, held.get(one.id, ()), key=key) for one in passes}
        conclusions = tags.checked_conclusions(unit, contest_id, key=key)
    totals: tuple[tuple[HandTotal, int], ...] = ()
    if stored.by_hand and stored.sealed is None:
        totals = queries.totals(unit, contest_id, numbers=sheet.contest.numbers)
    piles = _piles(unit, contest_id, stored, passes, readings, conclusions, totals)
    desk = Desk(
        known=Known(list_voted=sheet.contest.kind is ContestKind.ELECTION),
        step=stored.step,
        by_hand=stored.by_hand,
        figures=figures_of(steps),
        explained=explained_of(steps),
        piles=piles,
        tally=_tally(stored, sheet.contest, readings, conclusions, passes, totals),
    )
    return Loaded(stored, sheet, sheet.contest, steps, count, passes, readings, conclusions, totals, desk)


def _held_readings(unit: Unit, count_id: UUID) -> dict[UUID, list[queries.Tagged]]:
    """Every reading as it is kept; what this program cannot have written was edited past it."""
    try:
        return queries.readings(unit, count_id)
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


def papers(
    readings: Iterable[Reading], conclusions: Mapping[tuple[UUID, int], Conclusion]
) -> tuple[tuple[Reading, Paper | None], ...]:
    """The reading that holds at each position of a pile, and its paper; None while the board has not concluded."""
    return tuple(
        (reading, rules.paper_of(reading, conclusions.get((reading.pile_id, reading.position))))
        for reading in rules.newest(readings)
    )


def _piles(
    unit: Unit,
    contest_id: UUID,
    stored: StoredDesk,
    passes: tuple[StoredPile, ...],
    readings: Mapping[int, tuple[Reading, ...]],
    conclusions: Mapping[tuple[UUID, int], Conclusion],
    totals: tuple[tuple[HandTotal, int], ...],
) -> tuple[Pile, ...]:
    found = queries.sorted_piles(unit, contest_id)
    if stored.by_hand:
        totalled = {total.pile for total, _ in totals if _fits(total, found)}
        done = stored.sealed is not None
        return tuple(Pile(p.number, p.kind, p.papers, totalled=done or p.number in totalled) for p in found)
    opened = {one.number: one for one in passes}
    typists = accounts.names(unit, (one.account_id for one in passes)) if passes else {}
    piles = []
    for pile in found:
        one = opened.get(pile.number)
        if one is None:
            piles.append(Pile(pile.number, pile.kind, pile.papers))
            continue
        held = papers(readings.get(pile.number, ()), conclusions)
        read = sum(reading.times for reading, _ in held) if stored.sealed is None else pile.papers
        waiting = sum(1 for _, paper in held if paper is None)
        piles.append(
            Pile(
                pile.number,
                pile.kind,
                pile.papers,
                PileState(one.state),
                read,
                waiting,
                id=one.id,
                typist=typists.get(one.account_id, ""),
            )
        )
    return tuple(piles)


def _fits(total: HandTotal, piles: tuple[SortedPile, ...]) -> bool:
    """Totals of a pile that was sorted anew since count no more."""
    papers_of_total = total.valid + sum(papers for _, papers in total.void)
    return any(pile.number == total.pile and pile.papers == papers_of_total for pile in piles)


def _tally(
    stored: StoredDesk,
    contest: Contest,
    readings: Mapping[int, tuple[Reading, ...]],
    conclusions: Mapping[tuple[UUID, int], Conclusion],
    passes: tuple[StoredPile, ...],
    totals: tuple[tuple[HandTotal, int], ...],
) -> Tally | None:
    if stored.sealed is not None:
        return tally_from(stored.sealed["tally"])
    if stored.by_hand:
        return hand.tally(contest, totals) if totals else None
    closed = [one.number for one in passes if one.state is PileState.CLOSED]
    if not closed:
        return None
    return tally_papers(
        contest,
        (paper for number in closed for _, paper in papers(readings[number], conclusions) if paper is not None),
    )


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
