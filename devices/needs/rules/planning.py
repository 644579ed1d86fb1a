"""A whole plan from a case (lập phương án)."""

from congress.errors import Finding
from devices.needs.rules.checking import discrepancies, missing
from devices.needs.rules.moving import moves, purchase, ways_missing
from devices.needs.rules.reckoning import table, totals, without_norm
from devices.needs.values import Balance, Case, Distances, Line, Plan, Use


def plan(case: Case) -> Plan:
    """What the units have and need, what to move, what to buy, what is wrong in the printed table."""
    whole = balance(table(case), case.distances)
    computed = (*whole.table, *whole.totals)
    apart = _apart(case)
    return Plan(
        case=case,
        whole=whole,
        apart=apart,
        discrepancies=discrepancies(case.printed, computed),
        findings=(*case.findings, *_remarks(case, computed), *_unreckoned(apart)),
        classified_known=any(old.classified for old in case.old_units),
    )


def _apart(case: Case) -> dict[Use, Balance]:
    """Each use by itself; nothing where other units would then give and take, and no one said how far that is."""
    tables = {use: table(case, use=use) for use in Use}
    if case.distances is not None and any(ways_missing(lines, case.distances) for lines in tables.values()):
        return {}
    return {use: balance(lines, case.distances) for use, lines in tables.items()}


def _unreckoned(apart: dict[Use, Balance]) -> tuple[Finding, ...]:
    return () if apart else (Finding("distances", "apart-ways-missing"),)


def balance(lines: tuple[Line, ...], distances: Distances | None) -> Balance:
    """A table evened out (cân đối)."""
    summed = totals(lines)
    moved = moves(lines, distances)
    return Balance(lines, summed, moved, purchase(summed, moved))


def _remarks(case: Case, computed: tuple[Line, ...]) -> tuple[Finding, ...]:
    led_to = set(case.successors.values())
    found = [Finding("norms", "item-without-norm", {"item": item}) for item in without_norm(case)]
    found += [
        Finding("new-units", "unit-without-old-unit", {"unit": unit.name})
        for unit in case.new_units
        if unit.name not in led_to
    ]
    if case.printed:
        found += [
            Finding("printed", "printed-row-missing", {"unit": line.unit, "item": line.item})
            for line in missing(case.printed, computed)
        ]
    if case.variant is not None:
        variant = case.variant
        found.append(Finding("norms", "shared-printers", {"persons": variant.persons, "reason": variant.reason}))
    return tuple(found)
