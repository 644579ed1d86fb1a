"""The facts of the counting minutes (nội dung biên bản kiểm phiếu): rules section 2.1, and what we add."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from ballots.counting.values import Agreement
from ballots.regulations.values import Ballots, Contest, Electorate, Outcome
from ballots.results.values import Signatory
from congress.journal.values import Head
from congress.papers.values import PageStyle, Secrecy


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled number of persons (dòng số liệu): people not summoned, or deducted."""

    label: str
    persons: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class CardVoteLine:
    """A vote by cards (biểu quyết giơ thẻ): for, against, another opinion."""

    subject: str
    agreed: int
    against: int
    other: int


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """Papers handed to one delegation (phát phiếu theo đoàn)."""

    name: str
    issued: int
    spoiled: int


@dataclass(frozen=True, slots=True)
class ConclusionLine:
    """Papers that the board concluded on (phiếu do ban kiểm phiếu kết luận): no mark, pile, position or time."""

    reason: str
    """In Vietnamese, as concluded."""
    valid: bool
    papers: int
    concluded_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What two people decided on the way, and why (việc đã quyết định): a difference, a gate, going on by hand."""

    what: str
    reason: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenPointLine:
    """An open point of the regulation as this congress settled it (nội dung do đại hội thống nhất)."""

    title: str
    value: str
    cited: str
    """The provision behind it, with number and date of the regulation; empty where there is none."""
    is_default: bool


@dataclass(frozen=True, slots=True)
class BoardLine:
    """A person of the counting board (thành viên ban kiểm phiếu)."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesFacts:
    """Every fact of the counting minutes (nội dung biên bản kiểm phiếu).

    The figures are those of `outcome`, and nothing else is computed in the paper. A draft has no outcome bytes.
    """

    issuer: tuple[str, ...]
    """Left head: upper body, body, congress."""
    place: str
    title: str
    """What was elected: "Bầu Ban Chấp hành Đảng bộ …"."""
    term: str
    """Nhiệm kỳ: "2025 - 2030"."""
    congress_title: str
    assembly: str
    """Where they vote: "Đại hội" or "Hội nghị"."""
    voters: str
    """Who votes: "đại biểu", "đảng viên", "ủy viên"."""
    secrecy: Secrecy | None
    style: PageStyle
    contest: Contest
    electorate: Electorate
    on_roll: int
    not_summoned: tuple[Line, ...]
    deductions: tuple[Line, ...]
    card_votes: tuple[CardVoteLine, ...]
    ballots: Ballots
    left: int
    """Unused papers counted, cancelled and sealed."""
    unaccounted: int
    """Printed, but neither issued, spoiled nor left: explained."""
    missing: int
    """Issued but not collected: explained."""
    alien: int
    """Collected but not issued by the board."""
    delegations: tuple[DelegationLine, ...]
    head_of_board: BoardLine
    members: tuple[BoardLine, ...]
    signatories: tuple[Signatory, ...]
    outcome: Outcome
    names_chosen: int
    """Control total: names chosen on all valid papers."""
    conclusions: tuple[ConclusionLine, ...]
    decisions: tuple[DecisionLine, ...]
    open_points: tuple[OpenPointLine, ...]
    regulation: str
    """Citation with number and date."""
    by_hand: bool
    counts: int
    """How many independent counts of each pile; 0 by hand."""
    agreement: Agreement | None
    """How far they agreed; None by hand, and of papers sealed before there was more than one count."""
    copies: int
    """In how many copies the minutes are printed for the pen."""
    head: Head
    """Head of the journal at this moment."""
    at: datetime
    machine: str
    program: str
    """Name and version of the program."""
    sample: bool
    """Mode test: marked MẪU."""
    outcome_bytes: bytes = b""
    """The outcome as attached, byte for byte; empty in a draft."""
    remarks: tuple[str, ...] = ()
    """What else the minutes note of how the count went."""
    statement: str = ""
    """The machine's signed statement of this outcome, printed as QR; empty in a draft."""

    @property
    def is_draft(self) -> bool:
        """Whether this is read by the board, and not yet fixed (dự thảo)."""
        return not self.outcome_bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the attached outcome (mã băm kết quả)."""
        return hashlib.sha256(self.outcome_bytes).hexdigest()
