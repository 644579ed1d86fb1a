"""A small site for tests: two stations, a printer, a spare of each, a room and a ballot box."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from devices.readiness.rules.checks import standing
from devices.readiness.rules.sites import Site
from devices.readiness.rules.templates import template
from devices.readiness.values import Checked, Seal, SealKind
from devices.register.values.devices import (
    Category,
    Condition,
    Custody,
    Device,
    DeviceDetails,
    DeviceState,
    UseClass,
    Whereabouts,
)
from devices.register.values.sites import FilledPosition, Place, PlaceKind, Position, PositionKind

NOW = datetime.fromisoformat("2025-08-12T08:00:00+07:00")
TODAY = NOW.date()
OPENS_ON = date(2025, 8, 15)
_BODY, _SITE, _IDS = UUID(int=1), UUID(int=2), UUID(int=3)
_MORE_THAN_ASKED = 1000


def device(name: str, category: Category = Category.COMPUTER, state: DeviceState = DeviceState.SEALED) -> Device:
    """A device at the site, its tag its name."""
    use_class = UseClass.COUNTING if category is Category.COMPUTER else UseClass.INTERNAL
    return Device(
        id=uuid5(_IDS, name),
        tag=name,
        details=DeviceDetails(category, _BODY),
        custody=Custody(_BODY),
        whereabouts=Whereabouts(_SITE),
        condition=Condition.GOOD,
        use_class=use_class,
        state=state,
    )


def position(kind: PositionKind, number: int = 1, *, quantity: int = 1) -> Position:
    """A position of the site."""
    return Position(uuid5(_IDS, f"{kind} {number}"), _SITE, kind, number, quantity)


def place(name: str, kind: PlaceKind) -> Place:
    """A place of the site."""
    return Place(uuid5(_IDS, name), _SITE, kind, name)


def passed(one: Device, *, at: datetime = NOW) -> tuple[Checked, ...]:
    """Every item of its template, passed."""
    due = template(one.category, one.use_class)
    return tuple(
        Checked(one.id, item.item, at, True, "Lê Văn Kỹ", _MORE_THAN_ASKED if item.measure else None) for item in due
    )


def seal(
    number: str, kind: SealKind, *, on: Device | None = None, at: Place | None = None, expires_on: date | None = None
) -> Seal:
    """A stamp or seal, affixed yesterday."""
    return Seal(
        id=uuid5(_IDS, number),
        kind=kind,
        number=number,
        issuer="Công an tỉnh",
        affixed_at=NOW - timedelta(days=1),
        device_id=None if on is None else on.id,
        place_id=None if at is None else at.id,
        expires_on=expires_on,
    )


LAPTOP_1, LAPTOP_2, SPARE = device("TB-1"), device("TB-2"), device("TB-3")
PRINTER, SPARE_PRINTER = device("TB-4", Category.PRINTER), device("TB-5", Category.PRINTER)
DEVICES = (LAPTOP_1, LAPTOP_2, SPARE, PRINTER, SPARE_PRINTER)
FILLED = (
    FilledPosition(position(PositionKind.COUNTING_STATION, 1), LAPTOP_1),
    FilledPosition(position(PositionKind.COUNTING_STATION, 2), LAPTOP_2),
    FilledPosition(position(PositionKind.PRINTER), PRINTER),
    FilledPosition(position(PositionKind.SPARE_COMPUTER), SPARE),
    FilledPosition(position(PositionKind.SPARE_PRINTER), SPARE_PRINTER),
    FilledPosition(position(PositionKind.PAPER, quantity=3), None),
)
ROOM, BOX = place("Phòng kiểm phiếu", PlaceKind.ROOM), place("Hòm phiếu số 1", PlaceKind.BALLOT_BOX)
PAPER = FILLED[-1].position


def seals_of(devices: Iterable[Device], places: Iterable[Place]) -> tuple[Seal, ...]:
    """A stamp and a seal on every device, a seal on every place."""
    stuck = [seal(f"KD-{one.tag}", SealKind.INSPECTION, on=one) for one in devices]
    stuck += [seal(f"NP-{one.tag}", SealKind.SEAL, on=one) for one in devices]
    return (*stuck, *(seal(f"NP-{one.name}", SealKind.SEAL, at=one) for one in places))


READY = Site(
    filled=FILLED,
    places=(ROOM, BOX),
    checks={one.id: standing(template(one.category, one.use_class), passed(one), at=NOW) for one in DEVICES},
    seals=seals_of(DEVICES, (ROOM, BOX)),
    stock={PAPER.id: 3},
    opens_on=OPENS_ON,
    who="Lê Văn Kỹ",
)


def without_device(site: Site, position: Position) -> Site:
    """The site with a position empty."""
    filled = tuple(replace(one, device=None) if one.position == position else one for one in site.filled)
    return replace(site, filled=filled)


def with_device(site: Site, one: Device) -> Site:
    """The site with a device in another state."""
    filled = tuple(
        replace(at, device=one) if at.device is not None and at.device.id == one.id else at for at in site.filled
    )
    return replace(site, filled=filled)
