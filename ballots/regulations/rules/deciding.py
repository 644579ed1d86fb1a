"""Who is elected (xác định người trúng cử): QC190 Art. 18 and 30, QC244 Art. 20 and 32."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from ballots.regulations.rules.accounting import remarks
from ballots.regulations.rules.majority import exceeds_share, is_over_half, needed, percent
from ballots.regulations.rules.tallying import Tally
from ballots.regulations.values import (
    Ballots,
    CandidateVotes,
    Contest,
    ContestKind,
    Electorate,
    NextStep,
    Outcome,
    PercentBase,
    Tie,
    TieFor,
)
from congress.errors import Broken


@dataclass(frozen=True, slots=True)
class Places:
    """Places filled from a list in descending votes (số chỗ đã chọn được)."""

    taken: tuple[CandidateVotes, ...]
    rest: tuple[CandidateVotes, ...]
    tie: Tie | None


def decide(
    contest: Contest, electorate: Electorate, *, ballots: Ballots, tally: Tally, record_sha256: str | None = None
) -> Outcome:
    """The outcome of a count (kết quả) from its added-up votes; `faults` of the accounting come before."""
    if tally.numbers != contest.numbers:
        raise ValueError("this tally is of another list")
    if not tally.is_controlled:
        raise Broken("control-total", votes=sum(tally.agree), names_chosen=tally.names_chosen)
    votes = _votes(contest, electorate, tally)
    ranked = sorted(votes, key=lambda line: -line.agree)  # stable: equal votes stay in ballot order
    seats, alternates = _places(contest, electorate, ranked)
    ties = tuple(places.tie for places in (seats, alternates) if places.tie is not None)
    open_places = 0 if contest.is_advisory else contest.seats - len(seats.taken)
    unfilled = open_places - sum(tie.places for tie in ties if tie.border is TieFor.SEATS)
    return Outcome(
        denominator=electorate.denominator,
        needed=needed(electorate.denominator) if contest.kind is ContestKind.ELECTION else None,
        collected=tally.papers,
        valid=tally.valid,
        invalid=tally.invalid,
        invalid_by_reason=tally.invalid_by_reason,
        votes=votes,
        elected=_numbers(seats.taken),
        alternates=_numbers(alternates.taken),
        ties=ties,
        unfilled=unfilled,
        next=_next(contest.kind, ties=ties, unfilled=unfilled),
        findings=remarks(electorate, ballots),
        record_sha256=record_sha256,
        ranking=_numbers(ranked) if contest.is_advisory else None,
        over_30_percent=_over_share(ranked, electorate) if contest.is_advisory else None,
    )


def _votes(contest: Contest, electorate: Electorate, tally: Tally) -> tuple[CandidateVotes, ...]:
    base = _percent_base(contest.settings.percent_base, electorate, tally)
    rows = zip(contest.candidates, tally.agree, tally.disagree, strict=True)
    return tuple(
        CandidateVotes(
            number=candidate.number,
            name=candidate.name,
            agree=agree,
            disagree=disagree,
            none=tally.valid - agree - disagree,
            percent=percent(agree, base),
        )
        for candidate, agree, disagree in rows
    )


def _percent_base(base: PercentBase, electorate: Electorate, tally: Tally) -> int:
    match base:
        case PercentBase.DENOMINATOR:
            return electorate.denominator
        case PercentBase.VALID:
            return tally.valid
        case PercentBase.COLLECTED:
            return tally.papers
        case _:
            assert_never(base)


def _places(contest: Contest, electorate: Electorate, ranked: Sequence[CandidateVotes]) -> tuple[Places, Places]:
    nobody = Places((), (), None)
    match contest.kind:
        case ContestKind.OPINION | ContestKind.INDICATIVE:
            return nobody, nobody
        case ContestKind.REVOTE:
            # The higher votes win, without half: Art. 30 on equal votes at the end of the list.
            eligible = tuple(ranked)
        case ContestKind.ELECTION:
            eligible = tuple(line for line in ranked if is_over_half(line.agree, electorate.denominator))
        case _:
            assert_never(contest.kind)
    seats = _fill(eligible, contest.seats, TieFor.SEATS)
    # Art. 18: one common list, the officials first, then the rest in descending votes.
    return seats, _fill(seats.rest, contest.alternates, TieFor.ALTERNATES)


def _fill(eligible: tuple[CandidateVotes, ...], places: int, border: TieFor) -> Places:
    """The first `places` of a list in descending votes, stopping where equal votes meet the border.

    Behind a tie nobody is left over: who of the tied takes a place is open, so nobody can follow yet.
    """
    if places == 0 or len(eligible) <= places or eligible[places - 1].agree > eligible[places].agree:
        return Places(eligible[:places], eligible[places:], None)
    equal = eligible[places].agree
    taken = tuple(line for line in eligible if line.agree > equal)
    tied = sorted(line.number for line in eligible if line.agree == equal)
    return Places(taken, (), Tie(border, tuple(tied), places - len(taken)))


def _numbers(lines: Sequence[CandidateVotes]) -> tuple[int, ...]:
    return tuple(line.number for line in lines)


def _over_share(ranked: Sequence[CandidateVotes], electorate: Electorate) -> tuple[int, ...]:
    # Art. 14(3): more than 30 % of the delegates (members) attending.
    return _numbers([line for line in ranked if exceeds_share(line.agree, electorate.present)])


def _next(kind: ContestKind, *, ties: tuple[Tie, ...], unfilled: int) -> NextStep:
    if unfilled or (ties and kind is ContestKind.REVOTE):
        return NextStep.CONGRESS_DECIDES
    return NextStep.REVOTE if ties else NextStep.COMPLETE
