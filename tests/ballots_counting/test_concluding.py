"""Doubtful papers are concluded by two of the board, and by nobody else."""

from functools import partial

from ballots.counting import service as counting
from ballots.counting.values import Step
from ballots.regulations.values import BoardReason, Boxes, Paper, VoidReason
from tests.ballots_counting.desks import (
    HEAD,
    MEMBER,
    OTHER,
    TYPIST,
    aside,
    code,
    struck,
)
from tests.ballots_counting.keying import FULL, OK, close, conclude, entries, keying, papers, refusal, reopen
from tests.workspaces import Office


def test_the_board_fixes_the_marks_and_the_regulation_says_what_they_mean(any_office: Office) -> None:
    at = keying(any_office, (FULL, 4))
    at.key(1, [aside(), aside(), aside(), OK])
    assert at.accounting.waiting == 3
    ws, where = any_office.workspace, at.contest_id
    assert code(lambda: counting.close_count(ws, at.by(HEAD), contest_id=where)) == "papers-waiting"
    conclude(at, 1, marks=OK)
    conclude(at, 2, marks=struck(9), first=MEMBER, second=OTHER)
    conclude(at, 3, void=BoardReason.PRIVATE_MARK, marks=OK)
    tally = at.accounting.tally
    assert tally is not None
    assert {line.reason: line.papers for line in tally.invalid_by_reason} == {
        VoidReason.TOO_MANY: 1,
        BoardReason.PRIVATE_MARK: 1,
    }
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    with ws.reading() as unit:
        annex = counting.annex(unit, where)
    assert [(line.reason, line.papers, line.first, line.second) for line in annex] == [
        (BoardReason.PRIVATE_MARK, 1, "Lê Thị Hà", "Trần Đức Bình"),
        (VoidReason.TOO_MANY, 1, "K'Brơi", "Lê Thị Hà"),
        (None, 1, "Lê Thị Hà", "Trần Đức Bình"),
    ]
    assert set(papers(at)) == {
        Paper(OK),
        Paper(struck(9)),
        Paper(OK, BoardReason.PRIVATE_MARK),
    }


def test_a_paper_is_concluded_only_after_its_pile_is_closed_and_only_if_laid_aside(office: Office) -> None:
    at = keying(office, (FULL, 2), (FULL, 1))
    pile = at.open_pile(1)
    at.keep(pile, 1, aside())
    at.keep(pile, 2, OK)
    assert code(lambda: conclude(at, 1, marks=OK)) == "pile-not-closed"
    close(at, 1)
    assert code(lambda: conclude(at, 2, marks=OK)) == "paper-not-aside"
    assert code(lambda: conclude(at, 3, marks=OK)) == "position-unknown"
    assert code(lambda: conclude(at, 1, pile=2, marks=OK)) == "pile-not-open"
    assert code(lambda: conclude(at, 1)) == "conclusion-missing"
    assert code(lambda: conclude(at, 1, void=BoardReason.OTHER)) == "conclusion-why-missing"
    assert code(lambda: conclude(at, 1, marks=Boxes((1,)))) == "marks-of-other-form"
    conclude(at, 1, void=BoardReason.OTHER, why="rách đôi")


def test_a_technician_or_the_presidium_never_concludes(office: Office) -> None:
    at = keying(office, (FULL, 1))
    at.key(1, [aside()])
    for first, second in ((TYPIST, HEAD), (HEAD, TYPIST), (HEAD, "chutich"), ("quantri", HEAD), (TYPIST, "hoitruong")):
        assert code(partial(conclude, at, 1, first=first, second=second, marks=OK)) == "roles-missing"
    assert code(lambda: conclude(at, 1, first=HEAD, second=HEAD, marks=OK)) == "second-is-first"


def test_the_board_may_conclude_anew_until_the_result_is_fixed(office: Office) -> None:
    at = keying(office, (FULL, 1))
    at.key(1, [aside(seen=struck(9))])
    conclude(at, 1, marks=struck(9))
    counting.close_count(office.workspace, at.by(HEAD), contest_id=at.contest_id)
    conclude(at, 1, marks=OK)
    assert at.step is Step.CONCLUDE
    assert papers(at) == (Paper(OK),)
    with office.workspace.reading() as unit:
        (doubtful,) = counting.desk_view(unit, at.contest_id).doubtful
    assert doubtful.seen == struck(9)
    assert doubtful.concluded is not None
    assert doubtful.concluded.version == 3


def test_what_the_board_concluded_no_typist_turns_into_a_vote(office: Office) -> None:
    at = keying(office, (FULL, 1))
    pile = at.key(1, [aside()])
    conclude(at, 1, void=BoardReason.SIGNED)
    reopen(at, 1)
    at.open_pile(1)
    assert refusal(at, pile, 1, OK, corrects=True) == "paper-concluded"
    at.keep(pile, 1, aside(), corrects=True)
    close(at, 1)
    assert at.accounting.waiting == 1


def test_a_conclusion_in_the_journal_points_at_no_paper(office: Office) -> None:
    at = keying(office, (FULL, 2))
    at.key(1, [aside(), aside()])
    conclude(at, 2, void=BoardReason.SIGNED)
    conclude(at, 1, marks=OK)
    told = [entry.facts for entry in entries(at, "paper:conclude")]
    assert told == [
        {"counts_as": "signed", "by_board": True, "waiting": 1, "concluded": 1},
        {"counts_as": "valid", "by_board": False, "waiting": 0, "concluded": 2},
    ]
