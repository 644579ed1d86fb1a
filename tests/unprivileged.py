"""Doing something as a user without rights (người dùng không có quyền), also where the run itself is root's."""

import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_NOBODY = 65534


def as_somebody_else(act: Callable[[], str]) -> str:
    """What `act` answers in a process of its own; as the user `nobody` where this one is root's."""
    time.strptime("2026", "%Y")  # loads what reading a time needs, while this user may read the interpreter's folder
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        answer: str | None = None
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(_NOBODY)
                os.setuid(_NOBODY)
            answer = act()
        finally:
            with os.fdopen(writes, "w", encoding="utf-8") as told:
                told.write(traceback.format_exc() if answer is None else answer)  # whatever stopped it
            os._exit(0)
    os.close(writes)
    with os.fdopen(reads, encoding="utf-8") as heard:
        answer = heard.read()
    os.waitpid(child, 0)
    return answer


@contextmanager
def public_folder() -> Iterator[Path]:
    """A folder that every user may enter, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="congress-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        for path in (folder, *folder.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)
        shutil.rmtree(folder)
