"""What a congress is (đại hội), where it is held, who counts there."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class CongressKind(StrEnum):
    """Who makes up the congress (loại hình đại hội): decides who counts in the denominator."""

    DELEGATES = "delegates"
    """Đại hội đại biểu."""
    MEMBERS = "members"
    """Đại hội đảng viên."""
    COMMITTEE = "committee"
    """Hội nghị ban chấp hành, ủy ban kiểm tra."""


class SecrecyLabel(StrEnum):
    """What stands on this congress's papers about who may see them (dấu chỉ mức độ mật)."""

    INTERNAL = "internal"
    """Lưu hành nội bộ: the default, no degree of State secrecy."""
    SECRET = "secret"  # noqa: S105  # a degree of secrecy
    """Mật."""
    TOP_SECRET = "top-secret"  # noqa: S105  # a degree of secrecy
    """Tối mật."""
    MOST_SECRET = "most-secret"  # noqa: S105  # a degree of secrecy
    """Tuyệt mật."""


class Capacity(StrEnum):
    """What a person is on the counting board (chức danh trong ban kiểm phiếu)."""

    HEAD = "head"
    """Trưởng ban."""
    MEMBER = "member"
    """Ủy viên."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the committee (nhiệm kỳ), from year to year."""

    id: UUID
    name: str
    begins: int
    """Year."""
    ends: int
    """Year."""


@dataclass(frozen=True, slots=True)
class CongressDetails:
    """What people say of a congress (thông tin đại hội)."""

    title: str
    """In full, as papers name it: "Đại hội đại biểu Đảng bộ huyện … lần thứ XXII, nhiệm kỳ 2025 - 2030"."""
    kind: CongressKind
    body: str
    """The body that holds it: "Đảng bộ huyện …"."""
    session: str
    """The line under the body on its papers: "Đại hội đại biểu lần thứ XXII"."""
    place: str
    """Place name before the date on papers (địa danh)."""
    upper_body: str = ""
    """Printed above the body where there is one: a branch's grass-roots committee (đảng bộ cơ sở)."""
    opens_on: date | None = None
    secrecy: SecrecyLabel = SecrecyLabel.INTERNAL


@dataclass(frozen=True, slots=True)
class Congress:
    """A congress (đại hội)."""

    id: UUID
    term: Term
    details: CongressDetails
    locked: bool
    """A desk has opened under it: papers carry its names, which stay as they are."""

    @property
    def heading(self) -> tuple[str, ...]:
        """The issuing body as its papers head them (tên cơ quan ban hành), top line first."""
        lines = (self.details.upper_body, self.details.body, self.details.session)
        return tuple(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Site:
    """Where a congress, or a part of it, meets (điểm tổ chức)."""

    id: UUID
    congress_id: UUID
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class BoardPerson:
    """A person to be put on the counting board."""

    name: str
    capacity: Capacity
    card_number: str = ""
    """Party card (số thẻ đảng viên); tells namesakes apart."""
    person_id: UUID | None = None
    """The person of an account here, where they have one."""


@dataclass(frozen=True, slots=True)
class Board:
    """A counting board (ban kiểm phiếu) in the order in which the congress voted it."""

    people: tuple[BoardPerson, ...] = ()

    @property
    def head(self) -> BoardPerson | None:
        """The head (trưởng ban)."""
        return next((person for person in self.people if person.capacity is Capacity.HEAD), None)

    @property
    def members(self) -> tuple[BoardPerson, ...]:
        """The members (ủy viên)."""
        return tuple(person for person in self.people if person.capacity is Capacity.MEMBER)

    @property
    def size(self) -> int:
        """How many persons, the head included (số lượng)."""
        return len(self.people)
