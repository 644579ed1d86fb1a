"""Pictures of checks, stamps and seals (ảnh kèm theo): kept among the records of the workspace."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from congress.errors import Finding, Malformed, Refused
from congress.records import files
from congress.records import queries as kept_records
from congress.records import service as records
from congress.records.values import KeptFile
from congress.store.unit import Unit
from devices.readiness.values import Picture

if TYPE_CHECKING:
    from congress.workspace import Workspace

KIND, COPY = "device-picture", "ảnh"
_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
"""How JPEG and PNG begin."""


def checked(picture: Picture) -> Picture:
    """The picture, if it is one."""
    if not picture.data.startswith(_BEGINNINGS):
        raise Malformed([Finding(picture.name, "picture-not-one")])
    return picture


def keep(workspace: "Workspace", pictures: Iterable[Picture]) -> tuple[KeptFile, ...]:
    """Write pictures under their hashes, before the unit of their deed opens."""
    return tuple(files.keep(workspace.papers, one.data, name=one.name) for one in map(checked, tuple(pictures)))


def register(unit: Unit, kept: Iterable[KeptFile], *, scope_id: UUID) -> None:
    """Step: enter pictures in the register of papers; the same picture once."""
    for one in kept:
        if kept_records.by_hash(unit, one.sha256) is None:
            records.register(unit, one, kind=KIND, scope_id=scope_id, copy=COPY)


def show(workspace: "Workspace", sha256: str) -> Path:
    """A picture under its human name, to be looked at."""
    with workspace.reading() as unit:
        record = kept_records.by_hash(unit, sha256)
    if record is None:
        raise Refused("picture-unknown")
    return records.show(workspace.papers, record)
