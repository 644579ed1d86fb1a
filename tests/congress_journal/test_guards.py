"""The table of entries refuses to be changed, whichever program writes; and it shows where its guards are gone."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from congress.workspace import check_journal
from tests.congress_journal import forging
from tests.workspaces import Office

COLUMNS = "stream, number, at, event, actor, second, machine, scope_id, subject, reason, facts, previous, hash"
CHANGES = {
    "update": "UPDATE journal_entry SET actor = 'Ai đó' WHERE number = 2",
    "delete": "DELETE FROM journal_entry WHERE number = 2",
    "delete-all": "DELETE FROM journal_entry",
    "insert-again": f"INSERT INTO journal_entry SELECT {COLUMNS} FROM journal_entry WHERE number = 2",
    "gap": f"INSERT INTO journal_entry SELECT {COLUMNS.replace('number', 'number + 1000', 1)} "
    "FROM journal_entry WHERE number = 2",
}
ONLY_EMBEDDED = {
    "replace": f"INSERT OR REPLACE INTO journal_entry SELECT {COLUMNS} FROM journal_entry WHERE number = 2",
    "replace-into": f"REPLACE INTO journal_entry SELECT {COLUMNS} FROM journal_entry WHERE number = 2",
    "update-or-replace": "UPDATE OR REPLACE journal_entry SET number = 3 WHERE number = 2",
}
ONLY_SERVER = {
    "upsert": f"INSERT INTO journal_entry SELECT {COLUMNS} FROM journal_entry WHERE number = 2 "
    "ON CONFLICT (stream, number) DO UPDATE SET actor = 'Ai đó'",
    "truncate": "TRUNCATE journal_entry",
}


@pytest.mark.parametrize("change", CHANGES)
def test_no_statement_changes_an_entry(any_office: Office, change: str) -> None:
    _refused(any_office, CHANGES[change])


@pytest.mark.parametrize("change", ONLY_EMBEDDED)
def test_sqlite_s_ways_around_a_trigger_are_closed(office: Office, change: str) -> None:
    _refused(office, ONLY_EMBEDDED[change])


def test_an_upsert_does_not_change_an_entry_on_sqlite(office: Office) -> None:
    """Its WHERE keeps SQLite from reading ON as a join."""
    statement = ONLY_SERVER["upsert"].replace("WHERE number = 2 ", "WHERE number = 2 AND true ")
    _refused(office, statement)


@pytest.mark.postgres
@pytest.mark.parametrize("change", ONLY_SERVER)
def test_postgresql_s_ways_around_a_trigger_are_closed(server_office: Office, change: str) -> None:
    _refused(server_office, ONLY_SERVER[change])


def test_replace_is_refused_also_by_a_program_without_recursive_triggers(office: Office) -> None:
    """Another program opens the file with SQLite's own defaults: the order of numbers still refuses it."""
    import sqlite3
    from contextlib import closing

    before = forging.entries(office)
    with closing(sqlite3.connect(office.workspace.folder / "congress.db")) as other:
        for statement in ONLY_EMBEDDED.values():
            with pytest.raises(sqlite3.DatabaseError):
                other.execute(statement)
    assert forging.entries(office) == before


def test_guards_that_were_removed_are_named(any_office: Office) -> None:
    embedded = any_office.workspace.embedded
    with forging.reached(any_office) as connection:
        forging.disarm(connection, embedded=embedded)
    findings = check_journal(any_office.workspace)
    assert {finding.facts["name"] for finding in findings} == set(forging.GUARDS[embedded])
    assert {finding.code for finding in findings} == {"journal-triggers-missing"}


def test_a_guard_that_lets_everything_through_is_named(office: Office) -> None:
    with forging.reached(office) as connection:
        connection.execute(text("DROP TRIGGER journal_entry_no_update"))
        connection.execute(
            text("CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT 1; END")
        )
    assert [finding.code for finding in check_journal(office.workspace)] == ["journal-triggers-missing"]


@pytest.mark.postgres
def test_a_guard_s_function_that_lets_everything_through_is_named(server_office: Office) -> None:
    with forging.reached(server_office) as connection:
        connection.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION journal_entry_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RETURN NEW; END $$"
        )
    findings = check_journal(server_office.workspace)
    assert {finding.facts["name"] for finding in findings} == {"journal_entry_no_change", "journal_entry_no_truncate"}


def _refused(office: Office, statement: str) -> None:
    before = forging.entries(office)
    with pytest.raises(DatabaseError, match=r"append-only|without gaps|UNIQUE"), forging.reached(office) as connection:
        connection.exec_driver_sql(statement)
    assert forging.entries(office) == before
