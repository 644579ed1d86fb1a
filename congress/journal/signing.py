"""The machine's signature under the journal's head (chữ ký của máy): which machine wrote it, never who decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from congress.errors import Finding, Malformed, Refused
from congress.journal.values import Head
from congress.sealing.heads import Subject, machine_key, new_machine_key, read_statement, state
from congress.sealing.values import MachineKey
from congress.store.safely import replace_file

NAME = "machine.key"
CERTIFICATE = "machine.pem"
"""The certificate of that key, where the workspace's authority has issued one."""
_LENGTH = 32


def make_key(keys: Path) -> MachineKey:
    """A new key of this machine in the folder of keys; a former one is kept beside it, its certificate too."""
    for name in (CERTIFICATE, NAME):
        _set_aside(keys, name)
    key = new_machine_key()
    replace_file(keys / NAME, key.private, private=True)
    return key


def _set_aside(keys: Path, name: str) -> None:
    path = keys / name
    if path.exists():
        former = sum(1 for _ in keys.glob(f"{name}.*"))
        path.replace(keys / f"{name}.{former + 1}")


def load_key(keys: Path) -> MachineKey | None:
    """This machine's key, None where it is lost, or another user's to read."""
    try:
        private = (keys / NAME).read_bytes()
    except OSError:
        return None
    return machine_key(private) if len(private) == _LENGTH else None


def is_lost(keys: Path) -> bool:
    """Whether there is no key any more; a folder that this user may not look into is not taken for that."""
    try:
        return len((keys / NAME).read_bytes()) != _LENGTH
    except PermissionError:
        return False
    except OSError:
        return True


def signed(head: Head, key: MachineKey, *, at: datetime) -> Head:
    """The head with this machine's statement of it."""
    digest = bytes.fromhex(head.hash)
    return replace(head, statement=state(key, Subject.HEAD, number=head.number, digest=digest, at=at))


def check(head: Head, publics: Sequence[bytes], *, where: str) -> tuple[Finding, ...]:
    """Whether a machine with one of these keys stated just this head."""
    if head.statement is None:
        return (Finding(where, "journal-head-unsigned", {"number": head.number}),)
    forged = (Finding(where, "journal-head-forged", {"number": head.number}),)
    try:
        stated = read_statement(head.statement, publics)
    except (Refused, Malformed):
        return forged
    same = (stated.subject, stated.number, stated.digest.hex()) == (Subject.HEAD, head.number, head.hash)
    return () if same else forged
