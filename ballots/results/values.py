"""What a result is made of: the facts of the minutes, its state, corrigenda, the sealed part."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ballots.regulations.values import Ballots, Contest, Electorate, Outcome
from congress.journal.values import Head
from congress.papers.values import SignatureBox


class ResultState(StrEnum):
    """How far a fixed result has come (trạng thái kết quả); a draft is computed, never kept."""

    FIXED = "fixed"
    """Đã chốt: the final text, no edit."""
    OFFICIAL = "official"
    """Chính thức: the head and a second said by which signatures."""
    SEALED = "sealed"
    """Đã niêm phong: the papers' record is under the key in the envelope."""


class Basis(StrEnum):
    """By which signatures a result is official (căn cứ chính thức)."""

    PEN = "pen"
    """Signed by pen; the signed scan is bound by its hash, at once or later."""
    DIGITAL = "digital"
    """Signed with the keys of the workspace's own authority, or with the office's tool."""


class SealedEvent(StrEnum):
    """What happens to the sealed ballots and their record (việc trên phần niêm phong), QC190 Art. 35."""

    PACKED = "packed"
    """Niêm phong, đóng gói."""
    OPENED = "opened"
    """Mở niêm phong theo quyết định."""
    COMPLAINT = "complaint"
    """Khiếu nại, tố cáo: nothing may be destroyed."""
    SETTLED = "settled"
    """Khiếu nại đã giải quyết."""
    DESTROYED = "destroyed"
    """Hủy theo quyết định."""


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled number of persons (dòng số liệu): people not summoned, or deducted."""

    label: str
    persons: int


@dataclass(frozen=True, slots=True)
class Delegation:
    """Papers handed to one delegation (phát phiếu theo đoàn)."""

    name: str
    issued: int
    spoiled: int


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """Papers that the board concluded on (phiếu do ban kiểm phiếu kết luận): no mark, pile, position or time."""

    reason: str
    """In Vietnamese, as concluded."""
    papers: int
    concluded_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SettingLine:
    """An open point of the regulation as this congress settled it (điểm quy chế để đại hội thống nhất)."""

    title: str
    value: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class BoardMember:
    """A member of the counting board (thành viên ban kiểm phiếu)."""

    name: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesFacts:
    """Every fact of the counting minutes (biên bản kiểm phiếu): rules section 2.1, and what we add.

    The figures are those of `outcome`, and nothing else is computed in the paper.
    """

    issuer: tuple[str, ...]
    """Left head: upper body, the congress."""
    place: str
    on: date
    """The day of the count."""
    title: str
    """What was elected: "bầu Ban Chấp hành Đảng bộ …"."""
    term: str
    """Nhiệm kỳ: "2025 - 2030"."""
    congress_title: str
    contest: Contest
    electorate: Electorate
    on_roll: int
    not_summoned: tuple[Line, ...]
    deductions: tuple[Line, ...]
    ballots: Ballots
    left: int
    """Unused papers counted, cancelled and sealed."""
    missing: int
    """Issued but not collected, explained."""
    alien: int
    """Collected but not issued by the board."""
    delegations: tuple[Delegation, ...]
    head_of_board: BoardMember
    members: tuple[BoardMember, ...]
    presidium: BoardMember | None
    outcome: Outcome
    outcome_bytes: bytes
    """The outcome as attached: congress-outcome/1, byte for byte."""
    names_chosen: int
    """Control total: names chosen on all valid papers."""
    annex: tuple[AnnexLine, ...]
    settings: tuple[SettingLine, ...]
    regulation: str
    """Citation with number and date."""
    by_hand: bool
    counts: int
    """How many independent counts of each pile."""
    copies: int
    journal: Head
    """Head at the fixing."""
    fixed_at: datetime
    machine: str
    program: str
    """Name and version of the program."""
    sample: bool
    """Mode test: marked MẪU."""
    statement: str = ""
    """The machine's signed statement of this outcome, printed as QR."""
    corrigendum: int = 0
    """0 for the minutes themselves, else the number of the corrigendum."""


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """Whose signature goes where in the minutes (chỗ ký số)."""

    signer: str
    """The person's name."""
    box: SignatureBox


@dataclass(frozen=True, slots=True)
class Result:
    """A result as the workspace holds it (kết quả)."""

    contest_id: UUID
    state: ResultState
    outcome: Outcome
    outcome_bytes: bytes
    outcome_sha256: str
    record_sha256: str | None
    """None where the papers were counted by hand."""
    sealed_file: str | None
    """Name of the sealed record's file."""
    head: Head
    """Head of the journal at the fixing."""
    fixed_at: datetime
    minutes_id: UUID
    """The minutes as fixed."""
    signed_id: UUID | None
    """The newest digitally signed minutes."""
    scan_id: UUID | None
    """The scan of the minutes signed by pen."""
    basis: Basis | None
    official_at: datetime | None
    sealed_at: datetime | None
    keep_until: date | None
    places: tuple[SigningPlace, ...]
    """Where each person signs the minutes digitally."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A result before it is fixed (dự thảo kết quả): what the whole board reads."""

    facts: MinutesFacts
    record: bytes | None
    """congress-count/1, papers shuffled; None where the papers were counted by hand."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a corrigendum says (nội dung đính chính)."""

    printed: str
    corrected: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corrigendum:
    """A numbered corrigendum (đính chính) to an official result."""

    number: int
    correction: Correction
    by: str
    second: str
    at: datetime
    record_id: UUID


@dataclass(frozen=True, slots=True)
class SealedLine:
    """One event of the sealed part (dòng sổ niêm phong)."""

    kind: SealedEvent
    text: str
    packets: int
    by: str
    second: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Packed:
    """The sealing of ballots (niêm phong phiếu): packets, what stands on their seals."""

    packets: int
    seals: tuple[str, ...]
