"""People: an account in under a minute by administrator and head, its code shown large, a new code, the board."""

from functools import partial

from textual.events import Key, Paste

from congress.access import queries
from congress.access.values import AccountState, Role
from congress.term import queries as terms
from congress.term.values import Capacity
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, until
from tests.workspaces import PIN
from tui.screens.accounts import AccountsScreen, proposed_name
from tui.screens.accounts_code import CodeDialog
from tui.screens.asking import ValuesDialog
from tui.screens.congress_board import BoardScreen
from tui.widgets.dialogs import ConfirmDialog, TwoPersonDialog
from tui.widgets.forms import Form


async def test_somebody_of_the_board_gets_an_account_with_a_few_keys_and_a_pin(
    app_at: AppAt, prepared: Prepared
) -> None:
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        await pilot.press("enter", "enter", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, TwoPersonDialog))
        await fill(pilot, "truongban", PIN)
        await until(pilot, lambda: isinstance(app.screen, CodeDialog))
        assert "leptm" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
    with prepared.office.workspace.reading() as unit:
        made = next(one for one in queries.accounts(unit) if one.name == "leptm")
    assert (made.person, made.must_change) == ("Phan Thị Mỹ Lệ", True)
    assert [grant.role for grant in made.grants] == [Role.MEMBER]


async def test_a_second_person_without_the_role_is_refused_in_the_dialog_which_stays(app_at: AppAt) -> None:
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        await pilot.press("enter", "enter", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, TwoPersonDialog))
        await fill(pilot, "thuky", PIN)
        await until(pilot, lambda: "Hai người này không được giao" in shown(app))
        assert isinstance(app.screen, TwoPersonDialog)


async def test_a_person_known_here_gets_a_further_account_as_the_same_person(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        form = app.screen.query_one(Form)
        for name, text in (("person", "Lê Thị  Hà"), ("roles", "presidium"), ("name", "chutich2")):
            form.put(name, text)
        form.submit()
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, TwoPersonDialog))
        await fill(pilot, "truongban", PIN)
        await until(pilot, lambda: isinstance(app.screen, CodeDialog))
    with prepared.office.workspace.reading() as unit:
        persons = {one.name: one.person_id for one in queries.accounts(unit)}
    assert persons["chutich2"] == persons["uyvien1"]


async def test_one_account_takes_several_roles(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        await pilot.press("enter", "space", "enter", "enter", "enter")
        assert isinstance(app.screen, ValuesDialog), "no role ticked: asked again"
        await pilot.press("space", "right", "right", "right", "space", "enter", "enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, TwoPersonDialog))
        assert "đoàn chủ tịch" in shown(app)
        await fill(pilot, "truongban", PIN)
        await until(pilot, lambda: isinstance(app.screen, CodeDialog))
    with prepared.office.workspace.reading() as unit:
        made = next(one for one in queries.accounts(unit) if one.name == "leptm")
    assert {grant.role for grant in made.grants} == {Role.MEMBER, Role.PRESIDIUM}


async def test_an_account_is_disabled_by_two(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("down", "down", "down", "x")
        await until(pilot, lambda: isinstance(app.screen, TwoPersonDialog))
        await fill(pilot, "truongban", PIN)
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await until(pilot, lambda: "đã khóa" in shown(app))
    with prepared.office.workspace.reading() as unit:
        states = {one.name: one.state for one in queries.accounts(unit)}
    assert states["giamsat"] is AccountState.DISABLED


async def test_the_board_is_reordered_and_kept_as_a_whole(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thuky", "board")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("end", "ctrl+up", "delete")
        await until(pilot, lambda: "chưa lưu" in shown(app))
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ValuesDialog))
        await fill(pilot, "Đỗ Thị Ước")
        await pilot.press("enter", "enter")
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("f4")
        await until(pilot, lambda: "Theo biểu quyết" in shown(app))
    with prepared.office.workspace.reading() as unit:
        board = terms.board(unit, prepared.congress_id, contest_id=None)
    assert [one.name for one in board.people] == [
        "Trần Đức Bình",
        "Lê Thị Hà",
        "K'Brơi",
        "Phan Thị Mỹ Lệ",
        "Đỗ Thị Ước",
    ]
    assert board.head is not None
    assert board.people[0].person_id == prepared.office.actors["truongban"].person_id
    assert board.people[-1].capacity is Capacity.MEMBER


def test_an_account_is_called_by_given_name_and_initials_and_numbered_where_taken() -> None:
    assert proposed_name("Lê Thị Hà", ()) == "halt"
    assert proposed_name("Đa Cát K' Hương", ()) == "huongdck"
    assert proposed_name("Lê Thị Hà", ("halt", "halt2")) == "halt3"


async def test_what_is_typed_while_a_dialog_opens_and_closes_is_not_lost(app_at: AppAt, prepared: Prepared) -> None:
    app = app_at("thuky", "board")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        for name in ("Đỗ Thị Ước", "Vũ Văn Ấm"):
            board_screen = app.screen
            assert isinstance(board_screen, BoardScreen)
            board_screen.action_new()
            for typed in (Paste(name), *(Key("enter", "\r") for _ in range(3)), Key("a", "a")):
                app.post_message(typed)
            await until(pilot, partial(_lists, board_screen, name), name)
            await until(pilot, lambda: isinstance(app.screen, ValuesDialog), "the dialog of the next")
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("f4")
        await until(pilot, lambda: "Theo biểu quyết" in shown(app))
    with prepared.office.workspace.reading() as unit:
        board = terms.board(unit, prepared.congress_id, contest_id=None)
    assert [(one.name, one.card_number) for one in board.people[-2:]] == [("Đỗ Thị Ước", ""), ("Vũ Văn Ấm", "")]


def _lists(screen: BoardScreen, name: str) -> bool:
    return any(row.cells[1][0] == name for row in screen._rows())
