"""A contest prepared on the screens: typed in, listed, its electorate, its open points, confirmed."""

import json
from functools import partial
from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import Input
from textual.widgets._toast import Toast

from ballots.contests import queries, service
from ballots.contests.values import Born, ContestSheet
from congress.term import queries as terms
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, type_in, until
from tests.tui_widgets.snapshots import screen_text
from tui.app import CongressApp
from tui.screens.asking import ValuesDialog
from tui.screens.congress import CongressScreen
from tui.screens.contest_details import ContestDetailsScreen
from tui.screens.contest_electorate import ElectorateScreen
from tui.screens.contest_list import ListScreen
from tui.screens.contest_list_input import entry_of
from tui.screens.contests import ContestsScreen
from tui.screens.home import HomeScreen
from tui.screens.settings import SettingsScreen
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.forms import Form


def _shows(app: CongressApp, wanted: str) -> bool:
    return wanted in shown(app)


def sheet_of(prepared: Prepared, code: str) -> ContestSheet:
    with prepared.office.workspace.reading() as unit:
        return service.sheet(unit, prepared.contests[code])


async def test_whoever_may_not_change_the_congress_is_told_before_typing(app_at: AppAt) -> None:
    app = app_at("hoitruong", "congress")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Đồng chí không được giao việc này" in shown(app))
        assert app.screen.query_one(Form).disabled


async def test_a_congress_and_its_term_are_made_on_one_screen(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thuky", "congress")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, CongressScreen))
        form = app.screen.query_one(Form)
        form.put("place", "Đà Lạt")
        form.put("opens_on", "31/2/2025")
        await pilot.press("f4")
        await until(pilot, lambda: "Ngày không đúng" in shown(app))
        form.put("opens_on", "12/8/2025")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    with prepared.office.workspace.reading() as unit:
        congress = terms.congress(unit, prepared.congress_id)
    assert congress is not None
    assert congress.details.place == "Đà Lạt"
    assert f"{congress.details.opens_on:%d/%m/%Y}" == "12/08/2025"


async def test_a_contest_is_typed_in_and_every_fault_stands_beside_its_field(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thuky", "contests")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ContestsScreen))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ContestDetailsScreen))
        form = app.screen.query_one(Form)
        form.put("seats", "900")
        await pilot.press("f4")
        await until(pilot, lambda: "từ 1 đến 400" in shown(app))
        assert "Mục này chưa được nhập" in shown(app)
        form.put("title", "Bầu Ủy ban kiểm tra")
        form.put("code", "ubkt")
        form.put("seats", "3")
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.contest_title == "Bầu Ủy ban kiểm tra"


async def test_a_contest_is_read_from_a_file_and_a_wrong_file_names_its_faults(
    app_at: AppAt, prepared: Prepared, tmp_path: Path
) -> None:
    good, bad = tmp_path / "db.json", tmp_path / "hong.json"
    data = service.export_contest(prepared.office.workspace, prepared.contests["bch"])
    good.write_bytes(data.replace(b'"bch"', b'"bch2"'))
    bad.write_text(json.dumps({"format": "congress-contest/1"}), encoding="utf-8")
    app = app_at("thuky", "contests")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ContestsScreen))
        for path, wanted in ((bad, "thiếu mục này"), (good, "bch2")):
            await pilot.press("i")
            await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
            await fill(pilot, str(path))
            await until(pilot, partial(_shows, app, wanted), wanted)
    with prepared.office.workspace.reading() as unit:
        assert [one.names for one in queries.contests(unit, prepared.congress_id) if one.code == "bch2"] == [6]


async def test_names_are_typed_and_pasted_placed_by_their_sort_names_kept_and_confirmed(
    app_at: AppAt, prepared: Prepared
) -> None:
    app = app_at("thuky", "list", contest="db")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await fill(pilot, "Trần Văn Út; 02/03/1975; Bí thư")
        field = app.screen.query_one("#add-name", Input)
        field.post_message(Paste("Nguyễn Thị Ánh Hồng\t1980\nK' Brèo\nLê Văn Ba; sinh năm 1990"))
        await until(pilot, lambda: "Ánh Hồng" in shown(app))
        assert "chưa lưu" in shown(app)
        await pilot.press("f8")
        await until(pilot, lambda: "F4 trước" in shown(app))
        await pilot.press("f4")
        await until(pilot, lambda: "đã lưu, chưa xác nhận" in shown(app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        assert "K' Brèo xếp theo tên Brèo" in shown(app)
        await pilot.press("right", "enter")
        await until(pilot, lambda: "Bùi Đức Ý đã xác nhận" in shown(app))
    sheet = sheet_of(prepared, "db")
    assert [person.entry.name for person in sheet.people] == [
        "Lê Văn Ba",
        "K' Brèo",
        "Nguyễn Thị Ánh Hồng",
        "Trần Văn Út",
    ]
    assert sheet.people[3].entry.born == Born(1975, 3, 2)


async def test_a_surplus_over_the_limit_is_taken_with_a_reason_before_the_list_is_confirmed(
    app_at: AppAt, prepared: Prepared
) -> None:
    app = app_at("thuky", "list")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await fill(pilot, "Lò Văn Páo", "Vàng Thị Súa", "Thào A Chống")
        await pilot.press("f4")
        await until(pilot, lambda: "F9: chấp nhận" in shown(app))
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        await fill(pilot, "Đại hội biểu quyết thông qua")
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await until(pilot, lambda: "F9: chấp nhận" not in shown(app))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: "Bùi Đức Ý đã xác nhận" in shown(app))
    overruled = sheet_of(prepared, "bch").overruled
    assert overruled is not None
    assert overruled.reason == "Đại hội biểu quyết thông qua"


async def test_a_member_of_the_board_on_the_list_is_named(app_at: AppAt) -> None:
    app = app_at("thuky", "list")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await fill(pilot, "Lê Thị Hà")
        await pilot.press("f4")
        await until(pilot, lambda: "là thành viên ban kiểm phiếu" in shown(app))


async def test_another_order_is_kept_as_it_was_given(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thuky", "list")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await pilot.press("tab", "ctrl+down", "f4")
        await until(pilot, lambda: "đã lưu, chưa xác nhận" in shown(app))
        assert sheet_of(prepared, "bch").people[0].entry.name == "Trần Thị Bích Hạnh"
        await pilot.press("f6", "f4")
        await until(pilot, lambda: sheet_of(prepared, "bch").people[0].entry.name == "Nguyễn Văn An")


async def test_a_list_that_is_not_kept_is_asked_about_before_leaving(app_at: AppAt) -> None:
    app = app_at("thuky", "list")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await pilot.press("tab", "delete", "escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_sums_and_the_needed_votes_follow_every_figure_typed(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thamtra", "electorate")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ElectorateScreen))
        await type_in(pilot, "351")
        await until(pilot, lambda: "176" in shown(app))
        app.screen.query_one("#not-summoned-suspended", Input).value = "1"
        app.screen.query_one("#deduction-absent-unreplaced", Input).value = "2"
        app.screen.query_one("#present", Input).value = "999"
        await until(pilot, lambda: "có mặt 999" in shown(app))
        app.screen.query_one("#present", Input).value = "346"
        await until(pilot, lambda: "175" in shown(app))
        await pilot.press("f4")
        await until(pilot, lambda: sheet_of(prepared, "bch").denominator == 348)
        await until(pilot, lambda: "● chưa lưu" not in shown(app))
    assert sheet_of(prepared, "bch").needed == 175


async def test_another_kind_of_meeting_knows_other_reasons(app_at: AppAt) -> None:
    app = app_at("thamtra", "electorate")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ElectorateScreen))
        await type_in(pilot, "60")
        await pilot.press("up", "right")
        await until(pilot, lambda: "đang sinh hoạt tạm thời" in shown(app))
        assert app.screen.query_one("#on-roll", Input).value == "60"


async def test_an_open_point_is_decided_with_a_reason_and_the_rest_confirmed_by_the_board(
    app_at: AppAt, prepared: Prepared
) -> None:
    app = app_at("truongban", "settings")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("down", "down", "down", "down", "e")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        await pilot.press("right", "enter", "enter")
        await until(pilot, lambda: "Chưa điền" in shown(app))
        await fill(pilot, "Nghị quyết đại hội")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await until(pilot, lambda: "đã thống nhất" in _line_with(screen_text(app), "Mẫu phiếu"))
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: "Không còn nội dung nào chờ" in shown(app))
    waiting = [point.key for point in sheet_of(prepared, "bch").settings if point.is_open]
    assert waiting == []


async def test_the_form_of_paper_follows_the_names_typed_before_they_are_kept(
    app_at: AppAt, prepared: Prepared
) -> None:
    app = app_at("thuky", "list", contest="db")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        assert "mẫu đồng ý" not in shown(app), "no name, no form"
        await fill(pilot, "Lê Văn Một", "Lê Văn Hai", "Lê Văn Ba")
        await until(pilot, lambda: "bầu 3 trong 3 · mẫu đồng ý, không đồng ý" in shown(app))
        await fill(pilot, "Lê Văn Bốn")
        await until(pilot, lambda: "mẫu gạch tên ● chưa lưu" in shown(app))


async def test_a_name_typed_while_the_list_is_being_kept_stays(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thuky", "list", contest="db")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await fill(pilot, "Lê Văn Một")
        screen = app.screen
        assert isinstance(screen, ListScreen)
        screen.action_submit()
        screen._put((*screen._entries, entry_of("Lê Văn Hai")))
        await until(pilot, lambda: len(sheet_of(prepared, "db").people) == 1)
        await until(pilot, lambda: not screen._at_work)
        assert "Lê Văn Hai" in shown(app)
        assert "chưa lưu" in shown(app)


async def test_a_refused_electorate_names_its_line_in_words(app_at: AppAt) -> None:
    app = app_at("thamtra", "electorate", contest="bch")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ElectorateScreen))
        app.screen.query_one("#on-roll", Input).value = "2"
        app.screen.query_one("#deduction-absent-unreplaced", Input).value = "2"
        await pilot.press("f4")
        await until(pilot, lambda: "✗ Số được trừ: triệu tập 2, trừ 2" in shown(app))
        assert "electorate" not in shown(app)


@pytest.mark.parametrize(
    ("row", "name", "born", "note"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An", None, ""),
        ("Nguyễn  Văn An ;  02/03/1975;Bí thư", "Nguyễn Văn An", Born(1975, 3, 2), "Bí thư"),
        ("Lê Văn Ba;Chủ tịch;Hội Nông dân", "Lê Văn Ba", None, "Chủ tịch, Hội Nông dân"),
    ],
)
def test_a_line_is_a_name_a_date_and_a_note(row: str, name: str, born: Born | None, note: str) -> None:
    entry = entry_of(row)
    assert (entry.name, entry.born, entry.note) == (name, born, note)


def _line_with(text: str, part: str) -> str:
    return next((line for line in text.splitlines() if part in line), "")


async def test_a_date_that_is_none_is_refused_and_never_becomes_a_note(app_at: AppAt) -> None:
    app = app_at("kythuat", "list", contest="db")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "gõ họ tên" in shown(app))
        await fill(pilot, "H'Nghia Êban; 31/02/1980")
        await until(pilot, lambda: "Ngày không đúng" in shown(app))
        assert app.screen.query_one("#add-name", Input).value == "H'Nghia Êban; 31/02/1980"
        assert "chưa lưu" not in shown(app)


async def test_another_term_of_the_congress_is_kept(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thuky", "congress")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nhiệm kỳ từ năm" in shown(app))
        form = app.screen.query_one(Form)
        form.put("begins", "2026")
        form.put("ends", "2031")
        form.submit()
        await until(pilot, lambda: not isinstance(app.screen, CongressScreen))
    with prepared.office.workspace.reading() as unit:
        congress = terms.congress(unit, prepared.congress_id)
    assert congress is not None
    assert congress.term.name == "2026 - 2031"


async def test_a_remark_in_the_corner_covers_neither_what_blocks_nor_the_accounting(app_at: AppAt) -> None:
    app = app_at("truongban")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Xác nhận danh sách" in shown(app))
        app.notify("Đã lưu.", markup=False)
        await until(pilot, lambda: bool(app.screen.query(Toast)))
        await until(pilot, lambda: app.screen.query(Toast).first().region.height > 0)
        toast = app.screen.query(Toast).first().region
        assert (toast.y, toast.height) == (1, 1)
