"""Devices typed in; lists of them looked at, settled, taken in with one key, written out again."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from congress.term import queries as terms
from devices.register.queries import devices as queries
from devices.register.queries import tables
from devices.register.values.devices import Category, DeviceDetails, Tenure
from devices.register.values.listing import Sought
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER, Equipped
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, type_in, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.device_asking import DeedDialog
from tui.screens.device_details import DeviceDetailsScreen
from tui.screens.device_import import DeviceImportScreen
from tui.screens.devices import DevicesScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form, FormRow

PICTURES = Path(__file__).parent / "pictures"
LIST = """STT,Mã thiết bị,Loại thiết bị,Kiểu máy,Số sê-ri,Đơn vị sở hữu
1,,Máy tính,Dell 3520,DL-01,Đảng ủy xã Đa Tẻh
2,,Máy in,Canon LBP 2900,CN-02,ĐU xã Đạ M'Rông
3,,Máy in,Canon LBP 6030 W,NTBA112233,Đảng ủy xã Đa Tẻh
"""
FAULTY = LIST + "4,,Tủ lạnh,Sanyo,SN-9,Đảng ủy xã Đa Tẻh\n"


def _count(prepared: Prepared) -> int:
    with prepared.office.workspace.reading() as unit:
        return tables.count(unit, Sought())


async def _reading(pilot: Pilot[Any], path: Path) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, DevicesScreen))
    await pilot.press("i")
    await until(pilot, lambda: isinstance(pilot.app.screen, DeviceImportScreen))
    await pilot.pause()
    await type_in(pilot, str(path))
    await pilot.press("enter")


async def test_a_list_is_told_by_row_and_column_before_anything_is_written(
    app_at: AppAt, prepared: Prepared, equipped: Equipped, tmp_path: Path
) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_text(FAULTY, encoding="utf-8")
    app = app_at(KEEPER, "devices")
    async with app.run_test() as pilot:
        await _reading(pilot, path)
        await until(pilot, lambda: "lỗi: 1" in shown(app) and "5:C" in shown(app))
        await pilot.press("f8")
        await pilot.pause()
        app.screen.query_one("#list-path", Input).value = "/kiem-phieu/danh-sach.csv"
        await compare_pictures(pilot, PICTURES / "device-list")
    assert _count(prepared) == 5


async def test_a_name_is_settled_and_the_list_taken_in_with_one_key(
    app_at: AppAt, prepared: Prepared, equipped: Equipped, tmp_path: Path
) -> None:
    path = tmp_path / "danh-sach.csv"
    path.write_text(LIST, encoding="utf-8")
    app = app_at(KEEPER, "devices")
    async with app.run_test() as pilot:
        await _reading(pilot, path)
        await until(pilot, lambda: "tên cần xác nhận: 1" in shown(app))
        await pilot.press("f8")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        form.put("body", "Đảng ủy xã Đạ M' Rông")
        form.submit()
        await until(pilot, lambda: "tên cần xác nhận: 0" in shown(app))
        assert _count(prepared) == 5
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, DevicesScreen) and "7 thiết bị" in shown(app))
    with prepared.office.workspace.reading() as unit:
        assert [one.body_id for one in terms.spellings(unit)] == [equipped.bodies[1]]
        known = queries.devices_of(unit, [equipped.devices[1].tag])[equipped.devices[1].tag]
    assert known.details.model == "Canon LBP 6030 W"


async def test_another_serial_number_and_holder_are_confirmed_by_a_person(
    app_at: AppAt, prepared: Prepared, equipped: Equipped, tmp_path: Path
) -> None:
    path, tag = tmp_path / "danh-sach.csv", equipped.devices[0].tag
    path.write_text(f"Mã thiết bị,Số sê-ri,Người giữ\n{tag},MOI-77,K'Brơi\n", encoding="utf-8")
    app = app_at(KEEPER, "devices")
    async with app.run_test() as pilot:
        await _reading(pilot, path)
        await until(pilot, lambda: "cần xác nhận: 2" in shown(app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await until(pilot, lambda: "Đúng cả: nhập" in shown(app))
        assert "sang MOI-77" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, DeviceImportScreen))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, DevicesScreen))
    with prepared.office.workspace.reading() as unit:
        known = queries.devices_of(unit, [tag])[tag]
    assert (known.details.serial, known.custody.holder_name) == ("MOI-77", "K'Brơi")


async def test_what_the_table_shows_is_written_and_no_file_written_over(
    app_at: AppAt, prepared: Prepared, equipped: Equipped, tmp_path: Path
) -> None:
    path = tmp_path / "xuat.csv"
    app = app_at(KEEPER, "devices")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "5 thiết bị" in shown(app))
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        app.screen.query_one(Form).put("path", str(path))
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(app.screen, DevicesScreen))
        written = path.read_bytes()
        assert all(device.tag.encode() in written for device in equipped.devices)
        await pilot.press("w")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        app.screen.query_one(Form).put("path", str(path))
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: "Đã có tệp" in shown(app))
        form, counts = app.screen.query_one(Form), path.with_suffix(".pdf")
        for name, text in {"path": str(counts), "what": "counts", "as_of": "before"}.items():
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: "Chưa nhập quyết định sáp nhập nào" in shown(app))
        form.put("as_of", "now")
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, DevicesScreen))
    assert path.read_bytes() == written
    assert counts.read_bytes().startswith(b"%PDF")


async def test_a_device_is_typed_in_and_described_anew(app_at: AppAt, prepared: Prepared, equipped: Equipped) -> None:
    app = app_at(KEEPER, "devices")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "5 thiết bị" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, DeviceDetailsScreen))
        form = app.screen.query_one(Form)
        for name, text in {
            "category": "projector",
            "owner": "huyen uy",
            "model": "Epson EB-X49",
            "year": "1850",
        }.items():
            form.put(name, text)
        await pilot.press("f4")
        await until(pilot, lambda: form.values["owner"] == "Cơ quan Huyện ủy")
        await pilot.press("f4")
        await until(pilot, lambda: "✗" in shown(app))
        assert _count(prepared) == 5
        form.put("year", "2021")
        form.put("tenure", "shared")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, DevicesScreen) and "6 thiết bị" in shown(app))
    with prepared.office.workspace.reading() as unit:
        (line,) = tables.page(unit, Sought(text="epson"), offset=0, limit=9)
        made = queries.devices_of(unit, [line.tag])[line.tag]
    expected = DeviceDetails(Category.PROJECTOR, equipped.bodies[2], "Epson EB-X49", year=2021, tenure=Tenure.SHARED)
    assert made.details == expected


async def test_every_fault_of_a_device_typed_in_is_said_at_once_at_its_field(
    app_at: AppAt, prepared: Prepared, equipped: Equipped
) -> None:
    app = app_at(KEEPER, "devices")
    async with app.run_test(size=(120, 60)) as pilot:
        await until(pilot, lambda: "5 thiết bị" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, DeviceDetailsScreen))
        form = app.screen.query_one(Form)
        for name, text in {"holder": "Đảng ủy xã Không Có", "year": "1850", "place": "x" * 2000}.items():
            form.put(name, text)
        await pilot.press("f4")
        await until(pilot, lambda: "✗" in shown(app))
        faulty = [row.field.name for row in form.query(FormRow) if row.has_class("-faulty")]
        assert faulty == ["owner", "year", "holder", "place"]
    assert _count(prepared) == 5


async def test_an_empty_register_says_which_keys_fill_it_and_a_search_that_it_finds_nothing(
    app_at: AppAt, prepared: Prepared
) -> None:
    async with standing(app_at(KEEPER, "devices"), "A nhập một thiết bị, I đọc danh sách") as pilot:
        await pilot.press("slash", "x")
        await until(pilot, lambda: "không có thiết bị nào như vậy" in shown(pilot.app))
        assert "sổ thiết bị chưa có gì" not in shown(pilot.app)
    async with standing(app_at("thuky", "devices"), "tổ kỹ thuật tại đại hội nhập thiết bị"):
        pass
