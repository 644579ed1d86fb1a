"""When a site is ready: every position filled by a ready device, the spares there, rooms and boxes sealed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from devices.readiness.rules import seals as sealing
from devices.readiness.values import (
    ItemStanding,
    ItemState,
    Lack,
    Seal,
    SealKind,
    SiteStanding,
    SparesRule,
)
from devices.register.values.devices import Category, Device, DeviceState, UseClass
from devices.register.values.sites import FilledPosition, Place, PositionKind

READY_BEFORE = timedelta(days=1)
"""Everything is due the day before the congress opens."""
SPARES = (
    SparesRule(Category.COMPUTER, UseClass.COUNTING, for_each=5),
    SparesRule(Category.PRINTER, None, for_each=3),
)
_SPARE_POSITIONS: Mapping[PositionKind, Category] = {
    PositionKind.SPARE_COMPUTER: Category.COMPUTER,
    PositionKind.SPARE_PRINTER: Category.PRINTER,
}
_WORKING: Mapping[PositionKind, Category] = {
    PositionKind.COUNTING_STATION: Category.COMPUTER,
    PositionKind.PRINTER: Category.PRINTER,
}
_AT_WORK = frozenset({DeviceState.SEALED, DeviceState.IN_USE})
_LACKING: Mapping[ItemState, str] = {
    ItemState.FAILED: "check-failed",
    ItemState.EXPIRED: "check-expired",
    ItemState.MISSING: "check-missing",
}


@dataclass(frozen=True, slots=True)
class Site:
    """All that is known of one site at a moment."""

    filled: tuple[FilledPosition, ...]
    places: tuple[Place, ...]
    checks: Mapping[UUID, tuple[ItemStanding, ...]]
    """The template of each device at the site, as it stands."""
    seals: tuple[Seal, ...]
    stock: Mapping[UUID, int]
    """Of each consumable position: how much is there."""
    opens_on: date | None
    who: str = ""
    """Who answers for the equipment of the site."""


def lacks_of(device: Device, checks: Iterable[ItemStanding], seals: Iterable[Seal], *, on: date) -> tuple[Lack, ...]:
    """What keeps a device from being ready: state, checks, stamp, seal."""
    checks, seals = tuple(checks), tuple(seals)
    found = []
    if device.state not in _AT_WORK:
        found.append(Lack("device-not-sealed", device.tag, {"tag": device.tag, "state": device.state}))
    for one in checks:
        if one.state is not ItemState.PASSED:
            found.append(Lack(_LACKING[one.state], device.tag, {"tag": device.tag, "item": one.due.item}))
    if sealing.held(seals, device.id, SealKind.INSPECTION, on=on) is None:
        found.append(Lack("stamp-missing", device.tag, {"tag": device.tag}))
    # A device at work was opened by its board: the seal was taken off for that.
    if device.state is not DeviceState.IN_USE and sealing.held(seals, device.id, SealKind.SEAL, on=on) is None:
        found.append(Lack("seal-missing", device.tag, {"tag": device.tag}))
    return tuple(found)


def is_ready(device: Device, checks: Iterable[ItemStanding], seals: Iterable[Seal], *, on: date) -> bool:
    """Nothing keeps it."""
    return not lacks_of(device, checks, seals, on=on)


def site_standing(site: Site, *, on: date, rules: Iterable[SparesRule] = SPARES) -> SiteStanding:
    """How a site stands on a day: what is there, what is ready, what is lacking, by when and by whom."""
    due_on = None if site.opens_on is None else site.opens_on - READY_BEFORE
    spare = [one for one in site.filled if one.position.kind in _SPARE_POSITIONS]
    working = [one for one in site.filled if one not in spare]
    lacks: list[Lack] = []
    ready = [one for one in working if _position_ready(site, one, lacks, on=on)]
    ready_spares = [one for one in spare if one.device is not None and _position_ready(site, one, lacks, on=on)]
    due = tuple(rules)
    spares_due = sum(_owed(site, rule) for rule in due)
    lacks += _short_spares(site, ready_spares, due)
    lacks += [
        Lack("place-seal-missing", place.name, {"kind": place.kind, "name": place.name})
        for place in site.places
        if sealing.held(site.seals, place.id, SealKind.SEAL, on=on) is None
    ]
    there = [one.device for one in (*working, *spare) if one.device is not None]
    return SiteStanding(
        positions=len(working),
        filled=sum(1 for one in working if _is_filled(site, one)),
        ready=len(ready),
        stamped=sum(1 for one in there if sealing.held(site.seals, one.id, SealKind.INSPECTION, on=on) is not None),
        devices=len(there),
        spares=len(ready_spares),
        spares_due=spares_due,
        lacks=tuple(Lack(one.code, one.subject, one.facts, due_on, site.who) for one in lacks),
        days_left=None if site.opens_on is None else (site.opens_on - on).days,
    )


def _position_ready(site: Site, one: FilledPosition, lacks: list[Lack], *, on: date) -> bool:
    name = f"{one.position.kind} {one.position.number}"
    which = {"kind": one.position.kind, "number": one.position.number}
    if not _is_filled(site, one):
        if one.position.kind in {PositionKind.PAPER, PositionKind.TONER}:
            there = site.stock.get(one.position.id, 0)
            lacks.append(Lack("consumable-short", name, {**which, "there": there, "due": one.position.quantity}))
        else:
            lacks.append(Lack("position-empty", name, which))
        return False
    if one.device is None:
        return True
    found = lacks_of(one.device, site.checks[one.device.id], site.seals, on=on)
    lacks += found
    return not found


def _is_filled(site: Site, one: FilledPosition) -> bool:
    if one.position.kind in {PositionKind.PAPER, PositionKind.TONER}:
        return site.stock.get(one.position.id, 0) >= one.position.quantity
    return one.device is not None


def _owed(site: Site, rule: SparesRule) -> int:
    stations = sum(1 for one in site.filled if _WORKING.get(one.position.kind) is rule.category)
    return 0 if stations == 0 else max(rule.least, -(-stations // rule.for_each))


def _short_spares(site: Site, ready: Iterable[FilledPosition], rules: Iterable[SparesRule]) -> list[Lack]:
    ready = tuple(ready)
    found = []
    for rule in rules:
        owed = _owed(site, rule)
        there = sum(1 for one in ready if _SPARE_POSITIONS[one.position.kind] is rule.category)
        if there < owed:
            found.append(
                Lack("spares-short", str(rule.category), {"category": rule.category, "there": there, "due": owed})
            )
    return found
