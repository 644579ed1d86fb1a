"""Tables of people, accounts and the roles they hold."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from congress.access.values import AccountState, Role
from congress.store.base import Base
from congress.store.types import Instant, Json, Words, text_enum


class PersonRow(Base):
    """A person who uses the suite here."""

    __tablename__ = "person"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    name: Mapped[str] = mapped_column(Words)
    post: Mapped[str] = mapped_column(Words, default="")
    card_number: Mapped[str | None] = mapped_column(Words)


class AccountRow(Base):
    """An account; `name` is folded, so that "Hạnh" and "hanh" cannot be two."""

    __tablename__ = "account"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(Words, unique=True)
    verifier: Mapped[str] = mapped_column(String(255))
    must_change: Mapped[bool]
    state: Mapped[AccountState] = mapped_column(text_enum(AccountState, name="state"))
    wrong_tries: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(Instant)


class GrantRow(Base):
    """A role held, everywhere (`scope_id` null) or in one contest."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("account_id", "role", "scope_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Role] = mapped_column(text_enum(Role, name="role"))
    scope_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)


class GateOverruledRow(Base):
    """Two people's decision that an act goes on although a gate blocks it."""

    __tablename__ = "gate_overruled"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    act: Mapped[str] = mapped_column(String(80))
    scope_id: Mapped[UUID | None] = mapped_column(Uuid, index=True)
    site_id: Mapped[UUID | None] = mapped_column(Uuid)
    blockers: Mapped[Any] = mapped_column(Json)
    first: Mapped[str] = mapped_column(Words)
    second: Mapped[str] = mapped_column(Words)
    reason: Mapped[str] = mapped_column(Words)
    at: Mapped[datetime] = mapped_column(Instant)
