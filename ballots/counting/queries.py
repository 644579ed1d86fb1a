"""Reading and writing the desk, sorted piles, counts, piles, readings, conclusions, totals counted by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import Table, Text, bindparam, delete, func, insert, select, type_coerce, update

from ballots.counting.rows import (
    BallotCountRow,
    ConclusionRow,
    DeskRow,
    DeskStepRow,
    HandTotalRow,
    HandVotesRow,
    PileRow,
    ReadingRow,
    SortedPileRow,
)
from ballots.counting.rules import seen_from, seen_json
from ballots.counting.values import (
    Conclusion,
    CountState,
    HandTotal,
    Mode,
    PileKind,
    PileState,
    Reading,
    SortedPile,
    Step,
)
from ballots.regulations.values import BoardReason, Reason, VoidReason
from congress.store.base import Base
from congress.store.prepared import Prepared
from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class StoredDesk:
    """A desk as its row holds it."""

    contest_id: UUID
    mode: Mode
    machine: str
    step: Step
    by_hand: bool
    opened_at: datetime
    opened_by: str
    second: str
    slip: Mapping[str, Any]
    sealed: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class StoredStep:
    """One deed at the desk."""

    event: str
    number: int
    at: datetime
    by: str
    second: str | None
    reason: str | None
    figures: Mapping[str, Any]
    record_id: UUID | None


@dataclass(frozen=True, slots=True)
class StoredCount:
    """A count (lượt) as its row holds it."""

    id: UUID
    number: int
    state: CountState


@dataclass(frozen=True, slots=True)
class StoredPile:
    """A count's pass over a pile as its row holds it."""

    id: UUID
    number: int
    account_id: UUID
    state: PileState
    salt: bytes | None
    digest: str | None
    mac: bytes | None
    """Over the digest, under the contest's key."""


@dataclass(frozen=True, slots=True)
class PileAtHand:
    """A pile with all that a reading is checked against, in one look."""

    contest_id: UUID
    number: int
    account_id: UUID
    state: PileState
    mode: Mode
    kind: PileKind
    papers: int
    step: Step
    by_hand: bool
    slip: Mapping[str, Any]
    places: "tuple[Place, ...]"
    """Where its readings are."""


@dataclass(frozen=True, slots=True)
class Place:
    """One reading without what was seen: where it is, and whether the paper was laid aside."""

    position: int
    version: int
    times: int
    board: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Tagged:
    """A row's value and the tag it carries."""

    value: Reading
    mac: bytes


def _table(row: type[Base]) -> Table:
    return cast(Table, row.__table__)


_DESK = _table(DeskRow)
_STEP = _table(DeskStepRow)
_SORTED = _table(SortedPileRow)
_COUNT = _table(BallotCountRow)
_PILE = _table(PileRow)
_READING = _table(ReadingRow)
_CONCLUSION = _table(ConclusionRow)
_TOTAL = _table(HandTotalRow)
_VOTES = _table(HandVotesRow)


def desk(unit: Unit, contest_id: UUID) -> StoredDesk | None:
    """The desk of a contest; a unit that writes holds its row, so that two deeds at one desk come one by one."""
    query = select(_DESK).where(_DESK.c.contest_id == contest_id)
    row = unit.session.execute(query.with_for_update() if unit.writing else query).mappings().first()
    return None if row is None else StoredDesk(**row)


def add_desk(unit: Unit, contest_id: UUID, *, mode: Mode, by: str, second: str, slip: Mapping[str, Any]) -> StoredDesk:
    """A new desk at its first step."""
    stored = StoredDesk(contest_id, mode, unit.machine, Step.RECEIVE, False, unit.now, by, second, slip, None)
    unit.session.execute(insert(_DESK).values({name: getattr(stored, name) for name in StoredDesk.__slots__}))
    return stored


def move_desk(unit: Unit, contest_id: UUID, *, step: Step, by_hand: bool) -> None:
    """The step the desk is at now."""
    change = update(_DESK).where(_DESK.c.contest_id == contest_id)
    unit.session.execute(change.values(step=step, by_hand=by_hand))


def keep_sealed(unit: Unit, contest_id: UUID, sealed: Mapping[str, Any]) -> None:
    """What stays of the papers once they are sealed."""
    unit.session.execute(update(_DESK).where(_DESK.c.contest_id == contest_id).values(sealed=sealed))


def add_step(
    unit: Unit,
    contest_id: UUID,
    *,
    event: str,
    by: str,
    second: str | None,
    reason: str | None,
    figures: Mapping[str, Any],
    record_id: UUID | None = None,
) -> int:
    """A row for one deed at the desk, under the next number of its event."""
    last = select(func.max(_STEP.c.number)).where(_STEP.c.contest_id == contest_id, _STEP.c.event == event)
    number = (unit.session.scalar(last) or 0) + 1
    unit.session.execute(
        insert(_STEP).values(
            id=uuid4(),
            contest_id=contest_id,
            event=event,
            number=number,
            at=unit.now,
            by=by,
            second=second,
            reason=reason,
            figures=figures,
            record_id=record_id,
        )
    )
    return number


def steps(unit: Unit, contest_id: UUID) -> tuple[StoredStep, ...]:
    """Every deed at the desk, by event and number."""
    columns = [_STEP.c[name] for name in StoredStep.__slots__]
    query = select(*columns).where(_STEP.c.contest_id == contest_id).order_by(_STEP.c.event, _STEP.c.number)
    return tuple(StoredStep(**row) for row in unit.session.execute(query).mappings())


def set_sorted(unit: Unit, contest_id: UUID, piles: Iterable[SortedPile]) -> None:
    """The physical piles, as last sorted."""
    unit.session.execute(delete(_SORTED).where(_SORTED.c.contest_id == contest_id))
    unit.session.execute(
        insert(_SORTED),
        [
            {"id": uuid4(), "contest_id": contest_id, "number": pile.number, "kind": pile.kind, "papers": pile.papers}
            for pile in piles
        ],
    )


def sorted_piles(unit: Unit, contest_id: UUID) -> tuple[SortedPile, ...]:
    """The physical piles, by number."""
    query = select(_SORTED.c.number, _SORTED.c.kind, _SORTED.c.papers).where(_SORTED.c.contest_id == contest_id)
    return tuple(SortedPile(*row) for row in unit.session.execute(query.order_by(_SORTED.c.number)))


def count(unit: Unit, contest_id: UUID) -> StoredCount | None:
    """The newest count of a contest."""
    query = select(_COUNT.c.id, _COUNT.c.number, _COUNT.c.state).where(_COUNT.c.contest_id == contest_id)
    row = unit.session.execute(query.order_by(_COUNT.c.number.desc()).limit(1)).first()
    return None if row is None else StoredCount(*row)


def add_count(unit: Unit, contest_id: UUID, *, number: int, mode: Mode) -> UUID:
    """A new count, open."""
    count_id = uuid4()
    unit.session.execute(
        insert(_COUNT).values(
            id=count_id,
            contest_id=contest_id,
            number=number,
            mode=mode,
            machine=unit.machine,
            state=CountState.OPEN,
            opened_at=unit.now,
        )
    )
    return count_id


def set_count(unit: Unit, count_id: UUID, state: CountState) -> None:
    """Close a count, or open it again."""
    closed_at = unit.now if state is CountState.CLOSED else None
    unit.session.execute(update(_COUNT).where(_COUNT.c.id == count_id).values(state=state, closed_at=closed_at))


def closed_counts(unit: Unit, contest_id: UUID) -> int:
    """How many counts of a contest are closed."""
    query = select(func.count()).select_from(_COUNT)
    query = query.where(_COUNT.c.contest_id == contest_id, _COUNT.c.state == CountState.CLOSED)
    return unit.session.scalar(query) or 0


def piles(unit: Unit, count_id: UUID) -> tuple[StoredPile, ...]:
    """The piles of a count that were opened, by number."""
    columns = [_PILE.c[name] for name in StoredPile.__slots__]
    query = select(*columns).where(_PILE.c.count_id == count_id).order_by(_PILE.c.number)
    return tuple(StoredPile(**row) for row in unit.session.execute(query).mappings())


def add_pile(unit: Unit, count_id: UUID, *, number: int, account_id: UUID, mode: Mode) -> UUID:
    """A pile opened by a typist."""
    pile_id = uuid4()
    unit.session.execute(
        insert(_PILE).values(
            id=pile_id,
            count_id=count_id,
            number=number,
            account_id=account_id,
            state=PileState.OPEN,
            mode=mode,
            machine=unit.machine,
        )
    )
    return pile_id


def open_pile(unit: Unit, pile_id: UUID, *, account_id: UUID) -> None:
    """A pile opened again, or taken over by another typist."""
    values = {"state": PileState.OPEN, "account_id": account_id, "salt": None, "digest": None, "mac": None}
    unit.session.execute(update(_PILE).where(_PILE.c.id == pile_id).values(values | {"closed_at": None}))


def close_pile(unit: Unit, pile_id: UUID, *, salt: bytes, digest: str, mac: bytes) -> None:
    """A pile closed: its hash is kept, the moments of its readings are dropped."""
    values = {"state": PileState.CLOSED, "salt": salt, "digest": digest, "mac": mac}
    unit.session.execute(update(_PILE).where(_PILE.c.id == pile_id).values(values | {"closed_at": unit.now}))
    unit.session.execute(update(_READING).where(_READING.c.pile_id == pile_id).values(at=None))


def drop_pile(unit: Unit, pile_id: UUID) -> int:
    """Throw a pile's readings and conclusions away, and its pass with them; gives how many papers had a reading."""
    read = select(func.count(func.distinct(_READING.c.position))).where(_READING.c.pile_id == pile_id)
    papers = unit.session.scalar(read) or 0
    for table in (_CONCLUSION, _READING):
        unit.session.execute(delete(table).where(table.c.pile_id == pile_id))
    unit.session.execute(delete(_PILE).where(_PILE.c.id == pile_id))
    return papers


_AT_HAND = (
    select(
        _COUNT.c.contest_id,
        _PILE.c.number,
        _PILE.c.account_id,
        _PILE.c.state,
        _PILE.c.mode,
        _SORTED.c.kind,
        _SORTED.c.papers,
        _DESK.c.step,
        _DESK.c.by_hand,
        _DESK.c.slip,
    )
    .join(_COUNT, _COUNT.c.id == _PILE.c.count_id)
    .join(_DESK, _DESK.c.contest_id == _COUNT.c.contest_id)
    .join(_SORTED, (_SORTED.c.contest_id == _COUNT.c.contest_id) & (_SORTED.c.number == _PILE.c.number))
    .where(_PILE.c.id == bindparam("pile"))
)
_LOOK_AT_HAND = Prepared(_AT_HAND)
_HOLD_AT_HAND = Prepared(_AT_HAND.with_for_update(of=_PILE))
_PLACES = Prepared(
    select(
        _READING.c.position,
        _READING.c.version,
        _READING.c.times,
        _READING.c.board,
        func.coalesce(func.substr(type_coerce(_READING.c.seen, Text), 1, 8) == '{"aside"', False),
    ).where(_READING.c.pile_id == bindparam("pile"))
)
_NEW_READING = Prepared(insert(_READING))


def pile_at_hand(unit: Unit, pile_id: UUID) -> PileAtHand | None:
    """The pile of an id with what its readings are checked against; a unit that writes holds its row."""
    found = (_HOLD_AT_HAND if unit.writing else _LOOK_AT_HAND).rows(unit, {"pile": pile_id})
    return PileAtHand(*(*found[0], _places(unit, pile_id))) if found else None


def _places(unit: Unit, pile_id: UUID) -> tuple[Place, ...]:
    return tuple(Place(*row) for row in _PLACES.rows(unit, {"pile": pile_id}))


def add_reading(unit: Unit, reading: Reading, *, mac: bytes) -> None:
    """One reading with its tag."""
    values = {name: getattr(reading, name) for name in Reading.__slots__}
    _NEW_READING.run(unit, {**values, "seen": seen_json(reading.seen), "mac": mac})


_READINGS = (
    select(_READING)
    .join(_PILE, _PILE.c.id == _READING.c.pile_id)
    .where(_PILE.c.count_id == bindparam("count"))
    .order_by(_READING.c.position, _READING.c.version)
)


def readings(unit: Unit, count_id: UUID) -> dict[UUID, list[Tagged]]:
    """Every reading of a count with its tag, by pile; each pile's by position and version."""
    held: dict[UUID, list[Tagged]] = {}
    for row in unit.session.connection().execute(_READINGS, {"count": count_id}).mappings():
        known = {name: row[name] for name in Reading.__slots__} | {"seen": seen_from(row["seen"])}
        held.setdefault(row["pile_id"], []).append(Tagged(Reading(**known), row["mac"]))
    return held


def add_conclusion(unit: Unit, contest_id: UUID, conclusion: Conclusion, *, mac: bytes) -> None:
    """One conclusion of the board with its tag."""
    unit.session.execute(
        insert(_CONCLUSION).values(
            id=uuid4(),
            contest_id=contest_id,
            pile_id=conclusion.pile_id,
            position=conclusion.position,
            version=conclusion.version,
            void_reason=conclusion.void,
            why=conclusion.why,
            counts_as=conclusion.reason,
            basis=conclusion.basis,
            first=conclusion.first,
            second=conclusion.second,
            mac=mac,
        )
    )


def conclusions(unit: Unit, contest_id: UUID) -> tuple[tuple[Conclusion, bytes], ...]:
    """Every conclusion of a contest with its tag; none once the papers are sealed."""
    query = select(_CONCLUSION).where(_CONCLUSION.c.contest_id == contest_id)
    return tuple((_conclusion(row), row["mac"]) for row in unit.session.execute(query).mappings())


def _conclusion(row: Any) -> Conclusion:
    return Conclusion(
        pile_id=row["pile_id"],
        position=row["position"],
        version=row["version"],
        void=None if row["void_reason"] is None else BoardReason(row["void_reason"]),
        why=row["why"],
        reason=None if row["counts_as"] is None else reason_of(row["counts_as"]),
        basis=row["basis"],
        first=row["first"],
        second=row["second"],
    )


def forget_papers(unit: Unit, contest_id: UUID) -> int:
    """Delete every reading, and what ties a conclusion or a hash to a paper; gives how many readings went."""
    of_contest = select(_PILE.c.id).join(_COUNT, _COUNT.c.id == _PILE.c.count_id)
    of_contest = of_contest.where(_COUNT.c.contest_id == contest_id)
    gone = unit.session.execute(delete(_READING).where(_READING.c.pile_id.in_(of_contest)))
    unit.session.execute(update(_PILE).where(_PILE.c.id.in_(of_contest)).values(salt=None, mac=None))
    unit.session.execute(delete(_CONCLUSION).where(_CONCLUSION.c.contest_id == contest_id))
    return int(getattr(gone, "rowcount", 0))


def add_total(
    unit: Unit, contest_id: UUID, total: HandTotal, *, numbers: tuple[int, ...], names: int, by: str, second: str
) -> None:
    """One pile's totals counted by hand, as the next version."""
    last = select(func.max(_TOTAL.c.version)).where(_TOTAL.c.contest_id == contest_id, _TOTAL.c.pile == total.pile)
    total_id = uuid4()
    unit.session.execute(
        insert(_TOTAL).values(
            id=total_id,
            contest_id=contest_id,
            pile=total.pile,
            version=(unit.session.scalar(last) or 0) + 1,
            valid=total.valid,
            void={str(reason): papers for reason, papers in total.void},
            names_chosen=names,
            by=by,
            second=second,
            at=unit.now,
        )
    )
    lines = zip(numbers, total.agree, total.disagree, strict=True)
    unit.session.execute(
        insert(_VOTES),
        [{"total_id": total_id, "number": number, "agree": yes, "disagree": no} for number, yes, no in lines],
    )


def totals(unit: Unit, contest_id: UUID, *, numbers: tuple[int, ...]) -> tuple[tuple[HandTotal, int], ...]:
    """The newest totals of every pile counted by hand with the names chosen, by pile."""
    query = select(_TOTAL).where(_TOTAL.c.contest_id == contest_id).order_by(_TOTAL.c.pile, _TOTAL.c.version)
    held = {row["pile"]: row for row in unit.session.execute(query).mappings()}
    return tuple((_total(unit, row, numbers), row["names_chosen"]) for row in held.values())


def total_makers(unit: Unit, contest_id: UUID) -> dict[int, tuple[str, str]]:
    """Who counted and keyed the newest totals of each pile."""
    query = select(_TOTAL.c.pile, _TOTAL.c.by, _TOTAL.c.second).where(_TOTAL.c.contest_id == contest_id)
    rows = unit.session.execute(query.order_by(_TOTAL.c.pile, _TOTAL.c.version))
    return {pile: (by, second) for pile, by, second in rows}


def _total(unit: Unit, row: Any, numbers: tuple[int, ...]) -> HandTotal:
    query = select(_VOTES.c.number, _VOTES.c.agree, _VOTES.c.disagree).where(_VOTES.c.total_id == row["id"])
    votes = {number: (yes, no) for number, yes, no in unit.session.execute(query)}
    void = tuple((reason_of(code), papers) for code, papers in row["void"].items())
    agree, disagree = (tuple(votes[number][side] for number in numbers) for side in (0, 1))
    return HandTotal(row["pile"], row["valid"], void, agree, disagree)


def reason_of(code: str) -> Reason:
    """A reason as it is kept."""
    return BoardReason(code) if code in set(BoardReason) else VoidReason(code)
