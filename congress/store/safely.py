"""Files that are whole on the disk or not there at all (ghi tệp an toàn), through a power cut too."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4


def replace_file(target: Path, data: bytes, *, private: bool = False) -> None:
    """Put `data` in the place of `target` in one step, on the disk before this returns; raises OSError.

    What stood there stays where anything fails. `private`: nobody but the owner reads it, where the system knows that.
    """
    with replacing(target, private=private) as file:
        file.write(data)


@contextmanager
def replacing(target: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """The same for what is written piece by piece: it takes the place of `target` once the block ends without error."""
    temporary = target.with_name(f".{target.name}.{uuid4().hex[:12]}.new")
    try:
        with os.fdopen(os.open(temporary, _NEW, 0o600 if private else 0o644), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)


def write_compared(target: Path, data: bytes) -> bool:
    """Put `data` on another medium under a name that is free: written beside it, flushed, read back, compared, renamed.

    False where the medium gives back something else; the name is not taken then. Raises OSError. What a pulled stick
    leaves is the part file alone, which the next try replaces.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            _drop_from_memory(file)
        if part.read_bytes() != data:
            return False
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return True


def _drop_from_memory(file: BinaryIO) -> None:
    """What is read next comes from the medium, as far as the system lets a program say so."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def sync_file(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a folder's names are on the disk. Windows does that by itself and opens no folder."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


_NEW = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
