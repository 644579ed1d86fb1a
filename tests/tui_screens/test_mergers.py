"""Mergers on the screen: a list looked at, a name settled, taken in, found by old and by new unit; devices follow."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from congress.csvdoc import Source
from congress.term import bodies as term
from congress.term import merging, queries
from congress.term.merging import MergerList
from congress.term.values import BodyDetails, BodyKind, MergerDetails
from devices.register import service
from devices.register.values.devices import Category, DeviceDetails, NewDevice
from tests.ballots_contests.preparing import Prepared
from tests.devices_register.stores import have
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.merger_import import MergerImportScreen
from tui.screens.mergers import MergersScreen
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
LIST = "old_unit,new_unit\nĐạ K'Nàng,Đảng ủy xã Đam Rông 1\nĐảng ủy xã Phi Liêng,Đảng ủy xã Đam Rông 1\n"
NEW_UNITS = "new_unit,staff\nĐảng ủy xã Đam Rông 1,20\n"
OLD = ("Đảng ủy xã Đạ K' Nàng", "Đảng ủy xã Phi Liêng")
DECISION = MergerDetails("2147-KL/HU", date(2025, 4, 14), date(2025, 7, 1), ())


def _with_devices(prepared: Prepared) -> None:
    office = prepared.office
    made = term.make_bodies(
        office.workspace, office.by(KEEPER), details=[BodyDetails(name, BodyKind.COMMUNE) for name in OLD]
    )
    new = [NewDevice(DeviceDetails(Category.COMPUTER, body.id)) for body in made]
    service.register(office.workspace, office.by(KEEPER), devices=new)


def _merged(prepared: Prepared) -> None:
    _with_devices(prepared)
    handed = MergerList(
        mergers=Source("m.csv", LIST.encode()), decision=DECISION, said={"Đạ K'Nàng": OLD[0]}, enter=True
    )
    ws = prepared.office.workspace
    plan = merging.look(ws, handed)
    merging.accept(ws, prepared.office.by(KEEPER), replace(handed), digest=plan.digest)


async def test_a_list_is_looked_at_settled_and_taken_in(app_at: AppAt, prepared: Prepared, tmp_path: Path) -> None:
    _with_devices(prepared)
    (tmp_path / "m.csv").write_text(LIST, encoding="utf-8")
    (tmp_path / "n.csv").write_text(NEW_UNITS, encoding="utf-8")
    async with standing(app_at(KEEPER, "mergers"), "chưa có quyết định sắp xếp nào", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        for name, text in {
            "mergers": str(tmp_path / "m.csv"),
            "new_units": str(tmp_path / "n.csv"),
            "decision": "2147-KL/HU",
            "decided_on": "14/4/2025",
            "effective_on": "1/7/x",
        }.items():
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: "✗" in shown(app))
        form.put("effective_on", "1/7/2025")
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, MergerImportScreen) and "tên cần xác nhận: 1" in shown(app))
        assert "có phải" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        assert app.screen.query_one(Form).values["name"] == OLD[0]
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: "tên cần xác nhận: 0" in shown(app))
        assert "thêm đơn vị: Đảng ủy xã Đam Rông 1" in shown(app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, MergersScreen) and "còn 2 thiết bị" in shown(app))
    with prepared.office.workspace.reading() as unit:
        (merger,) = queries.mergers(unit)
    assert len(merger.whole) == 2


async def test_all_names_like_no_other_are_entered_with_one_key(app_at: AppAt, prepared: Prepared) -> None:
    _with_devices(prepared)
    rows = "".join(f"Đảng ủy xã Cũ {n},Đảng ủy xã Mới {n % 2}\n" for n in range(4))
    handed = MergerList(mergers=Source("m.csv", (LIST + rows).encode()), decision=DECISION)
    async with standing(app_at(KEEPER, "mergers"), "chưa có quyết định sắp xếp nào", size=(120, 40)) as pilot:
        app = pilot.app
        app.push_screen(MergerImportScreen(handed))
        await until(pilot, lambda: "tên cần xác nhận: 8" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: "tên cần xác nhận: 1" in shown(app))
        assert "Đảng ủy xã Cũ 3 → Đảng ủy xã Mới 1" in shown(app)
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        app.screen.query_one(Form).put("name", "Đạ K gì đó")
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: "không có đơn vị nào tên “Đạ K gì đó”" in shown(app))
        assert "tên cần xác nhận: 1" in shown(app)
        assert not app.screen.check_action("enter_units", ()), "one like another is settled by itself"


async def test_old_and_new_units_find_one_another_and_devices_follow(app_at: AppAt, prepared: Prepared) -> None:
    _merged(prepared)
    async with standing(app_at(KEEPER, "mergers"), "còn 2 thiết bị", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("slash", *"phi", "enter")
        await until(pilot, lambda: "Nàng" not in shown(app))
        assert "Đam Rông 1" in shown(app)
        await pilot.press("m")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: "còn 0 thiết bị" in shown(app))
    with prepared.office.workspace.reading() as unit:
        owners = {unit_id for unit_id, _ in have(unit)}
        names = {body.id: body.name for body in queries.bodies(unit)}
    assert {names[one] for one in owners} == {"Đảng ủy xã Đam Rông 1"}


async def test_the_mergers_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared) -> None:
    _merged(prepared)
    async with standing(app_at(KEEPER, "mergers"), "còn 2 thiết bị") as pilot:
        await compare_pictures(pilot, PICTURES / "mergers")
