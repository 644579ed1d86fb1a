"""One look at the laptop while a count is open: without other programs, and what the journal is asked beside it."""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from congress.clock import SystemClock
from congress.workspace import House, Workspace, open_folder
from devices.machine.service import examine
from devices.machine.watch import MachineWatch, change, note_found, note_gone
from tests import workspaces
from tests.bench.measuring import Measured, median_seconds, percentile, seconds
from tests.clocks import PinnedClock

LOOKS = 200
CAME_AND_WENT = 100
"""Entries of ways out in the journal: a cable with a loose contact."""
LONGEST_LOOK_MS = 50.0
"""A thread takes it every 30 s; longer than this a typist could feel it on the other core."""


def measure() -> Iterator[Measured]:
    """A look, the journal read for what is open already, and the whole check that a person asks for."""
    with tempfile.TemporaryDirectory() as place:
        folder, clock = Path(place) / "workspace", SystemClock()
        watch = MachineWatch(Path(place), clock=clock)
        looks = [seconds(watch.look) * 1000 for _ in range(LOOKS)][1:]
        yield Measured("a look at the laptop, median", statistics.median(looks), "ms")
        yield Measured("a look at the laptop, p99", percentile(looks, 99), "ms", LONGEST_LOOK_MS)
        workspaces.found(folder)
        with open_folder(folder, house=House(clock=PinnedClock())) as opened:
            for _ in range(CAME_AND_WENT):
                note_found(opened, ways=("machine-network-up:eno1",))
                note_gone(opened, ways=("machine-network-up:eno1",))
            read = median_seconds(lambda: _changed(opened), runs=20) * 1000
        yield Measured("the journal read for ways out", read, "ms", remark=f"{2 * CAME_AND_WENT} entries of them")
        whole = median_seconds(lambda: examine(folder, now=clock.now()), runs=3) * 1000
        yield Measured("the whole check of the laptop", whole, "ms", remark="asks the system's programs")


def _changed(workspace: Workspace) -> None:
    with workspace.reading() as unit:
        assert not change(unit, ())
