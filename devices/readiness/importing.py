"""Stamp numbers that come back from the inspecting body (nhập số tem): looked at as a whole, nothing half done."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from congress.errors import Finding, Refused
from congress.store.unit import Unit
from devices.readiness import queries, sealing
from devices.readiness.formats import Head, StampList, read_stamps, same_serial
from devices.readiness.values import NewSeal, SealKind
from devices.register.queries import devices as register
from devices.register.values.devices import Device

if TYPE_CHECKING:
    from congress.workspace import Workspace

_HEADS = {"thing": Head.TAG, "number": Head.STAMP, "expires_on": Head.EXPIRES}
"""Where in the list a fault of a stamp stands."""


@dataclass(frozen=True, slots=True)
class StampsRead:
    """What a list would put on (xem trước), everything wrong with it by row and column."""

    stamps: tuple[NewSeal, ...]
    faults: tuple[Finding, ...]
    left_out: tuple[str, ...]
    """Tags that were asked for and are not in the list."""
    source: Mapping[str, str]
    """The list, as the journal names it: `file` and `sha256`."""


def look(workspace: "Workspace", *, site_id: UUID, data: bytes, name: str) -> StampsRead:
    """What a list of stamps would put on (chạy thử): nothing is written; `Malformed` where the file holds none.

    The stamps are those of the body that was last asked for them.
    """
    listed = read_stamps(data, name=name)
    with workspace.reading() as unit:
        asked = next(iter(queries.inspections(unit, site_id)), None)
        if asked is None:
            raise Refused("inspection-none-asked")
        stamps = [
            NewSeal(SealKind.INSPECTION, one.number, asked.addressed_to, tag=one.tag, expires_on=one.expires_on)
            for one in listed.rows
        ]
        known = register.devices_of(unit, [one.tag for one in listed.rows])
        faults = [*listed.faults, *_of_devices(listed, known, site_id), *_of_stamps(unit, listed, stamps)]
        wanted = register.devices_by_id(unit, asked.device_ids).values()
    left_out = sorted({one.tag for one in wanted} - known.keys())
    source = {"file": name, "sha256": hashlib.sha256(data).hexdigest()}
    faults.sort(key=lambda one: _row_of(one.where))
    return StampsRead(tuple(stamps), tuple(faults), tuple(left_out), source)


def _row_of(where: str) -> int:
    """The row in `file:sheet:row:column`; a fault of the whole file stands first."""
    row = where.rsplit(":", 2)[-2:][0]
    return int(row) if row.isdigit() else 0


def _of_devices(listed: StampList, known: Mapping[str, Device], site_id: UUID) -> Iterator[Finding]:
    """Devices that stand elsewhere, or whose serial number is another one."""
    for one in listed.rows:
        device = known.get(one.tag)
        if device is None:
            continue
        if device.whereabouts.site_id != site_id:
            yield Finding(listed.where(one.row, Head.TAG), "device-at-another-site", {"tag": one.tag})
        if not same_serial(one.serial, device.details.serial):
            facts = {"tag": one.tag, "there": one.serial or "—", "known": device.details.serial or "—"}
            yield Finding(listed.where(one.row, Head.SERIAL), "stamps-serial-differs", facts)


def _of_stamps(unit: Unit, listed: StampList, stamps: Sequence[NewSeal]) -> Iterator[Finding]:
    """What keeps the stamps from being put on; what the list alone told already is not told again."""

    def where(number: int, name: str) -> str:
        return listed.where(listed.rows[number - 1].row, _HEADS.get(name, Head.TAG))

    told = {one.where for one in listed.faults}
    yield from (one for one in sealing.bundle(unit, stamps, where=where).faults if one.where not in told)
