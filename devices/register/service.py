"""Deeds on devices (việc trên thiết bị): entering, changing, placing, handing over, taking back, retiring, merging."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from congress.access.registry import One, Pair, deed
from congress.access.values import Authority, Role
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import bodies as term
from congress.term import queries as term_queries
from congress.text import clean
from devices.register import steps
from devices.register.queries import devices as queries
from devices.register.queries import sites
from devices.register.queries.devices import Told
from devices.register.rules import details as rules
from devices.register.rules import states
from devices.register.rules.states import Given
from devices.register.values.devices import (
    Condition,
    Custody,
    Device,
    DeviceAct,
    DeviceDetails,
    DeviceState,
    NewDevice,
    UseClass,
    Whereabouts,
    Wiping,
)
from devices.register.values.history import Happening
from devices.register.values.sites import Position

if TYPE_CHECKING:
    from congress.workspace import Workspace

EQUIPMENT = One(frozenset({Role.SITE_TECHNICIAN, Role.ADMINISTRATOR}))
"""Keep the register: the technicians of the congress (tổ kỹ thuật tại đại hội), the administrator."""
TECHNICIAN_WITH_ONE_IN_CHARGE = Pair(((Role.SITE_TECHNICIAN, Role.ADMINISTRATOR), (Role.SITE_TECHNICIAN, Role.HEAD)))
"""What a device may be used for is changed by a technician with the administrator or the head."""


@deed("device:register", who=EQUIPMENT, title="Devices entered")
def register(workspace: "Workspace", by: Authority, *, devices: Iterable[NewDevice]) -> tuple[Device, ...]:
    """Enter devices (vào sổ thiết bị): each gets a tag; all of them or none."""
    wanted = tuple(rules.cleaned_new(new) for new in devices)
    faults = [fault for n, new in enumerate(wanted, 1) for fault in rules.check_new(new, where=f"device[{n}]")]
    if faults:
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        if not wanted:
            raise Refused("devices-none")
        for body_id in {body for new in wanted for body in (new.details.owner_id, new.holder_id) if body is not None}:
            term.open_body(unit, body_id)
        made = add(unit, by, wanted, happening=Happening.REGISTERED)
        unit.record(steps.subject(made), **steps.listed(made))
        return made


@deed("device:change", who=EQUIPMENT, title="Device changed")
def change(workspace: "Workspace", by: Authority, *, tag: str, details: DeviceDetails) -> Device:
    """Change what is said of a device (sửa thông tin thiết bị)."""
    wanted = rules.cleaned(details)
    if faults := tuple(rules.check_details(wanted, where="device")):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        (device,) = steps.found(unit, [tag])
        steps.refuse(tuple(rules.change_refusals(device)))
        if wanted.owner_id != device.details.owner_id:
            term.open_body(unit, wanted.owner_id)
        facts: dict[str, Any] = {"before": _facts(device.details), "after": _facts(wanted)}
        (changed,) = steps.keep(unit, by, [Told(replace(device, details=wanted), Happening.CHANGED, facts)])
        unit.record(device.id, tag=device.tag, **facts)
        return changed


@deed("device:assign", who=EQUIPMENT, title="Devices placed at a site")
def assign(
    workspace: "Workspace",
    by: Authority,
    *,
    tags: Iterable[str],
    site_id: UUID,
    place: str = "",
    positions: Mapping[str, UUID] | None = None,
) -> tuple[Device, ...]:
    """Place devices at a site (bố trí thiết bị), some of them at positions of it: by tag, the position's id."""
    words = clean(place)
    if faults := rules.check_text(words, where="place"):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        devices = steps.found(unit, tags)
        site = term_queries.site(unit, site_id)
        if site is None:
            raise Refused("site-unknown")
        filled = _filled(unit, devices, positions or {}, site_id=site_id)
        given = {
            device.tag: Given(
                whereabouts=Whereabouts(site_id, filled.get(device.tag), words), reason=steps.reason_of(by)
            )
            for device in devices
        }
        act = DeviceAct.ASSIGN
        steps.refuse([one for device in devices for one in states.refusals(device, act, given[device.tag])])
        moved = [states.after(device, act, given[device.tag]) for device in devices]
        facts: dict[str, Any] = {"site": site.name, "place": words}
        told = [Told(device, Happening.ASSIGNED, _with_position(unit, device, facts)) for device in moved]
        made = steps.keep(unit, by, told)
        unit.record(steps.subject(made), **facts, **steps.listed(made))
        return made


@deed("device:return", who=EQUIPMENT, title="Devices taken back")
def take_back(workspace: "Workspace", by: Authority, *, tags: Iterable[str]) -> tuple[Device, ...]:
    """Take devices back from their sites or from repair (nhận lại thiết bị)."""
    return _advanced(workspace, by, tags, act=DeviceAct.RETURN)


@deed("device:lose", who=EQUIPMENT, title="Devices reported lost")
def lose(workspace: "Workspace", by: Authority, *, tags: Iterable[str]) -> tuple[Device, ...]:
    """Report devices lost (báo thất lạc), with the reason."""
    return _advanced(workspace, by, tags, act=DeviceAct.LOSE)


@deed("device:find", who=EQUIPMENT, title="Lost devices found")
def find(workspace: "Workspace", by: Authority, *, tags: Iterable[str]) -> tuple[Device, ...]:
    """Enter that lost devices were found (tìm thấy thiết bị), and how."""
    return _advanced(workspace, by, tags, act=DeviceAct.FIND)


@deed("device:retire", who=EQUIPMENT, title="Devices retired")
def retire(
    workspace: "Workspace", by: Authority, *, tags: Iterable[str], wiping: Wiping | None = None
) -> tuple[Device, ...]:
    """Retire devices (thanh lý), with the reason; what held secrets only with evidence that it was wiped."""
    evidence = None if wiping is None else _checked_wiping(wiping)
    return _advanced(workspace, by, tags, act=DeviceAct.RETIRE, wiping=evidence)


@deed("device:condition:set", who=EQUIPMENT, title="Condition of devices entered")
def set_condition(
    workspace: "Workspace", by: Authority, *, tags: Iterable[str], condition: Condition
) -> tuple[Device, ...]:
    """Enter how devices are (tình trạng thiết bị); one that breaks while sealed or in use is an incident."""
    with workspace.unit(by) as unit:
        devices = steps.found(unit, tags)
        faults = [one for device in devices for one in rules.change_refusals(device)]
        if condition is Condition.BROKEN:
            faults += [
                Finding(device.tag, "device-breaks-by-incident", {"tag": device.tag})
                for device in devices
                if device.state in {DeviceState.SEALED, DeviceState.IN_USE}
            ]
        steps.refuse(faults)
        told = [
            Told(
                replace(device, condition=condition),
                Happening.CONDITION,
                {"before": str(device.condition), "after": str(condition)},
            )
            for device in devices
        ]
        made = steps.keep(unit, by, told)
        unit.record(steps.subject(made), condition=str(condition), **steps.listed(made))
        return made


@deed("device:use-class:change", who=TECHNICIAN_WITH_ONE_IN_CHARGE, title="Use of devices changed")
def change_use_class(
    workspace: "Workspace", by: Authority, *, tags: Iterable[str], use_class: UseClass, wiping: Wiping
) -> tuple[Device, ...]:
    """Change what devices may be used for (chuyển mục đích sử dụng): wiped, with evidence, by two people."""
    evidence = _checked_wiping(wiping)
    with workspace.unit(by) as unit:
        devices = steps.found(unit, tags)
        fills = {device.id: _fills(unit, device) for device in devices}
        steps.refuse([one for each in devices for one in rules.use_class_refusals(each, use_class, fills[each.id])])
        proof = steps.wiped(evidence)
        told = [
            Told(
                replace(device, use_class=use_class),
                Happening.USE_CLASS,
                {"before": str(device.use_class), "after": str(use_class), **proof},
            )
            for device in devices
        ]
        made = steps.keep(unit, by, told)
        unit.record(steps.subject(made), use_class=str(use_class), **proof, **steps.listed(made))
        return made


def add(unit: Unit, by: Authority, new: tuple[NewDevice, ...], *, happening: Happening) -> tuple[Device, ...]:
    """Step: enter devices that were checked, under tags of their own."""
    tags = steps.new_tags(unit, len(new))
    made = tuple(
        Device(
            id=uuid4(),
            tag=tag,
            details=one.details,
            custody=Custody(one.holder_id or one.details.owner_id, one.holder_name),
            whereabouts=Whereabouts(place=one.place),
            condition=one.condition,
            use_class=one.use_class,
            state=states.FIRST,
        )
        for tag, one in zip(tags, new, strict=True)
    )
    queries.add_devices(unit, made)
    told = [Told(device, happening, {**_facts(device.details), "use_class": str(device.use_class)}) for device in made]
    steps.tell(unit, by, told, reason=steps.reason_of(by))
    return made


def _advanced(
    workspace: "Workspace", by: Authority, tags: Iterable[str], *, act: DeviceAct, wiping: Wiping | None = None
) -> tuple[Device, ...]:
    with workspace.unit(by) as unit:
        devices = steps.found(unit, tags)
        facts: dict[str, Any] = {} if wiping is None else steps.wiped(wiping)
        given = Given(reason=steps.reason_of(by), wiping=wiping)
        made = steps.advance(unit, by, devices, act=act, given=given, facts=facts)
        unit.record(steps.subject(made), **facts, **steps.listed(made))
        return made


def _filled(
    unit: Unit, devices: tuple[Device, ...], positions: Mapping[str, UUID], *, site_id: UUID
) -> dict[str, UUID]:
    """By tag the position that a device fills; every one that does not take it is named."""
    wanted = {device.tag: positions[tag] for tag in positions for device in steps.found(unit, [tag])}
    by_tag = {device.tag: device for device in devices}
    faults: list[Finding] = []
    for tag, position_id in wanted.items():
        position = sites.position(unit, position_id)
        if tag not in by_tag:
            faults.append(Finding(tag, "device-unknown", {"tag": tag}))
        elif position is None or position.site_id != site_id:
            faults.append(Finding(tag, "site-position-unknown"))
        else:
            faults += rules.position_refusals(by_tag[tag], position.kind)
            there = queries.device_in(unit, position_id)
            if there is not None and there.tag != tag:
                facts = {"kind": position.kind, "number": position.number, "tag": there.tag}
                faults.append(Finding(tag, "position-taken", facts))
            if list(wanted.values()).count(position_id) > 1:
                faults.append(Finding(tag, "position-twice", {"kind": position.kind, "number": position.number}))
    steps.refuse(faults)
    return wanted


def _with_position(unit: Unit, device: Device, facts: dict[str, Any]) -> dict[str, Any]:
    position = _fills(unit, device)
    return facts if position is None else {**facts, "position": f"{position.kind} {position.number}"}


def _fills(unit: Unit, device: Device) -> Position | None:
    position_id = device.whereabouts.position_id
    return None if position_id is None else sites.position(unit, position_id)


def _checked_wiping(wiping: Wiping) -> Wiping:
    wanted = rules.cleaned_wiping(wiping)
    if faults := rules.check_wiping(wanted):
        raise Malformed(faults)
    return wanted


def _facts(details: DeviceDetails) -> dict[str, Any]:
    return {
        "category": str(details.category),
        "model": details.model,
        "serial": details.serial,
        "colour": details.colour,
        "year": details.year,
        "tenure": str(details.tenure),
        "owner": str(details.owner_id),
        "note": details.note,
    }
