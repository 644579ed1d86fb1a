"""Readings, and all that a new one is checked against."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, select

from ballots.counting.queries.tables import COUNT, DESK, PILE, READING, SORTED
from ballots.counting.rules import seen_from, seen_json
from ballots.counting.values import Mode, PileKind, PileState, Reading, Step
from congress.store.prepared import Prepared
from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Place:
    """One reading without what was seen: where it is, and whether it is the board's."""

    position: int
    version: int
    board: bool


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
    counts: int
    """How many counts the contest has."""
    places: tuple[Place, ...]
    """Where its readings are."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """A row's value and the tag it carries."""

    value: Reading
    mac: bytes


_COUNTS = COUNT.alias()
_AT_HAND = (
    select(
        COUNT.c.contest_id,
        PILE.c.number,
        PILE.c.account_id,
        PILE.c.state,
        PILE.c.mode,
        SORTED.c.kind,
        SORTED.c.papers,
        DESK.c.step,
        DESK.c.by_hand,
        DESK.c.slip,
        select(func.count())
        .select_from(_COUNTS)
        .where(_COUNTS.c.contest_id == COUNT.c.contest_id)
        .correlate(COUNT)
        .scalar_subquery(),
    )
    .join(COUNT, COUNT.c.id == PILE.c.count_id)
    .join(DESK, DESK.c.contest_id == COUNT.c.contest_id)
    .join(SORTED, (SORTED.c.contest_id == COUNT.c.contest_id) & (SORTED.c.number == PILE.c.number))
    .where(PILE.c.id == bindparam("pile"))
)
_LOOK_AT_HAND = Prepared(_AT_HAND)
_HOLD_AT_HAND = Prepared(_AT_HAND.with_for_update(of=PILE))
_PLACES = Prepared(
    select(READING.c.position, READING.c.version, READING.c.board).where(READING.c.pile_id == bindparam("pile"))
)
_NEW_READING = Prepared(insert(READING))


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
    select(READING)
    .join(PILE, PILE.c.id == READING.c.pile_id)
    .join(COUNT, COUNT.c.id == PILE.c.count_id)
    .where(COUNT.c.contest_id == bindparam("contest"))
    .order_by(READING.c.position, READING.c.version)
)


def readings(unit: Unit, contest_id: UUID) -> dict[UUID, list[Tagged]]:
    """Every reading of a contest with its tag, by pass; each pass's by position and version."""
    held: dict[UUID, list[Tagged]] = {}
    for row in unit.connection.execute(_READINGS, {"contest": contest_id}).mappings():
        known = {name: row[name] for name in Reading.__slots__} | {"seen": seen_from(row["seen"])}
        held.setdefault(row["pile_id"], []).append(Tagged(Reading(**known), row["mac"]))
    return held
