"""What a congress has decided of its equipment: whom security incidents go to, what it changed of check templates."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from uuid import UUID

from sqlalchemy import delete, insert, select

from congress.store.unit import Unit
from devices.readiness.rows import CheckChangeRow, EscalationContactRow, OwnCheckRow
from devices.readiness.values import Contact, DueChange, OwnItem


def contacts(unit: Unit, congress_id: UUID) -> tuple[Contact, ...]:
    """Whom security incidents go to, in the order in which they are called."""
    row = EscalationContactRow
    query = select(row.name, row.body, row.telephone).where(row.congress_id == congress_id).order_by(row.position)
    return tuple(Contact(**one._mapping) for one in unit.connection.execute(query))


def set_contacts(unit: Unit, congress_id: UUID, contacts: Sequence[Contact]) -> None:
    """Put another list in the place of a congress's."""
    unit.connection.execute(delete(EscalationContactRow).where(EscalationContactRow.congress_id == congress_id))
    rows = [
        {"congress_id": congress_id, "position": place, **asdict(one)} for place, one in enumerate(contacts, start=1)
    ]
    if rows:
        unit.connection.execute(insert(EscalationContactRow), rows)


def changes(unit: Unit, congress_id: UUID) -> tuple[DueChange, ...]:
    """What a congress changed of the check templates."""
    row = CheckChangeRow
    query = (
        select(row.template, row.item, row.is_due, row.days, row.least)
        .where(row.congress_id == congress_id)
        .order_by(row.template, row.item)
    )
    return tuple(DueChange(**one._mapping) for one in unit.connection.execute(query))


def own_items(unit: Unit, congress_id: UUID) -> tuple[OwnItem, ...]:
    """What a congress checks beside the items of the templates, each template's in their order."""
    row = OwnCheckRow
    query = select(row.template, row.text, row.days).where(row.congress_id == congress_id)
    found = unit.connection.execute(query.order_by(row.template, row.position))
    return tuple(OwnItem(**one._mapping) for one in found)


def set_own_items(unit: Unit, congress_id: UUID, items: Iterable[OwnItem]) -> None:
    """Put other items in the place of a congress's own."""
    unit.connection.execute(delete(OwnCheckRow).where(OwnCheckRow.congress_id == congress_id))
    rows = [{"congress_id": congress_id, "position": place, **asdict(one)} for place, one in enumerate(items, start=1)]
    if rows:
        unit.connection.execute(insert(OwnCheckRow), rows)


def set_changes(unit: Unit, congress_id: UUID, changes: Iterable[DueChange]) -> None:
    """Put other changes in the place of a congress's."""
    unit.connection.execute(delete(CheckChangeRow).where(CheckChangeRow.congress_id == congress_id))
    rows = [{"congress_id": congress_id, **asdict(one)} for one in changes]
    if rows:
        unit.connection.execute(insert(CheckChangeRow), rows)
