"""Deeds that let the register follow a decision on mergers (chuyển thiết bị theo quyết định sáp nhập).

Whole: everything that the old bodies own or hold goes to the new one. Device by device: those that are named. Each
device's history keeps whose it was, so that every report can be drawn as before and as after.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Finding, Refused
from congress.store.unit import Unit
from congress.term import bodies as term
from congress.term import queries as term_queries
from congress.term.values import Merger
from devices.register import steps
from devices.register.queries import devices as queries
from devices.register.queries.devices import Told
from devices.register.queries.mergers import kept_by
from devices.register.rules import details as rules
from devices.register.service import EQUIPMENT
from devices.register.values.devices import Custody, Device, DeviceState
from devices.register.values.history import Happening
from devices.register.values.mergers import Left

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("device:merge-whole", who=EQUIPMENT, title="Devices of merged bodies moved whole")
def apply_whole(workspace: "Workspace", by: Authority, *, merger_id: UUID) -> tuple[Device, ...]:
    """Move everything that a decision merges whole (chuyển toàn bộ thiết bị): one deed, however many devices."""
    with workspace.unit(by) as unit:
        merger = _in_force(unit, merger_id)
        whole = merger.whole
        devices = _still_there(unit, whole)
        if not devices:
            raise Refused("merger-nothing-left", decision=merger.details.decision)
        made = _moved(unit, by, merger, devices, whole)
        unit.record(merger_id, decision=merger.details.decision, **steps.listed(made))
        return made


@deed("device:merge-some", who=EQUIPMENT, title="Devices of merged bodies moved one by one")
def apply_some(
    workspace: "Workspace", by: Authority, *, merger_id: UUID, new_id: UUID, tags: Iterable[str]
) -> tuple[Device, ...]:
    """Move devices that a decision divides between new bodies (chuyển từng thiết bị) to one of these."""
    with workspace.unit(by) as unit:
        merger = _in_force(unit, merger_id)
        new = term.open_body(unit, new_id)
        mapping = {part.old_id: new_id for part in merger.details.parts if part.new_id == new_id}
        devices = steps.found(unit, tags)
        outside = [
            Finding(device.tag, "device-not-in-merger", {"tag": device.tag, "body": new.name})
            for device in devices
            if not {device.details.owner_id, device.custody.holder_id} & mapping.keys()
        ]
        steps.refuse([*outside, *(one for device in devices for one in rules.change_refusals(device))])
        made = _moved(unit, by, merger, devices, mapping)
        unit.record(merger_id, decision=merger.details.decision, body=new.name, **steps.listed(made))
        return made


def still_to_move(unit: Unit, merger_id: UUID) -> tuple[Device, ...]:
    """Step: devices that old bodies of a decision still own or hold (thiết bị chưa chuyển)."""
    merger = term.existing_merger(unit, merger_id)
    return _still_there(unit, {part.old_id: part.new_id for part in merger.details.parts})


def left_of(unit: Unit, mergers: Iterable[Merger]) -> dict[UUID, Left]:
    """Step: how many devices old bodies of each decision still own or hold (còn phải chuyển bao nhiêu)."""
    kept = kept_by(unit)
    return {merger.id: _left(merger, kept) for merger in mergers}


def _left(merger: Merger, kept: Mapping[tuple[UUID, UUID], int]) -> Left:
    old, whole = {part.old_id for part in merger.details.parts}, merger.whole.keys()
    return Left(
        sum(number for both, number in kept.items() if not old.isdisjoint(both)),
        sum(number for both, number in kept.items() if not whole.isdisjoint(both)),
    )


def _still_there(unit: Unit, mapping: Mapping[UUID, UUID]) -> tuple[Device, ...]:
    if not mapping:
        return ()
    found = queries.devices_of_bodies(unit, tuple(mapping))
    return tuple(device for device in found if device.state is not DeviceState.RETIRED)


def _in_force(unit: Unit, merger_id: UUID) -> Merger:
    merger = term.existing_merger(unit, merger_id)
    if unit.now.astimezone().date() < merger.details.effective_on:
        on = merger.details.effective_on.strftime("%d/%m/%Y")
        raise Refused("merger-not-in-force", decision=merger.details.decision, on=on)
    return merger


def _moved(
    unit: Unit, by: Authority, merger: Merger, devices: Iterable[Device], mapping: Mapping[UUID, UUID]
) -> tuple[Device, ...]:
    names = {body.id: body.name for body in term_queries.bodies(unit)}
    told = []
    for device in devices:
        owner, holder = device.details.owner_id, device.custody.holder_id
        new_owner, new_holder = mapping.get(owner, owner), mapping.get(holder, holder)
        custody = device.custody if new_holder == holder else Custody(new_holder, device.custody.holder_name)
        after = replace(device, details=replace(device.details, owner_id=new_owner), custody=custody)
        facts: dict[str, Any] = {"decision": merger.details.decision}
        if new_owner != owner:
            facts["owner"] = [names[owner], names[new_owner]]
        if new_holder != holder:
            facts["holder"] = [names[holder], names[new_holder]]
        from_id, to_id = (None, None) if new_owner == owner else (owner, new_owner)
        told.append(Told(after, Happening.MERGED, facts, merger.id, from_id, to_id))
    return steps.keep(unit, by, told)
