"""A site is ready when nothing is lacking; whatever is taken away is named, with its day and who answers for it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from devices.readiness.rules.checks import standing
from devices.readiness.rules.sites import Site, site_standing
from devices.readiness.rules.templates import template
from devices.readiness.values import Item, Light, SealKind, SealState
from devices.register.values.devices import DeviceState
from devices.register.values.sites import FilledPosition, PositionKind
from tests.devices_readiness.samples import (
    BOX,
    FILLED,
    LAPTOP_1,
    LAPTOP_2,
    NOW,
    OPENS_ON,
    PAPER,
    PRINTER,
    READY,
    SPARE,
    TODAY,
    device,
    passed,
    position,
    seal,
    with_device,
    without_device,
)


def lacks(site: Site, *, on: date = TODAY) -> set[tuple[str, str]]:
    return {(one.code, one.subject) for one in site_standing(site, on=on).lacks}


def without_seal(site: Site, number: str) -> Site:
    assert any(one.number == number for one in site.seals)
    return replace(site, seals=tuple(one for one in site.seals if one.number != number))


def test_a_site_with_everything_in_place_is_ready() -> None:
    found = site_standing(READY, on=TODAY)
    assert found.lacks == ()
    assert found.light is Light.READY
    assert (found.positions, found.filled, found.ready) == (4, 4, 4)
    assert (found.stamped, found.devices, found.spares, found.spares_due) == (5, 5, 2, 2)
    assert found.days_left == 3


def test_what_blocks_has_its_day_and_who_answers() -> None:
    (lack,) = site_standing(without_seal(READY, "KD-TB-1"), on=TODAY).lacks
    assert (lack.code, lack.subject) == ("stamp-missing", "TB-1")
    assert (lack.due_on, lack.who) == (OPENS_ON - timedelta(days=1), "Lê Văn Kỹ")


@pytest.mark.parametrize(
    ("site", "named"),
    [
        (without_device(READY, FILLED[0].position), {("position-empty", "counting-station 1")}),
        (without_device(READY, FILLED[3].position), {("spares-short", "computer")}),
        (with_device(READY, replace(LAPTOP_2, state=DeviceState.ASSIGNED)), {("device-not-sealed", "TB-2")}),
        (without_seal(READY, "KD-TB-4"), {("stamp-missing", "TB-4")}),
        (without_seal(READY, "NP-TB-4"), {("seal-missing", "TB-4")}),
        (without_seal(READY, "NP-TB-3"), {("seal-missing", "TB-3"), ("spares-short", "computer")}),
        (without_seal(READY, "NP-Hòm phiếu số 1"), {("place-seal-missing", BOX.name)}),
        (replace(READY, stock={PAPER.id: 2}), {("consumable-short", "paper 1")}),
        (replace(READY, stock={}), {("consumable-short", "paper 1")}),
    ],
)  # fmt: skip
def test_each_thing_taken_away_is_named_and_nothing_else(site: Site, named: set[tuple[str, str]]) -> None:
    assert lacks(site) == named


def test_an_empty_station_is_worse_than_a_missing_stamp() -> None:
    assert site_standing(without_device(READY, FILLED[0].position), on=TODAY).light is Light.NOT_READY
    assert site_standing(without_seal(READY, "KD-TB-1"), on=TODAY).light is Light.PARTLY


def test_a_stamp_past_its_day_and_a_broken_seal_count_no_more() -> None:
    expiring = seal("KD-TB-1", SealKind.INSPECTION, on=LAPTOP_1, expires_on=TODAY)
    site = replace(without_seal(READY, "KD-TB-1"), seals=(*without_seal(READY, "KD-TB-1").seals, expiring))
    assert lacks(site) == set()
    assert ("stamp-missing", "TB-1") in lacks(site, on=TODAY + timedelta(days=1))
    broken = tuple(replace(one, state=SealState.BROKEN) if one.number == "NP-TB-4" else one for one in READY.seals)
    assert lacks(replace(READY, seals=broken)) == {("seal-missing", PRINTER.tag)}


def test_a_device_at_work_was_opened_and_needs_its_stamp_alone() -> None:
    opened = with_device(without_seal(READY, "NP-TB-1"), replace(LAPTOP_1, state=DeviceState.IN_USE))
    assert lacks(opened) == set()


def test_a_check_that_failed_or_ran_out_is_named_by_its_item() -> None:
    results = [replace(one, passed=False) if one.item is Item.KEYPAD else one for one in passed(LAPTOP_1)]
    later = NOW + timedelta(days=2)
    due = template(LAPTOP_1.category, LAPTOP_1.use_class)
    site = replace(READY, checks={**READY.checks, LAPTOP_1.id: standing(due, results, at=later)})
    found = {(one.code, one.facts["item"]) for one in site_standing(site, on=TODAY).lacks}
    assert ("check-failed", "keypad") in found
    assert ("check-expired", "clock") in found


def test_a_device_nobody_asked_about_is_a_fault_of_ours_not_a_pass() -> None:
    checks = {key: value for key, value in READY.checks.items() if key != SPARE.id}
    with pytest.raises(KeyError):
        site_standing(replace(READY, checks=checks), on=TODAY)


def test_one_spare_for_five_stations_begun() -> None:
    more = tuple(
        FilledPosition(position(PositionKind.COUNTING_STATION, 10 + number), device(f"TB-1{number}"))
        for number in range(4)
    )
    checks = {one.device.id: READY.checks[LAPTOP_1.id] for one in more if one.device is not None}
    site = replace(READY, filled=(*FILLED, *more), checks={**READY.checks, **checks})
    assert ("spares-short", "computer") in lacks(site)
    fewer = replace(site, filled=(*FILLED, *more[:3]))
    assert ("spares-short", "computer") not in lacks(fewer)


def test_a_site_without_positions_owes_no_spares() -> None:
    bare = Site(filled=(), places=(), checks={}, seals=(), stock={}, opens_on=None)
    found = site_standing(bare, on=TODAY)
    assert (found.spares_due, found.lacks, found.days_left) == (0, (), None)
