"""A count and its result (bản ghi, kết quả kiểm phiếu)."""

from dataclasses import dataclass, field
from enum import StrEnum

from ballots.regulations.values.contest import Contest
from ballots.regulations.values.electorate import Ballots, Electorate
from ballots.regulations.values.paper import Paper, Reason
from congress.errors import Finding


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many papers are void under one reason (số phiếu không hợp lệ theo lý do)."""

    reason: Reason
    papers: int


class TieFor(StrEnum):
    """At which border votes are equal (ngang phiếu ở cuối danh sách nào)."""

    SEATS = "seats"
    ALTERNATES = "alternates"


@dataclass(frozen=True, slots=True)
class Tie:
    """Equal votes at a border (ngang phiếu): `places` are still open among `numbers`, which ascend."""

    border: TieFor
    numbers: tuple[int, ...]
    places: int


class NextStep(StrEnum):
    """What follows a count (bước tiếp theo)."""

    COMPLETE = "complete"
    REVOTE = "revote"
    CONGRESS_DECIDES = "congress-decides"


@dataclass(frozen=True, slots=True)
class CandidateVotes:
    """One candidate's result (số phiếu của một người), from valid papers only."""

    number: int
    name: str
    agree: int
    disagree: int
    """Strikes on form A."""
    none: int
    """Rows of form B in both boxes or in neither; 0 on form A."""
    percent: str
    """Two decimals, half up, with a point: "81.08"."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a count (kết quả kiểm phiếu): screen, projector, minutes and archive read this value alone."""

    denominator: int
    needed: int | None
    """Votes that elect; None where half is not asked for."""
    collected: int
    valid: int
    invalid: int
    invalid_by_reason: tuple[ReasonCount, ...]
    votes: tuple[CandidateVotes, ...]
    """In ballot order."""
    elected: tuple[int, ...]
    """In descending votes, equal votes in ballot order."""
    alternates: tuple[int, ...]
    ties: tuple[Tie, ...]
    unfilled: int
    next: NextStep
    findings: tuple[Finding, ...] = ()
    record_sha256: str | None = None
    """Of the count record's bytes; None while there is only a draft."""
    ranking: tuple[int, ...] | None = None
    """Opinion and indicative ballots only: all numbers in descending votes."""
    over_30_percent: tuple[int, ...] | None = None
    """Opinion and indicative ballots only: those with more than 30 % of the persons present, Art. 14(3)."""

    def votes_of(self, number: int) -> CandidateVotes:
        """The result of the candidate with this number."""
        return next(line for line in self.votes if line.number == number)


@dataclass(frozen=True, slots=True)
class CountRecord:
    """Everything an outcome is computed from (bản ghi kiểm phiếu): as secret as the ballots."""

    contest: Contest
    electorate: Electorate
    ballots: Ballots
    papers: tuple[Paper, ...] = field(repr=False)
    salt: str | None = field(default=None, repr=False)
