"""Reading and writing norms and staff numbers."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import delete, insert, select

from congress.store.unit import Unit
from devices.needs.rows import NormRow, NormSetRow, StaffNumberRow
from devices.needs.values import Dated, Norm, NormSet, StaffNumber


def norm_sets(unit: Unit) -> tuple[NormSet, ...]:
    """Every set of norms, by the day it holds from."""
    lines: dict[UUID, list[Norm]] = {}
    columns = (NormRow.norm_set_id, NormRow.item, NormRow.purpose, NormRow.basis, NormRow.quantity, NormRow.use)
    for row in unit.connection.execute(select(*columns).order_by(NormRow.norm_set_id, NormRow.number)):
        norm = Norm(row.item, row.purpose, row.basis, row.quantity, row.use)
        lines.setdefault(row.norm_set_id, []).append(norm)
    query = select(NormSetRow.id, NormSetRow.source, NormSetRow.since).order_by(NormSetRow.since)
    return tuple(
        NormSet(Dated(row.source, row.since), tuple(lines.get(row.id, ()))) for row in unit.connection.execute(query)
    )


def put_norms(unit: Unit, norms: NormSet, *, by: str) -> None:
    """Keep a set of norms; one of the same day gives place to it."""
    there = unit.connection.scalar(select(NormSetRow.id).where(NormSetRow.since == norms.dated.since))
    if there is not None:
        unit.connection.execute(delete(NormRow).where(NormRow.norm_set_id == there))
        unit.connection.execute(delete(NormSetRow).where(NormSetRow.id == there))
    set_id = uuid4()
    dated = {"since": norms.dated.since, "source": norms.dated.source}
    unit.connection.execute(insert(NormSetRow).values(id=set_id, by=by, at=unit.now, **dated))
    rows = [
        {
            "norm_set_id": set_id,
            "number": number,
            "item": norm.item,
            "purpose": norm.purpose,
            "basis": norm.basis,
            "quantity": norm.quantity,
            "use": norm.use,
        }
        for number, norm in enumerate(norms.norms, start=1)
    ]
    unit.connection.execute(insert(NormRow), rows)


def staff_numbers(unit: Unit, *, on: date) -> dict[UUID, StaffNumber]:
    """By unit the newest number that holds on a day."""
    columns = (
        StaffNumberRow.body_id,
        StaffNumberRow.since,
        StaffNumberRow.staff,
        StaffNumberRow.seat,
        StaffNumberRow.source,
    )
    query = select(*columns).where(StaffNumberRow.since <= on).order_by(StaffNumberRow.since)
    return {
        row.body_id: StaffNumber(row.body_id, Dated(row.source, row.since), row.staff, row.seat)
        for row in unit.connection.execute(query)
    }


def staff_history(unit: Unit) -> dict[UUID, tuple[StaffNumber, ...]]:
    """By unit every number that was ever kept, the newest first."""
    found: dict[UUID, tuple[StaffNumber, ...]] = {}
    row = StaffNumberRow
    columns = (row.body_id, row.since, row.staff, row.seat, row.source)
    for one in unit.connection.execute(select(*columns).order_by(row.since.desc())):
        number = StaffNumber(one.body_id, Dated(one.source, one.since), one.staff, one.seat)
        found[one.body_id] = (*found.get(one.body_id, ()), number)
    return found


def put_staff(unit: Unit, numbers: Sequence[StaffNumber], *, by: str) -> None:
    """Keep staff numbers; one of the same unit and day gives place to the new one."""
    for one in numbers:
        where = (StaffNumberRow.body_id == one.body_id, StaffNumberRow.since == one.dated.since)
        unit.connection.execute(delete(StaffNumberRow).where(*where))
    rows = [
        {
            "body_id": one.body_id,
            "since": one.dated.since,
            "staff": one.staff,
            "seat": one.seat,
            "source": one.dated.source,
            "by": by,
            "at": unit.now,
        }
        for one in numbers
    ]
    unit.connection.execute(insert(StaffNumberRow), rows)
