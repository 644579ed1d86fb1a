"""What a congress is (đại hội), where it is held, who counts there; party bodies and their mergers."""

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
    SECRET = "secret"
    """Mật."""
    TOP_SECRET = "top-secret"
    """Tối mật."""
    MOST_SECRET = "most-secret"
    """Tuyệt mật."""


class MachineClass(StrEnum):
    """What a machine is for (loại máy): which degrees of secrecy it may hold."""

    ORDINARY = "ordinary"
    """Máy thường, có thể nối mạng."""
    CLASSIFIED = "classified"
    """Máy tính dùng soạn thảo, lưu giữ tài liệu mật, không nối mạng."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What was decided for this machine (quyết định về máy)."""

    machine_class: MachineClass = MachineClass.ORDINARY
    ever_connected_counts: bool = False
    """Whether a machine on which a way out was ever noted holds no secrets any more, as the law of 2018 had it."""


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


class BodyKind(StrEnum):
    """What a party body is (loại tổ chức đảng)."""

    COMMUNE = "commune"
    """Đảng ủy xã, phường, đặc khu."""
    DISTRICT = "district"
    """Huyện ủy, thị ủy, thành ủy trực thuộc tỉnh; closed since 2025."""
    AGENCY = "agency"
    """Cơ quan đảng, ban đảng, văn phòng."""
    PROVINCE = "province"
    """Tỉnh ủy, thành ủy trực thuộc Trung ương."""


@dataclass(frozen=True, slots=True)
class BodyDetails:
    """What people say of a party body (thông tin tổ chức đảng)."""

    name: str
    """In full, as papers name it: "Đảng ủy xã Đam Rông 1"."""
    kind: BodyKind
    code: str = ""
    """Mã định danh."""
    parent_id: UUID | None = None
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartyBody:
    """A party body (tổ chức đảng); closed where it was merged away, never deleted."""

    id: UUID
    details: BodyDetails
    closed_on: date | None = None
    """From this day on it is no more."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.details.name

    @property
    def is_closed(self) -> bool:
        """Whether a decision closed it, from whatever day on."""
        return self.closed_on is not None


@dataclass(frozen=True, slots=True)
class MergerPart:
    """An old body that goes into a new one (đơn vị cũ nhập vào đơn vị mới)."""

    old_id: UUID
    new_id: UUID
    whole: bool = True
    """With everything it has; else device by device, and it may go into several new ones."""


@dataclass(frozen=True, slots=True)
class MergerDetails:
    """What a decision on mergers says (quyết định sắp xếp, sáp nhập)."""

    decision: str
    """Its number: "2147-KL/HU"."""
    decided_on: date
    effective_on: date
    parts: tuple[MergerPart, ...]


@dataclass(frozen=True, slots=True)
class Merger:
    """A decision on mergers as it was entered."""

    id: UUID
    details: MergerDetails

    def parts_of(self, old_id: UUID) -> tuple[MergerPart, ...]:
        """Where an old body goes."""
        return tuple(part for part in self.details.parts if part.old_id == old_id)

    @property
    def whole(self) -> dict[UUID, UUID]:
        """Old bodies that go whole, and into which."""
        return {part.old_id: part.new_id for part in self.details.parts if part.whole}


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling of a body's name that a person confirmed (cách viết khác đã được xác nhận)."""

    text: str
    body_id: UUID
