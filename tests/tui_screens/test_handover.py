"""Hand-over and return on the screen: marked devices, the head of the minutes, papers, what is still out."""

from pathlib import Path
from typing import Any

import pytest

from congress.records import queries as records
from devices.custody import queries as custody
from devices.custody import service
from devices.custody.values import Handover, NewHandover, NewLine, Side
from devices.register import service as register
from devices.register.queries import devices as queries
from devices.register.queries import sites
from devices.register.values.devices import Condition, Device, UseClass, Wiping
from devices.register.values.sites import PositionKind
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tests.workspaces import PIN
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.devices import DevicesScreen
from tui.screens.handover import HandoverScreen, ReturnScreen
from tui.screens.handover_lines import SignedTogether
from tui.screens.handovers import HandoversScreen
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"

BASIS = "Quyết định số 15-QĐ/HU ngày 01/8/2025"


def _kept(prepared: Prepared) -> tuple[Handover, ...]:
    with prepared.office.workspace.reading() as unit:
        return custody.handovers(unit)


def _now(prepared: Prepared, device: Device) -> Device:
    with prepared.office.workspace.reading() as unit:
        return queries.devices_of(unit, [device.tag])[device.tag]


async def _screen(pilot: Any, kind: type[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    await pilot.pause(0.05)


async def _to_hand_over(pilot: Any, *marks: str) -> None:
    """Mark devices in the table, then G."""
    await _screen(pilot, DevicesScreen)
    for key in (*marks, "g"):
        await pilot.press(key)
        await pilot.pause(0.05)
    await _screen(pilot, HandoverScreen)


async def _fill_head(pilot: Any, *, body: str = "cơ quan huyện ủy", until_day: str = "31/12/2025") -> None:
    """The head as it is proposed, then basis, giver, taker; sent from the last field of an ordinary one."""
    await fill(pilot, "", "", BASIS, "", "Chánh Văn phòng", body, "K'Brơi", "", "", until_day)
    await pilot.press("enter")


async def _made(pilot: Any, prepared: Prepared, number: int = 1) -> None:
    await until(pilot, lambda: len(_kept(prepared)) == number)
    await until(pilot, lambda: "Biên bản" in shown(pilot.app) and pilot.app.screen.is_made)


@pytest.mark.slow
async def test_marked_devices_are_handed_over_and_come_back(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    first, second = equipped.devices[:2]
    app = app_at(KEEPER, "devices")
    async with app.run_test() as pilot:
        await _to_hand_over(pilot, "space", "space")
        await pilot.press("a")
        await _screen(pilot, ValuesDialog)
        await type_in(pilot, "dây nguồn, chuột")
        await pilot.press("enter")
        await _screen(pilot, HandoverScreen)
        await compare_pictures(pilot, PICTURES / "hand-over")
        await pilot.press("f8")
        await _screen(pilot, DeedDialog)
        form = app.screen.query_one(Form)
        assert form.values["number"] == "01-BB/BG"
        form.put("giver_name", "Đỗ Đức Hạnh")
        await pilot.pause(0.1)
        await compare_pictures(pilot, PICTURES / "hand-over-head")
        await _fill_head(pilot)
        await _made(pilot, prepared)
        assert {one.custody.holder_name for one in (_now(prepared, first), _now(prepared, second))} == {"K'Brơi"}
        (made,) = _kept(prepared)
        assert [line.accessories for line in made.lines] == [("dây nguồn", "chuột")] * 2
        assert made.basis == BASIS
        with prepared.office.workspace.reading() as unit:
            assert len(records.of_scope(unit, made.id)) == 2
        await pilot.press("escape")
        await _screen(pilot, DevicesScreen)
        assert "đã đánh dấu" not in shown(app)

    with prepared.office.workspace.reading() as unit:
        position = next(one for one in sites.positions(unit, equipped.site.id) if one.kind is PositionKind.PRINTER)
    by = prepared.office.by(KEEPER)
    filling = {second.tag: position.id}
    register.assign(prepared.office.workspace, by, tags=[second.tag], site_id=equipped.site.id, positions=filling)

    app = app_at(KEEPER, "handovers")
    async with app.run_test() as pilot:
        await _screen(pilot, HandoversScreen)
        await until(pilot, lambda: "01-BB/BG" in shown(app))
        assert "Chưa nhận lại" in shown(app)
        assert shown(app).count("K'Brơi") == 1
        await compare_pictures(pilot, PICTURES / "hand-overs")
        await pilot.press("enter")
        await _screen(pilot, ReturnScreen)
        await pilot.press("f8")
        await until(pilot, lambda: "Chưa đánh dấu" in shown(app))
        await pilot.press("down", "enter")
        await _screen(pilot, ValuesDialog)
        app.screen.query_one(Form).put("condition", str(Condition.BROKEN))
        await fill(pilot, "", "")
        await pilot.press("enter")
        await _screen(pilot, ReturnScreen)
        await compare_pictures(pilot, PICTURES / "hand-back")
        await pilot.press("f8")
        await _screen(pilot, DeedDialog)
        assert "1 thiết bị đang ở vị trí của điểm tổ chức" in " ".join(shown(app).split())
        for _ in range(8):
            await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_made if isinstance(app.screen, ReturnScreen) else False)
    after = _now(prepared, second)
    assert (after.condition, after.custody.holder_id) == (Condition.BROKEN, equipped.bodies[0])
    assert _now(prepared, first).custody.holder_name == "K'Brơi"


async def test_a_body_is_named_by_some_words_and_its_name_confirmed(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    app = app_at(KEEPER, "devices")
    async with app.run_test() as pilot:
        before = prepared.office.workspace.head().number
        await _to_hand_over(pilot, "space", "space")
        await pilot.press("f8")
        await _screen(pilot, DeedDialog)
        form = app.screen.query_one(Form)
        head = {"basis": BASIS, "giver_name": "Đỗ Đức Hạnh", "taker": "da m rong", "taker_name": "Đa Cát K' Hương"}
        for name, text in head.items():
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: form.values["taker"] == "Đảng ủy xã Đạ M' Rông")
        assert _kept(prepared) == ()
        form.submit()
        await _made(pilot, prepared)
        assert prepared.office.workspace.head().number == before + 1
    for device in equipped.devices[:2]:
        custody = _now(prepared, device).custody
        assert (custody.holder_id, custody.holder_name) == (equipped.bodies[1], "Đa Cát K' Hương")
    assert _now(prepared, equipped.devices[2]).custody == equipped.devices[2].custody


async def test_every_fault_of_the_head_stands_beside_its_field_and_nothing_moves(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    app = app_at(KEEPER, "devices")
    async with app.run_test(size=(120, 40)) as pilot:
        await _to_hand_over(pilot, "space")
        await pilot.press("f8")
        await _screen(pilot, DeedDialog)
        form = app.screen.query_one(Form)
        for name, text in (("on", "31/12/2099"), ("basis", BASIS), ("taker", "Cơ quan Huyện ủy"), ("taker_name", "A")):
            form.put(name, text)
        form.put("until", "01/01/2020")
        form.submit()
        await until(pilot, lambda: "chưa đến" in shown(app) and "trước ngày bàn giao" in shown(app))
    assert _kept(prepared) == ()


async def test_classified_machines_are_handed_over_apart_and_by_two(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    scanner = equipped.devices[2]
    assert scanner.use_class is UseClass.CLASSIFIED
    app = app_at(KEEPER, "devices")
    async with app.run_test(size=(120, 40)) as pilot:
        await _screen(pilot, DevicesScreen)
        await pilot.press("space", "space", "space", "g")
        await until(pilot, lambda: "biên bản riêng" in shown(app))
        await pilot.press("u", "home", "down", "down")
        await _to_hand_over(pilot, "space")
        await pilot.press("enter")
        await _screen(pilot, ValuesDialog)
        form = app.screen.query_one(Form)
        for name, text in (("disk_serial", "WD-1"), ("seal", "NP 7"), ("documents", "12-BC/HU, báo cáo nhân sự")):
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: "không ghi trích yếu" in " ".join(shown(app).split()))
        form.put("documents", "12-BC/HU, 15-TTr/HU")
        form.submit()
        await _screen(pilot, HandoverScreen)
        await compare_pictures(pilot, PICTURES / "hand-over-classified")
        await pilot.press("f8")
        await _screen(pilot, SignedTogether)
        form = app.screen.query_one(Form)
        head = {"basis": BASIS, "giver_name": "Đỗ Đức Hạnh", "taker": "Đảng ủy xã Đa Tẻh", "taker_name": "K'Brơi"}
        for name, text in (head | {"second": "quantri", "pin": PIN}).items():
            form.put(name, text)
        form.submit()
        await _made(pilot, prepared)
    (made,) = _kept(prepared)
    assert made.second
    assert made.lines[0].documents == ("12-BC/HU", "15-TTr/HU")


async def test_a_machine_wiped_at_its_hand_over_is_taken_back_by_one_person(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    scanner, office = equipped.devices[2], prepared.office
    today = office.clock.now().date()
    new = NewHandover(
        number="01-BB/BG",
        on=today,
        basis=BASIS,
        giver=Side(scanner.custody.holder_id, "Đỗ Đức Hạnh"),
        taker=Side(equipped.bodies[2], "K'Brơi"),
        lines=(NewLine(tag=scanner.tag, condition=scanner.condition, documents="12-BC/HU"),),
        until=today,
    )
    wiped = Wiping("ghi đè", today, "05-BB/CY")
    by = office.by(KEEPER, "quantri")
    service.hand_over_classified(office.workspace, by, new=new, use_class=UseClass.INTERNAL, wiping=wiped)
    app = app_at(KEEPER, "handovers")
    async with app.run_test(size=(120, 40)) as pilot:
        await _screen(pilot, HandoversScreen)
        await pilot.press("enter")
        await _screen(pilot, ReturnScreen)
        await pilot.press("u", "f8")
        await _screen(pilot, DeedDialog)
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: app.screen.is_made if isinstance(app.screen, ReturnScreen) else False)
    assert _now(prepared, scanner).custody.holder_id == scanner.custody.holder_id
