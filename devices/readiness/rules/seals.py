"""Stamps and seals (tem kiểm định, tem niêm phong): who carries one that holds, and what may be done with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from congress.errors import Finding, Refused
from congress.text import fold
from devices.readiness.values import Seal, SealKind, SealState

Where = Callable[[int, str], str]
"""How a place in a bundle is told: the number of the stamp, from 1, and what of it."""
_ENDS: Mapping[SealState, str] = {SealState.REMOVED: "seal-removed-already", SealState.BROKEN: "seal-broken-already"}


@dataclass(frozen=True, slots=True)
class Around:
    """What has to be known where stamps and seals are put on (căn cứ khi dán tem)."""

    seals: tuple[Seal, ...]
    """On the same things already, or of the same numbers."""
    tags: Mapping[UUID, str]
    """Of the devices."""
    checked: frozenset[UUID]
    """Devices whose checks have all passed."""
    places: frozenset[UUID]
    """Rooms, halls and ballot boxes that there are."""


def subject(seal: Seal) -> UUID | None:
    """The device or place that it is on."""
    return seal.device_id or seal.place_id


def number_key(number: str) -> str:
    """By which two numbers of stamps are the same: letters without marks or case, no space."""
    return "".join(fold(number).split())


def read_day(text: str) -> date | None:
    """A day as people write it, 31/12/2026, or as spreadsheets keep it; None where it is none."""
    parts = text.replace("-", "/").replace(".", "/").split("/")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return None
    day, month, year = (int(part) for part in (parts if len(parts[0]) < 4 else reversed(parts)))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def holds(seal: Seal, *, on: date) -> bool:
    """Whether it is in its place and not past its day."""
    return seal.state is SealState.AFFIXED and (seal.expires_on is None or on <= seal.expires_on)


def held(seals: Iterable[Seal], subject: UUID, kind: SealKind, *, on: date) -> Seal | None:
    """The stamp or seal of a device or place that holds on a day; the last one affixed."""
    fitting = [
        seal
        for seal in seals
        if subject in {seal.device_id, seal.place_id} and seal.kind is kind and holds(seal, on=on)
    ]
    return max(fitting, key=lambda seal: seal.affixed_at, default=None)


def new_faults(new: Mapping[int, Seal], around: Around, *, on: date, where: Where) -> Iterator[Finding]:
    """What keeps stamps and seals, by their numbers in the bundle, from being put on together.

    A number is on one thing alone, whatever became of it; a thing carries one of a kind that holds. An inspection stamp
    goes on a device whose checks have all passed, a seal on one that carries such a stamp, or on a place.
    """
    used = {_number(one) for one in around.seals}
    carried = {(subject(one), one.kind): one.number for one in around.seals if holds(one, on=on)}
    for row, one in new.items():
        yield from (Finding(where(row, name), "field-empty") for name in ("number", "issuer") if not getattr(one, name))
        if (one.device_id is None) == (one.place_id is None):
            yield Finding(where(row, "thing"), "seal-on-one-thing")
        if _number(one) in used:
            yield Finding(where(row, "number"), "seal-number-used", {"number": one.number, "issuer": one.issuer})
        if there := carried.get((subject(one), one.kind)):
            yield Finding(where(row, "thing"), "seal-there-already", {"number": there})
        if one.expires_on is not None and one.expires_on < on:
            yield Finding(where(row, "expires_on"), "seal-expired-already", {"number": one.number})
        yield from _place_faults(one, around, where=where(row, "thing"))
        stamped = (one.device_id, SealKind.INSPECTION) in carried
        yield from _device_faults(one, around, stamped=stamped, where=where(row, "thing"))
        used.add(_number(one))
        if holds(one, on=on):
            carried.setdefault((subject(one), one.kind), one.number)


def _place_faults(one: Seal, around: Around, *, where: str) -> Iterator[Finding]:
    if one.place_id is None:
        return
    if one.kind is SealKind.INSPECTION:
        yield Finding(where, "stamp-on-a-place")
    elif one.place_id not in around.places:
        yield Finding(where, "place-unknown")


def _device_faults(one: Seal, around: Around, *, stamped: bool, where: str) -> Iterator[Finding]:
    if one.device_id is None:
        return
    tag = around.tags[one.device_id]
    if one.device_id not in around.checked:
        yield Finding(where, "device-checks-open", {"tag": tag})
    if one.kind is SealKind.SEAL and not stamped:
        yield Finding(where, "device-without-stamp", {"tag": tag})


def _number(seal: Seal) -> tuple[SealKind, str, str]:
    return seal.kind, seal.issuer, number_key(seal.number)


def check_ending(seal: Seal) -> None:
    """Refuse to remove or break what is no longer in its place."""
    if seal.state in _ENDS:
        raise Refused(_ENDS[seal.state], number=seal.number)
