"""What screens and papers show of a loaded desk (hiển thị): its steps, what is next, annex, entry log."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ballots.contests.values import ContestSheet
from ballots.counting import queries
from ballots.counting.accounting import Accounting
from ballots.counting.blocking import before_fixing, blockers
from ballots.counting.comparing import Placed, Standing, shifted
from ballots.counting.desk import Desk, OpenCount, Plain, Record
from ballots.counting.events import EVENT_OF_STEP, ORDER, Event
from ballots.counting.figures import FIELD_OF, Reported
from ballots.counting.guide import RULES, StepRule, line
from ballots.counting.loading import Loaded
from ballots.counting.queries import StoredStep
from ballots.counting.values import (
    Agreement,
    AnnexLine,
    Doubtful,
    Logged,
    LogLine,
    Mode,
    Pile,
    PileState,
    Progress,
    SetAside,
    Step,
    StepLine,
)
from ballots.regulations.values import REASON_ORDER, Reason, reason_of
from congress.access import queries as accounts
from congress.errors import Finding
from congress.store.unit import Unit

_DONE_BY: Mapping[Step, Event] = {
    **EVENT_OF_STEP,
    Step.OPEN_COUNT: Event.COUNT_OPENED,
    Step.CONCLUDE: Event.COUNT_CLOSED,
    Step.HAND_TALLY: Event.HAND_TALLY_CLOSED,
    Step.CHECK: Event.FIXED,
    Step.SIGN: Event.MADE_OFFICIAL,
    Step.PACK: Event.PACKED,
}


@dataclass(frozen=True, slots=True)
class DeskView:
    """Where a desk is (bàn kiểm phiếu): what the home screen and the desk's screen show."""

    sheet: ContestSheet
    mode: Mode
    by_hand: bool
    step: Step
    lines: tuple[StepLine, ...]
    next: StepRule
    """The next piece of work (việc tiếp theo)."""
    blockers: tuple[Finding, ...]
    """What stands in its way."""
    remarks: tuple[Finding, ...]
    """What the board should know, though work goes on."""
    accounting: Accounting
    piles: tuple[Pile, ...]
    desk: Desk
    sealed: bool
    doubtful: tuple[Doubtful, ...]
    """Every paper laid aside (phiếu cần kết luận); none where counted by hand, nor once the papers are sealed."""
    differences: tuple[Placed, ...]
    """Papers that the counts read differently, settled ones too."""
    agreement: Agreement | None
    shifted: tuple[tuple[int, int], ...]
    """Piles in which two counts run one paper apart, and from which position on."""

    @property
    def closed_piles(self) -> int:
        """Piles keyed and closed, or counted by hand."""
        return sum(1 for pile in self.piles if pile.state is PileState.CLOSED or pile.totalled)


def desk_view(found: Loaded) -> DeskView:
    """The view of a loaded desk."""
    desk = found.desk
    return DeskView(
        sheet=found.sheet,
        mode=found.stored.mode,
        by_hand=desk.by_hand,
        step=desk.step,
        lines=tuple(_lines(found)),
        next=RULES[desk.step],
        blockers=_blocking(desk),
        remarks=tuple(_remarks(found)),
        accounting=desk.accounting,
        piles=desk.piles,
        desk=desk,
        sealed=found.stored.sealed is not None,
        doubtful=() if desk.by_hand else doubtful(found),
        differences=() if desk.by_hand else differences(found),
        agreement=found.agreement,
        shifted=tuple(_shifted(found)),
    )


def _lines(found: Loaded) -> Iterator[StepLine]:
    rows: dict[str, list[StoredStep]] = {}
    for row in found.steps:
        rows.setdefault(row.event, []).append(row)
    for step in line(by_hand=found.desk.by_hand):
        done_by = _DONE_BY.get(step)
        mine = rows.get(str(done_by), []) if done_by else []
        last = mine[-1] if mine else None
        yield StepLine(
            step=step,
            progress=_progress(found.desk, step),
            at=None if last is None else last.at,
            who=_typists(found.desk) if step is Step.KEY else _people(last),
            facts=tuple(_facts(found.desk, step)),
            record_id=None if last is None else last.record_id,
            corrections=max(0, len(mine) - 1),
        )


def _people(last: StoredStep | None) -> tuple[str, ...]:
    return () if last is None else tuple(name for name in (last.by, last.second) if name)


def _typists(desk: Desk) -> tuple[str, ...]:
    """Whoever keyed piles, each once (người nhập phiếu)."""
    return tuple(dict.fromkeys(one.typist for pile in desk.piles for one in pile.passes if one.typist))


def _progress(desk: Desk, step: Step) -> Progress:
    if step is desk.step:
        return Progress.NOW
    return Progress.DONE if ORDER.index(step) < ORDER.index(desk.step) else Progress.LATER


def _facts(desk: Desk, step: Step) -> Iterator[tuple[str, int]]:
    figures, piles = desk.figures, desk.piles
    if step in FIELD_OF and getattr(figures, FIELD_OF[step]) is None:
        return
    match step:
        case Step.RECEIVE if figures.received:
            yield "term-printed", figures.received.printed
        case Step.CARD_VOTES if figures.card_votes:
            yield "term-present", figures.card_votes.present
        case Step.SEAL_BOX if figures.box_sealed:
            yield "term-boxes", figures.box_sealed.boxes
        case Step.ISSUE if figures.issued:
            yield from (("term-issued", figures.issued.issued), ("term-spoiled", figures.issued.spoiled))
        case Step.CLOSE_VOTING if figures.closed:
            yield "term-left", figures.closed.left
        case Step.OPEN_BOX if figures.box_opened:
            yield "term-collected", figures.box_opened.collected
        case Step.REPORT if figures.reported:
            yield "term-collected", figures.reported.collected
        case Step.OPEN_COUNT if piles and _progress(desk, step) is Progress.DONE:
            yield "term-papers", sum(pile.papers for pile in piles)
        case Step.SORT:
            yield from (("term-piles", len(piles)), ("term-papers", sum(pile.papers for pile in piles)))
        case Step.KEY | Step.HAND_TALLY if piles:
            closed = sum(1 for pile in piles if pile.state is PileState.CLOSED or pile.totalled)
            yield from (("term-piles-closed", closed), ("term-piles", len(piles)))
        case Step.CONCLUDE if piles:
            yield "term-waiting", sum(pile.waiting for pile in piles)
        case Step.CHECK if desk.tally is not None and _progress(desk, step) is Progress.DONE:
            yield "term-valid", desk.tally.valid
        case _:
            return


def _blocking(desk: Desk) -> tuple[Finding, ...]:
    match desk.step:
        case Step.REPORT:
            issued, opened = desk.figures.issued, desk.figures.box_opened
            figures = Reported(issued.issued if issued else 0, opened.collected if opened else 0)
            return blockers(desk, Record(figures))
        case Step.OPEN_COUNT:
            return blockers(desk, OpenCount(1))
        case Step.CONCLUDE:
            return blockers(desk, Plain(Event.COUNT_CLOSED))
        case Step.HAND_TALLY:
            return blockers(desk, Plain(Event.HAND_TALLY_CLOSED))
        case Step.CHECK:
            return tuple(before_fixing(desk))
        case _:
            return ()


def _remarks(found: Loaded) -> Iterator[Finding]:
    figures, electorate = found.desk.figures, found.sheet.electorate
    issued = figures.issued.issued if figures.issued else 0
    if electorate is not None and issued > electorate.present:
        yield Finding("$.issued", "issued-over-present", {"issued": issued, "present": electorate.present})
    if found.desk.report_stale:
        yield Finding("$.reported", "report-stale")


# --- doubtful papers, differences ----------------------------------------------------------------------------


def doubtful(found: Loaded) -> tuple[Doubtful, ...]:
    """Every paper laid aside, with the board's conclusion where there is one, by pile and position."""
    ready = {pile.number: pile.state is PileState.CLOSED for pile in found.desk.piles}
    return tuple(
        as_doubtful(one, ready=ready[number])
        for number, papers in sorted(found.placed.items())
        for one in papers
        if one.standing in {Standing.WAITING, Standing.CONCLUDED}
    )


def differences(found: Loaded) -> tuple[Placed, ...]:
    """The papers that the counts read differently and that nobody laid aside, settled ones too, by place."""
    return tuple(
        one
        for _, papers in sorted(found.placed.items())
        for one in papers
        if one.standing in {Standing.DIFFERS, Standing.SETTLED}
    )


def _shifted(found: Loaded) -> Iterator[tuple[int, int]]:
    for number, papers in sorted(found.placed.items()):
        if (position := shifted(papers)) is not None:
            yield number, position


def as_doubtful(one: Placed, *, ready: bool = True) -> Doubtful:
    """A paper as the board concludes on it, also one that the counts read differently."""
    aside = next((each.seen for each in one.typed if isinstance(each.seen, SetAside)), None)
    seen = one.typed[0].seen if aside is None else aside.seen
    return Doubtful(
        pile_id=one.pile_id,
        pile=one.pile,
        position=one.position,
        because="" if aside is None else aside.because,
        seen=None if isinstance(seen, SetAside) else seen,
        concluded=one.conclusion if one.standing is Standing.CONCLUDED else None,
        paper=one.paper,
        ready=ready,
        typed=tuple(each.seen for each in one.typed),
    )


# --- annex and entry log -----------------------------------------------------------------------------------


def annex(unit: Unit, found: Loaded) -> tuple[AnnexLine, ...]:
    """Step: what the board concluded, added up by reason and by who concluded."""
    if found.stored.sealed is not None:
        return annex_from(found.stored.sealed["annex"])
    makers = queries.total_makers(unit, found.stored.contest_id)
    papers: Counter[tuple[str, str, tuple[str, str]]] = Counter()
    for paper in doubtful(found):
        if paper.concluded is not None and not found.stored.by_hand:
            one = paper.concluded
            first, second = sorted((one.first, one.second))
            why = one.why if one.void is not None else ""
            papers[(str(one.reason or ""), why, (first, second))] += 1
    for total, _ in found.totals:
        by, second = makers[total.pile]
        for reason, number in total.void:
            papers[(str(reason), "", (by, second))] += number
    lines = (
        AnnexLine(reason_of(code) if code else None, why, number, *people)
        for (code, why, people), number in papers.items()
    )
    return tuple(sorted(lines, key=_annex_order))


def _annex_order(annexed: AnnexLine) -> tuple[int, str, str, str]:
    return _rank(annexed.reason), annexed.why, annexed.first, annexed.second


def _rank(reason: Reason | None) -> int:
    order = (*REASON_ORDER, None)
    return order.index(reason)


def entry_log(unit: Unit, found: Loaded) -> tuple[LogLine, ...]:
    """Step: the entry log: papers keyed, corrected and laid aside by each person, reopened piles, conclusions."""
    if found.stored.sealed is not None:
        return log_from(found.stored.sealed["log"])
    thirds = [entry for entry, _ in queries.thirds(unit, found.stored.contest_id)]
    known = (one.account_id for readings in found.readings.values() for one in readings)
    names = accounts.names(unit, (*known, *(third.account_id for third in thirds)))
    counted: Counter[tuple[Logged, str, tuple[str, ...]]] = Counter()
    for readings in found.readings.values():
        for reading in readings:
            who = (names.get(reading.account_id, ""),)
            if reading.board:
                continue
            counted[(Logged.KEYED if reading.version == 1 else Logged.CORRECTED, "", who)] += reading.times
            if isinstance(reading.seen, SetAside):
                counted[(Logged.ASIDE, reading.seen.because, who)] += reading.times
    for settled in differences(found):
        if settled.settlement is not None:
            two = tuple(sorted((settled.settlement.first, settled.settlement.second)))
            counted[(Logged.SETTLED, settled.settlement.why, two)] += settled.newest.times
    for third in thirds:
        counted[(Logged.THIRD, "", (names.get(third.account_id, ""),))] += 1
    for paper in doubtful(found):
        if paper.concluded is not None:
            one = paper.concluded
            counted[(Logged.CONCLUDED, str(one.reason or "valid"), tuple(sorted((one.first, one.second))))] += 1
    for row in found.steps:
        people = tuple(name for name in (row.by, row.second) if name)
        if row.event == Event.PILE_REOPENED:
            counted[(Logged.REOPENED, row.reason or "", people)] += row.figures["papers"]
        elif row.event == Event.PILE_RESTARTED:
            counted[(Logged.RESTARTED, row.reason or "", people)] += row.figures["readings"]
        elif row.event == Event.PILE_TOTALLED:
            counted[(Logged.BY_HAND, "", people)] += row.figures["papers"]
    order = tuple(Logged)
    lines = (LogLine(what, reason, papers, who) for (what, reason, who), papers in counted.items())
    return tuple(sorted(lines, key=lambda one: (order.index(one.what), one.who, one.reason)))


def annex_json(lines: Iterable[AnnexLine]) -> list[list[Any]]:
    """An annex as it stays once the papers are sealed."""
    return [[None if a.reason is None else str(a.reason), a.why, a.papers, a.first, a.second] for a in lines]


def annex_from(document: Iterable[Iterable[Any]]) -> tuple[AnnexLine, ...]:
    """An annex as it was kept."""
    return tuple(
        AnnexLine(None if code is None else reason_of(code), why, papers, first, second)
        for code, why, papers, first, second in document
    )


def log_json(lines: Iterable[LogLine]) -> list[list[Any]]:
    """An entry log as it stays once the papers are sealed."""
    return [[str(one.what), one.reason, one.papers, list(one.who)] for one in lines]


def log_from(document: Iterable[Iterable[Any]]) -> tuple[LogLine, ...]:
    """An entry log as it was kept."""
    return tuple(LogLine(Logged(what), reason, papers, tuple(who)) for what, reason, papers, who in document)
