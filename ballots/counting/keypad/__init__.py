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

from ballots.counting.keypad.pressing import on_enter, press, start
from ballots.counting.keypad.state import (
    NUMLOCK_OFF_KEYS,
    PAD_KEYS,
    Because,
    Bell,
    Complete,
    Correct,
    Effect,
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

__all__ = [
    "NUMLOCK_OFF_KEYS",
    "PAD_KEYS",
    "Because",
    "Bell",
    "Complete",
    "Correct",
    "Effect",
    "Entry",
    "Keep",
    "Mark",
    "Pad",
    "PadReading",
    "Phase",
    "Refuse",
    "Ring",
    "Slip",
    "Step",
    "on_enter",
    "press",
    "start",
]
