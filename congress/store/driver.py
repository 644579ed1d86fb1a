"""The driver's own cursor (con trỏ của trình điều khiển), for the few statements that run at every paper keyed.

SQLAlchemy spends more on each execution than SQLite on the statement itself; the transaction and the errors stay those
of SQLAlchemy.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError


def execute(connection: Connection, statement: str, values: Sequence[Any] = ()) -> Any:
    """Execute a statement in the driver's words inside the transaction of `connection`; gives the driver's cursor."""
    raw: Any = connection.connection.dbapi_connection
    dbapi: Any = connection.dialect.loaded_dbapi
    try:
        return raw.execute(statement, values)
    except dbapi.Error as error:
        raise DBAPIError.instance(statement, values, error, dbapi.Error, dialect=connection.dialect) from error
