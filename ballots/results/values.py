"""What a result is made of (kết quả): its state, where it is signed, corrigenda, what befalls the sealed part."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ballots.regulations.values import Outcome
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
    """What happens to the sealed ballots and their record (việc trên phần niêm phong), QC190 Art. 33, 35."""

    KEY_PRINTED = "key-printed"
    """In khóa cho phong bì; printed again where the printer failed."""
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
class Signatory:
    """A person who signs the minutes (người ký biên bản) and, where there is one, the field of a digital signature."""

    name: str
    post: str
    """As what: "Trưởng ban", "Ủy viên", "Phó Bí thư"."""
    capacity: str = ""
    """For whom: "T/M Ban Kiểm phiếu"."""
    field: str = ""


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """Whose signature goes where in the minutes (chỗ ký số)."""

    signatory: Signatory
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
    """Name of the sealed record's file; None where the papers were counted by hand."""
    head: Head
    """Head of the journal at the fixing."""
    fixed_at: datetime
    minutes_id: UUID
    """The minutes as fixed."""
    places: tuple[SigningPlace, ...]
    """Where each person signs the minutes digitally."""
    signed_id: UUID | None = None
    """The newest digitally signed minutes."""
    scan_id: UUID | None = None
    """The scan of the minutes signed by pen."""
    basis: Basis | None = None
    signed_by: tuple[str, ...] = ()
    """Whose digital signatures the official result rests on."""
    official_at: datetime | None = None
    sealed_at: datetime | None = None
    keep_until: date | None = None

    @property
    def by_hand(self) -> bool:
        """Whether the papers were counted by hand (kiểm phiếu thủ công)."""
        return self.record_sha256 is None


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
    """Seal numbers, number of the decision, who complains of what."""
    packets: int
    by: str
    second: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Packed:
    """The sealing of ballots (niêm phong phiếu): packets, what stands on their seals."""

    packets: int
    seals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that holds the per-paper readings and lies elsewhere (bản sao lưu): people destroy it."""

    name: str
    place: str
