"""Tables of checks and what is due, stamps and seals, incidents, consumables, requests, who answers, whom to call."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Words, text_enum
from devices.readiness.values import IncidentKind, IncidentState, Item, SealKind, SealState


class CheckRow(Base):
    """One check that was done; never changed, the newest counts."""

    __tablename__ = "device_check"
    # Boards of thousands of sites read no more of a check than this.
    __table_args__ = (Index(None, "device_id", "at", "passed", "item"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"))
    item: Mapped[str] = mapped_column(Words)
    """One of `Item`, or the words of an item of the congress's own."""
    at: Mapped[datetime] = mapped_column(Instant)
    passed: Mapped[bool]
    value: Mapped[int | None]
    note: Mapped[str] = mapped_column(Words)
    picture: Mapped[str | None] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(Words)


class SealRow(Base):
    """A stamp or seal on a device or on a place of a site."""

    __tablename__ = "seal"
    __table_args__ = (
        UniqueConstraint("kind", "issuer", "number_key"),
        CheckConstraint("(device_id IS NULL) <> (place_id IS NULL)", name="one_thing"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[SealKind] = mapped_column(text_enum(SealKind, name="kind"))
    number: Mapped[str] = mapped_column(Words)
    number_key: Mapped[str] = mapped_column(Words)
    issuer: Mapped[str] = mapped_column(Words)
    device_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"), index=True)
    place_id: Mapped[UUID | None] = mapped_column(ForeignKey("place.id"), index=True)
    spot: Mapped[str] = mapped_column(Words)
    affixed_at: Mapped[datetime] = mapped_column(Instant)
    expires_on: Mapped[date | None] = mapped_column(Date)
    picture: Mapped[str | None] = mapped_column(String(64))
    state: Mapped[SealState] = mapped_column(text_enum(SealState, name="state"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(Words)
    reason: Mapped[str] = mapped_column(Words)


class IncidentRow(Base):
    """Something that took a device out."""

    __tablename__ = "incident"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[IncidentKind] = mapped_column(text_enum(IncidentKind, name="kind"))
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), index=True)
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)
    """Where the device stood then, and in which position."""
    position_id: Mapped[UUID | None] = mapped_column(ForeignKey("position.id", ondelete="SET NULL"))
    reported_at: Mapped[datetime] = mapped_column(Instant)
    what: Mapped[str] = mapped_column(Words)
    by: Mapped[str] = mapped_column(Words)
    state: Mapped[IncidentState] = mapped_column(text_enum(IncidentState, name="state"))
    spare_id: Mapped[UUID | None] = mapped_column(ForeignKey("device.id"))
    data_moved: Mapped[bool | None]
    restored_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str] = mapped_column(Words)


class ConsumableCountRow(Base):
    """How much of a consumable was counted; the newest count holds."""

    __tablename__ = "consumable_count"
    __table_args__ = (CheckConstraint("quantity >= 0", name="quantity"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    position_id: Mapped[UUID] = mapped_column(ForeignKey("position.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    quantity: Mapped[int]
    by: Mapped[str] = mapped_column(Words)


class InspectionRow(Base):
    """A request to the inspecting body."""

    __tablename__ = "inspection"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"), index=True)
    addressed_to: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)


class InspectionLineRow(Base):
    """A device of a request."""

    __tablename__ = "inspection_line"

    inspection_id: Mapped[UUID] = mapped_column(ForeignKey("inspection.id"), primary_key=True)
    device_id: Mapped[UUID] = mapped_column(ForeignKey("device.id"), primary_key=True)


class SiteDutyRow(Base):
    """Who answers for the equipment of a site."""

    __tablename__ = "site_duty"

    site_id: Mapped[UUID] = mapped_column(ForeignKey("site.id"), primary_key=True)
    who: Mapped[str] = mapped_column(Words)
    telephone: Mapped[str] = mapped_column(Words)


class EscalationContactRow(Base):
    """Somebody to whom a congress's security incidents go."""

    __tablename__ = "escalation_contact"

    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Words)
    body: Mapped[str] = mapped_column(Words)
    telephone: Mapped[str] = mapped_column(Words)


class CheckChangeRow(Base):
    """What a congress changed of an item of a check template."""

    __tablename__ = "check_change"
    __table_args__ = (
        CheckConstraint("days IS NULL OR days >= 1", name="days"),
        CheckConstraint("least IS NULL OR least >= 0", name="least"),
    )

    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"), primary_key=True)
    template: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Which template: its category, of a computer its use class too."""
    item: Mapped[Item] = mapped_column(text_enum(Item, name="item"), primary_key=True)
    is_due: Mapped[bool]
    days: Mapped[int | None]
    """How long a passed check holds; none: until the device is opened or repaired."""
    least: Mapped[int | None]


class OwnCheckRow(Base):
    """What a congress checks beside the items of a template."""

    __tablename__ = "own_check"
    __table_args__ = (
        UniqueConstraint("congress_id", "template", "text"),
        CheckConstraint("days IS NULL OR days >= 1", name="days"),
    )

    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"), primary_key=True)
    template: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """In the order in which they are checked, behind the items of the template."""
    text: Mapped[str] = mapped_column(Words)
    days: Mapped[int | None]
