"""The register of papers: reading and adding."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, Select, func, insert, select

from congress.records.rows import RecordRow
from congress.records.values import KeptFile, Record
from congress.store.unit import Unit

_TABLE = RecordRow.__table__


def add(unit: Unit, kept: KeptFile, *, kind: str, scope_id: UUID | None, number: int) -> Record:
    """Register a kept file."""
    record = Record(uuid4(), scope_id, kind, number, kept.sha256, kept.size, kept.name, unit.now)
    unit.connection.execute(insert(RecordRow).values({name: getattr(record, name) for name in Record.__slots__}))
    return record


def next_number(unit: Unit, *, kind: str, scope_id: UUID | None) -> int:
    """The next number of this kind in this scope, from 1."""
    query = select(func.max(_TABLE.c.number)).where(_TABLE.c.kind == kind, _scope(scope_id))
    return (unit.connection.scalar(query) or 0) + 1


def of_scope(unit: Unit, scope_id: UUID | None, *, kind: str | None = None) -> tuple[Record, ...]:
    """The papers of a contest (or of the congress), oldest first."""
    query = select(_TABLE).where(_scope(scope_id)).order_by(_TABLE.c.at, _TABLE.c.kind, _TABLE.c.number)
    return _records(unit, query if kind is None else query.where(_TABLE.c.kind == kind))


def all_of(unit: Unit) -> tuple[Record, ...]:
    """Every paper, oldest first."""
    return _records(unit, select(_TABLE).order_by(_TABLE.c.at, _TABLE.c.name, _TABLE.c.id))


def by_id(unit: Unit, record_id: UUID) -> Record | None:
    """One paper."""
    return next(iter(_records(unit, select(_TABLE).where(_TABLE.c.id == record_id))), None)


def by_hash(unit: Unit, sha256: str) -> Record | None:
    """A registered paper with these very bytes, the oldest; None where there is none."""
    return next(iter(_records(unit, select(_TABLE).where(_TABLE.c.sha256 == sha256).order_by(_TABLE.c.at))), None)


def hashes(unit: Unit) -> frozenset[str]:
    """Every registered hash."""
    return frozenset(unit.connection.scalars(select(_TABLE.c.sha256)))


def _scope(scope_id: UUID | None) -> Any:
    return _TABLE.c.scope_id.is_(None) if scope_id is None else _TABLE.c.scope_id == scope_id


def _records(unit: Unit, query: Select[*tuple[Any, ...]]) -> tuple[Record, ...]:
    rows: list[Row[*tuple[Any, ...]]] = list(unit.connection.execute(query))
    return tuple(Record(**row._mapping) for row in rows)
