"""Two media (hai vật mang tin): a package's copy stands on another one than the laptop's, and is read again there."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from congress.archive.values import Built, Inspected
from congress.archive.verifying import inspect, payload_of
from congress.archive.writing import copied_whole
from congress.errors import Broken, Malformed, Refused
from congress.sealing.values import Verdict


def check(firsts: Sequence[Path], second: Path) -> None:
    """The second copy stands on another medium: one that fails takes not both with it."""
    if not second.is_dir():
        raise Refused("second-medium-missing", path=str(second))
    for first in firsts:
        there = next(path for path in (first, *first.parents) if path.exists())
        if medium_of(there) == medium_of(second):
            raise Refused("second-medium-same", path=str(second))


def check_apart(folder: Path, copy: Inspected, own: Sequence[Path]) -> None:
    """The copy is still there, on another medium than the workspace, and nothing of what is to go is part of it."""
    try:
        still = payload_of(copy.place)
    except Malformed as malformed:
        raise Refused("second-copy-missing", path=str(copy.place)) from malformed
    if still != (copy.files, copy.size):
        raise Refused("second-copy-missing", path=str(copy.place))
    check([folder], copy.place)
    if any(copy.place.resolve() in path.resolve().parents for path in own):
        raise Refused("second-medium-same", path=str(copy.place))


def medium_of(path: Path) -> int:
    """Which file system a path lies on: its device's number."""
    return path.stat().st_dev


@contextmanager
def copies(made: Sequence[Built], second: Path, authority: bytes) -> Iterator[list[Path]]:
    """Copies of packages on the second medium, read again there; gone where what follows fails."""
    put: list[Path] = []
    try:
        for one in made:
            target = second / one.folder.name
            copied_whole(one.folder, target)
            put.append(target)
            found = inspect(target, trust=(authority,))
            if found.verdict is not Verdict.VERIFIED or found.manifest_sha256 != one.manifest_sha256:
                raise Broken("package-not-as-written", path=str(target), detail=str(len(found.findings)))
        yield put
    except BaseException:  # Ctrl+C too: half a copy is none
        for path in put:
            shutil.rmtree(path, ignore_errors=True)
        raise
