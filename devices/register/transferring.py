"""The deed that moves devices from one unit to another by a decision (điều chuyển thiết bị)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.term import bodies as term
from congress.term import queries as terms
from congress.text import clean
from devices.register import steps
from devices.register.queries.devices import Told
from devices.register.rules import details as rules
from devices.register.service import EQUIPMENT
from devices.register.values.devices import Custody, Device
from devices.register.values.history import Happening

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("device:transfer", who=EQUIPMENT, title="Devices moved to another unit")
def transfer(
    workspace: "Workspace", by: Authority, *, tags: Iterable[str], body_id: UUID, decision: str, decided_on: date
) -> tuple[Device, ...]:
    """Move devices to another unit by a decision (điều chuyển): it owns and holds them from then on."""
    number = clean(decision)
    faults = [] if number else [Finding("decision", "field-empty")]
    if faults := [*faults, *rules.check_text(number, where="decision")]:
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        body, devices = term.open_body(unit, body_id), steps.found(unit, tags)
        faults = [fault for device in devices for fault in rules.change_refusals(device)]
        faults += [
            Finding(device.tag, "device-there-already", {"tag": device.tag, "body": body.name})
            for device in devices
            if device.details.owner_id == device.custody.holder_id == body_id
        ]
        steps.refuse(faults)
        names = {one.id: one.name for one in terms.bodies(unit)}
        said, told = f"{number}, {decided_on:%d/%m/%Y}", []
        for device in devices:
            owner, holder = device.details.owner_id, device.custody.holder_id
            facts: dict[str, Any] = {"decision": said}
            if owner != body_id:
                facts["owner"] = [names[owner], body.name]
            if holder != body_id:
                facts["holder"] = [names[holder], body.name]
            custody = device.custody if holder == body_id else Custody(body_id)
            after = replace(device, details=replace(device.details, owner_id=body_id), custody=custody)
            told.append(Told(after, Happening.CHANGED, facts, None, owner, body_id))
        made = steps.keep(unit, by, told)
        unit.record(
            steps.subject(made),
            body=body.name,
            decision=number,
            decided_on=decided_on.isoformat(),
            **steps.listed(made),
        )
        return made
