"""Devices back from repair (nhận lại thiết bị sau sửa chữa): what was done, how they are now."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.text import clean
from devices.register import steps
from devices.register.queries.devices import Told
from devices.register.rules.details import check_text
from devices.register.service import EQUIPMENT
from devices.register.values.devices import Condition, Device, DeviceAct, DeviceState
from devices.register.values.history import Happening

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("device:repair:done", who=EQUIPMENT, title="Devices back from repair")
def back_from_repair(
    workspace: "Workspace", by: Authority, *, tags: Iterable[str], condition: Condition, work: str
) -> tuple[Device, ...]:
    """Take devices back from repair, with what was done and how they are; one not mended comes back broken.

    Whatever the repair was, such a device is checked from the first item on before it is sealed again.
    """
    said = clean(work)
    faults = [*check_text(said, where="work"), *(() if said else (Finding("work", "field-empty"),))]
    if faults:
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        devices = steps.found(unit, tags)
        steps.refuse(
            [
                Finding(one.tag, "device-not-in-repair", {"tag": one.tag, "state": one.state})
                for one in devices
                if one.state is not DeviceState.REPAIR
            ]
        )
        back = steps.advance(unit, by, devices, act=DeviceAct.RETURN, facts={"work": said})
        told = [
            Told(
                replace(one, condition=condition),
                Happening.CONDITION,
                {"before": str(one.condition), "after": str(condition)},
            )
            for one in back
            if one.condition is not condition
        ]
        steps.keep(unit, by, told)
        made = tuple(replace(one, condition=condition) for one in back)
        unit.record(steps.subject(made), work=said, condition=str(condition), **steps.listed(made))
        return made
