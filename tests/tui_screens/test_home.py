"""Home: what is next, what blocks, where Enter goes; a contest chosen; what a person may not do."""

from textual.command import CommandList

from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared, open_desk
from tests.tui_screens.waiting import shown, until
from tests.tui_widgets.snapshots import Snapshot, screen_text
from tui.screens.accounts import AccountsScreen
from tui.screens.contest_electorate import ElectorateScreen
from tui.screens.contest_list import ListScreen
from tui.screens.devices import DevicesScreen
from tui.screens.home import HomeScreen
from tui.widgets.steps import StepList, StepState


async def test_home_of_an_open_desk_looks_as_it_was_drawn(
    app_at: AppAt, prepared: Prepared, snapshot: Snapshot
) -> None:
    open_desk(prepared)
    await snapshot(lambda: app_at("truongban", contest="bt"), "home-counting")


async def test_enter_goes_to_the_work_of_the_next_step(app_at: AppAt) -> None:
    app = app_at("uyvien1")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        steps = app.screen.query_one(StepList)
        assert [step.key for step in steps.steps if step.state is StepState.NEXT] == ["confirm"]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ListScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_what_blocks_is_named_with_its_sentence(app_at: AppAt) -> None:
    app = app_at("truongban")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        shown = screen_text(app)
        assert "Danh sách bầu cử chưa được xác nhận." in shown
        assert "Chưa nhập đủ số trong danh sách" in shown


async def test_a_contest_is_chosen_from_the_congress_and_named_in_the_header(app_at: AppAt) -> None:
    app = app_at("thuky", contest=None)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.contest_title == "Bầu Bí thư Đảng ủy")
        assert "Bầu Bí thư Đảng ủy" in shown(app).splitlines()[0]


async def test_a_place_that_is_not_for_somebody_is_not_offered(app_at: AppAt) -> None:
    app = app_at("giamsat", "electorate")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ElectorateScreen))
        assert "F4" not in shown(app).splitlines()[-1]
        assert all(field.disabled for field in app.screen.query("VietnameseInput"))


async def test_a_key_that_is_not_offered_says_why(app_at: AppAt) -> None:
    app = app_at("giamsat", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("a")
        await until(pilot, lambda: "không được giao việc này" in shown(app))
        assert "phải là" in shown(app)


async def test_the_bar_says_what_enter_does_with_the_step_under_the_cursor(app_at: AppAt) -> None:
    app = app_at("uyvien1")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        cursor = app.screen.query_one(StepList).cursor + 1
        await until(pilot, lambda: f"làm bước {cursor}" in shown(app))
        await pilot.press("up")
        await until(pilot, lambda: f"xem bước {cursor - 1}" in shown(app))


async def test_who_may_not_do_a_step_is_told_that_enter_shows_it(app_at: AppAt) -> None:
    app = app_at("giamsat")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        cursor = app.screen.query_one(StepList).cursor + 1
        await until(pilot, lambda: f"xem bước {cursor}" in shown(app))


async def test_who_only_looks_after_the_equipment_has_its_keys_first(app_at: AppAt) -> None:
    app = app_at("hoitruong")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: "S Sẵn sàng T Thiết bị C " in shown(app))


async def test_the_palette_says_in_the_users_language_that_nothing_fits(app_at: AppAt) -> None:
    app = app_at("giamsat")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("ctrl+p", "z", "z", "q")
        await until(pilot, lambda: "Không có lệnh nào như vậy" in shown(app))


async def test_the_palette_names_a_place_once(app_at: AppAt) -> None:
    app = app_at("giamsat", "devices")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, DevicesScreen))
        await pilot.press("ctrl+p", *"kiem")
        options = app.screen.query_one(CommandList)
        await until(pilot, lambda: options.option_count > 0)
        titles = [str(option.prompt).splitlines()[0] for option in options.options]
        assert titles.count("Kiểm kê") == 1


async def test_a_next_step_that_is_not_the_persons_says_who_does_it(app_at: AppAt) -> None:
    app = app_at("hoitruong")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        number = app.screen.query_one(StepList).cursor + 1
        await until(pilot, lambda: f"Bước {number} do người khác làm: " in shown(app))
        assert "Việc của đồng chí: S sẵn sàng thiết bị" in shown(app)


async def test_whoever_may_do_the_next_step_reads_nothing_of_others(app_at: AppAt) -> None:
    app = app_at("uyvien1")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "do người khác làm" not in shown(app)
        assert "Việc của đồng chí" not in shown(app)
