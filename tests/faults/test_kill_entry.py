"""Killed in the middle of keying, again and again: no acknowledged paper is lost, none is there twice."""

import multiprocessing
import os
import random
import signal
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

import pytest

from ballots.counting import service as counting
from ballots.counting.values import OpenPile, PileKind, PileState
from ballots.regulations.values import Strikes
from congress.access.values import Authority
from congress.errors import Refused
from congress.workspace import Workspace, check_journal
from tests import workspaces
from tests.ballots_counting.desks import at_desk
from tests.clocks import PinnedClock
from tests.workspaces import Office, Template

KILLS = int(os.environ.get("CONGRESS_KILLS", "20"))
MOST_READ = 8
"""Papers waited for before a kill, at most."""
PILES = 4 + KILLS * MOST_READ // 40
"""Enough for all of them: about half as many papers are read on average."""
NAMES, STRUCK = 9, 2
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process to kill is forked")


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the typist was told is kept."""

    pile: int
    position: int
    version: int
    struck: tuple[int, ...]

    def line(self) -> bytes:
        """One line of the pipe."""
        return f"{self.pile} {self.position} {self.version} {','.join(map(str, self.struck))}\n".encode()

    @classmethod
    def of(cls, line: str) -> "Acknowledged":
        """The line read back."""
        pile, position, version, struck = line.split()
        return cls(int(pile), int(position), int(version), tuple(map(int, struck.split(","))))


def type_in(folder: Path, actor: Authority, contest_id: UUID, seed: int, told: int) -> None:
    """The process that is killed: keys papers without end, and says each one it was told is kept."""
    rng = Random(seed)
    with workspaces.reopened(folder) as workspace:
        while True:
            pile = pile_at_hand(workspace, actor, contest_id)
            after = max((reading.position for reading in pile.readings), default=0)
            for position in range(after + 1, pile.papers + 1):
                keep(workspace, actor, contest_id, pile, position, told, rng, corrects=False)
                if rng.random() < 0.1:
                    again = rng.randint(1, position)
                    keep(workspace, actor, contest_id, pile, again, told, rng, corrects=True)
            if pile.number < PILES:
                counting.close_pile(workspace, actor, contest_id=contest_id, number=pile.number)
            while pile.number == PILES:
                keep(workspace, actor, contest_id, pile, rng.randint(1, pile.papers), told, rng, corrects=True)


def pile_at_hand(workspace: Workspace, by: Authority, contest_id: UUID) -> OpenPile:
    with workspace.reading() as unit:
        piles = counting.desk_of(unit, contest_id).piles
        for pile in piles:
            if pile.state is PileState.OPEN and (pile_id := pile.passes[0].id) is not None:
                return counting.pile_view(unit, contest_id, pile_id)
    number = next(pile.number for pile in piles if pile.state is PileState.SORTED)
    return counting.open_pile(workspace, by, contest_id=contest_id, number=number)


def keep(
    workspace: Workspace,
    by: Authority,
    contest_id: UUID,
    pile: OpenPile,
    position: int,
    told: int,
    rng: Random,
    *,
    corrects: bool,
) -> None:
    struck = tuple(sorted(rng.sample(range(1, NAMES + 1), STRUCK)))
    kept = counting.keep_reading(
        workspace,
        by,
        contest_id=contest_id,
        pile_id=pile.id,
        position=position,
        seen=Strikes(struck),
        corrects=corrects,
    )
    os.write(told, Acknowledged(pile.number, kept.position, kept.version, struck).line())


@pytest.fixture
def counting_folder(embedded_template: Template, tmp_path: Path) -> tuple[Path, Authority, UUID]:
    """A workspace closed with its count open over piles enough."""
    folder, clock = tmp_path / "workspace", PinnedClock()
    with workspaces.copied(embedded_template.folder, folder, clock=clock) as opened:
        at = at_desk(Office(opened, clock, embedded_template.actors))
        at.open()
        at.until_sorted(*[(PileKind.FULL, 25)] * PILES)
        at.open_count()
    return folder, at.by(), at.contest_id


def test_no_acknowledged_paper_is_lost_and_none_is_there_twice(
    counting_folder: tuple[Path, Authority, UUID],
) -> None:
    folder, by, contest_id = counting_folder
    rng = random.Random(20250812)
    acknowledged: list[Acknowledged] = []
    for _ in range(KILLS):
        acknowledged += killed_after(folder, by, contest_id, rng)
    assert len(acknowledged) >= KILLS
    stored = rows(folder)
    lost = [one for one in acknowledged if stored.get((one.pile, one.position, one.version)) != one.struck]
    assert lost == []
    # A paper may be on the disk without its word having come through: at most the one at hand when the kill came.
    assert len(acknowledged) <= len(stored) <= len(acknowledged) + KILLS
    with workspaces.reopened(folder) as workspace:
        assert check_journal(workspace) == ()
        with workspace.reading() as unit:
            desk = counting.desk_of(unit, contest_id)
            with pytest.raises(Refused, match="papers-unread"):
                counting.papers_of(unit, contest_id)
    assert all(pile.read <= pile.papers for pile in desk.piles)
    assert sum(pile.read for pile in desk.piles) == len({(pile, position) for pile, position, _ in stored})


def killed_after(folder: Path, by: Authority, contest_id: UUID, rng: Random) -> list[Acknowledged]:
    """Let a typist begin, wait for some papers, kill while the next is being kept; give what was acknowledged."""
    reads, tells = os.pipe()
    typist = multiprocessing.get_context("fork").Process(
        target=type_in, args=(folder, by, contest_id, rng.randrange(2**32), tells)
    )
    typist.start()
    os.close(tells)
    with os.fdopen(reads, encoding="ascii") as lines:
        told = [lines.readline() for _ in range(rng.randint(1, MOST_READ))]
        assert typist.pid is not None
        os.kill(typist.pid, signal.SIGKILL)
        typist.join()
        told += lines
    assert typist.exitcode == -signal.SIGKILL, "the typist ended before it was killed"
    return [Acknowledged.of(line) for line in told if line.endswith("\n")]


def rows(folder: Path) -> dict[tuple[int, int, int], tuple[int, ...]]:
    """Every reading on the disk, past the program."""
    query = """SELECT pile.number, reading.position, reading.version, reading.seen
               FROM reading JOIN pile ON pile.id = reading.pile_id"""
    with closing(sqlite3.connect(folder / "congress.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        found = list(connection.execute(query))
    stored = {(pile, at, version): tuple(map(int, seen[11:-2].split(","))) for pile, at, version, seen in found}
    assert len(stored) == len(found)
    return stored
