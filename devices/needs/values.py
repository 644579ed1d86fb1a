"""What units have and need, and what follows from it (Có, Cần, Thiếu, Dư): values without behaviour."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from congress.errors import Finding

TOTAL = "Tổng"
"""The unit of the last lines of a table: the sum of all units."""


class Basis(StrEnum):
    """What a norm counts by (cách tính định mức)."""

    PERSON = "person"
    """So many for each person (theo người)."""
    UNIT = "unit"
    """So many for each unit, whatever its staff (theo đơn vị)."""


class Use(StrEnum):
    """Whether devices are for State secrets (mục đích sử dụng): one kind never stands in for the other."""

    ORDINARY = "ordinary"
    CLASSIFIED = "classified"
    """Độc lập, không kết nối mạng: for papers with State-secret content."""


@dataclass(frozen=True, slots=True)
class Norm:
    """One line of the norms (định mức): so many of an item for one purpose."""

    item: str
    purpose: str
    basis: Basis
    quantity: int
    use: Use = Use.ORDINARY
    persons: int = 1
    """How many persons share `quantity` (theo người only): 1 unless a variant says so."""

    def __post_init__(self) -> None:
        if self.quantity < 0 or self.persons < 1 or (self.basis is Basis.UNIT and self.persons > 1):
            raise ValueError("a norm gives nought or more, to one person or more")


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way to reckon one item (phương án định mức), with its reason."""

    code: str
    item: str
    persons: int
    """How many persons share one."""
    reason: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Who says so, and from which day on it holds (nguồn, ngày áp dụng)."""

    source: str
    since: date


@dataclass(frozen=True, slots=True)
class NormSet:
    """Norms as one source gives them (bộ định mức): dated, so that a plan can say by which it was made."""

    dated: Dated
    norms: tuple[Norm, ...]


@dataclass(frozen=True, slots=True)
class StaffNumber:
    """How many persons a unit has from a day on (biên chế), and where its seat is."""

    body_id: UUID
    dated: Dated
    staff: int
    seat: str = ""


@dataclass(frozen=True, slots=True)
class OldUnit:
    """A unit before the merger (đơn vị cũ) and what it has, in the order of the items."""

    name: str
    have: tuple[int, ...]
    classified: tuple[int, ...] = ()
    """How many of them are classified; empty where nobody said so."""

    def __post_init__(self) -> None:
        if self.classified and any(part > whole for part, whole in zip(self.classified, self.have, strict=True)):
            raise ValueError("more classified devices than devices")


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit after the merger (đơn vị mới): its staff and seat."""

    name: str
    staff: int
    seat: str = ""
    dated: Dated | None = None
    """Who says how many persons; None where the list does not say."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one unit has and needs of one item (một dòng): short and surplus follow, so they cannot disagree."""

    unit: str
    item: str
    have: int
    need: int
    short: int
    surplus: int


class Column(StrEnum):
    """The figures of a line (cột): Có, Cần, Thiếu, Dư."""

    HAVE = "have"
    NEED = "need"
    SHORT = "short"
    SURPLUS = "surplus"


class Rule(StrEnum):
    """Which rule shows that a printed cell is wrong (quy tắc phát hiện)."""

    ROW_IDENTITY = "row-identity"
    """Thiếu − Dư = Cần − Có."""
    COLUMN_SUM = "column-sum"
    """Tổng = the sum of the printed rows."""
    COMPUTED = "computed"
    """What follows from units, merger and norms."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A wrong cell of a printed table (ô sai), with every rule that fails there."""

    unit: str
    item: str
    column: Column
    printed: int
    computed: int
    rules: tuple[Rule, ...]


Distances = Mapping[tuple[str, str], Fraction]
"""Kilometres from one new unit to another; the way back is as long where it is not given."""


@dataclass(frozen=True, slots=True)
class Move:
    """Devices that go from one unit to another (điều chuyển)."""

    item: str
    giver: str
    taker: str
    quantity: int
    km: Fraction | None = None
    """The way; None where all ways are taken as equal."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """Devices to be bought (mua mới): short less moved."""

    item: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a plan is computed from (đầu vào): read from files, or taken from the register."""

    items: tuple[str, ...]
    old_units: tuple[OldUnit, ...]
    successors: Mapping[str, str]
    """Old unit -> new unit."""
    new_units: tuple[NewUnit, ...]
    norms: tuple[Norm, ...]
    norms_dated: Dated | None = None
    """Whose norms they are; None where nobody said and no known source gives just these."""
    printed: tuple[Line, ...] = ()
    """A table made elsewhere (bảng đã in), to be checked."""
    distances: Distances | None = None
    variant: Variant | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """A table and how it is evened out (cân đối): moves first, the rest is bought."""

    table: tuple[Line, ...]
    """Unit by unit in their order, item by item; without the total."""
    totals: tuple[Line, ...]
    moves: tuple[Move, ...]
    purchase: tuple[Purchase, ...]
    """Only what is to be bought at all."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What comes of a case (phương án): all devices as one, and beside it classified ones kept apart."""

    case: Case
    whole: Balance
    apart: Mapping[Use, Balance]
    """Empty where a distance for it is missing."""
    discrepancies: tuple[Discrepancy, ...]
    findings: tuple[Finding, ...]
    classified_known: bool
    """Whether anyone said which devices are classified; else all of them count as ordinary."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one device costs and who pays (đơn giá, nguồn kinh phí), in đồng; what was bought and paid, once known.

    An item that several funds pay for has several, one a fund.
    """

    item: str
    price: int
    fund: str
    bought: int | None = None
    paid: int | None = None
    quantity: int | None = None
    """For how many the fund pays; None: for all that no other fund does."""


@dataclass(frozen=True, slots=True)
class CostLine:
    """The cost of one item under one option, as far as one fund pays it (dòng kinh phí)."""

    item: str
    quantity: int
    price: int | None
    """None where nobody gave one."""
    fund: str
    estimate: int | None


@dataclass(frozen=True, slots=True)
class ActualLine:
    """What was estimated of one fund for an item, and what was really bought and paid (dự toán, thực hiện)."""

    item: str
    fund: str
    quantity: int
    estimate: int
    bought: int
    paid: int

    @property
    def difference(self) -> int:
        """Paid less estimated (chênh lệch)."""
        return self.paid - self.estimate


@dataclass(frozen=True, slots=True)
class FundLine:
    """What one source of money is asked for (nguồn kinh phí)."""

    fund: str
    estimate: int


@dataclass(frozen=True, slots=True)
class Option:
    """One of the two options of a plan (phương án 1, phương án 2) with its costs."""

    code: str
    moved: int
    bought: int
    lines: tuple[CostLine, ...]
    funds: tuple[FundLine, ...]
    unpriced: tuple[str, ...]
    """Items of which some are to be bought that nobody gave a price or a fund for: the sum is without these."""

    @property
    def estimate(self) -> int:
        """The sum of what has a price (tổng dự toán)."""
        return sum(fund.estimate for fund in self.funds)


@dataclass(frozen=True, slots=True)
class FundSum:
    """What one fund is asked for under both options, and what it paid (dự toán, thực hiện theo nguồn)."""

    fund: str
    follow: int
    """Estimate of option 1."""
    buy: int
    """Estimate of option 2."""
    spent_on: int
    """What option 1 estimated for the items that were bought since."""
    paid: int

    @property
    def difference(self) -> int:
        """Paid less what was estimated for the same items (chênh lệch)."""
        return self.paid - self.spent_on

    @property
    def left(self) -> int:
        """What option 1 estimated for items of which nothing was bought yet (chưa thực hiện)."""
        return self.follow - self.spent_on


@dataclass(frozen=True, slots=True)
class Costs:
    """Both options side by side, and the estimate against what was paid (kinh phí)."""

    options: tuple[Option, ...]
    actual: tuple[ActualLine, ...]
    funds: tuple[FundSum, ...]
    """Every fund that either option asks, or that paid."""
