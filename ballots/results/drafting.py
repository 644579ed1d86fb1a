"""The draft of a result (dự thảo): read from desk and contest, computed once, shown and fixed as the same value."""

import hashlib
import random
import secrets
from dataclasses import dataclass, replace
from importlib.metadata import version
from uuid import UUID

from ballots.contests import service as contests
from ballots.contests.values import ContestSheet, ElectorateStage
from ballots.counting import service as counting
from ballots.counting.accounting import Accounting
from ballots.counting.values import Mode
from ballots.regulations.catalogue import regulation
from ballots.regulations.formats import write_outcome, write_record
from ballots.regulations.rules import decide
from ballots.regulations.service import tally_record
from ballots.regulations.values import Ballots, Contest, CountRecord, Electorate, Paper
from ballots.results.values import AnnexLine, BoardMember, Delegation, Draft, Line, MinutesFacts, SettingLine
from congress.errors import Broken, Refused
from congress.i18n import say_in
from congress.journal.values import Head
from congress.store.unit import Unit
from congress.term.values import BoardPerson

_vi = say_in("vi")


@dataclass(frozen=True, slots=True)
class Signatories:
    """Who signs the minutes (người ký biên bản)."""

    presidium: BoardMember | None = None
    """For the presidium (thay mặt Đoàn Chủ tịch), where it signs too."""
    copies: int = 3


def draft_of(unit: Unit, contest_id: UUID, *, head: Head, signatories: Signatories) -> Draft:
    """Step: the result as it would be fixed now; refused while a difference is unexplained."""
    for finding in counting.blockers_of_fixing(unit, contest_id):
        raise Refused(finding.code, **finding.facts)
    accounting = counting.accounting(unit, contest_id)
    sheet = contests.sheet(unit, contest_id)
    if sheet.contest is None or sheet.electorate is None or accounting.ballots is None or accounting.tally is None:
        raise Refused("contest-incomplete")
    tally, ballots = accounting.tally, accounting.ballots
    by_hand = counting.by_hand(unit, contest_id)
    record = (
        None
        if by_hand
        else _record(sheet.contest, sheet.electorate, ballots, counting.papers_of(unit, contest_id))
    )
    digest = None if record is None else hashlib.sha256(record).hexdigest()
    outcome = decide(sheet.contest, sheet.electorate, ballots=ballots, tally=tally, record_sha256=digest)
    facts = MinutesFacts(
        issuer=sheet.congress.heading,
        place=sheet.congress.details.place,
        on=unit.now.astimezone().date(),
        title=sheet.title,
        term=sheet.congress.term.name,
        congress_title=sheet.congress.details.title,
        contest=sheet.contest,
        electorate=sheet.electorate,
        on_roll=sheet.roll.on_roll or sheet.electorate.summoned,
        not_summoned=_lines(sheet, ElectorateStage.NOT_SUMMONED),
        deductions=_lines(sheet, ElectorateStage.DEDUCTION),
        ballots=ballots,
        left=accounting.figures.closed.left if accounting.figures.closed else ballots.left,
        missing=accounting.explained.missing,
        alien=accounting.alien,
        delegations=_delegations(accounting),
        head_of_board=_head(sheet),
        members=tuple(BoardMember(person.name) for person in sheet.board.members),
        presidium=signatories.presidium,
        outcome=outcome,
        outcome_bytes=write_outcome(outcome),
        names_chosen=tally.names_chosen,
        annex=_annex(unit, contest_id),
        settings=tuple(SettingLine(s.title, _value(s.value), s.is_default) for s in sheet.settings),
        regulation=regulation(sheet.contest.regulation).decision.cite(),
        by_hand=by_hand,
        counts=counting.counts_made(unit, contest_id),
        copies=signatories.copies,
        journal=head,
        fixed_at=unit.now,
        machine=unit.machine,
        program=f"congress-suite {version('congress-suite')}",
        sample=counting.mode_of(unit, contest_id) is Mode.TEST,
    )
    return Draft(facts, record)


def _record(contest: Contest, electorate: Electorate, ballots: Ballots, papers: tuple[Paper, ...]) -> bytes:
    """The count record's bytes: a paper a line, shuffled, so that they tell nothing of piles or order."""
    shuffled = [replace(paper, times=1) for paper in papers for _ in range(paper.times)]
    random.SystemRandom().shuffle(shuffled)
    record = write_record(CountRecord(contest, electorate, ballots, tuple(shuffled), salt=secrets.token_hex(32)))
    if sum(paper.times for paper in papers) != ballots.collected:
        raise Broken("record-differs", papers=len(shuffled), collected=ballots.collected)
    return record


def check_again(draft: Draft) -> None:
    """Tally the record's very bytes once more, and compare every field: the draft stands on them alone."""
    if draft.record is None:
        return
    if tally_record(draft.record).outcome != draft.facts.outcome:
        raise Broken("retally-differs")


def _lines(sheet: ContestSheet, stage: ElectorateStage) -> tuple[Line, ...]:
    return tuple(Line(_vi(f"{stage}-{line.reason}"), line.persons) for line in sheet.roll.at(stage))


def _delegations(accounting: Accounting) -> tuple[Delegation, ...]:
    issued = accounting.figures.issued
    return tuple(Delegation(d.name, d.issued, d.spoiled) for d in issued.delegations) if issued else ()


def _head(sheet: ContestSheet) -> BoardMember:
    head: BoardPerson | None = sheet.board.head
    if head is None:
        raise Refused("board-without-head")
    return BoardMember(head.name)


def _value(value: str | int) -> str:
    """A setting's value in words; numbers and names of regulations stand for themselves."""
    code = f"choice-{str(value).replace('_', '-')}"
    said = _vi(code)
    return str(value) if said == code else said


def _annex(unit: Unit, contest_id: UUID) -> tuple[AnnexLine, ...]:
    lines = []
    for line in counting.annex(unit, contest_id):
        reason = "Hợp lệ, đã xác định dấu gạch" if line.reason is None else _vi(f"reason-{line.reason}")
        text = f"{reason}: {line.why}" if line.why else reason
        lines.append(AnnexLine(text, line.papers, (line.first, line.second)))
    return tuple(lines)
