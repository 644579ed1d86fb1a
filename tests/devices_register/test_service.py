"""Deeds on devices, on both engines."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy import Executable, delete, text, update
from sqlalchemy.exc import DBAPIError

from congress.errors import Malformed, Refused
from congress.store.unit import Unit
from congress.workspace import check_journal
from devices.register import service, sites
from devices.register.queries import devices as queries
from devices.register.queries import tables
from devices.register.rows import DeviceEventRow
from devices.register.rules.tags import read_tag
from devices.register.values.devices import (
    Category,
    Condition,
    Device,
    DeviceDetails,
    DeviceState,
    NewDevice,
    Tenure,
    UseClass,
    Wiping,
)
from devices.register.values.history import Happening
from devices.register.values.listing import Sought
from devices.register.values.sites import Needed, PositionKind
from tests.congress_chapters.filling import within
from tests.devices_register.stores import ADMINISTRATOR, TECHNICIAN, DamRong, a_site, dam_rong, registered
from tests.workspaces import Office

WIPED = Wiping("ghi đè 3 lượt", date(2025, 8, 1), "12-BB/VPHU")


def _run(statement: Executable, unit: Unit) -> None:
    unit.connection.execute(statement)


def _three(office: Office) -> tuple[DamRong, tuple[Device, ...]]:
    known = dam_rong(office)
    body = known.old[0]
    devices = registered(
        office,
        [
            NewDevice(DeviceDetails(Category.COMPUTER, body, "HP ProBook 440", "5CD-2310 A7", None, 2023)),
            NewDevice(
                DeviceDetails(Category.PRINTER, body, "Canon LBP 2900", "NNQA", False, 2019), holder_id=known.old[1]
            ),
            NewDevice(
                DeviceDetails(Category.COMPUTER, known.old[2], "Dell Vostro", tenure=Tenure.BORROWED),
                holder_name="Đa Cát K' Hương",
                use_class=UseClass.CLASSIFIED,
            ),
        ],
    )
    return known, devices


def test_a_device_is_kept_as_it_was_entered(any_office: Office) -> None:
    known, devices = _three(any_office)
    assert len({device.tag for device in devices}) == 3
    assert all(read_tag(device.tag) == device.tag for device in devices)
    with any_office.workspace.reading() as unit:
        assert queries.devices_of(unit, [devices[0].tag])[devices[0].tag] == devices[0]
        assert queries.devices_by_id(unit, [device.id for device in devices]) == {one.id: one for one in devices}
        (told,) = queries.history(unit, devices[2].id)
    assert devices[1].custody.holder_id == known.old[1]
    assert (told.number, told.happening, told.by) == (1, Happening.REGISTERED, "Phạm Quốc Khánh")
    assert told.facts["use_class"] == "classified"
    assert check_journal(any_office.workspace) == ()


def test_every_fault_of_devices_to_be_entered_is_named(office: Office) -> None:
    known = dam_rong(office)
    bare = DeviceDetails(Category.LINE_SECURITY, known.old[0], model="X-1", serial="77")
    wrong = DeviceDetails(Category.COMPUTER, known.old[0], model="Đ" * 300, year=1066)
    with pytest.raises(Malformed) as raised:
        registered(office, [NewDevice(bare), NewDevice(wrong, holder_name="☎")])
    assert [(one.where, one.code) for one in raised.value.findings] == [
        ("device[1].model", "device-line-security-bare"),
        ("device[1].serial", "device-line-security-bare"),
        ("device[2].model", "field-too-long"),
        ("device[2].year", "device-year-wrong"),
        ("device[2].holder_name", "letters-not-printable"),
    ]
    with pytest.raises(Refused, match="body-unknown"):
        registered(office, [NewDevice(DeviceDetails(Category.UPS, uuid4()))])
    with pytest.raises(Refused, match="devices-none"):
        registered(office, [])


def test_a_device_goes_to_a_site_and_back_and_its_history_tells_it(any_office: Office) -> None:
    _, devices = _three(any_office)
    site = a_site(any_office)
    by, ws = any_office.by(TECHNICIAN), any_office.workspace
    tags = [device.tag for device in devices]
    placed = service.assign(ws, by, tags=[tags[0].lower().replace("-", " "), tags[1]], site_id=site.id, place="bàn 1")
    assert {device.state for device in placed} == {DeviceState.ASSIGNED}
    with ws.reading() as unit:
        assert queries.devices_at(unit, site.id) == tuple(sorted(placed, key=lambda device: device.tag))
    back = service.take_back(ws, any_office.by(TECHNICIAN, reason="hết đợt"), tags=tags[:1])
    assert (back[0].state, back[0].whereabouts.site_id) == (DeviceState.RETURNED, None)
    with ws.reading() as unit:
        told = queries.history(unit, devices[0].id)
    assert [(one.number, one.happening, one.reason) for one in told] == [
        (3, Happening.RETURNED, "hết đợt"),
        (2, Happening.ASSIGNED, ""),
        (1, Happening.REGISTERED, ""),
    ]
    assert told[1].facts == {"site": site.name, "place": "bàn 1"}
    assert check_journal(ws) == ()


def test_a_bulk_act_is_done_to_all_or_to_none_and_every_reason_is_named(any_office: Office) -> None:
    _, devices = _three(any_office)
    site = a_site(any_office)
    by, ws = any_office.by(TECHNICIAN), any_office.workspace
    tags = [device.tag for device in devices]
    service.set_condition(ws, by, tags=[tags[1]], condition=Condition.BROKEN)
    service.lose(ws, any_office.by(TECHNICIAN, reason="mất khi chuyển trụ sở"), tags=[tags[2]])
    with pytest.raises(Malformed) as raised:
        service.assign(ws, by, tags=tags, site_id=site.id)
    assert [(one.where, one.code) for one in raised.value.findings] == [
        (tags[1], "device-broken"),
        (tags[2], "device-act-not-allowed"),
    ]
    with pytest.raises(Malformed) as unknown:
        service.assign(ws, by, tags=[*tags, "TB-00000U", "máy"], site_id=site.id)
    assert [one.code for one in unknown.value.findings] == ["device-unknown"] * 2
    with ws.reading() as unit:
        assert queries.devices_at(unit, site.id) == ()
        assert len(queries.history(unit, devices[0].id)) == 1


def test_another_use_needs_two_people_and_evidence_of_wiping(any_office: Office) -> None:
    _, devices = _three(any_office)
    ws, tag = any_office.workspace, devices[0].tag
    two = any_office.by(TECHNICIAN, ADMINISTRATOR)
    with pytest.raises(Refused, match="second-missing"):
        service.change_use_class(ws, any_office.by(TECHNICIAN), tags=[tag], use_class=UseClass.CLASSIFIED, wiping=WIPED)
    with pytest.raises(Refused, match="roles-missing"):
        service.change_use_class(
            ws, any_office.by(TECHNICIAN, "uyvien1"), tags=[tag], use_class=UseClass.CLASSIFIED, wiping=WIPED
        )
    with pytest.raises(Malformed, match="wiping-missing"):
        service.change_use_class(
            ws, two, tags=[tag], use_class=UseClass.CLASSIFIED, wiping=replace(WIPED, minutes="  ")
        )
    with pytest.raises(Refused, match="device-use-class-same"):
        service.change_use_class(ws, two, tags=[tag], use_class=UseClass.INTERNAL, wiping=WIPED)
    (changed,) = service.change_use_class(ws, two, tags=[tag], use_class=UseClass.COUNTING, wiping=WIPED)
    site = a_site(any_office)
    (station,) = sites.set_positions(
        ws, any_office.by(TECHNICIAN), site_id=site.id, needed=[Needed(PositionKind.COUNTING_STATION)]
    )
    service.assign(ws, any_office.by(TECHNICIAN), tags=[tag], site_id=site.id, positions={tag: station.id})
    with pytest.raises(Refused, match="device-use-class-of-position"):
        service.change_use_class(ws, two, tags=[tag], use_class=UseClass.INTERNET, wiping=WIPED)
    service.take_back(ws, any_office.by(TECHNICIAN), tags=[tag])
    (changed,) = service.change_use_class(ws, two, tags=[tag], use_class=UseClass.CLASSIFIED, wiping=WIPED)
    assert changed.use_class is UseClass.CLASSIFIED
    with ws.reading() as unit:
        told = queries.history(unit, devices[0].id)[0]
    assert (told.by, told.second) == ("Phạm Quốc Khánh", "Trần Văn Quản")
    assert told.facts["minutes"] == "12-BB/VPHU"
    assert told.facts["before"] == "counting"


def test_what_held_secrets_is_retired_only_wiped_and_stays_retired(office: Office) -> None:
    _, devices = _three(office)
    ws, tag = office.workspace, devices[2].tag
    by = office.by(TECHNICIAN, reason="hỏng nặng")
    with pytest.raises(Refused, match="device-not-wiped"):
        service.retire(ws, by, tags=[tag])
    with pytest.raises(Refused, match="device-reason-missing"):
        service.retire(ws, office.by(TECHNICIAN), tags=[tag], wiping=WIPED)
    service.retire(ws, by, tags=[tag], wiping=WIPED)
    for again in (service.take_back, service.lose, service.find, service.retire):
        with pytest.raises(Refused, match="device-act-not-allowed"):
            again(ws, by, tags=[tag])
    with pytest.raises(Refused, match="device-retired"):
        service.change(ws, by, tag=tag, details=devices[2].details)
    with pytest.raises(Refused, match="device-retired"):
        service.set_condition(ws, by, tags=[tag], condition=Condition.GOOD)


def test_what_is_said_of_a_device_may_be_changed(any_office: Office) -> None:
    known, devices = _three(any_office)
    ws, by = any_office.workspace, any_office.by(TECHNICIAN)
    wanted = replace(devices[0].details, owner_id=known.old[3], model=" HP  ProBook 450 ", colour=True)
    changed = service.change(ws, by, tag=devices[0].tag, details=wanted)
    assert changed.details == replace(wanted, model="HP ProBook 450")
    with ws.reading() as unit:
        assert queries.devices_by_id(unit, [changed.id])[changed.id] == changed
        assert tables.count(unit, Sought(text="probook 450")) == 1
        assert tables.count(unit, Sought(text="probook 440")) == 0


def test_nothing_drops_a_line_of_history(any_office: Office) -> None:
    _, devices = _three(any_office)
    statements: list[Executable] = [
        update(DeviceEventRow).values(reason="khác"),
        delete(DeviceEventRow),
        text("DELETE FROM device"),
    ]
    if not any_office.workspace.embedded:
        statements.append(text("TRUNCATE device_event"))
    for statement in statements:
        with pytest.raises(DBAPIError):
            within(any_office.workspace, partial(_run, statement))
    with any_office.workspace.reading() as unit:
        assert [len(queries.history(unit, device.id)) for device in devices] == [1, 1, 1]
