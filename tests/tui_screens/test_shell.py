"""The shell: going and coming back, help, the palette, languages, faults that end nothing, journal and upkeep."""

import json
from functools import partial
from pathlib import Path
from typing import Never

import pytest
from textual.command import CommandList

from congress.errors import Broken
from congress.i18n import LANGUAGES, t
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, until
from tests.workspaces import CHEAP
from tui import preferences
from tui.app import OTHER_LANGUAGE, CongressApp
from tui.founding import found
from tui.places import PLACES, Place, Whereabouts
from tui.preferences import Preferences
from tui.screens.asking import ValuesDialog
from tui.screens.backup import BackupScreen
from tui.screens.contest_electorate import ElectorateScreen
from tui.screens.contest_list import ListScreen
from tui.screens.found import ChooseScreen, CodesScreen, FoundScreen
from tui.screens.frame import WorkScreen
from tui.screens.help import HelpScreen, keys_of
from tui.screens.home import HomeScreen
from tui.screens.journal import JournalScreen
from tui.screens.login import LoginScreen
from tui.styles import LIGHT_NAME
from tui.widgets.commands import Commands
from tui.widgets.forms import Form


@pytest.mark.parametrize("name", [place.name for place in PLACES])
def test_every_place_has_its_screen(name: str) -> None:
    place = next(one for one in PLACES if one.name == name)
    assert issubclass(place.load(), WorkScreen)


async def test_escape_goes_one_screen_back_and_ends_at_home(app_at: AppAt) -> None:
    app = app_at("truongban", "journal")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_going_to_a_place_that_is_open_comes_back_to_it(app_at: AppAt) -> None:
    app = app_at("truongban", "contests")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.go("journal")
        await pilot.pause()
        app.go("contests")
        await pilot.pause()
        assert [type(screen).__name__ for screen in app.screen_stack[2:]] == ["HomeScreen", "ContestsScreen"]


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_place_is_explained_and_its_words_are_in_both_languages(place: Place) -> None:
    screen = place.load()
    assert screen.SAYS
    assert screen.HEADING
    missing = [said for said in (*screen.SAYS, screen.HEADING, place.title, place.about) if said == t(said)]
    assert missing == []


async def test_f1_opens_the_help_of_a_screen_and_closes_it(app_at: AppAt) -> None:
    app = app_at("truongban", "electorate")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ElectorateScreen))
        assert ("F4", "Lưu") in keys_of(app.screen)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "Số trong danh sách trừ số không triệu tập" in shown(app)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, ElectorateScreen))


async def test_the_palette_finds_places_without_marks_and_goes_there(app_at: AppAt) -> None:
    app = app_at("truongban")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, Commands) and app.screen.focused is not None)
        await pilot.press(*"nhat", "space", *"ky")
        hits = app.screen.query_one(CommandList)
        await until(pilot, lambda: [str(option.prompt).splitlines()[0] for option in hits.options] == ["Nhật ký"])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))


async def test_a_foreign_fault_in_a_worker_is_said_and_logged_and_the_app_goes_on(
    app_at: AppAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[BaseException] = []
    monkeypatch.setattr("congress.log.record", logged.append)

    def fall() -> Never:
        raise ZeroDivisionError

    app = app_at("truongban", "contests")
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, WorkScreen)
        screen.do(fall)
        await until(pilot, lambda: "Chương trình gặp sự cố" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert [error.code for error in logged if isinstance(error, Broken)] == ["program-broken"]


async def test_a_fault_outside_a_worker_leaves_no_traceback_and_is_kept_for_the_front_door(app_at: AppAt) -> None:
    app = app_at("truongban")

    def fall() -> Never:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with app.run_test() as pilot:
            app.call_later(fall)
            await pilot.pause()
    assert isinstance(app.fault, ZeroDivisionError)
    assert app._exit_renderables == []


async def test_a_key_pressed_twice_does_its_deed_once(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("truongban", "contests")
    done = []
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, WorkScreen)
        screen.do(lambda: done.append(1))
        screen.do(lambda: done.append(2))
        await until(pilot, lambda: bool(done))
        await pilot.pause()
    assert done == [1]


async def test_the_journal_is_walked_and_said_to_be_whole(app_at: AppAt) -> None:
    app = app_at("giamsat", "journal")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        await pilot.press("v")
        await until(pilot, lambda: "Nhật ký nguyên vẹn" in shown(app))


async def test_a_letter_is_taken_with_caps_lock_on_too(app_at: AppAt) -> None:
    app = app_at("giamsat")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("N")
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))


async def test_a_backup_is_made_compared_and_listed(app_at: AppAt, tmp_path: Path) -> None:
    app = app_at("truongban", "backup")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, BackupScreen))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        app.screen.query_one(Form).put("folder", str(tmp_path / "the-nho"))
        await pilot.press("enter")
        await until(pilot, lambda: "MAY-1-0000" in shown(app))
    assert [path.name.startswith("MAY-1") for path in (tmp_path / "the-nho").iterdir()] == [True]


async def test_another_language_is_kept_and_asks_for_a_new_start(app_at: AppAt, tmp_path: Path) -> None:
    app = app_at("truongban")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.speak("en")
        await pilot.pause()
    assert app.return_code == OTHER_LANGUAGE
    assert preferences.read(tmp_path / "kept").language == "en"


async def test_after_another_language_was_chosen_the_work_goes_on_where_it_was(
    app_at: AppAt, prepared: Prepared
) -> None:
    app = app_at("truongban", "list", contest="bch")
    async with app.run_test() as pilot:
        await pilot.pause()
        app.go("app")
        await pilot.pause()
        app.speak("en")
    contest_id = app.at_work.contest_id
    assert app.left_at == Whereabouts(contest_id, "list")
    again = CongressApp(workspace=prepared.office.workspace, kept_in=app._kept_in, returns_to=app.left_at)
    async with again.run_test() as pilot:
        await pilot.pause()
        again.enter(prepared.office.actor("truongban"))
        await pilot.pause()
        assert isinstance(again.screen, ListScreen)
        assert again.at_work.contest_id == contest_id


async def test_light_or_dark_is_kept_for_the_next_time(app_at: AppAt, tmp_path: Path) -> None:
    app = app_at("truongban")
    async with app.run_test() as pilot:
        await pilot.press("f2")
        assert app.theme == LIGHT_NAME
    assert preferences.read(tmp_path / "kept").light


def test_spoiled_preferences_are_those_of_everybody(tmp_path: Path) -> None:
    for text in ("", "[]", '{"format": "else"}', json.dumps({"format": "congress-app/1", "idle_minutes": True})):
        (tmp_path / preferences.FILE_NAME).write_text(text, encoding="utf-8")
        assert preferences.read(tmp_path) == Preferences()
    kept = Preferences(LANGUAGES[1], light=True, idle_minutes=5).opened(tmp_path / "a").opened(tmp_path / "b")
    preferences.write(tmp_path, kept)
    assert preferences.read(tmp_path) == kept


async def test_a_workspace_is_founded_and_its_codes_are_shown_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.screens.found.found", partial(found, hash_cost=CHEAP))
    folder = tmp_path / "moi"
    app = CongressApp(folder, kept_in=tmp_path / "kept")
    with app.workspace_closed_at_the_end():
        async with app.run_test() as pilot:
            await until(pilot, lambda: isinstance(app.screen, FoundScreen))
            form = app.screen.query_one(Form)
            form.put("administrator", "Trần Văn Quản")
            form.put("head", "trần văn quản")
            await pilot.press("f4")
            await until(pilot, lambda: "người khác" in shown(app))
            assert not folder.exists()
            form.put("head", "Trần Đức Bình")
            await pilot.press("f4")
            await until(pilot, lambda: isinstance(app.screen, CodesScreen))
            assert "truongban" in shown(app)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LoginScreen))
    assert preferences.read(tmp_path / "kept").folders == (str(folder),)


async def test_a_folder_that_is_no_workspace_says_so_at_the_door(tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("không phải", encoding="utf-8")
    app = CongressApp(tmp_path, kept_in=tmp_path / "kept")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "Không mở được thư mục làm việc" in shown(app))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))


async def test_a_workspace_open_elsewhere_names_its_holder(prepared: Prepared, tmp_path: Path) -> None:
    app = CongressApp(prepared.folder, kept_in=tmp_path / "kept")
    async with app.run_test() as pilot:
        await until(pilot, lambda: "đang được mở trên máy" in shown(app))


async def test_a_wrong_path_is_corrected_without_leaving(tmp_path: Path) -> None:
    app = CongressApp(kept_in=tmp_path / "kept")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        await fill(pilot, str(tmp_path / "khong-co"))
        await until(pilot, lambda: isinstance(app.screen, FoundScreen))
        assert app.screen.query_one(Form).values["folder"] == str(tmp_path / "khong-co")
