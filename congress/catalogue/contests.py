"""Contests and each person's votes, as results have them (đối tượng tra cứu từ kết quả bầu cử)."""

from collections.abc import Iterator

from congress.subjects import CandidateResult, ContestResult, Subject, SubjectKind, known_facts


def subjects_of(result: ContestResult) -> Iterator[Subject]:
    """The contest, and one person's votes each."""
    yield _contest(result)
    for candidate in result.candidates:
        yield _vote(result, candidate)


def _contest(result: ContestResult) -> Subject:
    facts: dict[str, object] = {
        **_shared(result),
        "seats": result.seats,
        "summoned": result.summoned,
        "present": result.present,
        "denominator": result.denominator,
        "issued": result.issued,
        "collected": result.collected,
        "valid": result.valid,
        "invalid": result.invalid,
        "elected": tuple(one.name for one in result.candidates if one.elected),
        "alternates": tuple(one.name for one in result.candidates if one.alternate),
    }
    also = (result.body,) if result.body else ()
    return Subject(
        SubjectKind.CONTEST, result.key, result.title, result.term, result.congress, result.on, also, known_facts(facts)
    )


def _vote(result: ContestResult, one: CandidateResult) -> Subject:
    facts: dict[str, object] = {
        **_shared(result),
        "contest": result.title,
        "contest-key": result.key,
        "number": one.number,
        "note": one.note,
        "born": one.born,
        "votes": one.votes,
        "denominator": result.denominator,
        "percent": one.percent,
        "standing": str(one.outcome),
    }
    also = tuple(text for text in (one.note, result.body) if text)
    key = f"{result.key}/{one.number}"
    return Subject(SubjectKind.VOTE, key, one.name, result.term, result.congress, result.on, also, known_facts(facts))


def _shared(result: ContestResult) -> dict[str, object]:
    return {
        "vote-kind": str(result.kind),
        "round": result.round,
        "body": result.body,
        "source": result.source,
        **({"sample": 1} if result.sample else {}),
    }
