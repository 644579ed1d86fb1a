"""Gates (chốt kiểm tra): what must hold before an act; the wings implement them, the house lists them.

Nothing may leave a hall without a result: what blocks can be overruled by two people with a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing that stands in the way (vướng mắc): a code and its facts, sentence in the catalogue."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    thing: str = ""
    """Which one, where one code can stand for several: a network's name, a device's number."""

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same blocker when it is found again; figures in the facts may move."""
        return self.code, self.thing


class Gate(Protocol):
    """Asked before an act; no blockers means the way is free."""

    @property
    def name(self) -> str:
        """The gate's name, a message id."""

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        """What stands in the way of `act` at a site on this machine."""


class Watch(Protocol):
    """Looks again while an act goes on (canh chừng): what keeps each further paper waiting."""

    def blockers(self) -> tuple[Blocker, ...]:
        """What stood in the way at the latest look: asked at every paper, so it is at hand."""

    def look(self) -> tuple[Blocker, ...]:
        """Look now; from any thread."""


class Unwatched:
    """Nothing is looked at: tests, and the trial of entry."""

    def blockers(self) -> tuple[Blocker, ...]:
        """Nothing."""
        return ()

    def look(self) -> tuple[Blocker, ...]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Overruling:
    """Two people who let an act go on all the same (quyết định bỏ qua chốt), and why."""

    id: UUID
    act: str
    scope_id: UUID | None
    site_id: UUID | None
    blockers: tuple[Blocker, ...]
    first: str
    second: str
    reason: str
    at: datetime


def ask(gates: Iterable[Gate], unit: Unit, *, act: str, site_id: UUID | None = None) -> tuple[Blocker, ...]:
    """Everything that stands in the way of an act now, gate after gate."""
    return tuple(blocker for gate in gates for blocker in gate.blockers(unit, act=act, site_id=site_id))
