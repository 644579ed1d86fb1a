"""The newest check of an item counts while it holds; a failed one counts too; what is not checked never passes."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.readiness.rules.checks import all_passed, result_faults, standing
from devices.readiness.rules.templates import template
from devices.readiness.values import Checked, Due, Item, ItemState, Measure
from devices.register.values.devices import Category, UseClass

NOW = datetime.fromisoformat("2025-08-12T08:00:00+07:00")
DEVICE = UUID(int=1)
DAY = timedelta(days=1)


def checked(item: Item = Item.CLOCK, *, before: timedelta = timedelta(), passed: bool = True) -> Checked:
    return Checked(DEVICE, item, NOW - before, passed, "Lê Văn Kỹ")


def state_of(*results: Checked, valid_for: timedelta | None = DAY, since: datetime | None = None) -> ItemState:
    (one,) = standing((Due(Item.CLOCK, valid_for),), results, at=NOW, since=since)
    return one.state


def test_what_was_never_checked_is_missing() -> None:
    assert state_of() is ItemState.MISSING
    assert state_of(checked(Item.DISK)) is ItemState.MISSING


def test_a_check_holds_to_its_last_moment_and_not_longer() -> None:
    assert state_of(checked(before=DAY)) is ItemState.PASSED
    assert state_of(checked(before=DAY + timedelta(seconds=1))) is ItemState.EXPIRED
    assert state_of(checked(before=400 * DAY), valid_for=None) is ItemState.PASSED


def test_the_newest_counts_whatever_came_before() -> None:
    assert state_of(checked(before=2 * DAY), checked(before=DAY, passed=False)) is ItemState.FAILED
    assert state_of(checked(before=DAY, passed=False), checked()) is ItemState.PASSED
    assert state_of(checked(), checked(passed=False)) is ItemState.FAILED


def test_what_was_checked_before_a_repair_no_longer_counts() -> None:
    assert state_of(checked(before=DAY), valid_for=None, since=NOW - DAY) is ItemState.MISSING
    assert state_of(checked(), valid_for=None, since=NOW - DAY) is ItemState.PASSED


def test_a_check_of_tomorrow_does_not_count_today() -> None:
    assert state_of(checked(before=-DAY)) is ItemState.MISSING


@given(st.lists(st.tuples(st.integers(0, 500), st.booleans())))
def test_the_order_in_which_checks_are_read_does_not_matter(drawn: list[tuple[int, bool]]) -> None:
    results = [checked(before=timedelta(hours=hours), passed=passed) for hours, passed in drawn]
    assert state_of(*results) is state_of(*reversed(results))


@given(st.lists(st.tuples(st.integers(0, 500), st.booleans())), st.integers(0, 500))
def test_no_older_check_ever_changes_the_standing(drawn: list[tuple[int, bool]], age: int) -> None:
    results = [checked(before=timedelta(hours=hours), passed=passed) for hours, passed in drawn]
    oldest = max((hours for hours, _ in drawn), default=None)
    older = checked(before=timedelta(hours=age + (oldest or 0) + 1), passed=False)
    if oldest is not None:
        assert state_of(*results, older) is state_of(*results)


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("use_class", UseClass)
def test_every_kind_of_device_is_checked_for_something(category: Category, use_class: UseClass) -> None:
    due = template(category, use_class)
    assert due
    assert len({one.item for one in due}) == len(due)
    assert not all_passed(standing(due, (), at=NOW))


def test_machines_that_stand_alone_are_checked_for_networks() -> None:
    for use_class in (UseClass.COUNTING, UseClass.CLASSIFIED):
        assert {Item.NETWORK_OFF, Item.RADIO_OFF} <= {one.item for one in template(Category.COMPUTER, use_class)}


@pytest.mark.parametrize(
    ("passed", "value", "code"),
    [
        (True, None, "check-value-missing"),
        (True, 29, "check-value-too-low"),
        (False, -1, "check-value-negative"),
        (True, 10**19, "check-value-too-large"),
        (True, 30, None),
        (False, 29, None),
        (False, None, None),
    ],
)
def test_a_pass_needs_its_value(passed: bool, value: int | None, code: str | None) -> None:
    due = Due(Item.BATTERY, DAY, Measure.MINUTES, 30)
    found = result_faults(due, passed=passed, value=value, where="battery")
    assert [(one.where, one.code) for one in found] == ([] if code is None else [("battery", code)])


@pytest.mark.parametrize(("value", "codes"), [(100, []), (101, ["check-value-too-large"])])
def test_no_share_is_above_a_hundred(value: int, codes: list[str]) -> None:
    due = Due(Item.TONER, DAY, Measure.PERCENT, 20)
    assert [one.code for one in result_faults(due, passed=True, value=value, where="toner")] == codes


def test_what_is_not_measured_has_no_value() -> None:
    due = Due(Item.CLOCK, DAY)
    assert [one.code for one in result_faults(due, passed=True, value=3, where="clock")] == ["check-value-not-due"]
