"""Needs on the screen: Đam Rông's published tables and six wrong cells, both options, files saved, faults named."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from textual.pilot import Pilot

from tests.devices_needs.samples import DAM_RONG
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER
from tests.tui_screens.waiting import fill, shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures, screen_text
from tui.screens.device_asking import DeedDialog
from tui.screens.needs import NeedsScreen
from tui.screens.needs_faults import NeedsFaultsScreen
from tui.screens.needs_tables import NeedsTablesScreen
from tui.widgets.forms import Form
from tui.widgets.windowed_table import WindowedTable

PICTURES = Path(__file__).parent / "pictures"
PRICES = "item,price,fund\ncomputers,15000000,Ngân sách tỉnh\nprinters,5000000,Ngân sách tỉnh\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The published files under the names that the form proposes, and prices."""
    made = tmp_path / "dam-rong"
    made.mkdir()
    for name, path in DAM_RONG.items():
        (made / f"{name}.csv").write_bytes(path.read_bytes())
    (made / "prices.csv").write_text(PRICES, encoding="utf-8")
    return made


async def _planned(pilot: Pilot[Any], folder: Path, **names: str) -> None:
    form = pilot.app.screen.query_one(Form)
    for name, text in {"folder": str(folder), "printed": "printed.csv", "prices": "prices.csv", **names}.items():
        form.put(name, text)
    await pilot.press("f4")
    await until(pilot, lambda: not isinstance(pilot.app.screen, NeedsScreen) or "✗" in shown(pilot.app))


async def test_dam_rong_has_six_wrong_cells_and_what_the_plan_buys(app_at: AppAt, folder: Path) -> None:
    saved = folder / "bang.xlsx"
    async with standing(app_at(KEEPER, "needs"), "Đơn vị cũ", size=(120, 40)) as pilot:
        await _planned(pilot, folder)
        await until(pilot, lambda: isinstance(pilot.app.screen, NeedsTablesScreen) and "Ô sai 6" in shown(pilot.app))
        seen = []
        for _ in range(5):
            seen.append(shown(pilot.app))
            await pilot.press("right")
            await pilot.pause()
        await pilot.press("w")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
        await fill(pilot, str(folder / "bang.doc"))
        await until(pilot, lambda: "kết thúc bằng .xlsx hoặc" in shown(pilot.app))
        pilot.app.screen.query_one(Form).put("path", str(saved))
        pilot.app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(pilot.app.screen, NeedsTablesScreen))
    needs, moves, purchase, options, wrong = seen
    assert needs.count("✗") >= 6
    assert "điều chuyển" in moves.lower()
    assert "Điều chuyển Mua mới" in purchase
    assert "Mua mới: máy tính 41, máy in 47, máy photocopy 3, máy scan 7" in purchase
    assert "Phương án 1 (máy chuyển theo cán bộ): điều chuyển 19, mua 98" in options
    assert "Phương án 2 (mua mới toàn bộ phần thiếu)" in options
    assert "Chưa có đơn giá hoặc nguồn: máy photocopy, máy scan" in options
    assert "Đảng ủy xã Đam Rông 2 máy photocopy cột Thiếu 1 0" in wrong
    assert "Tổng máy tính cột Thiếu 55 52 Tổng máy tính cột Dư 14 11 Tổng máy in cột Thiếu 58 55" in wrong
    assert "Nhu cầu" in load_workbook(saved, read_only=True).sheetnames


async def test_from_the_register_only_what_it_does_not_know_is_asked_for(app_at: AppAt) -> None:
    async with standing(app_at(KEEPER, "needs"), "units.csv", size=(120, 40)) as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "units.csv" not in shown(pilot.app))
        assert "Bảng đã in" in shown(pilot.app)
        await pilot.press("left")
        await until(pilot, lambda: "units.csv" in shown(pilot.app))


async def test_the_cell_under_the_cursor_is_told_with_the_rules_that_show_it(app_at: AppAt, folder: Path) -> None:
    async with standing(app_at(KEEPER, "needs"), "Đơn vị cũ", size=(120, 40)) as pilot:
        await _planned(pilot, folder)
        await until(pilot, lambda: isinstance(pilot.app.screen, NeedsTablesScreen))
        table = pilot.app.screen.query_one("#needs-0", WindowedTable)
        wrong = [place for place in range(table.rows_there) if (row := table.row_at(place)) and row.cells[0]]
        assert 0 < len(wrong) <= 6
        for place in wrong:
            table.cursor = place
            await until(pilot, lambda: "đã in" in shown(pilot.app) and "✗" in shown(pilot.app))


async def test_every_fault_of_every_file_is_told_by_file_row_and_column(app_at: AppAt, folder: Path) -> None:
    (folder / "units.csv").write_text("unit,computers\nĐảng ủy xã A,ba\nĐảng ủy xã A,4\n", encoding="utf-8")
    (folder / "norms.csv").write_text("item,purpose,basis,quantity\ncomputers,x,head,1\n", encoding="utf-8")
    async with standing(app_at(KEEPER, "needs"), "Đơn vị cũ", size=(120, 40)) as pilot:
        await _planned(pilot, folder, merge="khong-co.csv")
        await until(pilot, lambda: "khong-co.csv" in shown(pilot.app))
        assert isinstance(pilot.app.screen, NeedsScreen), "a file that is not there is told beside its field"
        await _planned(pilot, folder, merge="merge.csv", printed="", prices="")
        await until(pilot, lambda: isinstance(pilot.app.screen, NeedsFaultsScreen))
        await pilot.pause()
        lines = [" ".join(one.split()) for one in screen_text(pilot.app).splitlines()]
        assert any(one.startswith("units.csv 2 computers ") for one in lines), lines
        assert any(one.startswith("norms.csv 2 basis ") for one in lines), lines
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, NeedsScreen))
        assert pilot.app.screen.query_one(Form).values["folder"] == str(folder)


async def test_the_tables_look_as_they_were_drawn(app_at: AppAt, folder: Path) -> None:
    async with standing(app_at(KEEPER, "needs"), "Đơn vị cũ") as pilot:
        await compare_pictures(pilot, PICTURES / "needs-form")
        await _planned(pilot, folder)
        await until(pilot, lambda: isinstance(pilot.app.screen, NeedsTablesScreen))
        for name, keys in {"needs": (), "needs-options": ("right",) * 3, "needs-wrong": ("right",)}.items():
            await pilot.press(*keys)
            await compare_pictures(pilot, PICTURES / f"{name}")
