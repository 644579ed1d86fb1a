"""Majority and percentages (quá nửa, tỷ lệ): whole numbers, never a rounded percentage."""

OPINION_SHARE_PERCENT = 30
"""Who was not put forward by the convening committee needs more than this share of those attending, Art. 14(3)."""


def needed(denominator: int) -> int:
    """The fewest votes that are more than half (số phiếu quá nửa): 148 -> 75, 21 -> 11."""
    return denominator // 2 + 1


def is_over_half(votes: int, denominator: int) -> bool:
    """Whether `votes` are more than half of the denominator (quá nửa), QC190 Art. 30, QC244 Art. 32."""
    # Of those summoned less the deductions: neither of those present nor of the papers.
    return 2 * votes > denominator


def exceeds_share(votes: int, whole: int) -> bool:
    """Whether `votes` are more than 30 per cent of `whole` (quá 30 %)."""
    return 100 * votes > OPINION_SHARE_PERCENT * whole


def percent(part: int, whole: int) -> str:
    """`part` of `whole` in per cent (tỷ lệ), two decimals, half up: 291 of 298 -> "97.65"; "0.00" of nothing."""
    hundredths = (20_000 * part + whole) // (2 * whole) if whole else 0
    return f"{hundredths // 100}.{hundredths % 100:02d}"
