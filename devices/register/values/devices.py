"""A device (thiết bị), whose it is, where it stands, what it may be used for."""

from dataclasses import dataclass
from datetime import date
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
