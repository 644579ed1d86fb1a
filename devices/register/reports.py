"""Reports of the register (báo cáo từ sổ thiết bị): list and counts, as it stands, as before and as after mergers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Merger, PartyBody
from congress.text import collation_key, fold
from devices.register.formats import FORMATS, write_list
from devices.register.queries import mergers, tables
from devices.register.queries.shared import searched
from devices.register.values.devices import Category, Device
from devices.register.values.listing import DeviceLine, Sought
from devices.register.values.mergers import Formerly, Side, When

if TYPE_CHECKING:
    from congress.workspace import Workspace

NOW = Side()


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """What one unit has (một đơn vị): how many of each category count as Có."""

    unit: PartyBody
    have: Mapping[Category, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many devices count as Có, by unit and category (số lượng theo đơn vị và loại)."""

    side: Side
    mergers: tuple[Merger, ...]
    """The decisions on whose side it stands; none as it stands."""
    units: tuple[UnitCounts, ...]
    made_at: datetime

    @property
    def categories(self) -> tuple[Category, ...]:
        """Those that any unit has, in their order."""
        return tuple(category for category in Category if any(one.have.get(category) for one in self.units))


def export(workspace: "Workspace", *, kind: str, sought: Sought | None = None, side: Side = NOW) -> bytes:
    """The list of devices as a file (xuất danh sách); as it stands, taken in again it changes nothing."""
    if kind not in FORMATS:
        raise Refused("list-format-unknown", kind=kind, allowed=", ".join(FORMATS))
    with workspace.reading() as unit:
        return write_list(listed(unit, sought or Sought(), side), kind=kind)


def listed(unit: Unit, sought: Sought, side: Side) -> Iterator[tuple[Device, DeviceLine]]:
    """Every device sought with its line, whose and by whom held as that side of the decisions has it."""
    chosen = _chosen(unit, side)
    if side.when is When.NOW:
        yield from tables.each(unit, sought)
        return
    names = {body.id: body.name for body in terms.bodies(unit)}
    before = mergers.formerly(unit, [one.id for one in chosen]) if side.when is When.BEFORE else {}
    whole = _whole(chosen) if side.when is When.AFTER else {}
    words = fold(sought.text).split()
    for device, line in tables.each(unit, replace(sought, text="")):
        seen = _seen(device, line, before.get(device.id), whole, names)
        if all(word in _searched(seen) for word in words):
            yield device, seen


def counts(workspace: "Workspace", side: Side = NOW) -> Counts:
    """How many devices units have (số lượng thiết bị), units by name; a unit without any is there where it merged."""
    with workspace.reading() as unit:
        chosen = _chosen(unit, side)
        whole = _whole(chosen)
        have: dict[UUID, dict[Category, int]] = {one: {} for one in _merged(chosen, side)}
        for owned, number in mergers.have(unit, [one.id for one in chosen]).items():
            owner = owned.before if side.when is When.BEFORE else owned.now
            if side.when is When.AFTER:
                owner = whole.get(owner, owner)
            kinds = have.setdefault(owner, {})
            kinds[owned.category] = kinds.get(owned.category, 0) + number
        bodies = sorted((body for body in terms.bodies(unit) if body.id in have), key=_place)
        units = tuple(UnitCounts(body, have[body.id]) for body in bodies)
        return Counts(side, chosen, units, unit.now)


def _place(body: PartyBody) -> tuple[object, ...]:
    return collation_key(body.name), body.closed_on is None, str(body.id)


def _merged(chosen: Sequence[Merger], side: Side) -> Iterator[UUID]:
    for merger in chosen:
        for part in merger.details.parts:
            yield part.old_id if side.when is When.BEFORE else part.new_id


def _chosen(unit: Unit, side: Side) -> tuple[Merger, ...]:
    """The decisions asked for; none where the register is shown as it stands."""
    known = {merger.details.decision: merger for merger in terms.mergers(unit)}
    told = "; ".join(known) or "—"
    lacking = [one for one in side.decisions if one not in known]
    if lacking:
        raise Malformed(Finding("--decision", "merger-not-known", {"decision": one, "known": told}) for one in lacking)
    if side.when is When.NOW:
        return ()
    if not known:
        raise Refused("report-no-merger")
    return tuple(known[one] for one in side.decisions or known)


def _whole(chosen: Sequence[Merger]) -> dict[UUID, UUID]:
    """Where old units' devices end up by decisions that move them whole, one after the other."""
    steps = {old: new for merger in chosen for old, new in merger.whole.items()}
    ends = dict(steps)
    for old, new in steps.items():
        passed = {old}
        while new in steps and new not in passed:
            passed.add(new)
            new = steps[new]
        ends[old] = new
    return ends


def _seen(
    device: Device, line: DeviceLine, before: Formerly | None, whole: Mapping[UUID, UUID], names: Mapping[UUID, str]
) -> DeviceLine:
    owner_id, holder_id = device.details.owner_id, device.custody.holder_id
    owner, holder = whole.get(owner_id, owner_id), names[whole.get(holder_id, holder_id)]
    if before is not None:
        owner, holder = before.owner_id or owner, before.holder or holder
    return replace(line, owner=names[owner], holder=holder)


def _searched(line: DeviceLine) -> str:
    own = searched(line.tag, line.model, line.serial, line.holder_name, line.place)
    return f"{own} {fold(line.owner)} {fold(line.holder)}"
