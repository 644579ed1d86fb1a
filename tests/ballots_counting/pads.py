"""A pad with a sample pile, and keys typed into it."""

from collections.abc import Iterable

from ballots.counting.keypad import (
    Effect,
    Pad,
    Refuse,
    Slip,
    press,
)
from ballots.counting.values import PileKind
from ballots.regulations.values import Form


def slip(
    names: int = 63,
    seats: int = 55,
    form: Form = Form.STRIKE,
    kind: PileKind = PileKind.FULL,
    size: int | None = 25,
) -> Slip:
    return Slip(tuple(range(1, names + 1)), seats, form, kind, size)


def keys_of(text: str) -> list[str]:
    """`"0307⏎"` as keys; the sign stands for Enter."""
    return ["enter" if char == "⏎" else char for char in text if char != " "]


def type_in(pad: Pad, text: str | Iterable[str]) -> tuple[Pad, list[Effect]]:
    effects: list[Effect] = []
    for key in keys_of(text) if isinstance(text, str) else text:
        pad, new = press(pad, key)
        effects.extend(new)
    return pad, effects


def codes(effects: Iterable[Effect]) -> list[str]:
    return [effect.code for effect in effects if isinstance(effect, Refuse)]
