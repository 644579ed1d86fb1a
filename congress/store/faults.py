"""The engine's errors as sentences people can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from congress.errors import Broken, Refused

_FULL = {sqlite3.SQLITE_FULL}
_FULL_INDEX = {sqlite3.SQLITE_IOERR_SHMSIZE}
"""The log's index could not be given its size: who only reads a database needs that place, too."""
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_LACKING = ("no such table", "no such column")
"""The schema was found current at opening: somebody took away a part of it."""
_FAILING = {sqlite3.SQLITE_IOERR}
_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}

# PostgreSQL's SQLSTATE, by code or by its class (the first two characters).
_SERVER_FULL = {"53100", "53200", "53400"}
_SERVER_BUSY = {"40001", "40P01", "55P03", "57014"}
_SERVER_READ_ONLY = {"42501", "25006"}
_SERVER_DAMAGED_CLASS = "XX"


@contextmanager
def spoken() -> Iterator[None]:
    """Turn what the engine says of a full, damaged, busy or absent database into our errors.

    A broken constraint stays what it is: the program did not look before.
    """
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as error:
        raise _translated(error, error.orig) from error
    except sqlite3.IntegrityError:
        raise
    except sqlite3.DatabaseError as error:
        raise _translated(error, error) from error


def _translated(error: Exception, cause: BaseException | None) -> Exception:
    code = getattr(cause, "sqlite_errorcode", None)
    lines = str(cause).splitlines()
    detail = lines[0] if lines else type(cause).__name__
    if code is not None:
        return _of_file(error, code, detail)
    state = getattr(cause, "sqlstate", None)
    if isinstance(cause, sqlite3.Error):
        return Broken("database-damaged", detail=detail)  # text in it that is no text
    if state is None:
        return Broken("database-unreachable", detail=detail) if isinstance(error, OperationalError) else error
    return _of_server(error, state, detail)


def _of_file(error: Exception, code: int, detail: str) -> Exception:
    primary = code & 0xFF
    if primary in _FULL or code in _FULL_INDEX:
        return Refused("disk-full")
    if primary in _BUSY:
        return Refused("database-busy")
    if primary in _DAMAGED or detail.startswith(_LACKING):
        return Broken("database-damaged", detail=detail)
    if primary in _FAILING:
        # A file size limit or a quota answers with EFBIG or EDQUOT, which SQLite tells as a failed write.
        return Broken("disk-failing", detail=detail)
    if primary in _READ_ONLY:
        return Refused("database-not-writable", detail=detail)
    return error


def _of_server(error: Exception, state: str, detail: str) -> Exception:
    if state in _SERVER_FULL:
        return Refused("disk-full")
    if state in _SERVER_BUSY:
        return Refused("database-busy")
    if state in _SERVER_READ_ONLY:
        return Refused("database-not-writable", detail=detail)
    if state.startswith(_SERVER_DAMAGED_CLASS):
        return Broken("database-damaged", detail=detail)
    # 08 no connection, 28 not let in, 3D no such database, 57P server going down.
    if state[:2] in {"08", "28", "3D"} or state.startswith("57P"):
        return Broken("database-unreachable", detail=detail)
    return error
