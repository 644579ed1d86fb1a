"""A backup and what a restoring did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from congress.journal.values import Head


@dataclass(frozen=True, slots=True)
class CopiedFile:
    """A file of a backup (tệp trong bản sao lưu)."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole workspace as it stood (bản sao lưu): a folder that can be opened as it is."""

    folder: Path
    at: datetime
    head: Head
    """The journal's end in it."""
    files: Mapping[str, CopiedFile]
    """By path below the folder, `/` between."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoring did (kết quả phục hồi)."""

    aside: Path
    """The workspace as it stood before, kept whole."""
    common: int
    """Number of the last entry that both journals have."""
    left_behind: int
    """Entries of the former journal after that: they stand in `aside` alone."""
    head: Head


@dataclass(frozen=True, slots=True)
class Drill:
    """What a restore drill came to (kết quả diễn tập phục hồi)."""

    backup: str
    files: int
    number: int
    """Of the last entry in the restored journal."""
    behind: int
    """Entries of the workspace that the backup lacks."""
    seconds: float
    """From the first file read to the opened, checked workspace."""
