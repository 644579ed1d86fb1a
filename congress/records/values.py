"""A kept file and its line in the register."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file on the disk under its hash (tệp lưu theo mã băm), not yet registered."""

    sha256: str
    size: int
    name: str
    """What people call it: the name of its copy under `papers/`, legal on Windows."""


@dataclass(frozen=True, slots=True)
class Record:
    """A registered paper (văn bản trong hồ sơ)."""

    id: UUID
    scope_id: UUID | None
    """The contest it belongs to."""
    kind: str
    """What it is: `receipt-minutes`, `issued-collected`, `counting-minutes`, `signed-scan` …"""
    number: int
    """Counts the papers of one kind in one scope: a corrected one is a further number, nothing is replaced."""
    sha256: str
    size: int
    name: str
    at: datetime
