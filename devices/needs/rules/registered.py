"""What the register says of units that merge (số liệu từ sổ thiết bị), as a plan wants it: pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from congress.errors import Finding
from congress.term.values import Merger, PartyBody
from congress.text import collation_key
from devices.needs.rules.names import loosened
from devices.needs.values import TOTAL, NewUnit, Norm, OldUnit, StaffNumber
from devices.register.values.devices import Category
from devices.register.values.mergers import Owned

ITEMS: Mapping[Category, str] = {
    Category.COMPUTER: "computers",
    Category.PRINTER: "printers",
    Category.PHOTOCOPIER: "photocopiers",
    Category.SCANNER: "scanners",
    Category.PROJECTOR: "projectors",
    Category.VIDEO_CAMERA: "camcorders",
    Category.CAMERA: "cameras",
    Category.NETWORK: "network",
    Category.UPS: "ups",
    Category.KEYPAD: "keypads",
}
"""Categories that norms speak of, and what files call them; media, line security and other devices are not planned."""

Have = Mapping[Owned, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What the register gives a plan (số liệu)."""

    items: tuple[str, ...]
    old_units: tuple[OldUnit, ...]
    successors: Mapping[str, str]
    new_units: tuple[NewUnit, ...]
    faults: tuple[Finding, ...]
    """What has to be said or divided first; nothing else counts then."""
    remarks: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Way:
    """Devices of one unit that count for one new unit; None where that is still to be said."""

    before: UUID
    after: UUID | None


def found(
    mergers: Sequence[Merger],
    bodies: Mapping[UUID, PartyBody],
    have: Have,
    norms: Iterable[Norm],
    staff: Mapping[UUID, StaffNumber],
) -> Found:
    """What the units of some decisions had, and what the new ones are."""
    parts = [part for merger in mergers for part in merger.details.parts]
    into: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for part in parts:
        into[part.old_id].append(part.new_id)
    new_ids = sorted({part.new_id for part in parts}, key=lambda one: collation_key(bodies[one].name))
    whole = {part.old_id: part.new_id for part in parts if part.whole}
    items = _items(have, norms)
    ways = _ways(have, into, whole, frozenset(new_ids))
    names = _names(ways, bodies)
    return Found(
        items=items,
        old_units=tuple(_old_unit(name, ways[way], items) for way, name in names.items()),
        successors={name: bodies[way.after].name for way, name in names.items() if way.after is not None},
        new_units=tuple(_new_unit(bodies[one], staff.get(one)) for one in new_ids),
        faults=(*_undivided(ways, bodies), *_unfit(new_ids, bodies, staff)),
        remarks=tuple(_unplanned(have, {*into, *new_ids})),
    )


def _items(have: Have, norms: Iterable[Norm]) -> tuple[str, ...]:
    """Items that anybody has or a norm names, in the register's order."""
    wanted = {ITEMS[owned.category] for owned in have if owned.category in ITEMS} | {norm.item for norm in norms}
    return tuple(item for item in ITEMS.values() if item in wanted)


_Counted = Counter[tuple[str, bool]]
"""By item, and whether it is classified."""


def _ways(
    have: Have, into: Mapping[UUID, Sequence[UUID]], whole: Mapping[UUID, UUID], new_ids: frozenset[UUID]
) -> dict[_Way, _Counted]:
    """Every old unit, also one without devices; what a new unit has of its own goes from it to itself."""
    ways: dict[_Way, _Counted] = {}
    for owned, number in have.items():
        after = owned.now if owned.now in new_ids else whole.get(owned.now)
        if owned.category not in ITEMS or (after is None and owned.now not in into):
            continue  # of no item, or not of these units
        way = _Way(owned.before, after)
        ways.setdefault(way, Counter())[ITEMS[owned.category], owned.classified] += number
    there = {way.before for way in ways}
    ways |= {_Way(old, new[0]): Counter() for old, new in into.items() if old not in there}
    return ways


def _names(ways: Iterable[_Way], bodies: Mapping[UUID, PartyBody]) -> dict[_Way, str]:
    """A name for each way: the unit's own, with the new unit's where it is divided; never the same twice."""
    afters = {way: "" if way.after is None else bodies[way.after].name for way in ways}

    def place(way: _Way) -> tuple[object, ...]:
        return collation_key(bodies[way.before].name), str(way.before), collation_key(afters[way])

    goes = Counter(way.before for way in afters)
    taken: Counter[str] = Counter()
    named: dict[_Way, str] = {}
    for way in sorted(afters, key=place):
        name = bodies[way.before].name
        if goes[way.before] > 1:
            name += f" → {afters[way] or '?'}"
        taken[name] += 1
        named[way] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return named


def _old_unit(name: str, counted: _Counted, items: Sequence[str]) -> OldUnit:
    have = tuple(counted[item, False] + counted[item, True] for item in items)
    return OldUnit(name, have, tuple(counted[item, True] for item in items))


def _new_unit(body: PartyBody, number: StaffNumber | None) -> NewUnit:
    if number is None:
        return NewUnit(body.name, 0)
    return NewUnit(body.name, number.staff, number.seat, number.dated)


def _undivided(ways: Mapping[_Way, _Counted], bodies: Mapping[UUID, PartyBody]) -> Iterable[Finding]:
    for way, counted in ways.items():
        if way.after is None:
            name = bodies[way.before].name
            yield Finding(name, "needs-undivided", {"unit": name, "count": counted.total()})


def _unfit(
    new_ids: Iterable[UUID], bodies: Mapping[UUID, PartyBody], staff: Mapping[UUID, StaffNumber]
) -> Iterable[Finding]:
    """New units that no plan can be made for: merged on since, without a number of staff, named as the sum is."""
    for one in new_ids:
        body = bodies[one]
        if body.is_closed:
            yield Finding(body.name, "needs-unit-merged-on", {"unit": body.name})
        if one not in staff:
            yield Finding(body.name, "needs-staff-missing", {"unit": body.name})
        if loosened(body.name).casefold() == loosened(TOTAL).casefold():
            yield Finding(body.name, "unit-named-total", {"name": body.name})


def _unplanned(have: Have, units: set[UUID]) -> Iterable[Finding]:
    """Devices of categories that no plan speaks of: they stay where they are, and that is said."""
    count = sum(number for owned, number in have.items() if owned.category not in ITEMS and owned.now in units)
    if count:
        yield Finding("register", "needs-unplanned", {"count": count})
