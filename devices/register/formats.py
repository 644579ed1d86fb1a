"""Lists of devices for people (danh sách thiết bị): XLSX and CSV, in words that the import understands again."""

from collections.abc import Iterable, Iterator

from congress.spreadsheet import CSV, XLSX, write_csv, write_xlsx
from devices.register.rules import words
from devices.register.rules.words import Column
from devices.register.values.devices import Device
from devices.register.values.listing import DeviceLine
from devices.register.values.sites import PositionKind

FORMATS = (XLSX, CSV)
SHEET = "Danh sách thiết bị"
_WIDTHS = {Column.ORDINAL: 6, Column.OWNER: 32, Column.HOLDER: 32, Column.MODEL: 28, Column.NOTE: 30}
POSITIONS: dict[PositionKind, str] = {
    PositionKind.COUNTING_STATION: "Bàn kiểm phiếu",
    PositionKind.PRINTER: "Máy in",
    PositionKind.SPARE_PRINTER: "Máy in dự phòng",
    PositionKind.UPS: "Bộ lưu điện",
    PositionKind.PROJECTOR: "Máy chiếu",
    PositionKind.NETWORK: "Thiết bị mạng",
    PositionKind.SPARE_COMPUTER: "Máy tính dự phòng",
    PositionKind.KEYPAD: "Bàn phím số",
    PositionKind.PAPER: "Giấy in",
    PositionKind.TONER: "Mực in",
}


def write_list(devices: Iterable[tuple[Device, DeviceLine]], *, kind: str) -> bytes:
    """The list of devices as a file (xuất danh sách): `xlsx` or `csv`."""
    if kind == CSV:
        return write_csv(_rows(devices))
    widths = (_WIDTHS.get(column, 16) for column in words.EXPORTED)
    return write_xlsx(_rows(devices), title=SHEET, widths=widths)


def _rows(devices: Iterable[tuple[Device, DeviceLine]]) -> Iterator[list[str]]:
    yield [words.COLUMNS[column][0] for column in words.EXPORTED]
    for ordinal, (device, line) in enumerate(devices, start=1):
        cells = _cells(ordinal, device, line)
        yield [cells[column] for column in words.EXPORTED]


def _cells(ordinal: int, device: Device, line: DeviceLine) -> dict[Column, str]:
    details = device.details
    return {
        Column.ORDINAL: str(ordinal),
        Column.TAG: device.tag,
        Column.CATEGORY: words.CATEGORIES[details.category][0],
        Column.MODEL: details.model,
        Column.SERIAL: details.serial,
        Column.COLOUR: "" if details.colour is None else words.COLOURS[details.colour][0],
        Column.YEAR: "" if details.year is None else str(details.year),
        Column.CONDITION: words.CONDITIONS[device.condition][0],
        Column.TENURE: words.TENURES[details.tenure][0],
        Column.OWNER: line.owner,
        Column.HOLDER: line.holder,
        Column.HOLDER_NAME: line.holder_name,
        Column.USE_CLASS: words.USE_CLASSES[device.use_class][0],
        Column.PLACE: line.place,
        Column.NOTE: details.note,
        Column.SITE: line.site,
        Column.POSITION: position_name(line.position),
        Column.STATE: words.STATES[device.state][0],
    }


def position_name(position: str) -> str:
    """A position as papers call it: "Bàn kiểm phiếu 3"; empty stays empty."""
    kind, _, number = position.partition(" ")
    return f"{POSITIONS[PositionKind(kind)]} {number}" if position else ""
