"""What is kept of earlier terms (kết quả nhiệm kỳ trước): figures, and where each came from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from congress.subjects import CandidateResult, ContestResult, VoteKind


class SourceKind(StrEnum):
    """What figures were taken from (loại nguồn số liệu)."""

    WORKBOOK = "workbook"
    """Bảng tính theo mẫu."""
    OUTCOME = "outcome"
    """Tệp kết quả kiểm phiếu `congress-outcome/1`."""
    PACKAGE = "package"
    """Gói hồ sơ nhiệm kỳ."""


class Figure(StrEnum):
    """A figure of a contest (số liệu), as findings and columns name it."""

    CODE = "code"
    TERM = "term"
    CONGRESS = "congress"
    BODY = "body"
    ON = "on"
    TITLE = "title"
    KIND = "kind"
    ROUND = "round"
    SEATS = "seats"
    SUMMONED = "summoned"
    PRESENT = "present"
    DENOMINATOR = "denominator"
    ISSUED = "issued"
    COLLECTED = "collected"
    VALID = "valid"
    INVALID = "invalid"
    PEOPLE = "people"
    NUMBER = "number"
    NAME = "name"
    BORN = "born"
    NOTE = "note"
    VOTES = "votes"
    PERCENT = "percent"
    OUTCOME = "outcome"


OF_RESULT = (
    Figure.CONGRESS,
    Figure.ON,
    Figure.KIND,
    Figure.SEATS,
    Figure.SUMMONED,
    Figure.PRESENT,
    Figure.DENOMINATOR,
    Figure.ISSUED,
    Figure.COLLECTED,
    Figure.VALID,
    Figure.INVALID,
)
"""What a result says of its contest beside term, body, title and round, by which it is known."""


@dataclass(frozen=True, slots=True)
class SourceTold:
    """Where figures come from (nguồn số liệu), as whoever takes them in says it."""

    kind: SourceKind
    name: str
    """Of the file or package."""
    sha256: str
    """Of its bytes."""
    by: str
    """Who took it in."""
    remark: str = ""
    record_id: UUID | None = None
    """The source itself in the register of papers; None where another room keeps it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A source that was taken in."""

    id: UUID
    at: datetime
    told: SourceTold


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A result that no longer holds (rút kết quả): who said so, and why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """The result of a contest of an earlier term with its provenance (kết quả kèm nguồn)."""

    id: UUID
    result: ContestResult
    source: Source
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in."""

    new: int
    same: int
    """Known already, figure for figure: left alone."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What an outcome's file doesn't say of its contest (thông tin cuộc bầu): typed from its minutes."""

    term: str
    congress: str
    body: str
    on: date | None
    title: str
    seats: int
    summoned: int
    present: int
    issued: int
    kind: VoteKind = VoteKind.ELECTION
    round: int = 1


@dataclass(frozen=True, slots=True)
class OutcomeFigures:
    """What an outcome's file says (số liệu trong tệp kết quả)."""

    denominator: int
    collected: int
    valid: int
    invalid: int
    candidates: tuple[CandidateResult, ...]


OutcomeReader = Callable[[bytes, str], OutcomeFigures]
"""Reads an outcome's bytes by their file's name; `Malformed` where they are none. The wing of elections knows how."""
