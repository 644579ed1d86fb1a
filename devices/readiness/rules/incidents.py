"""Incidents (sự cố): what may follow what, and who may take the place of a device that is out."""

from datetime import datetime

from congress.errors import Refused
from devices.readiness.values import Incident, IncidentState
from devices.register.values.devices import Device, DeviceState


def check_swap(incident: Incident, out: Device, spare: Device) -> None:
    """Refuse a spare that is no spare: not sealed, of another category or use class, or the device itself."""
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


def check_closing(incident: Incident, *, at: datetime) -> None:
    """Refuse to close what is closed, or before it was reported."""
    if incident.state is IncidentState.CLOSED:
        raise Refused("incident-closed")
    if at < incident.reported_at:
        raise Refused("incident-closed-before-reported")
