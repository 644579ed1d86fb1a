"""The desk, its counts and piles for good; what was seen on each paper apart, sealed (trao đổi dữ liệu kiểm phiếu).

What is struck on a paper of many names is as good as a signature. So the part that stays for good has no marks, no
place of a paper in its pile and no moment of its reading; and no totals of a single pile, which may be one paper, or
a heap of papers that are all alike. It has the piles' hashes, but not the salt by which a paper could be guessed.
"""

from typing import Any

from ballots.counting import comparing, loading, rules, views
from ballots.counting.accounting import EquationName
from ballots.counting.events import EVENT_OF_STEP, Event
from ballots.counting.figures import as_json, from_json
from ballots.counting.rows import (
    BallotCountRow,
    ConclusionRow,
    DeskRow,
    DeskStepRow,
    HandTotalRow,
    HandVotesRow,
    PileRow,
    ReadingRow,
    SettlementRow,
    SortedPileRow,
    ThirdEntryRow,
)
from ballots.regulations.values import reason_of
from congress.chapters import Retention, TableChapter
from congress.store.tables import Kept, Values

_STEPS = {str(event): step for step, event in EVENT_OF_STEP.items()}
_SEALED_OF_PILE = ("salt", "mac")


def _same(read: Any, kept: Any) -> None:
    if read != kept:
        raise ValueError


def _slip(values: Values) -> None:
    _same(rules.slip_json(rules.slip_from(values["slip"])), values["slip"])


def _sealed(values: Values) -> None:
    kept = values["sealed"]
    if kept is not None:
        tally = loading.tally_json(loading.tally_from(kept["tally"]))
        annex, log = views.annex_from(kept["annex"]), views.log_from(kept["log"])
        known: dict[str, Any] = {"tally": tally, "annex": views.annex_json(annex), "log": views.log_json(log)}
        # Kept before there was more than one count, it has no agreement.
        if "agreement" in kept:
            known["agreement"] = comparing.agreement_json(comparing.agreement_from(kept["agreement"]))
        _same(known, kept)


def _figures(values: Values) -> None:
    """Figures of a step as its screen takes them; those of other events are whole numbers and names by their keys."""
    step = _STEPS.get(values["event"])
    if step is not None:
        _same(as_json(from_json(step, values["figures"])), values["figures"])
    elif not all(type(figure) in {int, str} for figure in values["figures"].values()):
        raise ValueError
    if values["event"] == Event.EXPLAINED:
        EquationName(values["figures"]["equation"])


def _seen(values: Values) -> None:
    _same(rules.seen_json(rules.seen_from(values["seen"])), values["seen"])


def _counts_as(values: Values) -> None:
    if values["counts_as"] is not None:
        reason_of(values["counts_as"])


def _void(values: Values) -> None:
    for reason in values["void"]:
        reason_of(reason)


DESK = TableChapter(
    name="counting",
    title="Diễn biến kiểm phiếu: các bước tại bàn kiểm phiếu, các tập phiếu, các lượt kiểm",
    retention=Retention.PERMANENT,
    tables=(
        Kept(row=DeskRow, of="contest_id", checks={"slip": _slip, "sealed": _sealed}),
        Kept(row=DeskStepRow, of="contest_id", checks={"figures": _figures}),
        Kept(row=SortedPileRow, of="contest_id"),
        Kept(row=BallotCountRow, of="contest_id"),
        Kept(row=PileRow, of="count_id.contest_id", later=_SEALED_OF_PILE),
    ),
)
PAPERS = TableChapter(
    name="counting-sealed",
    title="Nội dung từng phiếu, kết luận của ban kiểm phiếu trên từng phiếu, số liệu từng tập (niêm phong)",
    retention=Retention.SEALED,
    tables=(
        Kept(row=PileRow, of="count_id.contest_id", fills=_SEALED_OF_PILE),
        Kept(row=ReadingRow, of="pile_id.count_id.contest_id", checks={"seen": _seen}),
        Kept(row=ConclusionRow, of="contest_id", checks={"counts_as": _counts_as}),
        Kept(row=SettlementRow, of="contest_id"),
        Kept(row=ThirdEntryRow, of="contest_id", checks={"seen": _seen}),
        Kept(row=HandTotalRow, of="contest_id", checks={"void": _void}),
        Kept(row=HandVotesRow, of="total_id.contest_id"),
    ),
)
CHAPTERS = (DESK, PAPERS)
