"""Devices by unit, before and after mergers; from home one key leads to the register, one to the readiness board."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from congress.term import bodies
from devices.register import merging
from tests.devices_register.stores import all_devices, dam_rong, decision, registered
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures, screen_text
from tui.screens.device_units import DeviceUnitsScreen
from tui.screens.devices import DevicesScreen
from tui.screens.readiness_board import ReadinessScreen
from tui.screens.stock_takes import StockTakesScreen

PICTURES = Path(__file__).parent / "pictures"
BEFORE, AFTER = "trước sắp xếp · 10 đơn vị", "sau sắp xếp · 4 đơn vị"


def _line(text: str, start: str) -> list[str]:
    return next(line for line in text.splitlines() if line.strip().startswith(start)).split()


async def _until_shown(pilot: Pilot[Any], text: str) -> None:
    await until(pilot, lambda: text in shown(pilot.app), text)


@pytest.mark.parametrize("followed", [False, True])
async def test_the_sums_are_the_same_before_and_after_whether_devices_followed_or_not(
    app_at: AppAt, prepared: Prepared, followed: bool
) -> None:
    office = prepared.office
    known = dam_rong(office)
    registered(office, all_devices(known))
    merger = bodies.make_merger(office.workspace, office.by(KEEPER), details=decision(known))
    if followed:
        merging.apply_whole(office.workspace, office.by(KEEPER), merger_id=merger.id)
    async with standing(app_at(KEEPER, "devices"), "114 thiết bị", size=(120, 40)) as pilot:
        await pilot.press("v")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeviceUnitsScreen))
        sums = {}
        for side in (BEFORE, AFTER):
            await pilot.press("v")
            await _until_shown(pilot, side)
            sums[side] = _line(screen_text(pilot.app), "Tổng")
            if side == BEFORE:
                assert _line(screen_text(pilot.app), "Cơ quan Huyện ủy")[-5:] == ["59", "29", "28", "1", "1"]
        assert _line(screen_text(pilot.app), "Đảng ủy xã Đam Rông 2")[-5:] == ["72", "35", "33", "1", "3"]
    assert sums[BEFORE] == sums[AFTER] == ["Tổng", "114", "55", "53", "1", "5"]


async def test_without_a_merger_there_is_one_side(app_at: AppAt, equipped: Equipped) -> None:
    async with standing(app_at(KEEPER, "device-units"), "Đảng ủy xã Đa Tẻh") as pilot:
        await pilot.press("v")
        await pilot.pause()
        assert "sắp xếp" not in shown(pilot.app)


async def test_one_key_from_home_to_the_register_and_one_to_the_readiness_board(
    app_at: AppAt, equipped: Equipped
) -> None:
    async with standing(app_at(KEEPER, "home", contest=None), "Cuộc bầu") as pilot:
        assert "T Thiết bị" in shown(pilot.app)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(pilot.app.screen, DevicesScreen))
        await pilot.press("k")
        await until(pilot, lambda: isinstance(pilot.app.screen, StockTakesScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, DevicesScreen))
        await pilot.press("escape")
        await until(pilot, lambda: "Trang chủ" in shown(pilot.app))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(pilot.app.screen, ReadinessScreen))


async def test_devices_by_unit_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared) -> None:
    office = prepared.office
    known = dam_rong(office)
    registered(office, all_devices(known))
    bodies.make_merger(office.workspace, office.by(KEEPER), details=decision(known))
    async with standing(app_at(KEEPER, "device-units"), "Đảng ủy xã") as pilot:
        for name, key in (("before", "v"), ("after", "v")):
            await pilot.press(key)
            await compare_pictures(pilot, PICTURES / f"device-units-{name}")
