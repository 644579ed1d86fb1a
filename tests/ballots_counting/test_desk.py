"""The deeds of the desk: the whole way, the way by hand, its opening, and who may do what."""

from collections.abc import Callable
from functools import partial

from ballots.contests import service as contests
from ballots.counting import service as counting
from ballots.counting.accounting import Balance, EquationName
from ballots.counting.figures import BoxOpened, BoxSealed, Closed, Delegation, Issued, Received
from ballots.counting.hand import Keyed
from ballots.counting.values import Mode, PaperKind, PileKind, Progress, Step
from ballots.regulations.values import BoardReason
from congress.access import service as access
from congress.access.gates import Blocker
from congress.access.values import Authority
from congress.store.unit import Unit
from congress.workspace import House
from tests.ballots_counting.desks import (
    HEAD,
    MEMBER,
    OTHER,
    TYPIST,
    AtDesk,
    aside,
    at_desk,
    code,
    codes,
    entries,
    papers_of,
    sorted_into,
    struck,
    votes,
)
from tests.workspaces import Office

FULL, FEWER, ASIDE, HEAP = PileKind.FULL, PileKind.FEWER, PileKind.ASIDE, PileKind.HEAP


def test_a_whole_count_goes_from_the_office_to_the_draft(any_office: Office) -> None:
    at = at_desk(any_office)
    at.open()
    at.until_sorted((FULL, 3), (FEWER, 2), (ASIDE, 1), (HEAP, 30))
    at.open_count()
    at.key(1, [struck(8, 9), aside(seen=struck(9)), struck(1, 2)])
    at.key(2, [struck(1, 2, 3), struck(*range(1, 9))])
    at.key(3, [aside("pad-aside-sorted", struck(9))], by=MEMBER)
    ws, where = any_office.workspace, at.contest_id
    heap = at.open_pile(4)
    counting.keep_reading(
        ws, at.by(TYPIST, OTHER), contest_id=where, pile_id=heap.id, position=1, seen=struck(1, 9), times=30, recount=30
    )
    counting.close_pile(ws, at.by(), contest_id=where, number=4)
    steps = [at.step]
    counting.conclude_paper(ws, at.two, contest_id=where, pile=1, position=2, marks=struck(8, 9))
    counting.conclude_paper(ws, at.two, contest_id=where, pile=3, position=1, marks=struck(9))
    counting.close_count(ws, at.by(HEAD), contest_id=where)
    steps.append(at.step)
    assert steps == [Step.CONCLUDE, Step.CHECK]
    accounting = at.accounting
    assert accounting.agreed
    assert accounting.tally is not None
    assert (accounting.tally.valid, accounting.tally.invalid) == (35, 1)
    assert accounting.tally.agree == (2, 32, 33, 34, 34, 34, 34, 32, 3)
    assert {record.kind for record in papers_of(at)} == set(PaperKind) - {PaperKind.TALLY_SHEETS}


def test_the_home_screen_sees_what_is_done_what_is_next_and_who_did_it(at: AtDesk) -> None:
    at.open()
    at.until_sorted((FULL, 3))
    with at.office.workspace.reading() as unit:
        view = counting.desk_view(unit, at.contest_id)
    assert view.next.step is Step.OPEN_COUNT
    assert view.blockers == ()
    progress = {line.step: line.progress for line in view.lines}
    assert progress[Step.SORT] is Progress.DONE
    assert progress[Step.OPEN_COUNT] is Progress.NOW
    assert progress[Step.KEY] is Progress.LATER
    issued = next(line for line in view.lines if line.step is Step.ISSUE)
    assert issued.who == ("Đặng Văn Ơn",)
    assert dict(issued.facts) == {"term-issued": 3, "term-spoiled": 1}
    assert [one.balance for one in view.accounting.equations] == [
        Balance.EVEN,
        Balance.EVEN,
        Balance.EVEN,
        Balance.OPEN,
        Balance.OPEN,
    ]


def test_from_the_middle_of_keying_a_board_finishes_by_hand(any_office: Office) -> None:
    at = at_desk(any_office)
    at.open()
    at.until_sorted((FULL, 3), (ASIDE, 2))
    at.open_count()
    at.key(1, [struck(8, 9)] * 3)
    ws, where = any_office.workspace, at.contest_id
    assert code(lambda: counting.go_by_hand(ws, at.by(HEAD, MEMBER), contest_id=where)) == "reason-missing"
    done = counting.go_by_hand(ws, at.by(HEAD, MEMBER, reason="mất điện"), contest_id=where)
    assert [record.kind for record in done.papers] == [PaperKind.TALLY_SHEETS]
    assert at.step is Step.HAND_TALLY
    wrong = Keyed(3, (3, 3, 3, 3, 3, 3, 3, 1, 0))
    assert codes(lambda: counting.keep_total(ws, at.two, contest_id=where, number=1, keyed=wrong)) == ["full-pile-sum"]
    counting.keep_total(ws, at.two, contest_id=where, number=1, keyed=Keyed(3, (3, 3, 3, 3, 3, 3, 3, 0, 0)))
    assert code(lambda: counting.close_hand_tally(ws, at.by(HEAD), contest_id=where)) == "piles-not-totalled"
    second = Keyed(1, (1, 0, 0, 0, 0, 0, 0, 0, 0), void=((BoardReason.SIGNED, 1),))
    counting.keep_total(ws, at.two, contest_id=where, number=2, keyed=second)
    corrected = Keyed(1, (0, 1, 0, 0, 0, 0, 0, 0, 0), void=((BoardReason.SIGNED, 1),))
    counting.keep_total(ws, at.two, contest_id=where, number=2, keyed=corrected)
    closed = counting.close_hand_tally(ws, at.by(HEAD), contest_id=where)
    assert closed.desk.step is Step.CHECK
    assert closed.desk.tally is not None
    assert closed.desk.tally.agree == (3, 4, 3, 3, 3, 3, 3, 0, 0)
    with ws.reading() as unit:
        assert counting.by_hand(unit, where)
        annex = counting.annex(unit, where)
        assert code(lambda: counting.papers_of(unit, where)) == "counted-by-hand"
    assert [(line.reason, line.papers) for line in annex] == [(BoardReason.SIGNED, 1)]
    assert at.accounting.agreed


# --- opening ----------------------------------------------------------------------------------------------


def test_the_contest_is_locked_once_its_desk_is_open(at: AtDesk) -> None:
    at.open()
    assert at.sheet.locked_at is not None
    ws = at.office.workspace
    assert code(lambda: contests.set_candidates(ws, at.by(), contest_id=at.contest_id, entries=[])) == "contest-locked"
    assert code(at.open) == "desk-open-already"


def test_a_desk_does_not_open_on_an_unready_contest(office: Office) -> None:
    at = at_desk(office)
    unready = at.prepared.contest(code="bt")
    ws = office.workspace
    assert code(lambda: counting.open_desk(ws, at.two, contest_id=unready.id, mode=Mode.TEST)) == "contest-not-ready"


def test_an_official_count_needs_the_embedded_database(any_office: Office) -> None:
    at = at_desk(any_office)
    if any_office.workspace.embedded:
        at.open(mode=Mode.OFFICIAL)
        with any_office.workspace.reading() as unit:
            assert counting.desk_view(unit, at.contest_id).mode is Mode.OFFICIAL
    else:
        assert code(lambda: at.open(mode=Mode.OFFICIAL)) == "official-needs-embedded"


NETWORK_UP = Blocker("network-up", {"name": "eth0"}, "eth0")


class NetworkGate:
    """A gate that finds a network."""

    name = "network"

    def aside(self, unit: Unit, *, act: str, site_id: object) -> str:
        return ""

    def blockers(self, unit: Unit, *, act: str, site_id: object) -> tuple[Blocker, ...]:
        return (NETWORK_UP,) if act == "count:open" else ()


def test_a_gate_keeps_the_desk_closed_until_two_people_overrule_it(at: AtDesk) -> None:
    ws = at.office.workspace
    ws.house = House((NetworkGate(),), at.office.clock)
    assert code(at.open) == "gate-blocked"
    seen = (NETWORK_UP,)
    by = at.by(HEAD, "chutich", reason="dây mạng đã rút")
    access.overrule_gates(ws, by, act="count:open", scope_id=at.contest_id, seen=seen)
    at.open()
    at.until_sorted((FULL, 1))
    at.open_count()
    assert at.step is Step.KEY
    facts = [entry.facts for entry in entries(at) if entry.event in {"desk:open", "count:open"}]
    assert [fact["overruled"] for fact in facts] == [["network-up: Trần Đức Bình, Nguyễn Thị Ánh"]] * 2


# --- who --------------------------------------------------------------------------------------------------


def test_every_deed_of_the_desk_refuses_those_who_may_not_do_it(at: AtDesk) -> None:
    at.open()
    at.until_sorted((FULL, 1))
    ws, where = at.office.workspace, at.contest_id
    alone: list[Callable[[Authority], object]] = [
        lambda by: counting.receive(ws, by, contest_id=where, figures=Received(9)),
        lambda by: counting.vote_by_cards(ws, by, contest_id=where, figures=votes()),
        lambda by: counting.seal_box(ws, by, contest_id=where, figures=BoxSealed(1, ("A",), ("B",))),
        lambda by: counting.issue(ws, by, contest_id=where, figures=Issued((Delegation("Đoàn 1", 1, 1),))),
        lambda by: counting.close_voting(ws, by, contest_id=where, figures=Closed(2)),
        lambda by: counting.open_box(ws, by, contest_id=where, figures=BoxOpened(1, 1)),
        lambda by: counting.report(ws, by, contest_id=where),
        lambda by: counting.sort(ws, by, contest_id=where, figures=sorted_into((FULL, 1))),
        lambda by: counting.print_tally_sheets(ws, by, contest_id=where),
    ]
    for deed in alone:
        for account in ("chutich", "giamsat", "thuky", "hoitruong", "quantri"):
            assert code(partial(deed, at.by(account, reason="x"))) == "role-missing"
    decide: Callable[[Authority], object] = partial(_decide, at)
    pairs: list[Callable[[Authority], object]] = [
        lambda by: counting.open_count(ws, by, contest_id=where, counts=1),
        lambda by: counting.explain(ws, by, contest_id=where, equation=EquationName.ISSUED, papers=0),
        lambda by: counting.go_by_hand(ws, by, contest_id=where),
    ]
    for deed in pairs:
        assert code(partial(deed, at.by(HEAD, reason="x"))) == "second-missing"
        assert code(partial(deed, at.by(HEAD, HEAD, reason="x"))) == "second-is-first"
        for first, second in ((MEMBER, OTHER), (HEAD, TYPIST), (TYPIST, MEMBER), ("quantri", HEAD), (HEAD, "chutich")):
            refused = code(partial(deed, at.by(first, second, reason="x")))
            assert refused == "roles-missing"
    for first, second in ((HEAD, MEMBER), (MEMBER, "chutich"), (HEAD, "quantri")):
        assert code(partial(decide, at.by(first, second, reason="x"))) == "roles-missing"


def _decide(at: AtDesk, by: Authority) -> object:
    return counting.decide_aliens(at.office.workspace, by, contest_id=at.contest_id, papers=1)


def test_a_deed_at_the_desk_is_one_entry_of_the_journal(at: AtDesk) -> None:
    at.open()
    at.until_sorted((FULL, 1))
    events = [entry.event for entry in entries(at)]
    assert events[-9:] == [
        "desk:open",
        "desk:receive",
        "desk:card-votes",
        "desk:box-sealed",
        "desk:issued",
        "desk:closed",
        "desk:box-opened",
        "desk:reported",
        "desk:sorted",
    ]
