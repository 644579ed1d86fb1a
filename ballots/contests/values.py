"""A contest as it is prepared: its list, its electorate, what is still missing (cuộc bầu khi chuẩn bị)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ballots.regulations.open_points import Value
from ballots.regulations.values import (
    Contest,
    ContestKind,
    Electorate,
    ElectorateKind,
    Form,
    PercentBase,
    RegulationId,
    Sheet,
    Treatment,
)
from congress.term.values import Board, Congress, Site


class ElectorateStage(StrEnum):
    """At which step persons leave the roll (bước tính), QC190 Art. 30."""

    NOT_SUMMONED = "not-summoned"
    """Không triệu tập: never part of those summoned."""
    DEDUCTION = "deduction"
    """Được trừ: summoned, yet not in the denominator."""


class NotSummonedReason(StrEnum):
    """Why persons on the roll are not summoned (lý do không triệu tập), 04-HD/TW of 31/12/2024."""

    SUSPENDED = "suspended"
    """Đình chỉ sinh hoạt đảng, đình chỉ sinh hoạt cấp ủy."""
    PROSECUTED = "prosecuted"
    """Bị khởi tố, truy tố, tạm giam."""
    WRONGLY_ELECTED = "wrongly-elected"
    """Đại biểu được bầu không đúng nguyên tắc, thủ tục."""
    CONVENER_RETIRED = "convener-retired"
    """Cấp ủy viên triệu tập đại hội đã nghỉ hưu, chuyển công tác."""


@dataclass(frozen=True, slots=True)
class ElectorateLine:
    """Persons who leave the roll for one reason (dòng loại trừ)."""

    stage: ElectorateStage
    reason: str
    """A `NotSummonedReason` or a `DeductionReason`, by its stage."""
    persons: int
    note: str = ""
    """Who they are, or on what paper it rests."""


@dataclass(frozen=True, slots=True)
class Roll:
    """The electorate as it is entered (thành phần dự đại hội): the roll, and everybody who leaves it."""

    kind: ElectorateKind
    on_roll: int | None = None
    """On the roll (có tên trong danh sách); None until it is entered."""
    present: int | None = None
    """Present at this vote (có mặt khi bỏ phiếu)."""
    lines: tuple[ElectorateLine, ...] = ()

    def at(self, stage: ElectorateStage) -> tuple[ElectorateLine, ...]:
        """The lines of one step."""
        return tuple(line for line in self.lines if line.stage is stage)


@dataclass(frozen=True, slots=True, order=True)
class Born:
    """A date of birth (ngày sinh), or only its year where no more is known."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return f"{self.day:02d}/{self.month:02d}/{self.year}" if self.month else str(self.year)

    def iso(self) -> str:
        """For the database: "1975-03-02" or "1975"."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}" if self.month else f"{self.year:04d}"


class NameDoubt(StrEnum):
    """Why the program is not sure which word is the given name (lý do cần xác nhận tên để xếp)."""

    MARKER = "name-marker"
    """A word that marks man or woman among peoples of Tây Nguyên: Y, H', K', Ka, Ha …"""
    CLAN_LAST = "name-clan-last"
    """The last word is a clan's name, so the given name stands before it."""
    CLAN_FIRST = "name-clan-first"
    """A clan's name of several words leads; the last word was taken."""
    SINGLE_WORD = "name-single-word"
    FOREIGN_LETTERS = "name-foreign-letters"
    """Letters or signs that Vietnamese names do not use."""


@dataclass(frozen=True, slots=True)
class SortProposal:
    """The given name by which the program would place a person (tên dùng để xếp vần)."""

    sort_name: str
    doubt: NameDoubt | None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A person to be put on a list (người được đề cử, ứng cử)."""

    name: str
    sort_name: str = ""
    """Empty: the program proposes it."""
    born: Born | None = None
    card_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person on a list, with the number on the ballot paper (người trong danh sách bầu cử)."""

    number: int
    entry: ListEntry
    doubt: NameDoubt | None
    """Why a person should look at the sort name; None where it is plain."""
    printed_note: str
    """What stands beside the name on the paper: the note, and the birth date where it tells namesakes apart."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed the list, and when (xác nhận danh sách)."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Overrule:
    """Why a surplus over the limit is taken all the same (lý do vượt số dư), and who entered it."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class SettingLine:
    """An open point as it stands for a congress or a contest (nội dung do đại hội quyết định)."""

    key: str
    value: Value
    title: str
    """In Vietnamese, as the minutes print it."""
    is_default: bool
    """The value is the one that holds where nobody decides."""
    is_decided: bool
    """The congress has set it, or the board has confirmed it at its default."""
    concerns: bool = True
    """It touches this contest: its form, its kind, its electorate."""
    must_confirm: bool = False
    """The board confirms it before the desk opens, even at its default."""

    @property
    def is_open(self) -> bool:
        """Whether the board still has to confirm it (chưa xác nhận)."""
        return self.must_confirm and self.concerns and not self.is_decided


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What one contest decides for itself (cài đặt riêng của cuộc bầu); None takes the congress's setting."""

    all_disagree: Treatment | None = None
    all_blank: Treatment | None = None
    percent_base: PercentBase | None = None
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class ContestDetails:
    """What people say of a contest (thông tin cuộc bầu)."""

    code: str
    """Short name, unique within the congress: "bch"."""
    title: str
    seats: int
    """How many are to be elected in this round."""
    heading: str = ""
    """The body on the ballot paper; empty takes the congress's."""
    kind: ContestKind = ContestKind.ELECTION
    regulation: RegulationId = RegulationId.QC190
    alternates: int = 0
    form_by_hand: Form | None = None
    """None leaves the form to follow from the list."""
    site_id: UUID | None = None
    settings: OwnSettings = OwnSettings()


@dataclass(frozen=True, slots=True)
class ContestSheet:
    """Everything known of one contest before it is counted (phiếu thông tin cuộc bầu): what other rooms read."""

    id: UUID
    congress: Congress
    site: Site | None
    details: ContestDetails
    round: int
    previous_id: UUID | None
    people: tuple[ListedPerson, ...]
    form: Form
    """As derived from the list, or set by hand."""
    derived_form: Form
    roll: Roll
    board: Board
    settings: tuple[SettingLine, ...]
    """Every open point, as it stands for this contest."""
    confirmed: Confirmation | None
    overruled: Overrule | None
    locked_at: datetime | None
    """When its desk opened; nothing of it changes after."""
    contest: Contest | None
    """For the regulation's rules; None while there is no list."""
    electorate: Electorate | None
    """For the regulation's rules; None while it is incomplete or does not add up."""
    needed: int | None
    """Votes that elect; None while the electorate is incomplete, and in ballots that need no half."""

    @property
    def title(self) -> str:
        """The contest's title."""
        return self.details.title

    def setting(self, key: str) -> Value:
        """The value of an open point for this contest."""
        return next(line.value for line in self.settings if line.key == key)

    @property
    def heading(self) -> str:
        """The body on the ballot paper."""
        return self.details.heading or self.congress.details.body

    @property
    def list_confirmed(self) -> bool:
        """Whether a person has confirmed the list."""
        return self.confirmed is not None

    @property
    def denominator(self) -> int | None:
        """What more than half is taken of (mẫu số)."""
        return None if self.electorate is None else self.electorate.denominator

    @property
    def summoned(self) -> int | None:
        """Persons summoned (được triệu tập)."""
        return None if self.electorate is None else self.electorate.summoned


@dataclass(frozen=True, slots=True)
class ContestLine:
    """A contest in a list of them (dòng cuộc bầu)."""

    id: UUID
    congress_id: UUID
    code: str
    title: str
    kind: ContestKind
    seats: int
    names: int
    round: int
    previous_id: UUID | None
    list_confirmed: bool
    locked_at: datetime | None
