"""The surplus of a list (số dư) and the form of paper that follows from it, QC190 Art. 14 and 15."""

from ballots.regulations.values import Form
from congress.errors import Finding

SURPLUS_LIMIT_PERCENT = 30
PREPARED_PERCENT = (10, 15)


def derived_form(*, names: int, seats: int) -> Form:
    """Form A where the list has surplus, else form B (mẫu phiếu theo danh sách), QC190 Art. 15."""
    return Form.STRIKE if names > seats else Form.AGREE


def max_surplus(seats: int, *, limit_percent: int = SURPLUS_LIMIT_PERCENT) -> int:
    """The most names above the seats (số dư tối đa): 30 % of the seats, and always one (three to five seats)."""
    return max(1, limit_percent * seats // 100)


def surplus_concerns(
    *,
    names: int,
    seats: int,
    limit_percent: int = SURPLUS_LIMIT_PERCENT,
    prepared_percent: tuple[int, int] = PREPARED_PERCENT,
) -> tuple[Finding, ...]:
    """What the congress should know of its surplus (lưu ý về số dư), QC190 Art. 14(1).

    `surplus-over-limit` may be overruled with a reason; `surplus-not-as-prepared` is advice: the convening
    committee prepares 10 to 15 %. A list without surplus is no concern: single posts have none.
    """
    surplus = names - seats
    if surplus <= 0:
        return ()
    limit = max_surplus(seats, limit_percent=limit_percent)
    facts = {"surplus": surplus, "seats": seats, "limit": limit}
    if surplus > limit:
        return (Finding("$.candidates", "surplus-over-limit", facts),)
    low, high = prepared_percent
    if surplus > 1 and not low * seats <= 100 * surplus <= high * seats:
        return (Finding("$.candidates", "surplus-not-as-prepared", facts),)
    return ()
