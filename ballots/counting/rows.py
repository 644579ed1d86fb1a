"""Tables of the desk, its counts, piles, readings and conclusions.

Ids are random and nothing keeps the order of papers beyond a pile: readings have no rowid, no number of their
own, and lose their moment when the pile is closed.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from ballots.counting.values import CountState, Mode, PileKind, PileState, Step
from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum


class DeskRow(Base):
    """The desk of one contest."""

    __tablename__ = "desk"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), primary_key=True)
    mode: Mapped[Mode] = mapped_column(text_enum(Mode, name="mode"))
    machine: Mapped[str] = mapped_column(Words)
    step: Mapped[Step] = mapped_column(text_enum(Step, name="step"))
    by_hand: Mapped[bool]
    opened_at: Mapped[datetime] = mapped_column(Instant)
    opened_by: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    slip: Mapped[Any] = mapped_column(Json)
    """What a reading is checked against: the contest's numbers, seats and form, as they were locked."""
    sealed: Mapped[Any | None] = mapped_column(Json)
    """Once the papers are sealed and their readings gone: the totals, the annex and the entry log, no paper."""


class DeskStepRow(Base):
    """One deed at the desk: a correction is a further row, the old one stays."""

    __tablename__ = "desk_step"
    __table_args__ = (UniqueConstraint("contest_id", "event", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("desk.contest_id"))
    event: Mapped[str] = mapped_column(String(32))
    """What was done; a correction stands under the event it corrects, with the next number."""
    number: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    by: Mapped[str] = mapped_column(Words)
    second: Mapped[str | None] = mapped_column(Words)
    reason: Mapped[str | None] = mapped_column(Words)
    figures: Mapped[Any] = mapped_column(Json)
    record_id: Mapped[UUID | None] = mapped_column(ForeignKey("record.id"))


class SortedPileRow(Base):
    """A physical pile under its cover slip, as last sorted."""

    __tablename__ = "sorted_pile"
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("papers >= 1", name="papers"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("desk.contest_id"))
    number: Mapped[int]
    kind: Mapped[PileKind] = mapped_column(text_enum(PileKind, name="kind"))
    papers: Mapped[int]


class BallotCountRow(Base):
    """A count of all piles of a contest (lượt)."""

    __tablename__ = "ballot_count"
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("desk.contest_id"))
    number: Mapped[int]
    mode: Mapped[Mode] = mapped_column(text_enum(Mode, name="mode"))
    machine: Mapped[str] = mapped_column(Words)
    state: Mapped[CountState] = mapped_column(text_enum(CountState, name="state"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class PileRow(Base):
    """One count's pass over a physical pile."""

    __tablename__ = "pile"
    __table_args__ = (UniqueConstraint("count_id", "number"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    count_id: Mapped[UUID] = mapped_column(ForeignKey("ballot_count.id"))
    number: Mapped[int]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    state: Mapped[PileState] = mapped_column(text_enum(PileState, name="state"))
    mode: Mapped[Mode] = mapped_column(text_enum(Mode, name="mode"))
    machine: Mapped[str] = mapped_column(Words)
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[str | None] = mapped_column(String(64))
    mac: Mapped[bytes | None] = mapped_column(LargeBinary)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class ReadingRow(Base):
    """What was seen on one paper; never changed, a later version replaces it."""

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("pile_id", "position", "version"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("times >= 1", name="times"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    pile_id: Mapped[UUID] = mapped_column(ForeignKey("pile.id"))
    position: Mapped[int]
    version: Mapped[int]
    times: Mapped[int]
    recount: Mapped[int | None]
    seen: Mapped[Any | None] = mapped_column(Json)
    """Null in a reading of the board that found the paper void without fixing its marks."""
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    second_account_id: Mapped[UUID | None] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime | None] = mapped_column(Instant)
    board: Mapped[bool]
    mode: Mapped[Mode] = mapped_column(text_enum(Mode, name="mode"))
    machine: Mapped[str] = mapped_column(Words)
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class ConclusionRow(Base):
    """What the board concluded on one paper; it made the reading of this version."""

    __tablename__ = "conclusion"
    __table_args__ = (UniqueConstraint("pile_id", "position", "version"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("desk.contest_id"), index=True)
    pile_id: Mapped[UUID] = mapped_column(ForeignKey("pile.id"))
    position: Mapped[int]
    version: Mapped[int]
    void_reason: Mapped[str | None] = mapped_column(String(32))
    """The board's reason; null where it fixed the marks."""
    why: Mapped[str] = mapped_column(Words)
    counts_as: Mapped[str | None] = mapped_column(String(32))
    """Reason the paper is counted under; null where it is valid."""
    basis: Mapped[str] = mapped_column(Words)
    first: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class SettlementRow(Base):
    """What two of the board settled on one paper; it made the reading of this version."""

    __tablename__ = "settlement"
    __table_args__ = (UniqueConstraint("pile_id", "position", "version"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("desk.contest_id"), index=True)
    pile_id: Mapped[UUID] = mapped_column(ForeignKey("pile.id"))
    position: Mapped[int]
    version: Mapped[int]
    why: Mapped[str] = mapped_column(Words)
    first: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class ThirdEntryRow(Base):
    """One paper keyed by a third person before a difference on it is settled."""

    __tablename__ = "third_entry"
    __table_args__ = (UniqueConstraint("pile_id", "position", "version"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("desk.contest_id"), index=True)
    pile_id: Mapped[UUID] = mapped_column(ForeignKey("pile.id"))
    position: Mapped[int]
    version: Mapped[int]
    seen: Mapped[Any] = mapped_column(Json)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    mode: Mapped[Mode] = mapped_column(text_enum(Mode, name="mode"))
    machine: Mapped[str] = mapped_column(Words)
    mac: Mapped[bytes] = mapped_column(LargeBinary)


class HandTotalRow(Base):
    """One pile counted by hand; a correction is a further version."""

    __tablename__ = "hand_total"
    __table_args__ = (UniqueConstraint("contest_id", "pile", "version"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("desk.contest_id"))
    pile: Mapped[int]
    version: Mapped[int]
    valid: Mapped[int]
    void: Mapped[Any] = mapped_column(Json)
    names_chosen: Mapped[int]
    by: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)


class HandVotesRow(Base):
    """One candidate's votes in a pile counted by hand."""

    __tablename__ = "hand_votes"

    total_id: Mapped[UUID] = mapped_column(ForeignKey("hand_total.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    agree: Mapped[int]
    disagree: Mapped[int]
