"""The register of papers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Words


class RecordRow(Base):
    """A registered paper; the file stands under `papers/objects/<sha256>`."""

    __tablename__ = "record"
    __table_args__ = (UniqueConstraint("scope_id", "kind", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    scope_id: Mapped[UUID | None] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    name: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
