"""Tables of documents, of papers handed out, of opinions on drafts.

Former versions of a document's metadata stand in the journal; no row of these is ever deleted.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.documents.values.documents import CopyState, FileFormat
from congress.documents.values.issues import CopyFate
from congress.documents.values.opinions import Giver, Uptake
from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum
from congress.term.values import SecrecyLabel


class DocumentRow(Base):
    """A document of a congress; its file is the record."""

    __tablename__ = "document"
    __table_args__ = (
        CheckConstraint("pages >= 1", name="pages"),
        CheckConstraint("retention_years >= 1", name="retention_years"),
        CheckConstraint("place_in_file >= 1", name="place_in_file"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"), index=True)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"), unique=True)
    kind: Mapped[str] = mapped_column(Words)
    summary: Mapped[str] = mapped_column(Words)
    number: Mapped[str] = mapped_column(Words)
    on: Mapped[date | None] = mapped_column(Date)
    issuer: Mapped[str] = mapped_column(Words)
    language: Mapped[str] = mapped_column(Words)
    pages: Mapped[int | None]
    secrecy: Mapped[SecrecyLabel] = mapped_column(text_enum(SecrecyLabel, name="secrecy"))
    retention_years: Mapped[int | None]
    """Null: for good."""
    copy_state: Mapped[CopyState] = mapped_column(text_enum(CopyState, name="copy_state"))
    signer: Mapped[str] = mapped_column(Words)
    archive_code: Mapped[str] = mapped_column(Words)
    fonds: Mapped[str] = mapped_column(Words)
    file_number: Mapped[str] = mapped_column(Words)
    file_title: Mapped[str] = mapped_column(Words)
    place_in_file: Mapped[int | None]
    scan_device: Mapped[str] = mapped_column(Words)
    scanned_on: Mapped[date | None] = mapped_column(Date)
    format: Mapped[FileFormat] = mapped_column(text_enum(FileFormat, name="format"))
    counted_pages: Mapped[int | None]
    """Of the file, where it is a PDF that can be read."""
    archival: Mapped[str] = mapped_column(String(4))
    """Part and level of PDF/A that it declares: `2b`."""
    faults: Mapped[Any] = mapped_column(Json)
    """Codes of what stands against it as a PDF to be kept for good."""
    approval: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_by: Mapped[str] = mapped_column(Words)
    withdrawn_reason: Mapped[str] = mapped_column(Words)


class HandedTitleRow(Base):
    """A paper of which numbered copies are handed out."""

    __tablename__ = "handed_title"
    __table_args__ = (UniqueConstraint("congress_id", "title"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"))
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    title: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)


class IssuedCopyRow(Base):
    """A numbered copy in one person's hands, and how it came back."""

    __tablename__ = "issued_copy"
    __table_args__ = (
        UniqueConstraint("title_id", "number", "turn"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("turn >= 1", name="turn"),
        CheckConstraint("(fate = 'out') = (back_at IS NULL)", name="back"),
        CheckConstraint("fate <> 'destroyed' OR minutes <> ''", name="minutes"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    title_id: Mapped[UUID] = mapped_column(ForeignKey("handed_title.id"))
    number: Mapped[int]
    turn: Mapped[int]
    holder: Mapped[str] = mapped_column(Words)
    delegation: Mapped[str] = mapped_column(Words)
    out_at: Mapped[datetime] = mapped_column(Instant)
    out_by: Mapped[str] = mapped_column(Words)
    fate: Mapped[CopyFate] = mapped_column(text_enum(CopyFate, name="fate"))
    back_at: Mapped[datetime | None] = mapped_column(Instant)
    back_by: Mapped[str] = mapped_column(Words)
    minutes: Mapped[str] = mapped_column(Words)
    note: Mapped[str] = mapped_column(Words)


class DraftRow(Base):
    """A draft that opinions are given on."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("congress_id", "title"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"))
    document_id: Mapped[UUID | None] = mapped_column(ForeignKey("document.id"), index=True)
    title: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)


class OpinionRow(Base):
    """An opinion on a draft, and what became of it."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("draft_id", "number"), CheckConstraint("number >= 1", name="number"))

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    draft_id: Mapped[UUID] = mapped_column(ForeignKey("draft.id"))
    number: Mapped[int]
    section: Mapped[str] = mapped_column(Words)
    giver: Mapped[str] = mapped_column(Words)
    giver_kind: Mapped[Giver] = mapped_column(text_enum(Giver, name="giver_kind"))
    on: Mapped[date | None] = mapped_column(Date)
    text: Mapped[str] = mapped_column(Words)
    verdict: Mapped[Uptake] = mapped_column(text_enum(Uptake, name="verdict"))
    answer: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)
