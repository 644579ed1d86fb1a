"""What holds for norms that are typed in, and which of several holds on a day (quy tắc về định mức): pure."""

from collections.abc import Iterator, Sequence
from datetime import date

from congress.errors import Finding
from congress.text import unprintable
from devices.needs.rules.registered import ITEMS
from devices.needs.values import Norm, NormSet

LONGEST_PURPOSE = 200
MOST = 10_000_000
"""Devices of a line, persons of a unit: as many as files may say."""


def norm_faults(norms: Sequence[Norm]) -> Iterator[Finding]:
    """Everything wrong with norms, already cleaned."""
    if not norms:
        yield Finding("norms", "no-rows")
    seen = set()
    for place, norm in enumerate(norms, start=1):
        where = f"norm[{place}]"
        yield from line_faults(norm, where=where)
        if (key := (norm.item, norm.purpose, norm.basis)) in seen:
            yield Finding(f"{where}.purpose", "row-repeated", {"name": norm.purpose})
        seen.add(key)


def line_faults(norm: Norm, *, where: str) -> Iterator[Finding]:
    """Everything wrong with one line."""
    if norm.item not in ITEMS.values():
        yield Finding(f"{where}.item", "item-unknown", {"item": norm.item, "allowed": ", ".join(ITEMS.values())})
    if not norm.purpose:
        yield Finding(f"{where}.purpose", "field-empty")
    if len(norm.purpose) > LONGEST_PURPOSE:
        yield Finding(f"{where}.purpose", "field-too-long", {"longest": LONGEST_PURPOSE})
    if letters := unprintable(norm.purpose):
        yield Finding(f"{where}.purpose", "letters-not-printable", {"letters": letters})
    if norm.quantity > MOST:
        yield Finding(f"{where}.quantity", "out-of-range", {"bound": f"≤ {MOST}"})


def holding(sets: Sequence[NormSet], *, on: date) -> NormSet | None:
    """The newest norms that hold on a day (định mức đang áp dụng)."""
    return max((one for one in sets if one.dated.since <= on), key=lambda one: one.dated.since, default=None)
