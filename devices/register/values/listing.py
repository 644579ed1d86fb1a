"""Tables of devices (bảng thiết bị): their lines, their order, and which of them are sought."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from devices.register.values.devices import Category, Condition, DeviceState, Tenure, UseClass


@dataclass(frozen=True, slots=True)
class DeviceLine:
    """A device in a table of them (dòng thiết bị), its names written out."""

    id: UUID
    tag: str
    category: Category
    model: str
    serial: str
    condition: Condition
    tenure: Tenure
    use_class: UseClass
    state: DeviceState
    owner: str
    holder: str
    holder_name: str
    site: str
    position: str
    """Kind and number, "counting-station 3"; empty where it fills none."""
    place: str


class Sorting(StrEnum):
    """By what a table of devices is ordered."""

    TAG = "tag"
    SERIAL = "serial"
    MODEL = "model"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which devices a table shows (điều kiện lọc); nothing said shows all."""

    text: str = ""
    """Words in tag, serial, model, holder, body or place, with or without marks; all of them have to be there."""
    categories: frozenset[Category] = frozenset()
    states: frozenset[DeviceState] = frozenset()
    use_classes: frozenset[UseClass] = frozenset()
    body_ids: frozenset[UUID] = frozenset()
    """Owned or held by one of these."""
    merger_id: UUID | None = None
    """Moved by this decision."""
    site_id: UUID | None = None
