"""What the journal says of this laptop's ways out (đường ra ngoài đã ghi nhận): when they came and went."""

from datetime import datetime

from congress.journal import queries as journal
from congress.store.unit import Unit

FOUND, GONE = "machine:way-out:found", "machine:way-out:gone"


def ways_open(unit: Unit) -> set[str]:
    """Step: what the journal says is open: came, and has not gone."""
    entries = [
        *journal.of_event(unit, unit.machine, FOUND),
        *journal.of_event(unit, unit.machine, GONE),
    ]
    ways: set[str] = set()
    for entry in sorted(entries, key=lambda entry: entry.number):
        told = entry.facts.get("ways")
        named = {str(one) for one in told} if isinstance(told, list | tuple) else set()
        ways = ways | named if entry.event == FOUND else ways - named
    return ways


def first_found(unit: Unit) -> datetime | None:
    """Step: when something that leads out of this laptop was first written down."""
    entries = journal.of_event(unit, unit.machine, FOUND)
    return entries[0].at if entries else None
