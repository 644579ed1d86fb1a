"""The register as before and as after decisions on mergers (theo đơn vị cũ, theo đơn vị mới)."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select

from congress.store.unit import Unit
from devices.register.queries.shared import in_parts
from devices.register.queries.tables import is_counted
from devices.register.rows import DeviceEventRow, DeviceRow
from devices.register.values.devices import DeviceState, UseClass
from devices.register.values.mergers import Formerly, Owned


def have(unit: Unit, merger_ids: Collection[UUID]) -> dict[Owned, int]:
    """How many devices count as Có (số thiết bị hiện có), by whose they were before the decisions and are now."""
    moved = _first_moves(merger_ids)
    before = case((moved.c.from_id.is_not(None), moved.c.from_id), else_=DeviceRow.owner_id).label("before")
    classified = case((DeviceRow.use_class == UseClass.CLASSIFIED, 1), else_=0).label("classified")
    inner = (
        select(before, DeviceRow.owner_id, DeviceRow.category, classified)
        .outerjoin(moved, moved.c.device_id == DeviceRow.id)
        .where(is_counted())
        .subquery()
    )
    columns = (inner.c.before, inner.c.owner_id, inner.c.category, inner.c.classified)
    rows = unit.connection.execute(select(*columns, func.count().label("number")).group_by(*columns))
    return {Owned(row.before, row.owner_id, row.category, bool(row.classified)): row.number for row in rows}


def kept_by(unit: Unit) -> Mapping[tuple[UUID, UUID], int]:
    """How many devices each pair of owner and holder has; retired ones are nobody's."""
    columns = (DeviceRow.owner_id, DeviceRow.holder_id)
    query = select(*columns, func.count().label("number")).where(DeviceRow.state != DeviceState.RETIRED)
    return {(row.owner_id, row.holder_id): row.number for row in unit.connection.execute(query.group_by(*columns))}


def formerly(unit: Unit, merger_ids: Collection[UUID]) -> Mapping[UUID, Formerly]:
    """By device whose it was and who held it before the decisions; only devices that they moved."""
    found: dict[UUID, Formerly] = {}
    for part in in_parts(merger_ids):
        _put_formerly(unit, found, DeviceEventRow.merger_id.in_(part))
    return found


def formerly_of(unit: Unit, merger_id: UUID, device_ids: Collection[UUID]) -> Mapping[UUID, Formerly]:
    """The same of some devices and one decision."""
    found: dict[UUID, Formerly] = {}
    for part in in_parts(device_ids):
        _put_formerly(unit, found, and_(DeviceEventRow.merger_id == merger_id, DeviceEventRow.device_id.in_(part)))
    return found


def _put_formerly(unit: Unit, found: dict[UUID, Formerly], which: ColumnElement[bool]) -> None:
    columns = (DeviceEventRow.device_id, DeviceEventRow.from_id, DeviceEventRow.facts)
    for row in unit.connection.execute(select(*columns).where(which).order_by(DeviceEventRow.number.desc())):
        holder = row.facts.get("holder", [None])[0]
        later = found.get(row.device_id, Formerly(None, None))
        found[row.device_id] = Formerly(row.from_id or later.owner_id, holder or later.holder)


def _first_moves(merger_ids: Collection[UUID]) -> Subquery:
    """By device the body whose it was before the first of the decisions that gave it another owner."""
    told = and_(DeviceEventRow.merger_id.in_(list(merger_ids)), DeviceEventRow.from_id.is_not(None))
    first = (
        select(DeviceEventRow.device_id, func.min(DeviceEventRow.number).label("number"))
        .where(told)
        .group_by(DeviceEventRow.device_id)
        .subquery()
    )
    at = and_(DeviceEventRow.device_id == first.c.device_id, DeviceEventRow.number == first.c.number)
    return select(DeviceEventRow.device_id, DeviceEventRow.from_id).join(first, at).subquery()
