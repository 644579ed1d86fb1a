"""Reading and writing what a site needs, and its rooms, halls and ballot boxes."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, insert, select, update

from congress.store.unit import Unit
from devices.register.queries.shared import in_parts
from devices.register.rows import PlaceRow, PositionRow
from devices.register.values.sites import Needed, Place, PlaceKind, Position, PositionKind


def positions(unit: Unit, site_id: UUID) -> tuple[Position, ...]:
    """What a site needs, kind by kind."""
    query = select(*PositionRow.__table__.columns).where(PositionRow.site_id == site_id)
    found = (_position(row) for row in unit.connection.execute(query))
    return tuple(sorted(found, key=lambda one: (list(PositionKind).index(one.kind), one.number)))


def position(unit: Unit, position_id: UUID) -> Position | None:
    """The position of an id."""
    row = unit.connection.execute(select(*PositionRow.__table__.columns).where(PositionRow.id == position_id)).first()
    return None if row is None else _position(row)


def set_positions(unit: Unit, site_id: UUID, needed: Sequence[Needed]) -> None:
    """Put other positions in the place of a site's; those that stay keep their ids and their devices."""
    before = {(one.kind, one.number): one for one in positions(unit, site_id)}
    after = {(one.kind, one.number): one for one in needed}
    gone = [one.id for key, one in before.items() if key not in after]
    for part in in_parts(gone):
        unit.connection.execute(delete(PositionRow).where(PositionRow.id.in_(part)))
    for key, one in after.items():
        values = {"quantity": one.quantity, "note": one.note}
        if key in before:
            unit.connection.execute(update(PositionRow).where(PositionRow.id == before[key].id).values(**values))
        else:
            values |= {"id": uuid4(), "site_id": site_id, "kind": one.kind, "number": one.number}
            unit.connection.execute(insert(PositionRow).values(**values))


def places(unit: Unit, site_id: UUID) -> tuple[Place, ...]:
    """Rooms, halls and ballot boxes of a site, kind by kind."""
    query = select(*PlaceRow.__table__.columns).where(PlaceRow.site_id == site_id)
    found = (Place(row.id, row.site_id, row.kind, row.name) for row in unit.connection.execute(query))
    return tuple(sorted(found, key=lambda one: (list(PlaceKind).index(one.kind), one.name)))


def known_places(unit: Unit, ids: Collection[UUID]) -> frozenset[UUID]:
    """Those ids that are a room's, a hall's or a ballot box's."""
    return frozenset(unit.connection.scalars(select(PlaceRow.id).where(PlaceRow.id.in_(list(ids)))))


def add_place(unit: Unit, site_id: UUID, *, kind: PlaceKind, name: str) -> Place:
    """A new room, hall or ballot box."""
    made = Place(uuid4(), site_id, kind, name)
    unit.connection.execute(insert(PlaceRow).values(id=made.id, site_id=site_id, kind=kind, name=name))
    return made


def _position(row: Row[*tuple[Any, ...]]) -> Position:
    return Position(row.id, row.site_id, row.kind, row.number, row.quantity, row.note)
