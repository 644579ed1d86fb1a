"""Repair of a package from a second copy (phục hồi tệp hỏng): what is not as the signed lists say is replaced.

What a file has to be follows from the package's name, the digest of its signed list, as it was entered here: the list
is taken from whichever place still has it, so a copy that is damaged elsewhere helps too, and a strange one never.
"""

import hashlib
import os
from collections.abc import Callable, Container, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from congress.archive import bags
from congress.archive.digesting import Advance, digests, digests_of
from congress.archive.sources import UNREADABLE, Folder, Source, read_whole, source_at
from congress.archive.values import Package
from congress.errors import Finding, Malformed, Refused
from congress.sealing import detached
from congress.sealing.values import Verdict
from congress.store.safely import sync_folder

STRONG, WEAK = "sha512", "sha256"
_INCOMING, _ASIDE = ".incoming.part", ".damaged-"


@dataclass(frozen=True, slots=True)
class Repaired:
    """What became of a package (kết quả phục hồi)."""

    brought: tuple[str, ...]
    """Replaced by what the copy has."""
    set_aside: tuple[str, ...]
    """Did not belong there."""
    left: tuple[str, ...]
    """Damaged here, and no better in the copy: not touched."""
    aside: Path
    """Where the damaged files are."""


@dataclass(slots=True)
class _Repair:
    package: Package
    place: Path
    copy: Source
    aside: Path
    advance: Advance
    here: Folder = field(init=False)
    tags: dict[str, bytes] = field(default_factory=dict)
    """Each tag file as it has to be."""
    payload: dict[str, str] = field(default_factory=dict)
    """SHA-512 that each file of the payload has to have."""

    def __post_init__(self) -> None:
        self.here = Folder(self.place)
        self._lists()

    def _lists(self) -> None:
        """The lists, wherever they are whole; the signed one first, by its digest."""
        signed, listing = bags.TAG_MANIFESTS[STRONG], bags.MANIFESTS[STRONG]
        self._take(signed, lambda data: hashlib.sha256(data).hexdigest() == self.package.manifest_sha256)
        if signed not in self.tags:
            raise Malformed([Finding(signed, "repair-list-nowhere")])
        for path, due in bags.read_manifest(self.tags[signed], name=signed, algorithm=STRONG).items():
            self._take(path, partial(_has, due))
        if listing not in self.tags:
            raise Malformed([Finding(listing, "repair-list-nowhere")])
        self.payload = bags.read_manifest(self.tags[listing], name=listing, algorithm=STRONG)
        self._weaker()
        if {bags.SIGNER, bags.AUTHORITY} <= self.tags.keys():
            for algorithm, name in bags.TAG_MANIFESTS.items():
                self._take(bags.SIGNATURES[algorithm], partial(self._signs, self.tags.get(name)))

    def _weaker(self) -> None:
        """The other signed list: written anew where all that it lists is there, else one that contradicts nothing."""
        name, due = bags.TAG_MANIFESTS[WEAK], {path: digests_of(data).sha256 for path, data in self.tags.items()}
        due.pop(bags.TAG_MANIFESTS[STRONG])
        if len(due) == len(bags.LISTED):
            self.tags[name] = bags.manifest(due)
        else:
            self._take(name, lambda data: due.items() <= bags.read_manifest(data, name=name, algorithm=WEAK).items())

    def _signs(self, data: bytes | None, signature: bytes) -> bool:
        certificate, authority = self.tags[bags.SIGNER], self.tags[bags.AUTHORITY]
        if data is None:
            return False
        found = detached.check(data, signature, certificate, trust=[authority], at=self.package.built_at)
        return found[0] is Verdict.VERIFIED

    def _take(self, name: str, is_right: Callable[[bytes], bool]) -> None:
        for source in (self.here, self.copy):
            data = _tag(source, name)
            with suppress(Malformed):  # what cannot be read is not right
                if data is not None and is_right(data):
                    self.tags[name] = data
                    return

    def strangers(self) -> tuple[str, ...]:
        """What stands here and belongs to no package, or is no plain file."""
        odd = {one.where for one in self.here.oddities}
        return tuple(sorted(odd | (self.here.sizes.keys() - bags.REQUIRED - self.payload.keys())))

    def wrong(self) -> Iterator[str]:
        """Every file that is missing or not as it has to be."""
        for name in sorted(bags.REQUIRED):
            data = _tag(self.here, name)
            if data is None or data != self.tags.get(name):
                yield name
        for name in sorted(self.payload):
            if not self._is_right(self.here, name):
                yield name

    def is_helped(self, name: str) -> bool:
        """Whether the file can be had as it has to be."""
        return self._is_right(self.copy, name) if name in self.payload else name in self.tags

    def bring(self, name: str) -> None:
        """The file as it has to be in its place, on the disk; what stood there goes aside."""
        part = self.aside / _INCOMING
        self.aside.mkdir(exist_ok=True)
        try:
            with part.open("wb") as file:
                if name in self.payload:
                    with self.copy.opened(name) as given:
                        found = digests(given, into=file, advance=self.advance)
                    if found.sha512 != self.payload[name]:
                        raise Malformed([Finding(name, "repair-copy-no-help")])
                else:
                    file.write(self.tags[name])
                file.flush()
                os.fsync(file.fileno())
            self.set_aside(name)
            target = self.place / name
            target.parent.mkdir(parents=True, exist_ok=True)
            part.rename(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)

    def set_aside(self, name: str) -> None:
        """Out of the package, under the same path; nothing where nothing is."""
        stands, target = self.place / name, self.aside / name
        if os.path.lexists(stands):
            while os.path.lexists(target):  # damaged again since a repair that was broken off
                target = target.with_name(f"{target.name}~")
            target.parent.mkdir(parents=True, exist_ok=True)
            stands.rename(target)
            sync_folder(stands.parent)

    def done_before(self) -> tuple[str, ...]:
        """What a repair that was broken off has set aside."""
        (self.aside / _INCOMING).unlink(missing_ok=True)
        return tuple(sorted(path.relative_to(self.aside).as_posix() for path in _files_below(self.aside)))

    def _is_right(self, source: Source, name: str) -> bool:
        if name not in source.sizes:
            return False
        try:
            with source.opened(name) as file:
                return digests(file, advance=self.advance).sha512 == self.payload[name]
        except UNREADABLE:
            return False


def broken_off(place: Path, *, entered: Container[str]) -> Path | None:
    """Where a repair of the package at `place` that was broken off has set files aside: no entry names the folder."""
    return max((one for one in asides(place) if one.is_dir() and str(one) not in entered), default=None)


def repair(
    package: Package, place: Path, copy: Path, *, at: datetime, advance: Advance, goes_on: Path | None = None
) -> Repaired:
    """Bring every damaged or missing file of the package at `place` from `copy`, a folder or a zip.

    Malformed, and nothing changed, where the copy helps with none of them; each is named. `goes_on`: the folder of a
    repair that was broken off, whose work is counted as done now.
    """
    if not place.is_dir():
        raise Refused("repair-zip" if place.is_file() else "repair-not-there", path=str(place))
    if place.resolve() == copy.resolve():
        raise Refused("repair-from-itself")
    aside = goes_on or place.with_name(f"{place.name}{_ASIDE}{at.astimezone():%Y%m%d-%H%M%S}")
    if goes_on is None and aside.exists():
        raise Refused("package-place-taken", path=str(aside))
    with source_at(copy) as source:
        work = _Repair(package, place, source, aside, advance)
        strangers, wrong = work.strangers(), tuple(work.wrong())
        helped = tuple(name for name in wrong if work.is_helped(name))
        left = tuple(name for name in wrong if name not in helped)
        if not strangers and not wrong and goes_on is None:
            raise Refused("repair-not-needed", path=str(place))
        if not strangers and not helped and left:
            raise Malformed([Finding(name, "repair-copy-no-help") for name in left])
        before = work.done_before()
        try:
            for name in strangers:
                work.set_aside(name)
            for name in helped:
                work.bring(name)
        except OSError as error:
            raise Refused("package-not-written", path=str(place), detail=error.strerror or str(error)) from error
    belong = bags.REQUIRED | work.payload.keys()
    brought = {name for name in (*helped, *before) if name in belong and name not in left}
    odd = {*strangers, *before} - belong
    return Repaired(tuple(sorted(brought)), tuple(sorted(odd)), left, aside)


def _files_below(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())


def asides(place: Path) -> list[Path]:
    """Where the damaged files of the package at `place` are, of every repair."""
    beside = place.parent.iterdir() if place.parent.is_dir() else ()
    return sorted(one for one in beside if one.name.startswith(f"{place.name}{_ASIDE}"))


def _has(sha512: str, data: bytes) -> bool:
    return digests_of(data).sha512 == sha512


def _tag(source: Source, name: str) -> bytes | None:
    """A file that is read whole; nothing where it cannot be."""
    if name not in source.sizes:
        return None
    try:
        return read_whole(source, name)
    except (Malformed, *UNREADABLE):
        return None
