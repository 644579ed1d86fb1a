"""The unit of work (phiên làm việc với kho): one transaction, its moment, and the entry it owes the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from congress.errors import Broken


@dataclass(frozen=True, slots=True)
class Entry:
    """What a deed tells the journal of itself: subject, scope and facts (never a paper's marks)."""

    subject: str
    scope_id: UUID | None
    facts: Mapping[str, object]


@dataclass(slots=True)
class Unit:
    """One open transaction. `queries.py` uses `connection`; services use `now` and `record`."""

    connection: Connection
    now: datetime
    """The moment of the whole unit, UTC."""
    machine: str
    """Tag of this laptop."""
    writing: bool
    embedded: bool
    """True on SQLite, where a paper's order leaves no server log behind."""
    entry: Entry | None = field(default=None)
    keys: Path | None = field(default=None)
    """Folder of this workspace's keys, for rows that carry a tag."""

    def record(self, subject: str | UUID, /, *, scope_id: UUID | None = None, **facts: object) -> None:
        """Say what the journal shall hold of this deed; exactly once a deed."""
        if not self.writing:
            raise Broken("unit-only-reads")
        if self.entry is not None:
            raise Broken("entry-twice", subject=str(subject))
        self.entry = Entry(subject=str(subject), scope_id=scope_id, facts=facts)
