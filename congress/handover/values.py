"""A bundle, as it stands on a stick and as it was opened (gói bàn giao)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from congress.errors import Finding
from congress.parts import Lines
from congress.sealing.values import Checked, Kind, Verdict


@dataclass(frozen=True, slots=True)
class Header:
    """What a bundle says in the clear (phần mở của gói): who made it when, and for whom; nothing of what it carries."""

    kind: str
    machine: str
    """Tag of the laptop that made it."""
    made_at: datetime
    signer: str
    """That laptop's certificate, PEM."""
    recipients: tuple[str, ...]
    """Fingerprints of the certificates that it was encrypted to."""
    size: int
    """Bytes of its encrypted part."""
    sha256: str
    """Of its encrypted part."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle carries (nội dung gói)."""

    kind: str
    scope_id: UUID
    about: Mapping[str, object]
    entries: tuple[Lines, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a bundle without opening it (kết quả kiểm tra gói)."""

    name: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    header: Header | None
    """None where it could not be read."""
    sealed: bytes = field(default=b"", repr=False)

    def checked(self) -> Checked:
        """As a line of a verdict."""
        return Checked(self.name, Kind.BUNDLE, self.verdict, self.findings)


@dataclass(frozen=True, slots=True)
class StationKey:
    """A machine's public key as it states it (khóa công khai của máy)."""

    tag: str
    public: bytes
    """32 bytes, Ed25519."""

    @property
    def signed(self) -> bytes:
        """What the machine signs to show that it holds the key."""
        return f"congress-machine-key/1 {self.public.hex()} {self.tag}".encode()


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle on its medium, read back and compared (gói đã ghi)."""

    path: Path
    kind: str
    sha256: str
    """Of the whole file."""
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A bundle that was taken in (gói đã nhận)."""

    machine: str
    kind: str
    rows: int
    """How many rows were new; none where it had been taken in before."""
    told: Mapping[str, Any]
