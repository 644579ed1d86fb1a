"""Tables of norms and staff numbers, each dated and with its source."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Words, text_enum
from devices.needs.values import Basis, Use


class NormSetRow(Base):
    """Norms as one source gives them, from a day on."""

    __tablename__ = "norm_set"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    since: Mapped[date] = mapped_column(Date, unique=True)
    source: Mapped[str] = mapped_column(Words)
    by: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)


class NormRow(Base):
    """A line of the norms."""

    __tablename__ = "norm"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity"),)

    norm_set_id: Mapped[UUID] = mapped_column(ForeignKey("norm_set.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[str] = mapped_column(String(32))
    purpose: Mapped[str] = mapped_column(Words)
    basis: Mapped[Basis] = mapped_column(text_enum(Basis, name="basis"))
    quantity: Mapped[int]
    use: Mapped[Use] = mapped_column(text_enum(Use, name="use"))


class StaffNumberRow(Base):
    """How many persons a unit has from a day on."""

    __tablename__ = "staff_number"
    __table_args__ = (CheckConstraint("staff >= 0", name="staff"),)

    body_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), primary_key=True)
    since: Mapped[date] = mapped_column(Date, primary_key=True)
    staff: Mapped[int]
    seat: Mapped[str] = mapped_column(Words)
    source: Mapped[str] = mapped_column(Words)
    by: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
