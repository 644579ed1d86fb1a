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
        """The gate's name: stands in the journal, and in the codes of what the minutes say of it."""

    def aside(self, unit: Unit, *, act: str, site_id: UUID | None) -> str:
        """Why this gate has no say in `act` at a site (không áp dụng), a word of a code; empty where it has."""

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


@dataclass(frozen=True, slots=True)
class Standing:
    """How one gate stood when an act went on (kết quả qua chốt)."""

    gate: str
    how: str
    """`passed`, `overruled`, or why the gate had no say."""

    @property
    def code(self) -> str:
        """Its sentence in the catalogue."""
        return f"gate-{self.gate}-{self.how}"


@dataclass(frozen=True, slots=True)
class Passage:
    """An act that the gates let go on (qua chốt): how each stood, and the overrulings that it rests on."""

    standings: tuple[Standing, ...]
    overrulings: tuple[Overruling, ...]


def ask(gates: Iterable[Gate], unit: Unit, *, act: str, site_id: UUID | None = None) -> tuple[Blocker, ...]:
    """Everything that stands in the way of an act now, gate after gate."""
    return tuple(blocker for _, blockers in answers(gates, unit, act=act, site_id=site_id) for blocker in blockers)


def answers(
    gates: Iterable[Gate], unit: Unit, *, act: str, site_id: UUID | None
) -> tuple[tuple[Standing, tuple[Blocker, ...]], ...]:
    """How each gate stands, and what it finds in the way: a gate that finds something is passed by overruling only."""
    found = []
    for gate in gates:
        blockers = gate.blockers(unit, act=act, site_id=site_id)
        how = "overruled" if blockers else gate.aside(unit, act=act, site_id=site_id) or "passed"
        found.append((Standing(gate.name, how), blockers))
    return tuple(found)
