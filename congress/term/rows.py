"""Tables of terms, congresses, sites, their settings and counting boards; of party bodies and mergers."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.store.base import Base
from congress.store.types import Instant, Words, text_enum
from congress.term.values import BodyKind, Capacity, CongressKind, SecrecyLabel


class TermRow(Base):
    """A term; years."""

    __tablename__ = "term"
    __table_args__ = (CheckConstraint("begins < ends", name="years"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Words, unique=True)
    begins: Mapped[int]
    ends: Mapped[int]


class CongressRow(Base):
    """A congress."""

    __tablename__ = "congress"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    term_id: Mapped[UUID] = mapped_column(ForeignKey("term.id"), index=True)
    title: Mapped[str] = mapped_column(Words)
    kind: Mapped[CongressKind] = mapped_column(text_enum(CongressKind, name="kind"))
    upper_body: Mapped[str] = mapped_column(Words)
    body: Mapped[str] = mapped_column(Words)
    session: Mapped[str] = mapped_column(Words)
    place: Mapped[str] = mapped_column(Words)
    opens_on: Mapped[date | None] = mapped_column(Date)
    secrecy: Mapped[SecrecyLabel] = mapped_column(text_enum(SecrecyLabel, name="secrecy"))
    locked: Mapped[bool]


class SiteRow(Base):
    """A site of a congress."""

    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("congress_id", "name"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"))
    name: Mapped[str] = mapped_column(Words)
    place: Mapped[str] = mapped_column(Words)


class CongressSettingRow(Base):
    """A setting that a congress decided; one that is not here has its default."""

    __tablename__ = "congress_setting"

    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Words)


class BoardMemberRow(Base):
    """A person on the board of a congress, or (`contest_id`) of one contest alone."""

    __tablename__ = "board_member"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"), index=True)
    contest_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(Words)
    capacity: Mapped[Capacity] = mapped_column(text_enum(Capacity, name="capacity"))
    card_number: Mapped[str] = mapped_column(Words)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    fixed: Mapped[bool]
    """The contest's desk has opened: its board stays as it was then."""


class PartyBodyRow(Base):
    """A party body."""

    __tablename__ = "party_body"
    __table_args__ = (CheckConstraint("opened_on <= closed_on", name="days"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    kind: Mapped[BodyKind] = mapped_column(text_enum(BodyKind, name="kind"))
    code: Mapped[str] = mapped_column(Words)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("party_body.id"), index=True)
    opened_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    level: Mapped[int]
    """Bodies above it: a parent has fewer."""


class BodySpellingRow(Base):
    """Another spelling of a body's name, confirmed by a person."""

    __tablename__ = "body_spelling"

    text: Mapped[str] = mapped_column(Words, primary_key=True)
    body_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), index=True)
    by: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)


class MergerRow(Base):
    """A decision on mergers."""

    __tablename__ = "merger"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    decision: Mapped[str] = mapped_column(Words, unique=True)
    decided_on: Mapped[date] = mapped_column(Date)
    effective_on: Mapped[date] = mapped_column(Date)


class MergerPartRow(Base):
    """An old body that goes into a new one by a decision."""

    __tablename__ = "merger_part"

    merger_id: Mapped[UUID] = mapped_column(ForeignKey("merger.id"), primary_key=True)
    old_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), primary_key=True)
    new_id: Mapped[UUID] = mapped_column(ForeignKey("party_body.id"), primary_key=True, index=True)
    whole: Mapped[bool]
