"""Looking at this laptop."""

import shutil
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from congress.access.gates import Blocker
from congress.term.holding import holding_of
from congress.upkeep import service as upkeep
from devices.machine import calls, linux, powershell, rules, windows
from devices.machine.noted import first_found
from devices.machine.values import Fact, Kept, Observed

if TYPE_CHECKING:
    from congress.workspace import Workspace


def examine(folder: Path, *, workspace: "Workspace | None" = None, now: datetime) -> tuple[Fact, ...]:
    """Everything this laptop can prove about itself (kiểm tra máy); `folder` is where the workspace stands.

    An open workspace tells beside it when it was last backed up, whether its clock is believed, what may be plugged in.
    """
    seen = observe(folder, now=now, leisurely=True)
    if workspace is not None:
        seen = replace(seen, kept=_kept(workspace), allowed_media=frozenset(workspace.settings.allowed_media))
    return rules.judge(seen)


def observe(folder: Path, *, now: datetime, leisurely: bool) -> Observed:
    """Look at the machine (quan sát máy). `leisurely`: also what another program has to be asked for."""
    seen = Observed(now=now, free_bytes=_free_bytes(folder))
    if sys.platform == "win32":
        network = windows.observed()
        interfaces, ways = (None, None) if network is None else network
        seen = replace(seen, interfaces=interfaces, ways_out=ways)
    elif sys.platform == "linux":
        seen = replace(seen, interfaces=linux.interfaces(), ways_out=linux.ways_out(), radios_on=linux.radios_on())
    return _leisurely(seen, _there(folder)) if leisurely else seen


def _leisurely(seen: Observed, folder: Path) -> Observed:
    seen = replace(seen, listening=calls.listening())
    if sys.platform == "win32":
        told = powershell.told()
        return replace(
            seen,
            radios_on=told.radios_on,
            printers=told.printers,
            is_encrypted=told.is_encrypted(folder),
            failing_disks=told.failing_disks,
            power=calls.power(),
            media=told.media,
        )
    if sys.platform != "linux":
        return seen
    return replace(
        seen,
        printers=linux.printers(),
        is_encrypted=linux.is_encrypted(folder),
        failing_disks=linux.failing_disks(),
        power=linux.power(),
        media=linux.media(),
    )


def _kept(workspace: "Workspace") -> Kept:
    with workspace.reading() as unit:
        last_backup = upkeep.last_backup(unit)
        holding, connected = holding_of(unit), first_found(unit)
    return Kept(
        last_backup,
        clock_doubted=workspace.clock_in_question() is not None,
        holding=holding,
        first_connected=connected,
    )


def as_blocker(fact: Fact) -> Blocker:
    """A fact that blocks, as gates say it."""
    return Blocker(fact.code, fact.facts, fact.thing)


def _free_bytes(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(_there(folder)).free
    except OSError:
        return None


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there already."""
    return next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
