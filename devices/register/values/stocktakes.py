"""Stock-takes (kiểm kê) and what they find."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class FindVerdict(StrEnum):
    """What a stock-take says of a tag that was read, or of a device that was not (kết quả kiểm kê)."""

    RIGHT = "right"
    """Đúng vị trí."""
    WRONG_PLACE = "wrong-place"
    """Sai vị trí: one key moves it here."""
    NOT_FOUND = "not-found"
    """Không thấy."""
    UNKNOWN = "unknown"
    """Không có trong sổ."""
    DOUBLE = "double"
    """Quét lặp."""


@dataclass(frozen=True, slots=True)
class StockTake:
    """A stock-take of one site or of what one body holds (đợt kiểm kê)."""

    id: UUID
    title: str
    site_id: UUID | None
    body_id: UUID | None
    opened_at: datetime
    closed_at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Find:
    """A tag that was read, or a device that was not (kết quả quét)."""

    number: int
    text: str
    """As it was read, or the tag of the device that was not found."""
    verdict: FindVerdict
    device_id: UUID | None
    moved: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StockFigures:
    """What a stock-take comes to (số liệu kiểm kê)."""

    right: int
    wrong_place: int
    moved: int
    """Of those in the wrong place: moved here since."""
    not_found: int
    unknown: int
    double: int


@dataclass(frozen=True, slots=True)
class StockTakeLine:
    """A stock-take in the list of them all (dòng đợt kiểm kê)."""

    take: StockTake
    place: str
    """The site's or the body's name."""
    figures: StockFigures
