"""What was cut short (việc dở dang): a package that was built is noted before it gets a name, and taken away again.

A package that no journal names is none. What stands there is taken away only where it says of itself that it is the one
that was being built: another medium may be mounted at that place today.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from congress.archive import queries
from congress.archive.formats import PACKAGE, read_description
from congress.archive.sources import UNREADABLE, read_whole, source_at
from congress.errors import Malformed
from congress.records import files
from congress.sealing.sealed import destroy
from congress.store.unit import Unit
from congress.workspace import ARCHIVE

if TYPE_CHECKING:
    from congress.workspace import Workspace

NOTE = "building.json"
"""Beside the packages in the workspace, while some are built and not entered yet."""
_Noted = tuple[str, str]
"""A package's id, and where it gets its name."""


@dataclass(slots=True)
class Note:
    """The file, while packages are built."""

    path: Path
    earlier: tuple[_Noted, ...]
    """What an earlier building left and nobody could take away yet."""
    now: list[_Noted] = field(default_factory=list)

    def add(self, package_id: UUID, place: Path) -> None:
        """A package is about to be written there: on the disk before this returns."""
        self.now.append((str(package_id), str(place)))
        _write(self.path, (*self.earlier, *self.now))


@contextmanager
def noted(folder: Path) -> Iterator[Note]:
    """While packages of the workspace in `folder` are built: gone once they are entered, or taken away again."""
    path = folder / ARCHIVE / NOTE
    note = Note(path, _read(path))
    try:
        yield note
    finally:  # a kill leaves the note
        if note.now:
            _write(path, note.earlier)


def finish_building(workspace: "Workspace") -> None:
    """Take away what a building that was cut short left (dọn hồ sơ lập dở): asked once after an opening."""
    path = workspace.folder / ARCHIVE / NOTE
    for half in path.parent.glob(".*.json.*.new"):  # a note that was not written to its end
        half.unlink()
    if workspace.findings or not (noted := _read(path)):
        return
    with workspace.reading() as look:
        wanted, entered = _not_entered(look, noted), {one.place for one in queries.packages(look)}
    for package_id, place in wanted:
        _take_away(Path(place), package_id)
    _write(path, [one for one in wanted if _may_be_left(Path(one[1]), is_entered=one[1] in entered)])


def finish_restoring(workspace: "Workspace") -> None:
    """Destroy what a restoring that was cut short left of sealed records: asked once after an opening."""
    for part in workspace.sealed.glob(".*.part"):
        destroy(part)


def left_over(unit: Unit, folder: Path) -> tuple[str, ...]:
    """Step: places where a building that was cut short left something, or may have: the medium is not here."""
    return tuple(dict.fromkeys(place for _, place in _not_entered(unit, _read(folder / ARCHIVE / NOTE))))


def _not_entered(unit: Unit, noted: Sequence[_Noted]) -> list[_Noted]:
    known = {str(one.id) for one in queries.packages(unit)}
    return [one for one in noted if one[0] not in known]


def _take_away(place: Path, package_id: str) -> None:
    """What is half written has a name of its own; what is whole says which package it is."""
    part, packed = place.with_name(f".{place.name}.part"), place.with_name(f"{place.name}.zip")
    for whole, aside in ((place, part), (packed, place.with_name(f".{packed.name}.part"))):
        _remove(aside)
        if _id_of(whole) == package_id:
            whole.replace(aside)  # a kill from now on leaves what is taken away all the same
            _remove(aside)
    for written in place.parent.glob(f".{escape(packed.name)}.age.*.new"):
        _remove(written)


def _may_be_left(place: Path, *, is_entered: bool) -> bool:
    """Whether something may be left: its folder is not here, or it cannot be told whose it is."""
    if not place.parent.is_dir():
        return True
    wholes = (place, place.with_name(f"{place.name}.zip"))
    encrypted = place.with_name(f"{place.name}.zip.age").exists() and not is_entered
    return encrypted or any(one.exists() and _id_of(one) is None for one in wholes)


def _id_of(place: Path) -> str | None:
    """Which package it says it is; nothing where it cannot be read: it stays, and is named."""
    try:
        with source_at(place) as source:
            return str(read_description(read_whole(source, PACKAGE)).id)
    except (Malformed, KeyError, *UNREADABLE):
        return None


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _read(path: Path) -> tuple[_Noted, ...]:
    try:
        return tuple((str(package_id), str(place)) for package_id, place in json.loads(path.read_bytes()))
    except FileNotFoundError:
        return ()


def _write(path: Path, noted: Sequence[_Noted]) -> None:
    if noted:
        files.write(path, json.dumps(noted, ensure_ascii=False).encode())
    else:
        path.unlink(missing_ok=True)
