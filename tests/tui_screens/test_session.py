"""Who may do what, as the screens see it: the same as the registry decides when the deed is done."""

import pytest

import tui.house  # every deed of the house is known
from congress.access import rules
from congress.access.registry import Anyone, Deed, Pair, deeds
from congress.access.values import Role
from congress.errors import Refused
from congress.i18n import sentence
from tests.tui_screens.preparing import Prepared
from tests.workspaces import PIN
from tui.session import Rights, Session


@pytest.mark.parametrize("deed", deeds(), ids=lambda deed: deed.name)
def test_a_deed_is_offered_to_just_those_who_may_be_one_of_its_people(deed: Deed) -> None:
    for role in Role:
        rights = Rights(frozenset({role}))
        assert rights.may(deed.name) == any(_lets(deed, role, other) for other in (None, *Role))
        if not rights.may(deed.name):
            refused = rights.why_not(deed.name)
            assert refused is not None
            assert sentence(refused) != refused.code


def test_nobody_logged_in_has_no_rights_and_does_nothing(prepared: Prepared) -> None:
    session = Session(prepared.office.workspace)
    assert session.rights() == Rights()
    with pytest.raises(Refused, match="login-missing"):
        session.by()


def test_two_people_are_the_one_logged_in_and_the_one_who_proves_it_now(prepared: Prepared) -> None:
    session = Session(prepared.office.workspace)
    session.actor = prepared.office.actor("truongban")
    by = session.by_two("uyvien1", PIN, reason="mất điện")
    assert by.second is not None
    assert (by.first.person, by.second.person, by.reason) == ("Trần Đức Bình", "Lê Thị Hà", "mất điện")


def _lets(deed: Deed, role: Role, other: Role | None) -> bool:
    if isinstance(deed.who, Anyone):
        return True
    second = None if other is None else frozenset({other})
    if isinstance(deed.who, Pair) and second is None:
        return False
    try:
        rules.check_roles(deed, frozenset({role}), second)
    except Refused:
        return False
    return True
