"""Who works in a folder (người đang mở): one program at a time, and a second one is told which."""

import getpass
import json
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from congress.errors import Refused
from congress.store.safely import replace_file

LOCK = ".lock"
HOLDER = ".holder.json"


@dataclass(frozen=True, slots=True)
class Hold:
    """A folder held by this program until it is let go, or the program ends in whatever way."""

    folder: Path
    lock: FileLock

    def release(self) -> None:
        """Give the folder free; the name of its holder is taken down first. Once free, it may be another's."""
        if not self.lock.is_locked:
            return
        (self.folder / HOLDER).unlink(missing_ok=True)
        self.lock.release()


def hold(folder: Path) -> Hold:
    """Take a folder for this program; refused with the holder's name while another has it.

    The system frees the lock of a program that was killed: what it left behind stops nobody.
    """
    # The app opens a workspace in one thread and closes it in another: the lock is the program's, not a thread's.
    # On a disk that knows no locks (some shares) it is refused: a mere file would outlive a program that was killed.
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as error:
        machine, program, user = _read(folder)
        raise Refused("workspace-in-use", machine=machine, program=program, user=user) from error
    except OSError as error:
        raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error
    try:
        mine = {"machine": platform.node() or "?", "program": os.getpid(), "user": _user()}
        replace_file(folder / HOLDER, json.dumps(mine, ensure_ascii=False).encode())
    except OSError as error:
        lock.release()
        raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error
    return Hold(folder, lock)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # each a system's own way to say that the user has no name
        return "?"


def _read(folder: Path) -> tuple[str, str, str]:
    try:
        document = json.loads((folder / HOLDER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        document = {}
    known = document if isinstance(document, dict) else {}
    return str(known.get("machine", "?")), str(known.get("program", "?")), str(known.get("user", "?"))
