"""What is searched for and what is found (nội dung tra cứu, kết quả)."""

from dataclasses import dataclass
from datetime import datetime

from congress.subjects import Subject, SubjectKind

LISTED = 50
"""So many are listed where nobody asks for more."""


@dataclass(frozen=True, slots=True)
class Source:
    """A package whose catalogue was taken in (gói hồ sơ đã đưa vào mục lục)."""

    package: str
    """SHA-256 of its tag manifest, in hexadecimal digits: the package itself, whatever its file is called."""
    title: str
    term: str
    body: str
    built_at: datetime
    taken_at: datetime
    taken_by: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for (nội dung tra cứu)."""

    words: tuple[str, ...]
    """Folded, each once."""
    phrase: str
    """As it was typed, folded: an exact title comes first."""
    kinds: frozenset[SubjectKind] = frozenset()
    """None: of every kind."""
    limit: int = LISTED


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found (một kết quả)."""

    subject: Subject
    source: Source | None
    """None: of this workspace itself."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found (kết quả tra cứu), the best first."""

    found: tuple[Found, ...]
    more: int = 0
    """So many further things were found and are not listed."""
    at_least: bool = False
    """There are still more than these: they were not counted."""
