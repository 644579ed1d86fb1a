"""Who votes and with how many papers (thành phần, số phiếu)."""

from dataclasses import dataclass
from enum import StrEnum


class ElectorateKind(StrEnum):
    """Who votes (thành phần cử tri), QC190 Art. 30."""

    DELEGATES = "delegates"
    """Đại hội đại biểu."""
    MEMBERS = "members"
    """Đại hội đảng viên."""
    COMMITTEE = "committee"
    """Hội nghị ban chấp hành, ủy ban kiểm tra."""


class DeductionReason(StrEnum):
    """Why persons summoned are not in the denominator (lý do trừ khỏi mẫu số), QC190 Art. 30."""

    ABSENT_UNREPLACED = "absent-unreplaced"
    CONVENER_ABSENT = "convener-absent"
    LIVING_ELSEWHERE = "living-elsewhere"
    EXCUSED_ABSENT = "excused-absent"
    SUSPENDED = "suspended"
    ABSENT_ACCEPTED = "absent-accepted"


DEDUCTION_REASONS: dict[ElectorateKind, frozenset[DeductionReason]] = {
    ElectorateKind.DELEGATES: frozenset({DeductionReason.ABSENT_UNREPLACED, DeductionReason.CONVENER_ABSENT}),
    ElectorateKind.MEMBERS: frozenset(
        {
            DeductionReason.LIVING_ELSEWHERE,
            DeductionReason.EXCUSED_ABSENT,
            DeductionReason.SUSPENDED,
            DeductionReason.ABSENT_ACCEPTED,
        }
    ),
    ElectorateKind.COMMITTEE: frozenset(),
}
"""The reasons that each kind of electorate knows."""


@dataclass(frozen=True, slots=True)
class Deduction:
    """Persons taken off the denominator for one reason (dòng trừ)."""

    reason: DeductionReason
    persons: int


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who counts (số người được triệu tập, có mặt, được trừ): the denominator comes from here alone."""

    kind: ElectorateKind
    summoned: int
    present: int
    deductions: tuple[Deduction, ...] = ()

    @property
    def deducted(self) -> int:
        """Persons taken off (số được trừ)."""
        return sum(deduction.persons for deduction in self.deductions)

    @property
    def denominator(self) -> int:
        """What more than half is taken of (mẫu số): those summoned less the deductions, QC190 Art. 30."""
        return self.summoned - self.deducted


@dataclass(frozen=True, slots=True)
class Ballots:
    """The accounting of papers (số phiếu in ra, phát ra, hỏng, thu về)."""

    printed: int
    issued: int
    spoiled: int
    """Exchanged and cancelled; not among those issued."""
    collected: int

    @property
    def left(self) -> int:
        """Papers never handed out (phiếu còn lại)."""
        return self.printed - self.issued - self.spoiled
