"""Steps of readiness: what a device's template says now, and how a site stands."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from uuid import UUID

from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries as term
from congress.text import clean
from devices.readiness import queries
from devices.readiness.queries import board
from devices.readiness.queries import congress as of_congress
from devices.readiness.rules import checks as rules
from devices.readiness.rules.templates import Changes, by_item, template
from devices.readiness.values import DeviceNow, Due, ItemStanding, OwnItem, PositionNow, SiteNow
from devices.register.queries import devices as register
from devices.register.rules.details import check_text
from devices.register.values.devices import Device
from devices.register.values.history import Happening

Adapted = tuple[Changes, tuple[OwnItem, ...]]
"""What a congress changed of the templates, and what it added."""
OPENED = frozenset(
    {Happening.UNSEALED, Happening.REPAIR, Happening.RETURNED, Happening.USE_CLASS, Happening.INCIDENT, Happening.FOUND}
)
"""After these a device is checked from the first item on."""


def standings(unit: Unit, devices: Sequence[Device]) -> dict[UUID, tuple[ItemStanding, ...]]:
    """Step: the template of each device as it stands now."""
    done = queries.checks(unit, [device.id for device in devices])
    since = register.last_happened(unit, [device.id for device in devices], OPENED)
    due = templates(unit, devices)
    return {
        device.id: rules.standing(due[device.id], done[device.id], at=unit.now, since=since.get(device.id))
        for device in devices
    }


def templates(unit: Unit, devices: Sequence[Device]) -> dict[UUID, tuple[Due, ...]]:
    """Step: what is checked of each device, as the congress of its site adapted it; at no site as it is by default."""
    sites = (term.site(unit, one) for one in {device.whereabouts.site_id for device in devices} if one is not None)
    adapted: dict[UUID | None, Adapted] = {
        site.id: _adapted(unit, site.congress_id) for site in sites if site is not None
    }
    by_default: Adapted = ({}, ())
    return {
        one.id: template(one.category, one.use_class, *adapted.get(one.whereabouts.site_id, by_default))
        for one in devices
    }


def _adapted(unit: Unit, congress_id: UUID) -> Adapted:
    return by_item(of_congress.changes(unit, congress_id)), of_congress.own_items(unit, congress_id)


def sites_now(unit: Unit, congress_id: UUID) -> dict[UUID, SiteNow]:
    """Step: all that is known of every site of a congress now, in as many statements as for one."""
    return _now(unit, board.of_congress(congress_id), congress_id)


def site_now(unit: Unit, site_id: UUID) -> SiteNow:
    """Step: all that is known of a site now; refused where there is none."""
    known = term.site(unit, site_id)
    if known is None:
        raise Refused("site-unknown")
    return _now(unit, board.of_site(site_id), known.congress_id)[site_id]


def _now(unit: Unit, sites: board.Sites, congress_id: UUID) -> dict[UUID, SiteNow]:
    held, on = term.congress(unit, congress_id), today(unit.now)
    stock, places, duties = board.stock(unit, sites), board.places(unit, sites, on=on), board.duties(unit, sites)
    as_now = _judged(unit, sites, _adapted(unit, congress_id))
    positions: dict[UUID, list[PositionNow]] = {site_id: [] for site_id in board.ids(unit, sites)}
    for one in board.positions(unit, sites, on=on):
        there = stock.get((one.site_id, one.kind, one.number), 0)
        device = None if one.device is None else as_now(one.device)
        positions[one.site_id].append(PositionNow(one.kind, one.number, one.quantity, device, there))
    others: dict[UUID, list[DeviceNow]] = {}
    for site_id, found in board.others(unit, sites, on=on):
        others.setdefault(site_id, []).append(as_now(found))
    return {
        site_id: SiteNow(
            positions=tuple(each),
            places=tuple(places.get(site_id, ())),
            others=tuple(others.get(site_id, ())),
            opens_on=None if held is None else held.details.opens_on,
            who=duties.get(site_id, ""),
        )
        for site_id, each in positions.items()
    }


def _judged(unit: Unit, sites: board.Sites, adapted: Adapted) -> Callable[[board.DeviceFound], DeviceNow]:
    """How a device at the sites stands, by what was checked of it."""
    checks = board.newest_checks(unit, sites, at=unit.now)
    opened = board.last_opened(unit, sites, OPENED)
    templates_of = cache(lambda category, use_class: template(category, use_class, *adapted))

    def as_now(one: board.DeviceFound) -> DeviceNow:
        due: tuple[Due, ...] = templates_of(one.category, one.use_class)
        done = checks.get(one.tag, {})
        left = rules.open_items(due, done, at=unit.now, since=opened.get(one.tag))
        until = None if left else rules.first_lapse(due, done)
        return DeviceNow(one.tag, one.state, len(due), left, one.stamped, one.sealed, until)

    return as_now


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
