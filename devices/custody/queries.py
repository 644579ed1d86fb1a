"""Reading and writing hand-overs."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, insert, or_, select

from congress.store.unit import Unit
from devices.custody.rows import HandoverLineRow, HandoverRow
from devices.custody.rules import number_key
from devices.custody.values import HandedLine, Handover, Side
from devices.register.queries.shared import in_parts
from devices.register.values.devices import UseClass, Wiping

_HANDOVER = HandoverRow.__table__
_LINE = HandoverLineRow.__table__


def add(unit: Unit, one: Handover) -> None:
    """Keep minutes with their devices."""
    wiping = one.wiping
    values = {
        "id": one.id,
        "kind": one.kind,
        "number": one.number,
        "on": one.on,
        "basis": one.basis,
        "giver_id": one.giver.body_id,
        "giver_name": one.giver.name,
        "giver_post": one.giver.post,
        "taker_id": one.taker.body_id,
        "taker_name": one.taker.name,
        "taker_post": one.taker.post,
        "place": one.place,
        "remarks": one.remarks,
        "congress_id": one.congress_id,
        "until": one.until,
        "use_class": one.use_class,
        "wiped": "" if wiping is None else wiping.method,
        "wiped_on": None if wiping is None else wiping.done_on,
        "wiping_minutes": "" if wiping is None else wiping.minutes,
        "returns_id": one.returns,
        "at": one.at,
        "by": one.by,
        "second": one.second,
    }
    unit.connection.execute(insert(HandoverRow).values(**values))
    rows = [
        {
            "handover_id": one.id,
            "device_id": line.device_id,
            "place": place,
            "condition": line.condition,
            "accessories": list(line.accessories),
            "note": line.note,
            "disk_serial": line.disk_serial,
            "seal": line.seal,
            "documents": list(line.documents),
        }
        for place, line in enumerate(one.lines, 1)
    ]
    unit.connection.execute(insert(HandoverLineRow), rows)


def handover(unit: Unit, handover_id: UUID) -> Handover | None:
    """The minutes of an id."""
    return next(iter(_found(unit, select(_HANDOVER).where(_HANDOVER.c.id == handover_id))), None)


def handovers(unit: Unit, *, congress_id: UUID | None = None) -> tuple[Handover, ...]:
    """Every hand-over, or those of a congress, the newest first; returns are asked for by theirs."""
    query = select(_HANDOVER).where(_HANDOVER.c.returns_id.is_(None))
    if congress_id is not None:
        query = query.where(_HANDOVER.c.congress_id == congress_id)
    return _found(unit, query.order_by(_HANDOVER.c.at.desc(), _HANDOVER.c.id))


def returns_of(unit: Unit, ids: Collection[UUID]) -> dict[UUID, tuple[Handover, ...]]:
    """The returns of some hand-overs, oldest first; one that nothing came back of has none."""
    found: dict[UUID, list[Handover]] = {one: [] for one in ids}
    for part in in_parts(ids):
        query = select(_HANDOVER).where(_HANDOVER.c.returns_id.in_(part))
        for one in _found(unit, query.order_by(_HANDOVER.c.at, _HANDOVER.c.id)):
            assert one.returns is not None
            found[one.returns].append(one)
    return {key: tuple(each) for key, each in found.items()}


def numbers_used(unit: Unit, body_id: UUID, *, year: int) -> frozenset[str]:
    """Keys of the numbers in a body's book of a year: of what it handed over, and of what it took back."""
    gave = and_(_HANDOVER.c.returns_id.is_(None), _HANDOVER.c.giver_id == body_id)
    took = and_(_HANDOVER.c.returns_id.is_not(None), _HANDOVER.c.taker_id == body_id)
    query = select(_HANDOVER.c.number, _HANDOVER.c.on).where(or_(gave, took))
    return frozenset(number_key(row.number) for row in unit.connection.execute(query) if row.on.year == year)


def _found(unit: Unit, query: Select[Any]) -> tuple[Handover, ...]:
    rows = list(unit.connection.execute(query))
    lines: dict[UUID, list[HandedLine]] = {row.id: [] for row in rows}
    for part in in_parts(lines):
        of = select(_LINE).where(_LINE.c.handover_id.in_(part)).order_by(_LINE.c.handover_id, _LINE.c.place)
        for row in unit.connection.execute(of):
            lines[row.handover_id].append(_line(row))
    return tuple(_handover(row, lines[row.id]) for row in rows)


def _line(row: Row[Any]) -> HandedLine:
    return HandedLine(
        device_id=row.device_id,
        condition=row.condition,
        accessories=tuple(row.accessories),
        note=row.note,
        disk_serial=row.disk_serial,
        seal=row.seal,
        documents=tuple(row.documents),
    )


def _handover(row: Row[Any], lines: Iterable[HandedLine]) -> Handover:
    wiping = None if row.wiped_on is None else Wiping(row.wiped, row.wiped_on, row.wiping_minutes)
    return Handover(
        id=row.id,
        kind=row.kind,
        number=row.number,
        on=row.on,
        basis=row.basis,
        giver=Side(row.giver_id, row.giver_name, row.giver_post),
        taker=Side(row.taker_id, row.taker_name, row.taker_post),
        lines=tuple(lines),
        at=row.at,
        by=row.by,
        second=row.second,
        place=row.place,
        remarks=row.remarks,
        congress_id=row.congress_id,
        until=row.until,
        use_class=None if row.use_class is None else UseClass(row.use_class),
        wiping=wiping,
        returns=row.returns_id,
    )
