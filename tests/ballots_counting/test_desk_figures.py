"""Figures at the desk: every fault named, corrections kept beside what they correct, differences explained."""

from ballots.counting import queries
from ballots.counting import service as counting
from ballots.counting.accounting import EquationName
from ballots.counting.events import Event
from ballots.counting.figures import BoxSealed, CardVotes, Delegation, Issued, Received
from ballots.counting.values import PaperKind, PileKind, Step
from ballots.regulations.values import BoardReason
from tests.ballots_counting.desks import (
    HEAD,
    MEMBER,
    AtDesk,
    aside,
    code,
    codes,
    papers_of,
    sorted_into,
    struck,
    votes,
)

FULL, ASIDE = PileKind.FULL, PileKind.ASIDE


def test_every_fault_of_a_step_is_named_and_nothing_is_kept(at: AtDesk) -> None:
    at.open()
    ws = at.office.workspace
    counting.receive(ws, at.by(), contest_id=at.contest_id, figures=Received(10))
    counting.vote_by_cards(ws, at.by(), contest_id=at.contest_id, figures=votes())
    wrong = BoxSealed(2, ("A", "A "), ())
    assert codes(lambda: counting.seal_box(ws, at.by(), contest_id=at.contest_id, figures=wrong)) == [
        "seal-repeated",
        "witness-missing",
    ]
    assert at.step is Step.SEAL_BOX
    assert [record.kind for record in papers_of(at)] == [PaperKind.RECEIPT]


def test_the_attendance_at_the_vote_becomes_the_contests(at: AtDesk) -> None:
    at.open()
    ws = at.office.workspace
    counting.receive(ws, at.by(), contest_id=at.contest_id, figures=Received(10))
    counting.vote_by_cards(ws, at.by(), contest_id=at.contest_id, figures=votes())
    assert at.sheet.electorate is not None
    assert at.sheet.electorate.present == 140
    too_many = CardVotes(9999, votes().seats, votes().list)
    wrong = codes(
        lambda: counting.vote_by_cards(ws, at.by(reason="đếm lại"), contest_id=at.contest_id, figures=too_many)
    )
    assert wrong == ["present-over-summoned"]


def test_a_correction_keeps_the_old_row_and_yields_a_further_paper(at: AtDesk) -> None:
    at.open()
    ws = at.office.workspace
    counting.receive(ws, at.by(), contest_id=at.contest_id, figures=Received(10))
    again = Received(12)
    assert code(lambda: counting.receive(ws, at.by(), contest_id=at.contest_id, figures=again)) == "reason-missing"
    by = at.by(reason="đếm sót một xấp")
    done = counting.receive(ws, by, contest_id=at.contest_id, figures=again)
    assert done.papers[0].number == 2
    assert at.desk.figures.received == again
    with ws.reading() as unit:
        rows = [row for row in queries.steps(unit, at.contest_id) if row.event == Event.RECEIVED]
    assert [(row.number, row.figures["printed"], row.reason) for row in rows] == [
        (1, 10, None),
        (2, 12, "đếm sót một xấp"),
    ]


def test_a_correction_after_the_report_asks_for_a_new_report(at: AtDesk) -> None:
    at.open()
    at.until_sorted((FULL, 4))
    ws, by = at.office.workspace, at.by(reason="đoàn 2 báo lại")
    counting.issue(ws, by, contest_id=at.contest_id, figures=Issued((Delegation("Đoàn 1", 5),)))
    assert code(at.open_count) == "report-due"
    with ws.reading() as unit:
        view = counting.desk_view(unit, at.contest_id)
    assert "report-stale" in [remark.code for remark in view.remarks]
    assert "report-due" in [blocker.code for blocker in view.blockers]
    assert counting.report(ws, at.by(), contest_id=at.contest_id).papers[0].number == 2
    at.open_count()


# --- differences and aliens -------------------------------------------------------------------------------


def test_missing_papers_are_explained_by_head_and_member(at: AtDesk) -> None:
    at.open()
    at.until_sorted((FULL, 3), issued=5)
    at.open_count()
    at.key(1, [struck(8, 9)] * 3)
    ws, where = at.office.workspace, at.contest_id
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    with ws.reading() as unit:
        assert [f.code for f in counting.desk_view(unit, where).blockers] == ["difference-issued"]
    wrong = code(lambda: counting.explain(ws, at.two, contest_id=where, equation=EquationName.ISSUED, papers=1))
    assert wrong == "explanation-does-not-balance"
    counting.explain(ws, at.two, contest_id=where, equation=EquationName.ISSUED, papers=2)
    assert at.accounting.agreed
    assert at.accounting.explained.missing == 2


def test_more_collected_than_issued_waits_for_board_and_presidium(at: AtDesk) -> None:
    at.open()
    assert code(lambda: at.until_sorted((FULL, 3), (ASIDE, 1), issued=3)) == "collected-over-issued-undecided"
    ws, where = at.office.workspace, at.contest_id
    by = at.by(HEAD, "chutich", reason="một phiếu không có dấu")
    counting.decide_aliens(ws, by, contest_id=where, papers=1)
    counting.report(ws, at.by(), contest_id=where)
    counting.sort(ws, at.by(), contest_id=where, figures=sorted_into((FULL, 3), (ASIDE, 1)))
    at.open_count()
    at.key(1, [struck(8, 9)] * 3)
    at.key(2, [aside("pad-aside-sorted", struck(8, 9))], by=MEMBER)
    counting.conclude_paper(ws, at.two, contest_id=where, pile=2, position=1, void=BoardReason.NOT_ISSUED)
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    accounting = at.accounting
    assert accounting.agreed
    assert accounting.alien == 1
    assert accounting.ballots is not None
    assert (accounting.ballots.issued, accounting.ballots.collected) == (3, 4)
