"""Bodies, a site, devices for the screens of the register (thiết bị mẫu trên màn hình), under tags that stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest

from congress.term import bodies, queries
from congress.term import service as term
from congress.term.values import BodyDetails, BodyKind, Site
from devices.register import service, sites, steps
from devices.register.rules.tags import tag_of
from devices.register.values.devices import Category, Condition, Device, DeviceDetails, NewDevice, Tenure, UseClass
from devices.register.values.sites import Needed, PositionKind
from tests.tui_screens.preparing import Prepared

KEEPER = "hoitruong"
BODIES = ("Đảng ủy xã Đa Tẻh", "Đảng ủy xã Đạ M' Rông", "Cơ quan Huyện ủy")


@dataclass(frozen=True, slots=True)
class Equipped:
    """Bodies, sites and devices as they were entered."""

    bodies: Sequence[UUID]
    site: Site
    other_site: Site
    devices: tuple[Device, ...]


def tags(number: int, *, first: int = 4000) -> tuple[str, ...]:
    """Tags that are the same in each run."""
    found = (tag_of(one) for one in range(first, first + 2 * number + 40))
    return tuple(tag for tag in found if tag is not None)[:number]


def equip(prepared: Prepared) -> Equipped:
    """Three bodies, two sites, the first with two counting stations and a printer's place; five devices."""
    office = prepared.office
    by = office.by(KEEPER)
    details = [BodyDetails(name, BodyKind.AGENCY if "quan" in name else BodyKind.COMMUNE) for name in BODIES]
    known = [body.id for body in bodies.make_bodies(office.workspace, by, details=details)]
    with office.workspace.reading() as unit:
        hall = queries.sites(unit, prepared.congress_id)[0]
    school = term.make_site(
        office.workspace, office.by("thuky"), congress_id=prepared.congress_id, name="Trường THCS Quang Trung"
    )
    needed = [
        Needed(PositionKind.COUNTING_STATION, 1),
        Needed(PositionKind.COUNTING_STATION, 2),
        Needed(PositionKind.PRINTER, 1),
    ]
    sites.set_positions(office.workspace, by, site_id=hall.id, needed=needed)
    new = [
        NewDevice(
            DeviceDetails(Category.COMPUTER, known[0], "HP ProBook 450", "5CD2310KLM", year=2022),
            holder_name="Đỗ Đức Hạnh",
            use_class=UseClass.COUNTING,
        ),
        NewDevice(
            DeviceDetails(Category.PRINTER, known[0], "Canon LBP 6030", "NTBA112233", colour=False),
            condition=Condition.WORN,
        ),
        NewDevice(
            DeviceDetails(Category.SCANNER, known[1], "Fujitsu fi-7160", "A36D001122", tenure=Tenure.BORROWED),
            holder_id=known[2],
            use_class=UseClass.CLASSIFIED,
            place="Phòng văn thư",
        ),
        NewDevice(DeviceDetails(Category.UPS, known[1], "Santak 1000 [/b]", "UPS-77"), condition=Condition.BROKEN),
        NewDevice(DeviceDetails(Category.LINE_SECURITY, known[2])),
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "new_tags", lambda _unit, number: tags(number))
        devices = service.register(office.workspace, by, devices=new)
    return Equipped(known, hall, school, devices)
