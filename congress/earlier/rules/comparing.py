"""Two contests side by side (so sánh): figures, shares in whole hundredths, who was elected again; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from congress.earlier.rules import percents
from congress.subjects import CandidateResult, ContestResult
from congress.term.rules import name_key
from congress.text import fold


class Measure(StrEnum):
    """What is compared (chỉ tiêu so sánh)."""

    SEATS = "seats"
    NAMES = "names"
    SURPLUS = "surplus"
    """Số dư: names beyond the seats."""
    SURPLUS_SHARE = "surplus-share"
    SUMMONED = "summoned"
    PRESENT = "present"
    TURNOUT = "turnout"
    """Có mặt trên triệu tập."""
    ISSUED = "issued"
    COLLECTED = "collected"
    VALID = "valid"
    VALID_SHARE = "valid-share"
    """Hợp lệ trên thu về."""
    INVALID = "invalid"
    INVALID_SHARE = "invalid-share"
    ELECTED = "elected"
    HIGHEST = "highest"
    HIGHEST_SHARE = "highest-share"
    LOWEST = "lowest"
    LOWEST_SHARE = "lowest-share"


SHARES = frozenset(
    {
        Measure.SURPLUS_SHARE,
        Measure.TURNOUT,
        Measure.VALID_SHARE,
        Measure.INVALID_SHARE,
        Measure.HIGHEST_SHARE,
        Measure.LOWEST_SHARE,
    }
)
"""In hundredths of a percent; the others count."""
CHARTED = (Measure.SURPLUS_SHARE, Measure.TURNOUT, Measure.VALID_SHARE, Measure.HIGHEST_SHARE, Measure.LOWEST_SHARE)


class Return(StrEnum):
    """Whether somebody elected was elected in the earlier term too (tái cử)."""

    AGAIN = "again"
    """Tái cử: name and birth, or name and note, are the same."""
    SAME_NAME = "same-name"
    """Trùng tên: no birth or note tells whether it is the same person."""
    NEW = "new"
    """Mới."""
    GONE = "gone"
    """Elected in the earlier term, not in the later one."""


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of two contests; None where one of them does not have it."""

    measure: Measure
    first: int | None
    second: int | None

    @property
    def is_share(self) -> bool:
        """Whether it is in hundredths of a percent."""
        return self.measure in SHARES

    @property
    def change(self) -> int | None:
        """By how much it grew."""
        return None if self.first is None or self.second is None else self.second - self.first


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody elected in one of the terms or in both."""

    standing: Return
    first: CandidateResult | None
    second: CandidateResult | None

    @property
    def name(self) -> str:
        """As the later list has it."""
        one = self.second or self.first
        return "" if one is None else one.name


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two contests compared."""

    first: ContestResult
    second: ContestResult
    lines: tuple[Line, ...]
    people: tuple[Person, ...]

    def those(self, standing: Return) -> tuple[Person, ...]:
        """The people of one standing."""
        return tuple(one for one in self.people if one.standing is standing)

    def line(self, measure: Measure) -> Line:
        """One measure."""
        return next(one for one in self.lines if one.measure is measure)


def compare(first: ContestResult, second: ContestResult) -> Comparison:
    """Everything that two contests' figures tell together."""
    ours, theirs = measures(first), measures(second)
    lines = tuple(Line(measure, ours[measure], theirs[measure]) for measure in Measure)
    return Comparison(first, second, lines, people(_elected(first), _elected(second)))


def measures(one: ContestResult) -> dict[Measure, int | None]:
    """What is compared of one contest."""
    winners = _elected(one)
    highest = max(winners, key=lambda person: person.votes, default=None)
    lowest = min(winners, key=lambda person: person.votes, default=None)
    surplus = len(one.candidates) - one.seats
    return {
        Measure.SEATS: one.seats,
        Measure.NAMES: len(one.candidates),
        Measure.SURPLUS: surplus,
        Measure.SURPLUS_SHARE: share(max(surplus, 0), one.seats),
        Measure.SUMMONED: one.summoned,
        Measure.PRESENT: one.present,
        Measure.TURNOUT: share(one.present, one.summoned),
        Measure.ISSUED: one.issued,
        Measure.COLLECTED: one.collected,
        Measure.VALID: one.valid,
        Measure.VALID_SHARE: share(one.valid, one.collected),
        Measure.INVALID: one.invalid,
        Measure.INVALID_SHARE: share(one.invalid, one.collected),
        Measure.ELECTED: len(winners),
        Measure.HIGHEST: None if highest is None else highest.votes,
        Measure.HIGHEST_SHARE: None if highest is None else percents.hundredths(highest.percent),
        Measure.LOWEST: None if lowest is None else lowest.votes,
        Measure.LOWEST_SHARE: None if lowest is None else percents.hundredths(lowest.percent),
    }


def share(part: int, whole: int) -> int | None:
    """A share in hundredths of a percent, half up; None of nothing."""
    return percents.hundredths(percents.rounded(part, whole)) if whole else None


def people(first: Sequence[CandidateResult], second: Sequence[CandidateResult]) -> tuple[Person, ...]:
    """Who was elected again, by name and birth or note; who only bears a name of before; who is new, who is gone.

    Whoever is surely the same comes first, so that of two namesakes each finds the right one.
    """
    left = list(first)
    before: dict[int, tuple[Return, CandidateResult]] = {}
    for due in (Return.AGAIN, Return.SAME_NAME):
        for one in second:
            if one.number in before:
                continue
            found = next((other for other in left if sameness(other, one) is due), None)
            if found is not None:
                before[one.number] = due, found
                left.remove(found)
    known = (before.get(one.number) for one in second)
    elected = tuple(
        Person(Return.NEW, None, one) if found is None else Person(found[0], found[1], one)
        for one, found in zip(second, known, strict=True)
    )
    return (*elected, *(Person(Return.GONE, one, None) for one in left))


def sameness(one: CandidateResult, other: CandidateResult) -> Return:
    """What name, birth and note of two people say: the same, perhaps the same, somebody else."""
    if name_key(one.name) != name_key(other.name):
        return Return.NEW
    if one.born and other.born:
        return Return.AGAIN if _born_alike(one.born, other.born) else Return.NEW
    if one.note and fold(one.note) == fold(other.note):
        return Return.AGAIN
    return Return.SAME_NAME


def _born_alike(one: str, other: str) -> bool:
    """Equal days, or equal years where one of them says no more."""
    return one == other if len(one) == len(other) else one[-4:] == other[-4:]


def _elected(one: ContestResult) -> tuple[CandidateResult, ...]:
    return tuple(person for person in one.candidates if person.elected)
