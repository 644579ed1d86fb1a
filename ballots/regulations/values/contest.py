"""What is voted on (cuộc bầu): the regulation, the list, the form of the paper, the settings."""

from dataclasses import dataclass
from enum import StrEnum


class RegulationId(StrEnum):
    """Which regulation (quy chế) a contest is held under."""

    QC190 = "QC190"
    """Quy chế bầu cử trong Đảng, Quyết định 190-QĐ/TW of 10/10/2024."""
    QC244 = "QC244"
    """Quy chế bầu cử trong Đảng, Quyết định 244-QĐ/TW of 9/6/2014."""


class Form(StrEnum):
    """The form of the ballot paper (mẫu phiếu), QC190 Art. 15."""

    STRIKE = "strike"
    """Form A, a list with surplus (có số dư): the names struck out are not elected."""
    AGREE = "agree"
    """Form B, no surplus (không có số dư): X under agree (đồng ý) or disagree (không đồng ý)."""


class ContestKind(StrEnum):
    """What a ballot decides (loại cuộc bầu)."""

    ELECTION = "election"
    """Bầu cử: more than half of the denominator elects."""
    REVOTE = "revote"
    """Bầu lại among the tied: the higher votes win without half."""
    OPINION = "opinion"
    """Phiếu xin ý kiến: an ordered list, nobody is elected."""
    INDICATIVE = "indicative"
    """Phiếu giới thiệu bí thư: an ordered list, nobody is elected."""


ADVISORY = frozenset({ContestKind.OPINION, ContestKind.INDICATIVE})
"""The kinds that elect nobody (chỉ tham khảo)."""


class Treatment(StrEnum):
    """How a disputed kind of paper is taken (hợp lệ hay không hợp lệ)."""

    INVALID = "invalid"
    VALID = "valid"


class PercentBase(StrEnum):
    """What percentages are of (mẫu tính tỷ lệ)."""

    DENOMINATOR = "denominator"
    VALID = "valid"
    COLLECTED = "collected"


class PaperSize(StrEnum):
    """Size of the printed ballot paper (khổ giấy)."""

    A5 = "A5"
    A4 = "A4"
    A3 = "A3"


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the ballot paper is to be laid out (khuôn khổ phiếu); None leaves the choice to the printing."""

    paper: PaperSize | None = None
    columns: int | None = None


@dataclass(frozen=True, slots=True)
class ContestSettings:
    """The open points that change how one contest is counted (điểm cần đại hội thống nhất)."""

    all_disagree: Treatment = Treatment.INVALID
    """Form B, several names, every row disagreed."""
    all_blank: Treatment = Treatment.INVALID
    """Form B, several names, every row in both boxes or in neither."""
    percent_base: PercentBase = PercentBase.DENOMINATOR
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One name on the list (người trong danh sách bầu cử)."""

    number: int
    name: str
    note: str = ""
    """What tells namesakes apart on the paper, such as the year of birth."""


@dataclass(frozen=True, slots=True)
class Contest:
    """One ballot of a congress (cuộc bầu): the list in ballot order and how many are to be elected from it."""

    id: str
    title: str
    regulation: RegulationId
    form: Form
    seats: int
    """How many a paper may choose, and how many are elected."""
    candidates: tuple[Candidate, ...]
    kind: ContestKind = ContestKind.ELECTION
    alternates: int = 0
    """Alternates (dự khuyết) taken after the seats from the same list, QC190 Art. 18."""
    round: int = 1
    settings: ContestSettings = ContestSettings()

    def __post_init__(self) -> None:
        if self.seats < 1 or self.alternates < 0 or self.round < 1 or not self.candidates:
            raise ValueError("a contest has a list, one seat or more, and rounds from 1")
        if len(set(self.numbers)) != len(self.candidates):
            raise ValueError("candidate numbers are distinct")

    @property
    def numbers(self) -> tuple[int, ...]:
        """Candidate numbers in ballot order (số thứ tự trên phiếu)."""
        return tuple(candidate.number for candidate in self.candidates)

    @property
    def is_advisory(self) -> bool:
        """Whether nobody is elected (xin ý kiến, giới thiệu)."""
        return self.kind in ADVISORY


@dataclass(frozen=True, slots=True)
class ContestFile:
    """A contest as a file of its own (tệp cuộc bầu): with the heading of the body that holds it."""

    contest: Contest
    body: str = ""
