"""Tables of devices, their history, positions and places of sites, stock-takes.

The history's table refuses UPDATE, DELETE, REPLACE and TRUNCATE by triggers, as the journal's does.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum
from devices.register.values.devices import Category, Condition, DeviceState, Tenure, UseClass
from devices.register.values.history import Happening
from devices.register.values.sites import PlaceKind, PositionKind
from devices.register.values.stocktakes import FindVerdict


class PositionRow(Base):
    """What a site needs: a position for a device, or a consumable."""

    __tablename__ = "position"
    __table_args__ = (
        UniqueConstraint("site_id", "kind", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("quantity >= 1", name="quantity"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    kind: Mapped[PositionKind] = mapped_column(text_enum(PositionKind, name="kind"))
    number: Mapped[int]
    quantity: Mapped[int]
    note: Mapped[str] = mapped_column(Words)


class PlaceRow(Base):
    """A room, hall or ballot box of a site."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("site_id", "kind", "name"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"))
    kind: Mapped[PlaceKind] = mapped_column(text_enum(PlaceKind, name="kind"))
    name: Mapped[str] = mapped_column(Words)


class DeviceRow(Base):
    """A device as it is now."""

    __tablename__ = "device"
    __table_args__ = (
        UniqueConstraint("tag"),
        UniqueConstraint("position_id"),
        # A table of 100,000 devices is shown in these orders, a window at a time.
        Index(None, "serial_key", "tag"),
        Index(None, "model", "tag"),
        Index(None, "state", "tag"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    tag: Mapped[str] = mapped_column(String(16))
    category: Mapped[Category] = mapped_column(text_enum(Category, name="category"))
    model: Mapped[str] = mapped_column(Words)
    serial: Mapped[str] = mapped_column(Words)
    serial_key: Mapped[str] = mapped_column(Words)
    """Letters and digits of the serial number."""
    colour: Mapped[bool | None]
    year: Mapped[int | None]
    tenure: Mapped[Tenure] = mapped_column(text_enum(Tenure, name="tenure"))
    note: Mapped[str] = mapped_column(Words)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), index=True)
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), index=True)
    holder_name: Mapped[str] = mapped_column(Words)
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)
    position_id: Mapped[UUID | None] = mapped_column(ForeignKey("position.id"))
    place: Mapped[str] = mapped_column(Words)
    condition: Mapped[Condition] = mapped_column(text_enum(Condition, name="condition"))
    use_class: Mapped[UseClass] = mapped_column(text_enum(UseClass, name="use_class"))
    state: Mapped[DeviceState] = mapped_column(text_enum(DeviceState, name="state"))
    search: Mapped[str] = mapped_column(Words)
    """What a search looks through, folded."""
    events: Mapped[int]
    """Lines of its history."""


class DeviceEventRow(Base):
    """A line of a device's history; nothing drops it."""

    __tablename__ = "device_event"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    happening: Mapped[Happening] = mapped_column(text_enum(Happening, name="happening"))
    state: Mapped[DeviceState] = mapped_column(text_enum(DeviceState, name="state"))
    by: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    reason: Mapped[str] = mapped_column(Words)
    facts: Mapped[Any] = mapped_column(Json)
    merger_id: Mapped[UUID | None] = mapped_column(ForeignKey("merger.id"), index=True)
    from_id: Mapped[UUID | None] = mapped_column(ForeignKey("party_body.id"))
    """By a merger: the body whose it was."""
    to_id: Mapped[UUID | None] = mapped_column(ForeignKey("party_body.id"))


class StockTakeRow(Base):
    """A stock-take."""

    __tablename__ = "stock_take"
    __table_args__ = (CheckConstraint("(site_id IS NULL) <> (body_id IS NULL)", name="one_place"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    title: Mapped[str] = mapped_column(Words)
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)
    body_id: Mapped[UUID | None] = mapped_column(ForeignKey("party_body.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)


class StockTakeFindRow(Base):
    """A tag that was read in a stock-take, or a device that was not."""

    __tablename__ = "stock_take_find"

    stock_take_id: Mapped[UUID] = mapped_column(ForeignKey("stock_take.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Words)
    verdict: Mapped[FindVerdict] = mapped_column(text_enum(FindVerdict, name="verdict"))
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"), index=True)
    moved: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)
