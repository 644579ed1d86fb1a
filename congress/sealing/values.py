"""What the room gives and takes (giá trị): verdicts, signers, boxes, certificates in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from congress.errors import Finding


class Verdict(StrEnum):
    """Answer of a check (kết luận kiểm tra): three-valued, because people decide what a program cannot."""

    VERIFIED = "verified"
    REFUSED = "refused"
    UNDECIDED = "undecided"


def gravest(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict on the whole: refused over undecided over verified (nothing at all is verified)."""
    found = set(verdicts)
    for verdict in (Verdict.REFUSED, Verdict.UNDECIDED):
        if verdict in found:
            return verdict
    return Verdict.VERIFIED


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page (ô trên trang): millimetres from the top left corner."""

    x_mm: float
    y_mm: float
    w_mm: float
    h_mm: float


@dataclass(frozen=True, slots=True)
class SignatureField:
    """A place kept for one signature (ô chữ ký): made before anyone signs."""

    name: str
    """Letters, digits, `-` and `_`; unique in the paper."""
    box: Box
    page: int = 1
    """Counted from 1."""
    label: str = ""
    """Who signs here, read out by viewers: "Trưởng Ban kiểm phiếu"."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a certificate names (người được cấp chứng thư)."""

    name: str
    """Họ và tên."""
    post: str = ""
    """Chức vụ: "Phó Bí thư Thường trực"."""
    capacity: str = ""
    """Tư cách ký: "Trưởng Ban kiểm phiếu"."""
    tag: str = ""
    """Tells two people of one name apart: the person's id in the workspace."""


@dataclass(frozen=True, slots=True)
class Authority:
    """The workspace's own authority (tổ chức chứng thực nội bộ)."""

    certificate: bytes
    """PEM: what another machine needs in order to verify (`--trust`)."""
    key: bytes
    """PEM, PKCS#8 encrypted: stays in the workspace."""


@dataclass(frozen=True, slots=True)
class SignerKey:
    """A person's signing key with its certificate (khóa ký của một người)."""

    pkcs12: bytes
    """Encrypted with the person's passphrase; holds no root certificate."""
    certificate: bytes
    """PEM."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says (nội dung chứng thư)."""

    name: str
    subject: str
    issuer: str
    serial: str
    fingerprint: str
    """SHA-256 of the whole certificate, 64 hexadecimal digits."""
    not_before: datetime
    not_after: datetime
    authority: bool


@dataclass(frozen=True, slots=True)
class Revocation:
    """A certificate taken back (thu hồi chứng thư): the workspace keeps the list and hands it to `verify_pdf`."""

    fingerprint: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature found in a paper (người ký), believed or not: the verdict's findings say which."""

    field: str
    name: str
    subject: str
    fingerprint: str
    signed_at: datetime | None
    """As the signer's machine claims it; the certificate had to be valid then."""
    authority: str
    """Name of the trust anchor reached; empty where there is none."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PdfVerdict:
    """What is known about the signatures of one PDF (kết luận về chữ ký)."""

    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    signers: tuple[Signer, ...] = ()


class Kind(StrEnum):
    """What was checked (loại tệp)."""

    PDF = "pdf"
    OUTCOME = "outcome"
    RECORD = "record"
    PACKAGE = "package"
    BUNDLE = "bundle"


@dataclass(frozen=True, slots=True)
class Checked:
    """One path of `congress verify` with its verdict (một mục đã kiểm tra)."""

    path: str
    kind: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """A machine's signed statement, read back (điều máy đã ký)."""

    subject: str
    number: int
    digest: bytes
    at: datetime
    key_id: str


@dataclass(frozen=True, slots=True)
class MachineKey:
    """The Ed25519 key of one machine in one workspace (khóa của máy): signs heads and results, never for a person."""

    private: bytes
    """32 bytes."""
    public: bytes
    """32 bytes."""

    def __repr__(self) -> str:
        return f"MachineKey(public={self.public.hex()})"
