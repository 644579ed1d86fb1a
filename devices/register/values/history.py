"""What happened to a device (lịch sử thiết bị), line by line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from devices.register.values.devices import DeviceState


class Happening(StrEnum):
    """What a line of a device's history tells (diễn biến)."""

    REGISTERED = "registered"
    IMPORTED = "imported"
    CHANGED = "changed"
    ASSIGNED = "assigned"
    SEALED = "sealed"
    UNSEALED = "unsealed"
    IN_USE = "in-use"
    RETURNED = "returned"
    INCIDENT = "incident"
    REPAIR = "repair"
    LOST = "lost"
    FOUND = "found"
    RETIRED = "retired"
    HANDED_OVER = "handed-over"
    USE_CLASS = "use-class"
    CONDITION = "condition"
    MERGED = "merged"
    TAKEN_STOCK = "taken-stock"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of a device's history (lịch sử thiết bị)."""

    number: int
    at: datetime
    happening: Happening
    state: DeviceState
    """After it."""
    by: str
    second: str
    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
