"""The register of devices on the screen: searched while typing, read by windows; the card and its deeds."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from congress.term import bodies
from congress.term.values import BodyDetails, BodyKind
from congress.text import fold
from devices.custody import service as custody
from devices.custody.values import NewHandover, NewLine, Side
from devices.register import service
from devices.register.queries import devices as queries
from devices.register.queries import sites as site_queries
from devices.register.queries import tables
from devices.register.values.devices import Category, Condition, Device, DeviceDetails, DeviceState, NewDevice, UseClass
from devices.register.values.history import Event, Happening
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tests.workspaces import PIN
from tui.app import CongressApp
from tui.screens.asking import ValuesDialog
from tui.screens.desk_deeds import TogetherDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.device_card import DeviceCardScreen
from tui.screens.devices import DevicesScreen
from tui.screens.handover import HandoverScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form
from tui.widgets.windowed_table import PAGE, WindowedTable


def _now(prepared: Prepared, device: Device) -> Device:
    with prepared.office.workspace.reading() as unit:
        return queries.devices_of(unit, [device.tag])[device.tag]


def _last(prepared: Prepared, device: Device) -> Event:
    with prepared.office.workspace.reading() as unit:
        return queries.history(unit, device.id)[0]


@asynccontextmanager
async def _card(
    app_at: AppAt, device: Device, *keys: str, opens: type[Any] = DeviceCardScreen, who: str = KEEPER
) -> AsyncIterator[Pilot[Any]]:
    """The app on the card of a device, or in the dialog that these keys open there."""
    async with standing(app_at(who, "devices"), "5 thiết bị") as pilot:
        pilot.app.push_screen(DeviceCardScreen(device.tag))
        await until(pilot, lambda: isinstance(pilot.app.screen, DeviceCardScreen) and device.tag in shown(pilot.app))
        if keys:
            await _on(pilot, opens, *keys)
        yield pilot


async def _on(pilot: Pilot[Any], screen: type[Any], *keys: str) -> Any:
    """Press keys; the screen or dialog that they lead to."""
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, screen))
    return pilot.app.screen


# --- pictures ----------------------------------------------------------------------------------------------

PICTURES = Path(__file__).parent / "pictures"
SCENES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "devices": (DevicesScreen, ()),
    "devices-found": (DevicesScreen, ("/", *"duc hanh", "enter")),
    "devices-marked": (DevicesScreen, ("space", "space")),
    "devices-filter": (ValuesDialog, ("l",)),
    "device-card": (DeviceCardScreen, ("enter",)),
    "device-place": (DeedDialog, ("enter", "b", "enter")),
    "device-hand-over": (HandoverScreen, ("enter", "g")),
    "device-use": (TogetherDialog, ("enter", "m")),
    "device-retire": (DeedDialog, ("enter", "x")),
}


async def _drawn(app: CongressApp, name: str, wanted: type[Any], keys: tuple[str, ...]) -> None:
    async with standing(app, "thiết bị") as pilot:
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.05)
        await until(pilot, lambda: isinstance(app.screen, wanted))
        await compare_pictures(pilot, PICTURES / name)


@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_of_the_register_looks_as_it_was_drawn(scene: str, app_at: AppAt, equipped: Equipped) -> None:
    wanted, keys = SCENES[scene]
    await _drawn(app_at(KEEPER, "devices"), scene, wanted, keys)


async def test_the_order_goes_round_and_says_what_it_is(app_at: AppAt, equipped: Equipped) -> None:
    by_serial = [one.tag for one in sorted(equipped.devices, key=lambda one: (fold(one.details.serial), one.tag))]
    assert by_serial != sorted(by_serial)
    async with standing(app_at(KEEPER, "devices"), "5 thiết bị") as pilot:

        async def ordered(said: str) -> str:
            await pilot.press("o")
            await until(pilot, lambda: said in shown(pilot.app))
            return shown(pilot.app)

        assert re.findall(r"(?<=\s)TB-\S+", await ordered("xếp theo số sê-ri"))[:5] == by_serial
        await ordered("xếp theo kiểu máy")
        await ordered("xếp theo trạng thái")
        await pilot.press("o")
        await until(pilot, lambda: "xếp theo" not in shown(pilot.app))


async def test_the_card_tells_what_happened_the_newest_first(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER, reason="Kiểm tra đầu kỳ")
    device = equipped.devices[0]
    with workspace.reading() as unit:
        station = site_queries.positions(unit, equipped.site.id)[0]
    service.assign(
        workspace, by, tags=[device.tag], site_id=equipped.site.id, place="bàn 1", positions={device.tag: station.id}
    )
    service.set_condition(workspace, by, tags=[device.tag], condition=Condition.WORN)
    minutes = NewHandover(
        number="02-BB/VP",
        on=date(2025, 8, 12),
        basis="Quyết định số 15-QĐ/HU",
        giver=Side(equipped.bodies[0], "Đỗ Đức Hạnh"),
        taker=Side(equipped.bodies[1], "Y Ngông Niê Kdăm"),
        lines=(NewLine(tag=device.tag, condition=Condition.WORN),),
    )
    custody.hand_over(workspace, by, new=minutes)
    details = DeviceDetails(Category.COMPUTER, equipped.bodies[2], "HP ProBook 450 G9", "5CD2310KLM", year=2023)
    service.change(workspace, by, tag=device.tag, details=details)
    await _drawn(app_at(KEEPER, "devices"), "device-history", DeviceCardScreen, ("enter", "down", "down"))


# --- the table ---------------------------------------------------------------------------------------------


async def test_typing_seeks_with_and_without_marks(app_at: AppAt, equipped: Equipped) -> None:
    async with standing(app_at(KEEPER, "devices"), "5 thiết bị", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("/")
        for typed in ("duc hanh", "5cd2310", "Đức"):
            app.screen.query_one("#list-search", Input).value = ""
            await type_in(pilot, typed)
            await until(pilot, lambda: "1 thiết bị" in shown(app) and equipped.devices[0].tag in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen.focused, WindowedTable))
        assert isinstance(app.screen, DevicesScreen)


async def test_a_filter_leaves_one_category(app_at: AppAt, equipped: Equipped) -> None:
    async with standing(app_at(KEEPER, "devices"), "5 thiết bị") as pilot:
        app = pilot.app
        await pilot.press("l")
        await until(pilot, lambda: bool(app.screen.query(Form)))
        form = app.screen.query_one(Form)
        form.put("category", "scanner")
        form.submit()
        await until(pilot, lambda: "1 thiết bị · Máy scan" in shown(app))
        assert equipped.devices[2].tag in shown(app)


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_of_a_hundred_thousand_rows_only_the_window_is_read(
    app_at: AppAt, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, by = prepared.office.workspace, prepared.office.by(KEEPER)
    (body,) = bodies.make_bodies(workspace, by, details=[BodyDetails("Đảng ủy xã Phi Liêng", BodyKind.COMMUNE)])
    details = (DeviceDetails(Category.COMPUTER, body.id, f"Máy mẫu {n % 97}", f"SN{n:06}") for n in range(100_000))
    service.register(workspace, by, devices=map(NewDevice, details))
    app = app_at(KEEPER, "devices")
    read: list[int] = []
    page = tables.page

    def counted(*args: Any, **given: Any) -> Any:
        found = page(*args, **given)
        read.append(len(found))
        return found

    monkeypatch.setattr(tables, "page", counted)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "100 000 thiết bị" in shown(app))
        table = app.screen.query_one(WindowedTable)
        await pilot.press("end")
        await pilot.pause()
        assert table.cursor == 99_999
        await pilot.press("pageup", "pageup", "home", "pagedown")
        assert sum(read) <= 6 * PAGE
        read.clear()
        await pilot.press("/", *"sn0777")
        await until(pilot, lambda: "100 thiết bị" in shown(app))
        assert 0 < sum(read) <= 4 * PAGE
        assert max(read) <= PAGE


async def test_whoever_may_not_is_told_why(app_at: AppAt, equipped: Equipped) -> None:
    async with _card(app_at, equipped.devices[0], who="giamsat") as pilot:
        app = pilot.app
        await pilot.press("t")
        await until(pilot, lambda: "không được giao việc này" in shown(app))
        assert isinstance(app.screen, DeviceCardScreen)


# --- the card ----------------------------------------------------------------------------------------------


async def test_a_device_is_placed_at_a_position_and_taken_back(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    device = equipped.devices[0]
    async with _card(app_at, device) as pilot:
        app = pilot.app
        await pilot.press("b")
        await until(pilot, lambda: "Quang Trung" in shown(app))
        await _on(pilot, DeedDialog, "enter")
        assert "Máy in 1" not in shown(app), "a laptop is no printer"
        await pilot.press("right", "enter")
        await fill(pilot, "bàn 2")
        await until(pilot, lambda: isinstance(app.screen, DeviceCardScreen) and "Bàn kiểm phiếu 2" in shown(app))
        placed = _now(prepared, device)
        assert (placed.state, placed.whereabouts.site_id) == (DeviceState.ASSIGNED, equipped.site.id)
        await _on(pilot, ConfirmDialog, "n")
        await pilot.press("right", "enter")
        await until(pilot, lambda: _now(prepared, device).state is DeviceState.RETURNED)
    assert _now(prepared, device).whereabouts.site_id is None


async def test_a_device_that_no_position_is_free_for_is_told_why_of_each(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    printer, office = equipped.devices[1], prepared.office
    with office.workspace.reading() as unit:
        station, _, place = site_queries.positions(unit, equipped.site.id)
    first = equipped.devices[0]
    service.assign(
        office.workspace,
        office.by(KEEPER),
        tags=[first.tag],
        site_id=equipped.site.id,
        positions={first.tag: station.id},
    )
    another = NewDevice(DeviceDetails(Category.PRINTER, equipped.bodies[0], "Canon LBP 2900", "CN-2"))
    (there,) = service.register(office.workspace, office.by(KEEPER), devices=[another])
    service.assign(
        office.workspace, office.by(KEEPER), tags=[there.tag], site_id=equipped.site.id, positions={there.tag: place.id}
    )
    async with standing(app_at(KEEPER, "devices"), "6 thiết bị", size=(120, 40)) as pilot:
        app = pilot.app
        app.push_screen(DeviceCardScreen(printer.tag))
        await until(pilot, lambda: isinstance(app.screen, DeviceCardScreen) and printer.tag in shown(app))
        await pilot.press("b")
        await until(pilot, lambda: "Quang Trung" in shown(app))
        await _on(pilot, DeedDialog, "enter")
        await until(pilot, lambda: "chưa vào vị trí nào" in shown(app))
        assert "Bàn kiểm phiếu 1: chỉ nhận: Máy tính" in shown(app)
        assert f"Máy in 1: đã có {there.tag}" in shown(app)
        await pilot.press("escape", "b", "right")
        await _on(pilot, DeedDialog, "enter")
        await until(pilot, lambda: "chưa có vị trí nào cho thiết bị" in shown(app))


async def test_its_condition_is_entered(app_at: AppAt, prepared: Prepared, equipped: Equipped) -> None:
    device = equipped.devices[1]
    async with _card(app_at, device, "t", opens=DeedDialog) as pilot:
        app = pilot.app
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, DeviceCardScreen) and "Đã cũ → Hỏng" in shown(app))
    assert _now(prepared, device).condition is Condition.BROKEN


async def test_a_lost_device_is_found_again_each_with_its_reason(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    device = equipped.devices[1]
    async with _card(app_at, device) as pilot:
        app = pilot.app
        for reason, after in (("Mất khi chuyển trụ sở", DeviceState.LOST), ("Ở kho huyện", DeviceState.RETURNED)):
            await _on(pilot, DeedDialog, "h")
            await pilot.press("enter")
            await until(pilot, lambda: "✗" in shown(app))
            await fill(pilot, reason)
            await until(pilot, lambda: isinstance(app.screen, DeviceCardScreen))
            assert (_now(prepared, device).state, _last(prepared, device).reason) == (after, reason)


async def test_another_use_takes_two_people_and_proof_of_wiping(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    device = equipped.devices[2]
    async with _card(app_at, device, "m", opens=TogetherDialog) as pilot:
        app = pilot.app
        form = app.screen.query_one(Form)
        for name, text in {
            "use_class": "internet",
            "method": "ghi đè 3 lượt",
            "done_on": "31/02/2025",
            "minutes": "05/BB",
            "second": "truongban",
            "pin": PIN,
        }.items():
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: "Ngày không đúng" in shown(app))
        assert _now(prepared, device).use_class is UseClass.CLASSIFIED
        form.put("done_on", "20/7/2025")
        form.put("pin", PIN)
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, DeviceCardScreen))
    assert _now(prepared, device).use_class is UseClass.INTERNET
    told = _last(prepared, device)
    assert (told.happening, told.second, told.facts["wiped_on"]) == (
        Happening.USE_CLASS,
        "Trần Đức Bình",
        date(2025, 7, 20).isoformat(),
    )


async def test_a_retired_device_offers_nothing_any_more(app_at: AppAt, prepared: Prepared, equipped: Equipped) -> None:
    device = equipped.devices[3]
    async with _card(app_at, device, "x", opens=DeedDialog) as pilot:
        app = pilot.app
        await fill(pilot, "Hỏng bình, không sửa được")
        await until(pilot, lambda: isinstance(app.screen, DeviceCardScreen) and "Đã thanh lý" in shown(app))
        await pilot.press("t")
        await pilot.pause()
        assert isinstance(app.screen, DeviceCardScreen)
    assert _now(prepared, device).state is DeviceState.RETIRED


async def test_marked_devices_are_moved_to_another_unit_by_a_decision(app_at: AppAt, equipped: Equipped) -> None:
    async with standing(app_at(KEEPER, "devices"), "Santak", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("home", "space", "space", "d")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        await fill(pilot, "m' rong", "15-QĐ/TU", "1/8/2025")
        await until(pilot, lambda: "Có phải “Đảng ủy xã Đạ M' Rông”?" in shown(app))
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: not isinstance(app.screen, DeedDialog))
        await pilot.press("home", "enter")
        await until(pilot, lambda: "15-QĐ/TU, 01/08/2025" in shown(app))
        assert "Đảng ủy xã Đa Tẻh → Đảng ủy xã Đạ M' Rông" in shown(app)
    for device in equipped.devices[:2]:
        assert device.details.owner_id == equipped.bodies[0]
