"""Checks of a device, stamps and seals, incidents, and what a site still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from devices.register.values.devices import Category, DeviceState, UseClass
from devices.register.values.sites import PlaceKind, PositionKind


class Item(StrEnum):
    """What is checked (nội dung kiểm tra)."""

    PRESENT = "present"
    """Có mặt, đúng số hiệu."""
    FRESH_INSTALL = "fresh-install"
    """Cài đặt mới hệ điều hành."""
    UPDATES = "updates"
    """Cập nhật bản vá."""
    MALWARE = "malware"
    """Diệt mã độc."""
    NETWORK_OFF = "network-off"
    """Tắt mạng, rút cáp."""
    RADIO_OFF = "radio-off"
    """Tắt Wi-Fi, Bluetooth."""
    CLOCK = "clock"
    """Giờ, ngày đúng."""
    DISK = "disk"
    """Ổ đĩa còn trống."""
    BATTERY = "battery"
    """Pin."""
    KEYPAD = "keypad"
    """Bàn phím số gõ đủ phím."""
    PROGRAM = "program"
    """Phần mềm kiểm phiếu mở được, đúng phiên bản."""
    TEST_PRINT = "test-print"
    """In thử."""
    TONER = "toner"
    """Mực."""
    TEST_SCAN = "test-scan"
    """Quét thử."""
    PICTURE = "picture"
    """Hình, tiếng."""
    HOLDS = "holds"
    """Bộ lưu điện giữ được điện."""
    WIPED = "wiped"
    """Xóa sạch dữ liệu cũ."""


def item_of(text: str) -> str:
    """An item as it is kept: one of `Item`, or the words of an item of a congress's own."""
    return Item(text) if text in _ITEMS else text


_ITEMS = frozenset(map(str, Item))


class Measure(StrEnum):
    """In what the value of a check is given (đơn vị đo)."""

    MINUTES = "minutes"
    PERCENT = "percent"
    GIGABYTES = "gigabytes"


@dataclass(frozen=True, slots=True)
class Due:
    """One line of a check template (một nội dung của mẫu kiểm tra)."""

    item: str
    """One of `Item`, or the words of an item of the congress's own."""
    valid_for: timedelta | None = None
    """How long a passed check holds; None: until the device is opened or repaired."""
    measure: Measure | None = None
    least: int | None = None
    """The least value with which it may pass."""


@dataclass(frozen=True, slots=True)
class DueChange:
    """What a congress changed of one item of a template (nội dung kiểm tra được điều chỉnh)."""

    template: str
    """As `rules.templates.template_name` calls it."""
    item: Item
    is_due: bool
    days: int | None = None
    """How long a passed check holds; None: until the device is opened or repaired."""
    least: int | None = None


@dataclass(frozen=True, slots=True)
class OwnItem:
    """What a congress checks beside the items of a template (nội dung kiểm tra bổ sung): its words are its name."""

    template: str
    """As `rules.templates.template_name` calls it."""
    text: str
    days: int | None = None
    """How long a passed check holds; None: until the device is opened or repaired."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture taken of a device, a stamp or a seal (ảnh): JPEG or PNG."""

    name: str
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """Under which it is kept."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Checked:
    """One check that was done (kết quả kiểm tra): dated, never changed; the newest counts."""

    device_id: UUID
    item: str
    at: datetime
    passed: bool
    by: str
    value: int | None = None
    note: str = ""
    picture: str | None = None
    """SHA-256 of a picture kept with it."""


class ItemState(StrEnum):
    """Where an item of the template stands (trạng thái nội dung)."""

    PASSED = "passed"
    """Đạt."""
    FAILED = "failed"
    """Không đạt."""
    EXPIRED = "expired"
    """Đã quá hạn."""
    MISSING = "missing"
    """Chưa kiểm tra."""


@dataclass(frozen=True, slots=True)
class ItemStanding:
    """An item of a device's template, its newest check and until when that holds."""

    due: Due
    state: ItemState
    newest: Checked | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Newest:
    """What counts of an item: when it was last checked, and whether it passed."""

    at: datetime
    passed: bool


class SealKind(StrEnum):
    """What is stuck on (loại tem)."""

    INSPECTION = "inspection"
    """Tem kiểm định an toàn, an ninh thông tin."""
    SEAL = "seal"
    """Tem niêm phong."""


class SealState(StrEnum):
    """Where a stamp or seal is in its life (trạng thái tem)."""

    AFFIXED = "affixed"
    """Đã dán."""
    REMOVED = "removed"
    """Đã gỡ theo quyết định."""
    BROKEN = "broken"
    """Bị rách, bị bóc: opens an incident."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A stamp or seal on a device, a room or a ballot box (tem)."""

    id: UUID
    kind: SealKind
    number: str
    issuer: str
    """Cơ quan cấp."""
    affixed_at: datetime
    device_id: UUID | None = None
    place_id: UUID | None = None
    """A room, a hall or a ballot box of a site."""
    spot: str = ""
    """Where on it: "mép nắp máy"."""
    expires_on: date | None = None
    state: SealState = SealState.AFFIXED
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class NewSeal:
    """A stamp or seal to be put on (tem sắp dán): on the device of a tag, or on a place of a site."""

    kind: SealKind
    number: str
    issuer: str
    tag: str = ""
    place_id: UUID | None = None
    spot: str = ""
    expires_on: date | None = None


class IncidentKind(StrEnum):
    """What kind of incident (loại sự cố)."""

    FAULT = "fault"
    """Hỏng hóc kỹ thuật."""
    SECURITY = "security"
    """An toàn, an ninh thông tin: goes to the escalation list."""


class IncidentState(StrEnum):
    """Where an incident stands (trạng thái sự cố)."""

    OPEN = "open"
    """Đang xử lý."""
    SWAPPED = "swapped"
    """Đã thay thiết bị dự phòng."""
    CLOSED = "closed"
    """Đã khắc phục, đóng."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that took a device out (sự cố)."""

    id: UUID
    kind: IncidentKind
    device_id: UUID
    reported_at: datetime
    what: str
    by: str
    site_id: UUID | None = None
    """Where the device stood then, and in which position."""
    position_id: UUID | None = None
    state: IncidentState = IncidentState.OPEN
    spare_id: UUID | None = None
    """The device that took its place."""
    data_moved: bool | None = None
    restored_at: datetime | None = None
    """Service went on."""
    closed_at: datetime | None = None
    outcome: str = ""

    @property
    def minutes_without_service(self) -> int | None:
        """Whole minutes from the report until service went on; None while it does not."""
        if self.restored_at is None:
            return None
        return int((self.restored_at - self.reported_at).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class SparesRule:
    """How many spares a site owes (mức dự phòng): one for so many of a category, `least` where there are any."""

    category: Category
    use_class: UseClass | None
    for_each: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing a site still lacks (vướng mắc): a code and its facts, by when and by whom."""

    code: str
    subject: str
    facts: Mapping[str, object] = field(default_factory=dict)
    due_on: date | None = None
    who: str = ""


class Light(StrEnum):
    """How a site stands at a glance (đèn báo), in words and colour."""

    READY = "ready"
    """● Sẵn sàng."""
    PARTLY = "partly"
    """◐ Còn vướng."""
    NOT_READY = "not-ready"
    """○ Chưa sẵn sàng: a position is without a device."""


@dataclass(frozen=True, slots=True)
class DeviceNow:
    """A device at a site, as far as readiness asks (thiết bị lúc này)."""

    tag: str
    state: DeviceState
    due: int
    """How many items its template has."""
    open: tuple[tuple[str, ItemState], ...]
    """Those of them that have not passed, or no longer hold."""
    stamped: bool
    sealed: bool
    lapses_at: datetime | None = None  # the first of its checks, where all of them hold now


@dataclass(frozen=True, slots=True)
class PositionNow:
    """A position of a site: the device in it, or how much of a consumable is there (vị trí lúc này)."""

    kind: PositionKind
    number: int
    quantity: int = 1
    device: DeviceNow | None = None
    there: int = 0


@dataclass(frozen=True, slots=True)
class PlaceNow:
    """A room, hall or ballot box, and whether a seal on it holds."""

    kind: PlaceKind
    name: str
    sealed: bool


@dataclass(frozen=True, slots=True)
class SiteNow:
    """All that is known of one site at a moment (tình hình một điểm tổ chức)."""

    positions: tuple[PositionNow, ...]
    places: tuple[PlaceNow, ...] = ()
    others: tuple[DeviceNow, ...] = ()
    """Devices at the site that fill no position."""
    opens_on: date | None = None
    who: str = ""
    """Who answers for the equipment of the site."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """From when on checks of so many devices lapse before the congress's first day is over (hết hạn kiểm tra)."""

    at: datetime
    devices: int


@dataclass(frozen=True, slots=True)
class SiteStanding:
    """How a site stands, in figures (số liệu một điểm tổ chức)."""

    light: Light
    positions: int
    filled: int
    ready: int
    stamped: int
    devices: int
    """In its positions, spares too: how many stamps are due."""
    spares: int
    spares_due: int
    days_left: int | None
    lapse: Lapse | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """A request addressed to the inspecting body (đề nghị kiểm định)."""

    id: UUID
    site_id: UUID
    addressed_to: str
    at: datetime
    by: str
    device_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SiteDuty:
    """Who answers for the equipment of a site (người phụ trách thiết bị)."""

    site_id: UUID
    who: str
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to whom security incidents go (Đội ứng cứu sự cố), in the order in which they are called."""

    name: str
    body: str = ""
    telephone: str = ""
