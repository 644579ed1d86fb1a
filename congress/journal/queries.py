"""Reading and appending entries of the journal."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, String, func, insert, select, text, type_coerce

from congress.journal import rules
from congress.journal.rows import JournalRow
from congress.journal.values import GENESIS, Head, JournalEntry, StoredEntry
from congress.store.unit import Unit

_TABLE = JournalRow.__table__
_GUARDS = {
    True: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal_entry'",
    False: """SELECT t.tgname, pg_get_triggerdef(t.oid) || ' ' || p.prosrc FROM pg_trigger t
        JOIN pg_proc p ON p.oid = t.tgfoid
        WHERE t.tgrelid = 'journal_entry'::regclass AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')""",
}
_ADVISORY_LOCK = 0x6A6F7572  # "jour": programs that write at once queue here for the head


def lock_head(unit: Unit) -> None:
    """Take the head for this transaction. SQLite's BEGIN IMMEDIATE has done so already."""
    if not unit.embedded:
        unit.connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})


def head(unit: Unit, stream: str) -> Head:
    """The last entry's number and hash, or number 0 for an empty stream."""
    query = select(_TABLE.c.number, _TABLE.c.hash).where(_TABLE.c.stream == stream)
    if unit.embedded:  # SQLite keeps whatever somebody put there: a number that is none is left to a walk to name
        query = query.where(func.typeof(_TABLE.c.number) == "integer")
    row = unit.connection.execute(query.order_by(_TABLE.c.number.desc()).limit(1)).first()
    return Head(stream, 0, GENESIS) if row is None else Head(stream, row.number, str(row.hash))


def hash_of(unit: Unit, stream: str, number: int) -> str | None:
    """The hash of one entry, None where there is none of that number."""
    query = select(_TABLE.c.hash).where(_TABLE.c.stream == stream, _TABLE.c.number == number)
    found: str | None = unit.connection.scalar(query)
    return found


def append(unit: Unit, entry: JournalEntry) -> None:
    """Add one entry."""
    unit.connection.execute(insert(JournalRow).values({name: getattr(entry, name) for name in JournalEntry.__slots__}))


def streams(unit: Unit) -> tuple[str, ...]:
    """Every stream held, this workspace's own and foreign ones."""
    return tuple(unit.connection.scalars(select(_TABLE.c.stream).distinct().order_by(_TABLE.c.stream)))


def moment_of_latest(unit: Unit, stream: str, *, since: str, but: str) -> datetime | None:
    """The latest moment in a stream from its last entry of the event `since` on, entries of `but` left out."""
    last = select(func.max(_TABLE.c.number)).where(_TABLE.c.stream == stream, _TABLE.c.event == since)
    query = select(type_coerce(func.max(_TABLE.c.at), String)).where(
        _TABLE.c.stream == stream,
        _TABLE.c.number >= func.coalesce(last.scalar_subquery(), 0),
        _TABLE.c.event != but,
    )
    found = unit.connection.scalar(query)
    try:
        return None if found is None else datetime.fromisoformat(found)
    except (ValueError, TypeError):
        return None  # an edited entry: a walk names it, and nobody is kept from opening the workspace


def of_event(unit: Unit, stream: str, event: str) -> tuple[JournalEntry, ...]:
    """Every entry of one event, oldest first; what no program of ours can have written is left to a walk to name."""
    lines = unit.connection.execute(_stored(stream).where(_TABLE.c.event == event))
    return tuple(entry for row in lines if (entry := rules.believed(StoredEntry(**row._mapping))) is not None)


def of_scope(unit: Unit, stream: str, scope_id: UUID) -> tuple[JournalEntry, ...]:
    """Every entry of one contest whose hash is its own, oldest first; any other is left to a walk to name."""
    lines = unit.connection.execute(_stored(stream).where(_TABLE.c.scope_id == scope_id))
    found = (rules.believed(StoredEntry(**row._mapping)) for row in lines)
    return tuple(entry for entry in found if entry is not None and rules.entry_hash(entry) == entry.hash)


def stored(unit: Unit, stream: str) -> Iterator[StoredEntry]:
    """Every entry of a stream as it stands in the table, unread: whoever forged one may have left anything there."""
    for row in unit.connection.execute(_stored(stream).execution_options(yield_per=1000)):
        yield StoredEntry(**row._mapping)


def guards(unit: Unit) -> dict[str, str]:
    """The triggers that stand before the table, by name, as the engine keeps them; switched-off ones are left out."""
    return {name: " ".join(said.split()) for name, said in unit.connection.execute(text(_GUARDS[unit.embedded]))}


def entries(unit: Unit, stream: str) -> Iterator[JournalEntry]:
    """Entries of a stream in order of numbers."""
    query = select(_TABLE).where(_TABLE.c.stream == stream).order_by(_TABLE.c.number)
    for row in unit.connection.execute(query):
        yield _entry(row)


def latest(
    unit: Unit,
    stream: str,
    *,
    limit: int,
    scope_id: UUID | None = None,
    offset: int = 0,
) -> tuple[JournalEntry, ...]:
    """The newest entries first, for a window on the journal, optionally of one contest only."""
    query = select(_TABLE).where(_TABLE.c.stream == stream).order_by(_TABLE.c.number.desc()).limit(limit)
    if scope_id is not None:
        query = query.where(_TABLE.c.scope_id == scope_id)
    if offset:
        query = query.offset(offset)
    return tuple(_entry(row) for row in unit.connection.execute(query))


def newest_first(unit: Unit, stream: str) -> Iterator[JournalEntry]:
    """Entries of a stream from the newest on; whoever looks for one of them stops there."""
    query = select(_TABLE).where(_TABLE.c.stream == stream).order_by(_TABLE.c.number.desc())
    with unit.connection.execution_options(yield_per=100).execute(query) as lines:
        for row in lines:
            yield _entry(row)


def size(unit: Unit, stream: str, *, scope_id: UUID | None = None) -> int:
    """Number of entries of a stream, optionally of one contest only."""
    query = select(func.count()).where(_TABLE.c.stream == stream)
    if scope_id is not None:
        query = query.where(_TABLE.c.scope_id == scope_id)
    return unit.connection.scalar(query) or 0


def _stored(stream: str) -> Select[*tuple[Any, ...]]:
    columns = [type_coerce(column, String).label(column.name) for column in _TABLE.c]
    return select(*columns).where(_TABLE.c.stream == stream).order_by(_TABLE.c.number)


def _entry(row: Row[*tuple[Any, ...]]) -> JournalEntry:
    return JournalEntry(**row._mapping)
