"""Registering papers: a step of the deed that made them."""

from pathlib import Path
from uuid import UUID

from congress.records import files, queries
from congress.records.values import KeptFile, Record
from congress.store.unit import Unit


def register(unit: Unit, kept: KeptFile, *, kind: str, scope_id: UUID | None) -> Record:
    """Step: enter a kept file in the register under the next number of its kind."""
    number = queries.next_number(unit, kind=kind, scope_id=scope_id)
    return queries.add(unit, kept, kind=kind, scope_id=scope_id, number=number)


def show(papers: Path, record: Record) -> Path:
    """The paper under its human name in the workspace's `papers/`; a further number of one kind keeps its own name."""
    stem, dot, ending = record.name.rpartition(".")
    name = record.name if record.number == 1 else f"{stem} ({record.number}){dot}{ending}"
    return files.show(papers, sha256=record.sha256, name=name)
