"""The newest check of an item counts, while it holds; the rest stay as they were."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from congress.errors import Finding
from devices.readiness.values import Checked, Due, ItemStanding, ItemState, Measure, Newest

MOST_VALUE: Final = 1_000_000
"""More than any check measures; a row of digits that a key held down wrote is no value."""


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
    elif value > (most := most_value(due.measure)):
        yield Finding(where, "check-value-too-large", {"item": item, "most": most})
    elif passed and least is not None and value < least:
        facts = {"item": item, "value": value, "least": least, "measure": due.measure}
        yield Finding(where, "check-value-too-low", facts)


def most_value(measure: Measure) -> int:
    """The most that a check of such a measure may tell."""
    return 100 if measure is Measure.PERCENT else MOST_VALUE


def standing(
    template: Iterable[Due], results: Iterable[Checked], *, at: datetime, since: datetime | None = None
) -> tuple[ItemStanding, ...]:
    """Where every item of a template stands at a moment: the newest check counts, of two at once the one that failed.

    `since`: the device was opened, repaired or given another use then; what was checked before no longer counts.
    """
    done = sorted((one for one in results if one.at <= at), key=lambda one: (one.at, not one.passed))
    newest = {one.item: one for one in done}
    return tuple(_stands(due, newest.get(due.item), at=at, since=since) for due in template)


def open_items(
    template: Iterable[Due], newest: Mapping[str, Newest], *, at: datetime, since: datetime | None = None
) -> tuple[tuple[str, ItemState], ...]:
    """The items of a template that have not passed, or no longer hold."""
    found = []
    for due in template:
        state = _state(due, newest.get(due.item), at=at, since=since)
        if state is not ItemState.PASSED:
            found.append((due.item, state))
    return tuple(found)


def first_lapse(template: Iterable[Due], newest: Mapping[str, Newest]) -> datetime | None:
    """When the first of checks that all hold now lapses; None where all hold until the device is opened."""
    return min((newest[due.item].at + due.valid_for for due in template if due.valid_for is not None), default=None)


def all_passed(standings: Iterable[ItemStanding]) -> bool:
    """Every item passed and still holds."""
    return all(one.state is ItemState.PASSED for one in standings)


def _stands(due: Due, one: Checked | None, *, at: datetime, since: datetime | None) -> ItemStanding:
    state = _state(due, one, at=at, since=since)
    if one is None or state is ItemState.MISSING:
        return ItemStanding(due, state)
    until = one.at + due.valid_for if one.passed and due.valid_for is not None else None
    return ItemStanding(due, state, one, until)


def _state(due: Due, one: Checked | Newest | None, *, at: datetime, since: datetime | None) -> ItemState:
    if one is None or (since is not None and one.at <= since):
        return ItemState.MISSING
    if not one.passed:
        return ItemState.FAILED
    return ItemState.PASSED if due.valid_for is None or at <= one.at + due.valid_for else ItemState.EXPIRED
