"""One paper kept at the desk beside a bare SQLite commit of the same row, in turn, in the same folder."""

import sqlite3
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from ballots.counting import service as counting
from ballots.counting.values import PileKind
from congress.workspace import House, open_folder
from tests import workspaces
from tests.ballots_counting.desks import at_desk, struck
from tests.bench import bare_commit
from tests.bench.measuring import Measured, percentile, seconds
from tests.clocks import PinnedClock
from tests.workspaces import Office

PILES = 16
TIMES_BARE = 5.0
"""The goal: an accepted paper costs at most so many bare commits."""
_SEEN = '{"strike":[8,9]}'


def measure() -> Iterator[Measured]:
    """Medians and 99th percentiles of a kept paper and a bare commit, and one against the other."""
    with tempfile.TemporaryDirectory() as place:
        folder, clock = Path(place) / "workspace", PinnedClock()
        actors = workspaces.found(folder)
        with (
            open_folder(folder, house=House(clock=clock)) as opened,
            closing(bare_commit.database(Path(place) / "bare.db")) as bare,
        ):
            kept, committed = _in_turn(Office(opened, clock, actors), bare)
    for name, values in (("a paper kept at the desk", kept), ("a bare commit of its row", committed)):
        yield Measured(f"{name}, median", statistics.median(values), "ms")
        yield Measured(f"{name}, p99", percentile(values, 99), "ms")
    ratio = statistics.median(kept) / statistics.median(committed)
    yield Measured("a paper kept at the desk against a bare commit", ratio, "times", TIMES_BARE)


def _in_turn(office: Office, bare: sqlite3.Connection) -> tuple[list[float], list[float]]:
    at = at_desk(office)
    at.open()
    at.until_sorted(*[(PileKind.FULL, 25)] * PILES)
    at.open_count()
    kept: list[float] = []
    committed: list[float] = []
    for number in range(1, PILES + 1):
        pile = at.open_pile(number)
        for position in range(1, 26):
            kept.append(seconds(partial(at.keep, pile, position, struck(8, 9))) * 1000)
            committed.append(seconds(partial(bare_commit.commit, bare, _SEEN)) * 1000)
        counting.close_pile(office.workspace, at.by(), contest_id=at.contest_id, number=number)
    return kept[25:], committed[25:]  # the first pile warms both up
