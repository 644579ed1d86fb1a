"""What each key does (gõ một phím): the transitions of the pad."""

from dataclasses import replace
from types import MappingProxyType
from typing import assert_never

from ballots.counting.keypad.state import (
    COUNT_DIGITS,
    NUMLOCK_OFF_KEYS,
    PAD_KEYS,
    Because,
    Bell,
    Complete,
    Correct,
    Entry,
    Keep,
    Mark,
    Pad,
    PadReading,
    Phase,
    Refuse,
    Ring,
    Slip,
    Step,
)
from ballots.counting.values import PileKind, SetAside
from ballots.regulations.values import Boxes, Form, Marks, Strikes


def start(slip: Slip, readings: tuple[PadReading, ...] = ()) -> Pad:
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
            return _whole_pile(pad, key)
        case Phase.PAPER:
            return _paper(pad, key)
        case Phase.LOOK_BACK:
            return _look_back(pad, key)
        case Phase.COUNT | Phase.RECOUNT:
            return _count(pad, key)
        case _:
            assert_never(pad.phase)


def _whole_pile(pad: Pad, key: str) -> Step:
    """Nothing more is typed; `.` looks back and `+` says again that the pile may be closed."""
    match key:
        case ".":
            return _back(pad)
        case "+":
            return Step(pad, (_complete(pad.readings),))
        case _:
            return _stop(pad, "pad-pile-complete")


def on_enter(pad: Pad) -> Keep | Refuse:
    """What Enter would do with the paper in hand (Enter sẽ làm gì), for the screen and for Enter itself."""
    marks = pad.marks
    if pad.fault:
        return pad.fault
    if pad.typed and not pad.zeros_end_it:
        return _refuse("pad-half-typed", typed=pad.typed)
    if marks is None:
        return _refuse("pad-nothing-typed")
    slip, chosen = pad.slip, pad.chosen
    keep = Keep(pad.position, marks, corrects=pad.correcting)
    if slip.kind is PileKind.ASIDE:
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
    match slip.kind:
        case PileKind.FULL if chosen < min(slip.seats, len(slip.numbers)):
            return _refuse("pad-number-extra", needed=slip.needed)
        case PileKind.FEWER if chosen == slip.seats:
            return _refuse("pad-not-fewer", seats=slip.seats)
        case PileKind.FULL | PileKind.FEWER | PileKind.HEAP:
            return keep
        case _:
            assert_never(slip.kind)


def _refuse(code: str, **facts: object) -> Refuse:
    return Refuse(code, MappingProxyType(facts))


def _stop(pad: Pad, code: str, *, ring: Ring = Ring.STOP, **facts: object) -> Step:
    return Step(pad, (Bell(ring), _refuse(code, **facts)))


def _aside(pad: Pad, because: Because) -> Keep:
    return Keep(pad.position, SetAside(because, pad.marks), corrects=pad.correcting)


def _paper(pad: Pad, key: str) -> Step:
    if pad.fault and key not in {"-", "/"}:
        return Step(pad, (Bell(Ring.NUMBER), pad.fault))
    match key:
        case "-":
            return _take_off(pad)
        case "/" if pad.slip.kind is PileKind.HEAP:
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
    return pad.slip.kind is PileKind.FULL and len(pad.entries) >= pad.slip.needed


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
    if last is None or isinstance(last.seen, SetAside):
        return _stop(pad, "pad-nothing-to-repeat")
    return Step(_filled(pad, last.seen))


def _filled(pad: Pad, marks: Marks) -> Pad:
    match marks:
        case Strikes(struck=struck):
            return replace(pad, entries=tuple(Entry(number) for number in struck), nobody=not struck)
        case Boxes(agree=agree, disagree=disagree):
            entries = []
            for number in pad.slip.numbers:
                match number in agree, number in disagree:
                    case False, True:
                        entries.append(Entry(number))
                    case False, False:
                        entries.append(Entry(number, Mark.BLANK))
                    case True, True:
                        entries.append(Entry(number, Mark.BOTH))
            return replace(pad, entries=tuple(entries), all_agree=True)
        case _:
            assert_never(marks)


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
        case Keep(seen=SetAside()) if pad.slip.kind is PileKind.HEAP:
            return _stop(pad, "pad-not-for-a-heap")
        case Keep() if pad.slip.kind is PileKind.HEAP:
            nobody = pad.nobody or pad.zeros_end_it
            return Step(replace(pad, phase=Phase.COUNT, typed="", nobody=nobody))
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
    return _keep(pad, Keep(pad.position, pad.marks, count, corrects=pad.correcting))


def _keep(pad: Pad, kept: Keep) -> Step:
    readings = (*pad.readings[: pad.at], PadReading(kept.seen, kept.times), *pad.readings[pad.at + 1 :])
    after = start(pad.slip, readings)
    return Step(after, (kept, _complete(readings)) if after.complete else (kept,))


def _complete(readings: tuple[PadReading, ...]) -> Complete:
    return Complete(sum(each.times for each in readings))
