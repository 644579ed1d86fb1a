"""Reaching past the program into its database (can thiệp trực tiếp), as somebody would who edits the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, text

from congress.journal import queries, rules
from congress.journal.values import JournalEntry
from congress.store.types import Instant, Json
from tests.workspaces import Office

GUARDS = {
    True: ("journal_entry_no_update", "journal_entry_no_delete", "journal_entry_in_order"),
    False: ("journal_entry_no_change", "journal_entry_no_truncate", "journal_entry_in_order"),
}


@contextmanager
def reached(office: Office) -> Iterator[Connection]:
    """A connection to the database that knows nothing of units and deeds; committed at the end."""
    engine = office.workspace._database.engine.execution_options(writing=True)
    with engine.connect() as connection, connection.begin():
        yield connection


def disarm(connection: Connection, *, embedded: bool) -> list[str]:
    """Drop the guards; what made them, to put them back."""
    if embedded:
        made = [
            str(row.sql)
            for row in connection.execute(
                text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
            )
            if row.name in GUARDS[True]
        ]
        for name in GUARDS[True]:
            connection.execute(text(f"DROP TRIGGER {name}"))
        return made
    for name in GUARDS[False]:
        connection.execute(text(f"ALTER TABLE journal_entry DISABLE TRIGGER {name}"))
    return [f"ALTER TABLE journal_entry ENABLE TRIGGER {name}" for name in GUARDS[False]]


@contextmanager
def behind_the_guards(office: Office) -> Iterator[Connection]:
    """Everything allowed, and the guards back in their place afterwards: only the chain can tell."""
    with reached(office) as connection:
        made = disarm(connection, embedded=office.workspace.embedded)
        yield connection
        for statement in made:
            connection.exec_driver_sql(statement)


def entries(office: Office) -> list[JournalEntry]:
    """Every entry of the office's own stream."""
    with office.workspace.reading() as unit:
        return list(queries.entries(unit, office.workspace.settings.tag))


def set_fields(connection: Connection, at_number: int, /, **fields: Any) -> None:
    """Write over fields of one entry."""
    wanted = ", ".join(f"{name} = :{name}" for name in fields)
    connection.execute(
        text(f"UPDATE journal_entry SET {wanted} WHERE number = :at_number"), {**fields, "at_number": at_number}
    )


def rechain(connection: Connection, kept: list[JournalEntry]) -> list[JournalEntry]:
    """Write `kept` as the whole stream, numbered and hashed anew as the program itself would."""
    connection.execute(text("DELETE FROM journal_entry"))
    previous, chained = "0" * 64, []
    for number, entry in enumerate(kept, start=1):
        drawn = replace(entry, number=number, previous=previous)
        whole = replace(drawn, hash=rules.entry_hash(drawn))
        previous = whole.hash
        chained.append(whole)
    insert(connection, chained)
    return chained


def insert(connection: Connection, wanted: list[JournalEntry]) -> None:
    """Write entries as they are."""
    for entry in wanted:
        _insert(connection, entry)


def _insert(connection: Connection, entry: JournalEntry) -> None:
    dialect = connection.dialect
    fields = {name: getattr(entry, name) for name in JournalEntry.__slots__}
    fields["at"] = Instant().process_bind_param(entry.at, dialect)
    fields["facts"] = Json().process_bind_param(entry.facts, dialect)
    if entry.scope_id is not None:
        fields["scope_id"] = entry.scope_id.hex if dialect.name == "sqlite" else entry.scope_id
    names = ", ".join(fields)
    values = ", ".join(f":{name}" for name in fields)
    connection.execute(text(f"INSERT INTO journal_entry ({names}) VALUES ({values})"), fields)
