"""What taking in a list would do (xem trước khi nhập): new devices, changed ones, what a person has to say first.

Nothing is guessed: a body's name that is spelled otherwise is proposed to a person; a known device is found by its
tag, else by its serial number within its category; an empty cell leaves what the register has.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from congress.errors import Finding
from congress.headings import Where
from devices.register.rules import details as rules
from devices.register.rules.confirming import to_confirm
from devices.register.rules.details import serial_key
from devices.register.rules.listing import Listed, ListedDevice
from devices.register.rules.words import Column
from devices.register.values.devices import (
    Condition,
    Custody,
    Device,
    DeviceDetails,
    DeviceState,
    NewDevice,
    Tenure,
    UseClass,
)
from devices.register.values.importing import PlannedRow, RowOutcome


@dataclass(frozen=True, slots=True)
class Doubt:
    """A body's name that a person has to settle (tên cần xác nhận)."""

    text: str
    where: str
    """The first cell of it."""
    rows: int
    candidates: tuple[UUID, ...]
    """Bodies it may mean; empty where the program has no idea."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What taking in a list would do."""

    rows: tuple[PlannedRow, ...]
    faults: tuple[Finding, ...]
    doubts: tuple[Doubt, ...]
    changes: tuple[Finding, ...] = ()
    """What a person has to confirm by name: another serial number, holder or owner of a known device."""

    def those(self, outcome: RowOutcome) -> tuple[PlannedRow, ...]:
        """The rows of one outcome."""
        return tuple(row for row in self.rows if row.outcome is outcome)


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of a list's devices and bodies."""

    by_tag: Mapping[str, Device]
    by_serial: Mapping[str, Sequence[Device]]
    names: Mapping[UUID, str]
    surely: Callable[[str], UUID | None]
    """The body that a name means for certain, or by a spelling that a person confirmed."""
    perhaps: Callable[[str], tuple[UUID, ...]]


def plan(listed: Listed, known: Known, where: Where) -> Planned:
    """What taking in a list would do; every fault of every row."""
    planner = _Planner(listed, known, where)
    rows = [row for device in listed.devices if (row := planner.row(device)) is not None]
    taken: dict[UUID, int] = {}
    for row in rows:
        if row.before is not None and taken.setdefault(row.before.id, row.row) != row.row:
            facts = {"text": row.tag, "row": taken[row.before.id]}
            planner.faults.append(Finding(where(row.row, None), "list-row-twice", facts))
    changes = to_confirm(rows, listed, known.by_serial, known.names, where)
    return Planned(tuple(rows), (*listed.faults, *planner.faults), tuple(planner.doubts.values()), changes)


class _Planner:
    def __init__(self, listed: Listed, known: Known, where: Where) -> None:
        self._columns, self._known, self._where = listed.header.columns, known, where
        self.faults: list[Finding] = []
        self.doubts: dict[str, Doubt] = {}

    def row(self, listed: ListedDevice) -> PlannedRow | None:
        """What a row does; None where its fault leaves that open."""
        before = self._found(listed)
        if before is None:
            return None if listed.tag else self._new(listed)
        return self._changed(listed, before)

    def _found(self, listed: ListedDevice) -> Device | None:
        if listed.tag:
            device = self._known.by_tag.get(listed.tag)
            if device is None:
                self._fault(listed, Column.TAG, "list-tag-unknown", {"tag": listed.tag})
            return device
        key = serial_key(listed.serial)
        there = self._known.by_serial.get(key, ()) if key else ()
        fitting = [one for one in there if listed.category is None or one.category is listed.category]
        if len(fitting) > 1:
            tags = ", ".join(one.tag for one in fitting)
            self._fault(listed, Column.SERIAL, "list-serial-of-several", {"text": listed.serial, "tags": tags})
        return fitting[0] if len(fitting) == 1 else None

    def _new(self, listed: ListedDevice) -> PlannedRow | None:
        owner = self._body(listed, Column.OWNER, listed.owner)
        holder = self._body(listed, Column.HOLDER, listed.holder) if listed.holder else None
        if not listed.kind:
            self._fault(listed, Column.CATEGORY, "list-category-missing")
        if not listed.owner:
            self._fault(listed, Column.OWNER, "list-owner-missing")
        if listed.category is None or owner is None:
            return None
        details = DeviceDetails(
            category=listed.category,
            owner_id=owner,
            model=listed.model,
            serial=listed.serial,
            colour=listed.colour,
            year=listed.year,
            tenure=listed.tenure or Tenure.OWN,
            note=listed.note,
        )
        new = NewDevice(
            details=details,
            holder_id=holder,
            holder_name=listed.holder_name,
            condition=listed.condition or Condition.GOOD,
            use_class=listed.use_class or UseClass.INTERNAL,
            place=listed.place,
        )
        self._checked(listed, rules.check_new(new, where=""))
        return PlannedRow(listed.row, RowOutcome.NEW, new=new)

    def _changed(self, listed: ListedDevice, before: Device) -> PlannedRow | None:
        owner = self._body(listed, Column.OWNER, listed.owner, now=before.details.owner_id)
        holder = self._body(listed, Column.HOLDER, listed.holder, now=before.custody.holder_id)
        if listed.category not in {None, before.category}:
            facts = {"tag": before.tag, "category": before.category}
            self._fault(listed, Column.CATEGORY, "list-category-differs", facts)
        if listed.use_class not in {None, before.use_class}:
            facts = {"tag": before.tag, "use_class": before.use_class}
            self._fault(listed, Column.USE_CLASS, "list-use-class-differs", facts)
        if owner is None or holder is None:
            return None
        details = replace(
            before.details,
            owner_id=owner,
            model=listed.model or before.details.model,
            serial=listed.serial or before.details.serial,
            colour=before.details.colour if listed.colour is None else listed.colour,
            year=listed.year or before.details.year,
            tenure=listed.tenure or before.details.tenure,
            note=listed.note or before.details.note,
        )
        after = replace(
            before,
            details=details,
            custody=Custody(holder, listed.holder_name or before.custody.holder_name),
            whereabouts=replace(before.whereabouts, place=listed.place or before.whereabouts.place),
            condition=listed.condition or before.condition,
        )
        if after == before:
            return PlannedRow(listed.row, RowOutcome.SAME, before=before, after=after)
        self._checked(listed, rules.check_details(details, where=""))
        self._checked(listed, rules.check_text(after.custody.holder_name, where=".holder_name"))
        self._checked(listed, rules.check_text(after.whereabouts.place, where=".place"))
        row = PlannedRow(listed.row, RowOutcome.CHANGED, before=before, after=after)
        self._may_change(listed, row, before, after)
        return row

    def _may_change(self, listed: ListedDevice, row: PlannedRow, before: Device, after: Device) -> None:
        if row.changes_holder and before.use_class is UseClass.CLASSIFIED:
            column = Column.HOLDER if listed.holder else Column.HOLDER_NAME
            self._fault(listed, column, "list-holder-of-classified", {"tag": before.tag})
        if before.state in {DeviceState.RETIRED, DeviceState.LOST}:
            code = "device-retired" if before.state is DeviceState.RETIRED else "device-lost"
            self._fault(listed, None, code, {"tag": before.tag})
        breaks = after.condition is Condition.BROKEN and before.condition is not Condition.BROKEN
        if breaks and before.state in {DeviceState.SEALED, DeviceState.IN_USE}:
            self._fault(listed, Column.CONDITION, "device-breaks-by-incident", {"tag": before.tag})

    def _body(self, listed: ListedDevice, column: Column, text: str, *, now: UUID | None = None) -> UUID | None:
        if now is not None and text in {"", self._known.names.get(now)}:
            return now
        if not text:
            return None
        found = self._known.surely(text)
        if found is None:
            known = self.doubts.get(text)
            if known is None:
                place = self._where(listed.row, self._columns.get(column))
                self.doubts[text] = Doubt(text, place, 1, self._known.perhaps(text))
            else:
                self.doubts[text] = replace(known, rows=known.rows + 1)
        return found

    def _checked(self, listed: ListedDevice, faults: Iterator[Finding] | Sequence[Finding]) -> None:
        for fault in faults:
            column = _COLUMN_OF.get(fault.where.removeprefix("."))
            self._fault(listed, column, fault.code, fault.facts)

    def _fault(
        self, listed: ListedDevice, column: Column | None, code: str, facts: Mapping[str, object] | None = None
    ) -> None:
        place = None if column is None else self._columns.get(column)
        self.faults.append(Finding(self._where(listed.row, place), code, facts or {}))


_COLUMN_OF = {
    "model": Column.MODEL,
    "serial": Column.SERIAL,
    "year": Column.YEAR,
    "note": Column.NOTE,
    "holder_name": Column.HOLDER_NAME,
    "place": Column.PLACE,
}
