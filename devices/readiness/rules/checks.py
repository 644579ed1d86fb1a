"""The newest check of an item counts, while it holds; the rest stay as they were."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from congress.errors import Finding
from devices.readiness.values import Checked, Due, Item, ItemStanding, ItemState


def result_faults(due: Due, *, passed: bool, value: int | None, where: str) -> Iterator[Finding]:
    """What the template does not bear out: no value where one is due, passed below the least."""
    item, least = due.item, due.least
    if due.measure is None:
        if value is not None:
            yield Finding(where, "check-value-not-due", {"item": item})
    elif value is None:
        if passed:
            yield Finding(where, "check-value-missing", {"item": item, "measure": due.measure})
    elif value < 0:
        yield Finding(where, "check-value-negative", {"item": item, "value": value})
    elif passed and least is not None and value < least:
        facts = {"item": item, "value": value, "least": least, "measure": due.measure}
        yield Finding(where, "check-value-too-low", facts)


def newest(results: Iterable[Checked], *, since: datetime | None = None) -> dict[Item, Checked]:
    """The newest check of each item; of two at the same moment the one that failed.

    `since`: the device was opened, repaired or given another use then; what was checked before no longer counts.
    """
    found: dict[Item, Checked] = {}
    for one in results:
        if since is not None and one.at <= since:
            continue
        before = found.get(one.item)
        if before is None or (one.at, not one.passed) >= (before.at, not before.passed):
            found[one.item] = one
    return found


def standing(
    template: Iterable[Due], results: Iterable[Checked], *, at: datetime, since: datetime | None = None
) -> tuple[ItemStanding, ...]:
    """Where every item of a template stands at a moment."""
    found = newest((one for one in results if one.at <= at), since=since)
    return tuple(_stands(due, found.get(due.item), at=at) for due in template)


def all_passed(standings: Iterable[ItemStanding]) -> bool:
    """Every item passed and still holds."""
    return all(one.state is ItemState.PASSED for one in standings)


def _stands(due: Due, one: Checked | None, *, at: datetime) -> ItemStanding:
    if one is None:
        return ItemStanding(due, ItemState.MISSING)
    until = None if due.valid_for is None else one.at + due.valid_for
    if not one.passed:
        return ItemStanding(due, ItemState.FAILED, one)
    state = ItemState.PASSED if until is None or at <= until else ItemState.EXPIRED
    return ItemStanding(due, state, one, until)
