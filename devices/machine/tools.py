"""The system's own programs (công cụ của hệ điều hành): asked with a time-out, never through a shell."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

PATIENCE_S = 5.0
_KEPT = ("PATH", "SYSTEMROOT", "SystemRoot", "TEMP", "TMP", "windir")
"""All that a program of the system is told of our surroundings: no server, no proxy, no language."""


def ask(program: str, *arguments: str, patience_s: float = PATIENCE_S, ends: Sequence[int] | None = (0,)) -> str | None:
    """What a program of the system prints; None where it is missing, takes too long, or ends otherwise.

    `ends` are the return codes that count as an answer; None: every one does.
    """
    found = shutil.which(program)
    if found is None:
        return None
    try:
        said = subprocess.run(
            [found, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience_s,
            env=_surroundings(os.environ),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if ends is not None and said.returncode not in ends:
        return None
    return said.stdout.decode("utf-8", errors="replace")


def _surroundings(environ: Mapping[str, str]) -> dict[str, str]:
    return {"LC_ALL": "C", **{name: environ[name] for name in _KEPT if name in environ}}
