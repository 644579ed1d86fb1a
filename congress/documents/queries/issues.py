"""Reading and writing the register of papers handed out."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import Select, insert, select, update

from congress.documents.rows import HandedTitleRow, IssuedCopyRow
from congress.documents.values.issues import HandedTitle, IssuedCopy
from congress.store.unit import Unit

_TITLE, _COPY = HandedTitleRow.__table__, IssuedCopyRow.__table__
_OF_COPY = tuple(one.name for one in fields(IssuedCopy))


def add_title(unit: Unit, one: HandedTitle) -> None:
    """Keep a paper of which copies will be handed out."""
    values = {field.name: getattr(one, field.name) for field in fields(HandedTitle)}
    unit.connection.execute(insert(HandedTitleRow).values(**values))


def titles(unit: Unit, congress_id: UUID | None = None) -> tuple[HandedTitle, ...]:
    """Those of a congress, or all, the oldest first."""
    query = select(_TITLE).order_by(_TITLE.c.at, _TITLE.c.title, _TITLE.c.id)
    found = unit.connection.execute(query if congress_id is None else query.where(_TITLE.c.congress_id == congress_id))
    return tuple(HandedTitle(**row._mapping) for row in found)


def title(unit: Unit, title_id: UUID) -> HandedTitle | None:
    """The paper of an id."""
    row = unit.connection.execute(select(_TITLE).where(_TITLE.c.id == title_id)).first()
    return None if row is None else HandedTitle(**row._mapping)


def add_copies(unit: Unit, copies: Iterable[IssuedCopy]) -> None:
    """Keep copies that were handed out."""
    rows = [{name: getattr(one, name) for name in _OF_COPY} for one in copies]
    if rows:
        unit.connection.execute(insert(IssuedCopyRow), rows)


def set_fates(unit: Unit, copies: Iterable[IssuedCopy]) -> None:
    """Write down what became of copies."""
    for one in copies:
        values = {name: getattr(one, name) for name in ("fate", "back_at", "back_by", "minutes", "note")}
        unit.connection.execute(update(IssuedCopyRow).where(_COPY.c.id == one.id).values(**values))


def copies(unit: Unit, title_id: UUID) -> tuple[IssuedCopy, ...]:
    """Every line of a paper's register, by number and turn."""
    return _copies(unit, select(_COPY).where(_COPY.c.title_id == title_id))


def copies_of(unit: Unit, congress_id: UUID) -> tuple[IssuedCopy, ...]:
    """Every line of a congress's registers."""
    of = select(_TITLE.c.id).where(_TITLE.c.congress_id == congress_id)
    return _copies(unit, select(_COPY).where(_COPY.c.title_id.in_(of)))


def _copies(unit: Unit, query: Select[Any]) -> tuple[IssuedCopy, ...]:
    found = unit.connection.execute(query.order_by(_COPY.c.title_id, _COPY.c.number, _COPY.c.turn))
    return tuple(IssuedCopy(**row._mapping) for row in found)
