"""The facts of a result (dự thảo): read from desk and contest, computed once, shown and fixed as the same value."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from uuid import UUID

from ballots.contests import steps as contests
from ballots.contests.values import ContestSheet, ElectorateStage
from ballots.counting import steps as counting
from ballots.counting import wording
from ballots.counting.accounting import EquationName
from ballots.counting.blocking import before_fixing
from ballots.counting.events import Event
from ballots.counting.figures import CardVotes, Issued
from ballots.counting.loading import Loaded, load
from ballots.counting.machine import refusal
from ballots.counting.queries import StoredStep
from ballots.counting.values import Mode
from ballots.counting.views import annex
from ballots.counting.witness import check_desk
from ballots.regulations.catalogue import regulation
from ballots.regulations.open_points import BY_KEY, COUNTS, Value
from ballots.regulations.rules import Tally, decide
from ballots.regulations.values import Outcome
from ballots.results.facts import (
    BoardLine,
    CardVoteLine,
    ConclusionLine,
    DecisionLine,
    DelegationLine,
    Line,
    MinutesFacts,
    OpenPointLine,
)
from ballots.results.values import Result, Signatory
from congress.access import queries as access
from congress.access.values import AccountState, Role
from congress.errors import Broken, Refused
from congress.i18n import say_in, sentence
from congress.journal.values import Head
from congress.papers.phrasing import grouped
from congress.store.unit import Unit

_vi = say_in("vi")
HEAD_FIELD, MEMBER_FIELD, PRESIDIUM_FIELD = "truong-ban", "uy-vien", "doan-chu-tich"
_NOT_HERE = "không áp dụng cho cuộc bầu này"
BOARD_CAPACITY, PRESIDIUM_CAPACITY = "T/M Ban Kiểm phiếu", "T/M Đoàn Chủ tịch"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs the minutes beside the head of the board (người cùng ký biên bản)."""

    member: str | None = None
    """The member of the board; None takes the first."""
    presidium: BoardLine | None = None
    """For the presidium (thay mặt Đoàn Chủ tịch); None where it does not sign."""


def usual_signing(unit: Unit, contest_id: UUID) -> Signing:
    """Step: who signs unless the board says otherwise: the first member, and the presidium where one person acts."""
    acting = presidium_of(unit, contest_id)
    return Signing(presidium=acting[0] if len(acting) == 1 else None)


def presidium_of(unit: Unit, contest_id: UUID) -> tuple[BoardLine, ...]:
    """Step: the people known here as the presidium (đoàn chủ tịch), to choose who signs from."""
    found: dict[UUID, BoardLine] = {}
    for account in access.accounts(unit):
        holds = any(g.role is Role.PRESIDIUM and g.scope_id in {None, contest_id} for g in account.grants)
        if holds and account.state is AccountState.ACTIVE:
            person = access.person(unit, account.person_id)
            found[account.person_id] = BoardLine(account.person, "" if person is None else person.post)
    return tuple(found.values())


def signatories_of(unit: Unit, contest_id: UUID, signing: Signing | None = None) -> tuple[Signatory, ...]:
    """Step: who signs the minutes, from the left to the right."""
    return _signatories(contests.sheet(unit, contest_id), signing or usual_signing(unit, contest_id))


def draft_of(unit: Unit, contest_id: UUID, *, head: Head, signatories: tuple[Signatory, ...]) -> MinutesFacts:
    """Step: the result as it would be fixed now; refused while a difference is unexplained."""
    found = load(unit, contest_id)
    check_desk(unit, found)
    for blocker in before_fixing(found.desk):
        raise refusal(blocker)
    return _facts(unit, found, head=head, signatories=signatories, outcome=_decided(found))


def facts_of(unit: Unit, contest_id: UUID, result: Result) -> MinutesFacts:
    """Step: the facts of a result that is fixed, as its minutes have them; the papers may be sealed by now."""
    found = load(unit, contest_id)
    check_desk(unit, found)
    signatories = tuple(place.signatory for place in result.places)
    facts = _facts(unit, found, head=result.head, signatories=signatories, outcome=result.outcome)
    return replace(facts, at=result.fixed_at, outcome_bytes=result.outcome_bytes)


def settings_of(unit: Unit, contest_id: UUID, *keys: str) -> tuple[Value, ...]:
    """Step: open points of a contest as they hold for it now."""
    sheet = contests.sheet(unit, contest_id)
    return tuple(sheet.setting(key) for key in keys)


def _decided(found: Loaded) -> Outcome:
    sheet, ballots, tally = found.sheet, found.desk.accounting.ballots, found.desk.tally
    if sheet.contest is None or sheet.electorate is None or ballots is None or tally is None:
        raise Broken("contest-incomplete", contest=str(sheet.id))
    return decide(sheet.contest, sheet.electorate, ballots=ballots, tally=tally)


def _facts(
    unit: Unit, found: Loaded, *, head: Head, signatories: tuple[Signatory, ...], outcome: Outcome
) -> MinutesFacts:
    sheet, desk = found.sheet, found.desk
    accounting, figures = desk.accounting, desk.figures
    if sheet.electorate is None or sheet.board.head is None or accounting.ballots is None or desk.tally is None:
        raise Broken("contest-incomplete", contest=str(sheet.id))
    tally: Tally = desk.tally
    counts = desk.counts
    return MinutesFacts(
        issuer=sheet.congress.heading,
        place=sheet.congress.details.place,
        title=sheet.title,
        term=sheet.congress.term.name,
        congress_title=sheet.congress.details.title,
        assembly=wording.assembly(sheet),
        voters=wording.voters(sheet),
        secrecy=wording.secrecy(sheet),
        style=wording.style(sheet),
        contest=found.contest,
        electorate=sheet.electorate,
        on_roll=sheet.roll.on_roll or sheet.electorate.summoned,
        not_summoned=_lines(sheet, ElectorateStage.NOT_SUMMONED),
        deductions=_lines(sheet, ElectorateStage.DEDUCTION),
        card_votes=_card_votes(figures.card_votes),
        ballots=accounting.ballots,
        left=accounting.ballots.left if figures.closed is None else figures.closed.left,
        unaccounted=accounting.explained.unaccounted,
        missing=accounting.explained.missing,
        alien=accounting.alien,
        delegations=_delegations(figures.issued),
        head_of_board=BoardLine(sheet.board.head.name),
        members=tuple(BoardLine(person.name) for person in sheet.board.members),
        signatories=signatories,
        outcome=outcome,
        names_chosen=tally.names_chosen,
        conclusions=_conclusions(unit, found),
        decisions=(*_surplus_taken(sheet), *_overrulings(unit, sheet), *_decisions(found.steps)),
        open_points=_open_points(sheet, counts=counts),
        remarks=tuple(_vi(standing) for standing in counting.gates_passed(unit, found)),
        regulation=regulation(found.contest.regulation).decision.cite(),
        by_hand=desk.by_hand,
        counts=counts,
        agreement=found.agreement,
        copies=int(sheet.setting("minutes_copies")),
        head=head,
        at=unit.now,
        machine=unit.machine,
        program=f"congress-suite {version('congress-suite')}",
        sample=found.stored.mode is Mode.TEST,
    )


def _signatories(sheet: ContestSheet, signing: Signing) -> tuple[Signatory, ...]:
    """The presidium stands at the left, the head of the board at the right."""
    head, names = sheet.board.head, [person.name for person in sheet.board.members]
    if head is None:
        raise Refused("board-without-head")
    if signing.member is not None and signing.member not in names:
        raise Refused("signer-not-of-the-board", person=signing.member)
    member = signing.member or next(iter(names), None)
    signed = [Signatory(head.name, "Trưởng ban", BOARD_CAPACITY, HEAD_FIELD)]
    if member is not None:
        signed.insert(0, Signatory(member, "Ủy viên", field=MEMBER_FIELD))
    if signing.presidium is not None:
        one = signing.presidium
        signed.insert(0, Signatory(one.name, one.post, PRESIDIUM_CAPACITY, PRESIDIUM_FIELD))
    return tuple(signed)


def _lines(sheet: ContestSheet, stage: ElectorateStage) -> tuple[Line, ...]:
    return tuple(Line(_vi(f"{stage}-{line.reason}"), line.persons, line.note) for line in sheet.roll.at(stage))


def _card_votes(votes: CardVotes | None) -> tuple[CardVoteLine, ...]:
    if votes is None:
        return ()
    named = (("Số lượng bầu", votes.seats), ("Danh sách bầu cử", votes.list), ("Ban Kiểm phiếu", votes.board))
    return tuple(CardVoteLine(name, one.agreed, one.against, one.other) for name, one in named if one.cast)


def _delegations(issued: Issued | None) -> tuple[DelegationLine, ...]:
    return () if issued is None else tuple(DelegationLine(d.name, d.issued, d.spoiled) for d in issued.delegations)


def _conclusions(unit: Unit, found: Loaded) -> tuple[ConclusionLine, ...]:
    lines = []
    for line in annex(unit, found):
        reason = "đã xác định dấu trên phiếu" if line.reason is None else _vi(f"reason-{line.reason}")
        said = f"{reason}: {line.why}" if line.why else reason
        people = tuple(name for name in (line.first, line.second) if name)
        lines.append(ConclusionLine(said, line.reason is None, line.papers, people))
    return tuple(lines)


def _surplus_taken(sheet: ContestSheet) -> Iterator[DecisionLine]:
    """A surplus over the limit and why it was taken: who entered the reason was told that it stands in the minutes."""
    if sheet.overruled is not None:
        surplus = len(sheet.people) - sheet.details.seats
        yield DecisionLine(
            f"Chấp nhận số dư {grouped(surplus)} người, quá mức tối đa", sheet.overruled.reason, (sheet.overruled.by,)
        )


def _overrulings(unit: Unit, sheet: ContestSheet) -> Iterator[DecisionLine]:
    for one in access.overrulings(unit, scope_id=sheet.id):
        for blocker in one.blockers:
            # What stood in the way; what a screen advises after it is no matter of the minutes.
            said = sentence(blocker, "vi").partition(";")[0].rstrip(".")
            yield DecisionLine(f"Bỏ qua chốt kiểm tra: {said}", one.reason, (one.first, one.second))


def _decisions(steps: tuple[StoredStep, ...]) -> Iterator[DecisionLine]:
    """The newest decision of each kind; what it replaced stands in the journal."""
    newest: dict[str, StoredStep] = {}
    for row in steps:
        key = str(row.figures.get("equation", "")) if row.event == Event.EXPLAINED else row.event
        if row.event in {Event.EXPLAINED, Event.ALIENS_DECIDED, Event.WENT_BY_HAND}:
            newest[key] = row
    for key, row in newest.items():
        said = _decided_on(key, int(row.figures.get("papers", 0)))
        if said:
            yield DecisionLine(said, row.reason or "", tuple(name for name in (row.by, row.second) if name))


def _decided_on(key: str, papers: int) -> str:
    match key:
        case EquationName.PRINTED if papers:
            return f"Giải trình {grouped(papers)} phiếu đã in nhưng không phát ra, không hủy, không còn lại"
        case EquationName.ISSUED if papers:
            return f"Giải trình {grouped(papers)} phiếu phát ra nhưng không thu về"
        case Event.ALIENS_DECIDED if papers:
            return f"Quyết định về {grouped(papers)} phiếu không do Ban Kiểm phiếu phát ra"
        case Event.WENT_BY_HAND:
            return "Chuyển sang kiểm phiếu thủ công"
        case _:
            return ""


def _open_points(sheet: ContestSheet, *, counts: int) -> tuple[OpenPointLine, ...]:
    known = regulation(sheet.details.regulation)
    lines = []
    for line in sheet.settings:
        point = BY_KEY[line.key]
        cited = "" if point.topic is None else known.cite(point.topic)
        value = point.written(line.value) or _choice(line.value) if line.concerns else _NOT_HERE
        if line.key == COUNTS and line.value != counts:
            value += f" (cuộc này: {_counted(counts)})"
        lines.append(OpenPointLine(point.subject, value, cited, line.is_default or not line.concerns))
    return tuple(lines)


def _counted(counts: int) -> str:
    """How often each pile was counted, where it is not what was decided."""
    if not counts:
        return "kiểm thủ công"
    return "một lượt, chưa đối chiếu" if counts == 1 else f"{counts} lượt"


def _choice(value: Value) -> str:
    """A setting's choice in words; where the catalogue has none, the choice stands for itself."""
    code = f"choice-{str(value).replace('_', '-')}"
    said = _vi(code)
    return str(value) if said == code else said
