"""Deeds on stamps and seals: asked for, put on, taken off, broken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from congress.access.registry import Pair, deed
from congress.access.values import Authority, Role
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.text import clean
from devices.readiness import pictures, queries, steps
from devices.readiness.incidents import opened
from devices.readiness.rules import seals as rules
from devices.readiness.rules.checks import all_passed
from devices.readiness.service import TEAM
from devices.readiness.values import Incident, IncidentKind, NewSeal, Picture, Seal, SealKind, SealState
from devices.register import steps as register
from devices.register.queries import devices as device_queries
from devices.register.queries import sites
from devices.register.rules.details import check_text
from devices.register.rules.tags import read_tag
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
class Bundle:
    """Stamps and seals as they would be put on (lượt dán tem), and everything that stands in the way."""

    seals: tuple[Seal, ...]
    devices: Mapping[UUID, Device]
    faults: tuple[Finding, ...]


@deed("seal:affix", who=TEAM, title="Stamps and seals put on")
def affix(
    workspace: "Workspace", by: Authority, *, seals: Iterable[NewSeal], source: Mapping[str, str] | None = None
) -> tuple[Seal, ...]:
    """Put stamps and seals on (dán tem): all of them or none.

    An inspection stamp goes on a device whose checks have all passed; a seal on a device that carries such a stamp,
    which is sealed from then on. Rooms, halls and ballot boxes carry seals. `source` names the
    list that brought the numbers.
    """
    wanted = tuple(seals)
    if not wanted:
        raise Refused("seals-none")
    with workspace.unit(by) as unit:
        found = bundle(unit, wanted, where=_where)
        if found.faults:
            raise Malformed(found.faults)
        put_on(unit, by, found)
        unit.record(found.seals[0].id if len(wanted) == 1 else "seals", **{**said_of(found), **(source or {})})
        return found.seals


@deed("seal:remove", who=TWO_OF_THE_TEAMS, title="Stamp or seal taken off")
def remove(workspace: "Workspace", by: Authority, *, seal_id: UUID) -> None:
    """Take a stamp or seal off (gỡ tem), with the reason; a device whose seal is off is checked from the start."""
    if not clean(by.reason or ""):
        raise Refused("reason-missing")
    with workspace.unit(by) as unit:
        seal = _there(unit, seal_id)
        queries.end_seals(unit, [seal_id], SealState.REMOVED, by=by.first.person, reason=clean(by.reason or ""))
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
        queries.end_seals(unit, [seal_id], SealState.BROKEN, by=by.first.person, reason=said)
        device = _device_of(unit, seal)
        incident = None
        if device is not None:
            incident = opened(unit, by, device, kind=IncidentKind.SECURITY, what=said)
        unit.record(seal_id, number=seal.number, what=said, tag="" if device is None else device.tag)
        return incident


@deed("seal:picture", who=TEAM, title="Picture of a stamp or seal added")
def add_picture(workspace: "Workspace", by: Authority, *, seal_id: UUID, picture: Picture) -> Seal:
    """Add a picture of a stamp or seal in its place (ảnh tem đã dán); a newer one takes the place of an older."""
    kept = pictures.keep(workspace, [picture])
    with workspace.unit(by) as unit:
        seal = _there(unit, seal_id)
        pictures.register(unit, kept, scope_id=seal_id)
        queries.set_picture(unit, seal_id, picture.sha256)
        unit.record(seal_id, number=seal.number, picture=picture.sha256)
        return replace(seal, picture=picture.sha256)


def bundle(unit: Unit, wanted: Sequence[NewSeal], *, where: rules.Where) -> Bundle:
    """Step: stamps and seals as they would be put on; what stands in the way is told for each."""
    tags = {new.tag: read_tag(clean(new.tag)) or "" for new in wanted if new.tag}
    by_tag = device_queries.devices_of(unit, list(filter(None, tags.values())))
    numbered = dict(enumerate(wanted, 1))
    unknown = {row: new.tag for row, new in numbered.items() if new.tag and tags[new.tag] not in by_tag}
    faults = [Finding(where(row, "thing"), "device-unknown", {"tag": tag}) for row, tag in unknown.items()]
    made = {
        row: _seal(unit, new, by_tag[tags[new.tag]] if new.tag else None)
        for row, new in numbered.items()
        if row not in unknown
    }
    for row, one in made.items():
        for name, text in (("number", one.number), ("issuer", one.issuer), ("spot", one.spot)):
            faults += check_text(text, where=where(row, name))
    devices = {one.id: one for one in by_tag.values()}
    faults += rules.new_faults(made, _around(unit, made, devices), on=steps.today(unit.now), where=where)
    return Bundle(tuple(made.values()), devices, tuple(faults))


def put_on(unit: Unit, by: Authority, made: Bundle) -> None:
    """Step: keep the stamps and seals; devices that were sealed are sealed from now on."""
    queries.add_seals(unit, made.seals)
    numbers = {one.device_id: {"seal": one.number} for one in made.seals if one.kind is SealKind.SEAL and one.device_id}
    register.advance(unit, by, [made.devices[one] for one in numbers], act=DeviceAct.SEAL, each=numbers)


def said_of(made: Bundle) -> dict[str, Any]:
    """What the journal says of a bundle."""
    return {
        "seals": [{"kind": str(one.kind), "number": one.number} for one in made.seals[: register.LISTED_MOST]],
        "in_all": len(made.seals),
        **register.listed(made.devices.values()),
    }


def _around(unit: Unit, made: Mapping[int, Seal], devices: Mapping[UUID, Device]) -> rules.Around:
    places = {one.place_id for one in made.values() if one.place_id is not None}
    there = {one.id: one for one in queries.seals_on(unit, [*devices, *places])}
    there |= {one.id: one for one in queries.seals_numbered(unit, made.values())}
    standings = steps.standings(unit, tuple(devices.values()))
    return rules.Around(
        seals=tuple(there.values()),
        tags={key: device.tag for key, device in devices.items()},
        checked=frozenset(key for key, items in standings.items() if all_passed(items)),
        places=sites.known_places(unit, places),
    )


def _seal(unit: Unit, new: NewSeal, device: Device | None) -> Seal:
    return Seal(
        id=uuid4(),
        kind=new.kind,
        number=clean(new.number),
        issuer=clean(new.issuer),
        affixed_at=unit.now,
        device_id=None if device is None else device.id,
        place_id=new.place_id,
        spot=clean(new.spot),
        expires_on=new.expires_on,
    )


def _where(number: int, name: str) -> str:
    return f"seal[{number}].{name}"


def _there(unit: Unit, seal_id: UUID) -> Seal:
    seal = queries.seal(unit, seal_id)
    if seal is None:
        raise Refused("seal-unknown")
    rules.check_ending(seal)
    return seal


def _device_of(unit: Unit, seal: Seal) -> Device | None:
    return None if seal.device_id is None else device_queries.devices_by_id(unit, [seal.device_id])[seal.device_id]
