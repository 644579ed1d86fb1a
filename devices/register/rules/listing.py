"""A list of devices as it was read (danh sách thiết bị): its header found, each row understood by itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from congress.errors import Finding
from congress.headings import Where, meant_twice
from devices.register.rules import words
from devices.register.rules.details import FIRST_YEAR, LAST_YEAR, serial_key
from devices.register.rules.tags import read_tag
from devices.register.rules.words import Column
from devices.register.values.devices import Category, Condition, Tenure, UseClass

HEADER_WITHIN = 30
"""The header stands in one of the first rows, under the title."""
Member = TypeVar("Member", bound=StrEnum)
_SAYS_OF_A_DEVICE = (Column.YEAR, Column.CONDITION, Column.TENURE, Column.COLOUR, Column.USE_CLASS)
"""What a numbered row tells of a device whose category was forgotten; a heading of a body tells none of it."""
_TOTALS = frozenset({"tong", "tong cong", "cong", "total"})


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns stand."""

    row: int
    columns: Mapping[Column, int]
    """From 1; the first of those that mean the same."""
    meanings: Mapping[int, Column] = field(default_factory=dict)
    """What each column means that is understood."""


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """A row, understood by itself; empty where the cell is."""

    row: int
    tag: str = ""
    category: Category | None = None
    kind: str = ""
    """Its category as it is written."""
    model: str = ""
    serial: str = ""
    colour: bool | None = None
    year: int | None = None
    condition: Condition | None = None
    tenure: Tenure | None = None
    owner: str = ""
    holder: str = ""
    holder_name: str = ""
    use_class: UseClass | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A sheet understood."""

    header: Header
    devices: tuple[ListedDevice, ...]
    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...] = field(default=())
    """What is told but stands in nobody's way."""


def find_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The row that names most columns, a category among them or a tag; None where none does."""
    best: Header | None = None
    for number, row in enumerate(rows[:HEADER_WITHIN], start=1):
        meanings = {
            place: column
            for place, text in enumerate(row, start=1)
            if text and (column := words.READ_COLUMN.get(words.key(text))) is not None
        }
        columns = {column: place for place, column in reversed(meanings.items())}
        known = {Column.CATEGORY, Column.TAG} & columns.keys() and len(columns) > 1
        if known and (best is None or len(columns) > len(best.columns)):
            best = Header(number, columns, meanings)
    return best


def read_list(rows: Sequence[Sequence[str]], header: Header, where: Where) -> Listed:
    """Every row below the header; faults by row and column."""
    faults: list[Finding] = []
    devices: list[ListedDevice] = []
    for number, row in enumerate(rows[header.row :], start=header.row + 1):
        cells = _Cells(row, number, header, where, faults)
        if cells.is_bare():
            continue
        devices.append(_device(cells))
    faults += _doubles(devices, header, where)
    read = [device.row for device in devices]
    differing, alike = meant_twice(rows, header.row, header.meanings, read, where)
    faults += differing
    if not devices:
        faults.append(Finding(where(header.row, None), "list-without-devices"))
    return Listed(header, tuple(devices), tuple(faults), (*alike, *_remarks(rows, header, devices, where)))


class _Cells:
    """The cells of a row by their columns."""

    def __init__(self, row: Sequence[str], number: int, header: Header, where: Where, faults: list[Finding]) -> None:
        self.number = number
        self._row, self._header, self._where, self._faults = row, header, where, faults

    def text(self, column: Column) -> str:
        """What stands there."""
        place = self._header.columns.get(column)
        return self._row[place - 1] if place is not None and place <= len(self._row) else ""

    def is_bare(self) -> bool:
        """An empty row, a row of totals or signatures: nothing in it says of a device."""
        first = next((text for text in self._row if text), "")
        named = any(self.text(column) for column in (Column.TAG, Column.CATEGORY, Column.SERIAL, Column.MODEL))
        counted = self.text(Column.ORDINAL).isdecimal() and any(self.text(column) for column in _SAYS_OF_A_DEVICE)
        return not (named or counted) or words.key(first) in _TOTALS

    def fault(self, column: Column, code: str, facts: Mapping[str, object] | None = None) -> None:
        """Something is wrong there."""
        self._faults.append(Finding(self._where(self.number, self._header.columns.get(column)), code, facts or {}))

    def one_of(
        self, column: Column, known: Mapping[str, Member], spelled: Mapping[Member, Sequence[str]]
    ) -> Member | None:
        """The member whose word stands there."""
        text = self.text(column)
        found = known.get(words.key(text)) if text else None
        if text and found is None:
            allowed = ", ".join(spellings[0] for spellings in spelled.values())
            self.fault(column, "list-word-unknown", {"text": text, "allowed": allowed})
        return found


def _device(cells: _Cells) -> ListedDevice:
    typed = cells.text(Column.TAG)
    tag = read_tag(typed) if typed else ""
    if tag is None:
        cells.fault(Column.TAG, "list-tag-wrong", {"text": typed})
    if (quantity := cells.text(Column.QUANTITY)) and quantity.lstrip("0") != "1":
        cells.fault(Column.QUANTITY, "list-quantity-not-one", {"text": quantity})
    kind = cells.text(Column.CATEGORY)
    return ListedDevice(
        row=cells.number,
        tag=tag or "",
        category=cells.one_of(Column.CATEGORY, words.READ_CATEGORY, words.CATEGORIES),
        kind=kind,
        model=cells.text(Column.MODEL),
        serial=cells.text(Column.SERIAL),
        colour=_colour(cells, kind),
        year=_year(cells),
        condition=cells.one_of(Column.CONDITION, words.READ_CONDITION, words.CONDITIONS),
        tenure=cells.one_of(Column.TENURE, words.READ_TENURE, words.TENURES),
        owner=cells.text(Column.OWNER),
        holder=cells.text(Column.HOLDER),
        holder_name=cells.text(Column.HOLDER_NAME),
        use_class=cells.one_of(Column.USE_CLASS, words.READ_USE_CLASS, words.USE_CLASSES),
        place=cells.text(Column.PLACE),
        note=cells.text(Column.NOTE),
    )


def _colour(cells: _Cells, kind: str) -> bool | None:
    text = cells.text(Column.COLOUR)
    if not text:
        return words.COLOUR_CATEGORIES.get(words.key(kind))
    found = words.READ_COLOUR.get(words.key(text))
    if found is None:
        allowed = ", ".join(spellings[0] for spellings in words.COLOURS.values())
        cells.fault(Column.COLOUR, "list-word-unknown", {"text": text, "allowed": allowed})
    return found


def _year(cells: _Cells) -> int | None:
    text = cells.text(Column.YEAR)
    if not text:
        return None
    digits = text[:4] if len(text) == 10 and text[4] == "-" else text  # a date: its year
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4 and FIRST_YEAR <= int(digits) <= LAST_YEAR):
        cells.fault(Column.YEAR, "list-year-wrong", {"text": text, "first": FIRST_YEAR, "last": LAST_YEAR})
        return None
    return int(digits)


def _doubles(devices: Sequence[ListedDevice], header: Header, where: Where) -> Iterator[Finding]:
    """A tag, or a serial number of one category, that stands in two rows."""
    seen: dict[tuple[Column, str], int] = {}
    for device in devices:
        for column, text in ((Column.TAG, device.tag), (Column.SERIAL, serial_key(device.serial))):
            first = seen.setdefault((column, f"{device.category} {text}"), device.row) if text else device.row
            if first != device.row:
                place = where(device.row, header.columns.get(column))
                yield Finding(place, "list-row-twice", {"text": device.tag or device.serial, "row": first})


def _remarks(
    rows: Sequence[Sequence[str]], header: Header, devices: Sequence[ListedDevice], where: Where
) -> Iterator[Finding]:
    for place, text in enumerate(rows[header.row - 1], start=1):
        if text and place not in header.meanings:
            yield Finding(where(header.row, place), "list-column-unknown", {"text": text})
    for column in words.WRITTEN_ONLY & header.columns.keys():
        facts = {"text": words.COLUMNS[column][0]}
        yield Finding(where(header.row, header.columns[column]), "list-column-not-taken", facts)
    if nameless := sum(1 for device in devices if not device.tag and not device.serial):
        yield Finding(where(header.row, None), "list-rows-nameless", {"count": nameless})
