"""Contests, their lists and electorates (trao đổi dữ liệu cuộc bầu): a round leaves with the rounds before it."""

from ballots.contests import queries
from ballots.contests.rows import CandidateRow, ContestRow, ElectorateLineRow
from ballots.contests.values import ElectorateStage, NotSummonedReason
from ballots.regulations.values import DeductionReason
from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept, Values


def _settings(values: Values) -> None:
    if queries.own_tree(queries.own_from(values["settings"])) != values["settings"]:
        raise ValueError


def _frozen(values: Values) -> None:
    for key, value in (values["frozen"] or {}).items():
        if not key or type(value) not in {str, int}:
            raise ValueError


def _born(values: Values) -> None:
    born = queries.born_from(values["born"])
    if (born.iso() if born else "") != values["born"]:
        raise ValueError


def _reason(values: Values) -> None:
    reasons = NotSummonedReason if values["stage"] is ElectorateStage.NOT_SUMMONED else DeductionReason
    reasons(values["reason"])


CHAPTERS = (
    TableChapter(
        name="contests",
        title="Các cuộc bầu: danh sách bầu cử, thành phần làm căn cứ tính kết quả",
        retention=Retention.PERMANENT,
        tables=(
            Kept(row=ContestRow, of="id", order=("round",), checks={"settings": _settings, "frozen": _frozen}),
            Kept(row=CandidateRow, of="contest_id", checks={"born": _born}),
            Kept(row=ElectorateLineRow, of="contest_id", checks={"reason": _reason}),
        ),
        contests=queries.rounds_up_to,
    ),
)
