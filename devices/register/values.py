"""A device (thiết bị), whose it is, where it stands, and what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Category(StrEnum):
    """What a device is (loại thiết bị)."""

    COMPUTER = "computer"
    """Máy tính để bàn, xách tay."""
    PRINTER = "printer"
    """Máy in."""
    PHOTOCOPIER = "photocopier"
    """Máy photocopy."""
    SCANNER = "scanner"
    """Máy scan."""
    PROJECTOR = "projector"
    """Máy chiếu."""
    VIDEO_CAMERA = "video-camera"
    """Máy quay."""
    CAMERA = "camera"
    """Máy ảnh."""
    NETWORK = "network"
    """Thiết bị mạng."""
    UPS = "ups"
    """Bộ lưu điện."""
    KEYPAD = "keypad"
    """Bàn phím số."""
    MEDIA = "media"
    """Vật mang tin: USB, ổ cứng di động, đĩa."""
    LINE_SECURITY = "line-security"
    """Thiết bị bảo mật đường truyền: kept by existence and custody only."""
    OTHER = "other"
    """Thiết bị khác."""


class Condition(StrEnum):
    """How a device is (tình trạng)."""

    GOOD = "good"
    """Tốt."""
    WORN = "worn"
    """Dùng được, đã cũ."""
    BROKEN = "broken"
    """Hỏng: does not count as Có."""


class Tenure(StrEnum):
    """How the owner has it (hình thức sở hữu)."""

    OWN = "own"
    """Của đơn vị."""
    SHARED = "shared"
    """Dùng chung với đơn vị khác."""
    BORROWED = "borrowed"
    """Mượn: does not count as Có."""


class UseClass(StrEnum):
    """What a device may be used for (mục đích sử dụng); another one asks for wiping and two people."""

    COUNTING = "counting"
    """Kiểm phiếu."""
    CLASSIFIED = "classified"
    """Soạn thảo văn bản mật, độc lập, không kết nối mạng."""
    INTERNAL = "internal"
    """Mạng nội bộ."""
    INTERNET = "internet"
    """Kết nối Internet."""


class DeviceState(StrEnum):
    """Where a device is in its work for a congress (trạng thái)."""

    REGISTERED = "registered"
    """Đã vào sổ."""
    ASSIGNED = "assigned"
    """Đã bố trí tại điểm tổ chức."""
    SEALED = "sealed"
    """Đã kiểm tra, niêm phong."""
    IN_USE = "in-use"
    """Đang sử dụng."""
    RETURNED = "returned"
    """Đã trả."""
    INCIDENT = "incident"
    """Sự cố."""
    REPAIR = "repair"
    """Đang sửa chữa."""
    LOST = "lost"
    """Thất lạc."""
    RETIRED = "retired"
    """Đã thanh lý: nothing changes any more."""


class DeviceAct(StrEnum):
    """What moves a device from state to state (thao tác)."""

    ASSIGN = "assign"
    """Bố trí."""
    SEAL = "seal"
    """Niêm phong."""
    UNSEAL = "unseal"
    """Gỡ niêm phong."""
    USE = "use"
    """Đưa vào sử dụng."""
    RETURN = "return"
    """Nhận lại."""
    REPORT = "report"
    """Báo sự cố."""
    REPAIR = "repair"
    """Đưa đi sửa."""
    LOSE = "lose"
    """Báo thất lạc."""
    FIND = "find"
    """Tìm thấy."""
    RETIRE = "retire"
    """Thanh lý."""


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
class DeviceDetails:
    """What people say of a device (thông tin thiết bị)."""

    category: Category
    owner_id: UUID
    """The body whose it is (đơn vị sở hữu)."""
    model: str = ""
    serial: str = ""
    colour: bool | None = None
    """Prints or scans in colour; None where that says nothing."""
    year: int | None = None
    """Năm đưa vào sử dụng."""
    tenure: Tenure = Tenure.OWN
    note: str = ""


@dataclass(frozen=True, slots=True)
class Custody:
    """Who holds a device (đơn vị, người đang giữ)."""

    holder_id: UUID
    holder_name: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a device stands (vị trí): nowhere known, at a site, at a position of it."""

    site_id: UUID | None = None
    position_id: UUID | None = None
    place: str = ""
    """In words: "phòng máy, bàn 3"."""


NOWHERE = Whereabouts()


@dataclass(frozen=True, slots=True)
class Device:
    """A device in the register."""

    id: UUID
    tag: str
    """Opaque, printed on its label: "TB-7K3M9Q"."""
    details: DeviceDetails
    custody: Custody
    whereabouts: Whereabouts
    condition: Condition
    use_class: UseClass
    state: DeviceState

    @property
    def category(self) -> Category:
        """What it is."""
        return self.details.category

    @property
    def counts(self) -> bool:
        """Whether it counts as Có: neither borrowed nor broken, and still there."""
        there = self.state not in {DeviceState.LOST, DeviceState.RETIRED}
        return there and self.details.tenure is not Tenure.BORROWED and self.condition is not Condition.BROKEN


@dataclass(frozen=True, slots=True)
class NewDevice:
    """A device to be entered."""

    details: DeviceDetails
    holder_id: UUID | None = None
    """None: the owner holds it."""
    holder_name: str = ""
    condition: Condition = Condition.GOOD
    use_class: UseClass = UseClass.INTERNAL
    place: str = ""


@dataclass(frozen=True, slots=True)
class Wiping:
    """Evidence that a device was wiped (bằng chứng xóa dữ liệu)."""

    method: str
    """How: "ghi đè 3 lượt", "thay ổ cứng"."""
    done_on: date
    minutes: str
    """Number of the minutes that tell it."""


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
    body_id: UUID | None = None
    """Owned or held by it."""
    site_id: UUID | None = None
    counting_only: bool = False
    """Only what counts as Có."""


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


class FindVerdict(StrEnum):
    """What a stock-take says of a tag that was read, or of a device that was not (kết quả kiểm kê)."""

    RIGHT = "right"
    """Đúng vị trí."""
    WRONG_PLACE = "wrong-place"
    """Sai vị trí: one key moves it here."""
    NOT_FOUND = "not-found"
    """Không thấy."""
    UNKNOWN = "unknown"
    """Không có trong sổ."""
    DOUBLE = "double"
    """Quét lặp."""


@dataclass(frozen=True, slots=True)
class StockTake:
    """A stock-take of one site or of what one body holds (đợt kiểm kê)."""

    id: UUID
    title: str
    site_id: UUID | None
    body_id: UUID | None
    opened_at: datetime
    closed_at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Find:
    """A tag that was read, or a device that was not (kết quả quét)."""

    number: int
    text: str
    """As it was read, or the tag of the device that was not found."""
    verdict: FindVerdict
    device_id: UUID | None
    moved: bool
    at: datetime
    by: str
