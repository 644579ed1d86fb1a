"""Registering papers: a step of the deed that made them."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from congress.records import files, queries
from congress.records.values import KeptFile, Record
from congress.store.unit import Unit

MADE_AGAIN = "lập lần"


def register(unit: Unit, kept: KeptFile, *, kind: str, scope_id: UUID | None, copy: str = "") -> Record:
    """Step: enter a kept file in the register under the next number of its kind, which its name tells.

    `copy` says what each of them is ("ký số": "… - ký số 1.pdf"); without it the second says that it was made again.
    """
    number = queries.next_number(unit, kind=kind, scope_id=scope_id)
    named = replace(kept, name=_numbered(kept.name, copy, number))
    return queries.add(unit, named, kind=kind, scope_id=scope_id, number=number)


def _numbered(name: str, copy: str, number: int) -> str:
    if number == 1 and not copy:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem} - {copy or MADE_AGAIN} {number}{dot}{ending}"


def show(papers: Path, record: Record) -> Path:
    """The paper under its human name in the workspace's `papers/`."""
    return files.show(papers, sha256=record.sha256, name=record.name)
