"""The register with 100,000 devices of a province: search, pages anywhere in the table, counts."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from congress.store.unit import Unit
from congress.term import queries as term
from congress.term.values import BodyDetails, BodyKind
from congress.workspace import House, Workspace, open_folder
from devices.register.queries import tables
from devices.register.queries.devices import add_devices
from devices.register.rules.tags import NUMBERS, tag_of
from devices.register.values.devices import (
    Category,
    Condition,
    Custody,
    Device,
    DeviceDetails,
    DeviceState,
    UseClass,
    Whereabouts,
)
from devices.register.values.listing import Sorting, Sought
from tests import workspaces
from tests.bench.measuring import Measured, median_seconds
from tests.clocks import PinnedClock
from tests.congress_chapters.filling import within

DEVICES, BODIES = 100_000, 3_200
WINDOW = 50
WITHOUT_LAG_MS = 200.0
"""What a person at a table does not wait for."""
_SEARCHES = {
    "a tag": Sought(text="TB-00K2M4"),
    "a serial number": Sought(text="5cd0077777"),
    "two words without marks": Sought(text="probook hanh"),
    "a body": Sought(text="xa so 1234"),
    "nothing": Sought(text="khong co thiet bi nao"),
    "states": Sought(states=frozenset({DeviceState.LOST})),
}


def measure() -> Iterator[Measured]:
    """Seconds from a keystroke to the rows in the window and their number."""
    with tempfile.TemporaryDirectory() as place:
        folder, clock = Path(place) / "workspace", PinnedClock()
        workspaces.found(folder)
        with open_folder(folder, house=House(clock=clock)) as opened:
            within(opened, fill)
            for name, sought in _SEARCHES.items():
                yield from _measured(f"register: search for {name}", opened, sought)
            for sorting in Sorting:
                yield from _measured(f"register: the last page by {sorting}", opened, Sought(), sorting=sorting)


def _measured(
    name: str, opened: Workspace, sought: Sought, *, sorting: Sorting = Sorting.TAG, runs: int = 5
) -> Iterator[Measured]:
    """The window's rows, which a person sees first, and how many there are."""
    found = 0

    def count() -> None:
        nonlocal found
        with opened.reading() as unit:
            found = tables.count(unit, sought)

    def page() -> None:
        with opened.reading() as unit:
            tables.page(unit, sought, offset=max(0, found - WINDOW), limit=WINDOW, sorting=sorting)

    counted = median_seconds(count, runs=runs) * 1000
    yield Measured(name, median_seconds(page, runs=runs) * 1000, "ms", WITHOUT_LAG_MS, f"{found} found")
    yield Measured(f"{name}, how many", counted, "ms", WITHOUT_LAG_MS)


def fill(unit: Unit) -> None:
    """The bodies and devices of a province."""
    names = [BodyDetails(f"Đảng ủy xã số {number}", BodyKind.COMMUNE) for number in range(BODIES)]
    bodies = [body.id for body in term.add_bodies(unit, names)]
    tags = (tag for number in range(7, NUMBERS, 283) if (tag := tag_of(number)) is not None)
    categories, states = tuple(Category), tuple(DeviceState)
    add_devices(
        unit,
        (
            Device(
                uuid4(),
                tag,
                DeviceDetails(
                    categories[number % len(categories)],
                    bodies[number % BODIES],
                    f"HP ProBook {number % 97}",
                    f"5CD{number:07d}",
                ),
                Custody(bodies[number * 7 % BODIES], ("Nguyễn Thị Hạnh", "K'Brơi", "")[number % 3]),
                Whereabouts(place=f"phòng {number % 12}"),
                tuple(Condition)[number % 3],
                tuple(UseClass)[number % 4],
                states[number % len(states)],
            )
            for number, tag in zip(range(DEVICES), tags, strict=False)
        ),
    )
