"""Percentages in whole hundredths (tỷ lệ phần trăm): what was printed against votes and base, never through floats."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from congress.subjects import ContestResult

_WRITTEN = re.compile(r"(?P<whole>[0-9]{1,7})(?:[.,](?P<part>[0-9]{1,17}))?\s*(?P<sign>%?)")


class Base(StrEnum):
    """What percentages are of (mẫu tính tỷ lệ)."""

    DENOMINATOR = "denominator"
    """Số làm căn cứ tính kết quả."""
    VALID = "valid"
    """Phiếu hợp lệ."""
    COLLECTED = "collected"
    """Phiếu thu về."""
    PRESENT = "present"
    """Số có mặt."""
    SUMMONED = "summoned"
    """Số được triệu tập."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a percentage comes out (cách tính): of what, and cut off instead of rounded."""

    base: Base
    truncated: bool


def rounded(part: int, whole: int) -> str:
    """Two decimals with a point, half up: 423 of 487 is 86.86; of nothing it is 0.00."""
    return written(_rounded(part, whole) if whole else 0)


def written(hundredths: int) -> str:
    """Hundredths of a percent as an outcome has them."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def hundredths(percent: str) -> int:
    """A percentage as an outcome has it, in hundredths."""
    whole, _, part = percent.partition(".")
    return int(whole) * 100 + int(part)


def read(text: str, *, votes: int, denominator: int) -> int | None:
    """A percentage as people and spreadsheets write it, in hundredths: "86,86", "86.9 %", and 0.8686 of a cell
    that is shown in per cent. None where it is none.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    digits = found["part"] or ""
    value, scale = int(found["whole"] + digits), int("1" + "0" * len(digits))
    plain = (200 * value + scale) // (2 * scale)
    if found["sign"] or value > scale or not digits:
        return plain
    share = (20_000 * value + scale) // (2 * scale)
    due = _rounded(votes, denominator) if denominator else 0
    return share if abs(share - due) < abs(plain - due) else plain


def said(votes: int, percent: str, result: ContestResult) -> Said | None:
    """How a printed percentage comes out of the figures; None where none of the usual ways gives it."""
    value = hundredths(percent)
    return next((way for way, due in _ways(votes, result) if due == value), None)


def _ways(votes: int, result: ContestResult) -> Iterator[tuple[Said, int]]:
    bases = [(base, getattr(result, base.value)) for base in Base]
    for base, of in bases:
        if of:
            yield Said(base, truncated=False), _rounded(votes, of)
            yield Said(base, truncated=True), 10_000 * votes // of


def _rounded(part: int, whole: int) -> int:
    return (20_000 * part + whole) // (2 * whole)
