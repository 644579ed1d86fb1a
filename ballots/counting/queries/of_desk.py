"""The desk, what was done at it, and the piles as sorted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, func, insert, select, update

from ballots.counting.queries.tables import DESK, SORTED, STEP
from ballots.counting.values import (
    Mode,
    SortedPile,
    Step,
)
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


def desk(unit: Unit, contest_id: UUID) -> StoredDesk | None:
    """The desk of a contest; a unit that writes holds its row, so that two deeds at one desk come one by one."""
    query = select(DESK).where(DESK.c.contest_id == contest_id)
    row = unit.connection.execute(query.with_for_update() if unit.writing else query).mappings().first()
    return None if row is None else StoredDesk(**row)


def begun(unit: Unit) -> tuple[tuple[UUID, Mode], ...]:
    """The contests whose desks were opened, oldest first, and whether each is counted in earnest."""
    query = select(DESK.c.contest_id, DESK.c.mode).order_by(DESK.c.opened_at, DESK.c.contest_id)
    return tuple((row.contest_id, row.mode) for row in unit.connection.execute(query))


def add_desk(unit: Unit, contest_id: UUID, *, mode: Mode, by: str, second: str, slip: Mapping[str, Any]) -> StoredDesk:
    """A new desk at its first step."""
    stored = StoredDesk(contest_id, mode, unit.machine, Step.RECEIVE, False, unit.now, by, second, slip, None)
    unit.connection.execute(insert(DESK).values({name: getattr(stored, name) for name in StoredDesk.__slots__}))
    return stored


def move_desk(unit: Unit, contest_id: UUID, *, step: Step, by_hand: bool) -> None:
    """The step the desk is at now."""
    change = update(DESK).where(DESK.c.contest_id == contest_id)
    unit.connection.execute(change.values(step=step, by_hand=by_hand))


def keep_sealed(unit: Unit, contest_id: UUID, sealed: Mapping[str, Any]) -> None:
    """What stays of the papers once they are sealed."""
    unit.connection.execute(update(DESK).where(DESK.c.contest_id == contest_id).values(sealed=sealed))


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
    last = select(func.max(STEP.c.number)).where(STEP.c.contest_id == contest_id, STEP.c.event == event)
    number = (unit.connection.scalar(last) or 0) + 1
    unit.connection.execute(
        insert(STEP).values(
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
    columns = [STEP.c[name] for name in StoredStep.__slots__]
    query = select(*columns).where(STEP.c.contest_id == contest_id).order_by(STEP.c.event, STEP.c.number)
    return tuple(StoredStep(**row) for row in unit.connection.execute(query).mappings())


def set_sorted(unit: Unit, contest_id: UUID, piles: Iterable[SortedPile]) -> None:
    """The physical piles, as last sorted."""
    unit.connection.execute(delete(SORTED).where(SORTED.c.contest_id == contest_id))
    unit.connection.execute(
        insert(SORTED),
        [
            {"id": uuid4(), "contest_id": contest_id, "number": pile.number, "kind": pile.kind, "papers": pile.papers}
            for pile in piles
        ],
    )


def sorted_piles(unit: Unit, contest_id: UUID) -> tuple[SortedPile, ...]:
    """The physical piles, by number."""
    query = select(SORTED.c.number, SORTED.c.kind, SORTED.c.papers).where(SORTED.c.contest_id == contest_id)
    return tuple(SortedPile(*row) for row in unit.connection.execute(query.order_by(SORTED.c.number)))
