"""The watch (canh chừng đường ra ngoài): while a count is open the laptop is looked at again and again.

A way out keeps entry waiting until it is gone or two people overrule it; when it came and when it went stands in
the journal, once each, through restarts too.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from congress.access.gates import Blocker
from congress.access.registry import ByItself, deed
from congress.clock import Clock
from congress.store.unit import Unit
from devices.machine import rules
from devices.machine.noted import FOUND, GONE, ways_open
from devices.machine.service import as_blocker, observe

if TYPE_CHECKING:
    from congress.workspace import Workspace

STALE_AFTER_S = 60.0
"""A look older than this is none: whoever asks then waits for a new one, some milliseconds."""


class MachineWatch:
    """What leads out of this laptop (canh chừng máy), as it was at the latest look."""

    def __init__(self, folder: Path, *, clock: Clock) -> None:
        self._folder, self._clock = folder, clock
        self._latest: tuple[float, tuple[Blocker, ...]] | None = None

    def blockers(self) -> tuple[Blocker, ...]:
        """The latest look's, or a new one's where nobody has looked for a while."""
        latest = self._latest
        if latest is None or not 0 <= self._clock.steady() - latest[0] <= STALE_AFTER_S:
            return self.look()
        return latest[1]

    def look(self) -> tuple[Blocker, ...]:
        """Look now, asking no other program."""
        facts = rules.judge(observe(self._folder, now=self._clock.now(), leisurely=False))
        found = tuple(as_blocker(fact) for fact in rules.ways_out(facts))
        self._latest = self._clock.steady(), found
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """What came and what went since it was last written down (thay đổi)."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to write down."""
        return bool(self.came or self.went)


def change(unit: Unit, found: tuple[Blocker, ...]) -> Change:
    """Step: what was found now against what the journal says is open."""
    now, known = {way(blocker) for blocker in found}, ways_open(unit)
    return Change(tuple(sorted(now - known)), tuple(sorted(known - now)))


def note(workspace: "Workspace", changed: Change) -> None:
    """Write down what came and what went: two deeds at most."""
    if changed.came:
        note_found(workspace, ways=changed.came)
    if changed.went:
        note_gone(workspace, ways=changed.went)


@deed(FOUND, who=ByItself(), title="Way out of the laptop found while a count is open")
def note_found(workspace: "Workspace", *, ways: tuple[str, ...]) -> None:
    """Write down that something leads out of the laptop (phát hiện đường ra ngoài); entry waits from here on."""
    with workspace.unit(None) as unit:
        unit.record(workspace.settings.tag, ways=list(ways))


@deed(GONE, who=ByItself(), title="Way out of the laptop gone")
def note_gone(workspace: "Workspace", *, ways: tuple[str, ...]) -> None:
    """Write down that it is gone (đường ra ngoài đã ngắt)."""
    with workspace.unit(None) as unit:
        unit.record(workspace.settings.tag, ways=list(ways))


def way(blocker: Blocker) -> str:
    """A way out as the journal names it: `machine-route-out:eth0`."""
    return f"{blocker.code}:{blocker.thing}" if blocker.thing else blocker.code
