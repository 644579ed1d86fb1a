"""Backups of the embedded database (sao lưu): made by SQLite itself, opened and compared before they count."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import func, select, table

from congress.errors import Broken, Refused
from congress.store.faults import spoken
from congress.store.safely import sync_file, sync_folder


def take(database: Path, target: Path) -> None:
    """Write a backup and verify it: found whole, and with the same rows and journal as the original.

    Copying the file without its `-wal` would lose commits and still pass the integrity check. What is compared
    is read in the same transaction as what is copied, so that work may go on meanwhile.
    """
    temporary = target.with_name(f"{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        with spoken():
            alike = _copied(database, temporary)
        if not alike:
            raise Broken("backup-differs", path=str(target))
        sync_file(temporary)
        temporary.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise Refused("backup-not-written", path=str(target), detail=error.strerror or "") from error
    finally:
        temporary.unlink(missing_ok=True)


def _copied(database: Path, temporary: Path) -> bool:
    with (
        closing(sqlite3.connect(database, isolation_level=None)) as source,
        closing(sqlite3.connect(temporary, isolation_level=None)) as copy,
    ):
        temporary.chmod(0o600)
        source.execute("BEGIN")
        before = _fingerprint(source)
        source.backup(copy)
        source.execute("COMMIT")
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        whole = copy.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        return whole and _fingerprint(copy) == before


def _fingerprint(connection: sqlite3.Connection) -> tuple[object, ...]:
    tables = [
        name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    counted = ((name, str(select(func.count()).select_from(table(name)))) for name in tables)
    counts = tuple((name, connection.execute(query).fetchone()[0]) for name, query in counted)
    heads: tuple[object, ...] = ()
    if "journal_entry" in tables:
        heads = tuple(connection.execute("SELECT stream, max(number), hash FROM journal_entry GROUP BY stream"))
    return (*counts, heads)
