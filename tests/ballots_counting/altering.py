"""A desk's file changed past the program, as somebody with the laptop might."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from tests.ballots_counting.desks import AtDesk


@contextmanager
def raw(at: AtDesk) -> Iterator[sqlite3.Connection]:
    """The database past the program, as someone with the laptop would open it."""
    with closing(sqlite3.connect(at.office.workspace.folder / "congress.db")) as connection:
        yield connection
        connection.commit()


def alter(at: AtDesk, statement: str, *values: object) -> None:
    with raw(at) as connection:
        done = connection.execute(statement, values)
        assert done.rowcount > 0
