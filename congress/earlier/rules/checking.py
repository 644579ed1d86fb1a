"""Whether figures of an earlier term add up (kiểm tra số liệu): what people have to confirm, and what is only noted.

Old minutes have slips of their own: nothing is put right here, and nothing is taken in unseen.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from congress.earlier.rules import percents
from congress.earlier.rules.percents import Base, Said
from congress.earlier.values import Figure
from congress.errors import Finding
from congress.subjects import CandidateResult, ContestResult, VoteKind

Where = Callable[[Figure, int | None], str]
"""Where a figure stands: of the contest, or of the person with a number."""

ELECTING = frozenset({VoteKind.ELECTION, VoteKind.REVOTE})
"""Opinion and indicative ballots elect nobody."""


def doubts(result: ContestResult, where: Where) -> tuple[Finding, ...]:
    """Everything that does not add up: each has to be confirmed by a person with the minutes in hand."""
    return (*_sums(result, where), *_names(result, where), *_elected(result, where), *_percents(result, where))


def notes(result: ContestResult, where: Where) -> tuple[Finding, ...]:
    """What is told, and stands in nobody's way: percentages cut off or of another base, seats left empty."""
    return (*_ways(result, where), *_unfilled(result, where))


def _sums(result: ContestResult, where: Where) -> Iterator[Finding]:
    if result.valid + result.invalid != result.collected:
        figures = {"valid": result.valid, "invalid": result.invalid, "collected": result.collected}
        yield Finding(where(Figure.COLLECTED, None), "earlier-papers-do-not-add-up", figures)
    if result.collected > result.issued:
        figures = {"collected": result.collected, "issued": result.issued}
        yield Finding(where(Figure.COLLECTED, None), "earlier-more-collected-than-issued", figures)
    if result.issued > result.present:
        figures = {"issued": result.issued, "present": result.present}
        yield Finding(where(Figure.ISSUED, None), "earlier-more-issued-than-present", figures)
    if result.present > result.summoned:
        figures = {"present": result.present, "summoned": result.summoned}
        yield Finding(where(Figure.PRESENT, None), "earlier-more-present-than-summoned", figures)
    if result.denominator > result.summoned:
        figures = {"denominator": result.denominator, "summoned": result.summoned}
        yield Finding(where(Figure.DENOMINATOR, None), "earlier-base-over-summoned", figures)


def _names(result: ContestResult, where: Where) -> Iterator[Finding]:
    for one in result.candidates:
        if one.votes > result.valid:
            told = {"name": one.name, "votes": one.votes, "valid": result.valid}
            yield Finding(where(Figure.VOTES, one.number), "earlier-more-votes-than-valid", told)
    chosen, most = sum(one.votes for one in result.candidates), result.valid * result.seats
    if result.kind in ELECTING and chosen > most:
        facts = {"chosen": chosen, "valid": result.valid, "seats": result.seats}
        yield Finding(where(Figure.VALID, None), "earlier-more-chosen-than-papers-allow", facts)


def _elected(result: ContestResult, where: Where) -> Iterator[Finding]:
    winners = [one for one in result.candidates if one.elected]
    if result.kind not in ELECTING:
        for one in result.candidates:
            if one.elected or one.alternate:
                yield Finding(where(Figure.OUTCOME, one.number), "earlier-elected-by-opinion", {"name": one.name})
        return
    if len(winners) > result.seats:
        facts = {"elected": len(winners), "seats": result.seats}
        yield Finding(where(Figure.SEATS, None), "earlier-more-elected-than-seats", facts)
    for one in result.candidates:
        if (one.elected or one.alternate) and result.kind is VoteKind.ELECTION and not _over_half(one, result):
            told = {"name": one.name, "votes": one.votes, "denominator": result.denominator}
            yield Finding(where(Figure.VOTES, one.number), "earlier-elected-without-half", told)
    fewest = min((one.votes for one in winners), default=None)
    for one in result.candidates:
        if fewest is not None and not one.elected and one.votes > fewest:
            told = {"name": one.name, "votes": one.votes, "fewest": fewest}
            yield Finding(where(Figure.OUTCOME, one.number), "earlier-more-votes-yet-not-elected", told)


def _percents(result: ContestResult, where: Where) -> Iterator[Finding]:
    for one in result.candidates:
        if percents.said(one.votes, one.percent, result) is None:
            due = percents.rounded(one.votes, result.denominator)
            facts = {"name": one.name, "percent": one.percent.replace(".", ","), "due": due.replace(".", ",")}
            yield Finding(where(Figure.PERCENT, one.number), "earlier-percent-differs", facts)


def _ways(result: ContestResult, where: Where) -> Iterator[Finding]:
    """By how many of its percentages a contest is computed in an unusual way, the first of them named."""
    ways: Counter[Said] = Counter()
    first: dict[Said, int] = {}
    for one in result.candidates:
        way = percents.said(one.votes, one.percent, result)
        if way is not None and (way.truncated or way.base is not Base.DENOMINATOR):
            ways[way] += 1
            first.setdefault(way, one.number)
    for way, count in ways.items():
        at = where(Figure.PERCENT, first[way])
        facts = {"title": result.title, "count": count, "base": way.base}
        if way.truncated:
            yield Finding(at, "earlier-percent-cut-off", facts)
        else:
            yield Finding(at, "earlier-percent-of-another-base", facts)


def _unfilled(result: ContestResult, where: Where) -> Iterator[Finding]:
    winners = sum(one.elected for one in result.candidates)
    if result.kind in ELECTING and winners < result.seats:
        facts = {"title": result.title, "elected": winners, "seats": result.seats}
        yield Finding(where(Figure.SEATS, None), "earlier-seats-left-empty", facts)


def _over_half(one: CandidateResult, result: ContestResult) -> bool:
    return 2 * one.votes > result.denominator
