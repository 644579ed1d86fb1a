"""Reading and writing documents."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, insert, select, update

from congress.documents.rows import DocumentRow
from congress.documents.values.documents import Document, DocumentDetails, Looked, PdfFault, Withdrawal
from congress.records.rows import RecordRow
from congress.store.unit import Unit
from congress.text import collation_key

_TABLE, _RECORD = DocumentRow.__table__, RecordRow.__table__
_DETAILS = tuple(one.name for one in fields(DocumentDetails))
_FOUND = select(_TABLE, _RECORD.c.name, _RECORD.c.size, _RECORD.c.sha256).join(
    _RECORD, _RECORD.c.id == _TABLE.c.record_id
)


def add(unit: Unit, one: Document) -> None:
    """Keep a document whose file is registered."""
    values: dict[str, Any] = {name: getattr(one.details, name) for name in _DETAILS}
    values |= {
        "id": one.id,
        "congress_id": one.congress_id,
        "record_id": one.record_id,
        "format": one.looked.format,
        "counted_pages": one.looked.pages,
        "archival": one.looked.archival,
        "faults": [str(fault) for fault in one.looked.faults],
        "approval": one.approval,
        "at": one.at,
        "by": one.by,
        "second": one.second,
        "withdrawn_at": None,
        "withdrawn_by": "",
        "withdrawn_reason": "",
    }
    unit.connection.execute(insert(DocumentRow).values(**values))


def set_details(unit: Unit, document_id: UUID, details: DocumentDetails) -> None:
    """Put other details in the place of a document's."""
    values = {name: getattr(details, name) for name in _DETAILS}
    unit.connection.execute(update(DocumentRow).where(_TABLE.c.id == document_id).values(**values))


def withdraw(unit: Unit, document_id: UUID, said: Withdrawal) -> None:
    """Mark a document withdrawn."""
    values = {"withdrawn_at": said.at, "withdrawn_by": said.by, "withdrawn_reason": said.reason}
    unit.connection.execute(update(DocumentRow).where(_TABLE.c.id == document_id).values(**values))


def document(unit: Unit, document_id: UUID) -> Document | None:
    """The document of an id."""
    return next(_documents(unit, _FOUND.where(_TABLE.c.id == document_id)), None)


def documents(unit: Unit, congress_id: UUID | None = None) -> tuple[Document, ...]:
    """Those of a congress, or all, in the order of their files, then as they came, by name where they came at once."""
    query = _FOUND if congress_id is None else _FOUND.where(_TABLE.c.congress_id == congress_id)
    return tuple(sorted(_documents(unit, query), key=_place))


def _place(one: Document) -> tuple[Any, ...]:
    details = one.details
    return details.file_number, details.place_in_file or 0, one.at, collation_key(one.name), one.id


def _documents(unit: Unit, query: Select[Any]) -> Iterator[Document]:
    for row in unit.connection.execute(query):
        yield _document(row)


def _document(row: Row[Any]) -> Document:
    withdrawn = None
    if row.withdrawn_at is not None:
        withdrawn = Withdrawal(row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason)
    return Document(
        id=row.id,
        congress_id=row.congress_id,
        record_id=row.record_id,
        name=row.name,
        size=row.size,
        sha256=row.sha256,
        details=DocumentDetails(**{name: getattr(row, name) for name in _DETAILS}),
        looked=Looked(row.format, row.counted_pages, row.archival, tuple(PdfFault(code) for code in row.faults)),
        at=row.at,
        by=row.by,
        second=row.second,
        approval=row.approval,
        withdrawn=withdrawn,
    )
