"""What was observed on a laptop, and what it means: each fact is yes, no or not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from congress.term.values import Holding

MEBIBYTE = 1024 * 1024
GIBIBYTE = 1024 * MEBIBYTE


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
    NOT_LISTENING = "not-listening"
    """No program waits for others to call over a network."""
    CLOCK = "clock"
    """The clock stands at a date that can be."""
    DISK = "disk"
    """There is room for what a congress writes."""
    HEALTH = "health"
    """The disks themselves foresee no failure (SMART)."""
    ENCRYPTED = "encrypted"
    """The disk under the workspace is encrypted by the system."""
    POWER = "power"
    """The laptop runs on mains."""
    PRINTER = "printer"
    """A printer is set up: papers are signed by pen first."""
    MEDIA = "media"
    """No stick, card, disc or phone is plugged in but those allowed here."""
    BACKUP = "backup"
    """A backup was made, read again and compared lately."""
    HOLDS = "holds"
    """What was decided that it may hold is what it can hold as it stands."""


WAYS_OUT = frozenset({Topic.OFFLINE, Topic.NO_WAY_OUT, Topic.RADIO_OFF})
"""What is looked at again while a count is open (đường ra ngoài): what blocks here keeps entry waiting."""


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
class Power:
    """Where the current comes from (nguồn điện); None where it is not told."""

    on_mains: bool | None
    percent: int | None = None
    """Charge of the battery."""


@dataclass(frozen=True, slots=True)
class Medium:
    """Something plugged in that can carry files away (vật mang tin)."""

    id: str
    """Its serial number; where it has none, what it says of itself."""
    name: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What the workspace itself tells (thông tin từ thư mục làm việc)."""

    last_backup: datetime | None
    clock_doubted: bool
    """Whether the clock stands before what was last written here."""
    holding: Holding = field(default_factory=Holding)
    first_connected: datetime | None = None
    """When a way out was first noted on this machine."""


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
    listening: tuple[str, ...] | None = None
    """Where programs wait for calls from outside: `tcp 0.0.0.0:22`."""
    failing_disks: tuple[str, ...] | None = None
    """None where no disk could be asked; a disk that foresees its failure is named."""
    power: Power | None = None
    media: tuple[Medium, ...] | None = None
    allowed_media: frozenset[str] = frozenset()
    kept: Kept | None = None
    """None outside a workspace."""


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
