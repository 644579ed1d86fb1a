"""People, accounts, roles, and by whose authority a deed is done."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from congress.errors import Refused
from congress.text import clean


class Role(StrEnum):
    """What a person is at this congress (vai trò)."""

    ADMINISTRATOR = "administrator"
    """Quản trị."""
    SITE_TECHNICIAN = "site-technician"
    """Tổ kỹ thuật tại đại hội."""
    TECHNICIAN = "technician"
    """Tổ kỹ thuật giúp việc ban kiểm phiếu."""
    MEMBER = "member"
    """Ủy viên ban kiểm phiếu."""
    HEAD = "head"
    """Trưởng ban kiểm phiếu."""
    PRESIDIUM = "presidium"
    """Đoàn chủ tịch."""
    CREDENTIALS = "credentials"
    """Ban thẩm tra tư cách đại biểu."""
    SECRETARY = "secretary"
    """Thư ký đại hội."""
    ARCHIVIST = "archivist"
    """Lưu trữ."""
    SUPERVISOR = "supervisor"
    """Giám sát."""


BOARD_ROLES = frozenset({Role.TECHNICIAN, Role.MEMBER, Role.HEAD})
"""Roles of a counting team; a contest with a team of its own is counted by that team alone."""


NEVER_CONCLUDE = frozenset({Role.ADMINISTRATOR, Role.SITE_TECHNICIAN, Role.TECHNICIAN})
"""Roles of those who run the machines: none of them is a member of the board at the same count."""
CONCLUDE = frozenset({Role.MEMBER, Role.HEAD})
"""Roles of those who decide on papers."""


class AccountState(StrEnum):
    """Whether an account may be used."""

    ACTIVE = "active"
    DISABLED = "disabled"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held by an account (giao vai trò), everywhere or in one contest."""

    role: Role
    scope_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who uses the suite here (người dùng)."""

    id: UUID
    name: str
    post: str
    card_number: str | None
    """Số thẻ đảng viên: tells two people of one name apart."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account (tài khoản) of one person. Two accounts of one person are still one person."""

    id: UUID
    name: str
    person_id: UUID
    person: str
    state: AccountState
    must_change: bool
    """The person has not yet set a PIN or password of their own."""
    grants: tuple[Grant, ...]
    wrong_tries: int
    locked_until: datetime | None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person who proved at this terminal who they are (người đã đăng nhập)."""

    account_id: UUID
    person_id: UUID
    account: str
    person: str
    at: datetime
    """When they proved it."""


@dataclass(frozen=True, slots=True)
class Authority:
    """By whom a deed is done: one person, or two of them, with a reason where one is due."""

    first: Actor
    second: Actor | None = None
    reason: str | None = None

    def due_reason(self) -> str:
        """The reason of a deed that needs one, or a refusal."""
        reason = clean(self.reason or "")
        if not reason:
            raise Refused("reason-missing")
        return reason
