"""Writing a package (ghi hồ sơ): each file hashed on its way, all on the disk, the folder named last."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from congress.archive import bags
from congress.archive.digesting import digests, digests_of
from congress.archive.values import Digests
from congress.errors import Broken, Refused
from congress.store.safely import sync_file, sync_folder

Sign = Callable[[bytes], bytes]


@dataclass(slots=True)
class Bag:
    """A package being written in a folder that has no name yet."""

    folder: Path
    payload: dict[str, Digests] = field(default_factory=dict)

    def put(self, name: str, data: bytes) -> Digests:
        """A file of the payload, `name` with `data/` in front."""
        self._make_room(name)
        _write(self.folder / name, data)
        self.payload[name] = digests_of(data)
        return self.payload[name]

    def bring(self, name: str, source: Path) -> Digests:
        """A copy of a file, hashed while it is read."""
        self._make_room(name)
        target = self.folder / name
        try:
            with source.open("rb", buffering=0) as file, target.open("wb") as copy:
                self.payload[name] = digests(file, into=copy)
                copy.flush()
                os.fsync(copy.fileno())
        except FileNotFoundError as error:
            raise Broken("kept-file-missing", path=str(source)) from error
        return self.payload[name]

    def close(self, *, info: bytes, readme: bytes, authority: bytes, signer: bytes, sign: Sign) -> str:
        """Write the tag files, sign both tag manifests; gives the SHA-256 of the stronger one."""
        tags = {
            bags.DECLARATION: bags.DECLARED,
            bags.INFO: info,
            bags.README: readme,
            bags.AUTHORITY: authority,
            bags.SIGNER: signer,
            bags.MANIFESTS["sha256"]: bags.manifest({name: one.sha256 for name, one in self.payload.items()}),
            bags.MANIFESTS["sha512"]: bags.manifest({name: one.sha512 for name, one in self.payload.items()}),
        }
        found = {name: digests_of(data) for name, data in tags.items()}
        listed = {
            "sha256": bags.manifest({name: one.sha256 for name, one in found.items()}),
            "sha512": bags.manifest({name: one.sha512 for name, one in found.items()}),
        }
        for algorithm, data in listed.items():
            tags[bags.TAG_MANIFESTS[algorithm]] = data
            tags[bags.SIGNATURES[algorithm]] = sign(data)
        for name, data in tags.items():
            _write(self.folder / name, data)
        for folder in (self.folder, *(path for path in self.folder.rglob("*") if path.is_dir())):
            sync_folder(folder)
        return digests_of(listed["sha512"]).sha256

    def _make_room(self, name: str) -> None:
        if name in self.payload:
            raise Broken("package-file-doubled", path=name)
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)


@contextmanager
def written_whole(target: Path) -> Iterator[Bag]:
    """A package that gets its name only once it is whole; gone where that fails."""
    with _named_last(target) as part:
        yield Bag(part)


def copied_whole(source: Path, target: Path) -> None:
    """A package's folder copied to another place, on the medium before this returns, under its name only once whole."""
    with _named_last(target) as part:
        for path in sorted(source.rglob("*")):  # ends at the first that cannot be written, which says why
            written = part / path.relative_to(source)
            written.mkdir() if path.is_dir() else shutil.copyfile(path, written)
        for path in (*sorted(part.rglob("*")), part):
            if path.is_file():
                sync_file(path)
            else:
                sync_folder(path)


@contextmanager
def _named_last(target: Path) -> Iterator[Path]:
    """A folder to fill that gets its name at the end of the block; gone where that fails."""
    part = target.with_name(f".{target.name}.part")
    if target.exists():
        raise Refused("package-place-taken", path=str(target))
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        yield part
        part.rename(target)
        sync_folder(target.parent)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise Refused("package-not-written", path=str(target), detail=error.strerror or "") from error
    except BaseException:  # Ctrl+C too: half a package is none
        shutil.rmtree(part, ignore_errors=True)
        raise


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
