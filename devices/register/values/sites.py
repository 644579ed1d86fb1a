"""What a congress site needs (vị trí tại điểm tổ chức), and its rooms, hall and ballot boxes."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from devices.register.values.devices import Device


class PositionKind(StrEnum):
    """What a site needs (vị trí tại điểm tổ chức)."""

    COUNTING_STATION = "counting-station"
    """Bàn kiểm phiếu (máy tính nhập phiếu)."""
    PRINTER = "printer"
    SPARE_PRINTER = "spare-printer"
    UPS = "ups"
    PROJECTOR = "projector"
    NETWORK = "network"
    SPARE_COMPUTER = "spare-computer"
    KEYPAD = "keypad"
    PAPER = "paper"
    """Giấy in, ram: consumable."""
    TONER = "toner"
    """Hộp mực: consumable."""


SPARE_KINDS = frozenset({PositionKind.SPARE_COMPUTER, PositionKind.SPARE_PRINTER})
"""Positions whose devices wait to take the place of another one (dự phòng)."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position of a site, to be filled by a device; or a consumable and how much of it."""

    id: UUID
    site_id: UUID
    kind: PositionKind
    number: int
    quantity: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Needed:
    """A position to be entered."""

    kind: PositionKind
    number: int = 1
    quantity: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class FilledPosition:
    """A position and the device in it."""

    position: Position
    device: Device | None


class PlaceKind(StrEnum):
    """A part of a site that may be sealed."""

    ROOM = "room"
    """Phòng."""
    HALL = "hall"
    """Hội trường."""
    BALLOT_BOX = "ballot-box"
    """Hòm phiếu."""


@dataclass(frozen=True, slots=True)
class Place:
    """A room, hall or ballot box of a site (phòng, hội trường, hòm phiếu)."""

    id: UUID
    site_id: UUID
    kind: PlaceKind
    name: str
