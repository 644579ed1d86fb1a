"""What a congress still lacks in people, said before it stops anybody: a small board, roles without an account."""

from dataclasses import replace
from uuid import UUID

import pytest
from textual.widgets import Static

from congress.access import queries as accounts
from congress.access import service as access
from congress.access.gates import Blocker
from congress.access.values import AccountState, Grant, Role
from congress.errors import Refused
from congress.store.unit import Unit
from congress.term import service as term
from congress.term.values import BoardPerson, Capacity
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, until
from tests.workspaces import PIN
from tui.app import CongressApp
from tui.screens import staffing
from tui.screens.congress_board import BoardScreen
from tui.screens.desk import DeskScreen
from tui.screens.home import HomeScreen
from tui.screens.settings import SettingsScreen
from tui.widgets.dialogs import ConfirmDialog, TwoPersonDialog
from tui.widgets.steps import StepList, StepState

SMALL = "mới có 1 người, phải có ít nhất 3 người (Điều 8"


class _Network:
    """A gate that a network stands in."""

    name = "machine"

    def aside(self, _unit: Unit, *, act: str, site_id: UUID | None) -> str:
        return ""

    def blockers(
        self,
        _unit: Unit | None,
        *,
        act: str,
        site_id: UUID | None,
    ) -> tuple[Blocker, ...]:
        return (Blocker("network-up", {"what": "wlan0"}, "wlan0"),)


def _text(app: CongressApp, selector: str) -> str:
    """What stands in a part of the screen, before it is broken into lines."""
    return str(app.screen.query(selector).first(Static).content)


def _board_of_one(prepared: Prepared) -> None:
    people = (BoardPerson("Trần Đức Bình", Capacity.HEAD),)
    term.set_board(
        prepared.office.workspace, prepared.office.by("thuky"), congress_id=prepared.congress_id, people=people
    )


def _disable(prepared: Prepared, *names: str) -> None:
    office = prepared.office
    with office.workspace.reading() as unit:
        ids = {one.name: one.id for one in accounts.accounts(unit)}
    for name in names:
        by = office.by("quantri", "truongban")
        access.set_state(office.workspace, by, account_id=ids[name], state=AccountState.DISABLED)


async def test_a_board_of_one_person_is_kept_as_a_draft_and_its_fault_said_at_once(app_at: AppAt) -> None:
    app = app_at("thuky", "board")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, BoardScreen))
        await pilot.press("end", *["delete"] * 4)
        await until(pilot, lambda: SMALL in _text(app, "#board-remark"))
        await pilot.press("f4")
        await until(pilot, lambda: "Đã lưu tạm ban kiểm phiếu" in shown(app))
        assert SMALL in _text(app, "#board-remark")


async def test_home_does_not_tick_a_board_that_is_too_small(app_at: AppAt, prepared: Prepared) -> None:
    _board_of_one(prepared)
    app = app_at("thuky", contest=None)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        states = {step.key: step.state for step in app.screen.query_one(StepList).steps}
        assert states["board"] is StepState.NEXT
        assert SMALL in _text(app, "#blockers")


async def test_the_desk_does_not_open_on_a_board_of_one_and_says_so(app_at: AppAt, prepared: Prepared) -> None:
    _board_of_one(prepared)
    app = app_at("truongban", "desk", contest="bt")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert SMALL in _text(app, "#next")
        await pilot.press("enter")
        await until(pilot, lambda: "Chưa mở được: còn việc phải chuẩn bị hoặc vướng mắc nêu dưới đây" in shown(app))
        assert isinstance(app.screen, DeskScreen)


async def test_who_confirmed_the_open_points_is_named(app_at: AppAt) -> None:
    app = app_at("uyvien1", "settings")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert "Đã xác nhận" not in shown(app)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await pilot.press("right", "enter")
        await until(pilot, lambda: "Đã xác nhận: đồng chí Lê Thị Hà." in shown(app))


async def test_home_says_which_roles_nobody_has_an_account_for(app_at: AppAt, prepared: Prepared) -> None:
    _disable(prepared, "chutich", "kythuat")
    app = app_at("quantri", contest=None)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        steps = {step.key: step.state for step in app.screen.query_one(StepList).steps}
        assert steps["accounts"] is StepState.NEXT
        assert "với vai trò: đoàn chủ tịch; tổ kỹ thuật giúp việc ban kiểm phiếu" in _text(app, "#blockers")


@pytest.mark.parametrize("has_presidium", [True, False])
async def test_overruling_names_who_may_be_the_second_or_who_makes_the_account(
    app_at: AppAt, prepared: Prepared, *, has_presidium: bool
) -> None:
    if not has_presidium:
        _disable(prepared, "chutich")
    workspace = prepared.office.workspace
    workspace.house = replace(workspace.house, gates=(_Network(),))
    app = app_at("truongban", "desk", contest="bt")
    missing = "Chưa ai có tài khoản với vai trò đoàn chủ tịch: quản trị cùng trưởng ban kiểm phiếu cấp"
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert (missing in _text(app, "#next")) is not has_presidium
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, TwoPersonDialog))
        said = "Người thứ hai, đoàn chủ tịch: Nguyễn Thị Ánh (chutich)"
        dialog = _text(app, ".said")
        assert (said in dialog) is has_presidium
        assert (missing in dialog) is not has_presidium


async def test_a_desk_says_what_two_people_overruled_before_it_is_opened(app_at: AppAt, prepared: Prepared) -> None:
    office = prepared.office
    office.workspace.house = replace(office.workspace.house, gates=(_Network(),))
    app = app_at("truongban", "desk", contest="bt")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, DeskScreen))
        assert "tại điểm tổ chức:" in _text(app, "#next")
        assert "Hai người đã quyết định bỏ qua" not in _text(app, "#next")
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, TwoPersonDialog))
        await fill(pilot, "máy in qua mạng", "chutich", PIN)
        await pilot.press("enter")
        await until(pilot, lambda: "Hai người đã quyết định bỏ qua" in _text(app, "#next"))


def test_a_role_given_for_one_contest_is_held_and_acts_in_that_contest_alone(prepared: Prepared) -> None:
    workspace, by = prepared.office.workspace, prepared.office.by("quantri", "truongban")
    theirs, another = prepared.contests["bt"], prepared.contests["bch"]
    with workspace.reading() as unit:
        presidium = next(one for one in accounts.accounts(unit) if one.name == "chutich")
    access.set_roles(workspace, by, account_id=presidium.id, grants=[Grant(Role.PRESIDIUM, theirs)])
    workspace.house = replace(workspace.house, gates=(_Network(),))
    with workspace.reading() as unit:
        known = accounts.accounts(unit)
    assert staffing.lacking(known) == ()
    assert "Nguyễn Thị Ánh (chutich)" in staffing.who_may_second(known, Role.PRESIDIUM, theirs)
    assert "Chưa ai có tài khoản" in staffing.who_may_second(known, Role.PRESIDIUM, another)
    two = prepared.office.by("truongban", "chutich", reason="Chưa có máy khác")
    seen = _Network().blockers(None, act="count:open", site_id=None)
    with pytest.raises(Refused) as refused:
        access.overrule_gates(workspace, two, act="count:open", scope_id=another, seen=seen)
    assert refused.value.code == "roles-missing"
    assert (
        access.overrule_gates(workspace, two, act="count:open", scope_id=theirs, seen=seen).second == "Nguyễn Thị Ánh"
    )
