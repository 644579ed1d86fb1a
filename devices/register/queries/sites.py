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
    return positions_at(unit, [site_id])[site_id]


def positions_at(unit: Unit, site_ids: Collection[UUID]) -> dict[UUID, tuple[Position, ...]]:
    """What some sites need, by site, kind by kind; a site that needs nothing has none."""
    found: dict[UUID, list[Position]] = {one: [] for one in site_ids}
    for part in in_parts(found):
        query = select(*PositionRow.__table__.columns).where(PositionRow.site_id.in_(part))
        for row in unit.connection.execute(query):
            found[row.site_id].append(_position(row))
    order = {kind: place for place, kind in enumerate(PositionKind)}
    return {key: tuple(sorted(each, key=lambda one: (order[one.kind], one.number))) for key, each in found.items()}


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
    return places_at(unit, [site_id])[site_id]


def places_at(unit: Unit, site_ids: Collection[UUID]) -> dict[UUID, tuple[Place, ...]]:
    """Rooms, halls and ballot boxes of some sites, by site, kind by kind; a site without any has none."""
    found: dict[UUID, list[Place]] = {one: [] for one in site_ids}
    for part in in_parts(found):
        query = select(*PlaceRow.__table__.columns).where(PlaceRow.site_id.in_(part))
        for row in unit.connection.execute(query):
            found[row.site_id].append(Place(row.id, row.site_id, row.kind, row.name))
    order = {kind: place for place, kind in enumerate(PlaceKind)}
    return {key: tuple(sorted(each, key=lambda one: (order[one.kind], one.name))) for key, each in found.items()}


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
