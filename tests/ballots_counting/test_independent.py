"""Independent counts (các lượt kiểm độc lập): other people, nothing learned before all are closed, settled by two."""

from functools import partial

import pytest

from ballots.counting import service as counting
from ballots.counting.comparing import Mark, Standing
from ballots.counting.loading import Loaded, load
from ballots.counting.values import Agreement, Mode, OpenPile, PileState, Seen, SetAside, Step
from ballots.counting.witness import check_desk
from ballots.regulations.values import BoardReason, Marks, Paper
from congress.comparing import Differing
from congress.errors import Refused
from tests.ballots_counting.altering import alter
from tests.ballots_counting.desks import HEAD, MEMBER, OTHER, REASON, TYPIST, AtDesk, aside, at_desk, code, struck
from tests.ballots_counting.keying import ASIDE, FULL, HEAP, conclude, entries, papers, reopen
from tests.workspaces import Office

pytestmark = pytest.mark.usefixtures("papers_unset")
A, B, C = struck(8, 9), struck(1, 9), struck(2, 3)


def counted(office: Office, *piles: tuple[object, int], counts: int = 2) -> AtDesk:
    at = at_desk(office)
    at.open()
    at.until_sorted(*piles)  # type: ignore[arg-type]  # kinds come from one enumeration
    at.open_count(counts)
    return at


def twice(at: AtDesk, number: int, first: list[Seen], second: list[Seen]) -> None:
    at.key(number, first)
    at.key(number, second, by=OTHER)


def settle(at: AtDesk, position: int, marks: Marks, *, pile: int = 1, reason: str | None = REASON) -> None:
    counting.settle_paper(
        at.office.workspace,
        at.by(HEAD, MEMBER, reason=reason),
        contest_id=at.contest_id,
        pile=pile,
        position=position,
        marks=marks,
    )


def third(at: AtDesk, position: int, seen: Seen, *, by: str = MEMBER) -> object:
    ws = at.office.workspace
    return counting.keep_third(ws, at.by(by), contest_id=at.contest_id, pile=1, position=position, seen=seen)


def loaded(at: AtDesk) -> Loaded:
    with at.office.workspace.reading() as unit:
        return load(unit, at.contest_id)


def test_two_people_who_read_the_same_come_to_a_result_with_their_agreement(any_office: Office) -> None:
    at = counted(any_office, (FULL, 3), (FULL, 2))
    twice(at, 1, [A, B, C], [A, B, C])
    steps = [at.step]
    twice(at, 2, [A, A], [A, A])
    assert [*steps, at.step] == [Step.KEY, Step.CONCLUDE]
    counting.close_count(any_office.workspace, at.by(HEAD), contest_id=at.contest_id)
    assert loaded(at).agreement == Agreement(counts=2, alike=5, differed=0, names=0, once=0)
    assert papers(at) == tuple(sorted([Paper(A), Paper(B), Paper(C), Paper(A), Paper(A)], key=repr))


def test_a_difference_is_named_by_pile_paper_and_name_and_no_result_stands_before_it_is_settled(
    any_office: Office,
) -> None:
    at = counted(any_office, (FULL, 3))
    twice(at, 1, [A, B, C], [A, C, C])
    with any_office.workspace.reading() as unit:
        (paper,) = counting.differences(unit, at.contest_id)
    assert (paper.place, paper.standing) == ((1, 2), Standing.DIFFERS)
    assert paper.differences == (
        Differing(1, (Mark.STRUCK, None)),
        Differing(9, (Mark.STRUCK, None)),
        Differing(2, (None, Mark.STRUCK)),
        Differing(3, (None, Mark.STRUCK)),
    )
    ws, where = any_office.workspace, at.contest_id
    assert at.accounting.unsettled == 1
    assert not at.accounting.agreed
    assert code(lambda: counting.close_count(ws, at.by(HEAD), contest_id=where)) == "papers-differing"
    settle(at, 2, C)
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    assert papers(at) == tuple(sorted([Paper(A), Paper(C), Paper(C)], key=repr))
    assert loaded(at).agreement == Agreement(counts=2, alike=2, differed=1, names=4, once=0)


def test_every_version_of_a_settled_paper_is_kept(office: Office) -> None:
    at = counted(office, (FULL, 1))
    twice(at, 1, [A], [B])
    third(at, 1, B)
    settle(at, 1, B)
    settle(at, 1, A, reason="xem lại phiếu")
    found = loaded(at)
    assert [(one.seen, one.board) for one in found.readings[1, 1]] == [(A, False), (B, True), (A, True)]
    assert [one.seen for one in found.readings[1, 2]] == [B]
    with office.workspace.reading() as unit:
        (paper,) = counting.differences(unit, at.contest_id)
        kept = counting.third_entry(unit, at.contest_id, paper)
    assert (paper.standing, paper.paper) == (Standing.SETTLED, Paper(A))
    assert kept is not None
    assert kept.seen == B


def test_each_count_of_a_pile_is_another_persons_also_after_a_take_over(any_office: Office) -> None:
    at = counted(any_office, (FULL, 2))
    pile = at.open_pile(1)
    at.keep(pile, 1, A)
    taken = at.open_pile(1, by=MEMBER)
    at.keep(taken, 2, A, by=MEMBER)
    ws, where = any_office.workspace, at.contest_id
    counting.close_pile(ws, at.by(MEMBER), contest_id=where, number=1)
    for who in (TYPIST, MEMBER):
        assert code(partial(at.open_pile, 1, by=who)) == "pile-keyed-by-same"
    assert at.open_pile(1, by=OTHER).count == 2


def test_a_second_count_learns_nothing_of_the_first_before_both_are_closed(office: Office) -> None:
    at = counted(office, (FULL, 3), (FULL, 1))
    at.key(1, [A, aside(), B])
    pile = at.open_pile(1, by=OTHER)
    assert pile.readings == ()
    with office.workspace.reading() as unit:
        view = counting.desk_view(unit, at.contest_id)
        assert counting.differences(unit, at.contest_id) == ()
    assert view.doubtful == ()
    assert view.accounting.tally is None
    assert [(one.waiting, one.differing) for one in view.piles] == [(0, 0), (0, 0)]
    (entry,) = entries(at, "pile:close")
    assert set(entry.facts) == {"pile", "count", "kind", "papers", "typist", "digest"}
    assert code(lambda: conclude(at, 2, marks=A)) == "pile-not-closed"
    assert code(lambda: settle(at, 1, A)) == "pile-not-closed"
    read: list[Seen] = [A, aside(), A]
    for position, seen in enumerate(read, start=1):
        at.keep(pile, position, seen, by=OTHER)
    counting.close_pile(office.workspace, at.by(OTHER), contest_id=at.contest_id, number=1)
    assert (at.desk.pile(1).waiting, at.desk.pile(1).differing) == (1, 1)
    assert entries(at, "pile:close")[-1].facts["differing"] == 1


def test_a_paper_is_in_one_persons_hands_at_a_time(office: Office) -> None:
    at = counted(office, (FULL, 1))
    at.open_pile(1)
    ws, where = office.workspace, at.contest_id
    assert (
        code(lambda: counting.open_pile(ws, at.by(OTHER), contest_id=where, number=1, count=2)) == "pile-in-other-hands"
    )


def test_once_compared_no_count_is_corrected_only_settled_or_keyed_anew(office: Office) -> None:
    at = counted(office, (FULL, 2))
    at.key(1, [A, A])
    reopen(at, 1)
    counting.close_pile(office.workspace, at.by(HEAD), contest_id=at.contest_id, number=1)
    at.key(1, [A, B], by=OTHER)
    assert code(lambda: reopen(at, 1)) == "pile-compared"
    settle(at, 2, A)
    ws, where = office.workspace, at.contest_id
    counting.restart_pile(ws, at.two, contest_id=where, number=1, count=2)
    assert at.desk.pile(1).state is PileState.OPEN
    assert [one.board for one in loaded(at).readings[1, 1]] == [False, False]
    at.key(1, [A, A], by=OTHER)
    assert at.accounting.unsettled == 0
    assert loaded(at).agreement == Agreement(counts=2, alike=2, differed=0, names=0, once=0)


def test_what_one_count_laid_aside_the_board_concludes_and_it_is_a_difference(any_office: Office) -> None:
    at = counted(any_office, (FULL, 2))
    twice(at, 1, [A, aside()], [A, B])
    assert (at.accounting.waiting, at.accounting.unsettled) == (1, 0)
    assert code(lambda: settle(at, 2, B)) == "paper-for-the-board"
    conclude(at, 2, void=BoardReason.PRIVATE_MARK, marks=B)
    counting.close_count(any_office.workspace, at.by(HEAD), contest_id=at.contest_id)
    assert loaded(at).agreement == Agreement(counts=2, alike=1, differed=1, names=1, once=0)
    assert at.accounting.tally is not None
    assert at.accounting.tally.valid == 1


def test_with_the_paper_in_hand_the_board_may_find_a_differing_paper_doubtful(office: Office) -> None:
    at = counted(office, (FULL, 1))
    twice(at, 1, [A], [B])
    assert code(lambda: settle(at, 1, struck(1))) == "pile-is-full"
    conclude(at, 1, marks=struck(1))
    assert (at.accounting.waiting, at.accounting.unsettled) == (0, 0)
    assert code(lambda: settle(at, 1, A)) == "paper-for-the-board"


def test_papers_that_the_counts_read_alike_nobody_settles_or_concludes(office: Office) -> None:
    at = counted(office, (FULL, 1))
    twice(at, 1, [A], [A])
    assert code(lambda: settle(at, 1, B)) == "paper-not-differing"
    assert code(lambda: conclude(at, 1, marks=B)) == "paper-not-aside"
    assert code(lambda: third(at, 1, A)) == "paper-not-differing"


def test_settling_asks_two_of_the_board_and_a_reason(office: Office) -> None:
    at = counted(office, (FULL, 1))
    twice(at, 1, [A], [B])
    assert code(lambda: settle(at, 1, A, reason=None)) == "reason-missing"
    ws, where = office.workspace, at.contest_id
    for first, second in ((HEAD, None), (TYPIST, HEAD)):
        by = at.by(first, second, reason=REASON)
        with pytest.raises(Refused):
            counting.settle_paper(ws, by, contest_id=where, pile=1, position=1, marks=A)
    assert at.accounting.unsettled == 1


def test_the_third_person_keyed_none_of_the_counts(office: Office) -> None:
    at = counted(office, (FULL, 1))
    twice(at, 1, [A], [B])
    for who in (TYPIST, OTHER):
        assert code(partial(third, at, 1, A, by=who)) == "pile-keyed-by-same"
    third(at, 1, A)
    third(at, 1, aside())
    with office.workspace.reading() as unit:
        (paper,) = counting.differences(unit, at.contest_id)
        kept = counting.third_entry(unit, at.contest_id, paper)
    assert kept is not None
    assert (kept.version, isinstance(kept.seen, SetAside)) == (2, True)
    assert at.accounting.unsettled == 1


def test_a_heap_is_counted_by_the_person_of_each_count(any_office: Office) -> None:
    at = counted(any_office, (HEAP, 30))
    ws, where = any_office.workspace, at.contest_id

    def heap(pile: OpenPile, marks: Marks, *, by: str) -> None:
        counting.keep_reading(
            ws, at.by(by), contest_id=where, pile_id=pile.id, position=1, seen=marks, times=30, recount=None
        )
        counting.close_pile(ws, at.by(by), contest_id=where, number=1)

    heap(at.open_pile(1), A, by=TYPIST)
    heap(at.open_pile(1, by=OTHER), B, by=OTHER)
    assert code(lambda: conclude(at, 1, marks=A)) == "heap-not-aside"
    settle(at, 1, B)
    assert papers(at) == (Paper(B, times=30),)
    assert loaded(at).agreement == Agreement(counts=2, alike=0, differed=30, names=2, once=0)


def test_what_was_sorted_aside_the_board_keys_once(office: Office) -> None:
    at = counted(office, (ASIDE, 2), (FULL, 1))
    at.key(1, [aside(), aside()], by=HEAD)
    assert at.desk.pile(1).state is PileState.CLOSED
    conclude(at, 1, marks=A)
    conclude(at, 2, void=BoardReason.SIGNED)
    twice(at, 2, [A], [A])
    counting.close_count(office.workspace, at.by(HEAD), contest_id=at.contest_id)
    assert loaded(at).agreement == Agreement(counts=2, alike=1, differed=0, names=0, once=2)


@pytest.mark.parametrize(
    ("papers", "mode", "wrong"),
    [(51, Mode.OFFICIAL, "one-count-of-many"), (50, Mode.OFFICIAL, None), (51, Mode.TEST, None)],
)
def test_one_count_of_many_papers_in_earnest_is_refused(
    office: Office, papers: int, mode: Mode, wrong: str | None
) -> None:
    at = at_desk(office)
    at.open(mode=mode)
    at.until_sorted(*[(FULL, 25)] * 2, *([(FULL, papers - 50)] if papers > 50 else []))
    for counts in (0, 4):
        assert code(partial(at.open_count, counts)) == "counts-out-of-range"
    if wrong is None:
        at.open_count(1)
    else:
        assert code(lambda: at.open_count(1)) == wrong
        at.open_count(3)


def test_a_settlement_altered_or_taken_away_past_the_program_is_found(office: Office) -> None:
    at = counted(office, (FULL, 1))
    twice(at, 1, [A], [B])
    settle(at, 1, B)
    alter(at, "UPDATE settlement SET why = ?", "khác")
    assert code(lambda: loaded(at)) == "settlement-altered"
    alter(at, "DELETE FROM settlement WHERE why = ?", "khác")
    with office.workspace.reading() as unit:
        found = load(unit, at.contest_id)
        assert found.desk.accounting.waiting == 1  # nothing says any more why the board's reading stands there
        assert code(lambda: check_desk(unit, found)) == "desk-altered"
