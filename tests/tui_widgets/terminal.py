"""A real pseudo-terminal for the app (thiết bị đầu cuối): bytes in as a keyboard sends them, a screen out."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[2]


class Terminal:
    """One program in a terminal of its own; every wait is for what stands on the screen."""

    def __init__(self, process: subprocess.Popen[bytes], descriptor: int, columns: int, rows: int) -> None:
        self.process = process
        self._descriptor = descriptor
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.bells = 0

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def send(self, typed: bytes | str) -> None:
        """Type; one call is one write."""
        os.write(self._descriptor, typed.encode() if isinstance(typed, str) else typed)

    def wait_until(self, holds: Callable[[str], bool], *, seconds: float = 20) -> str:
        """Read until the screen is as wanted."""
        end = time.monotonic() + seconds
        while not holds(self.text):
            if not self.read(until=end):
                raise AssertionError(f"not seen in {seconds} s:\n{self.text}")
        return self.text

    def wait_for(self, wanted: str, *, seconds: float = 20) -> str:
        """Read until this stands on the screen."""
        return self.wait_until(lambda text: wanted in text, seconds=seconds)

    def read(self, *, until: float) -> bool:
        """One read into the screen; false where nothing came in time or the program has ended."""
        ready, _, _ = select.select([self._descriptor], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            return False
        try:
            data = os.read(self._descriptor, 65536)
        except OSError:  # Linux says EIO where the other end was closed
            return False
        self.bells += data.count(b"\x07")
        self._stream.feed(_understood(data))
        return bool(data)


def _understood(data: bytes) -> bytes:
    """Without the two questions that pyte would print: the keyboard protocol and the mode reports."""
    for question in (b"\x1b[>25u", b"\x1b[<u", b"\x1b[?2026$p", b"\x1b[?2048$p"):
        data = data.replace(question, b"")
    return data


@contextmanager
def open_terminal(
    *arguments: str, columns: int = 80, rows: int = 24, environment: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """Run `python arguments` in a terminal of this size; it is ended when the block is left."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={
            **os.environ,
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            **(environment or {}),
        },
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Terminal(process, ours, columns, rows)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
