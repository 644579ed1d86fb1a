"""What a workspace knows of, for whoever searches or compares terms (đối tượng tra cứu): values and who offers them.

Rooms offer what they hold; the catalogue searches it, packages carry it along, so that a term can be found and compared
without being restored. Values hold facts, never sentences: they are worded where they are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from congress.store.unit import Unit


class SubjectKind(StrEnum):
    """What is found (loại đối tượng)."""

    TERM = "term"
    CONGRESS = "congress"
    UNIT = "unit"
    PERSON = "person"
    CONTEST = "contest"
    VOTE = "vote"
    """One person's votes in one contest."""
    DEVICE = "device"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that can be found (đối tượng tra cứu)."""

    kind: SubjectKind
    key: str
    """Its id where it comes from; the same thing keeps it."""
    title: str
    """A name, a title, a tag: as its papers have it."""
    term: str = ""
    congress: str = ""
    """Title of the congress it belongs to."""
    on: date | None = None
    also: tuple[str, ...] = ()
    """What else it is found by: numbers, other spellings, for a unit the names of those before and after it."""
    facts: Mapping[str, object] = field(default_factory=dict)
    """Figures and words by key: text, whole numbers, lists of text."""


def known_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts without what is not known."""
    return {key: value for key, value in facts.items() if value not in ("", ())}


class Subjects(Protocol):
    """A room that offers what it holds."""

    def __call__(self, unit: "Unit", words: Sequence[str] | None) -> Iterator[Subject]:
        """Everything it holds, or (`words`: folded by `congress.text.fold`) at least all in which every word occurs."""


class VoteKind(StrEnum):
    """What a ballot decides (loại cuộc bầu), in the regulation's own words."""

    ELECTION = "election"
    """Bầu cử: more than half of the denominator elects."""
    REVOTE = "revote"
    """Bầu lại among the tied: the higher votes win without half."""
    OPINION = "opinion"
    """Phiếu xin ý kiến: nobody is elected."""
    INDICATIVE = "indicative"
    """Phiếu giới thiệu bí thư: nobody is elected."""


class Outcome(StrEnum):
    """What a person's votes came to (kết quả từng người)."""

    ELECTED = "elected"
    """Trúng cử."""
    ALTERNATE = "alternate"
    """Dự khuyết."""
    NOT_ELECTED = "not-elected"


@dataclass(frozen=True, slots=True)
class CandidateResult:
    """A person on the list of a contest, and the votes (kết quả từng người)."""

    number: int
    name: str
    note: str
    votes: int
    percent: str
    """Two decimals with a point, as an outcome has it."""
    elected: bool
    alternate: bool = False
    """Elected as an alternate (dự khuyết)."""
    born: str = ""
    """Date or year of birth where it is known: "02/03/1975", "1975"."""

    @property
    def outcome(self) -> Outcome:
        """What the votes came to."""
        if self.elected:
            return Outcome.ELECTED
        return Outcome.ALTERNATE if self.alternate else Outcome.NOT_ELECTED


@dataclass(frozen=True, slots=True)
class ContestResult:
    """The figures of one contest whose result was fixed (kết quả một cuộc bầu): never a paper."""

    key: str
    term: str
    congress: str
    body: str
    on: date | None
    title: str
    seats: int
    summoned: int
    present: int
    denominator: int
    issued: int
    collected: int
    valid: int
    invalid: int
    candidates: tuple[CandidateResult, ...]
    """In ballot order."""
    source: str = ""
    """Where the figures come from, where that is not this workspace's own count."""
    kind: VoteKind = VoteKind.ELECTION
    round: int = 1
    """A re-vote and a second round are contests of their own, with the same title."""
    sample: bool = False
    """A trial's count (kiểm phiếu thử): shown as a sample, never beside real figures."""


class ContestResults(Protocol):
    """A room that offers the results of contests."""

    def __call__(self, unit: "Unit") -> Iterator[ContestResult]:
        """Each contest whose result is fixed, oldest first."""
