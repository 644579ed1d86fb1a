"""Reading and writing drafts and the opinions on them."""

from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, insert, select, update

from congress.documents.rows import DraftRow, OpinionRow
from congress.documents.values.opinions import Draft, Opinion, OpinionDetails
from congress.store.unit import Unit

_DRAFT, _OPINION = DraftRow.__table__, OpinionRow.__table__
_DETAILS = tuple(one.name for one in fields(OpinionDetails))


def add_draft(unit: Unit, one: Draft) -> None:
    """Keep a draft."""
    unit.connection.execute(insert(DraftRow).values(**{each.name: getattr(one, each.name) for each in fields(Draft)}))


def drafts(unit: Unit, congress_id: UUID | None = None) -> tuple[Draft, ...]:
    """Those of a congress, or all, the oldest first."""
    query = select(_DRAFT).order_by(_DRAFT.c.at, _DRAFT.c.title, _DRAFT.c.id)
    found = unit.connection.execute(query if congress_id is None else query.where(_DRAFT.c.congress_id == congress_id))
    return tuple(Draft(**row._mapping) for row in found)


def draft(unit: Unit, draft_id: UUID) -> Draft | None:
    """The draft of an id."""
    row = unit.connection.execute(select(_DRAFT).where(_DRAFT.c.id == draft_id)).first()
    return None if row is None else Draft(**row._mapping)


def add_opinion(unit: Unit, one: Opinion) -> None:
    """Keep an opinion."""
    values: dict[str, Any] = {name: getattr(one.details, name) for name in _DETAILS}
    values |= {"id": one.id, "draft_id": one.draft_id, "number": one.number, "at": one.at, "by": one.by}
    unit.connection.execute(insert(OpinionRow).values(**values))


def set_details(unit: Unit, opinion_id: UUID, details: OpinionDetails) -> None:
    """Put other details in the place of an opinion's."""
    values = {name: getattr(details, name) for name in _DETAILS}
    unit.connection.execute(update(OpinionRow).where(_OPINION.c.id == opinion_id).values(**values))


def next_number(unit: Unit, draft_id: UUID) -> int:
    """The next number on a draft, from 1."""
    query = select(func.max(_OPINION.c.number)).where(_OPINION.c.draft_id == draft_id)
    return (unit.connection.scalar(query) or 0) + 1


def opinion(unit: Unit, opinion_id: UUID) -> Opinion | None:
    """The opinion of an id."""
    return next(iter(_opinions(unit, select(_OPINION).where(_OPINION.c.id == opinion_id))), None)


def opinions(unit: Unit, draft_id: UUID) -> tuple[Opinion, ...]:
    """Those on a draft, by number."""
    return _opinions(unit, select(_OPINION).where(_OPINION.c.draft_id == draft_id))


def _opinions(unit: Unit, query: Select[Any]) -> tuple[Opinion, ...]:
    return tuple(_opinion(row) for row in unit.connection.execute(query.order_by(_OPINION.c.number)))


def _opinion(row: Row[Any]) -> Opinion:
    details = OpinionDetails(**{name: getattr(row, name) for name in _DETAILS})
    return Opinion(id=row.id, draft_id=row.draft_id, number=row.number, details=details, at=row.at, by=row.by)
