"""People of one name on a list (người trùng tên): printed everywhere with what tells them apart on the ballot paper."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from ballots.regulations.values import Candidate, CandidateVotes, Outcome
from congress.term.rules import name_key

Person = TypeVar("Person", Candidate, CandidateVotes)

SQUARED = str.maketrans("()", "[]")
"""Brackets within a note, since brackets stand around it."""


def with_note(name: str, note: str) -> str:
    """A name that others bear, too, with its note behind it: "Nguyễn Thị Lan (12/03/1982)"."""
    return f"{name} ({note.translate(SQUARED)})" if note else name


def told_apart(candidates: Iterable[Candidate]) -> dict[int, str]:
    """Everybody's name by number as it is printed: bare where nobody else bears it."""
    people = tuple(candidates)
    shared = {one.number for one in namesakes(people)}
    return {one.number: with_note(one.name, one.note) if one.number in shared else one.name for one in people}


def namesakes(people: Iterable[Person]) -> tuple[Person, ...]:
    """Those whose name another of them bears, too."""
    keys = tuple((one, name_key(one.name)) for one in people)
    bearers = Counter(key for _, key in keys)
    return tuple(one for one, key in keys if bearers[key] > 1)


def notes_of(candidates: Iterable[Candidate]) -> dict[int, str]:
    """What the list says beside each name, by number."""
    return {one.number: one.note for one in candidates}


def renamed(outcome: Outcome, notes: Mapping[int, str]) -> Outcome:
    """The outcome for people to read: its own names, with their notes where several bear one; files keep them bare."""
    shared = {line.number for line in namesakes(outcome.votes)}
    lines = (
        replace(line, name=with_note(line.name, notes.get(line.number, ""))) if line.number in shared else line
        for line in outcome.votes
    )
    return replace(outcome, votes=tuple(lines))
