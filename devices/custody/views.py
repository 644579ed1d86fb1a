"""What people see of hand-overs: each with what came back and what is still out."""

from dataclasses import dataclass
from uuid import UUID

from congress.store.unit import Unit
from devices.custody import queries, rules
from devices.custody.values import Handover


@dataclass(frozen=True, slots=True)
class HandoverSeen:
    """A hand-over (biên bản bàn giao), its returns, and its devices that are still out."""

    handover: Handover
    returns: tuple[Handover, ...]
    out: tuple[UUID, ...]


def seen(unit: Unit, *, congress_id: UUID | None = None) -> tuple[HandoverSeen, ...]:
    """Every hand-over, or those that serve a congress; the newest first."""
    found = queries.handovers(unit, congress_id=congress_id)
    returns = queries.returns_of(unit, [one.id for one in found])
    return tuple(HandoverSeen(one, returns[one.id], rules.still_out(one, returns[one.id])) for one in found)
