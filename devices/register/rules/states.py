"""How a device moves from state to state (sơ đồ trạng thái): data, and the few rules that read them.

Readiness seals and breaks seals, desks and sites take into use and give back; whoever does it, this table says
whether it may be done.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from congress.errors import Finding
from devices.register.values.devices import (
    NOWHERE,
    Condition,
    Device,
    DeviceAct,
    DeviceState,
    UseClass,
    Whereabouts,
    Wiping,
)
from devices.register.values.history import Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What is known when a device is to be moved on."""

    whereabouts: Whereabouts = NOWHERE
    """Where it goes, for ASSIGN."""
    reason: str = ""
    wiping: Wiping | None = None


Guard = Callable[[Device, Given], Finding | None]


def _works(device: Device, _: Given) -> Finding | None:
    if device.condition is Condition.BROKEN:
        return Finding(device.tag, "device-broken", {"tag": device.tag})
    return None


def _goes_to_a_site(device: Device, given: Given) -> Finding | None:
    if given.whereabouts.site_id is None:
        return Finding(device.tag, "device-site-missing", {"tag": device.tag})
    return None


def _stands_at_a_site(device: Device, _: Given) -> Finding | None:
    if device.whereabouts.site_id is None:
        return Finding(device.tag, "device-without-site", {"tag": device.tag})
    return None


def _has_a_reason(device: Device, given: Given) -> Finding | None:
    return None if given.reason else Finding(device.tag, "device-reason-missing", {"tag": device.tag})


def _is_wiped(device: Device, given: Given) -> Finding | None:
    """What held secrets leaves only wiped."""
    held = device.use_class in {UseClass.CLASSIFIED, UseClass.COUNTING}
    return Finding(device.tag, "device-not-wiped", {"tag": device.tag}) if held and given.wiping is None else None


@dataclass(frozen=True, slots=True)
class Transition:
    """One act: from which states, to which, under which guards."""

    sources: frozenset[DeviceState]
    target: DeviceState
    happening: Happening
    guards: tuple[Guard, ...] = ()
    leaves_site: bool = False
    """The device stands at no site after it."""


def _from(*states: DeviceState) -> frozenset[DeviceState]:
    return frozenset(states)


_S = DeviceState
TRANSITIONS: Mapping[DeviceAct, Transition] = {
    DeviceAct.ASSIGN: Transition(
        _from(_S.REGISTERED, _S.ASSIGNED, _S.RETURNED), _S.ASSIGNED, Happening.ASSIGNED, (_works, _goes_to_a_site)
    ),
    DeviceAct.SEAL: Transition(_from(_S.ASSIGNED), _S.SEALED, Happening.SEALED, (_works, _stands_at_a_site)),
    DeviceAct.UNSEAL: Transition(_from(_S.SEALED), _S.ASSIGNED, Happening.UNSEALED, (_has_a_reason,)),
    DeviceAct.USE: Transition(_from(_S.SEALED), _S.IN_USE, Happening.IN_USE, (_works,)),
    DeviceAct.RETURN: Transition(
        _from(_S.ASSIGNED, _S.SEALED, _S.IN_USE, _S.INCIDENT, _S.REPAIR),
        _S.RETURNED,
        Happening.RETURNED,
        leaves_site=True,
    ),
    DeviceAct.REPORT: Transition(
        _from(_S.REGISTERED, _S.ASSIGNED, _S.SEALED, _S.IN_USE, _S.RETURNED),
        _S.INCIDENT,
        Happening.INCIDENT,
        (_has_a_reason,),
    ),
    DeviceAct.REPAIR: Transition(_from(_S.INCIDENT), _S.REPAIR, Happening.REPAIR, leaves_site=True),
    DeviceAct.LOSE: Transition(
        frozenset(DeviceState) - {_S.LOST, _S.RETIRED}, _S.LOST, Happening.LOST, (_has_a_reason,), leaves_site=True
    ),
    DeviceAct.FIND: Transition(_from(_S.LOST), _S.RETURNED, Happening.FOUND, (_has_a_reason,)),
    DeviceAct.RETIRE: Transition(
        _from(_S.REGISTERED, _S.RETURNED, _S.INCIDENT, _S.REPAIR, _S.LOST),
        _S.RETIRED,
        Happening.RETIRED,
        (_has_a_reason, _is_wiped),
        leaves_site=True,
    ),
}
FIRST = DeviceState.REGISTERED
RESTING = frozenset({DeviceState.REGISTERED, DeviceState.ASSIGNED, DeviceState.RETURNED})
"""Only here may its use class change: nothing on it is being worked with, no seal is on it."""


def refusals(device: Device, act: DeviceAct, given: Given) -> tuple[Finding, ...]:
    """Every reason why an act may not be done to a device; none means it may."""
    return tuple(_refusals(device, act, given))


def _refusals(device: Device, act: DeviceAct, given: Given) -> Iterator[Finding]:
    transition = TRANSITIONS[act]
    if device.state not in transition.sources:
        facts = {"tag": device.tag, "act": act, "state": device.state, "allowed": transition.sources}
        yield Finding(device.tag, "device-act-not-allowed", facts)
        return
    yield from (found for guard in transition.guards if (found := guard(device, given)) is not None)


def after(device: Device, act: DeviceAct, given: Given) -> Device:
    """The device once the act is done; ask `refusals` before."""
    transition = TRANSITIONS[act]
    stands = device.whereabouts
    if act is DeviceAct.ASSIGN:
        stands = given.whereabouts
    elif transition.leaves_site:
        stands = NOWHERE
    elif act is DeviceAct.REPORT:
        stands = replace(stands, position_id=None)
    return replace(device, state=transition.target, whereabouts=stands)


def acts_open_to(device: Device) -> tuple[DeviceAct, ...]:
    """What may be tried with a device as it stands; guards may still say no."""
    return tuple(act for act, transition in TRANSITIONS.items() if device.state in transition.sources)
