"""The register follows a decision on mergers: whole, or device by device; reports as before and as after."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from congress.errors import Malformed, Refused
from congress.term import bodies as term
from congress.term.values import MergerDetails, MergerPart
from congress.workspace import check_journal
from devices.register import merging, transferring
from devices.register.queries import devices as queries
from devices.register.queries import tables
from devices.register.values.devices import Category, DeviceDetails, NewDevice
from devices.register.values.history import Happening
from devices.register.values.listing import Sought
from devices.register.values.mergers import Left
from tests.devices_register.stores import (
    CATEGORIES,
    INTO,
    TECHNICIAN,
    DamRong,
    all_devices,
    dam_rong,
    decision,
    have,
    have_before,
    registered,
)
from tests.workspaces import Office

PRINTED = {1: (6, 6, 0, 0), 2: (35, 33, 1, 3), 3: (6, 6, 0, 1), 4: (8, 8, 0, 1)}
"""Có of plan 02-PA/HU after the merger."""


def _of_new(known: DamRong, counted: Mapping[tuple[UUID, Category], int]) -> dict[int, tuple[int, ...]]:
    return {n: tuple(counted.get((known.new[n - 1], one), 0) for one in CATEGORIES) for n in INTO}


def test_everything_goes_whole_to_the_new_bodies(any_office: Office) -> None:
    known = dam_rong(any_office)
    registered(any_office, all_devices(known))
    ws = any_office.workspace
    merger = term.make_merger(ws, any_office.by("thuky"), details=decision(known))
    with ws.reading() as unit:
        assert merging.left_of(unit, [merger]) == {merger.id: Left(devices=114, whole=114)}
        before = have(unit)
        coming = have(unit, merged=merger.whole)
    by = any_office.by(TECHNICIAN)
    moved = merging.apply_whole(ws, by, merger_id=merger.id)
    assert len(moved) == 55 + 53 + 1 + 5
    with ws.reading() as unit:
        after = have(unit)
        assert merging.still_to_move(unit, merger.id) == ()
        for text, number in (("Đạ K' Nàng", 6), ("xa da k' nang", 6), ("da k' nang khác", 0)):
            assert tables.count(unit, Sought(text=text)) == number, text  # by the name of before
        assert have_before(unit, [merger.id]) == before
        told = queries.history(unit, moved[0].id)[0]
    assert _of_new(known, after) == PRINTED == _of_new(known, coming)
    assert coming == after
    assert told.happening is Happening.MERGED
    assert told.facts["decision"] == "2147-KL/HU"
    with pytest.raises(Refused, match="merger-nothing-left"):
        merging.apply_whole(ws, any_office.by(TECHNICIAN), merger_id=merger.id)
    assert check_journal(ws) == ()


def test_a_body_may_be_divided_device_by_device(any_office: Office) -> None:
    known = dam_rong(any_office)
    district = known.old[9]
    devices = registered(any_office, [NewDevice(DeviceDetails(Category.COMPUTER, district))] * 4)
    elsewhere = registered(any_office, [NewDevice(DeviceDetails(Category.COMPUTER, known.old[0]))])
    ws = any_office.workspace
    parts = tuple(MergerPart(district, new, whole=False) for new in known.new[:2])
    details = replace(decision(known), parts=parts)
    merger = term.make_merger(ws, any_office.by("thuky"), details=details)
    by = any_office.by(TECHNICIAN)
    with pytest.raises(Refused, match="merger-nothing-left"):
        merging.apply_whole(ws, by, merger_id=merger.id)
    merging.apply_some(ws, by, merger_id=merger.id, new_id=known.new[0], tags=[devices[0].tag, devices[1].tag])
    merging.apply_some(ws, by, merger_id=merger.id, new_id=known.new[1], tags=[devices[2].tag])
    with pytest.raises(Refused, match="device-not-in-merger"):
        merging.apply_some(ws, by, merger_id=merger.id, new_id=known.new[1], tags=[elsewhere[0].tag])
    with pytest.raises(Refused, match="device-not-in-merger"):
        merging.apply_some(ws, by, merger_id=merger.id, new_id=known.new[2], tags=[devices[3].tag])
    with ws.reading() as unit:
        assert merging.still_to_move(unit, merger.id) == (devices[3],)
        assert merging.left_of(unit, [merger]) == {merger.id: Left(devices=1, whole=0)}
        owners = Counter(owner for owner, _ in have(unit))
        assert have(unit)[known.new[0], Category.COMPUTER] == 2
        assert have_before(unit, [merger.id])[district, Category.COMPUTER] == 4
    assert owners.keys() == {*known.new[:2], district, known.old[0]}


def test_a_decision_of_tomorrow_moves_nothing_today(office: Office) -> None:
    known = dam_rong(office)
    registered(office, all_devices(known)[:3])
    late = replace(decision(known), effective_on=office.clock.now().date().replace(year=2099))
    merger = term.make_merger(office.workspace, office.by("thuky"), details=late)
    with pytest.raises(Refused, match="merger-not-in-force"):
        merging.apply_whole(office.workspace, office.by(TECHNICIAN), merger_id=merger.id)
    with office.workspace.reading() as unit:
        assert tables.count(unit, Sought(body_ids=frozenset({known.old[0]}))) == 3


def test_what_is_only_held_by_an_old_body_goes_along_and_its_owner_stays(office: Office) -> None:
    known = dam_rong(office)
    province = known.old[9]
    lent = registered(office, [NewDevice(DeviceDetails(Category.PRINTER, province), holder_id=known.old[0])])
    details = MergerDetails("1-QĐ", *(decision(known).decided_on,) * 2, (MergerPart(known.old[0], known.new[0]),))
    merger = term.make_merger(office.workspace, office.by("thuky"), details=details)
    (moved,) = merging.apply_whole(office.workspace, office.by(TECHNICIAN), merger_id=merger.id)
    assert (moved.details.owner_id, moved.custody.holder_id) == (province, known.new[0])
    assert moved.id == lent[0].id


def test_devices_go_to_another_unit_by_a_decision_and_their_history_says_so(any_office: Office) -> None:
    known, ws = dam_rong(any_office), any_office.workspace
    devices = registered(any_office, [NewDevice(DeviceDetails(Category.PRINTER, known.old[0]))] * 2)
    tags, on = [device.tag for device in devices], date(2025, 8, 1)
    by = any_office.by(TECHNICIAN)
    moved = transferring.transfer(ws, by, tags=tags[:1], body_id=known.old[1], decision=" 15-QĐ/TU ", decided_on=on)
    assert [(one.details.owner_id, one.custody.holder_id) for one in moved] == [(known.old[1], known.old[1])]
    with ws.reading() as unit:
        assert have(unit) == {(known.old[0], Category.PRINTER): 1, (known.old[1], Category.PRINTER): 1}
        told = queries.history(unit, moved[0].id)[0]
    assert told.facts["decision"] == "15-QĐ/TU, 01/08/2025"
    assert told.facts["owner"] == ["Đảng ủy xã Đạ K' Nàng", "Đảng ủy xã Phi Liêng"]
    by = any_office.by(TECHNICIAN)
    with pytest.raises(Refused, match="device-there-already"):
        transferring.transfer(ws, by, tags=tags[:1], body_id=known.old[1], decision="16", decided_on=on)
    with pytest.raises(Malformed, match="field-empty"):
        transferring.transfer(ws, by, tags=tags, body_id=known.old[2], decision=" ", decided_on=on)
    assert check_journal(ws) == ()
