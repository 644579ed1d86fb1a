"""The house put together (ráp các phòng): every table, every deed, the gates and the clock. Knows no terminal."""
# ruff: noqa: F401  # rooms are imported for what they register: their tables, their deeds

from pathlib import Path

import ballots.contests.rows
import ballots.contests.service
import congress.access.keyring
import congress.access.rows
import congress.access.service
import congress.journal.rows
import congress.records.rows
import congress.term.rows
import congress.term.service
import congress.upkeep.service
from congress.clock import SystemClock
from congress.workspace import House
from devices.machine.service import MachineGate


def house(folder: Path | None = None) -> House:
    """The house for a workspace in `folder` (the current folder where none is named): gates asked, clock read."""
    return House(gates=(MachineGate(folder or Path.cwd()),), clock=SystemClock())
