"""Deeds on stamps and seals: asked for, put on, taken off, broken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from congress.access.registry import Pair, deed
from congress.access.values import Authority, Role
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.text import clean
from devices.readiness import queries, steps
from devices.readiness.incidents import opened
from devices.readiness.rules import seals as rules
from devices.readiness.rules.checks import all_passed
from devices.readiness.service import TEAM
from devices.readiness.values import Incident, IncidentKind, Seal, SealKind, SealState
from devices.register import steps as register
from devices.register.queries import devices as device_queries
from devices.register.queries import sites
from devices.register.values.devices import Device, DeviceAct, DeviceState

if TYPE_CHECKING:
    from congress.workspace import Workspace

TWO_OF_THE_TEAMS = Pair(
    tuple(
        (Role.SITE_TECHNICIAN, other)
        for other in (Role.ADMINISTRATOR, Role.TECHNICIAN, Role.HEAD, Role.MEMBER, Role.SITE_TECHNICIAN)
    )
)
"""Take a seal off before its device is used."""


@dataclass(frozen=True, slots=True)
class NewSeal:
    """A stamp or seal to be put on (tem sắp dán): on the device of a tag, or on a place of a site."""

    kind: SealKind
    number: str
    issuer: str
    tag: str = ""
    place_id: UUID | None = None
    spot: str = ""
    expires_on: date | None = None
    picture: str | None = None


@deed("seal:affix", who=TEAM, title="Stamps and seals put on")
def affix(workspace: "Workspace", by: Authority, *, seals: Iterable[NewSeal]) -> tuple[Seal, ...]:
    """Put stamps and seals on (dán tem): all of them or none.

    An inspection stamp goes on a device whose checks have all passed; a seal on a device that carries such a stamp,
    which is sealed from then on. Rooms, halls and ballot boxes carry seals.
    """
    wanted = tuple(seals)
    with workspace.unit(by) as unit:
        if not wanted:
            raise Refused("seals-none")
        made, devices = _made(unit, wanted)
        queries.add_seals(unit, made)
        sealed = [devices[one.device_id] for one in made if one.kind is SealKind.SEAL and one.device_id is not None]
        if sealed:
            numbers = {one.device_id: one.number for one in made if one.kind is SealKind.SEAL}
            for device in sealed:
                register.advance(unit, by, [device], act=DeviceAct.SEAL, facts={"seal": numbers[device.id]})
        unit.record(
            made[0].id if len(made) == 1 else "seals",
            seals=[f"{one.kind} {one.number}" for one in made][: register.LISTED_MOST],
            count=len(made),
            **register.listed(devices.values()),
        )
        return made


@deed("seal:remove", who=TWO_OF_THE_TEAMS, title="Stamp or seal taken off")
def remove(workspace: "Workspace", by: Authority, *, seal_id: UUID) -> None:
    """Take a stamp or seal off (gỡ tem), with the reason; a device whose seal is off is checked from the start."""
    if not clean(by.reason or ""):
        raise Refused("reason-missing")
    with workspace.unit(by) as unit:
        seal = _there(unit, seal_id)
        queries.end_seal(unit, seal_id, SealState.REMOVED, by=by.first.person, reason=clean(by.reason or ""))
        device = _device_of(unit, seal)
        if device is not None and seal.kind is SealKind.SEAL and device.state is DeviceState.SEALED:
            register.advance(unit, by, [device], act=DeviceAct.UNSEAL, facts={"seal": seal.number})
        unit.record(seal_id, kind=str(seal.kind), number=seal.number, tag="" if device is None else device.tag)


@deed("seal:broken", who=TEAM, title="Broken stamp or seal reported")
def report_broken(workspace: "Workspace", by: Authority, *, seal_id: UUID, what: str) -> Incident | None:
    """Report a stamp or seal that is torn or was opened (tem bị rách, bị bóc).

    It opens a security incident and takes the device out; on a room or box it is said, and a new seal is due.
    """
    said = steps.words({"what": what}, needed=("what",))["what"]
    with workspace.unit(by) as unit:
        seal = _there(unit, seal_id)
        queries.end_seal(unit, seal_id, SealState.BROKEN, by=by.first.person, reason=said)
        device = _device_of(unit, seal)
        incident = None
        if device is not None:
            incident = opened(unit, by, device, kind=IncidentKind.SECURITY, what=said)
        unit.record(seal_id, number=seal.number, what=said, tag="" if device is None else device.tag)
        return incident


def _made(unit: Unit, wanted: Sequence[NewSeal]) -> tuple[tuple[Seal, ...], dict[UUID, Device]]:
    by_tag = {one: device for one in {new.tag for new in wanted if new.tag} for device in register.found(unit, [one])}
    devices = {device.id: device for device in by_tag.values()}
    made = tuple(_seal(unit, new, by_tag) for new in wanted)
    things = [*devices, *(one.place_id for one in made if one.place_id is not None)]
    others = list(dict.fromkeys((*queries.seals_on(unit, things), *queries.seals_numbered(unit, made))))
    standings = steps.standings(unit, tuple(devices.values()))
    faults: list[Finding] = []
    for number, one in enumerate(made, 1):
        where = f"seal[{number}]"
        faults += [Finding(f"{where}.{name}", "field-empty") for name in ("number", "issuer") if not getattr(one, name)]
        faults += _place_faults(unit, one, where=where)
        try:
            rules.check_new(one, others)
        except Refused as refused:
            faults.append(Finding(where, refused.code, refused.facts))
        if one.device_id is not None:
            faults += _device_faults(
                unit, one, devices[one.device_id], all_passed(standings[one.device_id]), others, where
            )
        others.append(one)
    if faults:
        raise Malformed(faults)
    return made, devices


def _seal(unit: Unit, new: NewSeal, by_tag: dict[str, Device]) -> Seal:
    said = steps.words({"number": new.number, "issuer": new.issuer, "spot": new.spot})
    return Seal(
        id=uuid4(),
        kind=new.kind,
        number=said["number"],
        issuer=said["issuer"],
        affixed_at=unit.now,
        device_id=by_tag[new.tag].id if new.tag else None,
        place_id=new.place_id,
        spot=said["spot"],
        expires_on=new.expires_on,
        picture=new.picture,
    )


def _place_faults(unit: Unit, seal: Seal, *, where: str) -> list[Finding]:
    if seal.place_id is None:
        return []
    if seal.kind is SealKind.INSPECTION:
        return [Finding(where, "stamp-on-a-place")]
    return [] if sites.place(unit, seal.place_id) is not None else [Finding(where, "place-unknown")]


def _device_faults(
    unit: Unit, seal: Seal, device: Device, passed: bool, others: Sequence[Seal], where: str
) -> list[Finding]:
    faults = []
    if not passed:
        faults.append(Finding(where, "device-checks-open", {"tag": device.tag}))
    if seal.expires_on is not None and seal.expires_on < steps.today(unit.now):
        faults.append(Finding(where, "seal-expired-already", {"number": seal.number}))
    stamp = rules.held(others, device.id, SealKind.INSPECTION, on=steps.today(unit.now))
    if seal.kind is SealKind.SEAL and stamp is None:
        faults.append(Finding(where, "device-without-stamp", {"tag": device.tag}))
    return faults


def _there(unit: Unit, seal_id: UUID) -> Seal:
    seal = queries.seal(unit, seal_id)
    if seal is None:
        raise Refused("seal-unknown")
    rules.check_ending(seal)
    return seal


def _device_of(unit: Unit, seal: Seal) -> Device | None:
    return None if seal.device_id is None else device_queries.devices_by_id(unit, [seal.device_id])[seal.device_id]
