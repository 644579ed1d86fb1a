"""One commit of a deed beside a bare SQLite commit, in turn, in the same folder, in the same run."""

import sqlite3
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from congress.access import registry
from congress.access.values import Authority
from congress.store.unit import Unit
from congress.workspace import House, Workspace, open_folder
from tests import workspaces
from tests.bench.measuring import Measured, seconds
from tests.clocks import PinnedClock

COMMITS = 400
TIMES_BARE = 5.0
"""The goal: a deed costs at most so many bare commits."""

_ADD = text("INSERT INTO person (id, name, post) VALUES (lower(hex(randomblob(16))), 'Người Thử', '')")


def measure() -> Iterator[Measured]:
    """Medians and 99th percentiles: bare, a reading kept, a deed with its journal entry and head file."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "workspace"
        actors = workspaces.found(folder)
        with (
            open_folder(folder, house=House(clock=PinnedClock())) as opened,
            closing(_bare(Path(place) / "bare.db")) as bare,
            registry.no_deed(),
        ):
            keep, record = _deeds()
            by = Authority(actors["uyvien1"])
            yield from _compared(opened, bare, by, keep=keep, record=record)


def _compared(
    opened: Workspace,
    bare: sqlite3.Connection,
    by: Authority,
    *,
    keep: Callable[[Workspace, Authority], None],
    record: Callable[[Workspace, Authority], None],
) -> Iterator[Measured]:
    took: dict[str, list[float]] = {"bare": [], "keep": [], "record": []}
    for turn in range(COMMITS + 20):
        times = {
            "bare": seconds(lambda: _commit(bare)),
            "keep": seconds(lambda: keep(opened, by)),
            "record": seconds(lambda: record(opened, by)),
        }
        if turn >= 20:
            for name, time in times.items():
                took[name].append(time * 1000)
    medians = {name: statistics.median(values) for name, values in took.items()}
    for name, said in (("bare", "a bare SQLite commit"), ("keep", "a reading kept"), ("record", "a deed, journalled")):
        yield Measured(f"{said}, median", medians[name], "ms")
        yield Measured(f"{said}, p99", _p99(took[name]), "ms")
    yield Measured("a reading kept against a bare commit", medians["keep"] / medians["bare"], "times", TIMES_BARE)


def _deeds() -> tuple[Callable[[Workspace, Authority], None], Callable[[Workspace, Authority], None]]:
    @registry.deed("bench:keep", who=registry.BOARD, title="Version", journal=False)
    def keep(workspace: Workspace, by: Authority) -> None:
        with workspace.unit(by) as unit:
            unit.session.execute(_ADD)

    @registry.deed("bench:record", who=registry.BOARD, title="Version")
    def record(workspace: Workspace, by: Authority) -> None:
        with workspace.unit(by) as unit:
            _added(unit)

    return keep, record


def _added(unit: Unit) -> None:
    unit.session.execute(_ADD)
    unit.record("thử", papers=25)


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, post TEXT NOT NULL)")
    return connection


def _commit(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(str(_ADD))
    connection.execute("COMMIT")


def _p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]
