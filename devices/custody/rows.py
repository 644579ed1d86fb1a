"""Tables of hand-overs and returns, and of their devices."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum
from devices.custody.values import HandoverKind
from devices.register.values.devices import Condition, UseClass


class HandoverRow(Base):
    """Minutes of a hand-over or, where it returns one, of what came back."""

    __tablename__ = "handover"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[HandoverKind] = mapped_column(text_enum(HandoverKind, name="kind"))
    number: Mapped[str] = mapped_column(Words)
    on: Mapped[date] = mapped_column(Date)
    basis: Mapped[str] = mapped_column(Words)
    giver_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), index=True)
    giver_name: Mapped[str] = mapped_column(Words)
    giver_post: Mapped[str] = mapped_column(Words)
    taker_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), index=True)
    taker_name: Mapped[str] = mapped_column(Words)
    taker_post: Mapped[str] = mapped_column(Words)
    place: Mapped[str] = mapped_column(Words)
    remarks: Mapped[str] = mapped_column(Words)
    congress_id: Mapped[UUID | None] = mapped_column(ForeignKey("congress.id"), index=True)
    until: Mapped[date | None] = mapped_column(Date)
    use_class: Mapped[UseClass | None] = mapped_column(text_enum(UseClass, name="use_class"))
    wiped: Mapped[str] = mapped_column(Words)
    wiped_on: Mapped[date | None] = mapped_column(Date)
    wiping_minutes: Mapped[str] = mapped_column(Words)
    returns_id: Mapped[UUID | None] = mapped_column(ForeignKey("handover.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)


class HandoverLineRow(Base):
    """A device on the minutes, as it was when it changed hands."""

    __tablename__ = "handover_line"
    __table_args__ = (
        UniqueConstraint("handover_id", "place"),
        CheckConstraint("place >= 1", name="place"),
    )

    handover_id: Mapped[UUID] = mapped_column(ForeignKey("handover.id"), primary_key=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), primary_key=True, index=True)
    place: Mapped[int]
    """In the order of the paper, from 1."""
    condition: Mapped[Condition] = mapped_column(text_enum(Condition, name="condition"))
    accessories: Mapped[Any] = mapped_column(Json)
    note: Mapped[str] = mapped_column(Words)
    disk_serial: Mapped[str] = mapped_column(Words)
    seal: Mapped[str] = mapped_column(Words)
    documents: Mapped[Any] = mapped_column(Json)
