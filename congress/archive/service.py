"""Deeds of the archive (lưu trữ): build packages, take one in; steps for whoever looks at them."""

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from congress.access.keyring import authority_certificate, machine_certificate
from congress.access.registry import One, Pair, deed
from congress.access.service import authorise
from congress.access.values import Authority, Role
from congress.archive import queries, restoring, unfinished
from congress.archive.building import Signed, Wanted, build
from congress.archive.gathering import Gathered, gather
from congress.archive.values import Built, EventType, Inspected, Package
from congress.archive.verifying import inspect
from congress.catalogue.service import take_catalogue
from congress.catalogue.values import Source
from congress.chapters import Retention
from congress.earlier.steps import known_results, take_results
from congress.earlier.values import SourceKind, SourceTold
from congress.errors import Broken, Refused
from congress.journal import queries as journal
from congress.journal.values import Head
from congress.sealing import detached
from congress.sealing.recipients import check_recipients, encrypt_file
from congress.sealing.values import Verdict
from congress.store.safely import sync_file, sync_folder
from congress.store.unit import Unit
from congress.term import holding
from congress.text import fold
from congress.workspace import ARCHIVE

if TYPE_CHECKING:
    from congress.workspace import Workspace

SEALED = ".sealed"
ARCHIVISTS = One(frozenset({Role.ARCHIVIST, Role.SECRETARY, Role.ADMINISTRATOR}))
"""Build packages and check them; an office without an archivist has its secretary or administrator do so."""
TWO_FOR_THE_ARCHIVE = Pair(
    (
        (Role.ARCHIVIST, Role.HEAD),
        (Role.ARCHIVIST, Role.PRESIDIUM),
        (Role.ARCHIVIST, Role.ADMINISTRATOR),
        (Role.ADMINISTRATOR, Role.HEAD),
        (Role.HEAD, Role.PRESIDIUM),
    )
)
"""Restore from a package; remove a sealed part from the laptop."""
BUILD = "archive:build"


@deed(BUILD, who=ARCHIVISTS, title="Term packages built")
def build_packages(
    workspace: "Workspace",
    by: Authority,
    *,
    out: Path | None = None,
    zipped: bool = False,
    recipients: Sequence[str] = (),
) -> tuple[Built, ...]:
    """Build the term's packages (lập hồ sơ nhiệm kỳ): the permanent one, and the sealed part where there is any.

    They go below `out`, or into the workspace's own folder of packages, under the term's name; each is looked at again,
    byte for byte, before it is entered in the journal. `recipients` (age): each package as one file for them, too.
    """
    gathered, signed = gathered_for(workspace, by)
    check_recipients(recipients)
    place = place_for(workspace, out)
    with written(workspace, by, gathered, signed, place=place) as made:
        if zipped or recipients:
            made[:] = [_as_files(one, signed, zipped=zipped, recipients=recipients) for one in made]
        with workspace.unit(by) as unit:
            enter(unit, by, made, head=gathered[0].head)
            unit.record(made[0].description.term, packages=told(made), place=str(place), recipients=list(recipients))
    return tuple(made)


@deed("archive:restore", who=TWO_FOR_THE_ARCHIVE, title="Term package taken back in")
def restore(workspace: "Workspace", by: Authority, *, inspected: Sequence[Inspected]) -> int:
    """Read verified packages into this workspace (phục hồi từ hồ sơ); gives how many rows came in.

    All or nothing. What is here already stays; what contradicts it is refused, every row named.
    """
    by.due_reason()
    restoring.check_restorable(inspected)
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
    with workspace.unit(by) as unit:
        _check_holding(unit, workspace, inspected)
        taken = restoring.take_in(unit, workspace.house, inspected, workspace.folder)
        for one in inspected:
            assert one.description is not None
            if queries.by_manifest(unit, one.manifest_sha256) is None:
                queries.add(unit, _package(one))
            queries.add_event(
                unit, one.description.id, EventType.INGESTION, by=by.first.person, place=str(one.place.absolute())
            )
        unit.record(
            workspace.settings.tag,
            rows=taken,
            packages=[one.manifest_sha256 for one in inspected],
            places=[str(one.place) for one in inspected],
        )
    return taken


@deed("archive:take", who=ARCHIVISTS, title="Package's catalogue taken in")
def take(workspace: "Workspace", by: Authority, *, inspected: Sequence[Inspected], results: bool = False) -> int:
    """Take verified packages' catalogues in (đưa hồ sơ vào mục lục tra cứu), without restoring them.

    `results`: their contests' results, too, for comparing terms. Gives how many packages were not here yet.
    """
    restoring.check_restorable(inspected)
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
    read = [restoring.found_in(one) for one in inspected]
    with workspace.unit(by) as unit:
        _check_holding(unit, workspace, inspected)
        _refuse_own(unit, inspected)
        new = 0
        for one, (subjects, contests) in zip(inspected, read, strict=True):
            said = one.description
            assert said is not None
            source = Source(
                one.manifest_sha256, said.title, said.term, said.body, said.built_at, unit.now, by.first.person
            )
            new += take_catalogue(unit, source, subjects)
            if results:
                told_by = SourceTold(SourceKind.PACKAGE, one.place.name, one.manifest_sha256, by.first.person)
                take_results(unit, contests, source=told_by, known=known_results(unit, workspace))
            if queries.by_manifest(unit, one.manifest_sha256) is None:
                queries.add(unit, _package(one))
            queries.add_event(unit, said.id, EventType.INGESTION, by=by.first.person, place=str(one.place.absolute()))
        unit.record(
            workspace.settings.tag,
            packages=[one.manifest_sha256 for one in inspected],
            places=[str(one.place) for one in inspected],
            results=results,
        )
    return new


def _refuse_own(unit: Unit, inspected: Sequence[Inspected]) -> None:
    """What was built here is found here already: taken in, each thing would be found twice."""
    for one in inspected:
        known = queries.by_manifest(unit, one.manifest_sha256)
        if known is not None and not known.foreign:
            raise Refused("package-built-here", title=known.title)


def anchors(workspace: "Workspace") -> tuple[bytes, ...]:
    """The certificates by which this workspace knows packages: its own authority's."""
    own = authority_certificate(workspace.keys)
    return () if own is None else (own,)


def place_for(workspace: "Workspace", out: Path | None) -> Path:
    """Where packages go, as the register keeps it: it has to mean the same whatever folder one works in."""
    return workspace.folder.absolute() / ARCHIVE if out is None else out.absolute()


def packages_of(unit: Unit) -> tuple[Package, ...]:
    """Step: every package known here, oldest first."""
    return queries.packages(unit)


@contextmanager
def written(
    workspace: "Workspace",
    by: Authority,
    gathered: Sequence[Gathered],
    signed: Signed,
    *,
    place: Path,
    second: Path | None = None,
) -> Iterator[list[Built]]:
    """The packages written below `place` and looked at again; gone where what is done with them fails.

    `second`: where copies of them will be put, so that a kill leaves none unnoted there.
    """
    group, made = uuid4(), list[Built]()
    with unfinished.noted(workspace.folder) as note:
        try:
            with workspace.reading() as look:
                used = {Path(one.place) for one in queries.packages(look)}
            stem = _free_name(place, gathered, used)
            _make(place)
            for part in gathered:
                wanted = _wanted(workspace, by, group, place / f"{stem}{_ending(part)}")
                note.add(wanted.id, wanted.target)
                if second is not None:
                    note.add(wanted.id, second / wanted.target.name)
                made.append(_built(workspace, part, signed, wanted))
            yield made
        except BaseException:  # Ctrl+C too: a package that the journal doesn't name is none
            for one in made:
                shutil.rmtree(one.folder, ignore_errors=True)
                for file in filter(None, (one.zip, one.encrypted)):
                    file.unlink(missing_ok=True)
            raise


def enter(unit: Unit, by: Authority, made: Sequence[Built], *, head: Head) -> None:
    """Step: enter packages that were built of the journal up to `head`, and what was done so far."""
    if journal.head(unit, unit.machine) != head:
        raise Refused("changed-meanwhile")
    for one in made:
        _enter(unit, by, one)


def told(made: Sequence[Built]) -> list[dict[str, object]]:
    """What the journal holds of packages: their names among all packages."""
    return [
        {"id": str(one.description.id), "name": one.folder.name, "manifest_sha256": one.manifest_sha256} for one in made
    ]


def gathered_for(workspace: "Workspace", by: Authority) -> tuple[tuple[Gathered, ...], Signed]:
    """What goes in, by the parts, and what it is signed by; refused where this machine may not hold it."""
    authority, signer = authority_certificate(workspace.keys), machine_certificate(workspace.keys)
    key = workspace.machine_key
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=None)
        if authority is None:
            raise Refused("package-authority-missing")
        if signer is None or key is None:
            raise Refused("package-machine-not-certified")
        head = workspace.stated(journal.head(unit, unit.machine))
        gathered = gather(unit, workspace.house, head=head)
        holding.check(unit, gathered[0].secrecy, gates=workspace.house.gates)
    if not gathered[0].terms:
        raise Refused("package-without-term")
    return gathered, Signed(authority, signer, lambda data: detached.sign(key, data))


def _check_holding(unit: Unit, workspace: "Workspace", inspected: Sequence[Inspected]) -> None:
    """Refuse what this machine may not hold."""
    for one in inspected:
        assert one.description is not None
        holding.check(unit, one.description.secrecy, gates=workspace.house.gates)


def _make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("package-not-written", path=str(place), detail=error.strerror or "") from error


def _wanted(workspace: "Workspace", by: Authority, group: UUID, target: Path) -> Wanted:
    return Wanted(uuid4(), group, target, workspace.folder, by.first.person, workspace.settings.tag)


def _built(workspace: "Workspace", part: Gathered, signed: Signed, wanted: Wanted) -> Built:
    target = wanted.target
    made = build(part, wanted, workspace.house.chapters, signed)
    try:
        _check(target, signed)
    except BaseException:  # Ctrl+C too: what was not looked at is no package
        shutil.rmtree(target, ignore_errors=True)
        raise
    return made


def _check(place: Path, signed: Signed) -> None:
    """What was written is read again from the medium."""
    found = inspect(place, trust=(signed.authority,))
    if found.verdict is not Verdict.VERIFIED:
        wrong = "; ".join(f"{one.where}: {one.code}" for one in found.findings)
        raise Broken("package-not-as-written", path=str(place), detail=wrong)


def _as_files(made: Built, signed: Signed, *, zipped: bool, recipients: Sequence[str]) -> Built:
    """The same package as one file beside its folder, in the clear, for its recipients, or both."""
    plain = _zipped(made, signed)
    if not recipients:
        return replace(made, zip=plain)
    target = plain.with_name(f"{plain.name}.age")
    if target.exists():
        raise Refused("package-place-taken", path=str(target))
    try:
        encrypt_file(plain, target, recipients)
    finally:
        if not zipped:
            plain.unlink()
    return replace(made, zip=plain if zipped else None, encrypted=target)


def _zipped(made: Built, signed: Signed) -> Path:
    target = made.folder.with_name(f"{made.folder.name}.zip")
    part = target.with_name(f".{target.name}.part")
    if target.exists():
        raise Refused("package-place-taken", path=str(target))
    moment = made.description.built_at.timetuple()[:6]
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(made.folder.rglob("*")):
                if path.is_file():
                    name = f"{made.folder.name}/{path.relative_to(made.folder).as_posix()}"
                    _add(archive, path, zipfile.ZipInfo(name, moment))
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise Refused("package-not-written", path=str(target), detail=error.strerror or "") from error
    finally:
        part.unlink(missing_ok=True)
    _check(target, signed)
    return target


def _add(archive: zipfile.ZipFile, path: Path, about: zipfile.ZipInfo) -> None:
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o100644 << 16
    with path.open("rb") as file, archive.open(about, "w", force_zip64=True) as target:
        shutil.copyfileobj(file, target, 1 << 20)


def _free_name(place: Path, gathered: Sequence[Gathered], used: set[Path]) -> str:
    """The newest term's name in plain letters; a number behind it where a package stood or stands there."""
    newest = max(gathered[0].terms, key=lambda term: (term.ends, term.begins))
    stem = "-".join("".join(letter if letter.isalnum() else " " for letter in fold(newest.name)).split()) or "term"
    number, name = 1, stem
    endings = [f"{_ending(part)}{zipped}" for part in gathered for zipped in ("", ".zip")]
    while any(_is_taken(place / f"{name}{ending}", used) for ending in (*endings, SEALED)):
        number += 1
        name = f"{stem}-{number}"
    return name


def _is_taken(target: Path, used: set[Path]) -> bool:
    return target in used or target.exists()


def _ending(part: Gathered) -> str:
    return SEALED if part.retention is Retention.SEALED else ""


def _enter(unit: Unit, by: Authority, made: Built) -> None:
    said = made.description
    queries.add(
        unit,
        Package(
            id=said.id,
            retention=said.retention,
            title=said.title,
            term=said.term,
            place=str(made.folder),
            manifest_sha256=made.manifest_sha256,
            files=made.files,
            kib=_kib(made.size),
            built_at=said.built_at,
            foreign=False,
        ),
    )
    done = [EventType.PACKAGE_CREATION, EventType.FIXITY]
    for kind in [*done, EventType.ENCRYPTION] if made.encrypted else done:
        queries.add_event(unit, said.id, kind, by=by.first.person, place=str(made.folder), detail={"files": made.files})


def _package(one: Inspected) -> Package:
    said = one.description
    assert said is not None
    return Package(
        id=said.id,
        retention=said.retention,
        title=said.title,
        term=said.term,
        place=str(one.place.absolute()),
        manifest_sha256=one.manifest_sha256,
        files=one.files,
        kib=_kib(one.size),
        built_at=said.built_at,
        foreign=True,
    )


def _kib(size: int) -> int:
    return -(-size // 1024)
