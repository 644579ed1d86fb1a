"""When a site is ready: every position filled by a ready device, the spares there, rooms and boxes sealed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from devices.readiness.values import (
    DeviceNow,
    ItemState,
    Lack,
    Lapse,
    Light,
    PositionNow,
    SiteNow,
    SiteStanding,
    SparesRule,
)
from devices.register.rules.details import CONSUMABLES
from devices.register.values.devices import Category, DeviceState, UseClass
from devices.register.values.sites import PositionKind

READY_BEFORE = timedelta(days=1)
"""Everything is due the day before the congress opens."""
SPARES = (
    SparesRule(Category.COMPUTER, UseClass.COUNTING, for_each=5),
    SparesRule(Category.PRINTER, None, for_each=3),
)
SPARE_POSITIONS: Mapping[PositionKind, Category] = {
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


def is_ready(device: DeviceNow) -> bool:
    """Nothing keeps it."""
    return next(_device_lacks(device), None) is None


def site_standing(site: SiteNow, *, on: date, rules: Sequence[SparesRule] = SPARES) -> SiteStanding:
    """How a site stands on a day, in figures: what is there, what is ready."""
    spare = [one for one in site.positions if one.kind in SPARE_POSITIONS]
    working = [one for one in site.positions if one.kind not in SPARE_POSITIONS]
    there = [one.device for one in site.positions if one.device is not None]
    filled = sum(map(_is_filled, working))
    light = _light(site, rules, is_filled=filled == len(working))
    return SiteStanding(
        light=light,
        positions=len(working),
        filled=filled,
        ready=sum(map(_is_ready, working)),
        stamped=sum(one.stamped for one in there),
        devices=len(there),
        spares=sum(map(_is_ready, spare)),
        spares_due=sum(_owed(site, rule) for rule in rules),
        days_left=None if site.opens_on is None else (site.opens_on - on).days,
        lapse=_lapse(there, opens_on=site.opens_on, on=on) if light is Light.READY else None,
    )


def lacks(site: SiteNow, *, rules: Sequence[SparesRule] = SPARES) -> Iterator[Lack]:
    """What a site still lacks, in the order of the work, by when and by whom."""
    due_on = None if site.opens_on is None else site.opens_on - READY_BEFORE
    lack = partial(Lack, due_on=due_on, who=site.who)
    if all(one.kind in SPARE_POSITIONS for one in site.positions):
        yield lack("positions-not-set", "", {})
    for one in sorted(site.positions, key=lambda one: one.kind in SPARE_POSITIONS):
        if not _is_filled(one) and one.kind not in SPARE_POSITIONS:
            yield _empty(one, lack)
        if one.device is not None:
            tag = one.device.tag
            yield from (lack(code, tag, {"tag": tag, **facts}) for code, facts in _device_lacks(one.device))
    for rule in rules:
        owed, there = _owed(site, rule), _spares(site, rule)
        if there < owed:
            yield lack("spares-short", str(rule.category), {"category": rule.category, "there": there, "due": owed})
    for place in site.places:
        if not place.sealed:
            yield lack("place-seal-missing", place.name, {"kind": place.kind, "name": place.name})


def _light(site: SiteNow, rules: Sequence[SparesRule], *, is_filled: bool) -> Light:
    if next(lacks(site, rules=rules), None) is None:
        return Light.READY
    return Light.PARTLY if is_filled else Light.NOT_READY


def _lapse(devices: Iterable[DeviceNow], *, opens_on: date | None, on: date) -> Lapse | None:
    """What lapses until the first day of the congress is over, or today where that is past."""
    found = [one.lapses_at for one in devices if one.lapses_at is not None]
    if opens_on is not None:
        found = [at for at in found if at.astimezone().date() <= max(opens_on, on)]
    return Lapse(min(found), len(found)) if found else None


def _device_lacks(device: DeviceNow) -> Iterator[tuple[str, Mapping[str, object]]]:
    if device.state not in _AT_WORK:
        yield "device-not-sealed", {"state": device.state}
    for item, state in device.open:
        yield _LACKING[state], {"item": item}
    if not device.stamped:
        yield "stamp-missing", {}
    # A device at work was opened by its board: the seal was taken off for that.
    if not device.sealed and device.state is not DeviceState.IN_USE:
        yield "seal-missing", {}


def _empty(one: PositionNow, lack: Callable[[str, str, Mapping[str, object]], Lack]) -> Lack:
    name, which = f"{one.kind} {one.number}", {"kind": one.kind, "number": one.number}
    if one.kind in CONSUMABLES:
        return lack("consumable-short", name, {**which, "there": one.there, "due": one.quantity})
    return lack("position-empty", name, which)


def _is_filled(one: PositionNow) -> bool:
    return one.there >= one.quantity if one.kind in CONSUMABLES else one.device is not None


def _is_ready(one: PositionNow) -> bool:
    return _is_filled(one) and (one.device is None or is_ready(one.device))


def _owed(site: SiteNow, rule: SparesRule) -> int:
    stations = sum(1 for one in site.positions if _WORKING.get(one.kind) is rule.category)
    return 0 if stations == 0 else max(rule.least, -(-stations // rule.for_each))


def _spares(site: SiteNow, rule: SparesRule) -> int:
    return sum(1 for one in site.positions if SPARE_POSITIONS.get(one.kind) is rule.category and _is_ready(one))
