"""Earlier terms on the screen: a filled template looked at and taken in, its card, withdrawn; an outcome's file."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from ballots.regulations.formats import write_outcome
from ballots.regulations.service import tally_record
from congress.earlier import queries
from congress.earlier.steps import take_results
from congress.earlier.values import Earlier, SourceKind, SourceTold
from congress.jsondoc import dump
from congress.subjects import ContestResult
from tests.ballots_regulations.records import EXAMPLE
from tests.congress_chapters.filling import within
from tests.congress_earlier.samples import AGAIN, COMMITTEE, OPINION, contest_row, workbook
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import shown, standing, until
from tests.tui_widgets.snapshots import compare_pictures
from tui.screens.device_asking import DeedDialog
from tui.screens.earlier import EarlierScreen
from tui.screens.earlier_card import EarlierCardScreen
from tui.screens.earlier_import import EarlierImportScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form

PICTURES = Path(__file__).parent / "pictures"
ARCHIVIST = "luutru"
NOTHING = "chưa có kết quả nhiệm kỳ trước"


def taken(prepared: Prepared, *results: ContestResult, name: str = "nhiem-ky-2020.xlsx") -> None:
    """Results from a file whose hash is the same in each run."""
    told = SourceTold(SourceKind.WORKBOOK, name, "0123456789abcdef" * 4, "Hồ Thị Ổi", "Biên bản gốc: hồ sơ số 12")
    within(prepared.office.workspace, lambda unit: take_results(unit, results, source=told))


def kept(prepared: Prepared) -> tuple[Earlier, ...]:
    with prepared.office.workspace.reading() as unit:
        return queries.all_of(unit)


async def test_a_filled_template_is_looked_at_confirmed_and_taken_in(
    app_at: AppAt, prepared: Prepared, tmp_path: Path
) -> None:
    path = tmp_path / "nhiem-ky-2020.xlsx"
    path.write_bytes(workbook([contest_row(seats="ba", invalid="2")]))
    async with standing(app_at(ARCHIVIST, "earlier"), NOTHING, size=(120, 40)) as pilot:
        app = pilot.app
        for faulty in (True, False):
            await pilot.press("i")
            await until(pilot, lambda: isinstance(app.screen, DeedDialog))
            app.screen.query_one(Form).put("path", str(path))
            app.screen.query_one(Form).submit()
            await until(pilot, lambda: isinstance(app.screen, EarlierImportScreen) and "lỗi:" in shown(app))
            if faulty:
                assert "“ba” không phải số nguyên (Số lượng bầu)" in shown(app)
                await pilot.press("f8")
                assert isinstance(app.screen, EarlierImportScreen)
                path.write_bytes(workbook([contest_row(invalid="2")]))
                await pilot.press("escape")
                await until(pilot, lambda: isinstance(app.screen, EarlierScreen))
        assert "Hợp lệ 146 + không hợp lệ 2 khác thu về 147." in shown(app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "Không khớp: 1 chỗ" in shown(app)
        app.screen.query_one("#yes").focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EarlierScreen) and "Kết quả: 1 · nhiệm kỳ: 1" in shown(app))
    (one,) = kept(prepared)
    assert (one.result.invalid, one.source.told.name) == (2, "nhiem-ky-2020.xlsx")


async def test_a_result_is_withdrawn_with_a_reason_and_stays(app_at: AppAt, prepared: Prepared) -> None:
    taken(prepared, COMMITTEE)
    async with standing(app_at(ARCHIVIST, "earlier"), "Kết quả: 1", size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EarlierCardScreen) and "Đa Cát K' Hương" in shown(app))
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        form.submit()
        await until(pilot, lambda: "✗" in shown(app))
        form.put("reason", "chép nhầm biên bản")
        form.submit()
        await until(pilot, lambda: "Hồ Thị Ổi đã rút lúc" in shown(app))
    (one,) = kept(prepared)
    assert one.withdrawn is not None


async def test_the_template_is_written_empty_and_with_what_holds(
    app_at: AppAt, prepared: Prepared, tmp_path: Path
) -> None:
    taken(prepared, COMMITTEE)
    async with standing(app_at("giamsat", "earlier"), "Kết quả: 1", size=(120, 40)) as pilot:
        app = pilot.app
        for name, what in (("mau.xlsx", "empty"), ("day-du.xlsx", "filled")):
            await pilot.press("w")
            await until(pilot, lambda: isinstance(app.screen, DeedDialog))
            form = app.screen.query_one(Form)
            form.put("path", str(tmp_path / name))
            form.put("what", what)
            form.submit()
            await until(pilot, lambda: isinstance(app.screen, EarlierScreen))
    rows = [
        load_workbook(BytesIO((tmp_path / name).read_bytes()))["Cuộc bầu"].max_row
        for name in ("mau.xlsx", "day-du.xlsx")
    ]
    assert rows == [1, 2]


async def test_an_outcome_s_file_is_taken_in_with_what_was_typed(
    app_at: AppAt, prepared: Prepared, tmp_path: Path
) -> None:
    path = tmp_path / "outcome.json"
    path.write_bytes(write_outcome(tally_record(dump(EXAMPLE)).outcome))
    async with standing(app_at("thuky", "earlier"), NOTHING, size=(120, 40)) as pilot:
        app = pilot.app
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        form = app.screen.query_one(Form)
        texts = {
            "path": str(tmp_path / "none.json"),
            "term": "2020 - 2025",
            "congress": "Đại hội",
            "body": "Đảng bộ xã",
        }
        numbers = {"seats": "3", "summoned": "20", "present": "20", "issued": "20"}
        for name, text in {**texts, "title": "Bầu đoàn đại biểu", **numbers}.items():
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: "✗" in shown(app))
        form.put("path", str(path))
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, EarlierImportScreen) and "lỗi: 0" in shown(app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog | EarlierScreen))
        if isinstance(app.screen, ConfirmDialog):
            app.screen.query_one("#yes").focus()
            await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, EarlierScreen) and "Kết quả: 1" in shown(app))
    assert [one.source.told.kind for one in kept(prepared)] == [SourceKind.OUTCOME]


async def test_who_may_not_take_in_is_told_who_may(app_at: AppAt, prepared: Prepared) -> None:
    async with standing(app_at("giamsat", "earlier"), NOTHING, size=(120, 40)) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "lưu trữ" in shown(pilot.app).lower())
        assert isinstance(pilot.app.screen, EarlierScreen)
    assert kept(prepared) == ()


async def test_earlier_terms_look_as_they_were_drawn(app_at: AppAt, prepared: Prepared, tmp_path: Path) -> None:
    slip = replace(COMMITTEE, title="Bầu đoàn đại biểu dự đại hội cấp trên", invalid=3, valid=145)
    taken(prepared, COMMITTEE, AGAIN, OPINION, slip)
    path = tmp_path / "nhiem-ky-2020.xlsx"
    path.write_bytes(
        workbook([contest_row(valid="145", invalid="2"), contest_row(code="hai", title="Bầu Bí thư", seats="một")])
    )
    async with standing(app_at(ARCHIVIST, "earlier"), "Kết quả: 4") as pilot:
        app = pilot.app
        await compare_pictures(pilot, PICTURES / "earlier")
        await pilot.press("enter")
        await until(pilot, lambda: "Đa Cát K' Hương" in shown(app))
        await compare_pictures(pilot, PICTURES / "earlier-card")
        await pilot.press("escape")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        await compare_pictures(pilot, PICTURES / "earlier-outcome")
        await pilot.press("escape")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, DeedDialog))
        app.screen.query_one(Form).put("path", str(path))
        app.screen.query_one(Form).submit()
        await until(pilot, lambda: isinstance(app.screen, EarlierImportScreen) and "lỗi:" in shown(app))
        await compare_pictures(pilot, PICTURES / "earlier-import")
