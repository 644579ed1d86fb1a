"""Tags on rows and digests of secret records (mã xác thực, băm có muối): standard library only."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

KEY_BYTES = 32
_SALTED = b"congress-salted/1\n"


def new_key() -> bytes:
    """A random key of 32 bytes (khóa xác thực)."""
    return secrets.token_bytes(KEY_BYTES)


def new_salt() -> bytes:
    """A random salt of 32 bytes (muối), kept with the sealed record so that its digest can be computed again."""
    return secrets.token_bytes(KEY_BYTES)


def mac(key: bytes, data: bytes) -> bytes:
    """HMAC-SHA256 of canonical bytes (mã xác thực của một dòng)."""
    return hmac.new(key, data, hashlib.sha256).digest()


def holds(key: bytes, data: bytes, tag: bytes) -> bool:
    """Whether `tag` is the MAC of `data` (kiểm tra mã xác thực), compared in constant time."""
    return hmac.compare_digest(mac(key, data), tag)


def salted_digest(salt: bytes, items: Iterable[bytes]) -> bytes:
    """SHA-256 of a bag of canonical records (băm có muối): their order does not matter, their number does.

    Every part stands behind its length, so that no two different bags give the same bytes.
    """
    ordered = sorted(items)
    digest = hashlib.sha256(_SALTED + _counted(salt) + len(ordered).to_bytes(8, "big"))
    for item in ordered:
        digest.update(_counted(item))
    return digest.digest()


def _counted(part: bytes) -> bytes:
    return len(part).to_bytes(8, "big") + part
