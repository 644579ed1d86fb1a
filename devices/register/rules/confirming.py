"""What a list would change that a person has to confirm by name (thay đổi cần xác nhận): serials, holders, owners.

Most of it is a slip of the list: a row moved by one, a serial number of the machine beside it. Each is told with what
it was and what it becomes; none passes with the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from congress.errors import Finding
from congress.headings import Where
from devices.register.rules.details import serial_key
from devices.register.rules.listing import Listed
from devices.register.rules.words import Column
from devices.register.values.devices import Custody, Device
from devices.register.values.importing import PlannedRow


def to_confirm(
    rows: Sequence[PlannedRow],
    listed: Listed,
    by_serial: Mapping[str, Sequence[Device]],
    names: Mapping[UUID, str],
    where: Where,
) -> tuple[Finding, ...]:
    """Every change that a person has to confirm, row by row."""
    columns = listed.header.columns
    serials = _Serials(rows, listed, by_serial)
    return tuple(
        Finding(where(row.row, columns.get(column)), code, facts)
        for row in rows
        for column, code, facts in (*serials.of(row), *_hands(row, names))
    )


Change = tuple[Column, str, Mapping[str, object]]


def _serial(row: PlannedRow) -> str:
    """The serial number that its device will have."""
    if row.new is not None:
        return row.new.details.serial
    return "" if row.after is None else row.after.details.serial


def _is_other(before: str, after: str) -> bool:
    return serial_key(before) != serial_key(after)


class _Serials:
    """Serial numbers as they are, and as the list would have them."""

    def __init__(self, rows: Sequence[PlannedRow], listed: Listed, by_serial: Mapping[str, Sequence[Device]]) -> None:
        self._there = by_serial
        self._becomes = {row.before.id: row for row in rows if row.before is not None}
        self._category = {one.row: one.category for one in listed.devices}
        self._first: dict[str, PlannedRow] = {}
        for row in rows:
            self._first.setdefault(serial_key(_serial(row)), row)

    def of(self, row: PlannedRow) -> Iterator[Change]:
        """What a row does to serial numbers."""
        before, after = "" if row.before is None else row.before.details.serial, _serial(row)
        if not after or not _is_other(before, after):
            return
        if before and (other := self._swapped(row, before, after)):
            facts: dict[str, object] = {"tag": row.tag, "other": other, "before": before, "after": after}
            yield Column.SERIAL, "list-serials-swapped", facts
        elif before:
            yield Column.SERIAL, "list-serial-becomes", {"tag": row.tag, "before": before, "after": after}
        if tags := ", ".join(one.tag for one in self._others(row, after)):
            yield Column.SERIAL, "list-serial-of-another", {"text": after, "tags": tags}
        first = self._first[serial_key(after)]
        # Two rows of one category are a fault of the list alone.
        if first.row != row.row and self._category[first.row] is not self._category[row.row]:
            yield Column.SERIAL, "list-serial-again", {"text": after, "row": first.row}

    def _swapped(self, row: PlannedRow, before: str, after: str) -> str:
        """The tag of the device that gets this one's serial number for its own."""
        for other in self._there.get(serial_key(after), ()):
            its = self._becomes.get(other.id)
            if its is not None and its.row != row.row and not _is_other(_serial(its), before):
                return other.tag
        return ""

    def _others(self, row: PlannedRow, after: str) -> Iterator[Device]:
        """Devices of the register that have the serial number, and keep it."""
        for other in self._there.get(serial_key(after), ()):
            its = self._becomes.get(other.id)
            is_itself = row.before is not None and row.before.id == other.id
            if not is_itself and (its is None or not _is_other(_serial(its), after)):
                yield other


def _hands(row: PlannedRow, names: Mapping[UUID, str]) -> Iterator[Change]:
    if row.before is None or row.after is None:
        return
    if row.changes_holder:
        held, holds = (_held_by(one.custody, names) for one in (row.before, row.after))
        column = Column.HOLDER if row.before.custody.holder_id != row.after.custody.holder_id else Column.HOLDER_NAME
        yield column, "list-holder-changes", {"tag": row.tag, "before": held, "after": holds}
    owner, owns = (names.get(one.details.owner_id, "") for one in (row.before, row.after))
    if row.before.details.owner_id != row.after.details.owner_id:
        yield Column.OWNER, "list-owner-changes", {"tag": row.tag, "before": owner, "after": owns}


def _held_by(custody: Custody, names: Mapping[UUID, str]) -> str:
    return ", ".join(part for part in (custody.holder_name, names.get(custody.holder_id, "")) if part)
