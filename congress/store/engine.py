"""Engines: SQLite with durable settings for one laptop, PostgreSQL for an office with many sites."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from congress.errors import Refused
from congress.store import driver

BUSY_TIMEOUT_MS = 5000

# An accepted paper must survive a power cut: WAL with FULL syncs the log at every commit.
# recursive_triggers: without it INSERT OR REPLACE passes the journal's DELETE trigger.
# secure_delete: what is deleted is overwritten, so that free pages tell nothing.
# cell_size_check: a damaged page is told instead of read.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cell_size_check=ON",
)

_MAY_WRITE = "may-write"


def embedded_engine(path: Path) -> Engine:
    """An engine on the workspace's own SQLite file; writing transactions take the lock at BEGIN."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def read_only_engine(path: Path) -> Engine:
    """An engine that cannot write, for checks that run while the app is open.

    In a folder that nobody can write to (a burnt disc, a locked stick) and without a log beside the file, no
    program works either: the file is read as it stands.
    """
    still = not os.access(path.parent, os.W_OK) and not log_of(path).exists()

    def connect() -> sqlite3.Connection:
        options = "mode=ro&immutable=1" if still else "mode=ro"
        return sqlite3.connect(f"{path.absolute().as_uri()}?{options}", uri=True, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _prepare_reader)
    return engine


def server_engine(url: str) -> Engine:
    """An engine on PostgreSQL (`postgresql+psycopg://…`); any other URL is refused."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        # The text may hold a password: it is not repeated.
        raise Refused("database-url-unknown", url="?") from error
    if parsed.drivername != "postgresql+psycopg":
        raise Refused("database-url-unknown", url=parsed.render_as_string(hide_password=True))
    try:
        return create_engine(parsed, isolation_level="READ COMMITTED", pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise Refused("province-not-installed") from error


def log_of(path: Path) -> Path:
    """SQLite's write-ahead log beside a database: commits that the file itself does not hold yet."""
    return path.with_name(f"{path.name}-wal")


def index_of(path: Path) -> Path:
    """The shared index of that log, there while a program works."""
    return path.with_name(f"{path.name}-shm")


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours, see _begin_sqlite
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _prepare_reader(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    # A unit that only reads cannot write by mistake: what it wrote would be lost without a word.
    allow_writing(connection, wanted=writing)
    driver.execute(connection, "BEGIN IMMEDIATE" if writing else "BEGIN")


def allow_writing(connection: Connection, *, wanted: bool) -> None:
    """Let a connection write, or only read; said where it changes alone: SQLite compiles its statements anew then."""
    if connection.info.get(_MAY_WRITE) is not wanted:
        driver.execute(connection, f"PRAGMA query_only={'OFF' if wanted else 'ON'}")
        connection.info[_MAY_WRITE] = wanted
