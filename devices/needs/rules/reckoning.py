"""Have, need, short, surplus (Có, Cần, Thiếu, Dư): whole numbers from units, merger and norms."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from congress.text import clean
from devices.needs.values import TOTAL, Basis, Case, Line, NewUnit, Norm, Use, Variant

_SECRET = re.compile(r"(?<!\w)(?<!không )mật(?!\w)")


def use_of(purpose: str) -> Use:
    """Whether a purpose is secret work (mục đích mật): it names "mật" and not as "không mật"."""
    return Use.CLASSIFIED if _SECRET.search(clean(purpose).lower()) else Use.ORDINARY


def with_variant(norms: Iterable[Norm], variant: Variant | None) -> tuple[Norm, ...]:
    """The norms as a variant changes them (áp dụng phương án): devices of one person each become shared ones.

    Classified ones stay as they are: nothing is shared over a network that they must not be on.
    """
    if variant is None:
        return tuple(norms)
    return tuple(replace(norm, persons=variant.persons) if _shares(norm, variant) else norm for norm in norms)


def _shares(norm: Norm, variant: Variant) -> bool:
    return norm.item == variant.item and norm.basis is Basis.PERSON and norm.use is Use.ORDINARY


def need_of(unit: NewUnit, norm: Norm) -> int:
    """What one norm gives one unit (nhu cầu): shared devices are rounded up."""
    match norm.basis:
        case Basis.UNIT:
            return norm.quantity
        case Basis.PERSON:
            return -(-unit.staff * norm.quantity // norm.persons)


def line(unit: str, item: str, *, have: int, need: int) -> Line:
    """A line whose short and surplus follow (một dòng): Thiếu − Dư = Cần − Có, one of them nought."""
    return Line(unit, item, have, need, max(need - have, 0), max(have - need, 0))


def table(case: Case, *, use: Use | None = None) -> tuple[Line, ...]:
    """Every new unit and item (bảng nhu cầu), or of one use only: units in their order, items in theirs."""
    have = _have(case, use)
    norms = defaultdict(list)
    for norm in with_variant(case.norms, case.variant):
        if use is None or norm.use is use:
            norms[norm.item].append(norm)
    return tuple(
        line(
            unit.name,
            item,
            have=have[unit.name, item],
            need=sum(need_of(unit, norm) for norm in norms[item]),
        )
        for unit in case.new_units
        for item in case.items
    )


def _have(case: Case, use: Use | None) -> dict[tuple[str, str], int]:
    have: dict[tuple[str, str], int] = defaultdict(int)
    for old in case.old_units:
        classified = old.classified or (0,) * len(case.items)
        for item, whole, secret in zip(case.items, old.have, classified, strict=True):
            counted = {None: whole, Use.CLASSIFIED: secret, Use.ORDINARY: whole - secret}[use]
            have[case.successors[old.name], item] += counted
    return have


def totals(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The last lines of a table (dòng Tổng): each column added up; short and surplus of units never offset here."""
    sums: dict[str, list[int]] = {}
    for one in lines:
        into = sums.setdefault(one.item, [0, 0, 0, 0])
        for index, figure in enumerate((one.have, one.need, one.short, one.surplus)):
            into[index] += figure
    return tuple(Line(TOTAL, item, *figures) for item, figures in sums.items())


def without_norm(case: Case) -> Iterator[str]:
    """Items that no norm speaks of (thiết bị chưa có định mức): all of them count as surplus."""
    known = {norm.item for norm in case.norms}
    return (item for item in case.items if item not in known)
