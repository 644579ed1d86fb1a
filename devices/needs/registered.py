"""Planning from the register (lập phương án từ sổ thiết bị): Có is counted, norms and staff are those of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from congress.csvdoc import Source
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Merger
from devices.needs import queries
from devices.needs.formats.beside import Reading, check_whole, distances_of, prices_of, printed_lines
from devices.needs.formats.reading import Spelling
from devices.needs.norms import shared_printers
from devices.needs.rules import registered as rules
from devices.needs.rules.norms import holding
from devices.needs.service import Planned, planned
from devices.needs.values import Case, NormSet, Price
from devices.register.queries import mergers as register

if TYPE_CHECKING:
    from congress.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person asks for (yêu cầu lập phương án)."""

    decisions: tuple[str, ...] = ()
    """Numbers of decisions on mergers; none: all whose new units are still there."""
    on: date | None = None
    """The day whose norms and staff numbers count; None: the day from which the last of the decisions holds."""
    printed: Source | None = None
    distances: Source | None = None
    prices: Source | None = None
    shared_printers: int | None = None


def plan_registered(workspace: "Workspace", asked: Asked) -> Planned:
    """What the units of some decisions have and need (lập phương án); everything that is missing is named."""
    with workspace.reading() as unit:
        case, prices = _case(unit, asked)
    return planned(case, prices)


def _case(unit: Unit, asked: Asked) -> tuple[Case, tuple[Price, ...] | None]:
    bodies = {body.id: body for body in terms.bodies(unit)}
    gone = {body.id for body in bodies.values() if body.is_closed}
    mergers = _chosen(terms.mergers(unit), asked.decisions, gone)
    on = asked.on or max(merger.details.effective_on for merger in mergers)
    norms = _norms(unit, on=on)
    have = register.have(unit, [merger.id for merger in mergers])
    found = rules.found(mergers, bodies, have, norms.norms, queries.staff_numbers(unit, on=on))
    if found.faults:
        raise Malformed(found.faults)
    reading = Reading(items=found.items)
    names = Spelling.of([one.name for one in found.new_units], reading.findings, reading.faults)
    case = Case(
        items=found.items,
        old_units=found.old_units,
        successors=found.successors,
        new_units=found.new_units,
        norms=norms.norms,
        norms_dated=norms.dated,
        printed=printed_lines(asked.printed, names, reading),
        distances=distances_of(asked.distances, names, reading),
        variant=None if asked.shared_printers is None else shared_printers(asked.shared_printers),
        findings=(*reading.findings, *found.remarks),
    )
    prices = prices_of(asked.prices, reading) if asked.prices is not None else None
    check_whole(case, asked.distances, reading)
    if reading.faults:
        raise Malformed(reading.faults)
    return case, prices


def _chosen(mergers: Sequence[Merger], decisions: Sequence[str], gone: set[UUID]) -> tuple[Merger, ...]:
    if decisions:
        known = {merger.details.decision: merger for merger in mergers}
        told = "; ".join(known) or "—"
        lacking = [one for one in decisions if one not in known]
        if lacking:
            raise Malformed(
                Finding("--decision", "merger-not-known", {"decision": one, "known": told}) for one in lacking
            )
        return tuple(known[one] for one in dict.fromkeys(decisions))
    found = tuple(one for one in mergers if not {part.new_id for part in one.details.parts} & gone)
    if not found:
        raise Refused("needs-no-merger")
    return found


def _norms(unit: Unit, *, on: date) -> NormSet:
    """The newest norms that hold on a day."""
    valid = holding(queries.norm_sets(unit), on=on)
    if valid is None:
        raise Refused("needs-no-norms", on=on.strftime("%d/%m/%Y"))
    return valid
