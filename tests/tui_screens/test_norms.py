"""Norms and staff numbers on the screen: typed in, read from a file, their history; plans use them."""

from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from congress.csvdoc import Source
from congress.term import bodies as term
from congress.term import queries as terms
from devices.needs import keeping, queries
from devices.needs.norms import DAM_RONG_2025
from devices.needs.values import Basis, Norm
from tests.devices_needs.samples import DAM_RONG
from tests.devices_register.stores import all_devices, dam_rong, decision, registered
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.equipment import KEEPER
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog
from tui.screens.needs import NeedsScreen
from tui.screens.needs_faults import NeedsFaultsScreen
from tui.screens.needs_tables import NeedsTablesScreen
from tui.screens.norm_draft import NormDraftScreen
from tui.screens.norms import NormsListScreen, NormsScreen
from tui.screens.staff import StaffListScreen, StaffScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form, FormRow

PICTURES = Path(__file__).parent / "pictures"
SOURCE, ON = "Phương án 02-PA/HU", date(2025, 7, 1)


def _keep_norms(prepared: Prepared, *norms: Norm, since: date, source: str = SOURCE) -> None:
    office = prepared.office
    keeping.enter_norms(office.workspace, office.by(KEEPER), norms, given_by=source, since=since)


async def _dialog(pilot: Pilot[Any], key: str, kind: type[Any] = DeedDialog) -> Form:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind))
    return pilot.app.screen.query_one(Form)


async def test_norms_are_typed_in_line_by_line_and_the_history_stays(app_at: AppAt, prepared: Prepared) -> None:
    _keep_norms(prepared, Norm("computers", "soạn thảo", Basis.PERSON, 1), since=date(2020, 1, 1))
    async with standing(app_at(KEEPER, "norms"), "● 01/01/2020", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, NormDraftScreen) and "soạn thảo" in shown(app))
        await _dialog(pilot, "a", ValuesDialog)
        await fill(pilot, "", "soạn thảo", "2")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "✗" in shown(app))
        form = app.screen.query_one(Form)
        form.put("item", "printers")
        form.put("basis", "unit")
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, NormDraftScreen) and "máy in" in shown(app))
        await pilot.press("home", "delete")
        await until(pilot, lambda: "máy tính" not in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("escape")
        await _dialog(pilot, "f8")
        await fill(pilot, "", "1/7/2021")
        await until(pilot, lambda: "✗" in shown(app))
        app.screen.query_one(Form).put("source", "12-QĐ/TU")
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(app.screen, NormsScreen) and "● 01/07/2021" in shown(app))
        assert "Nguồn: 12-QĐ/TU" in shown(app)
        await pilot.press("right")
        await until(pilot, lambda: "Đã thay thế. Nguồn: Phương án 02-PA/HU" in shown(app))
    with prepared.office.workspace.reading() as unit:
        assert [one.norms for one in queries.norm_sets(unit)] == [
            (Norm("computers", "soạn thảo", Basis.PERSON, 1),),
            (Norm("printers", "soạn thảo", Basis.UNIT, 2),),
        ]


async def test_norms_are_read_from_a_file_looked_at_and_written_again(
    app_at: AppAt, prepared: Prepared, tmp_path: Path
) -> None:
    wrong, out = tmp_path / "sai.csv", tmp_path / "out.csv"
    wrong.write_text("item,purpose,basis,quantity\nlaptops,x,head,1\n", encoding="utf-8")
    async with standing(app_at(KEEPER, "norms"), "chưa có định mức nào", size=(120, 40)) as pilot:
        app = pilot.app
        await _dialog(pilot, "i")
        await fill(pilot, str(wrong), SOURCE, "1/7/2025")
        await until(pilot, lambda: isinstance(app.screen, NeedsFaultsScreen) and "2 lỗi; chưa lưu gì" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, NormsScreen))
        await _dialog(pilot, "i")
        await fill(pilot, str(DAM_RONG["norms"]), SOURCE, "1/7/2025")
        await until(pilot, lambda: isinstance(app.screen, NormsListScreen) and "văn thư" in shown(app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, NormsScreen) and "văn thư" in shown(app))
        await _dialog(pilot, "w")
        await fill(pilot, str(out))
        await until(pilot, lambda: isinstance(app.screen, NormsScreen) and out.exists())
    ws = prepared.office.workspace
    looked = keeping.look_at_norms(ws, Source("out.csv", out.read_bytes()), given_by="x", since=ON)
    assert looked.norms.norms == DAM_RONG_2025.norms
    assert looked.before is not None


async def test_a_file_that_is_not_there_and_a_wrong_day_are_said_at_once(app_at: AppAt, tmp_path: Path) -> None:
    async with standing(app_at(KEEPER, "norms"), "chưa có định mức nào", size=(120, 40)) as pilot:
        form = await _dialog(pilot, "i")
        for name, text in {"path": str(tmp_path / "n.csv"), "source": SOURCE, "since": "1/13/2025"}.items():
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: bool(form.query(".-faulty")))
        assert [row.field.name for row in form.query(FormRow) if row.has_class("-faulty")] == ["path", "since"]


async def test_staff_is_typed_in_and_read_from_a_list_and_the_register_is_planned_by_it(
    app_at: AppAt, prepared: Prepared
) -> None:
    office, known = prepared.office, dam_rong(prepared.office)
    registered(office, all_devices(known))
    term.make_merger(office.workspace, office.by(KEEPER), details=decision(known))
    _keep_norms(prepared, *DAM_RONG_2025.norms, since=date(2025, 4, 14))
    app = app_at(KEEPER, "staff")
    async with standing(app, "chưa có số: 4", size=(120, 40)) as pilot:
        await _dialog(pilot, "i")
        await fill(pilot, str(DAM_RONG["new-units"]), "Kết luận 2147-KL/HU", "1/7/2025")
        await until(pilot, lambda: isinstance(app.screen, StaffListScreen) and "Đam Rông 4" in shown(app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, StaffScreen) and "80 biên chế" in shown(app))
        form = await _dialog(pilot, "e")
        assert form.values["staff"] == "20"
        await fill(pilot, "25", "", "12-QĐ/TU", "1/8/2025")
        await until(pilot, lambda: isinstance(app.screen, StaffScreen) and "85 biên chế" in shown(app))
        assert "● 01/08/2025 25 12-QĐ/TU" in shown(app)
        assert "01/07/2025 20 Kết luận 2147-KL/HU" in shown(app)
        app.go("needs")
        await until(pilot, lambda: isinstance(app.screen, NeedsScreen) and "Đơn vị cũ" in shown(app))
        app.screen.query_one(Form).put("source", "register")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, NeedsTablesScreen) and "Đam Rông 1" in shown(app))
    with office.workspace.reading() as unit:
        names = {body.id: body.name for body in terms.bodies(unit)}
        history = {names[one]: [number.staff for number in kept] for one, kept in queries.staff_history(unit).items()}
    assert history["Đảng ủy xã Đam Rông 1"] == [25, 20]


async def test_norms_and_staff_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared) -> None:
    office, known = prepared.office, dam_rong(prepared.office)
    term.make_merger(office.workspace, office.by(KEEPER), details=decision(known))
    _keep_norms(prepared, *DAM_RONG_2025.norms[:3], since=date(2024, 1, 1), source="Quy định 01-QĐ/HU")
    _keep_norms(prepared, *DAM_RONG_2025.norms, since=ON)
    _keep_norms(prepared, *DAM_RONG_2025.norms[:2], since=date(2099, 1, 1), source="Dự thảo")
    with office.workspace.reading() as unit:
        new = sorted((body.name, body.id) for body in terms.bodies(unit) if body.id in known.new)
    for place, (_, body_id) in enumerate(new[:3]):
        for staff, since in ((20, ON), (22, date(2026, 1, 1)))[: 1 + (place == 0)]:
            keeping.enter_staff(
                office.workspace, office.by(KEEPER), body_id=body_id, staff=staff, given_by=SOURCE, since=since
            )
    app = app_at(KEEPER, "norms")
    async with standing(app, "● 01/07/2025") as pilot:
        await pilot.press("right")
        await until(pilot, lambda: "văn thư" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "norms")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, NormDraftScreen))
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, ValuesDialog))
        await compare_pictures(pilot, PICTURES / "norm-line")
        await pilot.press("escape", "escape")
        app.go("staff")
        await until(pilot, lambda: isinstance(pilot.app.screen, StaffScreen) and "60 biên chế" in shown(pilot.app))
        await compare_pictures(pilot, PICTURES / "staff")
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, DeedDialog))
        await compare_pictures(pilot, PICTURES / "staff-form")
