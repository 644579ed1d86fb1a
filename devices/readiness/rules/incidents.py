"""Incidents (sự cố): what may follow what, and who may take the place of a device that is out."""

from datetime import datetime

from congress.errors import Refused
from devices.readiness.values import Incident, IncidentState
from devices.register.values.devices import Device, DeviceState
from devices.register.values.sites import SPARE_KINDS, PositionKind


def check_swap(incident: Incident, out: Device, spare: Device, *, stands_at: PositionKind | None) -> None:
    """Refuse a spare that is none: at work in a position, not sealed, of another category or use, the device itself."""
    if incident.state is not IncidentState.OPEN:
        raise Refused("incident-not-open")
    if spare.id == out.id:
        raise Refused("spare-is-the-device", tag=out.tag)
    if spare.state is not DeviceState.SEALED:
        raise Refused("spare-not-sealed", tag=spare.tag, state=spare.state)
    if spare.category is not out.category:
        raise Refused("spare-of-another-category", tag=spare.tag, category=out.category)
    if spare.use_class is not out.use_class:
        raise Refused("spare-of-another-use", tag=spare.tag, use_class=out.use_class)
    if stands_at is not None and stands_at not in SPARE_KINDS:
        raise Refused("spare-at-work", tag=spare.tag, position=stands_at)


def check_closing(incident: Incident, *, at: datetime) -> None:
    """Refuse to close what is closed, or before it was reported."""
    if incident.state is IncidentState.CLOSED:
        raise Refused("incident-closed")
    if at < incident.reported_at:
        raise Refused("incident-closed-before-reported")
