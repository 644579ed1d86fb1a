"""A package, its files, its history (giá trị)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from congress.errors import Finding
from congress.parts import FileRef, Retention
from congress.sealing.values import Checked, Kind, Verdict
from congress.term.values import SecrecyLabel


class EventType(StrEnum):
    """What happened to a package or a file: the vocabulary of PREMIS (eventType, id.loc.gov), its own words."""

    CREATION = "creation"
    INGESTION = "ingestion"
    PACKAGE_CREATION = "information package creation"
    DIGESTS = "message digest calculation"
    SIGNING = "digital signature generation"
    FIXITY = "fixity check"
    VALIDATION = "validation"
    REPLICATION = "replication"
    RECOVERY = "recovery"
    DELETION = "deletion"
    ENCRYPTION = "encryption"


class Outcome(StrEnum):
    """How an event ended (PREMIS eventOutcome)."""

    SUCCESS = "success"
    FAILURE = "fail"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Digests:
    """Both digests of a file, from one read (mã băm)."""

    sha256: str
    sha512: str
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """One line of the file plan (mục lục tệp trong hồ sơ)."""

    path: str
    """Below the package, `data/…`."""
    title: str
    """In Vietnamese."""
    retention: Retention
    digests: Digests
    entry: str = ""
    """Name of the chapter's entry that it holds, empty where it is a reading copy."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A chapter's entry in a package (phần dữ liệu trong hồ sơ): rows as lines, or a file."""

    entry: str
    """Its name, as the chapter has it."""
    path: str
    """Below `data/`."""
    file: FileRef | None = None
    """As the chapter has it; None for lines."""


@dataclass(frozen=True, slots=True)
class Description:
    """What a package says of itself (thông tin hồ sơ): `data/package.json`."""

    id: UUID
    retention: Retention
    term: str
    body: str
    title: str
    congresses: tuple[str, ...]
    secrecy: SecrecyLabel
    machine: str
    """Tag of the laptop that built it."""
    built_at: datetime
    built_by: str
    sample: bool
    """Holds counts that were made to try things out."""
    head: str
    """The machine's statement of its journal's head; empty where its key was lost."""
    head_number: int
    program: str
    """Version of this program."""
    entries: tuple[Placed, ...] = ()
    proofs: tuple[str, ...] = ()
    """Documents, below `data/`, that a restored workspace yields again byte for byte."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package that is known here (hồ sơ đã ghi sổ)."""

    id: UUID
    retention: Retention
    title: str
    term: str
    place: str
    """Folder or zip, as it was when it was built or taken in."""
    manifest_sha256: str
    """SHA-256 of `tagmanifest-sha512.txt`: its name among all packages."""
    files: int
    kib: int
    """Payload in KiB, rounded up."""
    built_at: datetime
    foreign: bool
    """Built elsewhere, taken in here."""
    removed_at: datetime | None = None
    """The sealed part left this laptop."""


@dataclass(frozen=True, slots=True)
class PackageEvent:
    """Something that happened to a package (sự kiện bảo quản), PREMIS event."""

    id: UUID
    package_id: UUID
    type: EventType
    at: datetime
    outcome: Outcome
    place: str
    by: str
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is known of a package after it was looked at (kết quả kiểm tra hồ sơ)."""

    place: Path
    verdict: Verdict
    findings: tuple[Finding, ...]
    description: Description | None
    """None where its own words could not be read."""
    files: int = 0
    size: int = 0
    manifest_sha256: str = ""
    listed: Mapping[str, str] = field(default_factory=dict)
    """The payload's SHA-512 digests as they were signed: with them whatever is read later is compared."""

    def checked(self) -> Checked:
        """As a line of a verdict."""
        return Checked(str(self.place), Kind.PACKAGE, self.verdict, self.findings)


@dataclass(frozen=True, slots=True)
class Built:
    """A package that was built and looked at again (hồ sơ đã lập)."""

    folder: Path
    description: Description
    files: int
    size: int
    manifest_sha256: str
    zip: Path | None = None
    encrypted: Path | None = None
    """The zip, for its recipients alone."""
