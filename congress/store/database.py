"""A database as the workspace sees it: units that write, units that only read."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from congress.errors import Broken, Refused
from congress.store import backup, schema
from congress.store.engine import allow_writing, embedded_engine, index_of, log_of, read_only_engine, server_engine
from congress.store.faults import spoken
from congress.store.unit import Unit


class Database:
    """One engine, and the file where it is the embedded one."""

    def __init__(self, engine: Engine, path: Path | None, scratch: Path | None = None) -> None:
        self.engine = engine
        self.path = path
        """The SQLite file; None on PostgreSQL."""
        self._scratch = scratch
        self._writer = engine.execution_options(writing=True)
        # Several SELECTs of one look see one state, also while others write.
        self._reader = (
            engine
            if path is not None
            else engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        )

    @contextmanager
    def writing(self, *, now: datetime, machine: str) -> Iterator[Unit]:
        """One writing transaction: committed at the end, rolled back on any error."""
        with spoken(), self._writer.begin() as connection:
            yield Unit(connection, now, machine, writing=True, embedded=self.path is not None)

    @contextmanager
    def reading(self, *, now: datetime, machine: str) -> Iterator[Unit]:
        """One transaction that only reads: the engine refuses to write in it."""
        with spoken(), self._reader.connect() as connection:
            yield Unit(connection, now, machine, writing=False, embedded=self.path is not None)

    def bring_up(self, backups: Path, *, founding: bool) -> None:
        """Bring the schema up to date; a database with data is found whole, backed up and compared first.

        `founding`: an empty database is expected. Elsewhere it means that the data are gone, and is refused.
        """
        with spoken():
            # An empty file is not even opened: SQLite would write its first page into it.
            is_void = self.path is not None and self.path.exists() and self.path.stat().st_size == 0
            stored = None if is_void else schema.stored_revision(self.engine)
            if stored is None and not founding:
                raise Broken("database-empty", detail=str(self.path or self.engine.url.database))
            if self.path is not None and stored is not None and not schema.is_whole(self.engine):
                raise Broken("database-damaged", detail=str(self.path))
            if schema.is_current(self.engine):
                self._check_tables()
                return
            if self.path is not None and stored is not None:
                backup.take(self.path, backups / f"before-{schema.REVISION}-from-{stored}.db")
            schema.migrate(self.engine)

    def check_current(self) -> None:
        """Refuse to read a database of another revision."""
        with spoken():
            if not schema.is_current(self.engine):
                stored = schema.stored_revision(self.engine)
                if stored is None:
                    raise Broken("database-empty", detail=str(self.path or self.engine.url.database))
                raise Refused("database-older", stored=stored, known=schema.REVISION)
            self._check_tables()

    def _check_tables(self) -> None:
        if self.path is not None and (gone := schema.missing_tables(self.engine)):
            raise Broken("database-damaged", detail=f"no such table: {', '.join(gone)}")

    def empty_log(self) -> bool:
        """Carry SQLite's log into the file and cut it to nothing; False while someone still reads from it."""
        return self._past_transactions("PRAGMA wal_checkpoint(TRUNCATE)")

    def rebuild(self) -> None:
        """Write the file anew and empty its log, so that nothing that was deleted is left in either. SQLite only."""
        if not self._past_transactions("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
            raise Refused("database-busy")

    def _past_transactions(self, *statements: str) -> bool:
        """Run what SQLite refuses inside a transaction; whether the last one found nobody in its way."""
        if self.path is None:
            return True
        with spoken(), self.engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            if raw is None:
                raise Broken("database-unreachable", detail=str(self.path))
            allow_writing(connection, wanted=True)  # it may come from a unit that only read
            answers = [raw.execute(statement).fetchone() for statement in statements]
        return not answers[-1][0]

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)


def embedded(path: Path) -> Database:
    """The workspace's own SQLite file."""
    return Database(embedded_engine(path), path)


def embedded_reader(path: Path) -> Database:
    """The same file, for reading only.

    A log left by a program that was killed, in a folder that cannot be written: SQLite needs a place for the
    log's index, so both are read from a copy elsewhere.
    """
    log = log_of(path)
    if os.access(path.parent, os.W_OK) or index_of(path).exists() or not (log.exists() and log.stat().st_size):
        return Database(read_only_engine(path), path)
    scratch = Path(tempfile.mkdtemp(prefix="congress-"))
    for source in (path, log):
        shutil.copyfile(source, scratch / source.name)
    return Database(read_only_engine(scratch / path.name), path, scratch)


def server(url: str) -> Database:
    """A PostgreSQL database."""
    return Database(server_engine(url), None)
