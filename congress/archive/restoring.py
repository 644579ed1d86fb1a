"""A package back into a workspace (phục hồi từ hồ sơ): verified first, all its rows in one transaction, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from congress.archive.bags import PAYLOAD
from congress.archive.digesting import digests, digests_of
from congress.archive.formats import CATALOGUE, RESULTS
from congress.archive.sources import Source, read_whole, source_at
from congress.archive.values import Inspected
from congress.catalogue.formats import read_catalogue, read_results
from congress.chapters import Entry, Exhibits, FileRef, Lines, read_chapters
from congress.errors import Finding, Malformed
from congress.sealing.values import Verdict
from congress.store.safely import sync_file, sync_folder
from congress.store.unit import Unit
from congress.subjects import ContestResult, Subject
from congress.workspace import House


def check_restorable(inspected: Sequence[Inspected]) -> None:
    """Raise Malformed with all that keeps packages from being read: only what is verified is."""
    unverified = [one for one in inspected if one.verdict is not Verdict.VERIFIED]
    if unverified:
        raise Malformed(
            Finding(f"{one.place}: {found.where}", found.code, found.facts)
            for one in unverified
            for found in one.findings
        )


def take_in(unit: Unit, house: House, inspected: Sequence[Inspected], folder: Path) -> int:
    """Read the packages' rows and files into the workspace in `folder`; gives how many rows came in.

    Raises Malformed with every fault; the unit is given up then, and files that nothing names are swept at the next
    opening. What the restored rows yield is compared with what the packages hold, byte for byte.
    """
    taken = read_chapters(unit, house.chapters, [entry for one in inspected for entry in _entries(one)])
    for one in inspected:
        _bring_files(one, folder)
    differ = [finding for one in inspected for finding in _unlike(unit, house.exhibits, one)]
    if differ:
        raise Malformed(differ)
    return taken


def found_in(one: Inspected) -> tuple[tuple[Subject, ...], tuple[ContestResult, ...]]:
    """What a permanent package says can be found in it, and its contests' results; Malformed where it has neither."""
    listed = one.listed
    with source_at(one.place) as source:
        if not {CATALOGUE, RESULTS} <= listed.keys():
            raise Malformed([Finding(str(one.place), "package-without-catalogue")])
        subjects = read_catalogue(_read(source, CATALOGUE, listed[CATALOGUE]), CATALOGUE)
        return subjects, read_results(_read(source, RESULTS, listed[RESULTS]), RESULTS)


def _entries(one: Inspected) -> Iterator[Entry]:
    assert one.description is not None  # it was verified
    listed = one.listed
    with source_at(one.place) as source:
        for placed in one.description.entries:
            if placed.file is not None:
                yield placed.file
            else:
                yield Lines(placed.entry, _read(source, f"{PAYLOAD}{placed.path}", listed[f"{PAYLOAD}{placed.path}"]))


def _read(source: Source, name: str, sha512: str) -> bytes:
    """A file of the package, still the one that was verified."""
    data = read_whole(source, name)
    if digests_of(data).sha512 != sha512:
        raise Malformed([Finding(name, "package-file-altered")])
    return data


def _bring_files(one: Inspected, folder: Path) -> None:
    """The chapters have found that each file is one of theirs, so its place is, too."""
    assert one.description is not None
    listed = one.listed
    files = [(placed.path, placed.file) for placed in one.description.entries if placed.file is not None]
    with source_at(one.place) as source:
        for path, file in files:
            target = folder / file.path
            if not _is_there(target, listed[f"{PAYLOAD}{path}"]):
                _bring(source, f"{PAYLOAD}{path}", listed[f"{PAYLOAD}{path}"], file, target)


def _is_there(target: Path, sha512: str) -> bool:
    """What lies under the name already is kept where it is the same; a damaged file is put right."""
    if not target.is_file():
        return False
    with target.open("rb", buffering=0) as file:
        return digests(file).sha512 == sha512


def _bring(source: Source, name: str, sha512: str, file: FileRef, target: Path) -> None:
    part = target.with_name(f".{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with source.opened(name) as given, part.open("wb") as copy:
            found = digests(given, into=copy)
        if found.sha512 != sha512 or file.sha256 not in {None, found.sha256}:
            raise Malformed([Finding(name, "package-file-altered")])
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)


def _unlike(unit: Unit, rooms: Iterable[Exhibits], one: Inspected) -> Iterator[Finding]:
    assert one.description is not None
    due = set(one.description.proofs)
    if not due:
        return
    made = {exhibit.name: exhibit.data for room in rooms for exhibit in room(unit)}
    for name in sorted(due):
        data = made.get(name)
        if data is None or digests_of(data).sha512 != one.listed[f"{PAYLOAD}{name}"]:
            yield Finding(f"{one.place}: {PAYLOAD}{name}", "package-yields-other")
