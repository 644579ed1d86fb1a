"""The newest check of an item counts, while it holds; the rest stay as they were."""

from collections.abc import Iterable
from datetime import datetime

from congress.errors import Refused
from devices.readiness.values import Checked, Due, Item, ItemStanding, ItemState


def check_result(due: Due, *, passed: bool, value: int | None) -> None:
    """Refuse a result that the template does not bear out: no value where one is due, passed below the least."""
    if due.measure is not None and passed and value is None:
        raise Refused("check-value-missing", item=due.item, measure=due.measure)
    if due.measure is None and value is not None:
        raise Refused("check-value-not-due", item=due.item)
    if value is not None and value < 0:
        raise Refused("check-value-negative", item=due.item, value=value)
    if passed and due.least is not None and value is not None and value < due.least:
        raise Refused("check-value-too-low", item=due.item, value=value, least=due.least, measure=due.measure)


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
