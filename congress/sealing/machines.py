"""What a machine states of itself (máy tự xác nhận): its program, its workspace, its tag, when; short enough for a QR.

    congress-machine/1:<program>:<workspace>:20260304T093000Z:<tag>:<signature>

Six parts, a colon between: the first 24 bytes of the SHA-256 of the program's files and of the workspace's state
(32 characters of base64url each), the time in UTC, the laptop's tag, and the Ed25519 signature (86 characters) of all
that stands before its colon, in UTF-8. A tag of 26 letters of ASCII makes 215 bytes; at most 251 are stated, what a QR
of version 11 at level M holds: 28 mm at 0.4 mm a module. No key is named: it is checked with the certificate of the
machine, which `congress/sealing/detached.py` asks everything that it asks of a package's signature.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from congress.errors import Finding, Malformed, Refused
from congress.sealing.values import MachineKey, Verdict

MOST_BYTES: Final = 251
"""What a QR of version 11 holds at level M."""
_BYTES = 24
_SUBJECT = "congress-machine/1"
_TIME = "%Y%m%dT%H%M%SZ"
_PARTS = re.compile(
    rf"{_SUBJECT}:(?P<program>[\w-]{{32}}):(?P<workspace>[\w-]{{32}}):(?P<at>\d{{8}}T\d{{6}}Z):(?P<tag>[^:\n\r]+)"
    r":(?P<signature>[\w-]{86})"
)
_CACHES = "__pycache__"


@dataclass(frozen=True, slots=True)
class MachineState:
    """What a machine says of itself (trạng thái máy)."""

    program: str
    """Names the program's files, byte for byte."""
    workspace: str
    """Names the workspace's state: its journal's head and its database's schema."""
    tag: str
    at: datetime
    """To the second."""


@dataclass(frozen=True, slots=True)
class MachineChecked:
    """A statement with the verdict on its signature (lời xác nhận đã kiểm tra)."""

    said: MachineState
    verdict: Verdict
    findings: tuple[Finding, ...]


def program_name(roots: Iterable[Path]) -> str:
    """The name of a program's files (mã chương trình): of the SHA-256 of a line `hash  path` each, by path.

    What Python compiles beside them is left out: it is made anew on each laptop.
    """
    lines = sorted(
        f"{path.relative_to(root.parent).as_posix()}  {hashlib.sha256(path.read_bytes()).hexdigest()}\n"
        for root in roots
        for path in root.rglob("*")
        if path.is_file() and _CACHES not in path.parts and path.suffix != ".pyc"
    )
    return _named("".join(lines).encode())


def workspace_name(*, stream: str, number: int, head: str, schema: str) -> str:
    """The name of a workspace's state (mã vùng làm việc): the head of its journal, the schema of its database."""
    return _named(f"congress-workspace/1\n{stream}\n{number}\n{head}\n{schema}\n".encode())


def state_machine(key: MachineKey, state: MachineState) -> str:
    """The machine's signed statement of itself (lời xác nhận của máy)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    when = state.at.astimezone(UTC).strftime(_TIME)
    said = f"{_SUBJECT}:{state.program}:{state.workspace}:{when}:{state.tag}"
    text = f"{said}:{_text(Ed25519PrivateKey.from_private_bytes(key.private).sign(said.encode()))}"
    if len(text.encode()) > MOST_BYTES:
        raise Refused("statement-tag-long", tag=state.tag)
    return text


def check_machine(text: str, certificate: bytes, *, trust: Sequence[bytes]) -> MachineChecked:
    """Whether the machine of this certificate stated it (kiểm tra lời xác nhận), as of the time that it states.

    Line breaks, which a terminal or a reader puts in, are no part of it.
    """
    from congress.sealing import detached

    one_line = "".join(text.splitlines()).strip()
    parts = _PARTS.fullmatch(one_line)
    if parts is None:
        raise _unreadable()
    try:
        signature = base64.urlsafe_b64decode(parts["signature"] + "==")
        at = datetime.strptime(parts["at"], _TIME).replace(tzinfo=UTC)
    except ValueError as error:
        raise _unreadable() from error
    if _text(signature) != parts["signature"]:  # stray bits in the last character would be a second spelling
        raise _unreadable()
    signed = one_line.rpartition(":")[0].encode()
    verdict, findings = detached.check(signed, signature, certificate, trust, at)
    return MachineChecked(MachineState(parts["program"], parts["workspace"], parts["tag"], at), verdict, findings)


def _unreadable() -> Malformed:
    return Malformed([Finding("statement", "statement-unreadable")])


def _named(data: bytes) -> str:
    return _text(hashlib.sha256(data).digest()[:_BYTES])


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
