"""Accounts: made in under a minute, one person each, locked by wrong tries and lifted by two."""

import unicodedata
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from congress import workspace
from congress.access import queries, registry, rules, service
from congress.access.values import Account, AccountState, Actor, Authority, Grant, Role
from congress.errors import Refused
from congress.journal import queries as journal_queries
from congress.workspace import Workspace
from tests.congress_workspace.deeds import deed_of, recording
from tests.workspaces import PIN, Office

CONTEST, OTHER = UUID(int=1), UUID(int=2)


def account(opened: Workspace, name: str) -> Account:
    with opened.reading() as unit:
        return next(one for one in queries.accounts(unit) if one.name == name)


def make(office: Office, name: str, person: str, *grants: Grant, **more: Any) -> tuple[Account, str]:
    by = office.by("quantri", "truongban")
    return service.make_account(office.workspace, by, name=name, person=person, grants=grants, **more)


def test_an_account_is_made_with_a_one_time_code_that_its_person_replaces(any_office: Office) -> None:
    opened = any_office.workspace
    made, code = make(any_office, " Ủy viên 3 ", "Nguyễn  Thị Én", Grant(Role.MEMBER))
    assert (made.name, made.person) == ("uyvien3", "Nguyễn Thị Én")
    assert code.isdigit()
    assert len(code) == 8
    actor = service.log_in(opened, name="UYVIEN3", secret=code)
    with deed_of(recording, who=registry.BOARD) as do, pytest.raises(Refused, match="secret-not-own"):
        do(opened, Authority(actor))
    service.set_own_secret(opened, Authority(actor), old=code, new="mã của tôi")
    with pytest.raises(Refused, match="login-wrong"):
        service.log_in(opened, name="uyvien3", secret=code)
    assert service.log_in(opened, name="uyvien3", secret="mã của tôi").person == "Nguyễn Thị Én"
    with deed_of(recording, who=registry.BOARD) as do:
        do(opened, Authority(actor))


def test_a_password_typed_with_marks_apart_is_the_same_password(any_office: Office) -> None:
    made, code = make(any_office, "moi", "Nguyễn Thị Én")
    actor = service.log_in(any_office.workspace, name="moi", secret=code)
    service.set_own_secret(any_office.workspace, Authority(actor), old=code, new="Bí thư Đức")
    apart = unicodedata.normalize("NFD", "Bí thư Đức")
    assert service.log_in(any_office.workspace, name="moi", secret=apart).account == made.name


@pytest.mark.parametrize(
    ("secret", "code"),
    [("12345", "secret-short"), ("111111", "secret-plain"), ("234567", "secret-plain"), ("987654", "secret-plain")],
)
def test_a_pin_that_anyone_guesses_is_refused(office: Office, secret: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        service.set_own_secret(office.workspace, office.by("uyvien1"), old=PIN, new=secret)


def test_setting_one_s_own_pin_asks_the_old_one(office: Office) -> None:
    with pytest.raises(Refused, match="login-wrong"):
        service.set_own_secret(office.workspace, office.by("uyvien1"), old="000000", new="246813")
    with pytest.raises(Refused, match="secret-same"):
        service.set_own_secret(office.workspace, office.by("uyvien1"), old=PIN, new=PIN)


def test_no_secret_and_no_code_stands_anywhere_in_the_folder(office: Office) -> None:
    _, code = make(office, "moi", "Nguyễn Thị Én")
    office.workspace.close()
    for path in office.workspace.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert PIN.encode() not in data, path
            assert code.encode() not in data, path


@pytest.mark.parametrize("name", ["uyvien1", "ÚY VIÊN 1", "Uỷ-viên 1"])
def test_a_name_that_reads_the_same_is_taken(any_office: Office, name: str) -> None:
    with pytest.raises(Refused, match="account-name-taken" if "-" not in name else "person-known"):
        make(any_office, name, "Lê Thị Hà")


def test_a_person_who_is_here_is_not_entered_as_a_second_person(any_office: Office) -> None:
    """Otherwise that person's two accounts could second each other."""
    with pytest.raises(Refused, match="person-known"):
        make(any_office, "moi", "  lê thị HÀ ", Grant(Role.PRESIDIUM))
    known = account(any_office.workspace, "uyvien1")
    by = any_office.by("quantri", "truongban")
    further, _ = service.make_account(
        any_office.workspace, by, name="moi", person="", grants=[Grant(Role.PRESIDIUM)], person_id=known.person_id
    )
    assert (further.person_id, further.person) == (known.person_id, "Lê Thị Hà")


def test_two_people_of_one_name_are_told_apart_by_their_card_numbers(any_office: Office) -> None:
    make(any_office, "an1", "Nguyễn Văn An", card_number="123456")
    with pytest.raises(Refused, match="person-known"):
        make(any_office, "an2", "Nguyễn Văn An")
    with pytest.raises(Refused, match="person-known"):
        make(any_office, "an2", "Nguyễn Văn An", card_number="123456")
    make(any_office, "an2", "Nguyễn Văn An", card_number="654321")


def test_an_account_for_nobody_is_refused(any_office: Office) -> None:
    by = any_office.by("quantri", "truongban")
    with pytest.raises(Refused, match="person-unknown"):
        service.make_account(any_office.workspace, by, name="moi", person="X", grants=[], person_id=uuid4())
    with pytest.raises(Refused, match="person-name-empty"):
        make(any_office, "moi", "  ")
    with pytest.raises(Refused, match="account-name-empty"):
        make(any_office, "  ", "Nguyễn Thị Én")


@pytest.mark.parametrize("machine", [Role.ADMINISTRATOR, Role.TECHNICIAN, Role.SITE_TECHNICIAN])
@pytest.mark.parametrize("board", [Role.HEAD, Role.MEMBER])
def test_who_runs_the_machines_is_no_member_of_the_board_at_the_same_count(
    office: Office, machine: Role, board: Role
) -> None:
    with pytest.raises(Refused, match="roles-incompatible"):
        make(office, "moi", "Nguyễn Thị Én", Grant(machine), Grant(board))
    with pytest.raises(Refused, match="roles-incompatible"):
        make(office, "moi", "Nguyễn Thị Én", Grant(machine, CONTEST), Grant(board, CONTEST))
    made, _ = make(office, "moi", "Nguyễn Thị Én", Grant(machine, CONTEST), Grant(board, OTHER))
    by = office.by("quantri", "truongban")
    with pytest.raises(Refused, match="roles-incompatible"):
        service.make_account(
            office.workspace, by, name="moi2", person="", grants=[Grant(board, CONTEST)], person_id=made.person_id
        )


def test_roles_given_for_one_count_hold_there_alone(any_office: Office) -> None:
    """An opinion count has its own team: then the board's own people have nothing to do there."""
    opened = any_office.workspace
    made, code = make(any_office, "dem", "Nguyễn Thị Én", Grant(Role.MEMBER, CONTEST))
    service.set_own_secret(opened, Authority(service.log_in(opened, name="dem", secret=code)), old=code, new=PIN)
    theirs, ours = service.log_in(opened, name="dem", secret=PIN), any_office.actor("uyvien1")

    def may(actor: Actor, scope_id: UUID | None) -> bool:
        with opened.reading() as unit:
            return Role.MEMBER in service.roles_of(unit, actor, scope_id=scope_id)

    assert made.grants == (Grant(Role.MEMBER, CONTEST),)
    assert [may(theirs, scope) for scope in (CONTEST, OTHER, None)] == [True, False, False]
    assert [may(ours, scope) for scope in (CONTEST, OTHER, None)] == [False, True, True]


def test_the_presidium_stays_the_presidium_where_a_count_has_its_own_team(any_office: Office) -> None:
    make(any_office, "dem", "Nguyễn Thị Én", Grant(Role.HEAD, CONTEST))
    with any_office.workspace.reading() as unit:
        assert service.roles_of(unit, any_office.actor("chutich"), scope_id=CONTEST) == {Role.PRESIDIUM}
        assert service.roles_of(unit, any_office.actor("truongban"), scope_id=CONTEST) == frozenset()


def test_roles_taken_away_are_gone_for_who_is_logged_in_already(any_office: Office) -> None:
    opened, by = any_office.workspace, any_office.by("quantri", "truongban")
    member = any_office.actor("uyvien1")
    service.set_roles(opened, by, account_id=member.account_id, grants=[Grant(Role.SUPERVISOR)])
    with deed_of(recording, who=registry.BOARD) as do, pytest.raises(Refused, match="role-missing"):
        do(opened, Authority(member))


def test_a_disabled_account_does_nothing_more(any_office: Office) -> None:
    opened, by = any_office.workspace, any_office.by("quantri", "truongban")
    member = any_office.actor("uyvien1")
    service.set_state(opened, by, account_id=member.account_id, state=AccountState.DISABLED)
    with pytest.raises(Refused, match="login-wrong"):
        service.log_in(opened, name="uyvien1", secret=PIN)
    with deed_of(recording, who=registry.BOARD) as do, pytest.raises(Refused, match="account-unknown"):
        do(opened, Authority(member))


@pytest.mark.parametrize("name", ["quantri", "truongban"])
def test_the_last_who_could_make_accounts_cannot_be_taken_away(any_office: Office, name: str) -> None:
    """A workspace in which nobody can make, reset or unlock an account is lost in front of the hall."""
    opened, by = any_office.workspace, any_office.by("quantri", "truongban")
    last = any_office.actor(name).account_id
    with pytest.raises(Refused, match="last-of-role"):
        service.set_roles(opened, by, account_id=last, grants=[Grant(Role.SUPERVISOR)])
    with pytest.raises(Refused, match="last-of-role"):
        service.set_state(opened, by, account_id=last, state=AccountState.DISABLED)
    assert account(opened, name).grants != (Grant(Role.SUPERVISOR),)


def test_a_new_head_takes_over_from_the_old_one(any_office: Office) -> None:
    """Head and members are elected that morning."""
    make(any_office, "truongmoi", "Nguyễn Thị Én", Grant(Role.HEAD))
    by = any_office.by("quantri", "truongban")
    old = any_office.actor("truongban").account_id
    service.set_roles(any_office.workspace, by, account_id=old, grants=[Grant(Role.MEMBER)])
    assert account(any_office.workspace, "truongban").grants == (Grant(Role.MEMBER),)


def test_a_second_proves_it_for_this_deed_not_for_the_morning(any_office: Office) -> None:
    first, second = any_office.actor("truongban"), any_office.actor("uyvien1")
    with deed_of(recording, who=registry.HEAD_WITH_MEMBER) as do:
        any_office.clock.advance(minutes=5)
        do(any_office.workspace, Authority(first, second))
        any_office.clock.advance(seconds=1)
        with pytest.raises(Refused, match="second-not-fresh"):
            do(any_office.workspace, Authority(first, second))
        tomorrow = replace(second, at=any_office.clock.now() + timedelta(days=1))
        with pytest.raises(Refused, match="second-not-fresh"):
            do(any_office.workspace, Authority(first, tomorrow))


def test_wrong_tries_cost_a_growing_delay_that_survives_a_restart(office: Office) -> None:
    opened, clock = office.workspace, office.clock
    waits = []
    for _ in range(rules.FREE_TRIES - 1):
        with pytest.raises(Refused, match="login-wrong"):
            service.log_in(opened, name="uyvien1", secret="sai rồi")
    for _ in range(9):
        with pytest.raises(Refused, match="login-wrong-wait") as refused:
            service.log_in(opened, name="uyvien1", secret="sai rồi")
        waits.append(refused.value.facts["seconds"])
        opened.close()
        opened = workspace.open_folder(opened.folder, house=opened.house)
        with pytest.raises(Refused, match="account-locked"):
            service.log_in(opened, name="uyvien1", secret=PIN)
        seconds = refused.value.facts["seconds"]
        assert isinstance(seconds, int)
        clock.advance(seconds=seconds - 1)
        with pytest.raises(Refused, match="account-locked"):
            service.log_in(opened, name="uyvien1", secret=PIN)
        clock.advance(seconds=1)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert service.log_in(opened, name="uyvien1", secret=PIN).account == "uyvien1"
    assert account(opened, "uyvien1").wrong_tries == 0
    opened.close()


def locked(office: Office, name: str) -> None:
    for _ in range(rules.FREE_TRIES):
        with pytest.raises(Refused, match="login-wrong"):
            service.log_in(office.workspace, name=name, secret="sai rồi")
    with pytest.raises(Refused, match="account-locked"):
        service.log_in(office.workspace, name=name, secret=PIN)


def test_a_lock_out_is_lifted_by_two_at_once(any_office: Office) -> None:
    locked(any_office, "uyvien1")
    service.lift_lock_out(any_office.workspace, any_office.by("uyvien2", "chutich"), name="Ủy viên 1")
    assert service.log_in(any_office.workspace, name="uyvien1", secret=PIN).account == "uyvien1"


def test_a_new_code_lifts_the_lock_out_too(any_office: Office) -> None:
    locked(any_office, "uyvien1")
    member = any_office.actor("uyvien1").account_id
    code = service.reset_secret(any_office.workspace, any_office.by("quantri", "truongban"), account_id=member)
    actor = service.log_in(any_office.workspace, name="uyvien1", secret=code)
    with any_office.workspace.reading() as unit:
        assert service.must_set_secret(unit, actor)


def test_tries_are_journalled_but_not_what_was_typed(any_office: Office) -> None:
    with pytest.raises(Refused):
        service.log_in(any_office.workspace, name="uyvien1", secret="bí mật đã gõ")
    with pytest.raises(Refused):
        service.log_in(any_office.workspace, name="mật khẩu gõ nhầm ô", secret="x")
    with any_office.workspace.reading() as unit:
        newest = journal_queries.latest(unit, "MAY-1", limit=2)
    assert [(entry.subject, entry.facts["outcome"]) for entry in newest] == [
        ("unknown", "unknown"),
        ("uyvien1", "wrong"),
    ]
    assert "gõ" not in str(newest)


def test_the_board_lifts_a_lock_out_without_the_administrator(any_office: Office) -> None:
    locked(any_office, "quantri")
    service.lift_lock_out(any_office.workspace, any_office.by("truongban", "uyvien2"), name="quantri")


def test_founding_makes_two_people_and_only_once(office: Office) -> None:
    with pytest.raises(Refused, match="already-founded"):
        service.found(office.workspace, administrator="Người Lạ", head="Người Khác")


def test_the_first_two_are_two_persons(office: Office) -> None:
    with pytest.raises(Refused, match="second-is-first"):
        service.found(office.workspace, administrator="Nguyễn Văn A", head="nguyễn  văn a")


def test_a_name_longer_than_any_paper_has_room_for_is_refused(office: Office) -> None:
    for name, person in (("a" * 10_000, "Nguyễn Thị Én"), ("moi", "Én" * 5_000)):
        with pytest.raises(Refused, match="name-too-long"):
            make(office, name, person, Grant(Role.MEMBER))
    with pytest.raises(Refused, match="name-too-long"):
        service.check_founders("Én" * 5_000, "Trần Đức Bình")
