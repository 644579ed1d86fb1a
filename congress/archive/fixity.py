"""Fixity of a package (tính toàn vẹn): what a check found, and what one that was broken off had read."""

import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from congress.archive import bags
from congress.archive.digesting import Advance, silent
from congress.archive.values import Digests, Inspected, Outcome, Package
from congress.archive.verifying import Remembered, inspect
from congress.errors import Finding

BELIEVED = timedelta(days=7)
"""How long what an unfinished check has read is believed: a medium may fail meanwhile."""
FLUSH_S = 1.0
_FORMAT = "congress-fixity/1"
_ABOUT_SIGNERS = frozenset(
    {"no-anchor", "sample", "signer-not-trusted", "signed-outside-validity", "certificate-invalid", "weak-algorithm"}
)
"""What says who made a package, or what it is: nothing of its bytes."""
_ADDED = frozenset({"package-file-unknown", "package-file-not-listed"})


@dataclass(frozen=True, slots=True)
class Fixity:
    """What one check of a known package found (kết quả kiểm tra toàn vẹn)."""

    package: Package
    place: Path
    outcome: Outcome
    findings: tuple[Finding, ...]
    files: int
    size: int
    read: int
    """Bytes read now; the others were read by a check that was broken off."""
    seconds: float

    @property
    def damaged(self) -> tuple[str, ...]:
        """Paths of files that are not as they were, or that do not belong there."""
        return tuple(dict.fromkeys(one.where for one in self.findings))

    def detail(self) -> Mapping[str, object]:
        """As an event keeps it."""
        return {
            "files": self.files,
            "bytes": self.size,
            "read_bytes": self.read,
            "damaged": list(self.damaged),
            "seconds": ceil(self.seconds),
        }


def check(
    package: Package, place: Path, *, trust: Sequence[bytes], advance: Advance = silent, kept: "Kept | None" = None
) -> Fixity:
    """Read a known package and compare every byte with what its signed lists say; Malformed where there is none.

    Whether it is the package that is known here is told by its name, the digest of its signed list: so a package of
    another body, whose authority is not trusted here, keeps its fixity all the same.
    """
    begun = time.monotonic()
    if (place / bags.PAYLOAD).is_dir() and not (place / bags.DECLARATION).is_file():
        gone = (Finding(bags.DECLARATION, "package-file-missing"),)
        return Fixity(package, place, Outcome.FAILURE, gone, package.files, 0, 0, time.monotonic() - begun)
    found = inspect(place, trust=trust, advance=advance, remembered=kept)
    findings = tuple(_of_bytes(package, found))
    size = found.size - (0 if kept is None else kept.spared)
    return Fixity(package, place, _outcome(findings), findings, found.files, found.size, size, time.monotonic() - begun)


def _of_bytes(package: Package, found: Inspected) -> Iterable[Finding]:
    yield from (one for one in found.findings if one.code not in _ABOUT_SIGNERS)
    if found.manifest_sha256 != package.manifest_sha256:
        yield Finding(bags.TAG_MANIFESTS["sha512"], "package-other-manifest")


def _outcome(findings: Sequence[Finding]) -> Outcome:
    """Added files leave the package's own as they were: a warning."""
    if not findings:
        return Outcome.SUCCESS
    return Outcome.WARNING if all(one.code in _ADDED for one in findings) else Outcome.FAILURE


# --- a check that was broken off ---------------------------------------------------------------------------


@dataclass(slots=True)
class Kept(Remembered):
    """What a check has read so far, in a file (tệp nhớ phần đã kiểm), so that the next one goes on.

    Bound to the package's name and its place; a file whose size or time changed is read again. Lines are on the disk
    a second after they were noted; a line that was cut off by a kill is no line.
    """

    path: Path
    package: Package
    place: Path
    now: datetime
    spared: int = 0
    """Bytes that need not be read again."""
    _read: dict[str, tuple[int, int, Digests]] = field(default_factory=dict)
    _lines: list[str] = field(default_factory=list)
    _stamps: dict[str, tuple[int, int]] = field(default_factory=dict)
    _written: float = field(default_factory=time.monotonic)

    def __enter__(self) -> Self:
        self._load()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._flush()

    def known(self, name: str) -> Digests | None:
        """The digests of a file that was read already and has not been touched since."""
        stamp = self._stamp(name)
        if stamp is None:
            return None
        self._stamps[name] = stamp
        size, moment, found = self._read.get(name, (-1, 0, _NONE))
        if (size, moment) != stamp:
            return None
        self.spared += found.size
        return found

    def note(self, name: str, found: Digests) -> None:
        """A file was read; one that was touched meanwhile is not kept."""
        stamp = self._stamp(name)
        if stamp is None or stamp != self._stamps.get(name):
            return
        size, moment = stamp
        line = {"path": name, "size": size, "mtime_ns": moment, "bytes": found.size, "at": self.now.isoformat()}
        self._lines.append(json.dumps({**line, "sha256": found.sha256, "sha512": found.sha512}, ensure_ascii=False))
        if time.monotonic() - self._written >= FLUSH_S:
            self._flush()

    def forget(self) -> None:
        """The check was ended: the next one reads everything."""
        self._lines.clear()
        self.path.unlink(missing_ok=True)

    def _stamp(self, name: str) -> tuple[int, int] | None:
        """Size and time of the file, or of the zip that it is in."""
        try:
            found = (self.place / name if self.place.is_dir() else self.place).stat()
        except OSError:  # reading it will say so
            return None
        return found.st_size, found.st_mtime_ns

    def _bound(self) -> dict[str, str]:
        return {"format": _FORMAT, "manifest_sha256": self.package.manifest_sha256, "place": str(self.place.resolve())}

    def _load(self) -> None:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return
        head, *lines = data[: data.rfind(b"\n") + 1].split(b"\n")
        if _tree(head) != self._bound():
            self.path.unlink()
            return
        os.truncate(self.path, data.rfind(b"\n") + 1)
        for tree in map(_tree, lines):
            if tree is not None and (entry := _entry(tree, now=self.now)) is not None:
                self._read[tree["path"]] = entry

    def _flush(self) -> None:
        if self._lines:
            self.path.parent.mkdir(exist_ok=True)
            with self.path.open("ab") as file:
                if not file.tell():
                    self._lines.insert(0, json.dumps(self._bound(), ensure_ascii=False))
                file.write("".join(f"{line}\n" for line in self._lines).encode())
            self._lines.clear()
        self._written = time.monotonic()


_NONE = Digests("", "", 0)


def _tree(line: bytes) -> dict[str, Any] | None:
    """A line of the file; nothing where it was cut off."""
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _entry(tree: dict[str, Any], *, now: datetime) -> tuple[int, int, Digests] | None:
    """What a line remembers, where it is believed: neither too old nor from days to come."""
    try:
        at = datetime.fromisoformat(tree["at"])
        found = Digests(tree["sha256"], tree["sha512"], tree["bytes"])
        believed = timedelta(0) <= now - at <= BELIEVED
        return (tree["size"], tree["mtime_ns"], found) if believed else None
    except (KeyError, TypeError, ValueError):  # not written by us: read again
        return None
