"""The hall's equipment (thiết bị của điểm tổ chức): from an imported list to ready, an incident, a spare in its place.

What opens the site's gate before a count is done here by the ordinary deeds, one after another.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from congress.access.values import Authority
from congress.records import files
from congress.term import bodies
from congress.term import service as term
from congress.term.values import BodyDetails, BodyKind, PartyBody, Site
from congress.text import clean
from devices.readiness import incidents, printing, sealing, service
from devices.readiness.rules.templates import template
from devices.readiness.service import Result
from devices.readiness.values import Due, IncidentKind, NewSeal, SealKind
from devices.readiness.views import SiteView, site_view
from devices.register import importing, sites
from devices.register import service as register
from devices.register.queries import devices as kept
from devices.register.queries import sites as kept_sites
from devices.register.values.devices import Device, DeviceAct
from devices.register.values.sites import Needed, PlaceKind, PositionKind
from devices.reports.values import Phase
from tui.demo.custody import handed_back, handed_over, reported
from tui.demo.folder import DEVICE_LIST
from tui.demo.office import Office
from tui.demo.people import SECRETARY, SITE_TECHNICIAN, TYPIST
from tui.demo.telling import Advance

PARTS = 12
"""So many times `site_made_ready` says that it has come further."""
POLICE = "Công an tỉnh Lâm Đồng"
HALL = "Hội trường xã Đạ Srông"
OFFICE = "Văn phòng Đảng ủy xã Đạ Srông"
TEAM = "Tổ kỹ thuật Đại hội xã Đạ Srông"
_LIST = """TT;Loại thiết bị;Kiểu máy;Số sê-ri;Năm;Tình trạng;Đơn vị sở hữu;Mục đích sử dụng
1;Máy tính;Dell Latitude 3520;DL3520-0117;2022;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Kiểm phiếu
2;Máy tính;Dell Latitude 3520;DL3520-0118;2022;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Kiểm phiếu
3;Máy tính;HP ProBook 440;HP440-2231;2023;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Kiểm phiếu
4;Máy tính;HP ProBook 440;HP440-2232;2023;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Kiểm phiếu
5;Máy in;Canon LBP 226dw;CN226-0931;2021;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Mạng nội bộ
6;Máy in;Canon LBP 226dw;CN226-0932;2021;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Mạng nội bộ
7;Bộ lưu điện;Santak TG1000;ST1000-5512;2022;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Mạng nội bộ
8;Máy chiếu;Epson EB-X51;EB51-7720;2020;Tốt;Văn phòng Đảng ủy xã Đạ Srông;Mạng nội bộ
"""
"""As an office keeps it, in the order of the positions below."""
_POSITIONS = (
    Needed(PositionKind.COUNTING_STATION, 1),
    Needed(PositionKind.COUNTING_STATION, 2),
    Needed(PositionKind.SPARE_COMPUTER, 1),
    Needed(PositionKind.SPARE_COMPUTER, 2),
    Needed(PositionKind.PRINTER, 1),
    Needed(PositionKind.SPARE_PRINTER, 1),
    Needed(PositionKind.UPS, 1),
    Needed(PositionKind.PROJECTOR, 1),
)
_PAPER = Needed(PositionKind.PAPER, 1, quantity=5)
_LOST, _SPARE = 1, 2
"""Places in the list: the laptop that fails, the spare that takes its position."""


_STAMPS_HOLD = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Hall:
    """The site and its devices, in the order of the list."""

    site: Site
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Equipped:
    """The hall made ready, and the minutes by which its devices changed hands."""

    view: SiteView
    minutes: tuple[UUID, ...]


def site_entered(office: Office, congress_id: UUID) -> Site:
    """The hall where everything happens."""
    return term.make_site(
        office.workspace, office.by(SECRETARY), congress_id=congress_id, name=HALL, place="trung tâm xã"
    )


def site_made_ready(office: Office, congress_id: UUID, site: Site, advance: Advance) -> Equipped:
    """From the list to a ready site; a laptop fails, a sealed spare takes its place."""
    wanted = [BodyDetails(name, BodyKind.AGENCY) for name in (OFFICE, TEAM)]
    owner, team = bodies.make_bodies(office.workspace, _by(office), details=wanted)
    hall = Hall(site, _imported(office, owner))
    advance()
    given = handed_over(office, _devices(office, hall.tags), giver=owner, taker=team, congress_id=congress_id)
    advance()
    _placed(office, hall)
    advance()
    _checked(office, hall.tags)
    advance()
    printing.request_inspection(office.workspace, _by(office), site_id=site.id, addressed_to=POLICE, sample=True)
    advance()
    _stamped(office, hall)
    advance()
    printing.print_seal_minutes(office.workspace, _by(office), site_id=site.id, sample=True)
    advance()
    _lost_and_replaced(office, hall)
    advance()
    back = handed_back(office, given, tag=hall.tags[_LOST])
    advance()
    printing.print_certificate(office.workspace, _by(office), site_id=site.id, sample=True)
    advance()
    reported(office, congress_id, Phase.BEFORE, number=1)
    advance()
    service.take_into_use(office.workspace, office.by(TYPIST), tags=[hall.tags[0], hall.tags[_SPARE]])
    advance()
    with office.workspace.reading() as unit:
        return Equipped(site_view(unit, site.id), (given.id, back.id))


def _by(office: Office) -> Authority:
    return office.by(SITE_TECHNICIAN)


def _imported(office: Office, body: PartyBody) -> tuple[str, ...]:
    """The list is looked at, accepted as it was seen, and stays beside the workspace to try again."""
    workspace = office.workspace
    path = workspace.folder / DEVICE_LIST
    files.write(path, _LIST.encode("utf-8-sig"))
    seen = importing.look(workspace, source=path)
    importing.accept(workspace, _by(office), source=path, digest=seen.digest)
    with workspace.reading() as unit:
        devices = {device.details.serial: device.tag for device in kept.devices_of_bodies(unit, [body.id])}
    return tuple(devices[clean(line.split(";")[3])] for line in _LIST.splitlines()[1:])


def _placed(office: Office, hall: Hall) -> None:
    workspace, site_id = office.workspace, hall.site.id
    made = sites.set_positions(workspace, _by(office), site_id=site_id, needed=(*_POSITIONS, _PAPER))
    ids = {(one.kind, one.number): one.id for one in made}
    filling = {tag: ids[needed.kind, needed.number] for tag, needed in zip(hall.tags, _POSITIONS, strict=True)}
    sites.make_place(workspace, _by(office), site_id=site_id, kind=PlaceKind.ROOM, name="Phòng kiểm phiếu")
    register.assign(workspace, _by(office), tags=hall.tags, site_id=site_id, positions=filling)
    paper = {ids[_PAPER.kind, _PAPER.number]: _PAPER.quantity}
    service.count_consumables(workspace, _by(office), site_id=site_id, counted=paper)
    service.name_duty(workspace, _by(office), site_id=site_id, who=SITE_TECHNICIAN.name)


def _checked(office: Office, tags: tuple[str, ...]) -> None:
    for device in _devices(office, tags):
        results = [
            Result(due.item, passed=True, value=_value(due)) for due in template(device.category, device.use_class)
        ]
        service.check_device(office.workspace, _by(office), tag=device.tag, results=results)


def _value(due: Due) -> int | None:
    """A little better than what is asked."""
    return None if due.measure is None else (due.least or 0) + 5


def _stamped(office: Office, hall: Hall) -> None:
    until = office.workspace.house.clock.now().astimezone().date() + _STAMPS_HOLD
    stamps = [
        NewSeal(SealKind.INSPECTION, f"KĐ-{number:04d}", POLICE, tag=tag, spot="mặt trên", expires_on=until)
        for number, tag in enumerate(hall.tags, 117)
    ]
    seals = [
        NewSeal(SealKind.SEAL, f"NP-{number:04d}", POLICE, tag=tag, spot="khe vỏ máy")
        for number, tag in enumerate(hall.tags, 301)
    ]
    with office.workspace.reading() as unit:
        (room,) = (place.id for place in kept_sites.places(unit, hall.site.id))
    sealing.affix(office.workspace, _by(office), seals=(*stamps, *seals))
    door = NewSeal(SealKind.SEAL, "NP-0401", POLICE, place_id=room, spot="cửa chính")
    sealing.affix(office.workspace, _by(office), seals=[door])


def _lost_and_replaced(office: Office, hall: Hall) -> None:
    incident = incidents.report(
        office.workspace,
        _by(office),
        tag=hall.tags[_LOST],
        kind=IncidentKind.FAULT,
        what="máy không lên nguồn khi kiểm tra lần cuối",
    )
    incidents.swap(
        office.workspace, _by(office), incident_id=incident.id, spare_tag=hall.tags[_SPARE], data_moved=False
    )
    incidents.close(
        office.workspace,
        _by(office),
        incident_id=incident.id,
        outcome="rút khỏi hội trường, trả về Văn phòng Đảng ủy để sửa nguồn",
        act=DeviceAct.RETURN,
    )


def _devices(office: Office, tags: tuple[str, ...]) -> tuple[Device, ...]:
    with office.workspace.reading() as unit:
        found = kept.devices_of(unit, tags)
    return tuple(found[tag] for tag in tags)
