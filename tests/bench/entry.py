"""Entry: from a key to the next prompt at a real terminal, and one kept paper beside a bare commit of SQLite."""

import os
import select
import sqlite3
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import tui.house  # noqa: F401  # the tables and deeds that keeping a paper needs
from ballots.counting.values import PILE_PAPERS_MOST
from ballots.regulations.values import Strikes
from tests.bench.measuring import Measured, percentile
from tests.terminals import CONGRESS, ENTER, Terminal
from tui.trial.scratch import scratch
from tui.trial.task import Task, task

NAMES, STRUCK, SEED = 60, 8, 190
TYPED, KEPT = 100, 300
KEY_LIMIT_MS, COMMIT_LIMIT = 30.0, 5.0
_QUIET_S = 0.025
"""After so long without a byte the picture is whole; the time counted ends with its last byte."""
_TYPING_GAP_S = 0.01
"""Between two keys; nobody types faster, and the program is idle when the next one comes."""


def measure() -> Iterator[Measured]:
    """The trial's screen is the desk's entry, every paper a commit in a database of its own."""
    drawn = task(papers=TYPED, names=NAMES, struck=STRUCK, seed=SEED)
    keys, papers, piles = _typed(drawn)
    yield Measured("entry: key to picture, median", 1000 * statistics.median(keys), "ms")
    yield Measured("entry: key to picture, 99 of 100", 1000 * percentile(keys, 99), "ms", KEY_LIMIT_MS)
    yield Measured("entry: Enter to next prompt, stored, median", 1000 * statistics.median(papers), "ms")
    yield Measured("entry: Enter to next prompt, stored, 99 of 100", 1000 * percentile(papers, 99), "ms", KEY_LIMIT_MS)
    yield Measured("entry: pile closed, next one opened, median", 1000 * statistics.median(piles), "ms")
    kept, bare = _commits(task(papers=KEPT, names=NAMES, struck=STRUCK, seed=SEED))
    ours, theirs = statistics.median(kept), statistics.median(bare)
    remark = f"{1000 * ours:.2f} ms beside {1000 * theirs:.2f} ms, in turns"
    yield Measured("one kept paper beside a bare SQLite commit", ours / theirs, "times", COMMIT_LIMIT, remark=remark)


class _Timed(Terminal):
    """A terminal that says how long a key takes."""

    def seconds_to_picture(self, key: str) -> float:
        """From the key's byte to the last byte of the picture it makes."""
        start = last = time.perf_counter()
        self.press(key)
        wait = 2.0
        while select.select([self._end], [], [], wait)[0] and os.read(self._end, 65536):
            last, wait = time.perf_counter(), _QUIET_S
        return last - start


def _typed(drawn: Task) -> tuple[Sequence[float], Sequence[float], Sequence[float]]:
    """Type every paper; seconds of each key, of each Enter that takes a paper, of each that ends a pile."""
    keys: list[float] = []
    papers: list[float] = []
    piles: list[float] = []
    size = ("--papers", str(TYPED), "--names", str(NAMES), "--struck", str(STRUCK), "--seed", str(SEED))
    with closing(_Timed((*CONGRESS, "trial", *size), environ={"CONGRESS_LANG": "vi"})) as terminal:
        terminal.wait_for("Tập 1 trong", seconds=60)
        terminal.seconds_to_picture("-")  # what is loaded at the first key is not the typist's affair
        for number, paper in enumerate(drawn.papers, start=1):
            for digit in "".join(f"{struck:02d}" for struck in paper.struck):
                keys.append(terminal.seconds_to_picture(digit))
                time.sleep(_TYPING_GAP_S)
            if number < len(drawn.papers):
                taken = piles if number % PILE_PAPERS_MOST == 0 else papers
                taken.append(terminal.seconds_to_picture(ENTER))
        terminal.press(ENTER)
        if terminal.wait_until_it_ends() != 0 or f"Phiếu nhập sai: 0 trong {TYPED}" not in terminal.screen:
            raise RuntimeError(f"what was typed is not what was kept:\n{terminal.screen}")
    return [*keys, *papers], papers, piles


def _commits(drawn: Task) -> tuple[Sequence[float], Sequence[float]]:
    """A paper kept by its deed and a row committed by SQLite alone, in turns on the same disk."""
    kept: list[float] = []
    bare: list[float] = []
    with scratch(drawn) as desk, TemporaryDirectory(prefix="congress-bench-") as folder:
        alone = _bare_database(Path(folder) / "bare.db")
        left = iter(drawn.papers)
        for number, size in enumerate(drawn.piles, start=1):
            pile = desk.open_pile(number)
            for position, seen in enumerate(islice(left, size), start=1):
                start = time.perf_counter()
                desk.keep(pile, position, seen, corrects=False)
                middle = time.perf_counter()
                _bare_commit(alone, seen)
                kept.append(middle - start)
                bare.append(time.perf_counter() - middle)
        alone.close()
    return kept, bare


def _bare_database(path: Path) -> sqlite3.Connection:
    """The settings of a workspace's database, and a table as wide as that of the readings."""
    alone = sqlite3.connect(path, isolation_level=None)
    alone.execute("PRAGMA journal_mode=WAL")
    alone.execute("PRAGMA synchronous=FULL")
    columns = "id TEXT PRIMARY KEY, pile TEXT, position INTEGER, seen TEXT, mac BLOB"
    alone.execute(f"CREATE TABLE reading ({columns}) WITHOUT ROWID")
    return alone


def _bare_commit(alone: sqlite3.Connection, seen: Strikes) -> None:
    alone.execute("BEGIN IMMEDIATE")
    row = (os.urandom(16).hex(), "pile", 1, repr(seen.struck), os.urandom(32))
    alone.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?)", row)
    alone.execute("COMMIT")
