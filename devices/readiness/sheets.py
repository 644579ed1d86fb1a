"""The list that goes to the inspecting body and comes back with the stamps' numbers (bảng số tem)."""

from collections.abc import Sequence
from datetime import datetime

from congress.i18n import say_in
from congress.papers.workbooks import Sheet, SheetColumn, workbook
from devices.register.values.devices import Device

NUMBER, TAG, CATEGORY, MODEL, SERIAL, STAMP, EXPIRES = (
    "TT", "Mã", "Loại", "Kiểu máy", "Số sê-ri", "Số tem", "Hạn (ngày/tháng/năm)",
)  # fmt: skip
_vi = say_in("vi")


def stamps_workbook(devices: Sequence[Device], *, title: str, created: datetime) -> bytes:
    """The workbook's bytes: a line a device, the last two columns to be filled in."""
    columns = (
        SheetColumn(NUMBER, 12),
        SheetColumn(TAG, 30, is_text=True),
        SheetColumn(CATEGORY, 35, is_text=True),
        SheetColumn(MODEL, 50, is_text=True),
        SheetColumn(SERIAL, 40, is_text=True),
        SheetColumn(STAMP, 30, is_text=True),
        SheetColumn(EXPIRES, 30, is_text=True),
    )
    rows = tuple(
        (number, one.tag, _vi(f"category-{one.category}"), one.details.model, one.details.serial, "", "")
        for number, one in enumerate(devices, 1)
    )
    return workbook((Sheet("Số tem", title, columns, rows),), title=title, created=created)
