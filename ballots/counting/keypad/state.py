"""What the pad is between two keys (trạng thái nhập), and what a key does: values, read by the screen too."""

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from ballots.counting.values import PileKind, Seen, SetAside
from ballots.regulations.values import Boxes, Form, Marks, Strikes
from congress.errors import Facts

DIGITS = frozenset("0123456789")
PAD_KEYS = DIGITS | {"-", "/", "*", "+", ".", "enter"}
NUMLOCK_OFF_KEYS = frozenset(
    {"home", "end", "up", "down", "left", "right", "pageup", "pagedown", "insert", "delete", "clear", "kp_begin"}
)
"""What a numeric pad sends while NumLock is off."""
COUNT_DIGITS = 4
"""A heap holds fewer than 10,000 papers."""


class Mark(StrEnum):
    """What stands against a typed number (dấu): struck or disagreed, no box, or both boxes."""

    AGAINST = "against"
    BLANK = "blank"
    BOTH = "both"


class Phase(StrEnum):
    """What the keys mean now (đang làm gì): a paper, looking back, a heap's first and second count."""

    PAPER = "paper"
    LOOK_BACK = "look-back"
    COUNT = "count"
    RECOUNT = "recount"


class Because(StrEnum):
    """Why a paper was set aside (lý do để riêng): a remark for the board, never a verdict."""

    TYPIST = "pad-aside-typist"
    SORTED = "pad-aside-sorted"
    TOO_MANY = "pad-aside-too-many"
    NOBODY = "pad-aside-nobody"
    ODD = "pad-aside-odd"


class Ring(StrEnum):
    """The bell's kinds (chuông): a wrong number, a paper that is not ready, the wrong keys."""

    NUMBER = "number"
    STOP = "stop"
    KEYBOARD = "keyboard"


@dataclass(frozen=True, slots=True)
class Slip:
    """A pile's cover slip (phiếu bìa tập): the list, the seats, the form, what the pile was declared."""

    numbers: tuple[int, ...]
    seats: int
    form: Form
    kind: PileKind
    size: int | None = None
    """Papers in the pile, where they were counted before keying."""

    def __post_init__(self) -> None:
        if not self.numbers or min(self.numbers) < 1 or len(set(self.numbers)) < len(self.numbers):
            raise ValueError(self.numbers)
        if self.seats < 1 or (self.size is not None and self.size < 1):
            raise ValueError((self.seats, self.size))

    @property
    def width(self) -> int:
        """Digits of a number; at least two, so that `00` can say "nobody"."""
        return max(2, len(str(max(self.numbers))))

    @property
    def needed(self) -> int:
        """Strikes (form B: rows not agreed) that leave exactly the seats."""
        return max(0, len(self.numbers) - self.seats)


@dataclass(frozen=True, slots=True)
class PadReading:
    """One paper of the pile as keyed (kết quả nhập một phiếu); a heap has one reading for all its papers."""

    seen: Seen
    times: int = 1

    @property
    def marks(self) -> Marks | None:
        """What was typed, whether or not the paper was laid aside."""
        return self.seen.seen if isinstance(self.seen, SetAside) else self.seen

    @property
    def aside(self) -> str | None:
        """Why the paper was laid aside; None where it was taken."""
        return self.seen.because if isinstance(self.seen, SetAside) else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One typed number and what stands against it (số đã gõ)."""

    number: int
    mark: Mark = Mark.AGAINST


@dataclass(frozen=True, slots=True)
class Keep:
    """Effect: store this reading of this position (nhận phiếu, hoặc để riêng)."""

    position: int
    seen: Seen
    times: int = 1
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Correct:
    """Effect: a new reading of this position begins (sửa: lần đọc mới)."""

    position: int


@dataclass(frozen=True, slots=True)
class Complete:
    """Effect: every paper of the pile has a reading (đủ tập)."""

    papers: int


@dataclass(frozen=True, slots=True)
class Bell:
    """Effect: ring (chuông báo); there is no other bell, so a ring always means a fault."""

    ring: Ring


@dataclass(frozen=True, slots=True)
class Refuse:
    """Effect: the key was not taken (không nhận phím); the sentence is in the catalogue under `code`."""

    code: str
    facts: Facts = field(default_factory=lambda: MappingProxyType({}), hash=False)


Effect = Keep | Correct | Complete | Bell | Refuse


@dataclass(frozen=True, slots=True)
class Pad:
    """The state of entry (trạng thái nhập) of one pile, between two keys."""

    slip: Slip
    readings: tuple[PadReading, ...] = ()
    at: int = 0
    """Index of the paper in hand; below `len(readings)` while one is looked at or read anew."""
    phase: Phase = Phase.PAPER
    entries: tuple[Entry, ...] = ()
    """Typed numbers, in the order typed."""
    typed: str = ""
    """Digits of a number not yet whole, or of a refused one while `fault` stands, or of a heap's count."""
    nobody: bool = False
    """Form A: `00` was typed."""
    all_agree: bool = False
    """Form B: `+` was typed."""
    fault: Refuse | None = None
    """Why the number in `typed` was refused; only `-` and `/` are taken until it is gone."""
    first_count: int = 0

    @property
    def position(self) -> int:
        """Place in the pile of the paper in hand, from 1."""
        return self.at + 1

    @property
    def complete(self) -> bool:
        """Every paper of the pile has a reading, and none is open."""
        size = 1 if self.slip.kind is PileKind.HEAP else self.slip.size
        return self.phase is Phase.PAPER and size is not None and self.at >= size

    @property
    def correcting(self) -> bool:
        """The paper in hand has a reading already, and a new one is being typed."""
        return self.phase is not Phase.LOOK_BACK and self.at < len(self.readings)

    @property
    def touched(self) -> bool:
        """Something was typed for the paper in hand."""
        return bool(self.entries or self.typed or self.nobody or self.all_agree)

    @property
    def previous(self) -> PadReading | None:
        """The reading before the paper in hand: what `*` repeats, and what stays in view."""
        return self.readings[self.at - 1] if 0 < self.at <= len(self.readings) else None

    @property
    def missing(self) -> int:
        """Numbers still to type in a full pile."""
        return max(0, self.slip.needed - len(self.entries)) if self.slip.kind is PileKind.FULL else 0

    @property
    def marks(self) -> Marks | None:
        """What the screen shows as seen on this paper, or nothing."""
        if not (self.entries or self.nobody or self.all_agree or self.zeros_end_it):
            return None
        against = tuple(sorted(entry.number for entry in self.entries if entry.mark is not Mark.BLANK))
        if self.slip.form is Form.STRIKE:
            return Strikes(against)
        not_agreed = {entry.number for entry in self.entries if entry.mark is not Mark.BOTH}
        return Boxes(tuple(sorted(set(self.slip.numbers) - not_agreed)), against)

    @property
    def zeros_end_it(self) -> bool:
        """`00` on a list with three digits: not a whole number, yet Enter takes it as "nobody"."""
        return (
            self.phase is Phase.PAPER
            and self.typed == "00"
            and self.fault is None
            and not self.entries
            and self.slip.form is Form.STRIKE
        )

    @property
    def chosen(self) -> int:
        """How many names the paper in hand chooses."""
        return len(self.slip.numbers) - len(self.entries)


class Step(NamedTuple):
    """What one key did (kết quả một phím)."""

    pad: Pad
    effects: tuple[Effect, ...] = ()
