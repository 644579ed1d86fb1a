"""What home shows (trang chủ): the preparation of a contest, or its desk, as steps with figures; what blocks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from textual.content import Content

from ballots.contests import rules
from ballots.contests import service as contests
from ballots.contests.values import ContestSheet, SettingLine
from ballots.counting import queries as desk_queries
from ballots.counting import steps
from ballots.counting.values import Step
from ballots.counting.views import DeskView
from congress.access import queries as accounts
from congress.archive.scheduling import to_be_told
from congress.errors import Finding
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.upkeep.service import last_backup
from tui.screens import staffing
from tui.screens.contest_lines import is_about_list
from tui.screens.desk_later import later_figures
from tui.screens.desk_showing import desk_steps, equations
from tui.widgets.accounting import Equation, figure
from tui.widgets.drawing import line, unbroken, years_unbroken
from tui.widgets.steps import DeskStep, StepState

FOUNDERS = 2
"""Accounts that a workspace is founded with."""
BACKUP_HOLDS = timedelta(hours=24)
"""How old a backup may be before home says so."""


@dataclass(frozen=True, slots=True)
class HomeState:
    """Where a contest is, what is next, what blocks (tình hình cuộc bầu)."""

    about: tuple[Content, ...]
    steps: tuple[DeskStep, ...]
    blockers: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = ()
    equations: tuple[Equation, ...] = ()
    desk_is_open: bool = False


def of_contest(unit: Unit, contest_id: UUID) -> HomeState:
    """The state of one contest."""
    if desk_queries.desk(unit, contest_id) is None:
        return _preparing(contests.sheet(unit, contest_id))
    return _counting(steps.desk_view(unit, contest_id), later_figures(unit, contest_id))


def about(sheet: ContestSheet) -> tuple[Content, ...]:
    """Two lines that say what is elected by whom."""
    names = len(sheet.people)
    chosen = t("elect {seats} of {names}", seats=sheet.details.seats, names=names) if names else ""
    first = line((sheet.title, "bold"), (f"  ·  {unbroken(chosen)}" if chosen else "", "bold"))
    return (first, line((_electorate(sheet), "$quiet")))


def _electorate(sheet: ContestSheet) -> str:
    if sheet.electorate is None:
        return t("The electorate is not complete yet")
    deducted = (sheet.summoned or 0) - (sheet.denominator or 0)
    said = t("summoned {summoned}, deducted {deducted}", summoned=figure(sheet.summoned), deducted=figure(deducted))
    if sheet.needed is None:
        return said
    return f"{said}  ·  {unbroken(t('more than half: {needed} votes', needed=figure(sheet.needed)))}"


def of_congress(unit: Unit, congress_id: UUID | None) -> HomeState:
    """The state of a congress's preparation, before a contest is chosen."""
    congress = None if congress_id is None else terms.congress(unit, congress_id)
    known = accounts.accounts(unit)
    ready = len(known) > FOUNDERS and not staffing.lacking(known, staffing.DUE)
    rows = [("accounts", t("Accounts"), ready, t("{count} accounts", count=len(known)), "")]
    if congress is None:
        rows.append(("congress", t("Term and congress"), False, "", ""))
        return HomeState(
            (line((t("A new workspace"), "bold")),), tuple(_marked(iter(rows))), (), staffing.remark(known)
        )
    details = congress.details
    board = terms.board(unit, congress.id, contest_id=None)
    head = "" if board.head is None else t("head: {name}", name=board.head.name)
    points = contests.settings_of(unit, congress.id)
    faults = rules.board_faults(board, smallest=rules.number(points, "board_size"))
    rows += [
        ("congress", t("Term and congress"), True, congress.term.name, details.body),
        ("board", t("Counting board"), not faults, _people(board.size), head),
        _points(points, waits="{count} of the congress wait for the board"),
    ]
    said_of_board = faults if board.people else ()
    remarks = (*staffing.remark(known), *_without_backup(unit), *to_be_told(unit))
    said = (line((years_unbroken(details.title), "bold")), line((f"{details.body}  ·  {details.place}", "$quiet")))
    return HomeState(said, tuple(_marked(iter(rows))), said_of_board, remarks)


def _without_backup(unit: Unit) -> Iterator[Finding]:
    """That no backup was ever made on this machine, or none for a while (chưa sao lưu)."""
    last = last_backup(unit)
    if last is None:
        yield Finding("backup", "backup-never")
    elif unit.now - last > BACKUP_HOLDS:
        yield Finding("backup", "backup-old", {"at": f"{last.astimezone():%H:%M %d/%m/%Y}"})


def _points(points: Sequence[SettingLine], *, waits: str) -> tuple[str, str, bool, str, str]:
    """The step of the open points: how many of those that the board has to confirm are confirmed."""
    due = [point for point in points if point.must_confirm and point.concerns]
    waiting = sum(1 for point in due if point.is_open)
    note = t(waits, count=waiting) if waiting else t("confirmed")
    return "settings", t("Open points"), not waiting, f"{len(due) - waiting}/{len(due)}", note


# --- preparing ---------------------------------------------------------------------------------------------


def _preparing(sheet: ContestSheet) -> HomeState:
    found = rules.blockers(sheet)
    return HomeState(about(sheet), tuple(_marked(_preparation(sheet, found))), found, rules.remarks(sheet))


def _preparation(sheet: ContestSheet, found: Sequence[Finding]) -> Iterator[tuple[str, str, bool, str, str]]:
    """(key, title, done, figure, note) of each step of preparing."""
    missing = {finding.where.partition("[")[0].partition(".")[0] for finding in found}
    list_is_whole = not any(is_about_list(f) and f.code != "list-unconfirmed" for f in found)
    yield "board", t("Counting board"), "board" not in missing, _people(sheet.board.size), _head(sheet)
    surplus = len(sheet.people) - sheet.details.seats
    note = t("surplus {surplus}", surplus=surplus) if sheet.people and surplus > 0 else ""
    yield "list", t("List of candidates"), list_is_whole, _people(len(sheet.people)), note
    confirmed = "" if sheet.confirmed is None else sheet.confirmed.by
    yield "confirm", t("List confirmed by a person"), sheet.list_confirmed, "", confirmed
    needed = "" if sheet.needed is None else t("needed {needed}", needed=figure(sheet.needed))
    yield "electorate", t("Electorate"), "electorate" not in missing, figure(sheet.denominator), needed
    yield _points(sheet.settings, waits="{count} of this contest wait for the board")
    yield "open", t("Open the counting desk"), False, "", ""


def _marked(rows: Iterator[tuple[str, str, bool, str, str]]) -> Iterator[DeskStep]:
    """The first that is not done is next; the desk waits for all the others."""
    waits = False
    for key, title, done, said, note in rows:
        state = StepState.DONE if done else StepState.TO_COME if waits else StepState.NEXT
        waits = waits or not done
        yield DeskStep(key, title, state, said or ("—" if not done else ""), note)


def _people(number: int) -> str:
    return t("{count} persons", count=number) if number else "—"


def _head(sheet: ContestSheet) -> str:
    return "" if sheet.board.head is None else t("head: {name}", name=sheet.board.head.name)


# --- counting ----------------------------------------------------------------------------------------------


def _counting(view: DeskView, later: Mapping[Step, str]) -> HomeState:
    return HomeState(
        about(view.sheet),
        desk_steps(view, later=later),
        view.blockers,
        view.remarks,
        equations(view.accounting),
        desk_is_open=True,
    )
