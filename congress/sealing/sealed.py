"""A sealed record (hồ sơ niêm phong): encrypted under a key that is printed once and kept on no laptop.

File: one line of JSON, then 12 bytes of nonce, then the AES-256-GCM ciphertext with its tag.

    {"about":{"contest":"bch","sha256":"…"},"cipher":"AES-256-GCM","format":"congress-sealed/1","key":"1f0c…"}\\n

The line is authenticated with the content, so neither can be exchanged. `key` is the first 8 bytes of the
SHA-256 of the key: a wrong key is told from an altered file, and the envelope can name its file.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from congress.errors import Finding, Malformed, Refused
from congress.sealing.spelling import format_key, parse_key

__all__ = ["Header", "destroy", "format_key", "key_id", "new_key", "open_sealed", "parse_key", "read_header", "seal"]

FORMAT = "congress-sealed/1"
CIPHER = "AES-256-GCM"
_NONCE = 12
_TAG = 16
_LONGEST_LINE = 16 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What a sealed record says in the clear (phần mở của hồ sơ niêm phong)."""

    key_id: str
    about: Mapping[str, str]


def new_key() -> bytes:
    """A random 256-bit key (khóa niêm phong)."""
    return secrets.token_bytes(32)


def key_id(key: bytes) -> str:
    """The key's name (ký hiệu khóa), 16 hexadecimal digits: tells nothing about the key."""
    return hashlib.sha256(b"congress-sealed/1 key\n" + key).hexdigest()[:16]


def seal(plain: bytes, key: bytes, *, about: Mapping[str, str]) -> bytes:
    """`plain` encrypted and bound to `about` (niêm phong hồ sơ): the contest's id, digests known elsewhere.

    `about` can be read by anyone who has the file.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header = {"format": FORMAT, "cipher": CIPHER, "key": key_id(key), "about": dict(about)}
    line = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    if len(line) > _LONGEST_LINE:
        raise ValueError("about is too long")
    nonce = secrets.token_bytes(_NONCE)
    return line + nonce + AESGCM(key).encrypt(nonce, plain, line)


def read_header(data: bytes) -> Header:
    """What the file says without its key (đọc phần mở): not to be believed before it has been opened."""
    line, found, _rest = data[:_LONGEST_LINE].partition(b"\n")
    try:
        header = json.loads(line) if found else None
    except (ValueError, RecursionError):
        header = None
    if (
        not isinstance(header, dict)
        or set(header) != {"format", "cipher", "key", "about"}
        or (header["format"], header["cipher"]) != (FORMAT, CIPHER)
        or not isinstance(header["key"], str)
        or not isinstance(header["about"], dict)
        or not all(isinstance(value, str) for value in header["about"].values())
        or len(data) - len(line) - 1 < _NONCE + _TAG
    ):
        raise Malformed([Finding("sealed", "sealed-unreadable")])
    return Header(header["key"], header["about"])


def open_sealed(data: bytes, key: bytes) -> bytes:
    """The content of a sealed record (mở niêm phong); another key or any altered byte is refused."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    header = read_header(data)
    if header.key_id != key_id(key):
        raise Refused("key-wrong", wanted=header.key_id, given=key_id(key))
    start = data.index(b"\n") + 1
    line, nonce, rest = data[:start], data[start : start + _NONCE], data[start + _NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, rest, line)
    except InvalidTag as error:
        raise Refused("sealed-altered") from error


def destroy(path: Path) -> None:
    """Overwrite a file once, flush it to the medium, remove it (hủy tệp).

    This is all that a program can do, and it is not erasure: an SSD or a memory stick writes the new bytes
    elsewhere and keeps the old ones until it likes, and so do copy-on-write file systems, snapshots and
    backups. What was never written in the clear needs no erasing: keep the record encrypted and destroy the
    key, and have the medium itself destroyed where the decision says so.
    """
    with path.open("r+b") as file:
        size = os.fstat(file.fileno()).st_size
        for start in range(0, size, 1 << 20):
            file.write(secrets.token_bytes(min(1 << 20, size - start)))
        file.flush()
        os.fsync(file.fileno())
        file.truncate(0)
        os.fsync(file.fileno())
    path.unlink()
