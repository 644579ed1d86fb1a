"""A real terminal for tests (thiết bị đầu cuối giả): a program in a pseudo-terminal, its screen read as a person would.

Nothing here sleeps: what is waited for is awaited from the program's own output.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

ENTER, ESCAPE, BACKSPACE = "\r", "\x1b", "\x7f"
CONGRESS = (sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())")
"""`congress` as this tree has it."""

# Keyboard and mode requests that pyte takes for text.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*\$p|\x1bP[^\x1b]*\x1b\\")
_UNFINISHED = re.compile(rb"\x1b(?:\[[0-9;<>=?]*\$?|P[^\x1b]*(?:\x1b)?)?$")


class Terminal:
    """One program at a terminal of its own."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        folder: Path | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._rest = b""
        self._end, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.program = subprocess.Popen(
            list(command),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environ or {})},
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(theirs)

    def press(self, keys: str | bytes) -> None:
        """Send keys in one write, as an input method does."""
        os.write(self._end, keys.encode() if isinstance(keys, str) else keys)

    def wait_for(self, wanted: str | Callable[[str], bool], *, seconds: float = 20) -> str:
        """Read on until the screen shows `wanted` (or satisfies it); give the screen."""
        limit = time.monotonic() + seconds
        satisfied = (lambda screen: wanted in screen) if isinstance(wanted, str) else wanted
        while not satisfied(self.screen):
            left = limit - time.monotonic()
            if left <= 0 or not self._read(left):
                raise AssertionError(f"the terminal never showed {wanted!r}; it shows:\n{self.screen}")
        return self.screen

    def look(self, *, seconds: float) -> str:
        """Read what comes within so many seconds, whatever it is; give the screen."""
        limit = time.monotonic() + seconds
        while (left := limit - time.monotonic()) > 0 and self._read(left):
            pass
        return self.screen

    def wait_until_it_ends(self, *, seconds: float = 20) -> int:
        """Read on until the program has ended; give its exit code."""
        limit = time.monotonic() + seconds
        while self._read(limit - time.monotonic()):
            pass
        return self.program.wait(max(0.1, limit - time.monotonic()))

    @property
    def screen(self) -> str:
        """What stands on the screen, line by line."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def kill(self) -> None:
        """A power cut for the program: SIGKILL to its whole session."""
        os.killpg(self.program.pid, signal.SIGKILL)
        self.program.wait(10)

    def close(self) -> None:
        """End the program, if it still runs, and let go of the terminal."""
        if self.program.poll() is None:
            self.kill()
        os.close(self._end)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._end], [], [], max(0.0, seconds))
        if not ready:
            return False
        try:
            data = os.read(self._end, 65536)
        except OSError:  # Linux says so when the last program at the other end is gone
            return False
        if not data:
            return False
        data = self._rest + data
        unfinished = _UNFINISHED.search(data)
        cut = unfinished.start() if unfinished else len(data)
        data, self._rest = data[:cut], data[cut:]
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return True
