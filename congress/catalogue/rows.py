"""Tables of packages' catalogues: packages, terms and congresses in them, their entries, what a search looks through.

The text that is searched stands apart from the entries: a search reads all of it, in a table as narrow as can be.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum
from congress.subjects import SubjectKind

# Compared byte by byte on either engine, so that an index finds what begins with some letters.
_WORD = Text().with_variant(Text(collation="C"), "postgresql")


class SourceRow(Base):
    """A package whose catalogue was taken in."""

    __tablename__ = "catalogue_source"
    __table_args__ = (UniqueConstraint("package"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    package: Mapped[str] = mapped_column(String(64))
    """SHA-256 of its tag manifest."""
    title: Mapped[str] = mapped_column(Words)
    term: Mapped[str] = mapped_column(Words)
    body: Mapped[str] = mapped_column(Words)
    built_at: Mapped[datetime] = mapped_column(Instant)
    taken_at: Mapped[datetime] = mapped_column(Instant)
    taken_by: Mapped[str] = mapped_column(Words)


class ContextRow(Base):
    """A term and a congress of a package; its entries share them."""

    __tablename__ = "catalogue_context"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(ForeignKey("catalogue_source.id"), index=True)
    term: Mapped[str] = mapped_column(Words)
    congress: Mapped[str] = mapped_column(Words)
    text: Mapped[str] = mapped_column(Words)
    """Both, folded."""


class EntryRow(Base):
    """One thing that a package's catalogue has."""

    __tablename__ = "catalogue_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    context_id: Mapped[int] = mapped_column(ForeignKey("catalogue_context.id"), index=True)
    kind: Mapped[SubjectKind] = mapped_column(text_enum(SubjectKind, name="kind"))
    key: Mapped[str] = mapped_column(Words)
    title: Mapped[str] = mapped_column(Words)
    on: Mapped[date | None] = mapped_column(Date)
    also: Mapped[Any] = mapped_column(Json)
    facts: Mapped[Any] = mapped_column(Json)


class TextRow(Base):
    """What a search looks through for one entry."""

    __tablename__ = "catalogue_text"

    entry_id: Mapped[int] = mapped_column(ForeignKey("catalogue_entry.id"), primary_key=True, autoincrement=False)
    context_id: Mapped[int] = mapped_column(ForeignKey("catalogue_context.id"), index=True)
    kind: Mapped[SubjectKind] = mapped_column(text_enum(SubjectKind, name="kind"))
    title: Mapped[str] = mapped_column(String(100), index=True)
    """Folded, its beginning: what an exact title is found by."""
    text: Mapped[str] = mapped_column(Words)
    """Folded: the title, an end of line, all else; a blank before each word."""


class WordRow(Base):
    """A word that names an entry, folded: of its title; for a unit of its kin's names too."""

    __tablename__ = "catalogue_word"

    word: Mapped[str] = mapped_column(_WORD, primary_key=True)
    entry_id: Mapped[int] = mapped_column(
        ForeignKey("catalogue_entry.id"), primary_key=True, autoincrement=False, index=True
    )
