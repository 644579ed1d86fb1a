"""Deeds of the desk (bàn kiểm phiếu): open it, keep the figures of its steps, explain, decide, go by hand."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ballots.contests import steps as contests
from ballots.counting import papers, queries, tags
from ballots.counting.accounting import EquationName
from ballots.counting.concluding import conclude_paper
from ballots.counting.deeds import Made, StepDone, ask_gates, looking, make, register, write
from ballots.counting.desk import DecideAliens, Doing, Explain, Plain
from ballots.counting.desk import Record as KeepFigures
from ballots.counting.events import EVENT_OF_STEP, Event
from ballots.counting.figures import (
    STEP_OF,
    BoxOpened,
    BoxSealed,
    CardVotes,
    Closed,
    Issued,
    Received,
    Reported,
    Sorted,
    StepFigures,
    as_json,
    cleaned,
)
from ballots.counting.keying import (
    close_count,
    close_pile,
    keep_reading,
    open_count,
    open_pile,
    pile_view,
    reopen_pile,
    restart_pile,
)
from ballots.counting.loading import load
from ballots.counting.machine import event_of, perform
from ballots.counting.rules import Slip, slip_json
from ballots.counting.settling import keep_third, settle_paper
from ballots.counting.steps import (
    accounting,
    after_sealing,
    annex,
    by_hand,
    desk_of,
    desk_view,
    differences,
    entry_log,
    move,
    note_fixed,
    note_official,
    note_packed,
    papers_of,
    seal_readings,
    third_entry,
)
from ballots.counting.totalling import close_hand_tally, keep_total
from ballots.counting.values import Mode
from ballots.counting.witness import sheet_digest
from congress.access.registry import BOARD, HEAD_WITH_MEMBER, HEAD_WITH_PRESIDIUM, deed
from congress.access.values import Authority
from congress.errors import Broken, Refused
from congress.records.values import Record

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("desk:open", who=HEAD_WITH_MEMBER, title="Desk opened")
def open_desk(workspace: "Workspace", by: Authority, *, contest_id: UUID, mode: Mode) -> StepDone:
    """Open a contest's desk (mở bàn kiểm phiếu): the contest is locked, gates are asked, the readings get a key.

    An official count needs the embedded database: a server's write-ahead log keeps the order of papers.
    """
    if mode is Mode.OFFICIAL and not workspace.embedded:
        raise Refused("official-needs-embedded")
    tags.make_key(workspace.keys, contest_id)
    with workspace.unit(by, scope_id=contest_id) as unit:
        if queries.desk(unit, contest_id) is not None:
            raise Refused("desk-open-already")
        sheet = contests.lock_contest(unit, contest_id)
        asked = ask_gates(workspace, unit, contest_id, site_id=None if sheet.site is None else sheet.site.id)
        if sheet.contest is None:
            raise Broken("desk-without-list", contest=str(contest_id))
        second = "" if by.second is None else by.second.person
        slip = slip_json(Slip.of(sheet.contest))
        queries.add_desk(unit, contest_id, mode=mode, by=by.first.person, second=second, slip=slip)
        unit.record(
            contest_id,
            title=sheet.title,
            mode=str(mode),
            contest_sha256=sheet_digest(sheet),
            gates=asked["gates"],
            overruled=asked["overruled"],
        )
        desk = load(unit, contest_id).desk
    return StepDone(desk)


# --- the figures of the steps ------------------------------------------------------------------------------


@deed("desk:receive", who=BOARD, title="Ballots received, stamps checked")
def receive(workspace: "Workspace", by: Authority, *, contest_id: UUID, figures: Received) -> StepDone:
    """Ballots received from the office and counted, their stamps checked (nhận phiếu); yields the minutes of it."""
    return _keep(workspace, by, contest_id, figures)


@deed("desk:card-votes", who=BOARD, title="Votes by cards recorded")
def vote_by_cards(workspace: "Workspace", by: Authority, *, contest_id: UUID, figures: CardVotes) -> StepDone:
    """Votes by cards on number, list and board (biểu quyết giơ thẻ), and how many are present."""
    return _keep(workspace, by, contest_id, figures)


@deed("desk:box-sealed", who=BOARD, title="Empty box shown and sealed")
def seal_box(workspace: "Workspace", by: Authority, *, contest_id: UUID, figures: BoxSealed) -> StepDone:
    """The empty box shown and sealed before all (niêm phong hòm phiếu); yields the minutes of it."""
    return _keep(workspace, by, contest_id, figures)


@deed("desk:issued", who=BOARD, title="Papers handed out by delegation")
def issue(workspace: "Workspace", by: Authority, *, contest_id: UUID, figures: Issued) -> StepDone:
    """Papers handed out by delegation, spoiled ones exchanged (phát phiếu theo đoàn)."""
    return _keep(workspace, by, contest_id, figures)


@deed("desk:closed", who=BOARD, title="Voting closed, unused papers counted and cancelled")
def close_voting(workspace: "Workspace", by: Authority, *, contest_id: UUID, figures: Closed) -> StepDone:
    """Voting closed; unused papers counted, cancelled, sealed (kết thúc bỏ phiếu)."""
    return _keep(workspace, by, contest_id, figures)


@deed("desk:box-opened", who=BOARD, title="Box opened, papers counted by hand twice")
def open_box(workspace: "Workspace", by: Authority, *, contest_id: UUID, figures: BoxOpened) -> StepDone:
    """The box opened and its papers counted by hand twice (mở hòm phiếu, đếm hai lần)."""
    return _keep(workspace, by, contest_id, figures)


@deed("desk:reported", who=BOARD, title="Issued and collected reported to the congress")
def report(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> StepDone:
    """Issued and collected reported before tallying (thông báo phát ra, thu về), QC190 Art. 8; yields the notice."""
    with looking(workspace, by, contest_id) as unit:
        figures = load(unit, contest_id).desk.figures
    issued, opened = figures.issued, figures.box_opened
    due = Reported(0 if issued is None else issued.issued, 0 if opened is None else opened.collected)
    return _keep(workspace, by, contest_id, due, correction_needs_reason=False)


@deed("desk:sorted", who=BOARD, title="Papers sorted into piles")
def sort(workspace: "Workspace", by: Authority, *, contest_id: UUID, figures: Sorted) -> StepDone:
    """Papers sorted into full, fewer, heaps and aside (phân loại, chia tập); yields the cover slips."""
    return _keep(workspace, by, contest_id, figures)


def _keep(
    workspace: "Workspace",
    by: Authority,
    contest_id: UUID,
    figures: StepFigures,
    *,
    correction_needs_reason: bool = True,
) -> StepDone:
    figures = cleaned(figures)
    doing, step = KeepFigures(figures), STEP_OF[type(figures)]
    head = workspace.head()
    with looking(workspace, by, contest_id) as look:
        found = load(look, contest_id)
        correction = event_of(found.desk, doing) in {Event.CORRECTED, Event.SORTED_ANEW}
        if correction and correction_needs_reason:
            by.due_reason()
        after = perform(found.desk, doing)
        drawn = papers.of_step(step, found, after, head=head, by=by, now=look.now)
    made = make(workspace, drawn)
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        after = perform(found.desk, doing)
        registered = register(unit, made, contest_id=contest_id)
        write(
            unit,
            found,
            after,
            by,
            event=EVENT_OF_STEP[step],
            figures=as_json(figures),
            record=registered[0] if registered else None,
        )
        if isinstance(figures, Sorted):
            queries.set_sorted(unit, contest_id, figures.piles)
        if isinstance(figures, CardVotes):
            contests.set_present(unit, contest_id, present=figures.present)
        facts: dict[str, Any] = {"figures": as_json(figures), "papers": [record.sha256 for record in registered]}
        if correction:
            facts["correction"] = True
        unit.record(contest_id, **facts)
    return StepDone(after, registered)


# --- differences, aliens, by hand --------------------------------------------------------------------------


@deed("desk:explain", who=HEAD_WITH_MEMBER, title="Difference explained")
def explain(
    workspace: "Workspace", by: Authority, *, contest_id: UUID, equation: EquationName, papers: int
) -> StepDone:
    """Explain papers that are not to be found (giải trình chênh lệch): the equation must balance with them."""
    figures: dict[str, Any] = {"equation": str(equation), "papers": papers}
    return _decide(workspace, by, contest_id, Explain(equation, papers), figures)


@deed("desk:aliens-decide", who=HEAD_WITH_PRESIDIUM, title="Decided on papers that the board did not issue")
def decide_aliens(workspace: "Workspace", by: Authority, *, contest_id: UUID, papers: int) -> StepDone:
    """Board and presidium decide on papers the board did not issue (phiếu không do ban kiểm phiếu phát ra)."""
    return _decide(workspace, by, contest_id, DecideAliens(papers), {"papers": papers})


@deed("desk:by-hand", who=HEAD_WITH_MEMBER, title="Counting goes on by hand")
def go_by_hand(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> StepDone:
    """Finish by hand from here (kiểm phiếu thủ công), with a reason; yields blank tally sheets, no way back."""
    by.due_reason()
    with looking(workspace, by, contest_id) as look:
        found = load(look, contest_id)
        drawn = papers.tally_sheets(found, head=workspace.head(), now=look.now)
    made = make(workspace, (drawn,))
    return _decide(workspace, by, contest_id, Plain(Event.WENT_BY_HAND), {}, made=made)


@deed("desk:tally-sheets:print", who=BOARD, title="Blank tally sheets printed")
def print_tally_sheets(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> Record:
    """Blank tally sheets in five-stroke squares (bảng kiểm phiếu), so that they lie ready before the power fails."""
    with looking(workspace, by, contest_id) as look:
        drawn = papers.tally_sheets(load(look, contest_id), head=workspace.head(), now=look.now)
    made = make(workspace, (drawn,))
    with workspace.unit(by, scope_id=contest_id) as unit:
        (record,) = register(unit, made, contest_id=contest_id)
        unit.record(contest_id, papers=[record.sha256])
    return record


def _decide(
    workspace: "Workspace",
    by: Authority,
    contest_id: UUID,
    doing: Doing,
    figures: dict[str, Any],
    *,
    made: Made = (),
) -> StepDone:
    by.due_reason()
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        after = perform(found.desk, doing)
        registered = register(unit, made, contest_id=contest_id)
        record = registered[0] if registered else None
        write(unit, found, after, by, event=event_of(found.desk, doing), figures=figures, record=record)
        unit.record(contest_id, step=str(found.desk.step), **figures)
    return StepDone(after, registered)


__all__ = [
    "StepDone",
    "accounting",
    "after_sealing",
    "annex",
    "by_hand",
    "close_count",
    "close_hand_tally",
    "close_pile",
    "close_voting",
    "conclude_paper",
    "decide_aliens",
    "desk_of",
    "desk_view",
    "differences",
    "entry_log",
    "explain",
    "go_by_hand",
    "issue",
    "keep_reading",
    "keep_third",
    "keep_total",
    "move",
    "note_fixed",
    "note_official",
    "note_packed",
    "open_box",
    "open_count",
    "open_desk",
    "open_pile",
    "papers_of",
    "pile_view",
    "print_tally_sheets",
    "receive",
    "reopen_pile",
    "report",
    "restart_pile",
    "seal_box",
    "seal_readings",
    "settle_paper",
    "sort",
    "third_entry",
    "vote_by_cards",
]
