"""Piles on a desk that is led to keying, and what is done with them."""

from typing import Any

import pytest

from ballots.counting import service as counting
from ballots.counting.values import OpenPile, PileKind, Seen
from ballots.regulations.values import Paper
from congress.journal import queries as journal
from congress.journal.values import JournalEntry
from tests.ballots_counting.desks import (
    HEAD,
    MEMBER,
    TYPIST,
    AtDesk,
    at_desk,
    code,
    struck,
)
from tests.workspaces import Office

FULL, FEWER, ASIDE, HEAP = PileKind.FULL, PileKind.FEWER, PileKind.ASIDE, PileKind.HEAP
OK = struck(8, 9)


pytestmark = pytest.mark.usefixtures("papers_unset")


def keying(office: Office, *piles: tuple[PileKind, int]) -> AtDesk:
    at = at_desk(office)
    at.open()
    at.until_sorted(*piles)
    at.open_count()
    return at


def refusal(at: AtDesk, pile: OpenPile, position: int, seen: Seen, *, by: str = TYPIST, corrects: bool = False) -> str:
    return code(lambda: at.keep(pile, position, seen, by=by, corrects=corrects))


def close(at: AtDesk, number: int, *, by: str = TYPIST) -> str:
    closed = counting.close_pile(at.office.workspace, at.by(by), contest_id=at.contest_id, number=number)
    return closed.digest


def reopen(at: AtDesk, number: int) -> None:
    counting.reopen_pile(at.office.workspace, at.two, contest_id=at.contest_id, number=number)


def papers(at: AtDesk) -> tuple[Paper, ...]:
    with at.office.workspace.reading() as unit:
        return counting.papers_of(unit, at.contest_id)


def entries(at: AtDesk, event: str) -> list[JournalEntry]:
    with at.office.workspace.reading() as unit:
        return [entry for entry in journal.entries(unit, "MAY-1") if entry.event == event]


def conclude(
    at: AtDesk, position: int, *, pile: int = 1, first: str = HEAD, second: str = MEMBER, **what: Any
) -> object:
    return counting.conclude_paper(
        at.office.workspace,
        at.by(first, second),
        contest_id=at.contest_id,
        pile=pile,
        position=position,
        **what,
    )
