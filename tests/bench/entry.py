"""Entry: from a key to the next prompt at a real terminal, in turns with the least program that does the same."""

import os
import select
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from ballots.counting.values import PILE_PAPERS_MOST
from ballots.regulations.values import Strikes
from tests.bench import bare_entry
from tests.bench.measuring import Measured, percentile
from tests.terminals import CONGRESS, ENTER, Terminal
from tui.trial.task import task

NAMES, STRUCK, SEED = 60, 8, 190
TYPED = 125
KEY_LIMIT_MS = 30.0
_QUIET_S = 0.025
"""After so long without a byte the picture is whole; the time counted ends with its last byte."""
_TYPING_GAP_S = 0.01
"""Between two keys; nobody types faster, and the program is idle when the next one comes."""


class _Deed(Enum):
    """What a key does."""

    FIGURE = auto()
    PAPER = auto()
    """Enter, the paper is taken and stored."""
    PILE = auto()
    """Enter, the paper is the last of its pile."""


class _Typed(NamedTuple):
    """One key: seconds to its picture, and those of the same key at the bare program right after it."""

    deed: _Deed
    ours: float
    bare: float


def measure() -> Iterator[Measured]:
    """The trial's screen is the desk's entry, every paper a commit in a database of its own.

    Beside the figure of all keys stands the one of the pile that went best: what a program takes beyond it came from
    the machine, as `timeit` says of its own least figure; the bare program in the same minute tells how much.
    """
    typed = _typed()
    for name, deeds in (
        ("entry: key to picture", {_Deed.FIGURE, _Deed.PAPER}),
        ("entry: Enter to next prompt, stored", {_Deed.PAPER}),
    ):
        piles = [[one for one in pile if one.deed in deeds] for pile in _piles(typed)]
        taken = [one for pile in piles for one in pile]
        for what, share, limit in (("median", 50, None), ("99 of 100", 99, KEY_LIMIT_MS)):
            remark = f"a bare program at the same minute: {_milliseconds((one.bare for one in taken), share):.3g} ms"
            ours = _milliseconds((one.ours for one in taken), share)
            yield Measured(f"{name}, {what}", ours, "ms", limit, remark=remark)
        best = min(_milliseconds((one.ours for one in pile), 99) for pile in piles)
        yield Measured(f"{name}, 99 of 100, best pile", best, "ms", remark=f"of {len(piles)} piles")
    between = _milliseconds((one.ours for one in typed if one.deed is _Deed.PILE), 50)
    yield Measured("entry: pile closed, next one opened, median", between, "ms")


def _milliseconds(seconds: Iterable[float], share: float) -> float:
    """What so many of a hundred do not exceed."""
    return 1000 * percentile(tuple(seconds), share)


def _piles(typed: Iterable[_Typed]) -> list[list[_Typed]]:
    """The keys pile by pile."""
    piles: list[list[_Typed]] = [[]]
    for one in typed:
        piles[-1].append(one)
        if one.deed is _Deed.PILE:
            piles.append([])
    return piles


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


def _typed() -> list[_Typed]:
    """Every paper typed at the desk's entry, each key in turns with the same key at the bare program."""
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
        typed = [
            _Typed(deed, terminal.seconds_to_picture(key), floor.seconds_to_picture(key))
            for deed, key in _keys(drawn.papers)
        ]
        terminal.press(ENTER)
        if terminal.wait_until_it_ends() != 0 or f"Phiếu nhập sai: 0 trong {TYPED}" not in terminal.screen:
            raise RuntimeError(f"what was typed is not what was kept:\n{terminal.screen}")
    return typed


def _keys(papers: Sequence[Strikes]) -> Iterator[tuple[_Deed, str]]:
    """Every key of every paper, but the last Enter, which ends the trial."""
    for number, paper in enumerate(papers, start=1):
        yield from ((_Deed.FIGURE, figure) for figure in "".join(f"{struck:02d}" for struck in paper.struck))
        if number < len(papers):
            yield (_Deed.PILE if number % PILE_PAPERS_MOST == 0 else _Deed.PAPER), ENTER
