"""What a machine states over its signature (điều máy ký xác nhận): a journal head, a result; short enough for a QR.

    congress-head/1 1234 <hash> 2026-03-04T09:30:00Z <key> <signature>

Six parts, one blank between: the subject, a number (of the journal entry, or of the result's entry), the
SHA-256 in unpadded base64url (43 characters), the time in UTC to the second, the key's name (11 characters:
the first 8 bytes of the SHA-256 of the public key) and the Ed25519 signature (86 characters) of all that
stands before its blank, in ASCII. At most 197 characters, hence a QR of version 10 at level M.
The key is the machine's, not a person's: it says which machine wrote it, never who decided.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

from congress.errors import Finding, Malformed, Refused
from congress.sealing.values import MachineKey, Stated

_PART = re.compile(
    r"(?P<subject>congress-(?:head|result)/1) (?P<number>0|[1-9][0-9]{0,14}) (?P<digest>[\w-]{43})"
    r" (?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) (?P<key>[\w-]{11}) (?P<signature>[\w-]{86})",
    re.ASCII,
)
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class Subject(StrEnum):
    """What is stated (nội dung xác nhận)."""

    HEAD = "congress-head/1"
    """The journal's head (đầu nhật ký): number and hash of its last entry."""
    RESULT = "congress-result/1"
    """A fixed result (kết quả đã chốt): the journal entry of the fixing and the SHA-256 of the outcome."""


def new_machine_key() -> MachineKey:
    """A new Ed25519 key for this machine in this workspace (khóa của máy)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return machine_key(Ed25519PrivateKey.generate().private_bytes_raw())


def machine_key(private: bytes) -> MachineKey:
    """The machine's key from its 32 stored bytes (đọc khóa của máy)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return MachineKey(private, Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def key_id(public: bytes) -> str:
    """The key's name in a statement (ký hiệu khóa máy), 11 characters."""
    return _text(hashlib.sha256(public).digest()[:8])


def state(key: MachineKey, subject: Subject, *, number: int, digest: bytes, at: datetime) -> str:
    """A signed statement (lời xác nhận của máy) of at most 197 ASCII characters."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if len(digest) != 32 or not 0 <= number < 10**15:
        raise ValueError("a statement holds a SHA-256 and a number of at most 15 digits")
    when = at.astimezone(UTC).strftime(_TIME)
    said = f"{subject.value} {number} {_text(digest)} {when} {key_id(key.public)}"
    signature = Ed25519PrivateKey.from_private_bytes(key.private).sign(said.encode("ascii"))
    return f"{said} {_text(signature)}"


def read_statement(text: str, publics: Sequence[bytes]) -> Stated:
    """What a machine stated (đọc lời xác nhận), its signature checked against the machines known."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    said = _PART.fullmatch(text.strip())
    if said is None:
        raise Malformed([Finding("statement", "statement-unreadable")])
    try:
        digest, signature = _bytes(said["digest"]), _bytes(said["signature"])
        at = datetime.strptime(said["at"], _TIME).replace(tzinfo=UTC)
    except ValueError as error:
        raise Malformed([Finding("statement", "statement-unreadable")]) from error
    public = next((known for known in publics if key_id(known) == said["key"]), None)
    if public is None:
        raise Refused("statement-key-unknown", key=said["key"])
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text.strip().rpartition(" ")[0].encode())
    except InvalidSignature as error:
        raise Refused("statement-forged", key=said["key"]) from error
    return Stated(Subject(said["subject"]), int(said["number"]), digest, at, said["key"])


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _bytes(text: str) -> bytes:
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _text(data) != text:
        raise ValueError(text)  # stray bits in the last character would be a second spelling
    return data
