"""Where a package lies (nơi đặt hồ sơ): a folder or a zip, read the same way, its names looked at before its files."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol, cast

from congress.archive.bags import DECLARATION
from congress.archive.covering import holds_more
from congress.errors import Finding, Malformed

LONGEST_TAG_FILE = 256 * 1024 * 1024
"""Bytes of a file that is read whole; a manifest of a million files has half."""
MOST_FILES = 1_000_000
UNREADABLE = (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
"""What reading a file on a failing medium, or out of a damaged zip, raises."""


class Source(Protocol):
    """A package's files."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """Every file by its path below the package, and its bytes."""

    @property
    def oddities(self) -> tuple[Finding, ...]:
        """What stands there and is no plain file."""

    def opened(self, name: str) -> BinaryIO:
        """A file, to be read once."""


class Folder:
    """A package as a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sizes: dict[str, int] = {}
        odd: list[Finding] = []
        for path in _below(folder, odd):
            name = path.relative_to(folder).as_posix()
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                self.sizes[name] = found.st_size
            else:
                odd.append(Finding(name, "package-no-plain-file"))
        self.oddities = tuple(odd)

    def opened(self, name: str) -> BinaryIO:
        """A file, to be read once."""
        return (self.folder / name).open("rb", buffering=0)  # blocks are large as they are


class Zip:
    """A package as a zip: all in one folder, named once."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        files = [one for one in archive.infolist() if not one.is_dir()]
        tops = {one.filename.partition("/")[0] for one in files}
        self._top = f"{tops.pop()}/" if len(tops) == 1 and all("/" in one.filename for one in files) else ""
        odd: list[Finding] = []
        self.sizes: dict[str, int] = {}
        for one in files:
            name = one.filename.removeprefix(self._top)
            kind = stat.S_IFMT(one.external_attr >> 16)
            renamed = one.orig_filename != one.filename  # cut at a NUL: another program takes it for another file
            if name in self.sizes or one.flag_bits & 1 or renamed or kind not in {0, stat.S_IFREG}:
                odd.append(Finding(one.filename, "package-no-plain-file"))
            self.sizes[name] = one.file_size
        above = {f"{parent.as_posix()}/" for one in files for parent in PurePosixPath(one.filename).parents}
        for one in archive.infolist():
            if one.is_dir() and (one.file_size or one.orig_filename not in above):
                odd.append(Finding(one.filename, "package-no-plain-file"))
        self.oddities = tuple(odd)

    def opened(self, name: str) -> BinaryIO:
        """A file, to be read once."""
        return cast(BinaryIO, self._archive.open(self._top + name))


@contextmanager
def source_at(place: Path) -> Iterator[Source]:
    """The package in a folder or a zip; raises Malformed where there is none."""
    if place.is_dir():
        if not (place / DECLARATION).is_file():
            raise Malformed([Finding(str(place), "package-not-there")])
        yield Folder(place)
        return
    try:
        with zipfile.ZipFile(place) as archive:
            if len(archive.infolist()) > MOST_FILES:
                raise Malformed([Finding(str(place), "package-too-many-files", {"most": MOST_FILES})])
            source = Zip(archive)
            with place.open("rb") as file:
                if holds_more(file, archive):
                    source.oddities = (*source.oddities, Finding(place.name, "package-zip-more"))
            yield source
    except FileNotFoundError:
        raise Malformed([Finding(str(place), "file-missing")]) from None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise Malformed([Finding(str(place), "package-zip-unreadable")]) from error
    except OSError as error:
        raise Malformed([Finding(str(place), "file-unreadable", {"reason": error.strerror or str(error)})]) from error


def read_whole(source: Source, name: str) -> bytes:
    """A file of the package that is read whole; raises Malformed for one too long."""
    if source.sizes[name] > LONGEST_TAG_FILE:
        raise Malformed([Finding(name, "file-too-large", {"limit_mib": LONGEST_TAG_FILE // 1024**2})])
    with source.opened(name) as file:
        data = file.read(LONGEST_TAG_FILE + 1)
    if len(data) != source.sizes[name]:
        raise Malformed([Finding(name, "package-file-cut-off")])
    return data


def is_package(place: Path) -> bool:
    """Whether a path looks like a package: a folder with `bagit.txt`, or a zip with it at its top."""
    if place.is_dir():
        return (place / DECLARATION).is_file()
    try:
        with zipfile.ZipFile(place) as archive:
            return any(name.rpartition("/")[2] == DECLARATION and name.count("/") < 2 for name in archive.namelist())
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return False


def packages_below(folder: Path) -> tuple[Path, ...]:
    """Every package in a folder, itself no package: folders and zips, none inside another."""
    found: list[Path] = []
    for here, folders, files in os.walk(folder):
        places = [Path(here) / name for name in sorted(folders)]
        inside = [place for place in places if is_package(place)]
        folders[:] = [name for name in folders if Path(here) / name not in inside]
        zips = [Path(here) / name for name in sorted(files) if name.lower().endswith(".zip")]
        found += [*inside, *(place for place in zips if is_package(place))]
    return tuple(sorted(found))


def _below(folder: Path, odd: list[Finding]) -> Iterator[Path]:
    """Everything below a folder but folders; links are not followed. A folder that nobody can look into, or with
    nothing in it, is no part of a package: what it hides or says, no list has."""

    def unreadable(error: OSError) -> None:
        where = Path(error.filename).relative_to(folder).as_posix()
        odd.append(Finding(where, "file-unreadable", {"reason": error.strerror or str(error)}))

    for here, folders, files in os.walk(folder, onerror=unreadable, followlinks=False):
        if not folders and not files:
            odd.append(Finding(Path(here).relative_to(folder).as_posix(), "package-no-plain-file"))
        for name in (*files, *(one for one in folders if (Path(here) / one).is_symlink())):
            yield Path(here) / name
