"""Keying: every accepted paper is kept before the next, no paper twice, none left out; no typist concludes."""

from functools import partial

from ballots.counting import service as counting
from ballots.counting.loading import load
from ballots.counting.values import Kept, PileState, Step
from ballots.regulations.values import Boxes, Paper, VoidReason
from tests.ballots_counting.desks import (
    HEAD,
    MEMBER,
    REASON,
    TYPIST,
    aside,
    boxed_desk,
    code,
    sorted_into,
    struck,
)
from tests.ballots_counting.keying import (
    ASIDE,
    FEWER,
    FULL,
    HEAP,
    OK,
    close,
    conclude,
    entries,
    keying,
    papers,
    refusal,
    reopen,
)
from tests.workspaces import Office

# --- one paper after the other -----------------------------------------------------------------------------


def test_each_paper_is_acknowledged_with_its_place_and_counts_at_the_desk(any_office: Office) -> None:
    at = keying(any_office, (FULL, 3))
    pile = at.open_pile(1)
    assert at.keep(pile, 1, OK) == Kept(position=1, version=1)
    assert at.keep(pile, 2, aside()) == Kept(position=2, version=1)
    assert (at.desk.pile(1).read, at.desk.pile(1).waiting) == (2, 1)
    assert at.keep(pile, 2, OK, corrects=True) == Kept(position=2, version=2)
    assert (at.desk.pile(1).read, at.desk.pile(1).waiting) == (2, 0)


def test_no_paper_twice_and_none_left_out(office: Office) -> None:
    at = keying(office, (FULL, 3))
    pile = at.open_pile(1)
    assert refusal(at, pile, 2, OK) == "position-out-of-turn"
    assert refusal(at, pile, 1, OK, corrects=True) == "nothing-to-correct"
    at.keep(pile, 1, OK)
    assert refusal(at, pile, 1, OK) == "position-read-already"
    assert refusal(at, pile, 3, OK) == "position-out-of-turn"
    at.keep(pile, 2, OK)
    at.keep(pile, 3, OK)
    assert refusal(at, pile, 4, OK) == "position-out-of-turn"
    assert refusal(at, pile, 0, OK) == "position-out-of-turn"


def test_an_interrupted_pile_goes_on_after_the_papers_that_are_kept(any_office: Office) -> None:
    at = keying(any_office, (FULL, 3))
    pile = at.open_pile(1)
    at.keep(pile, 1, OK)
    at.keep(pile, 2, struck(1, 2))
    at.keep(pile, 2, struck(1, 3), corrects=True)
    with any_office.workspace.reading() as unit:
        again = counting.pile_view(unit, at.contest_id, pile.id)
    assert [(one.position, one.seen) for one in again.readings] == [(1, OK), (2, struck(1, 3))]
    assert again.papers == 3


def test_a_pile_takes_only_what_it_was_sorted_as(office: Office) -> None:
    at = keying(office, (FULL, 2), (FEWER, 2), (ASIDE, 1))
    full, fewer, sorted_out = at.open_pile(1), at.open_pile(2), at.open_pile(3, by=MEMBER)
    assert refusal(at, full, 1, struck(9)) == "pile-is-full"
    assert refusal(at, fewer, 1, OK) == "pile-is-fewer"
    assert refusal(at, fewer, 1, struck(*range(1, 10))) == "paper-for-the-board"
    assert refusal(at, sorted_out, 1, OK, by=MEMBER) == "aside-pile-concluded-only"
    assert refusal(at, full, 1, Boxes((1,))) == "marks-of-other-form"
    assert at.accounting.unread == 5


def test_the_boxes_of_form_b_are_kept_as_they_were_seen(any_office: Office) -> None:
    at = boxed_desk(any_office)
    at.open()
    at.until_sorted((FULL, 2), (FEWER, 1), (ASIDE, 1))
    at.open_count()
    at.key(1, [Boxes((1,)), Boxes((1,))])
    at.key(2, [Boxes((), (1,))])
    at.key(3, [aside("pad-aside-odd", Boxes((1,), (1,)))], by=MEMBER)
    counting.conclude_paper(
        any_office.workspace, at.two, contest_id=at.contest_id, pile=3, position=1, marks=Boxes((1,), (1,))
    )
    tally = at.accounting.tally
    assert tally is not None
    assert (tally.agree, tally.disagree, tally.valid) == ((2,), (1,), 3)
    assert [(line.reason, line.papers) for line in tally.invalid_by_reason] == [(VoidReason.BOTH_BOXES, 1)]


# --- who keys ----------------------------------------------------------------------------------------------


def test_a_pile_is_keyed_by_who_opened_it_until_another_takes_it_over(any_office: Office) -> None:
    at = keying(any_office, (FULL, 2))
    pile = at.open_pile(1)
    at.keep(pile, 1, OK)
    assert refusal(at, pile, 2, OK, by=MEMBER) == "pile-of-another"
    assert code(lambda: at.open_pile(1)) == "pile-open-already"
    again = at.open_pile(1, by=MEMBER)
    assert [one.position for one in again.readings] == [1]
    assert refusal(at, pile, 2, OK) == "pile-of-another"
    at.keep(pile, 2, OK, by=MEMBER)
    assert [entry.facts.get("from") for entry in entries(at, "pile:open")] == [None, "Đặng Văn Ơn"]


def test_papers_sorted_out_for_the_board_are_keyed_by_the_board(office: Office) -> None:
    at = keying(office, (ASIDE, 1))
    assert code(lambda: at.open_pile(1)) == "aside-pile-board-only"
    pile = at.open_pile(1, by=MEMBER)
    at.keep(pile, 1, aside("pad-aside-sorted", struck()), by=MEMBER)
    assert code(lambda: close(at, 1)) == "aside-pile-board-only"
    close(at, 1, by=MEMBER)


def test_nobody_outside_the_boards_team_keys(office: Office) -> None:
    at = keying(office, (FULL, 1))
    outside = ("chutich", "giamsat", "thuky", "hoitruong", "quantri", "thamtra", "luutru")
    assert {code(partial(at.open_pile, 1, by=account)) for account in outside} == {"role-missing"}
    pile = at.open_pile(1)
    assert {refusal(at, pile, 1, OK, by=account) for account in outside} == {"role-missing"}
    assert {code(partial(close, at, 1, by=account)) for account in outside} == {"role-missing"}


def test_a_reading_of_another_contest_is_refused(office: Office) -> None:
    at = keying(office, (FULL, 1))
    pile = at.open_pile(1)
    other = at.prepared.contest(code="khac")
    ws = office.workspace
    refused = code(
        lambda: counting.keep_reading(ws, at.by(), contest_id=other.id, pile_id=pile.id, position=1, seen=OK)
    )
    assert refused == "pile-unknown"


# --- heaps -------------------------------------------------------------------------------------------------


def test_a_heap_is_entered_once_and_counted_by_two_people(any_office: Office) -> None:
    at = keying(any_office, (HEAP, 40))
    pile, ws, where = at.open_pile(1), any_office.workspace, at.contest_id

    def keep(second: str | None, first: int, again: int) -> object:
        return counting.keep_reading(
            ws,
            at.by(TYPIST, second),
            contest_id=where,
            pile_id=pile.id,
            position=1,
            seen=OK,
            times=first,
            recount=again,
        )

    assert code(lambda: keep(None, 40, 40)) == "heap-second-missing"
    assert code(lambda: keep("chutich", 40, 40)) == "heap-second-missing"
    assert code(lambda: keep(MEMBER, 40, 39)) == "heap-counts-differ"
    assert code(lambda: keep(MEMBER, 39, 39)) == "heap-counts-differ"
    keep(MEMBER, 40, 40)
    close(at, 1)
    assert papers(at) == (Paper(OK, times=40),)
    with ws.reading() as unit:
        (reading,) = counting.pile_view(unit, where, pile.id).readings
    assert (reading.times, reading.recount) == (40, 40)


# --- closing and reopening ---------------------------------------------------------------------------------


def test_a_pile_is_closed_only_when_its_last_paper_is_read(any_office: Office) -> None:
    at = keying(any_office, (FULL, 2), (FULL, 1))
    pile = at.open_pile(1)
    at.keep(pile, 1, OK)
    assert code(lambda: close(at, 1)) == "pile-not-all-read"
    at.keep(pile, 2, OK)
    close(at, 1)
    assert refusal(at, pile, 2, OK, corrects=True) == "pile-not-open"
    assert code(lambda: close(at, 1)) == "pile-not-open"
    assert code(lambda: at.open_pile(1)) == "pile-closed"
    assert at.desk.pile(1).state is PileState.CLOSED
    assert at.step is Step.KEY


def test_a_closed_pile_is_one_entry_of_the_journal_with_its_hash_and_no_marks(office: Office) -> None:
    at = keying(office, (FULL, 3))
    pile = at.key(1, [OK, aside(), struck(1, 2)])
    with office.workspace.reading() as unit:
        (kept,) = load(unit, at.contest_id).passes
    (entry,) = entries(at, "pile:close")
    assert entry.subject == str(pile.id)
    assert entry.facts == {
        "pile": 1,
        "count": 1,
        "kind": "full",
        "papers": 3,
        "aside": 1,
        "differing": 0,
        "typist": "Đặng Văn Ơn",
        "digest": kept.digest,
    }
    assert entries(at, "reading:keep") == []


def test_a_reopened_pile_is_corrected_and_closed_under_a_new_hash(any_office: Office) -> None:
    at = keying(any_office, (FULL, 2))
    pile = at.open_pile(1)
    at.keep(pile, 1, OK)
    at.keep(pile, 2, struck(1, 2))
    before, ws = close(at, 1), any_office.workspace
    alone = at.by(HEAD, MEMBER)
    assert code(lambda: counting.reopen_pile(ws, alone, contest_id=at.contest_id, number=1)) == "reason-missing"
    reopen(at, 1)
    steps = [at.step]
    at.open_pile(1)
    at.keep(pile, 2, struck(1, 3), corrects=True)
    assert close(at, 1) != before
    assert [*steps, at.step] == [Step.KEY, Step.CONCLUDE]
    assert set(papers(at)) == {Paper(OK), Paper(struck(1, 3))}
    with ws.reading() as unit:
        log = counting.entry_log(unit, at.contest_id)
    assert [(str(line.what), line.papers, line.reason) for line in log] == [
        ("log-keyed", 2, ""),
        ("log-corrected", 1, ""),
        ("log-reopened", 2, REASON),
    ]


def test_a_pile_found_thicker_than_its_slip_is_sorted_anew_while_it_is_open(office: Office) -> None:
    at = keying(office, (FULL, 2), (FULL, 2))
    pile = at.open_pile(1)
    at.keep(pile, 1, OK)
    at.keep(pile, 2, OK)
    ws, by = office.workspace, at.by(reason="tập 1 có 3 phiếu")
    counting.sort(ws, by, contest_id=at.contest_id, figures=sorted_into((FULL, 3), (FULL, 1)))
    at.keep(pile, 3, OK)
    close(at, 1)
    assert at.desk.pile(1).read == 3
    wrong = sorted_into((FULL, 2), (FULL, 2))
    assert code(lambda: counting.sort(ws, by, contest_id=at.contest_id, figures=wrong)) == "pile-keyed-already"


def test_a_pile_keyed_from_the_wrong_clip_is_keyed_anew_from_its_first_paper(any_office: Office) -> None:
    at = keying(any_office, (FULL, 2))
    at.key(1, [struck(1, 2), aside()])
    conclude(at, 2, marks=OK)
    ws, where = any_office.workspace, at.contest_id
    assert code(lambda: counting.restart_pile(ws, at.by(HEAD, MEMBER), contest_id=where, number=1)) == "reason-missing"
    counting.restart_pile(ws, at.two, contest_id=where, number=1)
    assert at.desk.pile(1).state is PileState.SORTED
    assert code(lambda: counting.restart_pile(ws, at.two, contest_id=where, number=1)) == "pile-not-open"
    at.key(1, [OK, struck(3, 4)])
    assert set(papers(at)) == {Paper(OK), Paper(struck(3, 4))}
    with ws.reading() as unit:
        log = counting.entry_log(unit, where)
        assert counting.annex(unit, where) == ()
    assert [(str(line.what), line.papers) for line in log] == [("log-keyed", 2), ("log-restarted", 2)]


def test_a_heap_found_thinner_is_sorted_anew_and_its_reading_corrected(office: Office) -> None:
    at = keying(office, (HEAP, 30), (FULL, 1))
    pile, ws, where = at.open_pile(1), office.workspace, at.contest_id
    two = at.by(TYPIST, MEMBER)
    counting.keep_reading(ws, two, contest_id=where, pile_id=pile.id, position=1, seen=OK, times=30, recount=30)
    by = at.by(reason="xấp 1 lẫn một phiếu khác mẫu")
    counting.sort(ws, by, contest_id=where, figures=sorted_into((HEAP, 29), (FULL, 2)))
    assert code(lambda: close(at, 1)) == "pile-not-all-read"
    counting.keep_reading(
        ws, two, contest_id=where, pile_id=pile.id, position=1, seen=OK, times=29, recount=29, corrects=True
    )
    close(at, 1)
    assert at.desk.pile(1).read == 29
