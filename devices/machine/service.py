"""Looking at this laptop, and the gate before official counting."""

import shutil
import sys
from datetime import datetime
from pathlib import Path
from uuid import UUID

from congress.access.gates import Blocker
from congress.store.unit import Unit
from devices.machine import linux, rules, windows
from devices.machine.values import Fact, Observed


def examine(folder: Path, *, now: datetime) -> tuple[Fact, ...]:
    """Everything this laptop can prove about itself (kiểm tra máy); `folder` is where the workspace stands."""
    return rules.judge(observe(folder, now=now, leisurely=True))


def observe(folder: Path, *, now: datetime, leisurely: bool) -> Observed:
    """Look at the machine (quan sát máy). `leisurely`: also what another program has to be asked for."""
    free = _free_bytes(folder)
    if sys.platform == "win32":
        network = windows.observed()
        interfaces, ways = (None, None) if network is None else network
        return Observed(now=now, interfaces=interfaces, ways_out=ways, free_bytes=free)
    if sys.platform != "linux":
        return Observed(now=now, free_bytes=free)
    return Observed(
        now=now,
        interfaces=linux.interfaces(),
        ways_out=linux.ways_out(),
        radios_on=linux.radios_on(),
        free_bytes=free,
        printers=linux.printers() if leisurely else None,
        is_encrypted=linux.is_encrypted(_there(folder)) if leisurely else None,
    )


class MachineGate:
    """The gate (chốt máy): a network up, a disk nearly full or an impossible clock keep official counting waiting."""

    name = "This laptop"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        """What stands in the way on this machine, whatever the act and the site."""
        facts = rules.judge(observe(self._folder, now=unit.now, leisurely=False))
        return tuple(Blocker(fact.code, fact.facts, fact.thing) for fact in facts if fact.blocks)


def _free_bytes(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(_there(folder)).free
    except OSError:
        return None


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there already."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
