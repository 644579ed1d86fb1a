"""What a room hands over to another machine (phần bàn giao): bundles know how to carry it, the room what it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from congress.chapters import Chapter
from congress.parts import Entry
from congress.store.unit import Unit

About = Mapping[str, object]
"""What a cargo says of itself beside its rows: text and whole numbers."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A cargo on its way (phần bàn giao đã xếp)."""

    about: About
    """Compared with what stands where it is taken in."""
    entries: tuple[Entry, ...]
    accounts: Collection[UUID]
    """Whoever did what it carries."""
    told: Mapping[str, Any]
    """For the journal."""


class Arriving(Protocol):
    """A cargo that is being taken in (phần bàn giao đang nhận)."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """What reads its rows; every fault is named at once."""

    def settle(self, unit: Unit) -> Mapping[str, Any]:
        """Step: what follows from the rows that came in; gives what the journal and the screen say of them."""


class Cargo(Protocol):
    """A room that hands something over."""

    @property
    def name(self) -> str:
        """Kind of bundle that carries it."""

    def load(self, unit: Unit, scope_id: UUID) -> Loaded:
        """Step: what leaves of one contest; refused where nothing does."""

    def scopes(self, unit: Unit) -> tuple[UUID, ...]:
        """Step: the contests of which something could leave."""

    def arriving(self, unit: Unit, scope_id: UUID, about: About, *, machine: str) -> Arriving:
        """Step: make ready to take in what `machine` sent; Malformed with every reason why that cannot be."""
