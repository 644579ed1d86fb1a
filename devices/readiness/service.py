"""Deeds of readiness: checks, consumables, who answers for a site, devices taken into use."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import BOARD, One, deed
from congress.access.values import Authority, Role
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries as term
from devices.readiness import pictures, queries, steps
from devices.readiness.rules.checks import result_faults
from devices.readiness.values import Checked, Due, Picture, SealKind, SealState, SiteDuty
from devices.register import steps as register
from devices.register.queries import sites
from devices.register.rules.details import CONSUMABLES
from devices.register.values.devices import Device, DeviceAct

if TYPE_CHECKING:
    from congress.workspace import Workspace

TEAM = One(frozenset({Role.SITE_TECHNICIAN, Role.TECHNICIAN, Role.ADMINISTRATOR}))
"""Check, seal, report: the technical teams (tổ kỹ thuật tại đại hội, giúp việc ban kiểm phiếu)."""
MOST_CONSUMABLE = 100_000


@dataclass(frozen=True, slots=True)
class Result:
    """One check as it is typed in (kết quả một nội dung)."""

    item: str
    passed: bool
    value: int | None = None
    note: str = ""
    picture: Picture | None = None


@deed("device:check", who=TEAM, title="Device checked")
def check_device(workspace: "Workspace", by: Authority, *, tag: str, results: Iterable[Result]) -> tuple[Checked, ...]:
    """Keep the checks of a device that were done in one go (kiểm tra thiết bị): all of them or none."""
    done = tuple(results)
    kept = pictures.keep(workspace, (one.picture for one in done if one.picture is not None))
    with workspace.unit(by) as unit:
        (device,) = register.found(unit, [tag])
        checks = _checked(unit, by, device, done)
        pictures.register(unit, kept, scope_id=device.id)
        queries.add_checks(unit, checks)
        failed = [str(one.item) for one in checks if not one.passed]
        passed = [str(one.item) for one in checks if one.passed]
        unit.record(device.id, tag=device.tag, passed=passed, failed=failed)
        return checks


@deed("site:consumable:count", who=TEAM, title="Consumables counted")
def count_consumables(workspace: "Workspace", by: Authority, *, site_id: UUID, counted: Mapping[UUID, int]) -> None:
    """Keep how much of each consumable is at a site (kiểm đếm vật tư): by position its quantity."""
    with workspace.unit(by) as unit:
        known = {one.id: one for one in sites.positions(unit, site_id) if one.kind in CONSUMABLES}
        if not counted:
            raise Refused("consumables-none")
        faults = [Finding(f"counted[{key}]", "site-position-unknown") for key in counted if key not in known]
        faults += [
            Finding(f"counted[{key}]", "quantity-wrong", {"most": MOST_CONSUMABLE})
            for key, quantity in counted.items()
            if not 0 <= quantity <= MOST_CONSUMABLE
        ]
        if faults:
            raise Malformed(faults)
        queries.add_counts(unit, counted, by=by.first.person)
        said = {f"{known[key].kind} {known[key].number}": quantity for key, quantity in counted.items()}
        unit.record(site_id, counted=said)


@deed("site:duty:set", who=TEAM, title="Person in charge of a site's equipment named")
def name_duty(workspace: "Workspace", by: Authority, *, site_id: UUID, who: str, telephone: str = "") -> SiteDuty:
    """Name who answers for the equipment of a site (phân công người phụ trách thiết bị)."""
    said = steps.words({"who": who, "telephone": telephone}, needed=("who",))
    with workspace.unit(by) as unit:
        site = term.site(unit, site_id)
        if site is None:
            raise Refused("site-unknown")
        duty = SiteDuty(site_id, said["who"], said["telephone"])
        queries.set_duty(unit, duty)
        unit.record(site_id, site=site.name, who=duty.who)
        return duty


@deed("device:use", who=BOARD, title="Sealed devices opened for work")
def take_into_use(workspace: "Workspace", by: Authority, *, tags: Iterable[str]) -> tuple[Device, ...]:
    """Open sealed devices for work (đưa vào sử dụng): the board sees the seal whole and takes it off."""
    with workspace.unit(by) as unit:
        devices = register.found(unit, tags)
        made = register.advance(unit, by, devices, act=DeviceAct.USE)
        held = queries.seals_on(unit, [device.id for device in devices])
        taken_off = [one for one in held if one.kind is SealKind.SEAL and one.state is SealState.AFFIXED]
        queries.end_seals(unit, [one.id for one in taken_off], SealState.REMOVED, by=by.first.person, reason="")
        unit.record(register.subject(made), seals=[one.number for one in taken_off], **register.listed(made))
        return made


def _checked(unit: Unit, by: Authority, device: Device, done: tuple[Result, ...]) -> tuple[Checked, ...]:
    if not done:
        raise Refused("checks-none")
    due = {one.item: one for one in steps.templates(unit, [device])[device.id]}
    faults = [fault for one in done for fault in _faults(due.get(one.item), one)]
    often = Counter(one.item for one in done)
    faults += [Finding(str(item), "check-twice", {"item": item}) for item, times in often.items() if times > 1]
    if faults:
        raise Malformed(faults)
    notes = steps.words({str(one.item): one.note for one in done})
    return tuple(
        Checked(
            device.id,
            one.item,
            unit.now,
            one.passed,
            by.first.person,
            one.value,
            notes[str(one.item)],
            None if one.picture is None else one.picture.sha256,
        )
        for one in done
    )


def _faults(due: Due | None, one: Result) -> Iterable[Finding]:
    if due is None:
        return [Finding(str(one.item), "check-not-due", {"item": one.item})]
    return result_faults(due, passed=one.passed, value=one.value, where=str(one.item))
