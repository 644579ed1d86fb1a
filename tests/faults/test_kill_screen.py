"""The real app killed in a real terminal in the middle of entry: what the screen acknowledged is there, and only once.

A paper is acknowledged when the pad's counter goes on. After a kill a pile holds every acknowledged paper and at most
the one at hand, each exactly as it was typed; the app goes on at the next one.
"""

import fcntl
import multiprocessing
import os
import pty
import random
import re
import shutil
import sqlite3
import struct
import termios
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from uuid import UUID

import pyte
import pytest

from ballots.counting.deeds import OPEN_COUNT
from ballots.counting.values import PileKind
from congress.access import service as access
from congress.access.gates import ask
from congress.workspace import open_folder
from tests import workspaces
from tests.ballots_counting.desks import HEAD, NINE, TYPIST, at_desk
from tests.clocks import PinnedClock
from tests.faults import forked
from tests.terminals import CONGRESS, ENTER, Terminal
from tests.workspaces import PIN, Office, Template
from tui.house import house

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([forked.__name__])

KILLS = int(os.environ.get("CONGRESS_KILLS", "20"))
MANY = max(50, KILLS)
AT_ONCE = 4
"""Kills of one test: each is a start of the app, and a test stays under the clock of the run."""
MOST_TYPED = 6
"""Papers typed before a kill, at most."""
PAPERS, STRUCK = 25, 2
COUNTER = re.compile(r"phiếu (\d+) / 25")
TITLE = re.compile(r"Tập (\d+)  ·")

Paper = tuple[int, int]
"""Pile and position."""
Start = Callable[[Path], Terminal]


def as_program(folder: Path) -> Terminal:
    """The program, started as a person starts it."""
    return Terminal([*CONGRESS, "open", "--workspace", str(folder)], folder=folder.parent)


class ForkedTerminal(Terminal):
    """The app forked off a process that has imported it once, at a terminal of its own."""

    def __init__(self, folder: Path, *, columns: int = 80, rows: int = 24) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._app = FORKS.Process(target=forked.be_the_app, args=(os.ttyname(theirs), folder))
        self._app.start()
        self._theirs = theirs

    def kill(self) -> None:
        """A power cut for the app."""
        self._app.kill()
        self._app.join()

    def close(self) -> None:
        """End the app, if it still runs, and let go of the terminal."""
        if self._app.is_alive():
            self.kill()
        os.close(self._theirs)
        os.close(self._end)


@dataclass
class Typist:
    """Somebody who types papers, is cut off, and begins again (người nhập phiếu)."""

    folder: Path
    rng: Random
    start: Start
    typed: dict[Paper, tuple[int, ...]] = field(default_factory=dict)
    """What was typed last for each paper, Enter included."""
    acknowledged: set[Paper] = field(default_factory=set)
    """Papers after which the counter went on."""

    def work_until_killed(self) -> None:
        """Log in, take up the pile at hand, type some papers; the power is cut at any moment."""
        with self.start(self.folder) as terminal:
            self._come_to_the_pad(terminal)
            for left in reversed(range(self.rng.randint(1, MOST_TYPED))):
                self._type_a_paper(terminal, is_last=left == 0)
            terminal.kill()

    def _come_to_the_pad(self, terminal: Terminal) -> None:
        terminal.wait_for("Mã PIN")
        terminal.wait_for("Mã máy: MAY-1")
        terminal.press(TYPIST)
        terminal.wait_for(TYPIST)
        terminal.press(ENTER)
        terminal.look(seconds=0.1)
        terminal.press(PIN)
        terminal.wait_for("•" * len(PIN))
        terminal.press(ENTER)
        terminal.wait_for("Nhập phiếu")
        terminal.press(ENTER)
        terminal.wait_for("Các lượt")
        terminal.press(ENTER)
        terminal.wait_for(lambda screen: COUNTER.search(screen) is not None)
        pile, _ = place_of(terminal.screen)
        if all((pile, position) in self.acknowledged for position in range(1, PAPERS + 1)):
            self._close_the_pile(terminal, pile)

    def _type_a_paper(self, terminal: Terminal, *, is_last: bool) -> None:
        at = place_of(terminal.screen)
        struck = tuple(sorted(self.rng.sample(range(1, len(NINE) + 1), STRUCK)))
        keys = "".join(f"{number:02d}" for number in struck)
        if is_last and self.rng.random() < 0.25:
            terminal.press(keys[: self.rng.randint(1, len(keys))])
            return
        self.typed[at] = struck
        terminal.press(keys + ENTER)
        if is_last and self.rng.random() < 0.6:
            terminal.look(seconds=self.rng.random() * 0.03)
            if gone_on(terminal.screen, at):
                self.acknowledged.add(at)
            return
        terminal.wait_for(lambda screen: gone_on(screen, at))
        self.acknowledged.add(at)
        if at[1] == PAPERS:
            self._close_the_pile(terminal, at[0])

    def _close_the_pile(self, terminal: Terminal, number: int) -> None:
        terminal.wait_for("Đóng tập")
        terminal.press("+")
        closed = re.compile(rf"✓ +{number:02d} ")
        terminal.wait_for(lambda screen: closed.search(screen) is not None)
        terminal.press(ENTER)
        terminal.wait_for(lambda screen: place_on(screen, 1))


def place_of(screen: str) -> Paper:
    """Pile and paper that the pad is at."""
    title, counter = TITLE.search(screen), COUNTER.search(screen)
    assert title is not None, screen
    assert counter is not None, screen
    return int(title[1]), int(counter[1])


def place_on(screen: str, position: int) -> bool:
    counter = COUNTER.search(screen)
    return counter is not None and int(counter[1]) == position


def gone_on(screen: str, at: Paper) -> bool:
    """Whether the screen acknowledges this paper: the counter is past it, or every paper of the pile is entered."""
    counter = COUNTER.search(screen)
    return "đã nhập đủ" in screen or (counter is not None and int(counter[1]) > at[1])


def stored(folder: Path) -> dict[Paper, tuple[int, ...]]:
    """Every reading on the disk, past the program; one a paper."""
    query = "SELECT pile.number, position, version, seen FROM reading JOIN pile ON pile.id = reading.pile_id"
    with closing(sqlite3.connect(folder / "congress.db")) as connection:
        found = list(connection.execute(query))
    assert all(version == 1 for _, _, version, _ in found)
    read = {(pile, at): tuple(map(int, seen[len('{"strike":[') : -2].split(","))) for pile, at, _, seen in found}
    assert len(read) == len(found), "a paper is there twice"
    return read


@pytest.fixture(scope="module")
def counting(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace, closed, with its count open over piles enough."""
    place, clock = tmp_path_factory.mktemp("counting") / "workspace", PinnedClock()
    piles = 2 + MANY * MOST_TYPED // PAPERS
    with workspaces.copied(embedded_template.folder, place, clock=clock) as opened:
        at = at_desk(Office(opened, clock, embedded_template.actors))
        at.open()
        at.until_sorted(*[(PileKind.FULL, PAPERS)] * piles)
        at.open_count()
    _let_this_machine_count(place, clock, embedded_template, at.contest_id)
    return place


def _let_this_machine_count(place: Path, clock: PinnedClock, template: Template, contest_id: UUID) -> None:
    """Where the machine that runs the tests has a network, two people overrule that, as a board would."""
    with open_folder(place, house=replace(house(place), clock=clock)) as opened:
        with opened.reading() as unit:
            found = ask(opened.house.gates, unit, act=OPEN_COUNT)
        if found:
            by = Office(opened, clock, template.actors).by(HEAD, "chutich", reason="máy chạy thử")
            access.overrule_gates(opened, by, act=OPEN_COUNT, scope_id=contest_id, seen=found)


@pytest.fixture
def folder(counting: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return shutil.copytree(counting, tmp_path / "workspace")


def killed(folder: Path, *, kills: int, seed: int, start: Start) -> None:
    typist = Typist(folder, random.Random(seed), start)
    for _ in range(kills):
        typist.work_until_killed()
        there = stored(folder)
        lost = {at: typist.typed[at] for at in typist.acknowledged if there.get(at) != typist.typed[at]}
        assert lost == {}
        assert there == {at: typist.typed[at] for at in there}, "something is there that nobody typed"
        assert len(there) <= len(typist.acknowledged) + 1
        # What was on the disk without its word having come through counts: the app goes on behind it.
        typist.acknowledged |= there.keys()
    assert len(typist.acknowledged) >= kills // 2


@pytest.mark.parametrize("seed", range(max(1, KILLS // AT_ONCE)))
def test_no_acknowledged_paper_is_lost_and_none_is_there_twice(folder: Path, seed: int) -> None:
    killed(folder, kills=AT_ONCE, seed=seed, start=ForkedTerminal)


@pytest.mark.faults
@pytest.mark.timeout(1800)
def test_fifty_kills_of_the_program_lose_nothing(folder: Path) -> None:
    killed(folder, kills=MANY, seed=20250812, start=as_program)
