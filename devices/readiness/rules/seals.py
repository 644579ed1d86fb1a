"""Stamps and seals (tem kiểm định, tem niêm phong): who carries one that holds, and what may be done with it."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from congress.errors import Refused
from congress.text import fold
from devices.readiness.values import Seal, SealKind, SealState

_ENDS: Mapping[SealState, str] = {SealState.REMOVED: "seal-removed-already", SealState.BROKEN: "seal-broken-already"}


def number_key(number: str) -> str:
    """By which two numbers of stamps are the same: letters without marks or case, no space."""
    return "".join(fold(number).split())


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


def check_new(seal: Seal, others: Iterable[Seal]) -> None:
    """Refuse a number that is on something already, and a second seal of its kind on the same thing."""
    subject = seal.device_id or seal.place_id
    if (seal.device_id is None) == (seal.place_id is None):
        raise Refused("seal-on-one-thing")
    for other in others:
        same_number = number_key(other.number) == number_key(seal.number) and other.issuer == seal.issuer
        if other.kind is seal.kind and same_number:
            raise Refused("seal-number-used", number=seal.number, issuer=seal.issuer)
        same_subject = subject in {other.device_id, other.place_id}
        if other.kind is seal.kind and same_subject and holds(other, on=seal.affixed_at.date()):
            raise Refused("seal-there-already", number=other.number)


def check_ending(seal: Seal) -> None:
    """Refuse to remove or break what is no longer in its place."""
    if seal.state in _ENDS:
        raise Refused(_ENDS[seal.state], number=seal.number)
