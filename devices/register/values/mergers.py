"""Whose devices were before some decisions on mergers, and are now (thiết bị trước và sau sáp nhập)."""

from dataclasses import dataclass
from uuid import UUID

from devices.register.values.devices import Category


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
