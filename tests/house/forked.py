"""One command in a process forked off one that has loaded the suite: what it needs is loaded once a run.

Started from nothing it is by `tests.house.subprocesses.congress`, where the start itself is what is tested.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import tui.house  # loaded before the fork: every table and deed
from tui.cli import main

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload([__name__])
_SECONDS = 60


def congress(
    *arguments: str, folder: Path | None = None, environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run one command as a person would, and give what it wrote."""
    with TemporaryDirectory(prefix="congress-forked-") as place:
        written = Path(place) / "out", Path(place) / "err"
        surroundings = {**os.environ, **(environ or {})}
        run = _FORKS.Process(target=_be_the_command, args=(arguments, written, str(folder or Path.cwd()), surroundings))
        run.start()
        run.join(_SECONDS)
        if run.exitcode is None:
            run.kill()
            raise subprocess.TimeoutExpired(arguments, _SECONDS)
        out, err = (path.read_text(encoding="utf-8") for path in written)
        return subprocess.CompletedProcess(arguments, run.exitcode, out, err)


def _be_the_command(
    arguments: tuple[str, ...], written: tuple[Path, Path], folder: str, surroundings: Mapping[str, str]
) -> None:
    os.environ.clear()
    os.environ.update(surroundings)
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for stream, path in zip((1, 2), written, strict=True):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), stream)
    take_streams()
    sys.exit(main(arguments))


def take_streams() -> None:
    """Take the descriptors 0, 1 and 2 for this process's streams: the server it was forked off closed its own."""
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        stream = os.fdopen(number, mode, encoding="utf-8")
        for known_as in (name, f"__{name}__"):
            setattr(sys, known_as, stream)
