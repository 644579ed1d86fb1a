"""Steps on devices (các bước), for this room's deeds and for the rooms above: finding, checking, moving on, telling.

A step that is given several devices moves all of them or none; what stands in the way is named for each.
"""

import hashlib
import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from congress.access.values import Authority
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.text import clean
from devices.register.queries import devices as queries
from devices.register.queries.devices import Told
from devices.register.rules import states
from devices.register.rules.states import Given
from devices.register.rules.tags import NUMBERS, read_tag, tag_of
from devices.register.values.devices import Device, DeviceAct, Wiping

LISTED_MOST = 500
"""So many tags stand in a journal entry; of more their number and their hash. Each device's history has its line."""


def found(unit: Unit, tags: Iterable[str]) -> tuple[Device, ...]:
    """Step: the devices of tags as people type or scan them, each once; every one that is none is named."""
    wanted = list(dict.fromkeys(clean(tag) for tag in tags))
    read = {text: read_tag(text) for text in wanted}
    known = queries.devices_of(unit, [tag for tag in read.values() if tag is not None])
    refuse(
        [Finding(text or "tag", "device-unknown", {"tag": text}) for text in wanted if (read[text] or "") not in known]
    )
    if not wanted:
        raise Refused("devices-none")
    return tuple(known[tag] for tag in dict.fromkeys(tag for tag in read.values() if tag is not None))


def refuse(faults: Collection[Finding]) -> None:
    """Step: one thing in the way is a refusal; several are named at once."""
    match list(faults):
        case []:
            return
        case [only]:
            raise Refused(only.code, **cast(Mapping[str, Any], only.facts))
        case several:
            raise Malformed(several)


def advance(
    unit: Unit,
    by: Authority,
    devices: Sequence[Device],
    *,
    act: DeviceAct,
    given: Given | None = None,
    facts: Mapping[str, object] | None = None,
    each: Mapping[UUID, Mapping[str, object]] | None = None,
) -> tuple[Device, ...]:
    """Step: do an act to devices, as the state machine allows it; all of them or none.

    `facts` go into the history of every one of them, `each` into that of one.
    """
    known = given or Given(reason=reason_of(by))
    refuse([fault for device in devices for fault in states.refusals(device, act, known)])
    moved = tuple(states.after(device, act, known) for device in devices)
    queries.set_devices(unit, moved)
    happening = states.TRANSITIONS[act].happening
    told = [Told(device, happening, {**(facts or {}), **(each or {}).get(device.id, {})}) for device in moved]
    tell(unit, by, told, reason=known.reason)
    return moved


def keep(unit: Unit, by: Authority, told: Sequence[Told]) -> tuple[Device, ...]:
    """Step: keep changed devices, each with its line of history."""
    queries.set_devices(unit, [one.device for one in told])
    tell(unit, by, told, reason=reason_of(by))
    return tuple(one.device for one in told)


def tell(unit: Unit, by: Authority, told: Sequence[Told], *, reason: str) -> None:
    """Step: add a line to each device's history."""
    queries.tell(unit, told, by=by.first.person, second=by.second.person if by.second else "", reason=reason)


def reason_of(by: Authority) -> str:
    """Why a deed is done; empty where nobody said."""
    return clean(by.reason or "")


def listed(devices: Collection[Device]) -> dict[str, Any]:
    """What a journal entry says of the devices of a deed."""
    tags = sorted(device.tag for device in devices)
    if len(tags) <= LISTED_MOST:
        return {"tags": tags}
    return {"in_all": len(tags), "tags_sha256": hashlib.sha256("\n".join(tags).encode()).hexdigest()}


def wiped(wiping: Wiping) -> dict[str, Any]:
    """What a journal entry and a line of history say of a wiping."""
    return {"wiped": wiping.method, "wiped_on": wiping.done_on.isoformat(), "minutes": wiping.minutes}


def new_tags(unit: Unit, number: int) -> tuple[str, ...]:
    """Step: tags that no device has, drawn at random: they tell nothing, and two laptops draw different ones."""
    drawn: dict[str, None] = {}
    while len(drawn) < number:
        fresh = {tag for _ in range(number - len(drawn)) if (tag := tag_of(secrets.randbelow(NUMBERS)))}
        drawn.update(dict.fromkeys(fresh - drawn.keys() - queries.taken_tags(unit, fresh)))
    return tuple(drawn)


def subject(devices: Sequence[Device], otherwise: str = "devices") -> str | UUID:
    """What a journal entry is about: the device, or the register."""
    return devices[0].id if len(devices) == 1 else otherwise
