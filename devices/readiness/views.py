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
from devices.readiness.queries import congress as of_congress
from devices.readiness.rules import seals as sealing
from devices.readiness.rules import sites as rules
from devices.readiness.values import (
    Checked,
    Contact,
    DeviceNow,
    Incident,
    IncidentState,
    ItemStanding,
    Lack,
    Seal,
    SealKind,
    SiteDuty,
    SiteNow,
    SiteStanding,
)
from devices.register import steps as register
from devices.register.queries import devices as device_queries
from devices.register.queries import sites as site_queries
from devices.register.rules.details import CONSUMABLES
from devices.register.values.devices import Device
from devices.register.values.sites import Place, Position


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site on the board of all sites (một dòng của bảng các điểm)."""

    site: Site
    standing: SiteStanding
    now: SiteNow

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What it still lacks."""
        return tuple(rules.lacks(self.now))


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """A device at a site (thiết bị tại điểm): its checks, its stamp and its seal, whether anything keeps it."""

    device: Device
    now: DeviceNow
    stamp: Seal | None
    seal: Seal | None

    @property
    def passed(self) -> int:
        """How many items of its template have passed and still hold."""
        return self.now.due - len(self.now.open)

    @property
    def is_checked(self) -> bool:
        """Every item has passed and holds."""
        return not self.now.open

    @property
    def is_ready(self) -> bool:
        """Nothing keeps it."""
        return rules.is_ready(self.now)


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
        return self.device is not None and self.device.is_ready


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
    lacks: tuple[Lack, ...]
    positions: tuple[PositionSeen, ...]
    others: tuple[DeviceSeen, ...]
    """Devices at the site that fill no position."""
    places: tuple[PlaceSeen, ...]
    duty: SiteDuty | None
    incidents: tuple[Incident, ...]
    """The newest first."""
    contacts: tuple[Contact, ...]
    """Whom security incidents go to."""

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
    now, on = steps.sites_now(unit, congress_id), steps.today(unit.now)
    return tuple(
        SiteLine(one, rules.site_standing(now[one.id], on=on), now[one.id]) for one in term.sites(unit, congress_id)
    )


def site_view(unit: Unit, site_id: UUID) -> SiteView:
    """One site with its positions, places, incidents."""
    site = term.site(unit, site_id)
    if site is None:
        raise Refused("site-unknown")
    now, on = steps.site_now(unit, site_id), steps.today(unit.now)
    at_site, places = device_queries.devices_at(unit, site_id), site_queries.places(unit, site_id)
    seals = queries.seals_on(unit, [*(one.id for one in at_site), *(one.id for one in places)])
    by_tag = {one.tag: one for one in (*(each.device for each in now.positions), *now.others) if one is not None}
    seen = {one.id: _seen(one, by_tag[one.tag], seals, on=on) for one in at_site}
    placed = {one.whereabouts.position_id: seen[one.id] for one in at_site}
    return SiteView(
        site=site,
        standing=rules.site_standing(now, on=on),
        lacks=tuple(rules.lacks(now)),
        positions=tuple(
            PositionSeen(one, placed.get(one.id), each.there if each.kind in CONSUMABLES else None)
            for one, each in zip(site_queries.positions(unit, site_id), now.positions, strict=True)
        ),
        others=tuple(seen[one.id] for one in at_site if one.whereabouts.position_id is None),
        places=tuple(PlaceSeen(one, sealing.held(seals, one.id, SealKind.SEAL, on=on)) for one in places),
        duty=queries.duty(unit, site_id),
        incidents=queries.incidents(unit, site_id=site_id),
        contacts=of_congress.contacts(unit, site.congress_id),
    )


def checklist(unit: Unit, tag: str) -> Checklist:
    """The checklist of a device."""
    (device,) = register.found(unit, [tag])
    done = queries.checks(unit, [device.id])[device.id]
    return Checklist(device, steps.standings(unit, [device])[device.id], tuple(reversed(done)))


def _seen(device: Device, now: DeviceNow, seals: Sequence[Seal], *, on: date) -> DeviceSeen:
    stamp, seal = (sealing.held(seals, device.id, kind, on=on) for kind in (SealKind.INSPECTION, SealKind.SEAL))
    return DeviceSeen(device, now, stamp, seal)
