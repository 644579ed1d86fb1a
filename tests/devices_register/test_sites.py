"""Positions and places of a site, on both engines."""

import pytest

from congress.errors import Malformed, Refused
from devices.register import service, sites
from devices.register.queries import sites as queries
from devices.register.values.devices import Category, DeviceDetails, NewDevice, UseClass
from devices.register.values.sites import Needed, PlaceKind, PositionKind
from tests.devices_register.stores import TECHNICIAN, a_site, dam_rong, registered
from tests.workspaces import Office

NEEDED = [
    Needed(PositionKind.COUNTING_STATION, 1),
    Needed(PositionKind.COUNTING_STATION, 2),
    Needed(PositionKind.PRINTER),
    Needed(PositionKind.SPARE_PRINTER, note=" để ở  phòng thư ký "),
    Needed(PositionKind.PAPER, quantity=5),
]


def test_positions_are_entered_filled_and_kept_while_they_are_filled(any_office: Office) -> None:
    known, ws, by = dam_rong(any_office), any_office.workspace, any_office.by(TECHNICIAN)
    site, other = a_site(any_office), a_site(any_office, "Hội trường B")
    one, two, *_ = made = sites.set_positions(ws, by, site_id=site.id, needed=NEEDED)
    assert [position.note for position in made if position.note] == ["để ở phòng thư ký"]
    laptop, spare, printer, online = (
        device.tag
        for device in registered(
            any_office,
            [
                NewDevice(DeviceDetails(category, known.old[0]), use_class=use_class)
                for category, use_class in (
                    (Category.COMPUTER, UseClass.COUNTING),
                    (Category.COMPUTER, UseClass.COUNTING),
                    (Category.PRINTER, UseClass.INTERNAL),
                    (Category.COMPUTER, UseClass.INTERNET),
                )
            ],
        )
    )
    service.assign(ws, by, tags=[laptop], site_id=site.id, positions={laptop: one.id})
    for tag, position, code in (
        (spare, one, "position-taken"),
        (printer, two, "position-takes-another"),
        (printer, made[-1], "position-takes-another"),
        (online, two, "position-takes-counting"),
    ):
        with pytest.raises(Refused, match=code):
            service.assign(ws, by, tags=[tag], site_id=site.id, positions={tag: position.id})
    with pytest.raises(Refused, match="site-position-unknown"):
        service.assign(ws, by, tags=[spare], site_id=other.id, positions={spare: two.id})
    with pytest.raises(Malformed, match="position-twice"):
        service.assign(ws, by, tags=[spare, laptop], site_id=site.id, positions={spare: two.id, laptop: two.id})
    service.assign(ws, by, tags=[spare, printer], site_id=site.id, positions={spare: two.id, printer: made[2].id})
    with ws.reading() as unit:
        filled = sites.filled_positions(unit, site.id)
        assert sites.filled_at(unit, [site.id, other.id]) == {site.id: filled, other.id: ()}
    assert [device.device.tag if device.device else None for device in filled] == [laptop, spare, printer, None, None]
    with pytest.raises(Refused, match="position-filled"):
        sites.set_positions(ws, by, site_id=site.id, needed=NEEDED[1:])
    service.take_back(ws, by, tags=[laptop])
    left = sites.set_positions(ws, by, site_id=site.id, needed=NEEDED[1:])
    assert [position.id for position in left] == [position.id for position in made[1:]]


def test_every_fault_of_positions_is_named(office: Office) -> None:
    site = a_site(office)
    needed = [
        Needed(PositionKind.UPS, 1, 2),
        Needed(PositionKind.PAPER, 0, 5),
        Needed(PositionKind.TONER),
        Needed(PositionKind.TONER),
    ]
    with pytest.raises(Malformed) as raised:
        sites.set_positions(office.workspace, office.by(TECHNICIAN), site_id=site.id, needed=needed)
    assert [(one.where, one.code) for one in raised.value.findings] == [
        ("position[1]", "position-is-one-device"),
        ("position[2]", "position-out-of-range"),
        ("position[4]", "position-twice"),
    ]


def test_rooms_halls_and_boxes_of_a_site(any_office: Office) -> None:
    site, ws, by = a_site(any_office), any_office.workspace, any_office.by(TECHNICIAN)
    other = a_site(any_office, "Hội trường B")
    box = sites.make_place(ws, by, site_id=site.id, kind=PlaceKind.BALLOT_BOX, name=" Hòm phiếu số 1 ")
    room = sites.make_place(ws, by, site_id=site.id, kind=PlaceKind.ROOM, name="Phòng kiểm phiếu")
    with ws.reading() as unit:
        assert queries.places(unit, site.id) == (room, box)
        assert queries.places_at(unit, [other.id, site.id]) == {other.id: (), site.id: (room, box)}
    for name, code in (("HÒM PHIẾU SỐ 1", "place-exists"), (" ", "place-name-missing")):
        with pytest.raises(Refused, match=code):
            sites.make_place(ws, by, site_id=site.id, kind=PlaceKind.BALLOT_BOX, name=name)
