"""Entry at the numeric pad (nhập phiếu bằng bàn phím số): a pure state machine, one key at a time.

`press(pad, key)` gives the next pad and its effects; nothing here stores, rings or paints. Numbers have a
fixed width and need no separator. Every kept paper was closed by Enter, with its marks on screen before.
A number that cannot be right (unknown, repeated, one too many) locks the pad until `-` takes it off, since a
typist looks at the paper and not at the screen. Nothing that a typist does concludes a paper: what elects too
many or nobody goes aside.

Form A: the struck numbers. Form B: `+` says that every row is agreed, then only the exceptions are typed; a
number is marked "disagree", and `+` after it turns the mark to blank, to both boxes, and back to "disagree".

`.` looks back at earlier papers, `-` forward again, Enter opens the paper in view for a new reading.
Backspace is no pad key: an input method sends it by itself when letters are mistyped.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, assert_never

from congress.errors import Facts

DIGITS = frozenset("0123456789")
PAD_KEYS = DIGITS | {"-", "/", "*", "+", ".", "enter"}
NUMLOCK_OFF_KEYS = frozenset(
    {"home", "end", "up", "down", "left", "right", "pageup", "pagedown", "insert", "delete", "clear", "kp_begin"}
)
"""What a numeric pad sends while NumLock is off."""
COUNT_DIGITS = 4
"""A heap holds fewer than 10,000 papers."""


class Form(StrEnum):
    """How a paper is marked (mẫu phiếu): names struck out, or a box in each row."""

    STRIKE = "strike"
    AGREE = "agree"


class Declared(StrEnum):
    """What a pile was sorted as before keying (loại tập): full, fewer, a heap of one pattern, set aside."""

    FULL = "full"
    FEWER = "fewer"
    HEAP = "heap"
    ASIDE = "aside"


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
class Marks:
    """What was seen on one paper (dấu trên phiếu), ascending: strikes, or the boxes of form B."""

    strike: tuple[int, ...] = ()
    agree: tuple[int, ...] = ()
    disagree: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Slip:
    """A pile's cover slip (phiếu bìa tập): the list, the seats, the form, what the pile was declared."""

    numbers: tuple[int, ...]
    seats: int
    form: Form
    declared: Declared
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
class Reading:
    """One paper of the pile as keyed (kết quả nhập một phiếu); a heap has one reading for all its papers."""

    marks: Marks | None
    aside: Because | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One typed number and what stands against it (số đã gõ)."""

    number: int
    mark: Mark = Mark.AGAINST


@dataclass(frozen=True, slots=True)
class Accept:
    """Effect: keep this reading at this position (nhận phiếu)."""

    position: int
    marks: Marks
    times: int = 1
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class SetAside:
    """Effect: the paper at this position waits for the board (để riêng); `seen` is what was typed, if anything."""

    position: int
    because: Because
    seen: Marks | None
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


Effect = Accept | SetAside | Correct | Complete | Bell | Refuse


@dataclass(frozen=True, slots=True)
class Pad:
    """The state of entry (trạng thái nhập) of one pile, between two keys."""

    slip: Slip
    readings: tuple[Reading, ...] = ()
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
        size = 1 if self.slip.declared is Declared.HEAP else self.slip.size
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
    def previous(self) -> Reading | None:
        """The reading before the paper in hand: what `*` repeats, and what stays in view."""
        return self.readings[self.at - 1] if 0 < self.at <= len(self.readings) else None

    @property
    def missing(self) -> int:
        """Numbers still to type in a full pile."""
        return max(0, self.slip.needed - len(self.entries)) if self.slip.declared is Declared.FULL else 0

    @property
    def marks(self) -> Marks | None:
        """What the screen shows as seen on this paper, or nothing."""
        if not (self.entries or self.nobody or self.all_agree or self._zeros_end_it):
            return None
        against = tuple(sorted(entry.number for entry in self.entries if entry.mark is not Mark.BLANK))
        if self.slip.form is Form.STRIKE:
            return Marks(strike=against)
        not_agreed = {entry.number for entry in self.entries if entry.mark is not Mark.BOTH}
        return Marks(agree=tuple(sorted(set(self.slip.numbers) - not_agreed)), disagree=against)

    @property
    def _zeros_end_it(self) -> bool:
        """`00` on a list with three digits: not a whole number, yet Enter takes it as "nobody"."""
        return (
            self.phase is Phase.PAPER
            and self.typed == "00"
            and self.fault is None
            and not self.entries
            and self.slip.form is Form.STRIKE
        )

    @property
    def _chosen(self) -> int:
        return len(self.slip.numbers) - len(self.entries)


class Step(NamedTuple):
    """What one key did (kết quả một phím)."""

    pad: Pad
    effects: tuple[Effect, ...] = ()


def start(slip: Slip, readings: tuple[Reading, ...] = ()) -> Pad:
    """A pad for a pile (bắt đầu nhập tập), going on after the readings that are already kept."""
    return Pad(slip, readings, at=len(readings))


def press(pad: Pad, key: str) -> Step:
    """The next state after one key (gõ một phím): a pad character, `enter`, or a key's name."""
    if key in NUMLOCK_OFF_KEYS:
        return _stop(pad, "pad-numlock-off", ring=Ring.KEYBOARD)
    if key not in PAD_KEYS:
        code = "pad-letters" if len(key) == 1 else "pad-not-a-pad-key"
        return _stop(pad, code, ring=Ring.KEYBOARD)
    match pad.phase:
        case Phase.PAPER if pad.complete:
            return _back(pad) if key == "." else _stop(pad, "pad-pile-complete")
        case Phase.PAPER:
            return _paper(pad, key)
        case Phase.LOOK_BACK:
            return _look_back(pad, key)
        case Phase.COUNT | Phase.RECOUNT:
            return _count(pad, key)
        case _:
            assert_never(pad.phase)


def on_enter(pad: Pad) -> Accept | SetAside | Refuse:
    """What Enter would do with the paper in hand (Enter sẽ làm gì), for the screen and for Enter itself."""
    marks = pad.marks
    if pad.fault:
        return pad.fault
    if pad.typed and not pad._zeros_end_it:
        return _refuse("pad-half-typed", typed=pad.typed)
    if marks is None:
        return _refuse("pad-nothing-typed")
    slip, chosen = pad.slip, pad._chosen
    accept = Accept(pad.position, marks, corrects=pad.correcting)
    if slip.declared is Declared.ASIDE:
        return _aside(pad, Because.SORTED)
    if len(slip.numbers) == 1 and slip.form is Form.AGREE and any(e.mark is not Mark.AGAINST for e in pad.entries):
        return _aside(pad, Because.ODD)
    # A list of one: X under "disagree" alone is a vote and valid (rules V3), so it is kept like any other.
    elects_nobody = chosen == 0 and not (len(slip.numbers) == 1 and slip.form is Form.AGREE)
    if chosen > slip.seats and slip.form is Form.STRIKE and not pad.entries:
        return _aside(pad, Because.TOO_MANY)
    if chosen > slip.seats:
        return _refuse("pad-number-missing", missing=chosen - slip.seats)
    if elects_nobody:
        return _aside(pad, Because.NOBODY)
    match slip.declared:
        case Declared.FULL if chosen < min(slip.seats, len(slip.numbers)):
            return _refuse("pad-number-extra", needed=slip.needed)
        case Declared.FEWER if chosen == slip.seats:
            return _refuse("pad-not-fewer", seats=slip.seats)
        case Declared.FULL | Declared.FEWER | Declared.HEAP:
            return accept
        case _:
            assert_never(slip.declared)


def _refuse(code: str, **facts: object) -> Refuse:
    return Refuse(code, MappingProxyType(facts))


def _stop(pad: Pad, code: str, *, ring: Ring = Ring.STOP, **facts: object) -> Step:
    return Step(pad, (Bell(ring), _refuse(code, **facts)))


def _aside(pad: Pad, because: Because) -> SetAside:
    return SetAside(pad.position, because, pad.marks, corrects=pad.correcting)


def _paper(pad: Pad, key: str) -> Step:
    if pad.fault and key not in {"-", "/"}:
        return Step(pad, (Bell(Ring.NUMBER), pad.fault))
    match key:
        case "-":
            return _take_off(pad)
        case "/" if pad.slip.declared is Declared.HEAP:
            return _stop(pad, "pad-no-aside-in-heap")
        case "/":
            return _keep(pad, _aside(pad, Because.TYPIST))
        case "*":
            return _repeat(pad)
        case "+":
            return _plus(pad)
        case ".":
            return _back(pad)
        case "enter":
            return _enter(pad)
        case _:
            return _digit(pad, key)


def _digit(pad: Pad, digit: str) -> Step:
    slip = pad.slip
    if pad.nobody:
        return _stop(pad, "pad-after-nobody")
    if slip.form is Form.AGREE and not pad.all_agree:
        return _stop(pad, "pad-agree-first")
    is_nobody_due = slip.form is Form.STRIKE and not pad.entries and digit == "0"
    if not pad.typed and _is_full(pad) and not is_nobody_due:
        return _stop(pad, "pad-number-extra", needed=slip.needed)
    typed = pad.typed + digit
    if len(typed) < slip.width:
        return Step(replace(pad, typed=typed))
    number = int(typed)
    if number == 0 and slip.form is Form.STRIKE and not pad.entries:
        return Step(replace(pad, typed="", nobody=True))
    if number not in slip.numbers:
        return _fault(pad, typed, _refuse("pad-unknown-number", number=typed))
    if any(entry.number == number for entry in pad.entries):
        return _fault(pad, typed, _refuse("pad-repeated-number", number=typed))
    if _is_full(pad):
        return _fault(pad, typed, _refuse("pad-number-extra", needed=slip.needed))
    return Step(replace(pad, typed="", entries=(*pad.entries, Entry(number))))


def _is_full(pad: Pad) -> bool:
    return pad.slip.declared is Declared.FULL and len(pad.entries) >= pad.slip.needed


def _fault(pad: Pad, typed: str, refuse: Refuse) -> Step:
    return Step(replace(pad, typed=typed, fault=refuse), (Bell(Ring.NUMBER), refuse))


def _take_off(pad: Pad) -> Step:
    if pad.fault:
        return Step(replace(pad, typed="", fault=None))
    if pad.typed:
        return Step(replace(pad, typed=pad.typed[:-1]))
    if pad.entries:
        return Step(replace(pad, entries=pad.entries[:-1]))
    if pad.touched:
        return Step(replace(pad, nobody=False, all_agree=False))
    if pad.correcting:
        return Step(start(pad.slip, pad.readings))
    return _stop(pad, "pad-nothing-to-take-off")


def _repeat(pad: Pad) -> Step:
    if pad.touched:
        return _stop(pad, "pad-repeat-first")
    last = pad.previous
    if last is None or last.aside is not None or last.marks is None:
        return _stop(pad, "pad-nothing-to-repeat")
    return Step(_filled(pad, last.marks))


def _filled(pad: Pad, marks: Marks) -> Pad:
    if pad.slip.form is Form.STRIKE:
        return replace(pad, entries=tuple(Entry(number) for number in marks.strike), nobody=not marks.strike)
    entries = []
    for number in pad.slip.numbers:
        match number in marks.agree, number in marks.disagree:
            case False, True:
                entries.append(Entry(number))
            case False, False:
                entries.append(Entry(number, Mark.BLANK))
            case True, True:
                entries.append(Entry(number, Mark.BOTH))
    return replace(pad, entries=tuple(entries), all_agree=True)


_NEXT_MARK = {Mark.AGAINST: Mark.BLANK, Mark.BLANK: Mark.BOTH, Mark.BOTH: Mark.AGAINST}


def _plus(pad: Pad) -> Step:
    if pad.slip.form is Form.STRIKE:
        return _stop(pad, "pad-no-plus")
    if pad.typed:
        return _stop(pad, "pad-half-typed", typed=pad.typed)
    if not pad.all_agree:
        return Step(replace(pad, all_agree=True))
    if not pad.entries:
        return _stop(pad, "pad-agree-already")
    *others, last = pad.entries
    return Step(replace(pad, entries=(*others, Entry(last.number, _NEXT_MARK[last.mark]))))


def _back(pad: Pad) -> Step:
    if pad.touched:
        return _stop(pad, "pad-back-when-empty")
    if pad.at == 0:
        return _stop(pad, "pad-first-paper")
    return Step(replace(pad, phase=Phase.LOOK_BACK, at=pad.at - 1))


def _look_back(pad: Pad, key: str) -> Step:
    match key:
        case ".":
            return Step(replace(pad, at=pad.at - 1)) if pad.at else _stop(pad, "pad-first-paper")
        case "-" if pad.at + 1 < len(pad.readings):
            return Step(replace(pad, at=pad.at + 1))
        case "-":
            return Step(start(pad.slip, pad.readings))
        case "enter":
            return Step(replace(pad, phase=Phase.PAPER), (Correct(pad.position),))
        case _:
            return _stop(pad, "pad-looking-back")


def _enter(pad: Pad) -> Step:
    match on_enter(pad):
        case Accept() if pad.slip.declared is Declared.HEAP:
            nobody = pad.nobody or pad._zeros_end_it
            return Step(replace(pad, phase=Phase.COUNT, typed="", nobody=nobody))
        case SetAside() if pad.slip.declared is Declared.HEAP:
            return _stop(pad, "pad-not-for-a-heap")
        case Refuse() as refuse:
            return Step(pad, (Bell(Ring.STOP), refuse))
        case kept:
            return _keep(pad, kept)


def _count(pad: Pad, key: str) -> Step:
    match key:
        case "-" if pad.typed:
            return Step(replace(pad, typed=pad.typed[:-1]))
        case "-":
            return Step(replace(pad, phase=Phase.PAPER, first_count=0))
        case "enter":
            return _enter_count(pad)
        case "/" | "*" | "+" | ".":
            return _stop(pad, "pad-count-digits")
        case _ if len(pad.typed) >= COUNT_DIGITS or (key == "0" and not pad.typed):
            return _stop(pad, "pad-count-digits")
        case _:
            return Step(replace(pad, typed=pad.typed + key))


def _enter_count(pad: Pad) -> Step:
    if not pad.typed:
        return _stop(pad, "pad-nothing-typed")
    count = int(pad.typed)
    again = replace(pad, phase=Phase.COUNT, typed="", first_count=0)
    if pad.slip.size is not None and count != pad.slip.size:
        return _stop(again, "pad-count-not-slip", counted=count, size=pad.slip.size)
    if pad.phase is Phase.COUNT:
        return Step(replace(pad, phase=Phase.RECOUNT, typed="", first_count=count))
    if count != pad.first_count:
        return _stop(again, "pad-counts-differ", first=pad.first_count, second=count)
    assert pad.marks is not None  # counting begins only after a pattern
    return _keep(pad, Accept(pad.position, pad.marks, count, corrects=pad.correcting))


def _keep(pad: Pad, kept: Accept | SetAside) -> Step:
    match kept:
        case Accept():
            reading = Reading(kept.marks, times=kept.times)
        case SetAside():
            reading = Reading(kept.seen, kept.because)
        case _:
            assert_never(kept)
    readings = (*pad.readings[: pad.at], reading, *pad.readings[pad.at + 1 :])
    after = start(pad.slip, readings)
    done = (Complete(sum(each.times for each in readings)),) if after.complete else ()
    return Step(after, (kept, *done))
