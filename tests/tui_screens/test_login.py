"""The door: who comes in, the one-time code, the wait after wrong tries, the lock, the next person."""

from textual.widgets import Static

from congress.access import queries
from congress.access import service as access
from congress.access.values import Account
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, until
from tests.tui_widgets.snapshots import Snapshot
from tests.workspaces import PIN
from tui.app import CongressApp
from tui.screens.home import HomeScreen
from tui.screens.journal import JournalScreen
from tui.screens.login import LoginScreen
from tui.screens.login_own import OwnSecretDialog
from tui.widgets.forms import Form


async def test_pictures_of_the_door(app_at: AppAt, snapshot: Snapshot) -> None:
    await snapshot(app_at, "door")
    await snapshot(app_at, "door-lift", press=("f6",))


async def test_a_person_comes_in_with_account_and_pin(app_at: AppAt) -> None:
    app = app_at(contest=None)
    async with app.run_test() as pilot:
        await fill(pilot, "Trưởng Ban")
        await fill(pilot, PIN)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.at_work.person == "Trần Đức Bình"


async def test_a_wrong_pin_is_said_and_the_third_one_waits_with_the_seconds_going_down(
    app_at: AppAt, prepared: Prepared
) -> None:
    app = app_at()
    async with app.run_test() as pilot:
        await fill(pilot, "thuky")
        for _ in range(3):
            await fill(pilot, "999999")
            await until(pilot, lambda: not _is_asking(app))
        assert "30 giây" in _wait(app)
        prepared.office.clock.advance(seconds=12)
        await until(pilot, lambda: "18 giây" in _wait(app), "the countdown")
        prepared.office.clock.advance(seconds=18)
        await until(pilot, lambda: not app.screen.query_one("#wait").display, "the end of the wait")


async def test_two_people_in_charge_lift_the_wait_from_the_door(app_at: AppAt) -> None:
    app = app_at()
    async with app.run_test() as pilot:
        await fill(pilot, "thuky")
        for _ in range(3):
            await fill(pilot, "999999")
            await until(pilot, lambda: not _is_asking(app))
        await pilot.press("f6", "enter")
        await fill(pilot, "truongban", PIN, "chutich", PIN)
        await until(pilot, lambda: isinstance(app.screen, LoginScreen))
        assert not app.screen.query_one("#wait").display
        await fill(pilot, PIN)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_whoever_seconds_themselves_cannot_lift_a_wait(app_at: AppAt) -> None:
    app = app_at()
    async with app.run_test() as pilot:
        await pilot.press("f6")
        await fill(pilot, "thuky", "truongban", PIN, "truongban", PIN)
        await until(pilot, lambda: "người khác" in shown(app))


async def test_a_one_time_code_is_replaced_by_a_pin_of_ones_own_right_there(app_at: AppAt, prepared: Prepared) -> None:
    office = prepared.office
    by = office.by("quantri", "truongban")
    account = next(one for one in _accounts(prepared) if one.name == "giamsat")
    code = access.reset_secret(office.workspace, by, account_id=account.id)
    app = app_at()
    async with app.run_test() as pilot:
        await fill(pilot, "giamsat")
        await fill(pilot, code)
        await until(pilot, lambda: isinstance(app.screen, OwnSecretDialog))
        await fill(pilot, "246813")
        await fill(pilot, "246814")
        await until(pilot, lambda: "không giống nhau" in shown(app))
        await pilot.press("backspace")
        await fill(pilot, "3")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert access.log_in(office.workspace, name="giamsat", secret="246813").person == "Trương Ứng"


async def test_an_untouched_screen_locks_and_its_person_finds_it_as_it_was(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("truongban", "journal")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        journal = app.screen
        prepared.office.clock.advance(minutes=9)
        app.lock_if_idle()
        assert app.screen is journal
        prepared.office.clock.advance(minutes=1)
        app.lock_if_idle()
        await until(pilot, lambda: isinstance(app.screen, LoginScreen))
        await pilot.pause()
        await fill(pilot, PIN)
        await until(pilot, lambda: app.screen is journal)


async def test_another_person_at_a_locked_screen_begins_at_home(app_at: AppAt) -> None:
    app = app_at("truongban", "journal")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, JournalScreen))
        app.lock()
        await until(pilot, lambda: isinstance(app.screen, LoginScreen))
        await pilot.pause()
        form = app.screen.query_one(Form)
        form.put("account", "uyvien1")
        await fill(pilot, PIN)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.at_work.person == "Lê Thị Hà"
        assert [type(screen) for screen in app.screen_stack[1:]] == [LoginScreen, HomeScreen]


async def test_log_out_leaves_the_laptop_to_the_next_person(app_at: AppAt) -> None:
    app = app_at("truongban")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, LoginScreen))
        assert app.at_work.actor is None
        assert app.screen.query_one(Form).values == {"account": "", "secret": ""}


def _wait(app: CongressApp) -> str:
    notice = app.screen.query_one("#wait", Static)
    return str(notice.render()) if notice.display else ""


def _is_asking(app: CongressApp) -> bool:
    return isinstance(app.screen, LoginScreen) and app.screen._asking


def _accounts(prepared: Prepared) -> tuple[Account, ...]:
    with prepared.office.workspace.reading() as unit:
        return queries.accounts(unit)
