"""Devices that change hands (thiết bị bàn giao mẫu): of Đam Rông's office, to a commune and back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from congress.access.values import Authority
from congress.store.unit import Unit
from congress.term import queries as term
from devices.custody import queries, rules
from devices.custody.service import Handed
from devices.custody.values import Handover, NewHandover, NewLine, NewReturn, Side
from devices.register.queries import devices as register
from devices.register.values.devices import Category, Condition, Device, DeviceDetails, NewDevice, UseClass
from tests.devices_register.stores import TECHNICIAN, a_site, dam_rong, registered
from tests.workspaces import Office

OFFICE, COMMUNE, OTHER = 9, 0, 1
"""Places in the list of bodies: the district's office gives, the commune takes."""
DISK, SEAL = "WD-5521", "NP 0031"
DOCUMENTS = "12-BC/HU, 15-TTr/HU"


@dataclass(frozen=True, slots=True)
class Custodians:
    """An office with bodies, a site of a congress, three ordinary devices and two classified machines."""

    office: Office
    bodies: tuple[UUID, ...]
    devices: tuple[Device, ...]
    secret: tuple[Device, ...]
    congress_id: UUID
    site_id: UUID

    @property
    def by(self) -> Authority:
        """A technician of the congress."""
        return self.office.by(TECHNICIAN)

    @property
    def two(self) -> Authority:
        """A technician with the administrator."""
        return self.office.by(TECHNICIAN, "quantri")

    @property
    def giver(self) -> Side:
        """Who gives."""
        return Side(self.bodies[OFFICE], "Đỗ Đức Hạnh", "Chánh Văn phòng")

    @property
    def taker(self) -> Side:
        """Who takes."""
        return Side(self.bodies[COMMUNE], "K'Brơi", "Phó Bí thư")

    @property
    def new(self) -> NewHandover:
        """The three ordinary devices, good, each with something that belongs to it."""
        return NewHandover(
            number="03-BB/VPHU",
            on=self.today,
            basis="Quyết định số 15-QĐ/HU ngày 01/8/2025",
            giver=self.giver,
            taker=self.taker,
            lines=tuple(good(one) for one in self.devices),
            place="Văn phòng Huyện ủy",
            congress_id=self.congress_id,
            until=date(self.today.year, 12, 31),
        )

    @property
    def secret_new(self) -> NewHandover:
        """The classified machines."""
        lines = tuple(
            NewLine(
                tag=one.tag,
                condition=Condition.GOOD,
                disk_serial=f"{DISK}-{place}",
                seal=f"{SEAL}-{place}",
                documents=DOCUMENTS,
            )
            for place, one in enumerate(self.secret)
        )
        return replace(self.new, number="04-BB/VPHU", lines=lines)

    @property
    def today(self) -> date:
        """The day on the office's clock."""
        return self.office.clock.now().astimezone().date()

    def now(self, *devices: Device) -> tuple[Device, ...]:
        """The devices as they stand now."""
        with self.office.workspace.reading() as unit:
            found = register.devices_by_id(unit, [one.id for one in devices])
        return tuple(found[one.id] for one in devices)

    def holders(self, devices: Iterable[Device]) -> set[tuple[UUID, str]]:
        """Who holds them now."""
        return {(one.custody.holder_id, one.custody.holder_name) for one in self.now(*devices)}

    def out(self, of: Handover) -> tuple[UUID, ...]:
        """What is still out of a hand-over."""
        with self.office.workspace.reading() as unit:
            return rules.still_out(of, queries.returns_of(unit, [of.id])[of.id])

    def back(self, of: Handed, lines: Iterable[NewLine], *, number: str = "01-BB/ĐU") -> NewReturn:
        """A return of some devices."""
        return NewReturn(
            handover_id=of.handover.id,
            number=number,
            on=self.today,
            giver_name="K'Brơi",
            taker_name="Đỗ Đức Hạnh",
            lines=tuple(lines),
        )


def good(device: Device, accessories: str = "dây nguồn, chuột") -> NewLine:
    """A device in good condition."""
    return NewLine(tag=device.tag, condition=Condition.GOOD, accessories=accessories)


def custodians(office: Office) -> Custodians:
    """Enter them."""
    known = dam_rong(office)
    owner = known.old[OFFICE]
    site = a_site(office)
    ordinary = registered(
        office,
        [
            NewDevice(DeviceDetails(Category.COMPUTER, owner, "HP ProBook 450", "5CD2310KLM")),
            NewDevice(DeviceDetails(Category.PRINTER, owner, "Canon LBP 6030", "NTBA112233")),
            NewDevice(DeviceDetails(Category.UPS, owner, "Santak 1000", "UPS-77")),
        ],
    )
    secret = registered(
        office,
        [
            NewDevice(
                DeviceDetails(Category.COMPUTER, owner, "Dell Optiplex", f"SN-{n}"), use_class=UseClass.CLASSIFIED
            )
            for n in (1, 2)
        ],
    )
    return Custodians(office, known.old, ordinary, secret, _congress(office), site.id)


def _congress(office: Office) -> UUID:
    def first(unit: Unit) -> UUID:
        return term.congresses(unit)[0].id

    with office.workspace.reading() as unit:
        return first(unit)
