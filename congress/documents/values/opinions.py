"""Opinions on drafts (góp ý văn kiện): who said what of which part, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Giver(StrEnum):
    """Whose opinion it is (chủ thể góp ý)."""

    DELEGATION = "delegation"
    """Đoàn, chi bộ, tập thể."""
    PERSON = "person"
    """Cá nhân."""


class Uptake(StrEnum):
    """What became of an opinion (kết quả tiếp thu)."""

    UNDECIDED = "undecided"
    """Chưa kết luận."""
    TAKEN = "taken"
    """Tiếp thu."""
    PARTLY = "partly"
    """Tiếp thu một phần."""
    NOT_TAKEN = "not-taken"
    """Không tiếp thu, có giải trình."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that opinions are given on (dự thảo văn kiện)."""

    id: UUID
    congress_id: UUID
    document_id: UUID | None
    title: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDetails:
    """What an opinion says, and what is answered (nội dung góp ý, giải trình)."""

    section: str = ""
    """Of the draft: "Phần thứ hai, mục III.2"; empty: of all of it."""
    giver: str
    giver_kind: Giver = Giver.DELEGATION
    on: date | None = None
    text: str
    verdict: Uptake = Uptake.UNDECIDED
    answer: str = ""
    """Why it is taken in part or not (giải trình)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An opinion (ý kiến góp ý) as it stands; former answers are in the journal."""

    id: UUID
    draft_id: UUID
    number: int
    """Counts the opinions on one draft."""
    details: OpinionDetails
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class OpinionFigures:
    """What opinions come to (số liệu)."""

    taken: int = 0
    partly: int = 0
    not_taken: int = 0
    undecided: int = 0

    @property
    def opinions(self) -> int:
        """How many there are."""
        return self.taken + self.partly + self.not_taken + self.undecided
