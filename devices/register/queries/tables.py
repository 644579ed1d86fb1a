"""Tables of devices: pages for a window, whole lists for an export, how many count as Có."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import aliased

from congress.store.unit import Unit
from congress.term.rows import PartyBodyRow, SiteRow
from congress.text import fold
from devices.register.queries.shared import DEVICE, as_device, in_parts
from devices.register.rows import DeviceEventRow, DeviceRow, PositionRow
from devices.register.values.devices import Category, Condition, Device, DeviceState, Tenure
from devices.register.values.listing import DeviceLine, Sorting, Sought

_FORMER_MOST = 50
"""Closed units of more names than these share a word, which then means none of them."""
_OWNER, _HOLDER = aliased(PartyBodyRow), aliased(PartyBodyRow)
_ORDER: Mapping[Sorting, Any] = {
    Sorting.TAG: DeviceRow.tag,
    Sorting.SERIAL: DeviceRow.serial_key,
    Sorting.MODEL: DeviceRow.model,
    Sorting.STATE: DeviceRow.state,
}


def count(unit: Unit, sought: Sought) -> int:
    """How many devices a table would show."""
    query = select(func.count()).select_from(DeviceRow)
    return int(unit.connection.scalar(query.where(*_conditions(unit, sought))) or 0)


def page(
    unit: Unit, sought: Sought, *, offset: int, limit: int, sorting: Sorting = Sorting.TAG
) -> tuple[DeviceLine, ...]:
    """Some lines of a table of devices, from one on: what a windowed table asks for."""
    wanted = (
        select(DeviceRow.id)
        .where(*_conditions(unit, sought))
        .order_by(_ORDER[sorting], DeviceRow.tag)
        .offset(offset)
        .limit(limit)
    )
    return lines_of(unit, list(unit.connection.execute(wanted).scalars()))


def lines_of(unit: Unit, ids: Sequence[UUID]) -> tuple[DeviceLine, ...]:
    """The lines of some devices, in that order."""
    lines: dict[UUID, DeviceLine] = {}
    for part in in_parts(ids):
        rows = unit.connection.execute(_lines().where(DeviceRow.id.in_(part)))
        lines.update((row.id, _line(row)) for row in rows)
    return tuple(lines[found] for found in ids)


def each(unit: Unit, sought: Sought) -> Iterator[tuple[Device, DeviceLine]]:
    """Every device of a table with its line, by tag: what an export writes."""
    query = _lines(*DEVICE).where(*_conditions(unit, sought)).order_by(DeviceRow.tag)
    for row in unit.connection.execute(query):
        yield as_device(row), _line(row)


def holding(
    unit: Unit, words: Sequence[str], categories: Mapping[str, Category]
) -> Iterator[tuple[Device, DeviceLine]]:
    """Every device, by tag, in which each word stands: in its own text, a body of it, or what it is called (folded)."""
    bodies = [
        (row.id, _folded(row.name)) for row in unit.connection.execute(select(PartyBodyRow.id, PartyBodyRow.name))
    ]
    query = _lines(*DEVICE).order_by(DeviceRow.tag)
    for word in words:
        kinds = sorted({kind for name, kind in categories.items() if word in name})
        said = _word(word, [body for body, name in bodies if word in name], len(bodies))
        query = query.where(or_(said, DeviceRow.category.in_(kinds)) if kinds else said)
    for row in unit.connection.execute(query):
        yield as_device(row), _line(row)


def is_counted() -> ColumnElement[bool]:
    """`Device.counts` in the database's words; a test compares the two."""
    return and_(
        DeviceRow.state.not_in((DeviceState.LOST, DeviceState.RETIRED)),
        DeviceRow.tenure != Tenure.BORROWED,
        DeviceRow.condition != Condition.BROKEN,
    )


def _conditions(unit: Unit, sought: Sought) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    words = fold(sought.text).split()
    if words:
        bodies = list(unit.connection.execute(select(PartyBodyRow.id, PartyBodyRow.name, PartyBodyRow.closed_on)))
        names = {row.id: _folded(row.name) for row in bodies}
        said = [_word(word, [body for body, name in names.items() if word in name], len(names)) for word in words]
        closed = [row.id for row in bodies if row.closed_on and all(word in names[row.id] for word in words)]
        found.append(or_(and_(*said), _came_from(closed)) if 0 < len(closed) <= _FORMER_MOST else and_(*said))
    if sought.categories:
        found.append(DeviceRow.category.in_(sorted(sought.categories)))
    if sought.states:
        found.append(DeviceRow.state.in_(sorted(sought.states)))
    if sought.use_classes:
        found.append(DeviceRow.use_class.in_(sorted(sought.use_classes)))
    if sought.body_ids:
        several = sorted(sought.body_ids)
        found.append(or_(DeviceRow.owner_id.in_(several), DeviceRow.holder_id.in_(several)))
    if sought.merger_id is not None:
        moved = select(DeviceEventRow.device_id).where(DeviceEventRow.merger_id == sought.merger_id)
        found.append(DeviceRow.id.in_(moved))
    if sought.site_id is not None:
        found.append(DeviceRow.site_id == sought.site_id)
    return found


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    return fold(name)


def _word(word: str, bodies: list[UUID], known: int) -> ColumnElement[bool]:
    """A word stands in the device's own text or in the name of a body of it."""
    own = DeviceRow.search.contains(word, autoescape=True)
    if not bodies:
        return own
    if len(bodies) == known:
        return DeviceRow.search.is_not(None)
    parts = [column.in_(part) for part in in_parts(bodies) for column in (DeviceRow.owner_id, DeviceRow.holder_id)]
    return or_(own, *parts)


def _came_from(closed: list[UUID]) -> ColumnElement[bool]:
    """A merger took the device out of one of these."""
    moved = select(DeviceEventRow.device_id).where(
        DeviceEventRow.merger_id.is_not(None), DeviceEventRow.from_id.in_(closed)
    )
    return DeviceRow.id.in_(moved)


def _lines(*columns: Any) -> Any:
    named = (
        DeviceRow.id,
        DeviceRow.tag,
        DeviceRow.category,
        DeviceRow.model,
        DeviceRow.serial,
        DeviceRow.condition,
        DeviceRow.tenure,
        DeviceRow.use_class,
        DeviceRow.state,
        DeviceRow.holder_name,
        DeviceRow.place,
    )
    known = {id(column) for column in columns}
    return (
        select(
            *columns,
            *(column for column in named if id(column) not in known),
            _OWNER.name.label("owner"),
            _HOLDER.name.label("holder"),
            SiteRow.name.label("site"),
            PositionRow.kind.label("position_kind"),
            PositionRow.number.label("position_number"),
        )
        .join(_OWNER, _OWNER.id == DeviceRow.owner_id)
        .join(_HOLDER, _HOLDER.id == DeviceRow.holder_id)
        .outerjoin(SiteRow, SiteRow.id == DeviceRow.site_id)
        .outerjoin(PositionRow, PositionRow.id == DeviceRow.position_id)
    )


def _line(row: Row[*tuple[Any, ...]]) -> DeviceLine:
    return DeviceLine(
        id=row.id,
        tag=row.tag,
        category=row.category,
        model=row.model,
        serial=row.serial,
        condition=row.condition,
        tenure=row.tenure,
        use_class=row.use_class,
        state=row.state,
        owner=row.owner,
        holder=row.holder,
        holder_name=row.holder_name,
        site=row.site or "",
        position="" if row.position_kind is None else f"{row.position_kind} {row.position_number}",
        place=row.place,
    )
