"""The machine's gate (chốt máy): asked before official counting, and before State secrets are held here."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from congress.access.gates import Blocker
from congress.store.unit import Unit
from congress.term.holding import HOLD_SECRET, holding_of
from devices.machine import rules
from devices.machine.noted import first_found
from devices.machine.service import as_blocker, observe


class MachineGate:
    """A way out, a full disk or an impossible clock keep official counting waiting; a way out keeps secrets out."""

    name = "machine"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def aside(self, unit: Unit, *, act: str, site_id: UUID | None) -> str:
        """The machine itself always has a say."""
        return ""

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        """What stands in the way on this machine, whatever the site."""
        facts = rules.judge(observe(self._folder, now=unit.now, leisurely=False))
        if act != HOLD_SECRET:
            return tuple(as_blocker(fact) for fact in facts if fact.blocks)
        ways = tuple(as_blocker(fact) for fact in rules.ways_out(facts))
        once = connected_once(unit)
        return ways if once is None else (*ways, Blocker("machine-was-connected", {"at": rules.moment(once)}))


def connected_once(unit: Unit) -> datetime | None:
    """When a way out was first found, where this workspace lets that count for good."""
    return first_found(unit) if holding_of(unit).ever_connected_counts else None
