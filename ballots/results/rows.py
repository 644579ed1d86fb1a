"""Tables of results, their scans, corrigenda, and what happened to the sealed part."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ballots.results.values import Basis, ResultState, SealedEvent
from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum


class ResultRow(Base):
    """The result of a contest, from its fixing on; `outcome` is the attached text, never changed."""

    __tablename__ = "result"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), primary_key=True)
    state: Mapped[ResultState] = mapped_column(text_enum(ResultState, name="state"))
    outcome: Mapped[str] = mapped_column(Text)
    outcome_sha256: Mapped[str] = mapped_column(String(64))
    record_sha256: Mapped[str | None] = mapped_column(String(64))
    sealed_file: Mapped[str | None] = mapped_column(String(80))
    head_stream: Mapped[str] = mapped_column(String(64))
    head_number: Mapped[int]
    head_hash: Mapped[str] = mapped_column(String(64))
    fixed_at: Mapped[datetime] = mapped_column(Instant)
    minutes_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"))
    signed_id: Mapped[UUID | None] = mapped_column(ForeignKey("record.id"))
    scan_id: Mapped[UUID | None] = mapped_column(ForeignKey("record.id"))
    basis: Mapped[Basis | None] = mapped_column(text_enum(Basis, name="basis"))
    official_at: Mapped[datetime | None] = mapped_column(Instant)
    sealed_at: Mapped[datetime | None] = mapped_column(Instant)
    keep_until: Mapped[date | None] = mapped_column(Date)
    places: Mapped[Any] = mapped_column(Json)
    """Signing places: who, and the box in micrometres."""
    signed_by: Mapped[Any] = mapped_column(Json)
    """Whose digital signatures the official result rests on."""


class CorrigendumRow(Base):
    """A numbered corrigendum to an official result."""

    __tablename__ = "corrigendum"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    number: Mapped[int]
    printed: Mapped[str] = mapped_column(Words)
    corrected: Mapped[str] = mapped_column(Words)
    reason: Mapped[str] = mapped_column(Words)
    by: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    record_id: Mapped[UUID] = mapped_column(ForeignKey("record.id"))


class SealedEventRow(Base):
    """What happened to the sealed ballots and record: packed, opened by decision, complaint, destroyed."""

    __tablename__ = "sealed_event"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    number: Mapped[int]
    kind: Mapped[SealedEvent] = mapped_column(text_enum(SealedEvent, name="kind"))
    text: Mapped[str] = mapped_column(Words)
    """Seal numbers of the packets, number of the decision, or who complains of what."""
    packets: Mapped[int]
    by: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
