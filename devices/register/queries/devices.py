"""Reading and writing devices and their history."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, insert, or_, select, update

from congress.store.unit import Unit
from devices.register.queries.shared import DEVICE, as_device, as_values, in_parts
from devices.register.rows import DeviceEventRow, DeviceRow
from devices.register.rules.details import serial_key
from devices.register.values.devices import Device, DeviceState
from devices.register.values.history import Event, Happening


@dataclass(frozen=True, slots=True)
class Told:
    """A line to be added to a device's history."""

    device: Device
    """As it is after it."""
    happening: Happening
    facts: Mapping[str, object]
    merger_id: UUID | None = None
    from_id: UUID | None = None
    to_id: UUID | None = None


def devices_of(unit: Unit, tags: Collection[str]) -> dict[str, Device]:
    """The devices of some tags."""
    return {device.tag: device for device in _some(unit, DeviceRow.tag, tags)}


def devices_by_id(unit: Unit, ids: Collection[UUID]) -> dict[UUID, Device]:
    """The devices of some ids."""
    return {device.id: device for device in _some(unit, DeviceRow.id, ids)}


def devices_by_serial(unit: Unit, keys: Collection[str]) -> dict[str, list[Device]]:
    """The devices of some serial numbers, by the letters and digits of it; retired ones left out."""
    found: dict[str, list[Device]] = {}
    for device in _some(unit, DeviceRow.serial_key, keys):
        if device.state is not DeviceState.RETIRED:
            found.setdefault(serial_key(device.details.serial), []).append(device)
    return found


def devices_at(unit: Unit, site_id: UUID) -> tuple[Device, ...]:
    """The devices that stand at a site, by tag."""
    query = select(*DEVICE).where(DeviceRow.site_id == site_id).order_by(DeviceRow.tag)
    return tuple(as_device(row) for row in unit.connection.execute(query))


def devices_at_sites(unit: Unit, site_ids: Collection[UUID]) -> dict[UUID, tuple[Device, ...]]:
    """The devices that stand at some sites, by site and tag; a site without any has none."""
    found: dict[UUID, list[Device]] = {one: [] for one in site_ids}
    for device in _some(unit, DeviceRow.site_id, found):
        assert device.whereabouts.site_id is not None
        found[device.whereabouts.site_id].append(device)
    return {key: tuple(each) for key, each in found.items()}


def devices_held_by(unit: Unit, body_id: UUID) -> tuple[Device, ...]:
    """The devices that a body holds, by tag; lost and retired ones left out."""
    gone = DeviceRow.state.in_((DeviceState.LOST, DeviceState.RETIRED))
    query = select(*DEVICE).where(DeviceRow.holder_id == body_id, ~gone).order_by(DeviceRow.tag)
    return tuple(as_device(row) for row in unit.connection.execute(query))


def devices_of_bodies(unit: Unit, body_ids: Collection[UUID]) -> tuple[Device, ...]:
    """The devices that some bodies own or hold, by tag."""
    mine = or_(DeviceRow.owner_id.in_(body_ids), DeviceRow.holder_id.in_(body_ids))
    query = select(*DEVICE).where(mine).order_by(DeviceRow.tag)
    return tuple(as_device(row) for row in unit.connection.execute(query))


def device_in(unit: Unit, position_id: UUID) -> Device | None:
    """The device that fills a position."""
    row = unit.connection.execute(select(*DEVICE).where(DeviceRow.position_id == position_id)).first()
    return None if row is None else as_device(row)


def taken_tags(unit: Unit, tags: Collection[str]) -> frozenset[str]:
    """Those tags that a device has already."""
    found: set[str] = set()
    for part in in_parts(tags):
        found.update(unit.connection.execute(select(DeviceRow.tag).where(DeviceRow.tag.in_(part))).scalars())
    return frozenset(found)


def add_devices(unit: Unit, devices: Iterable[Device]) -> None:
    """New devices, without a line of history yet."""
    rows = [{"id": device.id, "tag": device.tag, "events": 0, **as_values(device)} for device in devices]
    if rows:
        unit.connection.execute(insert(DeviceRow), rows)


def set_devices(unit: Unit, devices: Iterable[Device]) -> None:
    """Put devices as they are now in the place of what was."""
    rows = [
        {"which": device.id, **{f"new_{name}": value for name, value in as_values(device).items()}}
        for device in devices
    ]
    if rows:
        names = [name.removeprefix("new_") for name in rows[0] if name != "which"]
        table = cast(Table, DeviceRow.__table__)
        change = update(table).where(table.c.id == bindparam("which"))
        unit.connection.execute(change.values({name: bindparam(f"new_{name}") for name in names}), rows)


def tell(unit: Unit, told: Sequence[Told], *, by: str, second: str, reason: str) -> None:
    """Add a line to the history of each device; each once."""
    if not told:
        return
    ids = [one.device.id for one in told]
    numbers: dict[UUID, int] = {}
    for part in in_parts(ids):
        query = select(DeviceRow.id, DeviceRow.events).where(DeviceRow.id.in_(part))
        numbers.update((row.id, row.events + 1) for row in unit.connection.execute(query))
    rows = [
        {
            "device_id": one.device.id,
            "number": numbers[one.device.id],
            "at": unit.now,
            "happening": one.happening,
            "state": one.device.state,
            "by": by,
            "second": second,
            "reason": reason,
            "facts": dict(one.facts),
            "merger_id": one.merger_id,
            "from_id": one.from_id,
            "to_id": one.to_id,
        }
        for one in told
    ]
    unit.connection.execute(insert(DeviceEventRow), rows)
    for part in in_parts(ids):
        more = update(DeviceRow).where(DeviceRow.id.in_(part)).values(events=DeviceRow.events + 1)
        unit.connection.execute(more.execution_options(synchronize_session=False))


def history(unit: Unit, device_id: UUID) -> tuple[Event, ...]:
    """All that ever happened to a device, the newest first."""
    query = (
        select(*DeviceEventRow.__table__.columns)
        .where(DeviceEventRow.device_id == device_id)
        .order_by(DeviceEventRow.number.desc())
    )
    return tuple(
        Event(row.number, row.at, row.happening, row.state, row.by, row.second, row.reason, row.facts)
        for row in unit.connection.execute(query)
    )


def last_happened(unit: Unit, ids: Collection[UUID], happenings: Collection[Happening]) -> dict[UUID, datetime]:
    """When one of these last happened to each of some devices; one to which none did is left out."""
    found: dict[UUID, datetime] = {}
    for part in in_parts(ids):
        query = (
            select(DeviceEventRow.device_id, func.max(DeviceEventRow.at))
            .where(DeviceEventRow.device_id.in_(part), DeviceEventRow.happening.in_(happenings))
            .group_by(DeviceEventRow.device_id)
        )
        found.update((device_id, at) for device_id, at in unit.connection.execute(query))
    return found


def _some(unit: Unit, column: Any, values: Collection[Any]) -> Iterator[Device]:
    for part in in_parts(values):
        query = select(*DEVICE).where(column.in_(part)).order_by(DeviceRow.tag)
        yield from (as_device(row) for row in unit.connection.execute(query))
