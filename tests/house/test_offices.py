"""The workspaces that tests are given: whole, staffed, each test's own, the same on both engines."""

import pytest

from congress import workspace
from congress.access import queries
from congress.access import service as access
from congress.access.values import AccountState
from tests.workspaces import PIN, STAFF, Office


def test_an_office_has_its_people_and_a_whole_journal(any_office: Office) -> None:
    with any_office.workspace.reading() as unit:
        accounts = {account.name for account in queries.accounts(unit)}
    assert accounts == {"quantri", "truongban", *STAFF}
    assert workspace.check_journal(any_office.workspace) == ()
    assert access.log_in(any_office.workspace, name="uyvien1", secret=PIN).person


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_writes_the_next_does_not_see(any_office: Office, turn: str) -> None:
    with any_office.workspace.reading() as unit:
        account = next(account for account in queries.accounts(unit) if account.name == "giamsat")
    assert account.state is AccountState.ACTIVE
    access.set_state(
        any_office.workspace, any_office.by("quantri", "truongban"), account_id=account.id, state=AccountState.DISABLED
    )
