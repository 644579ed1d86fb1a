"""Taking in a list of mergers (nhập danh sách sáp nhập): looked at first, written only as a person accepted it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from congress.access.registry import deed
from congress.access.values import Authority
from congress.csvdoc import Source
from congress.errors import Finding, Malformed, Refused
from congress.spreadsheet import Grid, read_grids
from congress.store.unit import Unit
from congress.term import queries
from congress.term.bodies import BODY_KEEPERS, keep_planned
from congress.term.rules import bodies as rules
from congress.term.rules import merger_lists as lists
from congress.term.rules.bodies import Names
from congress.term.rules.merger_lists import Column, NameDoubt, PlannedMerger
from congress.term.rules.succession import Succession
from congress.term.values import Merger, MergerDetails
from congress.text import canonical_json

if TYPE_CHECKING:
    from congress.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class MergerList:
    """What a person hands in (danh sách kèm quyết định): the files, the decision, what they say that names mean."""

    mergers: Source
    decision: MergerDetails
    """Number and days; its parts are the list's."""
    new_units: Source | None = None
    """The new units' own list: those of its names that are not there yet are entered."""
    whole: bool = True
    """Whether old units go with everything they have, where the list itself says nothing."""
    said: Mapping[str, str] = field(default_factory=dict)
    """By text as it stands in the list the unit's name; the text itself: a unit that is not entered yet."""
    enter: bool = False
    """Names like no other are units that are not entered yet."""


@dataclass(frozen=True, slots=True)
class MergerPlan:
    """What taking in a list would do, as a person looks at it (xem trước)."""

    planned: PlannedMerger
    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    digest: str
    """Of the files, of the units that are there, and of what the person said: accepting asks for the same."""

    @property
    def in_the_way(self) -> tuple[Finding, ...]:
        """What has to be put right or settled first."""
        return (*self.faults, *(_told(doubt) for doubt in self.planned.doubts))


def look(workspace: "Workspace", handed: MergerList) -> MergerPlan:
    """What taking in a list would do (chạy thử): nothing is written. `Malformed` where there is no list at all."""
    with workspace.reading() as unit:
        return _planned(unit, handed)


@deed("merger:import", who=BODY_KEEPERS, title="Mergers taken in from a list")
def accept(workspace: "Workspace", by: Authority, handed: MergerList, *, digest: str) -> Merger:
    """Take a list in as it was looked at: new units, the decision, the spellings; old units close on its day."""
    with workspace.unit(by) as unit:
        found = _planned(unit, handed)
        if found.in_the_way:
            raise Malformed(found.in_the_way)
        if found.digest != digest:
            raise Refused("import-changed", file=handed.mergers.name)
        merger, facts = keep_planned(unit, by, decision=handed.decision, planned=found.planned)
        unit.record(
            merger.id,
            file=handed.mergers.name,
            sha256=hashlib.sha256(handed.mergers.data).hexdigest(),
            **facts,
        )
        return merger


def _planned(unit: Unit, handed: MergerList) -> MergerPlan:
    grid, header, columns = _sheet(handed.mergers, Column.OLD, Column.NEW)
    listed = lists.read_parts(grid.rows, header, columns, grid.where, whole=handed.whole)
    listed = replace(listed, faults=(*grid.faults, *listed.faults))
    remarks = _assumed(grid)
    new_names: Mapping[str, str] = {}
    if handed.new_units is not None:
        named, below, places = _sheet(handed.new_units, Column.NEW)
        new_names = lists.read_names(named.rows, below, places[Column.NEW], named.where)
        remarks += _assumed(named)
    bodies, mergers = queries.bodies(unit), queries.mergers(unit)
    spelled = {one.text: one.body_id for one in queries.spellings(unit)}
    names = Names(bodies, spelled, Succession(mergers))
    planned = lists.plan(listed, bodies, names, grid.where, new_names=new_names, said=handed.said, enter=handed.enter)
    decisions = [merger.details.decision for merger in mergers]
    decision = replace(rules.cleaned_merger(handed.decision), parts=planned.parts)
    # That nothing merges is said of the list's own rows.
    wrong = [one for one in rules.check_decision(decision, decisions) if one.where != "parts"]
    faults = (*wrong, *planned.faults)
    return MergerPlan(planned, faults, (*remarks, *planned.remarks), _digest(handed, planned))


def _sheet(source: Source, *needed: Column) -> tuple[Grid, int, Mapping[Column, int]]:
    """The first sheet that names the columns needed."""
    for grid in read_grids(source.data, name=source.name):
        if (found := lists.find_columns(grid.rows, *needed)) is not None:
            return grid, *found
    raise Malformed([Finding(source.name, "merger-header-missing", {"columns": ", ".join(needed)})])


def _assumed(grid: Grid) -> list[Finding]:
    return [Finding(grid.name, "list-encoding-assumed")] if grid.encoding == "windows-1258" else []


def _told(doubt: NameDoubt) -> Finding:
    if doubt.near:
        return Finding(doubt.where, "merger-name-to-confirm", {"text": doubt.text, "near": "; ".join(doubt.near)})
    return Finding(doubt.where, "merger-name-unknown", {"text": doubt.text})


def _digest(handed: MergerList, planned: PlannedMerger) -> str:
    decision = handed.decision
    days = f"{decision.decision} {decision.decided_on} {decision.effective_on} {handed.whole} {handed.enter}"
    digest = hashlib.sha256(canonical_json({"decision": days, "said": dict(handed.said)}).encode())
    for source in filter(None, (handed.mergers, handed.new_units)):
        digest.update(hashlib.sha256(source.data).digest())
    for part in planned.parts:
        digest.update(f"{part.old_id} {part.new_id} {part.whole}\n".encode())
    return digest.hexdigest()
