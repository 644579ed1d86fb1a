"""Minutes of a hand-over and of a return (biên bản bàn giao, biên bản nhận lại): who, whom, which devices, how."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from devices.register.values.devices import Condition, UseClass, Wiping


class HandoverKind(StrEnum):
    """Which minutes (loại biên bản): the two are never mixed on one paper."""

    ORDINARY = "ordinary"
    """Bàn giao thiết bị."""
    CLASSIFIED = "classified"
    """Bàn giao máy tính soạn thảo văn bản mật."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a hand-over (bên giao, bên nhận): the body and the person who signs for it."""

    body_id: UUID
    name: str
    post: str = ""
    """Chức vụ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedLine:
    """A device on the minutes (dòng thiết bị), as it was when it changed hands."""

    device_id: UUID
    condition: Condition
    accessories: tuple[str, ...] = ()
    """Phụ kiện: "sạc", "chuột"."""
    note: str = ""
    disk_serial: str = ""
    """Số sê-ri ổ cứng, of a classified machine."""
    seal: str = ""
    """Số tem niêm phong, of a classified machine."""
    documents: tuple[str, ...] = ()
    """Number and symbol of each document on a classified machine, nothing of what it says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Minutes of a hand-over, or of a return where `returns` names what comes back (biên bản)."""

    id: UUID
    kind: HandoverKind
    number: str
    on: date
    basis: str
    """The decision it rests on (căn cứ)."""
    giver: Side
    taker: Side
    lines: tuple[HandedLine, ...]
    at: datetime
    by: str
    second: str = ""
    place: str = ""
    """Nơi bàn giao."""
    remarks: str = ""
    congress_id: UUID | None = None
    """The congress that the devices serve."""
    until: date | None = None
    """When they are due back; None: they stay."""
    use_class: UseClass | None = None
    """What classified machines may be used for from then on, where that changes."""
    wiping: Wiping | None = None
    returns: UUID | None = None

    @property
    def device_ids(self) -> tuple[UUID, ...]:
        """Its devices, in the order of the paper."""
        return tuple(line.device_id for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLine:
    """A device to be handed over or taken back, by its tag (dòng sắp lập)."""

    tag: str
    condition: Condition
    accessories: str = ""
    """As typed, separated by commas or semicolons."""
    note: str = ""
    disk_serial: str = ""
    seal: str = ""
    documents: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHandover:
    """Minutes as people type them (biên bản sắp lập)."""

    number: str
    on: date
    basis: str
    giver: Side
    taker: Side
    lines: tuple[NewLine, ...]
    place: str = ""
    remarks: str = ""
    congress_id: UUID | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReturn:
    """Minutes of a return as people type them: who hands back and who takes, for the sides of the hand-over."""

    handover_id: UUID
    number: str
    on: date
    giver_name: str
    taker_name: str
    lines: tuple[NewLine, ...]
    giver_post: str = ""
    taker_post: str = ""
    place: str = ""
    remarks: str = ""
