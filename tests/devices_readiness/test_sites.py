"""A site is ready when nothing is lacking; whatever is taken away is named, with its day and who answers for it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from devices.readiness.rules.sites import is_ready, lacks, site_standing
from devices.readiness.values import Item, ItemState, Lapse, Light, PositionNow, SiteNow
from devices.register.values.devices import DeviceState
from devices.register.values.sites import PositionKind
from tests.devices_readiness.samples import NOW, OPENS_ON, READY, TODAY, ready, with_device, with_position

STATION, PRINTER, SPARE, SPARE_PRINTER, PAPER = 0, 2, 3, 4, 5
"""Places of the sample's positions."""


def named(site: SiteNow) -> set[tuple[str, str]]:
    return {(one.code, one.subject) for one in lacks(site)}


def without_seal(place: int) -> SiteNow:
    """The site with a room or box unsealed."""
    places = (*READY.places[:place], replace(READY.places[place], sealed=False), *READY.places[place + 1 :])
    return replace(READY, places=places)


def test_a_site_with_everything_in_place_is_ready() -> None:
    found = site_standing(READY, on=TODAY)
    assert named(READY) == set()
    assert found.light is Light.READY
    assert (found.positions, found.filled, found.ready) == (4, 4, 4)
    assert (found.stamped, found.devices, found.spares, found.spares_due) == (5, 5, 2, 2)
    assert found.days_left == 3


def test_what_blocks_has_its_day_and_who_answers() -> None:
    (lack,) = lacks(with_device(STATION, stamped=False))
    assert (lack.code, lack.subject) == ("stamp-missing", "TB-1")
    assert (lack.due_on, lack.who) == (OPENS_ON - timedelta(days=1), "Lê Văn Kỹ")


@pytest.mark.parametrize(
    ("site", "codes"),
    [
        (with_position(STATION, device=None), {("position-empty", "counting-station 1")}),
        (with_position(SPARE, device=None), {("spares-short", "computer")}),
        (with_device(1, state=DeviceState.ASSIGNED), {("device-not-sealed", "TB-2")}),
        (with_device(PRINTER, stamped=False), {("stamp-missing", "TB-4")}),
        (with_device(PRINTER, sealed=False), {("seal-missing", "TB-4")}),
        (with_device(SPARE, sealed=False), {("seal-missing", "TB-3"), ("spares-short", "computer")}),
        (with_device(PRINTER, open=((Item.TONER, ItemState.FAILED),)), {("check-failed", "TB-4")}),
        (with_device(PRINTER, open=((Item.TONER, ItemState.EXPIRED),)), {("check-expired", "TB-4")}),
        (with_device(PRINTER, open=((Item.TONER, ItemState.MISSING),)), {("check-missing", "TB-4")}),
        (without_seal(1), {("place-seal-missing", "Hòm phiếu số 1")}),
        (with_position(PAPER, there=2), {("consumable-short", "paper 1")}),
        (with_position(PAPER, there=0), {("consumable-short", "paper 1")}),
    ],
)  # fmt: skip
def test_each_thing_taken_away_is_named_and_nothing_else(site: SiteNow, codes: set[tuple[str, str]]) -> None:
    assert named(site) == codes
    assert site_standing(site, on=TODAY).light is not Light.READY


def test_an_empty_station_is_worse_than_a_missing_stamp() -> None:
    assert site_standing(with_position(STATION, device=None), on=TODAY).light is Light.NOT_READY
    assert site_standing(with_device(STATION, stamped=False), on=TODAY).light is Light.PARTLY


def test_a_device_at_work_was_opened_and_needs_its_stamp_alone() -> None:
    assert named(with_device(STATION, state=DeviceState.IN_USE, sealed=False)) == set()
    assert named(with_device(STATION, state=DeviceState.IN_USE, stamped=False)) == {("stamp-missing", "TB-1")}


def test_a_check_is_named_by_its_item() -> None:
    (lack,) = lacks(with_device(STATION, open=((Item.CLOCK, ItemState.EXPIRED),)))
    assert lack.facts == {"tag": "TB-1", "item": Item.CLOCK}
    assert not is_ready(replace(ready("TB-1"), open=((Item.CLOCK, ItemState.EXPIRED),)))


def test_one_spare_for_five_stations_begun() -> None:
    def stations(number: int) -> SiteNow:
        more = [
            PositionNow(PositionKind.COUNTING_STATION, 10 + one, device=ready(f"TB-1{one}")) for one in range(number)
        ]
        return replace(READY, positions=(*READY.positions, *more))

    assert ("spares-short", "computer") in named(stations(4))
    assert ("spares-short", "computer") not in named(stations(3))


def test_a_site_without_positions_owes_no_spares() -> None:
    found = site_standing(SiteNow(()), on=TODAY)
    assert (found.spares_due, found.light, found.days_left) == (0, Light.PARTLY, None)
    assert named(SiteNow(())) == {("positions-not-set", "")}


def lapsing(*moments: datetime) -> SiteNow:
    """The site where the checks of its first devices lapse at these moments."""
    site = READY
    for place, at in enumerate(moments):
        position = site.positions[place]
        assert position.device is not None
        found = replace(position, device=replace(position.device, lapses_at=at))
        site = replace(site, positions=(*site.positions[:place], found, *site.positions[place + 1 :]))
    return site


def test_a_site_ready_days_ahead_says_when_its_checks_lapse() -> None:
    sooner, later = NOW + timedelta(hours=20), NOW + timedelta(hours=24)
    found = site_standing(lapsing(later, sooner), on=TODAY)
    assert found.light is Light.READY
    assert found.lapse == Lapse(sooner, 2)


def test_checks_that_hold_through_the_first_day_of_the_congress_lapse_too_late_to_matter() -> None:
    last = datetime.combine(OPENS_ON, time(23, 59)).astimezone()
    assert site_standing(lapsing(last), on=TODAY).lapse == Lapse(last, 1)
    assert site_standing(lapsing(last + timedelta(minutes=1)), on=TODAY).lapse is None
    assert site_standing(lapsing(last + timedelta(minutes=1)), on=OPENS_ON + timedelta(days=1)).lapse is not None


def test_without_a_day_of_opening_any_lapse_is_named() -> None:
    at = NOW + timedelta(days=90)
    assert site_standing(replace(lapsing(at), opens_on=None), on=TODAY).lapse == Lapse(at, 1)


def test_a_site_that_lacks_something_names_that_and_no_lapse() -> None:
    site = replace(lapsing(NOW + timedelta(hours=20)), places=without_seal(1).places)
    assert site_standing(site, on=TODAY).lapse is None
