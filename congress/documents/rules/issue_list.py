"""The list of people who get a copy (danh sách cấp phát): each row understood by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from congress.documents.rules import issues, words
from congress.documents.rules.listing import Header, header_told, rows_below
from congress.documents.values.issues import NewCopy
from congress.errors import Finding
from congress.headings import Where


class Column(StrEnum):
    """A column of the list (cột)."""

    ORDINAL = "ordinal"
    """Taken for nothing."""
    HOLDER = "holder"
    DELEGATION = "delegation"
    NUMBER = "number"
    NOTE = "note"


COLUMNS: Mapping[Column, tuple[str, ...]] = {
    Column.ORDINAL: ("TT", "Stt", "Số thứ tự", "No."),
    Column.HOLDER: ("Họ và tên", "Họ tên", "Đại biểu", "Người nhận", "Tên", "Name"),
    Column.DELEGATION: ("Đoàn", "Đoàn đại biểu", "Tổ", "Tổ đại biểu", "Đơn vị", "Delegation"),
    Column.NUMBER: ("Số bản", "Bản số", "Số tài liệu", "Copy number"),
    Column.NOTE: ("Ghi chú", "Note"),
}
READ_COLUMN = words.reader(COLUMNS)
NEEDED = (Column.HOLDER,)


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet understood."""

    rows: tuple[tuple[int, NewCopy], ...]
    places: tuple[str, ...]
    """Of each row its number's cell, or its name's where the list has no numbers."""
    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...]


def read_list(rows: Sequence[Sequence[str]], header: Header[Column], where: Where) -> Listed:
    """Every row below the header; faults by row and column."""
    faults: list[Finding] = []
    found: list[tuple[int, NewCopy]] = []
    places: list[str] = []
    for cells in rows_below(rows, header, where, faults, saying=(Column.HOLDER, Column.DELEGATION, Column.NUMBER)):
        new = issues.cleaned(
            NewCopy(
                holder=cells.text(Column.HOLDER),
                delegation=cells.text(Column.DELEGATION),
                number=cells.number_of(Column.NUMBER),
                note=cells.text(Column.NOTE),
            )
        )
        for fault in issues.check_copy(new, where="copy"):
            cells.fault(Column(fault.where.partition(".")[2]), fault.code, fault.facts)
        found.append((cells.number, new))
        places.append(cells.place(Column.NUMBER if Column.NUMBER in header.columns else Column.HOLDER))
    if not found:
        faults.append(Finding(where(header.row, None), "list-without-rows"))
    differing, remarks = header_told(rows, header, [row for row, _ in found], where)
    return Listed(tuple(found), tuple(places), (*faults, *differing), remarks)
