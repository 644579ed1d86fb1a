"""Digests of files (mã băm): both at once, from one read, in constant memory."""

import hashlib
from collections.abc import Callable
from typing import BinaryIO

from congress.archive.values import Digests

BLOCK = 1 << 20
"""Bytes read at a time: large enough that hashing, not calling, takes the time."""

Advance = Callable[[int], None]
"""Told how many bytes more were read."""


def silent(_: int) -> None:
    """Nobody looks on."""


class Both:
    """SHA-256 and SHA-512 of what is fed, together."""

    def __init__(self) -> None:
        self._sha256, self._sha512, self._size = hashlib.sha256(), hashlib.sha512(), 0

    def feed(self, block: bytes | memoryview) -> None:
        """Further bytes."""
        self._sha256.update(block)
        self._sha512.update(block)
        self._size += len(block)

    def end(self) -> Digests:
        """The digests of all that was fed."""
        return Digests(self._sha256.hexdigest(), self._sha512.hexdigest(), self._size)


def digests(file: BinaryIO, *, into: BinaryIO | None = None, advance: Advance = silent) -> Digests:
    """Both digests of what is left in `file`, which is copied to `into` on the way."""
    both, room = Both(), bytearray(BLOCK)
    view = memoryview(room)
    while got := file.readinto(room):  # type: ignore[attr-defined]  # every binary file here has it; BinaryIO leaves it out
        both.feed(view[:got])
        if into is not None:
            into.write(view[:got])
        advance(got)
    return both.end()


def digests_of(data: bytes) -> Digests:
    """Both digests of bytes."""
    both = Both()
    both.feed(data)
    return both.end()
