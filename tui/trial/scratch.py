"""A workspace for one trial (thư mục tạm): a real database takes every paper, and is thrown away at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from ballots.contests import service as contests
from ballots.contests.values import ContestDetails, Roll
from ballots.counting import service as counting
from ballots.counting.figures import (
    BoxOpened,
    BoxSealed,
    CardVote,
    CardVotes,
    Closed,
    Delegation,
    Issued,
    Received,
    Sorted,
)
from ballots.counting.values import Mode, OpenPile, PileKind, Seen, SortedPile
from ballots.regulations.rules import max_surplus
from ballots.regulations.values import ElectorateKind
from congress import workspace as workspaces
from congress.access import service as access
from congress.access.values import Account, Actor, Authority, Grant, Role
from congress.clock import SystemClock
from congress.config import HashCost
from congress.term import service as term
from congress.term.values import BoardPerson, Capacity, CongressDetails, CongressKind
from congress.workspace import House, Workspace
from tui.trial.task import Task

PIN = "190244"
_TITLE = "Tập nhập phiếu"
_PEOPLE = ("Quản trị tập nhập", "Trưởng ban tập nhập", "Ủy viên tập nhập", "Ủy viên thứ hai tập nhập")


@dataclass(frozen=True, slots=True)
class Scratch:
    """An open count with its piles sorted, and who types (bàn nhập tạm)."""

    workspace: Workspace
    contest_id: UUID
    typist: Authority

    def open_pile(self, number: int) -> OpenPile:
        """Open a pile."""
        return counting.open_pile(self.workspace, self.typist, contest_id=self.contest_id, number=number)

    def keep(self, pile: OpenPile, position: int, seen: Seen, *, corrects: bool) -> None:
        """Keep one paper; it is on the disk before this returns."""
        counting.keep_reading(
            self.workspace,
            self.typist,
            contest_id=self.contest_id,
            pile_id=pile.id,
            position=position,
            seen=seen,
            corrects=corrects,
        )

    def close_pile(self, number: int) -> None:
        """Close a pile that is read to its last paper."""
        counting.close_pile(self.workspace, self.typist, contest_id=self.contest_id, number=number)


@contextmanager
def scratch(task: Task, *, hash_cost: HashCost | None = None) -> Iterator[Scratch]:
    """A workspace of its own, ready for keying; gone when the block is left."""
    with (
        TemporaryDirectory(prefix="congress-trial-", ignore_cleanup_errors=True) as place,
        workspaces.create(
            Path(place) / "workspace", house=House(clock=SystemClock()), tag="MAY-TAP", hash_cost=hash_cost
        ) as made,
    ):
        yield _ready(made, task)


def _ready(workspace: Workspace, task: Task) -> Scratch:
    administrator, head = (
        _settled(workspace, *one) for one in access.found(workspace, administrator=_PEOPLE[0], head=_PEOPLE[1])
    )
    account, code = access.make_account(
        workspace, Authority(administrator, head), name="uyvien", person=_PEOPLE[2], grants=[Grant(Role.MEMBER)]
    )
    member = _settled(workspace, account, code)
    contest_id = _contest(workspace, task, administrator=Authority(administrator), head=Authority(head))
    two = Authority(replace(head, at=workspace.house.clock.now()), replace(member, at=workspace.house.clock.now()))
    _led_to_keying(workspace, contest_id, task, two)
    return Scratch(workspace, contest_id, Authority(member))


def _settled(workspace: Workspace, account: Account, code: str) -> Actor:
    actor = access.log_in(workspace, name=account.name, secret=code)
    access.set_own_secret(workspace, Authority(actor), old=code, new=PIN)
    return actor


def _contest(workspace: Workspace, task: Task, *, administrator: Authority, head: Authority) -> UUID:
    year = workspace.house.clock.now().year
    made = term.make_term(workspace, administrator, begins=year, ends=year + 5)
    details = CongressDetails(_TITLE, CongressKind.DELEGATES, _TITLE, _TITLE, _TITLE)
    congress = term.make_congress(workspace, head, term_id=made.id, details=details)
    board = [
        BoardPerson(_PEOPLE[1], Capacity.HEAD),
        *(BoardPerson(name, Capacity.MEMBER) for name in _PEOPLE[2:]),
    ]
    term.set_board(workspace, head, congress_id=congress.id, people=board)
    wanted = ContestDetails("tap", _TITLE, task.seats)
    contest_id = contests.make_contest(workspace, head, congress_id=congress.id, details=wanted).id
    contests.set_candidates(workspace, head, contest_id=contest_id, entries=task.entries, keep_order=True)
    if task.struck > max_surplus(task.seats):
        contests.overrule_surplus(workspace, replace(head, reason=_TITLE), contest_id=contest_id)
    contests.confirm_list(workspace, head, contest_id=contest_id)
    papers = len(task.papers)
    roll = Roll(ElectorateKind.DELEGATES, on_roll=papers, present=papers)
    contests.set_electorate(workspace, head, contest_id=contest_id, roll=roll)
    contests.confirm_settings(workspace, head, congress_id=congress.id)
    return contest_id


def _led_to_keying(workspace: Workspace, contest_id: UUID, task: Task, two: Authority) -> None:
    """Every step before keying; no gate is asked, since this house has none: nothing here is a count."""
    papers = len(task.papers)
    everybody = CardVote(papers)
    counting.open_desk(workspace, two, contest_id=contest_id, mode=Mode.TEST)
    counting.receive(workspace, two, contest_id=contest_id, figures=Received(papers))
    votes = CardVotes(papers, everybody, everybody, everybody)
    counting.vote_by_cards(workspace, two, contest_id=contest_id, figures=votes)
    counting.seal_box(workspace, two, contest_id=contest_id, figures=BoxSealed(1, (_TITLE,), (_PEOPLE[1],)))
    issued = Issued((Delegation(_TITLE, papers),))
    counting.issue(workspace, two, contest_id=contest_id, figures=issued)
    counting.close_voting(workspace, two, contest_id=contest_id, figures=Closed(0))
    counting.open_box(workspace, two, contest_id=contest_id, figures=BoxOpened(papers, papers))
    counting.report(workspace, two, contest_id=contest_id)
    piles = tuple(SortedPile(number, PileKind.FULL, size) for number, size in enumerate(task.piles, start=1))
    counting.sort(workspace, two, contest_id=contest_id, figures=Sorted(piles))
    counting.open_count(workspace, two, contest_id=contest_id, counts=1)
