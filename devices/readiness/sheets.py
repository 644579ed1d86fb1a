"""Workbooks of readiness (bảng tính): the list that goes out for stamps' numbers, the minutes of stamps put on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from congress.i18n import say_in
from congress.papers.phrasing import long_moment
from congress.papers.workbooks import Sheet, SheetColumn, workbook
from devices.readiness.formats import Head
from devices.readiness.papers import About, seal_rows
from devices.readiness.values import Seal
from devices.register.values.devices import Device
from devices.register.values.sites import Place

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


def seals_workbook(about: About, seals: Sequence[Seal], things: Mapping[UUID, Device | Place]) -> bytes:
    """The minutes of stamps and seals as a workbook: a line a stamp, as the paper has them."""
    widths = {"TT": 12, "Loại tem": 40, "Số tem": 35, "Cơ quan cấp": 55, "Dán tại": 60, "Vị trí dán": 40, "Hạn": 30}
    every = tuple(SheetColumn(head, width, is_text=head != "TT") for head, width in widths.items())
    full = tuple(
        (number, kind, text, one.issuer, where, spot, until)
        for number, (one, (_, kind, text, where, spot, until)) in enumerate(
            zip(seals, seal_rows(seals, things), strict=True), 1
        )
    )
    filled = [place for place in range(len(every)) if any(row[place] for row in full)]
    columns = tuple(every[place] for place in filled)
    rows = tuple(tuple(row[place] for place in filled) for row in full)
    title = f"Biên bản kiểm tra, dán tem kiểm định, tem niêm phong tại {about.site.name}"
    notes = (about.congress.details.title, f"Lập {long_moment(about.now)}.")
    return workbook((Sheet("Tem", title, columns, rows, notes=notes),), title=title, created=about.now)
