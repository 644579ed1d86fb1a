"""Tables of devices: searched with and without marks, in pages, and what counts as Có."""

from collections import Counter
from typing import Any

import pytest

from devices.register import service
from devices.register.queries import tables
from devices.register.values.devices import (
    Category,
    Condition,
    Device,
    DeviceDetails,
    DeviceState,
    NewDevice,
    Tenure,
    UseClass,
)
from devices.register.values.listing import Sorting, Sought
from tests.devices_register.stores import TECHNICIAN, a_site, all_devices, dam_rong, have, registered
from tests.workspaces import Office


def _tags(office: Office, **sought: Any) -> set[str]:
    with office.workspace.reading() as unit:
        wanted = Sought(**sought)
        lines = tables.page(unit, wanted, offset=0, limit=1000)
        assert tables.count(unit, wanted) == len(lines)
    return {line.tag for line in lines}


@pytest.fixture
def three(any_office: Office) -> tuple[Device, ...]:
    """A laptop, a printer, a borrowed scanner."""
    known = dam_rong(any_office)
    return registered(
        any_office,
        [
            NewDevice(
                DeviceDetails(Category.COMPUTER, known.old[0], "HP ProBook 100%", "5CD-2310"), holder_name="Đức Hạnh"
            ),
            NewDevice(DeviceDetails(Category.PRINTER, known.old[1], "Canon_LBP"), holder_id=known.old[0]),
            NewDevice(
                DeviceDetails(Category.SCANNER, known.old[2], "Máy quét Épson", tenure=Tenure.BORROWED),
                use_class=UseClass.CLASSIFIED,
                place="Phòng văn thư",
            ),
        ],
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {0, 1, 2}),
        ("duc hanh", {0}),
        ("ĐỨC", {0}),
        ("5cd2310", {0}),
        ("5CD-23", {0}),
        ("da k' nang", {0, 1}),
        ("Phi Liêng", {1}),
        ("lieng", {1, 2}),
        ("van thu", {2}),
        ("epson quet", {2}),
        ("100%", {0}),
        ("n_l", {1}),
        ("dang uy", {0, 1, 2}),
        ("hp lieng", set()),
        ("không có", set()),
    ],
)
def test_a_search_looks_through_all_with_and_without_marks(
    any_office: Office, three: tuple[Device, ...], text: str, found: set[int]
) -> None:
    assert _tags(any_office, text=text) == {three[n].tag for n in found}


def test_a_tag_is_found_with_and_without_its_hyphen(any_office: Office, three: tuple[Device, ...]) -> None:
    for text in (three[1].tag, three[1].tag.lower().replace("-", ""), three[1].tag[3:]):
        assert _tags(any_office, text=text) == {three[1].tag}


def test_filters_hold_together(any_office: Office, three: tuple[Device, ...]) -> None:
    site = a_site(any_office)
    by = any_office.by(TECHNICIAN)
    service.assign(any_office.workspace, by, tags=[three[0].tag, three[1].tag], site_id=site.id)
    service.set_condition(any_office.workspace, by, tags=[three[1].tag], condition=Condition.BROKEN)
    first = {three[0].tag}
    assert _tags(any_office, site_id=site.id, categories=frozenset({Category.COMPUTER})) == first
    assert _tags(any_office, states=frozenset({DeviceState.REGISTERED})) == {three[2].tag}
    assert _tags(any_office, use_classes=frozenset({UseClass.CLASSIFIED})) == {three[2].tag}
    assert _tags(any_office, body_ids=frozenset({three[0].details.owner_id})) == {three[0].tag, three[1].tag}
    with any_office.workspace.reading() as unit:
        line = tables.page(unit, Sought(site_id=site.id, text="hp"), offset=0, limit=5)[0]
    assert (line.owner, line.holder_name, line.site) == ("Đảng ủy xã Đạ K' Nàng", "Đức Hạnh", site.name)


def test_pages_follow_one_another_in_every_order(any_office: Office) -> None:
    known = dam_rong(any_office)
    made = registered(any_office, all_devices(known))
    with any_office.workspace.reading() as unit:
        for sorting in Sorting:
            pages = [
                tables.page(unit, Sought(), offset=offset, limit=40, sorting=sorting) for offset in range(0, 160, 40)
            ]
            assert Counter(line.tag for page in pages for line in page) == Counter(device.tag for device in made)
        tags = sorted(device.tag for device in made)
        assert [line.tag for line in tables.page(unit, Sought(), offset=7, limit=3)] == tags[7:10]


def test_what_counts_is_the_same_in_the_database_and_in_the_value(any_office: Office) -> None:
    known = dam_rong(any_office)
    body = known.old[0]
    new = [
        NewDevice(DeviceDetails(Category.UPS, body, tenure=tenure), condition=condition)
        for tenure in Tenure
        for condition in Condition
    ]
    made = registered(any_office, new)
    by = any_office.by(TECHNICIAN, reason="thử")
    service.lose(any_office.workspace, by, tags=[made[0].tag])
    service.retire(any_office.workspace, by, tags=[made[1].tag])
    with any_office.workspace.reading() as unit:
        found = [device for device, _ in tables.each(unit, Sought())]
        assert have(unit)[body, Category.UPS] == sum(device.counts for device in found) == 2
