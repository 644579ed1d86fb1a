"""Deeds of hand-over (bàn giao, nhận lại): every device of the minutes changes hands in one deed, or none does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.errors import Finding, Malformed, Refused
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.term import bodies as term
from congress.term import queries as term_queries
from congress.text import clean
from devices.custody import printing, queries, rules
from devices.custody.values import Handover, HandoverKind, NewHandover, NewLine, NewReturn, Side
from devices.register import steps
from devices.register.queries.devices import Told
from devices.register.rules.details import check_wiping, cleaned_wiping, use_class_refusals
from devices.register.rules.tags import read_tag
from devices.register.service import EQUIPMENT, TECHNICIAN_WITH_ONE_IN_CHARGE
from devices.register.values.devices import Custody, Device, DeviceAct, UseClass, Wiping
from devices.register.values.history import Happening

if TYPE_CHECKING:
    from congress.workspace import Workspace

PROPOSED = "{:02d}-BB/BG"


@dataclass(frozen=True, slots=True)
class Handed:
    """Minutes and the papers that tell them: PDF to be signed, XLSX of the list."""

    handover: Handover
    papers: tuple[Record, ...]


Draft = tuple[Handover, tuple[Device, ...]]
"""Minutes that may be kept, and their devices as they stand before."""


@deed("device:hand-over", who=EQUIPMENT, title="Devices handed over")
def hand_over(workspace: "Workspace", by: Authority, *, new: NewHandover, sample: bool = False) -> Handed:
    """Hand devices over to another holder by minutes (bàn giao thiết bị): one act, one signature a side."""
    made = uuid4()
    return _done(workspace, by, lambda unit: _drafted(unit, by, new, HandoverKind.ORDINARY, made), sample=sample)


@deed("device:hand-over:classified", who=TECHNICIAN_WITH_ONE_IN_CHARGE, title="Classified machines handed over")
def hand_over_classified(
    workspace: "Workspace",
    by: Authority,
    *,
    new: NewHandover,
    use_class: UseClass | None = None,
    wiping: Wiping | None = None,
    sample: bool = False,
) -> Handed:
    """Hand classified machines over by decision (bàn giao máy tính soạn thảo văn bản mật), by two people.

    Of their documents number and symbol are kept, nothing else. Another use only with evidence of wiping.
    """
    made = uuid4()

    def draft(unit: Unit) -> Draft:
        return _drafted(unit, by, new, HandoverKind.CLASSIFIED, made, more=lambda of: _other_use(of, use_class, wiping))

    return _done(workspace, by, draft, sample=sample)


@deed("device:hand-back", who=EQUIPMENT, title="Handed-over devices taken back")
def hand_back(workspace: "Workspace", by: Authority, *, new: NewReturn, sample: bool = False) -> Handed:
    """Take back devices of a hand-over by minutes (nhận lại thiết bị); what stays out is named on them."""
    made = uuid4()
    return _done(workspace, by, lambda unit: _returned(unit, by, new, HandoverKind.ORDINARY, made), sample=sample)


@deed("device:hand-back:classified", who=TECHNICIAN_WITH_ONE_IN_CHARGE, title="Classified machines taken back")
def hand_back_classified(workspace: "Workspace", by: Authority, *, new: NewReturn, sample: bool = False) -> Handed:
    """Take back classified machines of a hand-over (nhận lại máy tính soạn thảo văn bản mật), by two people."""
    made = uuid4()
    return _done(workspace, by, lambda unit: _returned(unit, by, new, HandoverKind.CLASSIFIED, made), sample=sample)


def next_number(unit: Unit, issuer_id: UUID, *, year: int) -> str:
    """Step: a number that a body's minutes of a year do not carry yet, as a proposal."""
    used = queries.numbers_used(unit, issuer_id, year=year)
    found = (PROPOSED.format(number) for number in range(1, len(used) + 2))
    return next(number for number in found if rules.number_key(number) not in used)


def existing(unit: Unit, handover_id: UUID) -> Handover:
    """Step: the hand-over of an id, refused where there is none."""
    found = queries.handover(unit, handover_id)
    if found is None or found.returns is not None:
        raise Refused("handover-unknown")
    return found


# --- how it works ------------------------------------------------------------------------------------------


def _done(workspace: "Workspace", by: Authority, draft: Callable[[Unit], Draft], *, sample: bool) -> Handed:
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
        one, devices = draft(look)
        drawn = printing.drawn(look, one, devices, head=workspace.head(), sample=sample)
    kept = printing.kept(workspace.papers, drawn)
    with workspace.unit(by) as unit:
        one, devices = draft(unit)
        queries.add(unit, one)
        _move(unit, by, one, devices)
        made = tuple(records.register(unit, file, kind=str(kind), scope_id=one.id) for kind, file in kept)
        names = _names(unit)
        unit.record(
            one.id,
            number=one.number,
            kind=str(one.kind),
            giver=names[one.giver.body_id],
            taker=names[one.taker.body_id],
            basis=one.basis,
            papers=[record.sha256 for record in made],
            **_secret_facts(one),
            **steps.listed(devices),
        )
        return Handed(one, made)


def _secret_facts(one: Handover) -> dict[str, Any]:
    if one.kind is not HandoverKind.CLASSIFIED:
        return {}
    facts: dict[str, Any] = {"documents": sum(len(line.documents) for line in one.lines)}
    if one.use_class is not None and one.wiping is not None:
        facts |= {"use_class": str(one.use_class), **steps.wiped(one.wiping)}
    return facts


def _drafted(
    unit: Unit,
    by: Authority,
    new: NewHandover,
    kind: HandoverKind,
    made: UUID,
    *,
    returns: Handover | None = None,
    more: Callable[[Sequence[Device]], tuple[UseClass | None, Wiping | None, list[Finding]]] | None = None,
) -> Draft:
    wanted, names = rules.cleaned(new), _names(unit)
    if wanted.giver.body_id not in names:
        raise Refused("body-unknown")
    term.open_body(unit, wanted.taker.body_id)
    devices = _devices(unit, wanted.lines)
    issuer = wanted.giver if returns is None else wanted.taker
    taken = queries.numbers_used(unit, issuer.body_id, year=wanted.on.year)
    use_class, wiping, faults = (None, None, []) if more is None else more(devices)
    faults += rules.check_head(wanted, today=unit.now.astimezone().date(), taken=taken)
    faults += rules.check_lines(kind, wanted.lines, devices)
    faults += rules.check_holders(devices, wanted.giver.body_id, names)
    if returns is not None:
        faults += _return_faults(unit, returns, wanted, devices)
    if faults:
        raise Malformed(faults)
    one = Handover(
        id=made,
        kind=kind,
        number=wanted.number,
        on=wanted.on,
        basis=wanted.basis,
        giver=wanted.giver,
        taker=wanted.taker,
        lines=tuple(rules.handed(line, device) for line, device in zip(wanted.lines, devices, strict=True)),
        at=unit.now,
        by=by.first.person,
        second=by.second.person if by.second else "",
        place=wanted.place,
        remarks=wanted.remarks,
        congress_id=wanted.congress_id,
        until=wanted.until,
        use_class=use_class,
        wiping=wiping,
        returns=None if returns is None else returns.id,
    )
    return one, devices


def _returned(unit: Unit, by: Authority, new: NewReturn, kind: HandoverKind, made: UUID) -> Draft:
    of = existing(unit, new.handover_id)  # its devices may be of another use by now: the kind follows what they are
    back = NewHandover(
        number=new.number,
        on=new.on,
        basis=f"Biên bản bàn giao số {of.number} ngày {of.on:%d/%m/%Y}",
        giver=Side(of.taker.body_id, new.giver_name, new.giver_post),
        taker=Side(of.giver.body_id, new.taker_name, new.taker_post),
        lines=new.lines,
        place=new.place,
        remarks=new.remarks,
        congress_id=of.congress_id,
    )
    return _drafted(unit, by, back, kind, made, returns=of)


def _return_faults(unit: Unit, of: Handover, new: NewHandover, devices: Sequence[Device]) -> list[Finding]:
    out = rules.still_out(of, queries.returns_of(unit, [of.id])[of.id])
    faults = [
        Finding(one.tag, "return-not-out", {"tag": one.tag, "number": of.number})
        for one in devices
        if one.id not in out
    ]
    if new.on < of.on:
        faults.append(Finding("on", "return-before-handover", {"on": f"{of.on:%d/%m/%Y}"}))
    return faults


def _other_use(
    devices: Sequence[Device], use_class: UseClass | None, wiping: Wiping | None
) -> tuple[UseClass | None, Wiping | None, list[Finding]]:
    """Another use of classified machines, and everything that stands against it."""
    if use_class is None:
        return None, None, []
    faults = [fault for device in devices for fault in use_class_refusals(device, use_class)]
    if wiping is None:
        return use_class, None, [*faults, Finding("wiping.method", "wiping-missing")]
    evidence = cleaned_wiping(wiping)
    return use_class, evidence, [*faults, *check_wiping(evidence)]


def _devices(unit: Unit, lines: Sequence[NewLine]) -> tuple[Device, ...]:
    """The device of each line; one named twice stands twice, which the rules refuse."""
    by_tag = {device.tag: device for device in steps.found(unit, [line.tag for line in lines])}
    return tuple(by_tag[read_tag(clean(line.tag)) or line.tag] for line in lines)


def _names(unit: Unit) -> dict[UUID, str]:
    return {body.id: body.name for body in term_queries.bodies(unit)}


def _move(unit: Unit, by: Authority, one: Handover, devices: Sequence[Device]) -> None:
    """Step: every device to its new holder; back off its site where it returns; as it was found to be."""
    now = {device.id: device for device in devices}
    if one.returns is not None:
        back = [device for device in devices if device.state in rules.BACK_FROM]
        _put(now, steps.advance(unit, by, back, act=DeviceAct.RETURN, facts={"minutes": one.number}))
    names = _names(unit)
    _put(now, steps.keep(unit, by, [_given(one, now[key], names) for key in one.device_ids]))
    told = [
        Told(
            replace(now[line.device_id], condition=line.condition),
            Happening.CONDITION,
            {"before": str(now[line.device_id].condition), "after": str(line.condition), "minutes": one.number},
        )
        for line in one.lines
        if now[line.device_id].condition is not line.condition
    ]
    _put(now, steps.keep(unit, by, told))
    if one.use_class is not None and one.wiping is not None:
        steps.keep(unit, by, [_used_otherwise(one.use_class, one.wiping, device) for device in now.values()])


def _put(now: dict[UUID, Device], changed: Sequence[Device]) -> None:
    now.update((device.id, device) for device in changed)


def _given(one: Handover, device: Device, names: Mapping[UUID, str]) -> Told:
    facts = {
        "from": names[device.custody.holder_id],
        "from_name": one.giver.name,
        "holder": names[one.taker.body_id],
        "holder_name": one.taker.name,
        "minutes": one.number,
    }
    return Told(replace(device, custody=Custody(one.taker.body_id, one.taker.name)), Happening.HANDED_OVER, facts)


def _used_otherwise(use_class: UseClass, wiping: Wiping, device: Device) -> Told:
    facts = {"before": str(device.use_class), "after": str(use_class), **steps.wiped(wiping)}
    return Told(replace(device, use_class=use_class), Happening.USE_CLASS, facts)
