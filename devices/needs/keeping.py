"""Deeds that keep norms and staff numbers (định mức, biên chế): looked at first, dated, with their source."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.csvdoc import Source
from congress.errors import Finding, Malformed
from congress.store.unit import Unit
from congress.term import bodies
from congress.term import queries as terms
from congress.term.rules.bodies import Names
from congress.term.rules.succession import Succession
from congress.text import clean
from devices.needs import queries
from devices.needs.formats.keeping import StaffRow, read_norms, read_staff
from devices.needs.rules.norms import MOST, norm_faults
from devices.needs.values import Dated, Norm, NormSet, StaffNumber
from devices.register.rules.details import check_text
from devices.register.service import EQUIPMENT

if TYPE_CHECKING:
    from congress.workspace import Workspace

LONGEST_SOURCE = 400
LISTED_MOST = 500


@dataclass(frozen=True, slots=True)
class NormsLooked:
    """Norms as they would be kept, and those of the same day that give place to them."""

    norms: NormSet
    before: NormSet | None


def look_at_norms(workspace: "Workspace", source: Source, *, given_by: str, since: date) -> NormsLooked:
    """What a file of norms says (xem trước định mức); `Malformed` names every fault."""
    norms = _norms(source, given_by=given_by, since=since)
    with workspace.reading() as unit:
        there = next((one for one in queries.norm_sets(unit) if one.dated.since == since), None)
    return NormsLooked(norms, there)


@deed("needs:norms:keep", who=EQUIPMENT, title="Norms of equipment kept")
def keep_norms(workspace: "Workspace", by: Authority, source: Source, *, given_by: str, since: date) -> NormSet:
    """Keep norms that hold from a day on (lưu định mức); those of the same day give place to them."""
    norms = _norms(source, given_by=given_by, since=since)
    with workspace.unit(by) as unit:
        queries.put_norms(unit, norms, by=by.first.person)
        unit.record("norms", **_facts(source, norms.dated), lines=len(norms.norms))
        return norms


@deed("needs:norms:enter", who=EQUIPMENT, title="Norms of equipment typed in")
def enter_norms(workspace: "Workspace", by: Authority, norms: Sequence[Norm], *, given_by: str, since: date) -> NormSet:
    """Keep norms as they were typed, from a day on (nhập định mức); those of the same day give place to them."""
    wanted = NormSet(_dated(given_by, since), tuple(replace(norm, purpose=clean(norm.purpose)) for norm in norms))
    if faults := tuple(norm_faults(wanted.norms)):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        queries.put_norms(unit, wanted, by=by.first.person)
        unit.record("norms", source=wanted.dated.source, since=since.isoformat(), lines=len(wanted.norms))
        return wanted


@deed("needs:staff:enter", who=EQUIPMENT, title="Staff number of a unit typed in")
def enter_staff(
    workspace: "Workspace", by: Authority, *, body_id: UUID, staff: int, seat: str = "", given_by: str, since: date
) -> StaffNumber:
    """Keep how many persons a unit has from a day on (nhập biên chế); one of the same day gives place to it."""
    number = StaffNumber(body_id, _dated(given_by, since), staff, clean(seat))
    if not 0 <= staff <= MOST:
        raise Malformed([Finding("staff", "out-of-range", {"bound": f"≤ {MOST}"})])
    if faults := check_text(number.seat, where="seat"):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        body = bodies.open_body(unit, body_id)
        queries.put_staff(unit, [number], by=by.first.person)
        unit.record(
            body_id, source=number.dated.source, since=since.isoformat(), units=[f"{body.name}: {staff}"], in_all=1
        )
        return number


def look_at_staff(
    workspace: "Workspace", source: Source, *, given_by: str, since: date
) -> tuple[tuple[str, StaffNumber], ...]:
    """What a list of units and their staff says (xem trước biên chế), each by its unit's name."""
    rows, dated = read_staff(source), _dated(given_by, since)
    with workspace.reading() as unit:
        return _meant(unit, rows, dated)


@deed("needs:staff:keep", who=EQUIPMENT, title="Staff numbers of units kept")
def keep_staff(
    workspace: "Workspace", by: Authority, source: Source, *, given_by: str, since: date
) -> tuple[StaffNumber, ...]:
    """Keep how many persons units have from a day on (lưu biên chế)."""
    rows, dated = read_staff(source), _dated(given_by, since)
    with workspace.unit(by) as unit:
        named = _meant(unit, rows, dated)
        numbers = tuple(number for _, number in named)
        queries.put_staff(unit, numbers, by=by.first.person)
        listed = [f"{name}: {number.staff}" for name, number in named][:LISTED_MOST]
        unit.record("staff", **_facts(source, dated), units=listed, in_all=len(numbers))
        return numbers


def _norms(source: Source, *, given_by: str, since: date) -> NormSet:
    return NormSet(_dated(given_by, since), read_norms(source))


def _dated(given_by: str, since: date) -> Dated:
    text = clean(given_by)
    if not text:
        raise Malformed([Finding("source", "needs-source-missing")])
    if len(text) > LONGEST_SOURCE:
        raise Malformed([Finding("source", "field-too-long", {"longest": LONGEST_SOURCE})])
    return Dated(text, since)


def _facts(source: Source, dated: Dated) -> dict[str, Any]:
    return {
        "file": source.name,
        "sha256": hashlib.sha256(source.data).hexdigest(),
        "source": dated.source,
        "since": dated.since.isoformat(),
    }


def _meant(unit: Unit, rows: tuple[StaffRow, ...], dated: Dated) -> tuple[tuple[str, StaffNumber], ...]:
    """Each row by the unit that its name means for certain; every other name is a fault, with what it may mean."""
    known = {body.id: body.name for body in terms.bodies(unit)}
    spelled = {one.text: one.body_id for one in terms.spellings(unit)}
    names = Names(terms.bodies(unit), spelled, Succession(terms.mergers(unit)))
    found: dict[StaffRow, StaffNumber] = {}
    faults: list[Finding] = []
    seen: dict[object, str] = {}
    for row in rows:
        body_id = names.surely(row.name)
        if body_id is None:
            near = "; ".join(known[one] for one in names.perhaps(row.name))
            told = {"text": row.name, "near": near} if near else {"text": row.name}
            faults.append(Finding(row.where, "merger-name-to-confirm" if near else "merger-name-unknown", told))
        elif body_id in seen:
            faults.append(Finding(row.where, "row-repeated", {"name": known[body_id]}))
        else:
            seen[body_id] = row.where
            found[row] = StaffNumber(body_id, dated, row.staff, row.seat)
    if faults:
        raise Malformed(faults)
    return tuple((known[number.body_id], number) for number in found.values())
