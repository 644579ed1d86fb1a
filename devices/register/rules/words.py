"""The words of lists (từ ngữ trong danh sách): how columns and values are called; the first spelling is what we write.

Files are Vietnamese whatever language the program speaks. Spellings are compared without case, marks and doubled
blanks; each stands for one thing only.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from congress.text import fold
from devices.register.values.devices import Category, Condition, DeviceState, Tenure, UseClass

Member = TypeVar("Member", bound=StrEnum)


class Column(StrEnum):
    """A column of a list of devices (cột)."""

    ORDINAL = "ordinal"
    """Taken for nothing."""
    TAG = "tag"
    CATEGORY = "category"
    MODEL = "model"
    SERIAL = "serial"
    COLOUR = "colour"
    YEAR = "year"
    CONDITION = "condition"
    TENURE = "tenure"
    OWNER = "owner"
    HOLDER = "holder"
    HOLDER_NAME = "holder-name"
    USE_CLASS = "use-class"
    PLACE = "place"
    NOTE = "note"
    QUANTITY = "quantity"
    """One a row: a row is a device."""
    SITE = "site"
    """Written only: a device is placed by its own deed."""
    POSITION = "position"
    """Written only."""
    STATE = "state"
    """Written only."""


COLUMNS: Mapping[Column, tuple[str, ...]] = {
    Column.ORDINAL: ("Stt", "TT", "Số thứ tự", "No."),
    Column.TAG: ("Mã thiết bị", "Mã", "Mã tài sản", "Mã TB", "Tag"),
    Column.CATEGORY: ("Loại thiết bị", "Loại", "Tên thiết bị", "Chủng loại", "Thiết bị", "Category"),
    Column.MODEL: ("Nhãn hiệu, model", "Model", "Nhãn hiệu", "Hãng, model", "Kiểu máy", "Cấu hình"),
    Column.SERIAL: ("Số sê-ri", "Serial", "Số serial", "Số seri", "S/N", "Số máy", "Serial number"),
    Column.COLOUR: ("Màu", "In màu", "Màu/đen trắng", "Colour"),
    Column.YEAR: ("Năm sử dụng", "Năm", "Năm đưa vào sử dụng", "Năm trang bị", "Năm mua", "Năm cấp", "Year"),
    Column.CONDITION: ("Tình trạng", "Hiện trạng", "Chất lượng", "Condition"),
    Column.TENURE: ("Hình thức sở hữu", "Sở hữu", "Nguồn", "Tenure"),
    Column.OWNER: (
        "Đơn vị sở hữu",
        "Tên đơn vị",
        "Đơn vị",
        "Đơn vị quản lý",
        "Đảng ủy xã",
        "Cơ quan, đơn vị",
        "Owner",
    ),
    Column.HOLDER: ("Đơn vị giữ", "Đơn vị sử dụng", "Đơn vị đang giữ", "Holder"),
    Column.HOLDER_NAME: ("Người giữ", "Người sử dụng", "Người dùng", "Cán bộ sử dụng", "Họ và tên", "Holder name"),
    Column.USE_CLASS: ("Mục đích sử dụng", "Mục đích", "Mạng", "Use"),
    Column.PLACE: ("Nơi đặt", "Vị trí đặt", "Phòng", "Địa điểm", "Place"),
    Column.NOTE: ("Ghi chú", "Note"),
    Column.QUANTITY: ("Số lượng", "SL", "Quantity"),
    Column.SITE: ("Điểm tổ chức",),
    Column.POSITION: ("Vị trí",),
    Column.STATE: ("Trạng thái",),
}
WRITTEN_ONLY = frozenset({Column.SITE, Column.POSITION, Column.STATE})
EXPORTED = tuple(column for column in Column if column is not Column.QUANTITY)

CATEGORIES: Mapping[Category, tuple[str, ...]] = {
    Category.COMPUTER: (
        "Máy tính",
        "Máy vi tính",
        "Bộ máy tính",
        "Máy tính để bàn",
        "Máy tính bàn",
        "Máy tính xách tay",
        "Laptop",
        "PC",
        "Computer",
        "Computers",
    ),
    Category.PRINTER: ("Máy in", "Máy in màu", "Máy in laser", "Printer", "Printers"),
    Category.PHOTOCOPIER: ("Máy photocopy", "Máy photo", "Photocopy", "Photocopier", "Photocopiers"),
    Category.SCANNER: ("Máy scan", "Máy quét", "Máy quét văn bản", "Scan", "Scanner", "Scanners"),
    Category.PROJECTOR: ("Máy chiếu", "Projector"),
    Category.VIDEO_CAMERA: ("Máy quay", "Máy quay phim", "Camera quay phim"),
    Category.CAMERA: ("Máy ảnh", "Máy chụp ảnh"),
    Category.NETWORK: ("Thiết bị mạng", "Switch", "Bộ chuyển mạch", "Router", "Bộ định tuyến", "Wifi", "Modem"),
    Category.UPS: ("Bộ lưu điện", "UPS", "Lưu điện"),
    Category.KEYPAD: ("Bàn phím số", "Keypad"),
    Category.MEDIA: ("Vật mang tin", "USB", "Ổ cứng di động", "Ổ cứng ngoài", "Đĩa quang"),
    Category.LINE_SECURITY: ("Thiết bị bảo mật đường truyền", "Bảo mật đường truyền"),
    Category.OTHER: ("Thiết bị khác", "Khác"),
}
COLOUR_CATEGORIES: Mapping[str, bool] = {"may in mau": True}
"""A name of a category that tells of colour by itself."""
CONDITIONS: Mapping[Condition, tuple[str, ...]] = {
    Condition.GOOD: ("Tốt", "Còn tốt", "Mới", "Bình thường", "Hoạt động tốt", "Đang sử dụng", "Good"),
    Condition.WORN: ("Đã cũ", "Cũ", "Trung bình", "Xuống cấp", "Chậm", "Worn"),
    Condition.BROKEN: ("Hỏng", "Hư", "Hư hỏng", "Không sử dụng được", "Broken"),
}
TENURES: Mapping[Tenure, tuple[str, ...]] = {
    Tenure.OWN: ("Của đơn vị", "Sở hữu", "Được cấp", "Tự mua", "Own"),
    Tenure.SHARED: ("Dùng chung", "Chung", "Shared"),
    Tenure.BORROWED: ("Mượn", "Đi mượn", "Thuê", "Borrowed"),
}
USE_CLASSES: Mapping[UseClass, tuple[str, ...]] = {
    UseClass.COUNTING: ("Kiểm phiếu", "Counting"),
    UseClass.CLASSIFIED: (
        "Soạn thảo văn bản mật",
        "Mật",
        "Máy mật",
        "Soạn thảo văn bản mật (độc lập không kết nối mạng)",
        "Độc lập không kết nối mạng",
        "Classified",
    ),
    UseClass.INTERNAL: ("Mạng nội bộ", "Nội bộ", "Soạn thảo văn bản không mật", "Internal"),
    UseClass.INTERNET: ("Kết nối Internet", "Internet"),
}
STATES: Mapping[DeviceState, tuple[str, ...]] = {
    DeviceState.REGISTERED: ("Đã vào sổ",),
    DeviceState.ASSIGNED: ("Đã bố trí",),
    DeviceState.SEALED: ("Đã niêm phong",),
    DeviceState.IN_USE: ("Đang sử dụng",),
    DeviceState.RETURNED: ("Đã nhận lại",),
    DeviceState.INCIDENT: ("Có sự cố",),
    DeviceState.REPAIR: ("Đang sửa chữa",),
    DeviceState.LOST: ("Thất lạc",),
    DeviceState.RETIRED: ("Đã thanh lý",),
}
COLOURS: Mapping[bool, tuple[str, ...]] = {
    True: ("Màu", "Có", "In màu", "x"),
    False: ("Đen trắng", "Không", "Đơn sắc"),
}


def key(text: str) -> str:
    """What spellings of one word have in common."""
    return fold(text).strip(" .:*")


def reader(words: Mapping[Member, Iterable[str]]) -> Mapping[str, Member]:
    """By spelling, what it means."""
    return {key(spelling): member for member, spellings in words.items() for spelling in spellings}


READ_COLUMN = reader(COLUMNS)
READ_CATEGORY = reader(CATEGORIES)
READ_CONDITION = reader(CONDITIONS)
READ_TENURE = reader(TENURES)
READ_USE_CLASS = reader(USE_CLASSES)
READ_COLOUR: Mapping[str, bool] = {key(word): value for value, words in COLOURS.items() for word in words}
