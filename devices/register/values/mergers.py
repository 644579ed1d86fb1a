"""Whose devices were before some decisions on mergers, and are now (thiết bị trước và sau sáp nhập)."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from devices.register.values.devices import Category


class When(StrEnum):
    """As of which side of the decisions a report shows the register (thời điểm của báo cáo)."""

    NOW = "now"
    """As it stands."""
    BEFORE = "before"
    """By the old units, also what has followed the decisions already."""
    AFTER = "after"
    """By the new units, also what has not followed yet, where the decisions move it whole."""


@dataclass(frozen=True, slots=True)
class Side:
    """As a report shows the register (cách xem): on which side of which decisions."""

    when: When = When.NOW
    decisions: tuple[str, ...] = ()
    """Their numbers; none: all that are entered."""


@dataclass(frozen=True, slots=True)
class Owned:
    """Whose devices were before the decisions and are now; what they are."""

    before: UUID
    now: UUID
    category: Category
    classified: bool


@dataclass(frozen=True, slots=True)
class Formerly:
    """Whose a device was, and who held it, before the decisions moved it; None where that stayed."""

    owner_id: UUID | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class Left:
    """Devices that old units of a decision still own or hold (còn phải chuyển)."""

    devices: int
    whole: int
    """Those of units that go whole: one deed moves them."""
