"""Random sessions of keying, correcting, interrupting, reopening and concluding, against a list in memory."""

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ballots.counting import service as counting
from ballots.counting.accounting import Balance, EquationName
from ballots.counting.values import OpenPile, PileKind, SetAside, Step
from ballots.regulations.rules import judge, tally_papers
from ballots.regulations.values import BoardReason, Paper, Strikes
from congress.workspace import Workspace
from tests import workspaces
from tests.ballots_counting.desks import HEAD, MEMBER, OTHER, TYPIST, AtDesk, aside, at_desk, struck
from tests.clocks import PinnedClock
from tests.workspaces import Office, Template

pytestmark = pytest.mark.usefixtures("papers_unset")
NAMES, SEATS = 9, 7
_number = itertools.count()

Model = dict[int, list[Strikes | SetAside | Paper]]
"""Pile by pile what lies at each position: marks, laid aside, or what the board made of it."""


@pytest.fixture(scope="module")
def ready(embedded_template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Template]:
    """A workspace whose count is open over four piles, to be copied for each session."""
    folder = tmp_path_factory.mktemp("sessions") / "ready"
    clock = PinnedClock()
    with workspaces.copied(embedded_template.folder, folder, clock=clock) as opened:
        at = at_desk(Office(opened, clock, embedded_template.actors))
        at.open()
        at.until_sorted(*PILES.values())
        at.open_count()
        TARGET.append(at)
    yield Template(folder, embedded_template.actors)
    TARGET.clear()


PILES = {1: (PileKind.FULL, 4), 2: (PileKind.FULL, 3), 3: (PileKind.FEWER, 3), 4: (PileKind.ASIDE, 2)}
TARGET: list[AtDesk] = []


def session(ready: Template, folder: Path) -> tuple[Workspace, AtDesk]:
    clock = PinnedClock()
    opened = workspaces.copied(ready.folder, folder / f"session-{next(_number)}", clock=clock)
    return opened, AtDesk(Office(opened, clock, ready.actors), TARGET[0].prepared, TARGET[0].contest_id)


def a_reading(rng: Random, kind: PileKind) -> Strikes | SetAside:
    if kind is PileKind.ASIDE:
        return aside("pad-aside-sorted", any_marks(rng))
    if rng.random() < 0.25:
        return aside(seen=any_marks(rng) if rng.random() < 0.5 else None)
    count = NAMES - SEATS if kind is PileKind.FULL else rng.randint(NAMES - SEATS + 1, NAMES - 1)
    return struck(*rng.sample(range(1, NAMES + 1), count))


def any_marks(rng: Random) -> Strikes:
    return struck(*rng.sample(range(1, NAMES + 1), rng.randint(0, NAMES)))


class Session:
    """One desk and what should lie on it."""

    def __init__(self, at: AtDesk, rng: Random) -> None:
        self.at, self.rng = at, rng
        self.model: Model = {number: [] for number in PILES}
        self.views: dict[int, OpenPile] = {}
        self.open: set[int] = set()
        self.closed: set[int] = set()
        self.typist = {number: MEMBER if kind is PileKind.ASIDE else TYPIST for number, (kind, _) in PILES.items()}

    def act(self) -> None:
        """One thing that people do, at a pile taken by chance."""
        number = self.rng.choice(tuple(PILES))
        if number in self.closed:
            self.rng.choice((self.conclude, self.conclude, self.conclude, self.reopen))(number)
        elif number not in self.open:
            self.begin(number)
        elif len(self.model[number]) < PILES[number][1] and self.rng.random() < 0.8:
            self.read(number)
        elif self.model[number] and self.rng.random() < 0.4:
            self.correct(number)
        elif len(self.model[number]) == PILES[number][1]:
            self.close(number)
        else:
            self.take_over(number)

    def begin(self, number: int) -> None:
        self.views[number] = self.at.open_pile(number, by=self.typist[number])
        self.open.add(number)

    def read(self, number: int) -> None:
        seen = a_reading(self.rng, PILES[number][0])
        position = len(self.model[number]) + 1
        kept = self.at.keep(self.views[number], position, seen, by=self.typist[number])
        self.model[number].append(seen)
        assert (kept.position, kept.version) == (position, 1)

    def correct(self, number: int) -> None:
        position = self.rng.randint(1, len(self.model[number]))
        if isinstance(self.model[number][position - 1], Paper):
            return  # what the board concluded stays the board's
        seen = a_reading(self.rng, PILES[number][0])
        self.at.keep(self.views[number], position, seen, by=self.typist[number], corrects=True)
        self.model[number][position - 1] = seen

    def take_over(self, number: int) -> None:
        self.typist[number] = next(one for one in (MEMBER, OTHER) if one != self.typist[number])
        self.views[number] = self.at.open_pile(number, by=self.typist[number])
        self.open.add(number)

    def close(self, number: int) -> None:
        by = self.at.by(self.typist[number])
        counting.close_pile(self.at.office.workspace, by, contest_id=self.at.contest_id, number=number)
        self.open.discard(number)
        self.closed.add(number)

    def reopen(self, number: int) -> None:
        if self.rng.random() < 0.7:
            return
        counting.reopen_pile(self.at.office.workspace, self.at.two, contest_id=self.at.contest_id, number=number)
        self.closed.discard(number)
        self.typist[number] = HEAD
        self.take_over(number)

    def conclude(self, number: int, position: int | None = None) -> None:
        waiting = [at for at, lies in enumerate(self.model[number], start=1) if not isinstance(lies, Strikes)]
        if position is None:
            if not waiting:
                return
            position = self.rng.choice(waiting)
        marks = any_marks(self.rng) if self.rng.random() < 0.7 else None
        void = self.rng.choice(tuple(BoardReason)) if marks is None or self.rng.random() < 0.2 else None
        why = "rách" if void is BoardReason.OTHER else ""
        concluded = counting.conclude_paper(
            self.at.office.workspace,
            self.at.by(HEAD, OTHER),
            contest_id=self.at.contest_id,
            pile=number,
            position=position,
            marks=marks,
            void=void,
            why=why,
        )
        paper = Paper(marks, void, why)
        contest = self.at.sheet.contest
        assert contest is not None
        assert concluded.reason == judge(contest, paper).first
        self.model[number][position - 1] = paper

    def check(self) -> None:
        """The accounting holds and tells what the model tells."""
        accounting = self.at.accounting
        for name in (EquationName.PRINTED, EquationName.PILES):
            assert accounting[name].ok
        assert accounting.differing == () or {e.name for e in accounting.differing} == {EquationName.ISSUED}
        unread = sum(size for number, (_, size) in PILES.items() if number not in self.closed)
        assert accounting.unread == unread
        lying = [lies for number in PILES for lies in self.model[number]]
        assert accounting.waiting == sum(isinstance(lies, SetAside) for lies in lying)
        if self.closed:
            contest = self.at.sheet.contest
            assert contest is not None
            known = [paper for number in self.closed for paper in papers(self.model[number])]
            assert accounting.tally == tally_papers(contest, known)

    def finish(self) -> None:
        """Everything that is left: all read, all closed, all concluded."""
        for number, (_, size) in PILES.items():
            if number in self.closed:
                continue
            if number not in self.open:
                self.begin(number)
            while len(self.model[number]) < size:
                self.read(number)
            self.close(number)
        for number in PILES:
            for position, lies in enumerate(self.model[number], start=1):
                if isinstance(lies, SetAside):
                    self.conclude(number, position)


def papers(lying: list[Strikes | SetAside | Paper]) -> list[Paper]:
    return [lies if isinstance(lies, Paper) else Paper(lies) for lies in lying if not isinstance(lies, SetAside)]


@settings(
    # A session takes as long as a dozen pure examples.
    max_examples=max(1, settings().max_examples // 12),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(seed=st.integers(0, 2**32 - 1))
def test_whatever_people_do_at_the_piles_the_papers_are_those_of_the_model(
    seed: int, ready: Template, tmp_path: Path
) -> None:
    opened, at = session(ready, tmp_path)
    with opened:
        people = Session(at, Random(seed))
        for turn in range(40):
            people.act()
            if turn % 10 == 0:
                people.check()
        people.finish()
        people.check()
        assert at.step is Step.CONCLUDE
        with opened.reading() as unit:
            counted = counting.papers_of(unit, at.contest_id)
        expected = Counter(paper for number in PILES for paper in papers(people.model[number]))
        assert Counter(counted) == expected
        counting.close_count(opened, at.by(HEAD), contest_id=at.contest_id)
        accounting = at.accounting
        assert accounting[EquationName.VALID].ok
        assert accounting[EquationName.CONTROL].ok
        assert accounting[EquationName.ISSUED].balance in {Balance.EVEN, Balance.DIFFERS}
        assert accounting[EquationName.ISSUED].ok == (accounting.alien == 0)
