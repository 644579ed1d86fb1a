"""A document of a congress (tài liệu, văn bản của đại hội): what is said of it, what its file is found to be."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from congress.term.values import SecrecyLabel


class CopyState(StrEnum):
    """What the paper is that was taken in (bản chính hay bản sao)."""

    ORIGINAL = "original"
    """Bản chính, bản gốc."""
    COPY = "copy"
    """Bản sao."""


class FileFormat(StrEnum):
    """What a file is by its bytes, whatever its name says (dạng tệp)."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    TIFF = "tiff"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    TEXT = "text"
    OTHER = "other"


class PdfFault(StrEnum):
    """What stands against a PDF as a file to be kept for good; each is the code of its sentence."""

    UNREADABLE = "pdf-of-nobody-read"
    PASSWORD = "pdf-under-password"  # noqa: S105  # a fault, no password
    ENCRYPTED = "pdfa-encrypted"
    FONT = "pdfa-font-not-embedded"
    COLOURS = "pdfa-output-intent-missing"
    SCRIPT = "pdfa-javascript"
    ATTACHMENT = "pdfa-attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDetails:
    """What people say of a document (thông tin mô tả tài liệu): the fields of an archive's list."""

    kind: str
    """Kind of document (tên loại): "Báo cáo chính trị", "Nghị quyết", "Ảnh"."""
    summary: str
    """Summary (trích yếu nội dung)."""
    number: str = ""
    """Number and symbol (số, ký hiệu): "12-BC/ĐU"."""
    on: date | None = None
    issuer: str = ""
    """Issuing body (cơ quan ban hành), or who made a picture, a recording."""
    language: str = "Tiếng Việt"
    pages: int | None = None
    secrecy: SecrecyLabel = SecrecyLabel.INTERNAL
    retention_years: int | None = None
    """How long it is kept (thời hạn bảo quản); None: for good (vĩnh viễn)."""
    copy_state: CopyState = CopyState.ORIGINAL
    signer: str = ""
    archive_code: str = ""
    """Code of the archive (mã cơ quan lưu trữ)."""
    fonds: str = ""
    """Phông lưu trữ."""
    file_number: str = ""
    """Hồ sơ số."""
    file_title: str = ""
    """Tiêu đề hồ sơ."""
    place_in_file: int | None = None
    """Number of the document in its file (số thứ tự văn bản trong hồ sơ)."""
    scan_device: str = ""
    scanned_on: date | None = None

    @property
    def title(self) -> str:
        """Kind and summary in a line; a summary that begins with its kind says it once."""
        if self.summary.casefold().startswith(self.kind.casefold()):
            return self.summary
        return f"{self.kind}: {self.summary}"


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file's bytes say of it (tệp đã xem)."""

    format: FileFormat
    pages: int | None = None
    """Of a PDF that can be read."""
    archival: str = ""
    """The part and level of PDF/A that it declares, "2b"; empty where it declares none."""
    faults: tuple[PdfFault, ...] = ()
    """Conditions of what it declares that it does not keep; or that nobody can read it."""

    @property
    def is_archival(self) -> bool:
        """Whether it declares PDF/A and keeps what is checked here; a full validation is more."""
        return bool(self.archival) and not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A file to be taken in (tài liệu nhập mới)."""

    data: bytes
    name: str
    """As the file was called."""
    details: DocumentDetails
    approval: str = ""
    """The paper by which digitising something top secret was allowed (văn bản cho phép số hóa), number and date."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a document no longer counts as one of the congress's (rút tài liệu): it stays, marked."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document (tài liệu) as it stands now; former versions of its metadata are in the journal."""

    id: UUID
    congress_id: UUID
    record_id: UUID
    name: str
    """Of its file, legal on Windows."""
    size: int
    sha256: str
    details: DocumentDetails
    looked: Looked
    at: datetime
    by: str
    second: str = ""
    """Who approved that a secret one was taken in."""
    approval: str = ""
    withdrawn: Withdrawal | None = None

    @property
    def is_secret(self) -> bool:
        """Whether it bears a degree of State secrecy."""
        return self.details.secrecy is not SecrecyLabel.INTERNAL

    @property
    def title(self) -> str:
        """Its kind and summary in a line; of a secret one the kind and number alone."""
        details = self.details
        return " ".join(part for part in (details.kind, details.number) if part) if self.is_secret else details.title
