"""An entry of the journal, its head, and what a walk over the chain may find."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from congress.errors import Finding, Malformed

GENESIS = "0" * 64
"""The hash before the first entry."""


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry (dòng nhật ký). `hash` covers every other field; `previous` is the hash of the one before."""

    stream: str
    """Tag of the workspace that wrote it; streams from other laptops are kept as they came."""
    number: int
    at: datetime
    event: str
    """Name of the deed: `subject:object:action`."""
    actor: str
    second: str | None
    machine: str
    scope_id: UUID | None
    """The contest, where the deed belongs to one."""
    subject: str
    reason: str | None
    facts: Mapping[str, object]
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as it stands in the table, not yet believed (dòng nhật ký chưa kiểm)."""

    stream: object
    number: object
    at: object
    event: object
    actor: object
    second: object
    machine: object
    scope_id: object
    subject: object
    reason: object
    facts: object
    previous: object
    hash: object


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a stream (đầu chuỗi nhật ký), as printed on every paper."""

    stream: str
    number: int
    hash: str
    """All 64 hexadecimal digits, or, of a head read off a paper, those that are printed (8 at least)."""
    statement: str | None = field(default=None, compare=False)
    """What the machine states of this head over its signature, where it does."""

    def printed(self) -> str:
        """Number and the first 16 hex digits in groups of four: what people compare by eye."""
        digits = self.hash[:16]
        return f"{self.number} · " + " ".join(digits[i : i + 4] for i in range(0, 16, 4))

    def foot(self) -> str:
        """The line at the foot of every page of a paper (chân trang): this head, and whose it is."""
        return f"Đầu nhật ký {self.printed()} · máy {self.stream}"


FEWEST_DIGITS = 8


def printed_head(text: str, *, stream: str) -> Head:
    """A head as somebody typed it off a paper: `123 · ab12 cd34 …` or `123:ab12cd34…` (đầu nhật ký in trên giấy)."""
    found = _PRINTED.fullmatch(text.strip())
    digits = "" if found is None else "".join(found["digits"].split()).lower()
    if found is None or not FEWEST_DIGITS <= len(digits) <= len(GENESIS):
        raise Malformed([Finding("--head", "journal-head-mistyped", {"text": text, "fewest": FEWEST_DIGITS})])
    return Head(stream, int(found["number"]), digits)


_PRINTED = re.compile(r"(?P<number>[0-9]{1,9})\s*[:·]\s*(?P<digits>[0-9a-fA-F\s]+)")
