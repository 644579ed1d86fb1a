"""Tables of packages and what happened to them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.archive.values import EventType, Outcome
from congress.chapters import Retention
from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum


class PackageRow(Base):
    """A package that was built here, or taken in."""

    __tablename__ = "archive_package"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    retention: Mapped[Retention] = mapped_column(text_enum(Retention, name="retention"))
    title: Mapped[str] = mapped_column(Words)
    term: Mapped[str] = mapped_column(Words)
    place: Mapped[str] = mapped_column(Words)
    manifest_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    files: Mapped[int]
    kib: Mapped[int]
    built_at: Mapped[datetime] = mapped_column(Instant)
    foreign: Mapped[bool]
    removed_at: Mapped[datetime | None] = mapped_column(Instant)


class PackageEventRow(Base):
    """A preservation event."""

    __tablename__ = "archive_event"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    package_id: Mapped[UUID] = mapped_column(ForeignKey("archive_package.id"), index=True)
    type: Mapped[EventType] = mapped_column(text_enum(EventType, name="type"))
    at: Mapped[datetime] = mapped_column(Instant)
    outcome: Mapped[Outcome] = mapped_column(text_enum(Outcome, name="outcome"))
    place: Mapped[str] = mapped_column(Words)
    by: Mapped[str] = mapped_column(Words)
    detail: Mapped[Any] = mapped_column(Json)
