"""Devices, their whole history, positions and places of sites, stock-takes (trao đổi sổ thiết bị).

What a search looks through is left out: it is made anew from the row.
"""

from collections import Counter
from collections.abc import Iterator

from congress.chapters import Retention, Rows, TableChapter
from congress.errors import Finding
from congress.store.tables import Kept, NotKept, Values
from congress.store.unit import Unit
from devices.register.queries.shared import searched
from devices.register.rows import DeviceEventRow, DeviceRow, PlaceRow, PositionRow, StockTakeFindRow, StockTakeRow
from devices.register.rules.details import serial_key
from devices.register.rules.tags import read_tag

_DERIVED = "made anew from the row"


def _tag(values: Values) -> None:
    if read_tag(values["tag"]) != values["tag"]:
        raise ValueError


def _facts(values: Values) -> None:
    if not isinstance(values["facts"], dict):
        raise TypeError


def _search(values: Values) -> str:
    return searched(values["tag"], values["model"], values["serial"], values["holder_name"], values["place"])


def _whole_histories(_: Unit, rows: Rows) -> Iterator[Finding]:
    """Nothing drops a line of history: a device comes in with as many as it says."""
    lines = Counter(row.values["device_id"] for row in rows.get("device_event", ()))
    for row in rows.get("device", ()):
        if lines[row.values["id"]] != row.values["events"]:
            yield Finding(row.where, "device-history-cut", {"tag": row.values["tag"]})


CHAPTERS = (
    TableChapter(
        name="devices",
        title="Sổ thiết bị: thiết bị và toàn bộ diễn biến, vị trí tại điểm tổ chức, các đợt kiểm kê",
        retention=Retention.PERMANENT,
        whole_only=True,
        tables=(
            Kept(row=PositionRow),
            Kept(row=PlaceRow),
            Kept(
                row=DeviceRow,
                checks={"tag": _tag},
                not_kept={
                    "search": NotKept(_DERIVED, _search),
                    "serial_key": NotKept(_DERIVED, lambda values: serial_key(values["serial"])),
                },
            ),
            Kept(row=DeviceEventRow, checks={"facts": _facts}),
            Kept(row=StockTakeRow),
            Kept(row=StockTakeFindRow),
        ),
        check=_whole_histories,
    ),
)
