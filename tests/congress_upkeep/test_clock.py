"""A clock that was set makes times worthless: work waits until two people have looked at it, and then goes on."""

from datetime import timedelta

import pytest

from congress import workspace
from congress.access import service as access
from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import sentence
from congress.journal import queries
from congress.upkeep.service import accept_clock
from congress.workspace import Workspace, check_journal
from tests.congress_workspace.deeds import deed_of, recording
from tests.workspaces import PIN, Office


def works(opened: Workspace) -> None:
    with deed_of(recording) as do:
        do(opened)


def two(opened: Workspace) -> Authority:
    """Both prove who they are at this machine, by its clock as it stands."""
    return Authority(
        access.log_in(opened, name="quantri", secret=PIN), access.log_in(opened, name="truongban", secret=PIN)
    )


def test_time_that_passes_asks_nobody(any_office: Office) -> None:
    works(any_office.workspace)
    any_office.clock.advance(hours=9)
    assert any_office.workspace.clock_in_question() is None
    works(any_office.workspace)


@pytest.mark.parametrize("minutes", [-1.9, 1.9])
def test_a_little_drift_is_let_pass(any_office: Office, minutes: float) -> None:
    works(any_office.workspace)
    any_office.clock.set_back(minutes=minutes)
    works(any_office.workspace)


@pytest.mark.parametrize("hours", [7, -7, 24 * 365])
def test_a_clock_set_while_the_program_runs_stops_every_deed(any_office: Office, hours: float) -> None:
    works(any_office.workspace)
    any_office.clock.set_back(hours=hours)
    with pytest.raises(Refused, match="clock-jumped") as refused:
        works(any_office.workspace)
    assert "08:10" in sentence(refused.value) or "01:10" in sentence(refused.value)
    assert any_office.workspace.clock_in_question() is not None


def test_setting_it_right_again_is_enough(any_office: Office) -> None:
    any_office.clock.set_back(hours=7)
    any_office.clock.set_back(hours=-7)
    works(any_office.workspace)


def test_a_clock_set_back_while_the_program_is_closed_is_noticed_by_the_journal(office: Office) -> None:
    works(office.workspace)
    office.workspace.close()
    office.clock.set_back(hours=1)
    with (
        workspace.open_folder(office.workspace.folder, house=office.workspace.house) as again,
        pytest.raises(Refused, match="clock-went-back"),
    ):
        works(again)


def test_logging_in_under_a_wrong_clock_does_not_make_it_right(office: Office) -> None:
    """People have to prove who they are before they can accept a clock; that entry is no witness of the time."""
    office.clock.advance(hours=2)
    works(office.workspace)
    office.clock.set_back(hours=1)
    access.log_in(office.workspace, name="uyvien1", secret=PIN)
    office.workspace.close()
    with workspace.open_folder(office.workspace.folder, house=office.workspace.house) as again:
        access.log_in(again, name="uyvien1", secret=PIN)
        with pytest.raises(Refused, match="clock-went-back"):
            works(again)
    office.clock.set_back(hours=-26)
    with workspace.open_folder(office.workspace.folder, house=office.workspace.house) as again:
        access.log_in(again, name="uyvien1", secret=PIN)
    office.clock.set_back(hours=25)
    with workspace.open_folder(office.workspace.folder, house=office.workspace.house) as again:
        works(again)


def test_logging_in_under_a_clock_set_ahead_hinders_nobody_once_it_is_right(any_office: Office) -> None:
    any_office.clock.set_back(hours=-26)
    access.log_in(any_office.workspace, name="uyvien1", secret=PIN)
    any_office.clock.set_back(hours=26)
    works(any_office.workspace)


@pytest.mark.parametrize("hours", [3, -3])
def test_an_accepted_clock_is_the_clock_from_then_on(any_office: Office, hours: float) -> None:
    """Backwards too: the latest entry is then the acceptance, and nobody waits until the old time is reached again."""
    opened = any_office.workspace
    works(opened)
    any_office.clock.set_back(hours=hours)
    accept_clock(opened, two(opened))
    assert opened.clock_in_question() is None
    any_office.clock.advance(minutes=1)
    works(opened)
    assert check_journal(opened) == ()
    opened.close()
    with workspace.open_folder(opened.folder, house=opened.house) as again:
        any_office.clock.advance(minutes=1)
        works(again)
        any_office.clock.set_back(minutes=30)
        with pytest.raises(Refused, match="clock-"):
            works(again)


def test_the_acceptance_stands_in_the_journal_with_what_was_found(any_office: Office) -> None:
    opened = any_office.workspace
    any_office.clock.set_back(hours=3)
    accept_clock(opened, two(opened))
    with opened.reading() as unit:
        (entry,) = queries.of_event(unit, "MAY-1", "clock:accept")
    assert entry.facts["question"] == "clock-jumped"
    assert (entry.actor, entry.second) == ("Trần Văn Quản", "Trần Đức Bình")


def test_a_clock_that_nobody_questions_is_not_accepted(any_office: Office) -> None:
    with pytest.raises(Refused, match="clock-not-in-question"):
        accept_clock(any_office.workspace, two(any_office.workspace))


def test_one_person_alone_does_not_accept_a_clock(any_office: Office) -> None:
    any_office.clock.set_back(hours=3)
    actor = access.log_in(any_office.workspace, name="quantri", secret=PIN)
    with pytest.raises(Refused, match="second-missing"):
        accept_clock(any_office.workspace, Authority(actor))
    assert any_office.workspace.clock_in_question() is not None


@pytest.mark.postgres
def test_on_a_server_what_other_programs_wrote_is_a_witness_too(server_office: Office) -> None:
    from congress.workspace import House, open_folder
    from tests.clocks import PinnedClock

    ahead = PinnedClock(server_office.clock.now() + timedelta(hours=1))
    with open_folder(server_office.workspace.folder, house=House(clock=ahead)) as other:
        works(other)
    with pytest.raises(Refused, match="clock-went-back"):
        works(server_office.workspace)
