"""Deeds on incidents (sự cố): reported, a sealed spare put in the place, closed."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from devices.readiness import queries, steps
from devices.readiness.rules import incidents as rules
from devices.readiness.service import TEAM
from devices.readiness.values import Incident, IncidentKind, IncidentState
from devices.register import steps as register
from devices.register.queries import devices as device_queries
from devices.register.queries import sites as site_queries
from devices.register.queries.devices import Told
from devices.register.rules.states import Given
from devices.register.values.devices import Device, DeviceAct, Whereabouts
from devices.register.values.history import Happening
from devices.register.values.sites import PositionKind

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("incident:report", who=TEAM, title="Incident reported")
def report(workspace: "Workspace", by: Authority, *, tag: str, kind: IncidentKind, what: str) -> Incident:
    """Report an incident (báo sự cố): the device is out from this moment, its position empty."""
    said = steps.words({"what": what}, needed=("what",))["what"]
    with workspace.unit(by) as unit:
        (device,) = register.found(unit, [tag])
        incident = opened(unit, by, device, kind=kind, what=said)
        unit.record(incident.id, tag=device.tag, kind=str(kind), what=said)
        return incident


@deed("incident:swap", who=TEAM, title="Spare put in the place of a device")
def swap(workspace: "Workspace", by: Authority, *, incident_id: UUID, spare_tag: str, data_moved: bool) -> Incident:
    """Put a sealed spare in the place of the device that is out (thay thiết bị dự phòng), in one act."""
    with workspace.unit(by) as unit:
        incident, out = _known(unit, incident_id)
        (spare,) = register.found(unit, [spare_tag])
        rules.check_swap(incident, out, spare, stands_at=_kind_of_position(unit, spare))
        _refuse_taken(unit, incident)
        facts = {"in_place_of": out.tag, "data_moved": data_moved}
        placed = replace(
            spare, whereabouts=Whereabouts(incident.site_id, incident.position_id, spare.whereabouts.place)
        )
        register.keep(unit, by, [Told(placed, Happening.ASSIGNED, facts)])
        swapped = replace(
            incident,
            state=IncidentState.SWAPPED,
            spare_id=spare.id,
            data_moved=data_moved,
            restored_at=unit.now,
        )
        queries.set_incident(unit, swapped)
        unit.record(
            incident_id,
            out=out.tag,
            out_serial=out.details.serial,
            spare=spare.tag,
            spare_serial=spare.details.serial,
            data_moved=data_moved,
            minutes=swapped.minutes_without_service,
        )
        return swapped


@deed("incident:close", who=TEAM, title="Incident closed")
def close(workspace: "Workspace", by: Authority, *, incident_id: UUID, outcome: str, act: DeviceAct) -> Incident:
    """Close an incident (đóng sự cố): the device goes to repair, back, or is retired; what was done is written."""
    said = steps.words({"outcome": outcome}, needed=("outcome",))["outcome"]
    if act not in {DeviceAct.REPAIR, DeviceAct.RETURN}:
        raise Malformed([Finding("act", "incident-ends-otherwise")])
    with workspace.unit(by) as unit:
        incident, out = _known(unit, incident_id)
        rules.check_closing(incident, at=unit.now)
        register.advance(unit, by, [out], act=act, given=Given(reason=said))
        closed = replace(incident, state=IncidentState.CLOSED, closed_at=unit.now, outcome=said)
        queries.set_incident(unit, closed)
        unit.record(incident_id, tag=out.tag, outcome=said, minutes=closed.minutes_without_service)
        return closed


def opened(unit: Unit, by: Authority, device: Device, *, kind: IncidentKind, what: str) -> Incident:
    """Step: open an incident and take the device out of its position."""
    stood = device.whereabouts
    register.advance(unit, by, [device], act=DeviceAct.REPORT, given=Given(reason=what), facts={"kind": str(kind)})
    incident = Incident(
        id=uuid4(),
        kind=kind,
        device_id=device.id,
        reported_at=unit.now,
        what=what,
        by=by.first.person,
        site_id=stood.site_id,
        position_id=stood.position_id,
    )
    queries.add_incident(unit, incident)
    return incident


def _kind_of_position(unit: Unit, device: Device) -> PositionKind | None:
    if device.whereabouts.position_id is None:
        return None
    position = site_queries.position(unit, device.whereabouts.position_id)
    return None if position is None else position.kind


def _refuse_taken(unit: Unit, incident: Incident) -> None:
    """Another device was put into the position meanwhile."""
    position = None if incident.position_id is None else site_queries.position(unit, incident.position_id)
    there = None if position is None else device_queries.device_in(unit, position.id)
    if position is not None and there is not None:
        raise Refused("position-taken", kind=position.kind, number=position.number, tag=there.tag)


def _known(unit: Unit, incident_id: UUID) -> tuple[Incident, Device]:
    incident = queries.incident(unit, incident_id)
    if incident is None:
        raise Refused("incident-unknown")
    return incident, device_queries.devices_by_id(unit, [incident.device_id])[incident.device_id]
