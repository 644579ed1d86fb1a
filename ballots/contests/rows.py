"""Tables of contests, candidates and the lines of an electorate."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ballots.contests.values import ElectorateStage
from ballots.regulations.values import ContestKind, ElectorateKind, Form, RegulationId
from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum


class ContestRow(Base):
    """One round of voting; a further round is a further row that names the one before."""

    __tablename__ = "contest"
    __table_args__ = (
        UniqueConstraint("congress_id", "code", "round"),
        CheckConstraint("seats >= 1", name="seats"),
        CheckConstraint("alternates >= 0", name="alternates"),
        CheckConstraint("round >= 1", name="round"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    congress_id: Mapped[UUID] = mapped_column(ForeignKey("congress.id"))
    site_id: Mapped[UUID | None] = mapped_column(ForeignKey("site.id"), index=True)
    position: Mapped[int]
    code: Mapped[str] = mapped_column(Words)
    title: Mapped[str] = mapped_column(Words)
    heading: Mapped[str] = mapped_column(Words)
    kind: Mapped[ContestKind] = mapped_column(text_enum(ContestKind, name="kind"))
    regulation: Mapped[RegulationId] = mapped_column(text_enum(RegulationId, name="regulation"))
    form_by_hand: Mapped[Form | None] = mapped_column(text_enum(Form, name="form_by_hand"))
    """Set by a person where the form derived from the list is not wanted; null leaves it derived."""
    seats: Mapped[int]
    alternates: Mapped[int]
    round: Mapped[int]
    previous_id: Mapped[UUID | None] = mapped_column(ForeignKey("contest.id"), index=True)
    electorate_kind: Mapped[ElectorateKind] = mapped_column(text_enum(ElectorateKind, name="electorate_kind"))
    on_roll: Mapped[int | None]
    present: Mapped[int | None]
    settings: Mapped[Any] = mapped_column(Json)
    """This contest's own settings, over those of its congress."""
    overrule_reason: Mapped[str | None] = mapped_column(Words)
    """Why the congress takes a surplus over the limit."""
    overruled_by: Mapped[str | None] = mapped_column(Words)
    list_confirmed_by: Mapped[str | None] = mapped_column(Words)
    list_confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    locked_at: Mapped[datetime | None] = mapped_column(Instant)
    frozen: Mapped[Any | None] = mapped_column(Json)
    """The open points as they stood when the desk opened."""


class CandidateRow(Base):
    """A name on a contest's list."""

    __tablename__ = "candidate"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        UniqueConstraint("contest_id", "position"),
        CheckConstraint("number >= 0", name="number"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    position: Mapped[int]
    """Place on the ballot paper."""
    number: Mapped[int]
    name: Mapped[str] = mapped_column(Words)
    sort_name: Mapped[str] = mapped_column(Words)
    born: Mapped[str] = mapped_column(String(10))
    """ISO date, or only its year; empty where it is not known."""
    card_number: Mapped[str] = mapped_column(Words)
    note: Mapped[str] = mapped_column(Words)


class ElectorateLineRow(Base):
    """Persons of one contest's roll who were not summoned, or are taken off the denominator."""

    __tablename__ = "electorate_line"
    __table_args__ = (
        UniqueConstraint("contest_id", "stage", "position"),
        CheckConstraint("persons >= 1", name="persons"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    stage: Mapped[ElectorateStage] = mapped_column(text_enum(ElectorateStage, name="stage"))
    position: Mapped[int]
    reason: Mapped[str] = mapped_column(String(32))
    persons: Mapped[int]
    note: Mapped[str] = mapped_column(Words)
