"""Closing the book (đóng sổ): packages on two media, then the sealed part off the laptop by two people.

Removing is no destroying: QC190 Art. 35 keeps the sealed part for six months, on the medium that goes with the ballots.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.archive import media, papers, queries
from congress.archive.bags import PAYLOAD, TAG_MANIFESTS
from congress.archive.gathering import sealed_part
from congress.archive.repairing import asides
from congress.archive.service import (
    ARCHIVISTS,
    SEALED,
    TWO_FOR_THE_ARCHIVE,
    anchors,
    enter,
    gathered_for,
    place_for,
    told,
    written,
)
from congress.archive.values import Built, EventType, Inspected, Package
from congress.archive.verifying import inspect
from congress.chapters import Begun, FileRef, Retention
from congress.errors import Broken, Malformed, Refused
from congress.journal import queries as journal
from congress.journal.values import JournalEntry
from congress.records import files
from congress.records import service as records
from congress.records.values import KeptFile, Record
from congress.sealing.keys import read_certificate
from congress.sealing.sealed import destroy
from congress.sealing.values import Verdict
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Congress
from congress.upkeep.service import backups_made, destroy_backups
from congress.workspace import ARCHIVE

if TYPE_CHECKING:
    from congress.workspace import Workspace

CLOSE, REMOVE = "archive:book:close", "archive:sealed:remove"
MINUTES, CERTIFICATE = "archive-closing-minutes", "archive-removal-certificate"
UNFINISHED = "removing.json"
"""Beside the packages in the workspace, from the moment the rows are gone until the files are, too."""
HAND_OVER, HAND_OVER_MONTHS = "archive_handover_months", 3
"""The congress's setting: months to the agency's archive; and what holds where nothing was decided."""
Places = tuple[tuple[str, str], ...]
"""Copies, each by its name and place."""


@dataclass(frozen=True, slots=True)
class Closed:
    """What closing yields (kết quả đóng sổ)."""

    packages: tuple[Built, ...]
    copies: tuple[Path, ...]
    """On the second medium, in the same order."""
    minutes: Record


@dataclass(frozen=True, slots=True)
class Removed:
    """What removing yields (kết quả gỡ phần niêm phong)."""

    certificate: Record
    files: int
    """Destroyed on this laptop: sealed records, the sealed package, backups."""
    backups: tuple[str, ...]
    elsewhere: Places
    """Backups outside the workspace, name and place: people destroy them or lock them up."""


@dataclass(frozen=True, slots=True)
class ToGo:
    """What removing would take, shown to people before (phần sẽ gỡ)."""

    copy: Path
    """The whole copy on the second medium that was read again."""
    contests: tuple[str, ...]
    records: int
    """Sealed records in the workspace."""
    packages: tuple[str, ...]
    """Sealed packages on this laptop, by their places."""
    backups: tuple[str, ...]
    elsewhere: Places


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is to go, as it stands."""

    package: Package
    copy: Inspected
    contests: tuple[Begun, ...]
    sealed: tuple[FileRef, ...]
    packages: tuple[Package, ...]
    """Every sealed package that was built here and stands below the workspace, or is the one of the closing."""
    elsewhere: Places
    """Copies that people have to see to: backups and earlier sealed packages at other places."""


def not_sealed(contests: Sequence[Begun]) -> tuple[Begun, ...]:
    """Contests counted in earnest whose papers are not packed yet: the book stays open for them."""
    return tuple(one for one in contests if one.official and not one.sealed)


@deed(CLOSE, who=ARCHIVISTS, title="Book closed, packages on two media")
def close_book(workspace: "Workspace", by: Authority, *, second: Path, out: Path | None = None) -> Closed:
    """Close the book (đóng sổ): build both packages, copy them to a second medium, verify both places.

    Refused while a contest that was counted in earnest is not sealed, or where `second` lies on the same medium.
    """
    gathered, signed = gathered_for(workspace, by)
    if left := not_sealed(gathered[0].contests):
        raise Refused("book-not-sealed", contests=", ".join(one.title for one in left))
    place, second = place_for(workspace, out), second.absolute()
    media.check((workspace.folder, place), second)
    fingerprint = read_certificate(signed.authority).fingerprint
    with workspace.reading() as look:
        months = _hand_over_months(look, gathered[0].congresses)
    with (
        written(workspace, by, gathered, signed, place=place, second=second) as made,
        media.copies(made, second, signed.authority) as put,
    ):
        paper = papers.closing_minutes(gathered[0], made, put, by=by, fingerprint=fingerprint, months=months)
        kept = files.keep_paper(workspace.papers, paper, name="Biên bản đóng sổ, lập hồ sơ nhiệm kỳ.pdf")
        with workspace.unit(by) as unit:
            enter(unit, by, made, head=gathered[0].head)
            for one, copy in zip(made, put, strict=True):
                for kind in (EventType.REPLICATION, EventType.FIXITY):
                    queries.add_event(
                        unit, one.description.id, kind, by=by.first.person, place=str(copy), detail={"files": one.files}
                    )
            record = records.register(unit, kept, kind=MINUTES, scope_id=None)
            unit.record(
                made[0].description.term,
                packages=told(made),
                place=str(place),
                second=str(second),
                minutes_sha256=record.sha256,
            )
    return Closed(tuple(made), tuple(put), record)


@deed(REMOVE, who=TWO_FOR_THE_ARCHIVE, title="Sealed part removed from the laptop")
def remove_sealed(workspace: "Workspace", by: Authority, *, second: Path) -> Removed:
    """Remove the sealed part and its backups from this laptop (gỡ phần niêm phong); totals, minutes, journal stay.

    `second` is the medium with the copy: it is read again, byte for byte, before anything goes. What an SSD's spare
    cells still hold cannot be proven gone, and the certificate says so.
    """
    by.due_reason()
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
        standing = _standing(look, workspace, second.absolute())
        head, at = workspace.stated(journal.head(look, look.machine)), look.now
        congresses = terms.congresses(look)
    own = [path for place in _places(workspace, standing.packages) for path in _files_of(place)]
    backups = tuple(sorted(path.name for path in workspace.backups.iterdir()))
    paper = papers.removal_certificate(
        papers.Removal(
            standing.package,
            standing.copy.place,
            standing.contests,
            tuple(ref.path for ref in standing.sealed),
            backups,
            standing.elsewhere,
            len(standing.packages),
        ),
        by=by,
        head=head,
        at=at,
        congresses=congresses,
        machine=workspace.settings.tag,
    )
    kept = files.keep_paper(workspace.papers, paper, name="Giấy chứng nhận gỡ phần niêm phong khỏi máy.pdf")
    with workspace.unit(by) as unit:
        if journal.head(unit, unit.machine) != head:
            raise Refused("changed-meanwhile")
        media.check_apart(workspace.folder, standing.copy, own)
        record = _let_go(unit, workspace, by, standing, kept)
        _note_unfinished(workspace, standing.packages)
    gone = [path for ref in standing.sealed if (path := workspace.folder / ref.path).exists()]
    named = _swept(workspace, gone, standing.packages)
    return Removed(record, len(gone) + len(own), named, standing.elsewhere)


def finish_removal(workspace: "Workspace") -> None:
    """Finish what was cut short (làm nốt việc dở dang): asked once after a workspace is opened for work.

    Sealed records that no row names any more are swept with those of the results; the sealed packages of a removal
    that did not come to its end go here, and with them backups and what the database's file still has. Any other file
    is left alone, whatever its name: the second medium may be mounted today where the first one was.
    """
    note = workspace.folder / ARCHIVE / UNFINISHED
    if workspace.findings or not note.exists():
        return
    named = json.loads(note.read_bytes())
    with workspace.reading() as look:
        removed = [one for one in queries.packages(look) if one.removed_at is not None and str(one.id) in named]
    if removed:
        _swept(workspace, (), removed)
    else:
        note.unlink()


def to_go(workspace: "Workspace", *, second: Path) -> ToGo:
    """Step: what `remove_sealed` would take, the second copy read again; refused for the same reasons."""
    with workspace.reading() as look:
        standing = _standing(look, workspace, second.absolute())
    return ToGo(
        standing.copy.place,
        tuple(one.title for one in standing.contests),
        len(standing.sealed),
        tuple(one.place for one in standing.packages),
        tuple(sorted(path.name for path in workspace.backups.iterdir())),
        standing.elsewhere,
    )


def last_removal(unit: Unit) -> JournalEntry | None:
    """Step: the newest removal of a sealed part; None before the first."""
    entries = journal.of_event(unit, unit.machine, REMOVE)
    return entries[-1] if entries else None


def copies_elsewhere(unit: Unit, workspace: "Workspace", *, besides: Package | None = None) -> Places:
    """Step: copies with a sealed part that people have to see to: backups and sealed packages at other places."""
    backups = (one for one in backups_made(unit) if Path(one[1]) != workspace.backups)
    packages = (
        (one.title, one.place)
        for one in _sealed_packages(unit, besides=besides)
        if one.foreign or not _is_inside(workspace, _place_of(workspace, one))
    )
    return (*backups, *packages)


def last_closing(unit: Unit) -> JournalEntry | None:
    """Step: the newest closing of the book; None before the first."""
    entries = journal.of_event(unit, unit.machine, CLOSE)
    return entries[-1] if entries else None


def _hand_over_months(unit: Unit, congresses: Sequence[Congress]) -> int:
    """The shortest period that one of the congresses has decided; three months where none has."""
    decided = [terms.settings(unit, one.id).get(HAND_OVER) for one in congresses]
    return min((HAND_OVER_MONTHS if one is None else int(one) for one in decided), default=HAND_OVER_MONTHS)


def _standing(unit: Unit, workspace: "Workspace", second: Path) -> _Standing:
    closing = last_closing(unit)
    if closing is None:
        raise Refused("book-not-closed")
    named: Any = closing.facts.get("packages")
    found = [queries.package(unit, UUID(one["id"])) for one in named]
    sealed = next((one for one in found if one is not None and one.retention is Retention.SEALED), None)
    if sealed is None or sealed.removed_at is not None:
        raise Refused("sealed-part-none")
    place = _place_of(workspace, sealed)
    if not place.exists() and not _is_inside(workspace, place):
        raise Refused("first-copy-missing", path=str(place))
    copy = second / Path(sealed.place).name
    inspected = _verified(workspace, copy, sealed)
    here = sealed_part(unit, workspace.house, head=journal.head(unit, unit.machine))
    if here is None:
        raise Refused("sealed-part-none")
    files_here = tuple(entry for entry in here.entries if isinstance(entry, FileRef))
    _check_held(workspace.folder, files_here, inspected)
    inside = [
        one
        for one in _sealed_packages(unit, besides=sealed)
        if not one.foreign and _is_inside(workspace, _place_of(workspace, one))
    ]
    elsewhere = copies_elsewhere(unit, workspace, besides=sealed)
    return _Standing(sealed, inspected, here.contests, files_here, (sealed, *inside), elsewhere)


def _sealed_packages(unit: Unit, *, besides: Package | None) -> Iterator[Package]:
    """Packages of the sealed part that are not known to be gone."""
    for one in queries.packages(unit):
        is_other = besides is None or one.id != besides.id
        if one.retention is Retention.SEALED and one.removed_at is None and is_other:
            yield one


def _verified(workspace: "Workspace", copy: Path, sealed: Package) -> Inspected:
    """The copy is whole, and it is that package and no other."""
    try:
        found = inspect(copy, trust=anchors(workspace))
    except Malformed as malformed:
        raise Refused("second-copy-missing", path=str(copy)) from malformed
    if found.verdict is not Verdict.VERIFIED or found.manifest_sha256 != sealed.manifest_sha256:
        raise Refused("second-copy-not-whole", path=str(copy), faults=len(found.findings))
    return found


def _check_held(folder: Path, here: Sequence[FileRef], copy: Inspected) -> None:
    """Each file that is to go stands in the copy, byte for byte."""
    assert copy.description is not None
    held = {one.entry: copy.listed.get(f"{PAYLOAD}{one.path}") for one in copy.description.entries}
    lacking = [ref.name for ref in here if held.get(ref.name) != _sha512(folder / ref.path)]
    if lacking:
        raise Refused("second-copy-lacks", files=", ".join(lacking))


def _let_go(unit: Unit, workspace: "Workspace", by: Authority, standing: _Standing, kept: KeptFile) -> Record:
    ids = [one.id for one in standing.contests]
    chapters = [chapter for chapter in workspace.house.chapters if chapter.retention is Retention.SEALED]
    rows = sum(chapter.forget(unit, ids) for chapter in reversed(chapters))
    for one in standing.packages:
        queries.set_removed(unit, one.id)
        queries.add_event(
            unit,
            one.id,
            EventType.DELETION,
            by=by.first.person,
            place=one.place,
            detail={"kept_at": str(standing.copy.place)},
        )
    record = records.register(unit, kept, kind=CERTIFICATE, scope_id=None)
    unit.record(
        standing.package.term,
        package=standing.package.manifest_sha256,
        kept_at=str(standing.copy.place),
        contests=[one.title for one in standing.contests],
        files=[ref.path for ref in standing.sealed],
        rows=rows,
        certificate_sha256=record.sha256,
    )
    return record


def _note_unfinished(workspace: "Workspace", packages: Sequence[Package]) -> None:
    """Which packages' files are to go, for `finish_removal`: written before the rows are gone for good."""
    files.write(workspace.folder / ARCHIVE / UNFINISHED, json.dumps([str(one.id) for one in packages]).encode())


def _swept(workspace: "Workspace", sealed: Sequence[Path], packages: Sequence[Package]) -> tuple[str, ...]:
    """What is to go once its rows are gone: files, backups, the database's free pages, at last the note of it."""
    places = _places(workspace, packages)
    try:
        for path in (*sealed, *(file for place in places for file in _files_of(place))):
            destroy(path)
        for place in places:
            if place.is_dir():
                shutil.rmtree(place.resolve())
            if place.is_symlink():
                place.unlink()
        backups = destroy_backups(workspace.folder)
    except OSError as error:
        detail = error.strerror or str(error)
        raise Refused("removal-not-ended", path=str(error.filename or workspace.folder), detail=detail) from error
    workspace.scrub()
    (workspace.folder / ARCHIVE / UNFINISHED).unlink()
    return backups


def _places(workspace: "Workspace", packages: Sequence[Package]) -> list[Path]:
    """Packages that are to go, what repairs of them set aside, and those whose building was killed."""
    stand = [_place_of(workspace, one) for one in packages]
    return [*stand, *(aside for place in stand for aside in asides(place)), *_half_built(workspace)]


def _is_inside(workspace: "Workspace", place: Path) -> bool:
    return workspace.folder.absolute() in place.absolute().parents


def _place_of(workspace: "Workspace", one: Package) -> Path:
    """Where a package that was built here stands: in the workspace, which may have been moved since, or elsewhere.

    One elsewhere may have the name of one in the workspace; the signed list tells them apart.
    """
    stated = Path(one.place)
    inside = (workspace.folder / ARCHIVE / stated.name).absolute()
    return inside if inside == stated or _is_package(inside, one.manifest_sha256) else stated


def _is_package(folder: Path, manifest_sha256: str) -> bool:
    signed = folder / TAG_MANIFESTS["sha512"]
    return signed.is_file() and hashlib.sha256(signed.read_bytes()).hexdigest() == manifest_sha256


def _files_of(place: Path) -> list[Path]:
    """A package's files where it was built, its zip beside it, in the clear and encrypted."""
    beside = [place, *(place.with_name(f"{place.name}{ending}") for ending in (".zip", ".zip.age"))]
    below = sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else []
    return [*below, *(path for path in beside if path.is_file())]


def _half_built(workspace: "Workspace") -> list[Path]:
    """Sealed packages whose building was killed: they have no name yet, and no register has them."""
    return [path for path in (workspace.folder / ARCHIVE).glob(".*") if SEALED in path.name]


def _sha512(path: Path) -> str:
    if not path.is_file():
        raise Broken("sealed-file-missing", path=str(path))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha512").hexdigest()
