"""The list that goes to the inspecting body and comes back with the stamps' numbers (bảng số tem)."""

from collections.abc import Sequence
from datetime import datetime

from congress.i18n import say_in
from congress.papers.workbooks import Sheet, SheetColumn, workbook
from devices.readiness.formats import Head
from devices.register.values.devices import Device

_vi = say_in("vi")


def stamps_workbook(devices: Sequence[Device], *, title: str, created: datetime) -> bytes:
    """The workbook's bytes: a line a device, the last two columns to be filled in."""
    columns = (
        SheetColumn("TT", 12),
        SheetColumn(Head.TAG, 30, is_text=True),
        SheetColumn("Loại", 35, is_text=True),
        SheetColumn("Kiểu máy", 50, is_text=True),
        SheetColumn(Head.SERIAL, 40, is_text=True),
        SheetColumn(Head.STAMP, 30, is_text=True),
        SheetColumn(Head.EXPIRES, 30, is_text=True),
    )
    rows = tuple(
        (number, one.tag, _vi(f"category-{one.category}"), one.details.model, one.details.serial, "", "")
        for number, one in enumerate(devices, 1)
    )
    return workbook((Sheet("Số tem", title, columns, rows),), title=title, created=created)
