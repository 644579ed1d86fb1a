"""What was observed on a laptop, and what it means: each fact is yes, no or not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MEBIBYTE = 1024 * 1024


class Answer(StrEnum):
    """Three values (có, không, không rõ): what cannot be seen is said to be unknown, never taken for granted."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Topic(StrEnum):
    """What is asked of the laptop (nội dung kiểm tra), each so that "yes" is good."""

    OFFLINE = "offline"
    """No network interface but the machine's own is up."""
    NO_WAY_OUT = "no-way-out"
    """No default route: no packet would find a way to elsewhere."""
    RADIO_OFF = "radio-off"
    """Wi-Fi and Bluetooth are switched off."""
    CLOCK = "clock"
    """The clock stands at a date that can be."""
    DISK = "disk"
    """There is room for what a congress writes."""
    PRINTER = "printer"
    """A printer is set up: papers are signed by pen first."""
    ENCRYPTED = "encrypted"
    """The disk under the workspace is encrypted by the system."""


class Link(StrEnum):
    """What kind of network an interface belongs to (loại mạng)."""

    WIRED = "wired"
    WIRELESS = "wireless"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Interface:
    """A network interface other than the machine's own loop (giao tiếp mạng)."""

    name: str
    link: Link
    is_up: bool


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen, None where it could not be looked at (kết quả quan sát)."""

    now: datetime
    interfaces: tuple[Interface, ...] | None = None
    ways_out: tuple[str, ...] | None = None
    """Interfaces that a default route leads through."""
    radios_on: tuple[str, ...] | None = None
    free_bytes: int | None = None
    printers: tuple[str, ...] | None = None
    is_encrypted: bool | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer, with its sentence in the catalogue (một kết luận về máy)."""

    topic: Topic
    answer: Answer
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    blocks: bool = False
    """Whether official counting waits for it."""
    thing: str = ""
    """Which one, where it blocks: the interface's name."""
