"""Desks at the stages that the screens are pictured and tried at (bàn kiểm phiếu ở từng bước)."""

from collections.abc import Callable, Mapping

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
)
from ballots.counting.values import PileKind
from ballots.regulations.values import BoardReason
from ballots.results import service as results
from ballots.results.values import Basis
from tests.ballots_counting.desks import HEAD, MEMBER, NINE, OTHER, TYPIST, AtDesk, aside, struck

PILES = ((PileKind.FULL, 5), (PileKind.FEWER, 3), (PileKind.HEAP, 4), (PileKind.ASIDE, 2))


def opened(at: AtDesk) -> AtDesk:
    """The desk is open, nothing is done."""
    at.open()
    return at


def box_sealed(at: AtDesk) -> AtDesk:
    """Ballots received, votes taken, the box sealed: papers may be handed out."""
    at.open()
    workspace, where, by = at.office.workspace, at.contest_id, at.by()
    counting.receive(workspace, by, contest_id=where, figures=Received(150, 1))
    votes = CardVotes(147, CardVote(147), CardVote(140, 5, 2), CardVote(147))
    counting.vote_by_cards(workspace, by, contest_id=where, figures=votes)
    sealed = BoxSealed(1, ("A-001", "A-002"), ("Lê Thị Hà",))
    counting.seal_box(workspace, by, contest_id=where, figures=sealed)
    return at


def one_missing(at: AtDesk) -> AtDesk:
    """The box is opened and one paper that was issued is not in it."""
    box_sealed(at)
    workspace, where, by = at.office.workspace, at.contest_id, at.by()
    lines = (Delegation("Đoàn 1", 70), Delegation("Đoàn 2", 77, 1))
    counting.issue(workspace, by, contest_id=where, figures=Issued(lines))
    counting.close_voting(workspace, by, contest_id=where, figures=Closed(2))
    counting.open_box(workspace, by, contest_id=where, figures=BoxOpened(146, 146))
    return at


def sorted_into_piles(at: AtDesk) -> AtDesk:
    """Sorted into piles of every kind."""
    at.open()
    at.until_sorted(*PILES)
    return at


def counting_open(at: AtDesk) -> AtDesk:
    """The count is open."""
    sorted_into_piles(at).open_count()
    return at


def half_keyed(at: AtDesk) -> AtDesk:
    """One pile is closed, one half entered."""
    counting_open(at)
    at.key(1, [struck(1, 2), struck(1, 3), struck(2, 9), aside(seen=struck(4)), struck(8, 9)])
    pile = at.open_pile(2)
    at.keep(pile, 1, struck(1, 2, 3))
    return at


def one_of_two_keyed(at: AtDesk) -> AtDesk:
    """Two counts: pile 1 is compared, of pile 2 the first count is closed and the second half entered."""
    at.open()
    at.until_sorted((PileKind.FULL, 4), (PileKind.FULL, 3), (PileKind.FEWER, 2))
    at.open_count(2)
    at.key(1, [struck(1, 2), struck(1, 3), struck(8, 9), struck(2, 9)])
    at.key(1, [struck(1, 2), struck(1, 4), aside(seen=struck(8)), struck(3, 9)], by=OTHER)
    at.key(2, [struck(8, 9)] * 3)
    pile = at.open_pile(2, by=OTHER)
    at.keep(pile, 1, struck(8, 9), by=OTHER)
    return at


def two_counts_closed(at: AtDesk) -> AtDesk:
    """Every pile is closed in both counts; they differ on two papers, one of three lies aside."""
    one_of_two_keyed(at)
    with at.office.workspace.reading() as unit:
        begun = counting.desk_of(unit, at.contest_id).pile(2).of_count(2).id
        assert begun is not None
        pile = counting.pile_view(unit, at.contest_id, begun)
    for position in (2, 3):
        at.keep(pile, position, struck(8, 9), by=OTHER)
    counting.close_pile(at.office.workspace, at.by(OTHER), contest_id=at.contest_id, number=2)
    for by in (TYPIST, OTHER):
        at.key(3, [struck(1, 2, 3), struck(4, 5, 6)], by=by)
    return at


def third_read(at: AtDesk) -> AtDesk:
    """Two counts, pile 1 compared: a third person read the paper on which they differ."""
    one_of_two_keyed(at)
    counting.keep_third(
        at.office.workspace, at.by(MEMBER), contest_id=at.contest_id, pile=1, position=2, seen=struck(1, 4)
    )
    return at


def all_keyed(at: AtDesk) -> AtDesk:
    """Every pile is closed, four papers wait for the board."""
    counting_open(at)
    at.key(1, [struck(1, 2), struck(1, 3), struck(2, 9), aside(seen=struck(4)), struck(8, 9)])
    nobody = aside("pad-aside-nobody", struck(*range(1, len(NINE) + 1)))
    at.key(2, [struck(1, 2, 3), struck(1, 3, 4), nobody])
    heap = at.open_pile(3)
    workspace = at.office.workspace
    counting.keep_reading(
        workspace,
        at.by(TYPIST, OTHER),
        contest_id=at.contest_id,
        pile_id=heap.id,
        position=1,
        seen=struck(5, 6),
        times=4,
        recount=4,
    )
    counting.close_pile(workspace, at.by(), contest_id=at.contest_id, number=3)
    at.key(4, [aside("pad-aside-sorted"), aside("pad-aside-sorted", struck(1))], by=MEMBER)
    return at


def concluded(at: AtDesk) -> AtDesk:
    """The board concluded on everything, the count is closed: a draft may be read."""
    all_keyed(at)
    workspace, where = at.office.workspace, at.contest_id
    by = at.by(HEAD, MEMBER)
    fixes = ((1, 4, struck(4, 5)), (2, 3, struck(*range(1, len(NINE) + 1))), (4, 2, struck(1)))
    for pile, position, marks in fixes:
        counting.conclude_paper(workspace, by, contest_id=where, pile=pile, position=position, marks=marks)
    counting.conclude_paper(workspace, by, contest_id=where, pile=4, position=1, void=BoardReason.SIGNED)
    counting.close_count(workspace, at.by(MEMBER), contest_id=where)
    return at


def fixed(at: AtDesk) -> AtDesk:
    """The result is fixed."""
    concluded(at)
    workspace, where = at.office.workspace, at.contest_id
    read = results.draft(workspace, where)
    results.fix(workspace, at.by(HEAD, MEMBER), contest_id=where, read=read)
    return at


def official(at: AtDesk) -> AtDesk:
    """The result is official, by pen."""
    fixed(at)
    results.make_official(at.office.workspace, at.by(HEAD, MEMBER), contest_id=at.contest_id, basis=Basis.PEN)
    return at


def by_hand(at: AtDesk) -> AtDesk:
    """Sorted, and then gone over to counting by hand."""
    sorted_into_piles(at)
    counting.go_by_hand(at.office.workspace, at.two, contest_id=at.contest_id)
    return at


STAGES: Mapping[str, Callable[[AtDesk], AtDesk]] = {
    stage.__name__: stage
    for stage in (
        opened,
        box_sealed,
        one_missing,
        sorted_into_piles,
        counting_open,
        half_keyed,
        one_of_two_keyed,
        third_read,
        two_counts_closed,
        all_keyed,
        concluded,
        fixed,
        official,
        by_hand,
    )
}
