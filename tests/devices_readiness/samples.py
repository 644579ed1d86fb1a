"""A small site for tests: two stations, a printer, a spare of each, a room and a ballot box, nothing lacking."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from devices.readiness.values import (
    DeviceNow,
    PlaceNow,
    PositionNow,
    Seal,
    SealKind,
    SiteNow,
)
from devices.register.values.devices import DeviceState
from devices.register.values.sites import PlaceKind, PositionKind

NOW = datetime.fromisoformat("2025-08-12T08:00:00+07:00")
TODAY = NOW.date()
OPENS_ON = date(2025, 8, 15)
_IDS = UUID(int=3)
LAPTOP_1, LAPTOP_2, BOX = (uuid5(_IDS, name) for name in ("TB-1", "TB-2", "box"))


def seal(
    number: str, kind: SealKind, *, on: UUID | None = None, at: UUID | None = None, expires_on: date | None = None
) -> Seal:
    """A stamp or seal, affixed yesterday."""
    return Seal(
        id=uuid5(_IDS, number),
        kind=kind,
        number=number,
        issuer="Công an tỉnh",
        affixed_at=NOW - timedelta(days=1),
        device_id=on,
        place_id=at,
        expires_on=expires_on,
    )


def ready(tag: str) -> DeviceNow:
    """A device that nothing keeps."""
    return DeviceNow(tag, DeviceState.SEALED, due=3, open=(), stamped=True, sealed=True)


READY = SiteNow(
    positions=(
        PositionNow(PositionKind.COUNTING_STATION, 1, device=ready("TB-1")),
        PositionNow(PositionKind.COUNTING_STATION, 2, device=ready("TB-2")),
        PositionNow(PositionKind.PRINTER, 1, device=ready("TB-4")),
        PositionNow(PositionKind.SPARE_COMPUTER, 1, device=ready("TB-3")),
        PositionNow(PositionKind.SPARE_PRINTER, 1, device=ready("TB-5")),
        PositionNow(PositionKind.PAPER, 1, quantity=3, there=3),
    ),
    places=(
        PlaceNow(PlaceKind.ROOM, "Phòng kiểm phiếu", sealed=True),
        PlaceNow(PlaceKind.BALLOT_BOX, "Hòm phiếu số 1", sealed=True),
    ),
    opens_on=OPENS_ON,
    who="Lê Văn Kỹ",
)


def with_position(place: int, **changes: Any) -> SiteNow:
    """The site with one of its positions changed."""
    positions = list(READY.positions)
    positions[place] = replace(positions[place], **changes)
    return replace(READY, positions=tuple(positions))


def with_device(place: int, **changes: Any) -> SiteNow:
    """The site with the device in one of its positions changed."""
    device = READY.positions[place].device
    assert device is not None
    return with_position(place, device=replace(device, **changes))
