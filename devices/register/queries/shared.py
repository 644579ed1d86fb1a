"""What the statements of this room share: devices between rows and values, lists in parts."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Row

from congress.text import fold
from devices.register.rows import DeviceRow
from devices.register.rules.details import serial_key
from devices.register.values.devices import Custody, Device, DeviceDetails, Whereabouts

AT_ONCE = 500
"""So many values stand in one IN list: SQLite and PostgreSQL both take them."""

DEVICE = (
    DeviceRow.id,
    DeviceRow.tag,
    DeviceRow.category,
    DeviceRow.model,
    DeviceRow.serial,
    DeviceRow.colour,
    DeviceRow.year,
    DeviceRow.tenure,
    DeviceRow.note,
    DeviceRow.owner_id,
    DeviceRow.holder_id,
    DeviceRow.holder_name,
    DeviceRow.site_id,
    DeviceRow.position_id,
    DeviceRow.place,
    DeviceRow.condition,
    DeviceRow.use_class,
    DeviceRow.state,
)


def in_parts(values: Collection[Any]) -> Iterator[list[Any]]:
    left = iter(values)
    while part := list(islice(left, AT_ONCE)):
        yield part


def as_device(row: Row[*tuple[Any, ...]]) -> Device:
    return Device(
        id=row.id,
        tag=row.tag,
        details=DeviceDetails(
            row.category, row.owner_id, row.model, row.serial, row.colour, row.year, row.tenure, row.note
        ),
        custody=Custody(row.holder_id, row.holder_name),
        whereabouts=Whereabouts(row.site_id, row.position_id, row.place),
        condition=row.condition,
        use_class=row.use_class,
        state=row.state,
    )


def as_values(device: Device) -> dict[str, object]:
    details, stands = device.details, device.whereabouts
    return {
        "category": details.category,
        "model": details.model,
        "serial": details.serial,
        "serial_key": serial_key(details.serial),
        "colour": details.colour,
        "year": details.year,
        "tenure": details.tenure,
        "note": details.note,
        "owner_id": details.owner_id,
        "holder_id": device.custody.holder_id,
        "holder_name": device.custody.holder_name,
        "site_id": stands.site_id,
        "position_id": stands.position_id,
        "place": stands.place,
        "condition": device.condition,
        "use_class": device.use_class,
        "state": device.state,
        "search": searched(device.tag, details.model, details.serial, device.custody.holder_name, stands.place),
    }


def search_key(*parts: str) -> str:
    """What a search looks through: words without marks, and the serial number without its signs."""
    return " ".join(fold(part) for part in parts if part)


def searched(tag: str, model: str, serial: str, holder_name: str, place: str) -> str:
    """The search column of a device."""
    return search_key(tag, tag.replace("-", ""), model, serial, serial_key(serial), holder_name, place)
