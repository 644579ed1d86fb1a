"""Contests as lines of a table (danh sách cuộc bầu): what is elected, how far it has come."""

from uuid import UUID

from ballots.contests import queries, rules
from ballots.contests import service as contests
from ballots.contests.values import ContestLine
from ballots.counting import queries as desk_queries
from ballots.counting.values import Mode
from congress.errors import Finding
from congress.i18n import t
from congress.store.unit import Unit
from tui.widgets.drawing import Part
from tui.widgets.windowed_table import Column, Row


def is_about_list(finding: Finding) -> bool:
    """Whether a finding of a contest is one of its list or its form of paper."""
    return finding.where.startswith(("list", "form", "$.candidates"))


def contest_columns() -> tuple[Column, ...]:
    """The columns; the title takes what is left."""
    return (
        Column(t("Code"), 6),
        Column(t("Contest")),
        Column(t("Elect"), 7, right=True),
        Column(t("State"), 32, most=44),
    )


def contest_rows(unit: Unit, congress_id: UUID | None) -> tuple[Row, ...]:
    """A row a contest, in the order in which they were entered."""
    return () if congress_id is None else tuple(_row(unit, one) for one in queries.contests(unit, congress_id))


def _row(unit: Unit, one: ContestLine) -> Row:
    title = one.title if one.round == 1 else f"{one.title} ({t('round {round}', round=one.round)})"
    size = f"{one.seats}/{one.names}" if one.names else str(one.seats)
    return Row(one.id, (one.code, title, size, _state(unit, one)))


def _state(unit: Unit, one: ContestLine) -> Part:
    desk = desk_queries.desk(unit, one.id)
    if desk is None:
        missing = len(rules.blockers(contests.sheet(unit, one.id)))
        return (t("preparing, {count} to do", count=missing), "$warn") if missing else (t("ready to open"), "$good")
    said = t(f"step-{desk.step}")
    return said if desk.mode is Mode.OFFICIAL else f"{said} ({t('TEST')})"
