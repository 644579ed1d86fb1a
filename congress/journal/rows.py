"""The table of entries. Triggers of the first migration refuse UPDATE, DELETE, REPLACE and gaps."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Json, Words


class JournalRow(Base):
    """An entry as stored."""

    __tablename__ = "journal_entry"

    stream: Mapped[str] = mapped_column(String(64), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    event: Mapped[str] = mapped_column(String(80))
    actor: Mapped[str] = mapped_column(Words)
    second: Mapped[str | None] = mapped_column(Words)
    machine: Mapped[str] = mapped_column(Text)
    scope_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    subject: Mapped[str] = mapped_column(Words)
    reason: Mapped[str | None] = mapped_column(Words)
    facts: Mapped[Any] = mapped_column(Json)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
