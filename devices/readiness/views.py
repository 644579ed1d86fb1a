"""What people see of readiness: all sites of a congress, one site, the checklist of a device."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from congress.errors import Refused
from congress.store.unit import Unit
from congress.term import queries as term
from congress.term.values import Site
from devices.readiness import queries, steps
from devices.readiness.rules import seals as sealing
from devices.readiness.rules import sites as rules
from devices.readiness.values import (
    Checked,
    Incident,
    IncidentState,
    ItemStanding,
    ItemState,
    Seal,
    SealKind,
    SiteDuty,
    SiteStanding,
)
from devices.register import steps as register
from devices.register.queries import devices as device_queries
from devices.register.rules.details import CONSUMABLES
from devices.register.values.devices import Device
from devices.register.values.sites import Place, Position


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site on the board of all sites (một dòng của bảng các điểm)."""

    site: Site
    standing: SiteStanding


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """A device at a site (thiết bị tại điểm): its checks, its stamp and its seal, whether anything keeps it."""

    device: Device
    checks: tuple[ItemStanding, ...]
    stamp: Seal | None
    seal: Seal | None
    ready: bool

    @property
    def passed(self) -> int:
        """How many items of its template have passed and still hold."""
        return sum(1 for one in self.checks if one.state is ItemState.PASSED)


@dataclass(frozen=True, slots=True)
class PositionSeen:
    """A position of a site (vị trí): its device, or how much of a consumable is there."""

    position: Position
    device: DeviceSeen | None
    there: int | None
    """Of a consumable: its newest count; None for a device's position."""

    @property
    def is_enough(self) -> bool:
        """Filled by a ready device, or enough of it there."""
        if self.there is not None:
            return self.there >= self.position.quantity
        return self.device is not None and self.device.ready


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """A room, hall or ballot box (phòng, hội trường, hòm phiếu) and its seal."""

    place: Place
    seal: Seal | None


@dataclass(frozen=True, slots=True)
class SiteView:
    """One site as its board shows it (bảng của một điểm tổ chức)."""

    site: Site
    standing: SiteStanding
    positions: tuple[PositionSeen, ...]
    others: tuple[DeviceSeen, ...]
    """Devices at the site that fill no position."""
    places: tuple[PlaceSeen, ...]
    duty: SiteDuty | None
    incidents: tuple[Incident, ...]
    """The newest first."""

    @property
    def devices(self) -> tuple[DeviceSeen, ...]:
        """Every device at the site."""
        return (*(one.device for one in self.positions if one.device is not None), *self.others)

    @property
    def open_incidents(self) -> tuple[Incident, ...]:
        """Those that are not closed."""
        return tuple(one for one in self.incidents if one.state is not IncidentState.CLOSED)


@dataclass(frozen=True, slots=True)
class Checklist:
    """The template of a device as it stands, and every check of it that was ever done (phiếu kiểm tra)."""

    device: Device
    items: tuple[ItemStanding, ...]
    history: tuple[Checked, ...]
    """The newest first."""


def sites_of(unit: Unit, congress_id: UUID) -> tuple[SiteLine, ...]:
    """Every site of a congress, how each stands."""
    return tuple(SiteLine(one, steps.standing_now(unit, one.id)) for one in term.sites(unit, congress_id))


def site_view(unit: Unit, site_id: UUID) -> SiteView:
    """One site with its positions, places, incidents."""
    site = term.site(unit, site_id)
    if site is None:
        raise Refused("site-unknown")
    now, on = steps.site_now(unit, site_id), steps.today(unit.now)
    at_site = device_queries.devices_at(unit, site_id)
    seen = {one.id: _seen(one, now.checks[one.id], now.seals, on=on) for one in at_site}
    return SiteView(
        site=site,
        standing=rules.site_standing(now, on=on),
        positions=tuple(
            PositionSeen(
                one.position,
                None if one.device is None else seen[one.device.id],
                now.stock.get(one.position.id, 0) if one.position.kind in CONSUMABLES else None,
            )
            for one in now.filled
        ),
        others=tuple(seen[one.id] for one in at_site if one.whereabouts.position_id is None),
        places=tuple(PlaceSeen(one, sealing.held(now.seals, one.id, SealKind.SEAL, on=on)) for one in now.places),
        duty=queries.duty(unit, site_id),
        incidents=queries.incidents(unit, site_id=site_id),
    )


def checklist(unit: Unit, tag: str) -> Checklist:
    """The checklist of a device."""
    (device,) = register.found(unit, [tag])
    done = queries.checks(unit, [device.id])[device.id]
    return Checklist(device, steps.standings(unit, [device])[device.id], tuple(reversed(done)))


def _seen(device: Device, checks: tuple[ItemStanding, ...], seals: Sequence[Seal], *, on: date) -> DeviceSeen:
    return DeviceSeen(
        device,
        checks,
        sealing.held(seals, device.id, SealKind.INSPECTION, on=on),
        sealing.held(seals, device.id, SealKind.SEAL, on=on),
        rules.is_ready(device, checks, seals, on=on),
    )
