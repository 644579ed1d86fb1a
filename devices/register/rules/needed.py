"""What a site needs, as numbers by kind (nhu cầu theo số lượng): counting stations 1…n, so much paper."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from devices.register.rules.details import CONSUMABLES
from devices.register.values.sites import Needed, Position, PositionKind


def numbers_of(positions: Iterable[Position]) -> dict[PositionKind, int]:
    """How many positions of each kind there are; of a consumable how much of it."""
    found = dict.fromkeys(PositionKind, 0)
    for one in positions:
        found[one.kind] += one.quantity if one.kind in CONSUMABLES else 1
    return found


def needed_from(numbers: Mapping[PositionKind, int], there: Iterable[Position]) -> tuple[Needed, ...]:
    """The positions that these numbers mean: those there keep number and note, the last ones go first."""
    known: dict[PositionKind, list[Position]] = defaultdict(list)
    for one in sorted(there, key=lambda one: one.number):
        known[one.kind].append(one)
    return tuple(one for kind, wanted in numbers.items() if wanted for one in _of_kind(kind, wanted, known[kind]))


def _of_kind(kind: PositionKind, wanted: int, there: list[Position]) -> list[Needed]:
    if kind in CONSUMABLES:
        first = there[0] if there else None
        return [Needed(kind, first.number if first else 1, wanted, first.note if first else "")]
    kept = [Needed(kind, one.number, 1, one.note) for one in there[:wanted]]
    taken = {one.number for one in kept}
    number = 0
    while len(kept) < wanted:
        number += 1
        if number not in taken:
            kept.append(Needed(kind, number))
    return sorted(kept, key=lambda one: one.number)
