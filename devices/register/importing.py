"""Taking in a list of devices (nhập danh sách thiết bị): looked at first, written only as a person accepted it."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Finding, Malformed, Refused
from congress.jsondoc import read_source
from congress.spreadsheet import CSV, Grid, read_grids
from congress.store.unit import Unit
from congress.term import bodies as term
from congress.term import queries as term_queries
from congress.term.rules.bodies import Names, spelling_key
from congress.term.rules.succession import Succession
from congress.text import canonical_json
from devices.register import steps
from devices.register.queries import devices as queries
from devices.register.queries.devices import Told
from devices.register.rules import listing
from devices.register.rules.details import serial_key
from devices.register.rules.importing import Doubt, Known, Planned, plan
from devices.register.rules.listing import Listed
from devices.register.service import EQUIPMENT, add
from devices.register.values.history import Happening
from devices.register.values.importing import PlannedRow, RowOutcome

if TYPE_CHECKING:
    from congress.workspace import Workspace

Spellings = Mapping[str, UUID]
"""What a person says that spellings of bodies' names mean."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What taking in a file would do, as a person looks at it (xem trước)."""

    name: str
    encoding: str
    sheet: str
    planned: Planned
    remarks: tuple[Finding, ...]
    digest: str
    """Of the file, of what the register has, and of what a person said: accepting asks for the same."""

    @property
    def is_acceptable(self) -> bool:
        """Whether nothing is wrong and nothing is left to settle."""
        return not self.planned.faults and not self.planned.doubts

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Names of bodies that a person has to settle first."""
        return self.planned.doubts

    @property
    def changes(self) -> tuple[Finding, ...]:
        """What a person has to confirm by name before it is written."""
        return self.planned.changes


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken in."""

    new: int
    changed: int
    same: int


def look(
    workspace: "Workspace", *, source: Path | bytes, name: str = "", spellings: Spellings | None = None
) -> ImportPlan:
    """What taking in a list would do (chạy thử): nothing is written. `Malformed` where there is no list at all."""
    data, shown = _read(source, name=name)
    grid, listed, remarks = _listed(data, name=shown)
    with workspace.reading() as unit:
        return _planned(unit, data, grid, listed, remarks, spellings or {})


@deed("device:import", who=EQUIPMENT, title="List of devices taken in")
def accept(
    workspace: "Workspace",
    by: Authority,
    *,
    source: Path | bytes,
    digest: str,
    name: str = "",
    spellings: Spellings | None = None,
    confirmed: bool = False,
) -> Imported:
    """Take in a list (nhập danh sách) as a person saw and accepted it: all of it, or nothing.

    `confirmed`: they looked at what it changes of serial numbers, holders and owners, and said yes.
    """
    data, shown = _read(source, name=name)
    grid, listed, remarks = _listed(data, name=shown)
    with workspace.unit(by) as unit:
        found = _planned(unit, data, grid, listed, remarks, spellings or {})
        if not found.is_acceptable:
            raise Malformed([*found.planned.faults, *doubts_told(unit, found.doubts)])
        if found.digest != digest:
            raise Refused("import-changed", file=shown)
        if found.changes and not confirmed:
            raise Malformed(found.changes)
        if spellings:
            term.keep_spellings(unit, by, spellings)
        new, changed = (found.planned.those(outcome) for outcome in (RowOutcome.NEW, RowOutcome.CHANGED))
        made = add(unit, by, tuple(row.new for row in new if row.new is not None), happening=Happening.IMPORTED)
        told = [_told(unit, row) for row in changed]
        after = steps.keep(unit, by, told)
        unit.record(
            "devices",
            file=shown,
            sha256=hashlib.sha256(data).hexdigest(),
            new=len(new),
            changed=len(changed),
            spellings=sorted(spellings or ()),
            confirmed=_confirmed(found.changes),
            **steps.listed((*made, *after)),
        )
        return Imported(len(new), len(changed), len(found.planned.those(RowOutcome.SAME)))


def _confirmed(changes: tuple[Finding, ...]) -> dict[str, int]:
    """How many changes of each kind a person said yes to, as the journal tells it."""
    return dict(
        Counter(
            "holders" if "holder" in one.code else "owners" if "owner" in one.code else "serials" for one in changes
        )
    )


def doubts_told(unit: Unit, doubts: tuple[Doubt, ...]) -> tuple[Finding, ...]:
    """Step: names that a person has to settle, as findings."""
    names = {body.id: body.name for body in term_queries.bodies(unit)}
    return tuple(
        Finding(doubt.where, "list-body-to-confirm", {"text": doubt.text, "body": names[doubt.candidates[0]]})
        if doubt.candidates
        else Finding(doubt.where, "list-body-unknown", {"text": doubt.text})
        for doubt in doubts
    )


def _listed(data: bytes, *, name: str) -> tuple[Grid, Listed, tuple[Finding, ...]]:
    grids = read_grids(data, name=name)
    headed = [(grid, header) for grid in grids if (header := listing.find_header(grid.rows)) is not None]
    if not headed:
        raise Malformed([Finding(name, "list-header-missing")])
    grid, header = headed[0]
    listed = listing.read_list(grid.rows, header, grid.where)
    remarks = [Finding(name, "list-encoding-assumed")] if grid.encoding == "windows-1258" else []
    remarks += [Finding(name, "list-sheet-not-taken", {"sheet": other.sheet}) for other, _ in headed[1:]]
    return grid, listed, (*remarks, *listed.remarks)


def _planned(
    unit: Unit, data: bytes, grid: Grid, listed: Listed, remarks: tuple[Finding, ...], spellings: Spellings
) -> ImportPlan:
    bodies = term_queries.bodies(unit)
    said = {spelling_key(text): body_id for text, body_id in spellings.items()}
    spelled = {one.text: one.body_id for one in term_queries.spellings(unit)} | said
    names = Names(bodies, spelled, Succession(term_queries.mergers(unit)))
    serials = {serial_key(device.serial) for device in listed.devices} - {""}
    known = Known(
        by_tag=queries.devices_of(unit, [device.tag for device in listed.devices if device.tag]),
        by_serial=queries.devices_by_serial(unit, serials),
        names={body.id: body.name for body in bodies},
        surely=names.surely,
        perhaps=names.perhaps,
    )
    planned = plan(listed, known, grid.where)
    planned = replace(planned, faults=(*grid.faults, *planned.faults))
    digest = hashlib.sha256(data)
    digest.update(canonical_json({text: str(body_id) for text, body_id in said.items()}).encode())
    for row in planned.rows:
        digest.update(f"{row.row} {row.outcome} {row.before} {row.after} {row.new}\n".encode())
    for change in planned.changes:
        digest.update(f"{change.where} {change.code} {dict(change.facts)}\n".encode())
    return ImportPlan(grid.name, grid.encoding, grid.sheet, planned, remarks, digest.hexdigest())


def _told(unit: Unit, row: PlannedRow) -> Told:
    assert row.before is not None
    assert row.after is not None
    facts = differences(row)
    if row.changes_holder:
        facts["without_minutes"] = True
    return Told(row.after, Happening.CHANGED, facts)


def differences(row: PlannedRow) -> dict[str, Any]:
    """What a row changes of a known device: before and after by field."""
    if row.before is None or row.after is None:
        return {}
    before, after = row.before, row.after
    pairs: dict[str, tuple[Any, Any]] = {
        "model": (before.details.model, after.details.model),
        "serial": (before.details.serial, after.details.serial),
        "colour": (before.details.colour, after.details.colour),
        "year": (before.details.year, after.details.year),
        "tenure": (str(before.details.tenure), str(after.details.tenure)),
        "note": (before.details.note, after.details.note),
        "owner": (str(before.details.owner_id), str(after.details.owner_id)),
        "holder": (str(before.custody.holder_id), str(after.custody.holder_id)),
        "holder_name": (before.custody.holder_name, after.custody.holder_name),
        "condition": (str(before.condition), str(after.condition)),
        "place": (before.whereabouts.place, after.whereabouts.place),
    }
    return {name: list(pair) for name, pair in pairs.items() if pair[0] != pair[1]}


def _read(source: Path | bytes, *, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name or f"-.{CSV}"
    return read_source(str(source)), name or source.name
