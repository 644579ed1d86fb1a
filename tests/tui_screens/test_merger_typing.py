"""A decision on mergers typed in, with its new units; then its devices moved one by one, before and after in view."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from congress.term import bodies as term
from congress.term import queries
from congress.term.values import BodyDetails, BodyKind, MergerDetails, MergerPart
from devices.register import service, steps
from devices.register.values.devices import Category, Device, DeviceDetails, NewDevice
from tests.devices_register.stores import have
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, tags
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.merger_devices import MergerDevicesScreen
from tui.screens.merger_typing import MergerTypingScreen, TypedMergerScreen
from tui.screens.mergers import MergersScreen
from tui.widgets.forms import Form
from tui.widgets.vietnamese_input import VietnameseInput

PICTURES = Path(__file__).parent / "pictures"
OFFICE, PHI_LIENG = "Cơ quan Huyện ủy", "Đảng ủy xã Phi Liêng"
NEW = ("Đảng ủy xã Đam Rông 1", "Đảng ủy xã Đam Rông 2")
ON = date(2025, 7, 1)


def _bodies(prepared: Prepared, *names: str) -> dict[str, Any]:
    office = prepared.office
    details = [BodyDetails(name, BodyKind.AGENCY if name == OFFICE else BodyKind.COMMUNE) for name in names]
    return {body.name: body.id for body in term.make_bodies(office.workspace, office.by(KEEPER), details=details)}


def _divided(prepared: Prepared) -> tuple[Device, ...]:
    """The district office's five devices, to be divided between two communes; Phi Liêng's one goes whole."""
    office, known = prepared.office, _bodies(prepared, OFFICE, PHI_LIENG, *NEW)
    parts = [MergerPart(known[OFFICE], known[new], whole=False) for new in NEW]
    parts.append(MergerPart(known[PHI_LIENG], known[NEW[0]]))
    details = MergerDetails("2147-KL/HU", date(2025, 4, 14), ON, tuple(parts))
    new = [NewDevice(DeviceDetails(Category.COMPUTER, known[OFFICE], f"HP ProBook {n}")) for n in range(4)]
    new.append(NewDevice(DeviceDetails(Category.PRINTER, known[OFFICE], "Canon LBP 6030", "NTBA112233")))
    new.append(NewDevice(DeviceDetails(Category.SCANNER, known[PHI_LIENG], "Fujitsu fi-7160")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "new_tags", lambda _unit, number: tags(number))
        devices = service.register(office.workspace, office.by(KEEPER), devices=new)
    term.make_merger(office.workspace, office.by(KEEPER), details=details)
    return devices


async def _decided(pilot: Pilot[Any], effective: str = "1/7/2025") -> None:
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
    await fill(pilot, "2147-KL/HU", "14/4/2025", effective)
    await until(pilot, lambda: isinstance(pilot.app.screen, MergerTypingScreen) or "✗" in shown(pilot.app))


def _tells(pilot: Pilot[Any], text: str) -> bool:
    return text in shown(pilot.app)


async def test_a_decision_is_typed_in_with_its_new_units(app_at: AppAt, prepared: Prepared) -> None:
    _bodies(prepared, OFFICE, PHI_LIENG)
    async with standing(app_at(KEEPER, "mergers"), "chưa có quyết định sắp xếp nào", size=(120, 40)) as pilot:
        app = pilot.app
        await _decided(pilot)
        for text in (PHI_LIENG, PHI_LIENG, "", "huyện ủy", PHI_LIENG, "x", "huyện ủy", NEW[0], "X"):
            if text:
                await type_in(pilot, text)
            await pilot.press("enter")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, TypedMergerScreen) and "tên cần xác nhận: 2" in shown(app))
        for left in ("1", "0"):
            await pilot.press("home", "enter")
            await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
            app.screen.query_one(Form).submit()
            told = f"tên cần xác nhận: {left}"
            await until(pilot, partial(_tells, pilot, told), told)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, MergersScreen) and "còn 0 thiết bị" in shown(app))
    with prepared.office.workspace.reading() as unit:
        (merger,) = queries.mergers(unit)
        names = {body.id: body for body in queries.bodies(unit)}
    said = {(names[one.old_id].name, names[one.new_id].name, one.whole) for one in merger.details.parts}
    assert said == {(PHI_LIENG, PHI_LIENG, True), (OFFICE, PHI_LIENG, False), (OFFICE, NEW[0], False)}
    assert {body.closed_on for body in names.values() if body.name == PHI_LIENG} == {ON, None}


async def test_faults_stand_below_the_rows_as_they_were_typed(app_at: AppAt, prepared: Prepared) -> None:
    _bodies(prepared, OFFICE, PHI_LIENG, NEW[0])
    async with standing(app_at(KEEPER, "mergers"), "chưa có quyết định sắp xếp nào", size=(120, 40)) as pilot:
        app = pilot.app
        await _decided(pilot, "1/7/x")
        assert isinstance(app.screen, DeedDialog)
        app.screen.query_one(Form).put("effective_on", "1/7/2025")
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(app.screen, MergerTypingScreen))
        for text in (PHI_LIENG, NEW[0], "", PHI_LIENG, OFFICE, "?"):
            if text:
                await type_in(pilot, text)
            await pilot.press("enter")
        await pilot.press("f4")
        await until(pilot, lambda: "Không hiểu “?”; ghi một trong: x, hoặc để trống" in shown(app))
        assert isinstance(app.screen, MergerTypingScreen)
        assert app.screen.focused is app.screen.query(VietnameseInput)[5], "in the column that is wrong"
        assert "Từng thiết bị: Không hiểu" in shown(app)
        app.screen.query(VietnameseInput)[5].value = ""
        await pilot.press("f4")
        await until(pilot, lambda: "đã có ở dòng 1;" in shown(app))
    with prepared.office.workspace.reading() as unit:
        assert queries.mergers(unit) == ()


async def test_devices_of_a_divided_unit_are_moved_one_by_one(app_at: AppAt, prepared: Prepared) -> None:
    devices = _divided(prepared)
    async with standing(app_at(KEEPER, "mergers"), "còn 6 thiết bị", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, MergerDevicesScreen) and "còn phải chuyển: 6" in shown(app))
        await pilot.press("slash", *"canon", "enter")
        await until(pilot, lambda: "còn phải chuyển: 1" in shown(app))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        await pilot.press("right", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, MergerDevicesScreen) and "còn phải chuyển: 0" in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: "đã chuyển: 1" in shown(app))
        assert f"Trước: {OFFICE} Sau: {NEW[1]}" in shown(app)
    with prepared.office.workspace.reading() as unit:
        counted = have(unit)
        names = {body.id: body.name for body in queries.bodies(unit)}
    assert {(names[body], kind): n for (body, kind), n in counted.items()} == {
        (OFFICE, Category.COMPUTER): 4,
        (NEW[1], Category.PRINTER): 1,
        (PHI_LIENG, Category.SCANNER): 1,
    }
    assert len(devices) == 6


async def test_marked_devices_go_together_where_they_may(app_at: AppAt, prepared: Prepared) -> None:
    _divided(prepared)
    async with standing(app_at(KEEPER, "mergers"), "còn 6 thiết bị", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("enter")
        await until(pilot, lambda: "còn phải chuyển: 6" in shown(app))
        await pilot.press("space", "space")
        await until(pilot, lambda: "đã đánh dấu 2" in shown(app))
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(app.screen, MergerDevicesScreen) and "còn phải chuyển: 4" in shown(app))
        assert "đã đánh dấu" not in shown(app)


async def test_the_typed_decision_and_its_devices_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared) -> None:
    _divided(prepared)
    async with standing(app_at(KEEPER, "mergers"), "còn 6 thiết bị") as pilot:
        app = pilot.app
        await pilot.press("enter")
        await until(pilot, lambda: "còn phải chuyển: 6" in shown(app))
        await pilot.press("space")
        await compare_pictures(pilot, PICTURES / "merger-devices")
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        await compare_pictures(pilot, PICTURES / "merger-move")
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: "còn phải chuyển: 5" in shown(app))
        await pilot.press("v")
        await until(pilot, lambda: "đã chuyển: 1" in shown(app))
        await compare_pictures(pilot, PICTURES / "merger-devices-moved")
        await pilot.press("escape", "a")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        await fill(pilot, "12-QĐ/TU", "1/6/2025", "1/7/2025")
        await until(pilot, lambda: isinstance(app.screen, MergerTypingScreen))
        await fill(pilot, "Đảng ủy xã Rô Men", NEW[0])
        await compare_pictures(pilot, PICTURES / "merger-typing")
