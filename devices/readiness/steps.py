"""Steps of readiness: what a device's template says now, and how a site stands."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries as term
from congress.text import clean
from devices.readiness import queries
from devices.readiness.rules import checks as rules
from devices.readiness.rules.sites import Site, site_standing
from devices.readiness.rules.templates import template
from devices.readiness.values import ItemStanding, SiteStanding
from devices.register.queries import devices as register
from devices.register.queries import sites
from devices.register.rules.details import check_text
from devices.register.values.devices import Device
from devices.register.values.history import Happening
from devices.register.values.sites import FilledPosition

OPENED = frozenset(
    {Happening.UNSEALED, Happening.REPAIR, Happening.RETURNED, Happening.USE_CLASS, Happening.INCIDENT, Happening.FOUND}
)
"""After these a device is checked from the first item on."""


def standings(unit: Unit, devices: Sequence[Device]) -> dict[UUID, tuple[ItemStanding, ...]]:
    """Step: the template of each device as it stands now."""
    done = queries.checks(unit, [device.id for device in devices])
    since = register.last_happened(unit, [device.id for device in devices], OPENED)
    return {
        device.id: rules.standing(
            template(device.category, device.use_class), done[device.id], at=unit.now, since=since.get(device.id)
        )
        for device in devices
    }


def site_now(unit: Unit, site_id: UUID) -> Site:
    """Step: all that is known of a site now; refused where there is none."""
    known = term.site(unit, site_id)
    if known is None:
        raise Refused("site-unknown")
    devices = register.devices_at(unit, site_id)
    by_position = {one.whereabouts.position_id: one for one in devices if one.whereabouts.position_id is not None}
    positions, places = sites.positions(unit, site_id), sites.places(unit, site_id)
    duty = queries.duty(unit, site_id)
    held = term.congress(unit, known.congress_id)
    return Site(
        filled=tuple(FilledPosition(one, by_position.get(one.id)) for one in positions),
        places=places,
        checks=standings(unit, devices),
        seals=queries.seals_on(unit, [*(one.id for one in devices), *(one.id for one in places)]),
        stock=queries.stock(unit, [one.id for one in positions]),
        opens_on=None if held is None else held.details.opens_on,
        who="" if duty is None else duty.who,
    )


def standing_now(unit: Unit, site_id: UUID) -> SiteStanding:
    """Step: how a site stands today."""
    return site_standing(site_now(unit, site_id), on=today(unit.now))


def today(now: datetime) -> date:
    """The day on this laptop's clock."""
    return now.astimezone().date()


def words(texts: Mapping[str, str], *, needed: Collection[str] = ()) -> dict[str, str]:
    """Step: texts as they will be kept; everything wrong with them at once."""
    cleaned = {name: clean(text) for name, text in texts.items()}
    faults = [Finding(name, "field-empty") for name in needed if not cleaned[name]]
    faults += [fault for name, text in cleaned.items() for fault in check_text(text, where=name)]
    if faults:
        raise Malformed(faults)
    return cleaned
