"""When two results are of one contest, and where they differ (đối chiếu): nothing is ever replaced in silence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from congress.earlier.values import OF_RESULT, Figure
from congress.errors import Finding
from congress.subjects import CandidateResult, ContestResult
from congress.text import clean

ContestKey = tuple[str, str, str, int]

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A result that is here already, and what it came from."""

    result: ContestResult
    source: str
    """Empty where it was counted in this workspace."""


def contest_key(result: ContestResult) -> ContestKey:
    """What makes a contest: term, body, title and round, whatever the case of their letters."""
    texts = (clean(text).casefold() for text in (result.term, result.body, result.title))
    term, body, title = texts
    return ("".join(term.split()), body, title, result.round)


def same(one: ContestResult, other: ContestResult) -> bool:
    """Whether two results say the same, wherever each came from."""
    return replace(one, key="", source="") == replace(other, key="", source="")


def differences(known: ContestResult, found: ContestResult) -> tuple[Finding, ...]:
    """In what two results of one contest differ, the first few: known, then found."""
    told = [*_of_contest(known, found), *_of_people(known, found)]
    return tuple(told[:_MOST_NAMED])


def differing(result: ContestResult, known: Known, where: str) -> Finding:
    """That a contest is known already with other figures, both sources named."""
    facts = {
        "title": result.title,
        "term": result.term,
        "differences": differences(known.result, result),
        "known": known.source,
    }
    if known.source:
        return Finding(where, "earlier-differs", facts)
    return Finding(where, "earlier-differs-from-count", facts)


def by_key(known: Iterable[Known]) -> dict[ContestKey, Known]:
    """Known results by what makes their contest."""
    return {contest_key(one.result): one for one in known}


def _of_contest(known: ContestResult, found: ContestResult) -> Iterator[Finding]:
    for figure in OF_RESULT:
        before, after = _shown(getattr(known, figure.value)), _shown(getattr(found, figure.value))
        if before != after:
            yield Finding("", "earlier-difference", {"figure": figure, "known": before, "found": after})
    if known.sample != found.sample:
        yield Finding("", "earlier-difference-sample")


def _of_people(known: ContestResult, found: ContestResult) -> Iterator[Finding]:
    ours = {one.number: one for one in known.candidates}
    theirs = {one.number: one for one in found.candidates}
    if ours.keys() != theirs.keys():
        facts = {"figure": Figure.PEOPLE, "known": len(ours), "found": len(theirs)}
        yield Finding("", "earlier-difference", facts)
        return
    for number, one in ours.items():
        for figure, before, after in _of_person(one, theirs[number]):
            facts = {"number": number, "name": one.name, "figure": figure, "known": before, "found": after}
            yield Finding("", "earlier-difference-of-person", facts)
    if [one.number for one in known.candidates] != [one.number for one in found.candidates]:
        yield Finding("", "earlier-difference-order")


def _of_person(one: CandidateResult, other: CandidateResult) -> Iterator[tuple[Figure, object, object]]:
    for figure in (Figure.NAME, Figure.BORN, Figure.NOTE, Figure.VOTES, Figure.PERCENT):
        before, after = getattr(one, figure.value), getattr(other, figure.value)
        if before != after:
            yield figure, _shown(before), _shown(after)
    if (before := one.outcome) != (after := other.outcome):
        yield Figure.OUTCOME, before, after


def _shown(value: object) -> object:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "—" if value in {None, ""} else value
