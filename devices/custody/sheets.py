"""The list of a hand-over or a return as a workbook (danh sách thiết bị kèm biên bản)."""

from congress.papers.workbooks import Sheet, SheetColumn, Value, workbook
from devices.custody.papers import About, cells, heads
from devices.custody.values import Handover


def device_list(about: About, one: Handover, *, title: str) -> bytes:
    """The workbook's bytes: a line a device, in the order of the minutes."""
    columns = (
        SheetColumn("TT", 12),
        *(SheetColumn(head, width or 60, is_text=True) for head, width in heads(one.kind)),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (number, *cells(about, line, one.kind)) for number, line in enumerate(one.lines, 1)
    )
    notes = (
        f"Số {one.number}, ngày {one.on:%d/%m/%Y}. Căn cứ {one.basis}.",
        f"Bên giao: {about.names[one.giver.body_id]}, {one.giver.name}. "
        f"Bên nhận: {about.names[one.taker.body_id]}, {one.taker.name}.",
    )
    return workbook((Sheet("Danh sách", title, columns, rows, notes=notes),), title=title, created=about.now)
