"""Entry: from a key to the next prompt at a real terminal, in turns with the least program that does the same."""

import os
import select
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from ballots.counting.values import PILE_PAPERS_MOST
from tests.bench import bare_entry
from tests.bench.measuring import Measured, percentile
from tests.terminals import CONGRESS, ENTER, Terminal
from tui.trial.task import task

NAMES, STRUCK, SEED = 60, 8, 190
TYPED = 200
KEY_LIMIT_MS = 30.0
_QUIET_S = 0.025
"""After so long without a byte the picture is whole; the time counted ends with its last byte."""
_TYPING_GAP_S = 0.01
"""Between two keys; nobody types faster, and the program is idle when the next one comes."""


@dataclass(slots=True)
class _Times:
    """Seconds of every key, of each Enter that takes a paper, of each that ends a pile."""

    keys: list[float] = field(default_factory=list)
    papers: list[float] = field(default_factory=list)
    piles: list[float] = field(default_factory=list)


def measure() -> Iterator[Measured]:
    """The trial's screen is the desk's entry, every paper a commit in a database of its own."""
    ours, bare = _typed()
    for name, values, floor in (
        ("entry: key to picture", [*ours.keys, *ours.papers], bare.keys),
        ("entry: Enter to next prompt, stored", ours.papers, bare.papers),
    ):
        for what, share, limit in (("median", 50, None), ("99 of 100", 99, KEY_LIMIT_MS)):
            remark = f"a bare program at the same minute: {1000 * percentile(floor, share):.3g} ms"
            yield Measured(f"{name}, {what}", 1000 * percentile(values, share), "ms", limit, remark=remark)
    yield Measured("entry: pile closed, next one opened, median", 1000 * statistics.median(ours.piles), "ms")


class _Timed(Terminal):
    """A terminal that says how long a key takes."""

    def seconds_to_picture(self, key: str) -> float:
        """From the key's byte to the last byte of the picture it makes."""
        start = last = time.perf_counter()
        self.press(key)
        wait = 2.0
        while select.select([self._end], [], [], wait)[0] and os.read(self._end, 65536):
            last, wait = time.perf_counter(), _QUIET_S
        time.sleep(_TYPING_GAP_S)
        return last - start


def _typed() -> tuple[_Times, _Times]:
    """Every paper typed at the desk's entry; after each a key and Enter at the bare program."""
    ours, bare = _Times(), _Times()
    drawn = task(papers=TYPED, names=NAMES, struck=STRUCK, seed=SEED)
    size = ("--papers", str(TYPED), "--names", str(NAMES), "--struck", str(STRUCK), "--seed", str(SEED))
    with (
        TemporaryDirectory(prefix="congress-bench-") as folder,
        closing(_Timed((*CONGRESS, "trial", *size), environ={"CONGRESS_LANG": "vi"})) as terminal,
        closing(_Timed((sys.executable, "-m", bare_entry.__name__, folder), folder=Path.cwd())) as floor,
    ):
        terminal.wait_for("Tập 1 trong", seconds=60)
        terminal.seconds_to_picture("-")  # what is loaded at the first key is not the typist's affair
        floor.wait_for(bare_entry.PROMPT.decode().strip(), seconds=60)
        for number, paper in enumerate(drawn.papers, start=1):
            for digit in "".join(f"{struck:02d}" for struck in paper.struck):
                ours.keys.append(terminal.seconds_to_picture(digit))
            if number < len(drawn.papers):
                taken = ours.piles if number % PILE_PAPERS_MOST == 0 else ours.papers
                taken.append(terminal.seconds_to_picture(ENTER))
            bare.keys.append(floor.seconds_to_picture("8"))
            bare.papers.append(floor.seconds_to_picture(ENTER))
        terminal.press(ENTER)
        if terminal.wait_until_it_ends() != 0 or f"Phiếu nhập sai: 0 trong {TYPED}" not in terminal.screen:
            raise RuntimeError(f"what was typed is not what was kept:\n{terminal.screen}")
    return ours, bare
