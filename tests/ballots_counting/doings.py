"""The doings of a usual day at the desk, and a desk led by them."""

import pytest

from ballots.counting.desk import Desk, Doing, OnPile, OpenCount, Plain, ReadPaper, Record
from ballots.counting.events import Event
from ballots.counting.figures import (
    BoxOpened,
    BoxSealed,
    CardVote,
    CardVotes,
    Closed,
    Delegation,
    Issued,
    Known,
    Received,
    Reported,
    Sorted,
)
from ballots.counting.machine import perform
from ballots.counting.values import PileKind, SortedPile, Step
from ballots.regulations.rules import Tally
from ballots.regulations.values import BoardReason, ReasonCount
from congress.errors import Malformed, Refused

KNOWN = Known(list_voted=True)


VOTES = CardVotes(10, CardVote(10), CardVote(9, 1), CardVote(10))


BOX = BoxSealed(1, ("01",), ("Nguyễn Văn A",))


def tally_of(valid: int, *, alien: int = 0) -> Tally:
    """A tally of one candidate chosen on every valid paper."""
    void = (ReasonCount(BoardReason.NOT_ISSUED, alien),) if alien else ()
    return Tally((1,), valid, void, (valid,), (0,), valid)


def sorted_into(*papers: int, kind: PileKind = PileKind.FULL) -> Record:
    return Record(Sorted(tuple(SortedPile(number, kind, size) for number, size in enumerate(papers, start=1))))


USUAL: tuple[Doing, ...] = (
    Record(Received(12)),
    Record(VOTES),
    Record(BOX),
    Record(Issued((Delegation("Đoàn 1", 6), Delegation("Đoàn 2", 4, 1)))),
    Record(Closed(1)),
    Record(BoxOpened(10, 10)),
    Record(Reported(10, 10)),
    sorted_into(6, 4),
    OpenCount(1),
    OnPile(Event.PILE_OPENED, 1),
    ReadPaper(1, 6, 0),
    OnPile(Event.PILE_CLOSED, 1, tally_of(6)),
    OnPile(Event.PILE_OPENED, 2),
    ReadPaper(2, 4, 0),
    OnPile(Event.PILE_CLOSED, 2, tally_of(10)),
    Plain(Event.COUNT_CLOSED),
    Plain(Event.FIXED),
    Plain(Event.MADE_OFFICIAL),
    Plain(Event.PACKED),
)


def walk(*doings: Doing, start: Desk | None = None) -> Desk:
    desk = start or Desk(KNOWN)
    for doing in doings:
        desk = perform(desk, doing)
    return desk


def until(step: Step) -> Desk:
    """The usual desk when `step` is due."""
    desk = Desk(KNOWN)
    for doing in USUAL:
        if desk.step is step:
            return desk
        desk = perform(desk, doing)
    return desk


def code(desk: Desk, doing: Doing) -> str:
    with pytest.raises(Refused) as refused:
        perform(desk, doing)
    return refused.value.code


def codes(desk: Desk, doing: Doing) -> list[str]:
    with pytest.raises(Malformed) as malformed:
        perform(desk, doing)
    return [finding.code for finding in malformed.value.findings]
