"""One row of a paper committed by SQLite alone, with the settings of a workspace's database."""

import sqlite3
from pathlib import Path
from uuid import uuid4

_TABLE = """CREATE TABLE reading (id CHAR(32) NOT NULL PRIMARY KEY, pile_id CHAR(32) NOT NULL,
    position INTEGER NOT NULL, seen TEXT, mac BLOB NOT NULL, UNIQUE (pile_id, position)) WITHOUT ROWID"""
_ROW = "INSERT INTO reading VALUES (?, ?, ?, ?, ?)"


def database(path: Path) -> sqlite3.Connection:
    """An empty database with a table as wide as that of the readings."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(_TABLE)
    return connection


def commit(connection: sqlite3.Connection, seen: str) -> None:
    """A row, on the disk when this returns."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_ROW, (uuid4().hex, uuid4().hex, 1, seen, b"\0" * 32))
    connection.execute("COMMIT")
