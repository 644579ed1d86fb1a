"""Numbered papers handed out (sổ cấp phát, thu hồi tài liệu): to whom, what came back and how."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class CopyFate(StrEnum):
    """What became of a numbered copy (tình trạng bản tài liệu)."""

    OUT = "out"
    """Đang giữ, chưa thu hồi."""
    RETURNED = "returned"
    """Đã thu hồi."""
    LOST = "lost"
    """Thất lạc."""
    DESTROYED = "destroyed"
    """Đã hủy, có biên bản."""


@dataclass(frozen=True, slots=True)
class HandedTitle:
    """A paper of which numbered copies are handed out (tài liệu cấp phát có đánh số)."""

    id: UUID
    congress_id: UUID
    document_id: UUID | None
    title: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCopy:
    """A copy to be handed out (bản cấp phát)."""

    holder: str
    delegation: str = ""
    number: int | None = None
    """None: the next number."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReturn:
    """Copies of which something became (thu hồi)."""

    numbers: tuple[int, ...]
    fate: CopyFate = CopyFate.RETURNED
    minutes: str = ""
    """Number of the minutes, where copies were destroyed (biên bản hủy)."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCopy:
    """A line of the register (dòng trong sổ): a copy in one person's hands, and how it came back."""

    id: UUID
    title_id: UUID
    number: int
    turn: int
    """1 when it is handed out first; a copy that came back may go out again."""
    holder: str
    delegation: str
    out_at: datetime
    out_by: str
    fate: CopyFate = CopyFate.OUT
    back_at: datetime | None = None
    back_by: str = ""
    minutes: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class IssueFigures:
    """What the copies of a paper come to, each by its last line (số liệu)."""

    out: int = 0
    returned: int = 0
    lost: int = 0
    destroyed: int = 0

    @property
    def copies(self) -> int:
        """How many numbers were handed out."""
        return self.out + self.returned + self.lost + self.destroyed
