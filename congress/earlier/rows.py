"""Tables of earlier terms: sources, contests, candidates. Nothing of them is changed or deleted, but withdrawn."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.earlier.values import SourceKind
from congress.store.base import Base
from congress.store.types import Instant, Words, text_enum
from congress.subjects import Outcome, VoteKind


class EarlierSourceRow(Base):
    """A file or package that results were taken from."""

    __tablename__ = "earlier_source"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    kind: Mapped[SourceKind] = mapped_column(text_enum(SourceKind, name="kind"))
    name: Mapped[str] = mapped_column(Words)
    sha256: Mapped[str] = mapped_column(String(64))
    record_id: Mapped[UUID | None] = mapped_column(ForeignKey("record.id"))
    by: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
    remark: Mapped[str] = mapped_column(Words)


class EarlierContestRow(Base):
    """The figures of a contest of an earlier term."""

    __tablename__ = "earlier_contest"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    source_id: Mapped[UUID] = mapped_column(ForeignKey("earlier_source.id"), index=True)
    position: Mapped[int]
    """Its place in the source."""
    term: Mapped[str] = mapped_column(Words)
    congress: Mapped[str] = mapped_column(Words)
    body: Mapped[str] = mapped_column(Words)
    on: Mapped[date | None] = mapped_column(Date)
    title: Mapped[str] = mapped_column(Words)
    kind: Mapped[VoteKind] = mapped_column(text_enum(VoteKind, name="kind"))
    round: Mapped[int]
    seats: Mapped[int]
    summoned: Mapped[int]
    present: Mapped[int]
    denominator: Mapped[int]
    issued: Mapped[int]
    collected: Mapped[int]
    valid: Mapped[int]
    invalid: Mapped[int]
    sample: Mapped[bool]
    """A trial's count."""
    withdrawn_by: Mapped[str] = mapped_column(Words)
    """Empty while it holds."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str] = mapped_column(Words)


class EarlierCandidateRow(Base):
    """A person on the list of such a contest, and the votes."""

    __tablename__ = "earlier_candidate"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("earlier_contest.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(Words)
    born: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(Words)
    votes: Mapped[int]
    percent: Mapped[str] = mapped_column(String(12))
    outcome: Mapped[Outcome] = mapped_column(text_enum(Outcome, name="outcome"))
