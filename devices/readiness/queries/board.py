"""Sites as their board shows them, all of a congress in a fixed number of statements (đọc bảng các điểm tổ chức)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, case, exists, func, or_, select, type_coerce

from congress.store.unit import Unit
from congress.term.rows import SiteRow
from devices.readiness.rows import CheckRow, ConsumableCountRow, SealRow, SiteDutyRow
from devices.readiness.values import Newest, PlaceNow, SealKind, SealState, item_of
from devices.register.rows import DeviceEventRow, DeviceRow, PlaceRow, PositionRow
from devices.register.values.devices import Category, DeviceState, UseClass
from devices.register.values.history import Happening
from devices.register.values.sites import PositionKind

_BETWEEN = "\x1f"
"""Between items that are read in one row: no text that people type has it."""
Sites = Select[UUID]
"""Which sites: a query for their ids."""


class DeviceFound(NamedTuple):
    """What the register has of a device at a site."""

    tag: str
    category: Category
    use_class: UseClass
    state: DeviceState
    stamped: bool
    sealed: bool


class PositionFound(NamedTuple):
    """What a site needs, and the device in it."""

    site_id: UUID
    kind: PositionKind
    number: int
    quantity: int
    device: DeviceFound | None


def of_congress(congress_id: UUID) -> Sites:
    """Every site of a congress."""
    return select(SiteRow.id).where(SiteRow.congress_id == congress_id)


def of_site(site_id: UUID) -> Sites:
    """One site."""
    return select(SiteRow.id).where(SiteRow.id == site_id)


def ids(unit: Unit, sites: Sites) -> Sequence[UUID]:
    """The ids of the sites."""
    return unit.connection.scalars(sites).all()


def positions(unit: Unit, sites: Sites, *, on: date) -> Iterator[PositionFound]:
    """What the sites need, site by site, and the device in each position as it stands on a day."""
    order = case({kind: place for place, kind in enumerate(PositionKind)}, value=PositionRow.kind)
    needed = (PositionRow.site_id, PositionRow.kind, PositionRow.number, PositionRow.quantity)
    query = (
        select(*needed, *_device(on))
        .outerjoin(DeviceRow, DeviceRow.position_id == PositionRow.id)
        .where(PositionRow.site_id.in_(sites))
        .order_by(PositionRow.site_id, order, PositionRow.number)
    )
    for site_id, kind, number, quantity, tag, *device in unit.connection.execute(query):
        yield PositionFound(site_id, kind, number, quantity, None if tag is None else DeviceFound(tag, *device))


def others(unit: Unit, sites: Sites, *, on: date) -> Iterator[tuple[UUID, DeviceFound]]:
    """The devices at the sites that fill no position, with the site of each."""
    query = select(DeviceRow.site_id, *_device(on)).where(DeviceRow.site_id.in_(sites), DeviceRow.position_id.is_(None))
    for site_id, *device in unit.connection.execute(query):
        yield site_id, DeviceFound(*device)


def newest_checks(unit: Unit, sites: Sites, *, at: datetime) -> dict[str, dict[str, Newest]]:
    """The newest check of each item of each device at the sites, up to a moment, by tag.

    Of two at the same moment the one that failed counts. What was checked of a device in one go comes in one row.
    """
    query = (
        select(
            DeviceRow.tag,
            CheckRow.at,
            CheckRow.passed,
            func.aggregate_strings(type_coerce(CheckRow.item, String), _BETWEEN),
        )
        .join(CheckRow, CheckRow.device_id == DeviceRow.id)
        .where(DeviceRow.site_id.in_(sites), CheckRow.at <= at)
        .group_by(DeviceRow.tag, CheckRow.at, CheckRow.passed)
        .order_by(CheckRow.at, CheckRow.passed.desc())
    )
    found: dict[str, dict[str, Newest]] = {}
    for tag, moment, passed, items in unit.connection.execute(query):
        found.setdefault(tag, {}).update(dict.fromkeys(_items(items), Newest(moment, passed)))
    return found


def last_opened(unit: Unit, sites: Sites, happenings: frozenset[Happening]) -> dict[str, datetime]:
    """When one of these last happened to each device at the sites, by tag; one to which none did is left out."""
    query = (
        select(DeviceRow.tag, func.max(DeviceEventRow.at))
        .join(DeviceEventRow, DeviceRow.id == DeviceEventRow.device_id)
        .where(DeviceRow.site_id.in_(sites), DeviceEventRow.happening.in_(happenings))
        .group_by(DeviceRow.tag)
    )
    return dict(unit.connection.execute(query).all())


def stock(unit: Unit, sites: Sites) -> dict[tuple[UUID, PositionKind, int], int]:
    """The newest count of each consumable, by site, kind and number; one never counted is not there."""
    count, place = ConsumableCountRow, (PositionRow.site_id, PositionRow.kind, PositionRow.number)
    query = (
        select(*place, count.quantity)
        .join(count, count.position_id == PositionRow.id)
        .where(PositionRow.site_id.in_(sites))
        # The last one holds; of two counts at the same moment the lower one is believed.
        .order_by(count.at, count.quantity.desc())
    )
    return {(site_id, kind, number): quantity for site_id, kind, number, quantity in unit.connection.execute(query)}


def places(unit: Unit, sites: Sites, *, on: date) -> dict[UUID, list[PlaceNow]]:
    """Rooms, halls and ballot boxes of each site, and whether a seal on each holds on a day."""
    sealed = _carries(SealRow.place_id == PlaceRow.id, SealKind.SEAL, on=on)
    query = select(PlaceRow.site_id, PlaceRow.kind, PlaceRow.name, sealed).where(PlaceRow.site_id.in_(sites))
    found: dict[UUID, list[PlaceNow]] = {}
    for site_id, kind, name, is_sealed in unit.connection.execute(query.order_by(PlaceRow.kind, PlaceRow.name)):
        found.setdefault(site_id, []).append(PlaceNow(kind, name, sealed=bool(is_sealed)))
    return found


def duties(unit: Unit, sites: Sites) -> dict[UUID, str]:
    """Who answers for the equipment of each site."""
    query = select(SiteDutyRow.site_id, SiteDutyRow.who).where(SiteDutyRow.site_id.in_(sites))
    return dict(unit.connection.execute(query).all())


def _device(on: date) -> tuple[Any, ...]:
    return (
        DeviceRow.tag,
        DeviceRow.category,
        DeviceRow.use_class,
        DeviceRow.state,
        _carries(SealRow.device_id == DeviceRow.id, SealKind.INSPECTION, on=on),
        _carries(SealRow.device_id == DeviceRow.id, SealKind.SEAL, on=on),
    )


def _carries(on_it: ColumnElement[bool], kind: SealKind, *, on: date) -> Any:
    """As `rules.seals.holds` says it."""
    in_time = or_(SealRow.expires_on.is_(None), SealRow.expires_on >= on)
    return exists().where(on_it, SealRow.kind == kind, SealRow.state == SealState.AFFIXED, in_time)


@cache
def _items(names: str) -> tuple[str, ...]:
    return tuple(map(item_of, names.split(_BETWEEN)))
