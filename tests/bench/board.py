"""The board of all sites: 3,000 sites with ten devices each, on the first day and on the day before a congress."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert

from congress.store.unit import Unit
from congress.term import queries as term
from congress.term.values import BodyDetails, BodyKind, CongressDetails, CongressKind
from congress.workspace import House, Workspace, open_folder
from devices.readiness import queries
from devices.readiness.rules.templates import template
from devices.readiness.values import Checked, Light, Seal, SealKind
from devices.readiness.views import SiteLine, sites_of
from devices.register.queries.devices import Told, add_devices, tell
from devices.register.rows import PositionRow
from devices.register.rules.tags import NUMBERS, tag_of
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
from devices.register.values.history import Happening
from devices.register.values.sites import PositionKind
from tests import workspaces
from tests.bench.measuring import Measured, median_seconds
from tests.clocks import PinnedClock
from tests.congress_chapters.filling import within

SITES = 3_000
WITHOUT_WAITING_S = 1.0
_NEEDED = (
    *((PositionKind.COUNTING_STATION, number, Category.COMPUTER) for number in range(1, 5)),
    (PositionKind.SPARE_COMPUTER, 1, Category.COMPUTER),
    (PositionKind.PRINTER, 1, Category.PRINTER),
    (PositionKind.SPARE_PRINTER, 1, Category.PRINTER),
    (PositionKind.UPS, 1, Category.UPS),
    (PositionKind.UPS, 2, Category.UPS),
    (PositionKind.PROJECTOR, 1, Category.PROJECTOR),
)
_BY = "Phạm Quốc Khánh"


def measure() -> Iterator[Measured]:
    """Seconds until the figures and the light of every site are known."""
    with tempfile.TemporaryDirectory() as place:
        folder, clock = Path(place) / "workspace", PinnedClock()
        workspaces.found(folder)
        with open_folder(folder, house=House(clock=clock)) as opened:
            congress_id, devices = within(opened, _placed)
            yield _measured("nothing checked yet", opened, congress_id)
            within(opened, lambda unit: _made_ready(unit, devices))
            yield _measured("the day before", opened, congress_id)


def _measured(when: str, opened: Workspace, congress_id: UUID) -> Measured:
    lines: tuple[SiteLine, ...] = ()

    def look() -> None:
        nonlocal lines
        with opened.reading() as unit:
            lines = sites_of(unit, congress_id)

    taken = median_seconds(look, runs=3)
    ready = sum(one.standing.light is Light.READY for one in lines)
    told = f"{ready:,} of {len(lines):,} ready"
    return Measured(f"board of {SITES:,} sites, 10 devices each: {when}", taken, "s", WITHOUT_WAITING_S, told)


def _placed(unit: Unit) -> tuple[UUID, Sequence[Device]]:
    made = term.add_term(unit, name="2025-2030", begins=2025, ends=2030)
    title = "Đại hội đảng bộ các xã"
    details = CongressDetails(title, CongressKind.DELEGATES, "Tỉnh ủy", title, "Đà Lạt", opens_on=date(2025, 8, 15))
    congress_id = term.add_congress(unit, term_id=made.id, details=details)
    (body,) = term.add_bodies(unit, [BodyDetails("Tỉnh ủy", BodyKind.PROVINCE)])
    tags = (tag for number in range(7, NUMBERS, 283) if (tag := tag_of(number)) is not None)
    positions: list[dict[str, object]] = []
    devices: list[Device] = []
    for number in range(SITES):
        site_id = term.add_site(unit, congress_id=congress_id, name=f"Hội trường xã {number}", place="").id
        inside = {(kind, place): uuid4() for kind, place, _ in _NEEDED}
        positions += [
            {"id": inside[kind, place], "site_id": site_id, "kind": kind, "number": place, "quantity": 1, "note": ""}
            for kind, place, _ in _NEEDED
        ]
        devices += [
            Device(
                uuid4(),
                next(tags),
                DeviceDetails(category, body.id),
                Custody(body.id),
                Whereabouts(site_id, inside[kind, place]),
                Condition.GOOD,
                UseClass.COUNTING if category is Category.COMPUTER else UseClass.INTERNAL,
                DeviceState.SEALED,
            )
            for kind, place, category in _NEEDED
        ]
    unit.connection.execute(insert(PositionRow), positions)
    add_devices(unit, devices)
    for happening in (Happening.REGISTERED, Happening.ASSIGNED):
        tell(unit, [Told(one, happening, {}) for one in devices], by=_BY, second="", reason="")
    return congress_id, devices


def _made_ready(unit: Unit, devices: Sequence[Device]) -> None:
    """Every device checked twice and sealed; one of a site's in ten without a stamp."""
    for at in (unit.now - timedelta(days=9), unit.now - timedelta(hours=2)):
        queries.add_checks(unit, (check for one in devices for check in _checks(one, at)))
    stamped = [one for number, one in enumerate(devices) if number % 100]
    for kind, those in ((SealKind.INSPECTION, stamped), (SealKind.SEAL, devices)):
        queries.add_seals(
            unit, (Seal(uuid4(), kind, f"{kind} {one.tag}", "Công an tỉnh", unit.now, one.id) for one in those)
        )


def _checks(one: Device, at: datetime) -> Iterator[Checked]:
    for due in template(one.category, one.use_class):
        yield Checked(one.id, due.item, at, True, _BY, due.least)
