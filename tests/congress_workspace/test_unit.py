"""One writing unit a deed: all of it or nothing, with its journal entry and its head."""

import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from congress.access import registry
from congress.errors import Broken, Refused
from congress.journal import headfile
from congress.store.unit import Unit
from congress.workspace import Workspace, check_journal, look_into
from tests.congress_workspace.deeds import deed_of, recording
from tests.workspaces import Office


def size(office: Office) -> int:
    return office.workspace.head().number


def add_person(unit: Unit) -> None:
    from congress.access import queries

    queries.add_person(unit, name="Người Thử", post="", card_number=None)


def adding(unit: Unit) -> None:
    add_person(unit)
    unit.record("thử")


def persons(office: Office) -> int:
    with office.workspace.reading() as unit:
        return int(unit.connection.execute(text("SELECT count(*) FROM person")).scalar_one())


def test_a_deed_leaves_one_entry_and_its_rows_together(any_office: Office) -> None:
    entries, people = size(any_office), persons(any_office)

    def body(unit: Unit) -> None:
        add_person(unit)
        unit.record("thử", count=1)

    with deed_of(body) as do:
        do(any_office.workspace)
    assert (size(any_office), persons(any_office)) == (entries + 1, people + 1)
    assert headfile.read(any_office.workspace.folder) == any_office.workspace.head()
    assert check_journal(any_office.workspace) == ()


def test_facts_under_numbers_are_hashed_as_they_are_kept(any_office: Office) -> None:
    """JSON knows text as keys alone, and text sorts otherwise: 10 before 2."""
    with deed_of(lambda unit: unit.record("thử", piles={2: "đủ", 10: "thiếu"})) as do:
        do(any_office.workspace)
    assert check_journal(any_office.workspace) == ()


def test_a_deed_that_fails_leaves_neither_row_nor_entry(any_office: Office) -> None:
    entries, people = size(any_office), persons(any_office)

    def body(unit: Unit) -> None:
        add_person(unit)
        unit.record("thử")
        raise Refused("reason-missing")

    with deed_of(body) as do, pytest.raises(Refused):
        do(any_office.workspace)
    assert (size(any_office), persons(any_office)) == (entries, people)


def test_a_deed_that_tells_nothing_is_not_kept(any_office: Office) -> None:
    people = persons(any_office)
    with deed_of(add_person) as do, pytest.raises(Broken, match="entry-missing"):
        do(any_office.workspace)
    assert persons(any_office) == people


def test_keeping_a_reading_leaves_a_row_and_no_entry(any_office: Office) -> None:
    entries, people = size(any_office), persons(any_office)
    with deed_of(add_person, journal=False) as do:
        do(any_office.workspace)
    assert (size(any_office), persons(any_office)) == (entries, people + 1)


def test_keeping_a_reading_may_tell_nothing(any_office: Office) -> None:
    with deed_of(recording, journal=False) as do, pytest.raises(Broken, match="entry-not-due"):
        do(any_office.workspace)


def test_two_entries_of_one_deed_are_a_fault(any_office: Office) -> None:
    def body(unit: Unit) -> None:
        unit.record("một")
        unit.record("hai")

    with deed_of(body) as do, pytest.raises(Broken, match="entry-twice"):
        do(any_office.workspace)


def test_a_unit_inside_a_unit_is_a_fault_at_once_not_a_timeout(any_office: Office) -> None:
    def body(unit: Unit) -> None:
        with any_office.workspace.unit(None):
            pass

    with deed_of(body) as do, pytest.raises(Broken, match="unit-in-unit"):
        do(any_office.workspace)


def test_after_a_failed_unit_the_next_one_opens(any_office: Office) -> None:
    def failing(unit: Unit) -> None:
        raise ZeroDivisionError

    with deed_of(failing) as do, pytest.raises(ZeroDivisionError):
        do(any_office.workspace)
    with deed_of(recording) as do:
        do(any_office.workspace)


def test_a_deed_inside_a_deed_is_a_fault(any_office: Office) -> None:
    with registry.no_deed():

        @registry.deed("test:inner", who=registry.Anyone(), title="Version")
        def inner(workspace: Workspace) -> None:
            raise AssertionError("a deed was done inside a deed")

        @registry.deed("test:outer", who=registry.Anyone(), title="Version")
        def outer(workspace: Workspace) -> None:
            inner(workspace)

        with pytest.raises(Broken, match="deed-in-deed"):
            outer(any_office.workspace)


def test_a_unit_without_a_deed_is_a_fault(any_office: Office) -> None:
    with pytest.raises(Broken, match="unit-without-deed"), any_office.workspace.unit(None):
        pass


def test_a_unit_that_only_reads_cannot_write(any_office: Office) -> None:
    """Otherwise what it wrote would be gone at its end, without a word."""
    people = persons(any_office)
    with pytest.raises(Refused, match="database-not-writable"), any_office.workspace.reading() as unit:
        add_person(unit)
    with any_office.workspace.reading() as unit, pytest.raises(Broken, match="unit-only-reads"):
        unit.record("thử")
    assert persons(any_office) == people


def test_several_looks_of_one_reading_see_one_state(any_office: Office) -> None:
    statement = text("SELECT count(*) FROM person")
    with any_office.workspace.reading() as unit:
        before = unit.connection.execute(statement).scalar_one()
        with deed_of(adding) as do:
            do(any_office.workspace)
        assert unit.connection.execute(statement).scalar_one() == before


def test_the_reason_and_the_people_stand_in_the_entry_cleaned(any_office: Office) -> None:
    """Typed with an input method that sends marks apart, and with blanks around."""
    from congress.journal import queries

    with deed_of(recording) as do:
        do(
            any_office.workspace,
            any_office.by("truongban", "uyvien1", reason=unicodedata.normalize("NFD", "  Mất  điện ở hội trường ")),
        )
    with any_office.workspace.reading() as unit:
        (entry,) = queries.latest(unit, "MAY-1", limit=1)
    assert (entry.actor, entry.second, entry.reason) == ("Trần Đức Bình", "Lê Thị Hà", "Mất điện ở hội trường")


def test_a_head_file_that_cannot_be_written_undoes_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deed is committed by then: it is reported as done, and the lag as a finding."""
    entries = size(office)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(headfile, "write", full)
    with deed_of(recording) as do:
        do(office.workspace)
    assert size(office) == entries + 1
    assert [finding.code for finding in office.workspace.findings] == ["journal-head-lags"]
    monkeypatch.undo()
    with deed_of(recording) as do:
        do(office.workspace)
    assert office.workspace.findings == ()
    assert check_journal(office.workspace) == ()


def test_a_workspace_opened_for_reading_refuses_every_deed(office: Office) -> None:
    with (
        look_into(office.workspace.folder, house=office.workspace.house) as looked,
        deed_of(recording) as do,
        pytest.raises(Refused, match="workspace-read-only"),
    ):
        do(looked)


def test_every_unit_has_one_moment(any_office: Office) -> None:
    def body(unit: Unit) -> None:
        any_office.clock.advance(seconds=30)
        assert unit.now == any_office.clock.now() - timedelta(seconds=30)
        unit.record("thử")

    with deed_of(body) as do:
        do(any_office.workspace)
