"""Bytes for one machine alone (gửi riêng cho một máy), in memory: what they hold never lies on a disk in the clear.

The format is age's, its recipient the Ed25519 key in the machine's certificate as OpenSSH writes it: one certificate
says both who signed and to whom to encrypt.
"""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from congress.errors import Refused
from congress.sealing.recipients import OTHERS
from congress.sealing.values import MachineKey


def encrypt(plain: bytes, publics: Sequence[bytes]) -> bytes:
    """`plain` for the machines with these public keys (mã hóa), each of which opens it alone."""
    import pyrage

    return bytes(pyrage.encrypt(plain, [pyrage.ssh.Recipient.from_str(_line(public)) for public in publics]))


def decrypt(sealed: bytes, key: MachineKey, *, name: str) -> bytes:
    """What was encrypted to this machine (giải mã); refused where it was for others."""
    import pyrage

    private = Ed25519PrivateKey.from_private_bytes(key.private)
    identity = private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.ssh.Identity.from_buffer(identity)]))
    except (pyrage.DecryptError, OSError) as error:  # of a damaged piece pyrage says OSError too
        raise Refused("encrypted-for-others" if str(error) == OTHERS else "encrypted-altered", path=name) from error


def _line(public: bytes) -> str:
    key = Ed25519PublicKey.from_public_bytes(public)
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode("ascii")
