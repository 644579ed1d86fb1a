"""Signing keys from the screen of accounts: the authority once, then keys under passphrases of the signers."""

from textual.widgets import Input

from congress.access.keyring import authority_certificate, machine_certificate, make_authority, signer_file
from congress.sealing.keys import read_signer
from congress.upkeep.service import renew_machine_key
from tests.tui_screens.conftest import AppAt
from tests.tui_screens.preparing import Prepared
from tests.tui_screens.waiting import fill, shown, until
from tests.workspaces import PIN
from tui.app import CongressApp
from tui.screens.accounts import AccountsScreen
from tui.screens.desk_deeds import TogetherDialog

CHAIN, OWN = "khóa của tổ chức", "khóa ký riêng"


def stands_in(app: CongressApp, field: str) -> bool:
    """Whether the cursor of a dialog of two stands in this field."""
    screen = app.screen
    return isinstance(screen, TogetherDialog) and screen.focused is not None and screen.focused.id == field


async def test_the_first_key_makes_the_authority_and_its_certificate_lies_ready_for_other_machines(
    app_at: AppAt, prepared: Prepared
) -> None:
    workspace = prepared.office.workspace
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("end")
        await pilot.press("k")
        await until(pilot, lambda: stands_in(app, "field-secret"))
        assert "Lập tổ chức chứng thực nội bộ" in shown(app)
        await fill(pilot, CHAIN, CHAIN + "x", "truongban", PIN)
        await until(pilot, lambda: "✗" in shown(app))
        assert authority_certificate(workspace.keys) is None
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("k")
        await until(pilot, lambda: stands_in(app, "field-secret"))
        await fill(pilot, CHAIN, CHAIN, "truongban", PIN)
        await until(pilot, lambda: stands_in(app, "field-authority"))
        assert app.screen.query_one("#field-capacity", Input).value == "Ủy viên Ban Kiểm phiếu"
        await fill(pilot, CHAIN + "x", OWN, OWN, "truongban", PIN)
        await until(pilot, lambda: stands_in(app, "field-authority"))
        assert "✗ Mật khẩu không mở được khóa" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        await pilot.press("k")
        await until(pilot, lambda: stands_in(app, "field-authority"))
        await fill(pilot, CHAIN, OWN, OWN, "truongban", PIN)
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
    certificate = authority_certificate(workspace.keys)
    laid_out = [path.read_bytes() for path in workspace.papers.glob("*.pem")]
    assert laid_out == [certificate]
    chosen = prepared.office.actor("uyvien2")
    signer = read_signer(signer_file(workspace.keys, chosen.person_id).read_bytes(), OWN)
    assert signer.name == chosen.person


async def test_a_machine_without_a_certificate_says_so_and_two_people_issue_one(
    app_at: AppAt, prepared: Prepared
) -> None:
    office, workspace = prepared.office, prepared.office.workspace
    make_authority(workspace, office.by("quantri", "truongban"), name="Đại hội xã", secret=CHAIN)
    renew_machine_key(workspace, office.by("quantri", "truongban", reason="máy bị mượn"))
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        assert "Máy này chưa có chứng thư" in shown(app)
        await pilot.press("f7")
        await until(pilot, lambda: stands_in(app, "field-authority"))
        await fill(pilot, CHAIN + "x", "truongban", PIN)
        await until(pilot, lambda: "✗ Mật khẩu không mở được khóa" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        assert machine_certificate(workspace.keys) is None
        await pilot.press("f7")
        await until(pilot, lambda: stands_in(app, "field-authority"))
        await fill(pilot, CHAIN, "truongban", PIN)
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        assert "Máy này chưa có chứng thư" not in shown(app)
        assert machine_certificate(workspace.keys) is not None
        await pilot.press("end")
        await pilot.press("k")
        await until(pilot, lambda: "Máy này đã có chứng thư" in shown(app))


async def test_where_there_is_no_authority_the_machines_certificate_makes_it_first(
    app_at: AppAt, prepared: Prepared
) -> None:
    workspace = prepared.office.workspace
    app = app_at("quantri", "accounts")
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
        assert "chứng thư" not in shown(app)
        await pilot.press("f7")
        await until(pilot, lambda: stands_in(app, "field-secret"))
        await fill(pilot, CHAIN, CHAIN, "truongban", PIN)
        await until(pilot, lambda: isinstance(app.screen, AccountsScreen))
    assert machine_certificate(workspace.keys) is not None
