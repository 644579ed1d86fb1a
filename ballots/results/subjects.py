"""The results counted here, offered to search and comparison (kết quả các cuộc bầu để tra cứu, so sánh)."""

from collections.abc import Iterator

from ballots.contests import steps as contests
from ballots.contests.values import ListedPerson
from ballots.counting import steps as counting
from ballots.counting.values import Mode
from ballots.regulations.values import CandidateVotes, Outcome
from ballots.results import queries
from ballots.results.values import Result
from congress.errors import Broken
from congress.store.unit import Unit
from congress.subjects import CandidateResult, ContestResult, VoteKind


def contest_results(unit: Unit) -> Iterator[ContestResult]:
    """Each contest whose result is fixed, oldest first: further rounds and ballots that elect nobody too."""
    for result in queries.results(unit):
        yield _contest_result(unit, result)


def _contest_result(unit: Unit, result: Result) -> ContestResult:
    sheet = contests.sheet(unit, result.contest_id)
    issued = counting.issued_of(unit, result.contest_id)
    if sheet.electorate is None or issued is None:
        raise Broken("contest-incomplete", contest=str(sheet.id))
    congress, outcome = sheet.congress, result.outcome
    return ContestResult(
        key=str(sheet.id),
        term=congress.term.name,
        congress=congress.details.title,
        body=congress.details.body,
        on=result.fixed_at.astimezone().date(),
        title=sheet.title,
        seats=sheet.details.seats,
        summoned=sheet.electorate.summoned,
        present=sheet.electorate.present,
        denominator=outcome.denominator,
        issued=issued,
        collected=outcome.collected,
        valid=outcome.valid,
        invalid=outcome.invalid,
        candidates=_candidates(outcome, sheet.people),
        kind=VoteKind(sheet.details.kind),
        round=sheet.round,
        sample=counting.mode_of(unit, result.contest_id) is Mode.TEST,
    )


def _candidates(outcome: Outcome, people: tuple[ListedPerson, ...]) -> tuple[CandidateResult, ...]:
    listed = {person.number: person for person in people}
    return tuple(_candidate(line, listed.get(line.number), outcome) for line in outcome.votes)


def _candidate(line: CandidateVotes, person: ListedPerson | None, outcome: Outcome) -> CandidateResult:
    born = person.entry.born if person else None
    return CandidateResult(
        number=line.number,
        name=line.name,
        note=person.entry.note if person else "",
        votes=line.agree,
        percent=line.percent,
        elected=line.number in outcome.elected,
        alternate=line.number in outcome.alternates,
        born=str(born) if born else "",
    )
