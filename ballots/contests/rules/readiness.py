"""What is still missing before a contest's desk may open (điều kiện mở kiểm phiếu). Pure."""

from collections.abc import Iterator

from ballots.contests.rules.lists import SurplusLimits, list_faults, list_remarks
from ballots.contests.rules.roll import check_roll, is_complete, roll_remarks
from ballots.contests.rules.settings import number
from ballots.contests.values import ContestSheet, SettingLine
from ballots.regulations.open_points import BY_KEY
from ballots.regulations.values import ContestKind
from congress.errors import Finding
from congress.term.values import Board


def blockers(sheet: ContestSheet) -> tuple[Finding, ...]:
    """Everything that stops the desk from opening; empty where it may open."""
    return (
        *faults_of_list(sheet, overruled=sheet.overruled is not None),
        *_unconfirmed(sheet),
        *board_faults(sheet.board, smallest=number(sheet.settings, "board_size")),
        *_electorate(sheet),
    )


def faults_of_list(sheet: ContestSheet, *, overruled: bool) -> tuple[Finding, ...]:
    """Why the list of a contest cannot be confirmed; `overruled`: a surplus over the limit was taken."""
    limits = surplus_limits(sheet.settings)
    return list_faults(sheet.details, sheet.people, sheet.board, overruled=overruled, limits=limits)


def board_faults(board: Board, *, smallest: int) -> tuple[Finding, ...]:
    """Why a board cannot count: nobody, no head, too small."""
    if not board.people:
        return (Finding("board", "board-missing"),)
    faults = [] if board.head is not None else [Finding("board", "board-head-missing")]
    if board.size < smallest:
        faults.append(Finding("board", "board-small", {"size": board.size, "smallest": smallest}))
    return tuple(faults)


def board_remarks(board: Board) -> tuple[Finding, ...]:
    """An even board may be split on a doubtful paper: odd is advised."""
    if board.people and board.size % 2 == 0:
        return (Finding("board", "board-even", {"size": board.size}),)
    return ()


def surplus_limits(lines: tuple[SettingLine, ...]) -> SurplusLimits:
    """The congress's limits of surplus (giới hạn số dư)."""
    return SurplusLimits(
        least=number(lines, "surplus_min"),
        most_percent=number(lines, "surplus_limit_percent"),
        prepared_percent=(
            number(lines, "prepared_surplus_min_percent"),
            number(lines, "prepared_surplus_max_percent"),
        ),
    )


def round_remarks(sheet: ContestSheet) -> tuple[Finding, ...]:
    """More rounds than usual: the congress decides whether to vote on."""
    most = number(sheet.settings, "max_rounds_delegates" if sheet.details.alternates else "max_rounds_committee")
    if sheet.details.kind is ContestKind.ELECTION and 0 < most < sheet.round:
        return (Finding("round", "rounds-over-limit", {"round": sheet.round, "most": most}),)
    return ()


def remarks(sheet: ContestSheet) -> tuple[Finding, ...]:
    """Advice that stops nothing (lưu ý): surplus, namesakes, form, board, attendance, rounds."""
    return (
        *list_remarks(
            sheet.details,
            sheet.people,
            form=sheet.form,
            overruled=sheet.overruled is not None,
            limits=surplus_limits(sheet.settings),
        ),
        *board_remarks(sheet.board),
        *roll_remarks(sheet.roll),
        *round_remarks(sheet),
    )


def _unconfirmed(sheet: ContestSheet) -> Iterator[Finding]:
    if sheet.people and sheet.confirmed is None:
        yield Finding("list", "list-unconfirmed")
    if waiting := [line for line in sheet.settings if line.is_open]:
        titles = tuple(Finding("settings", BY_KEY[line.key].title_id) for line in waiting)
        yield Finding("settings", "settings-unconfirmed", {"count": len(waiting), "titles": titles})


def _electorate(sheet: ContestSheet) -> Iterator[Finding]:
    if not is_complete(sheet.roll):
        yield Finding("electorate", "electorate-incomplete")
    yield from check_roll(sheet.roll)
