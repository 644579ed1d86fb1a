"""Files encrypted to whoever is to open them (mã hóa cho nơi nhận): the age format, https://age-encryption.org/v1.

A recipient (`age1…`) holds nothing secret; what is encrypted to it only its private half opens (`AGE-SECRET-KEY-1…`),
here or with any other program of the format: `age -d -i khóa.txt -o gói.zip gói.zip.age`. Files of any length are
worked through piece by piece, and what is written is whole or not there at all.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from congress.errors import Finding, Malformed, Refused
from congress.store.safely import replacing

_SECRET = "AGE-SECRET-KEY-"  # noqa: S105  # how every private half begins
_HEADS = (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----")
OTHERS = "No matching keys found"
"""What pyrage says where none of the identities opens the file: it has one class of error for all."""
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Identity:
    """A key pair of an archive (cặp khóa của nơi nhận)."""

    private: str = field(repr=False)
    """`AGE-SECRET-KEY-1…`: whoever has it opens everything that was encrypted to its recipient."""
    recipient: str
    """`age1…`: given to whoever is to encrypt."""


def new_identity() -> Identity:
    """A new key pair (cặp khóa mới); nothing of it is kept anywhere."""
    from pyrage import x25519

    made = x25519.Identity.generate()
    return Identity(str(made), str(made.to_public()))


def identity_file(identity: Identity) -> str:
    """The pair as age's own tools write it: a line that says the recipient, a line with the private half."""
    return f"# public key: {identity.recipient}\n{identity.private}\n"


def read_identities(text: str) -> tuple[str, ...]:
    """The private halves in such a file (đọc tệp khóa): remarks and empty lines left out."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


def check_recipients(recipients: Sequence[str]) -> None:
    """Raise Malformed with every recipient that is none (kiểm tra nơi nhận), before anything is written."""
    if recipients:
        import pyrage

        _parsed(recipients, "recipient", pyrage.x25519.Recipient.from_str)


def encrypt_file(source: Path, target: Path, recipients: Sequence[str]) -> None:
    """Encrypt a file to its recipients (mã hóa tệp), each of whom opens it alone; every bad one is named at once."""
    import pyrage

    keys = _parsed(recipients, "recipient", pyrage.x25519.Recipient.from_str)
    _through(source, target, private=False, work=lambda plain, into: pyrage.encrypt_io(plain, into, keys))


def decrypt_file(source: Path, target: Path, identities: Sequence[str]) -> None:
    """Decrypt a file with whichever of the identities opens it (giải mã tệp); the result is this user's alone.

    Raises Refused("encrypted-for-others") where none does, ("encrypted-altered") for a file cut short or changed.
    """
    import pyrage

    keys = _parsed(identities, "identity", pyrage.x25519.Identity.from_str)
    _check_head(source)

    def decrypt(sealed: _Side, into: _Side) -> None:
        try:
            pyrage.decrypt_io(sealed, into, keys)
        except (pyrage.DecryptError, OSError) as error:  # of a damaged piece pyrage says OSError too
            if sealed.failed or into.failed:
                raise
            code = "encrypted-for-others" if str(error) == OTHERS else "encrypted-altered"
            raise Refused(code, path=str(source)) from error

    _through(source, target, private=True, work=decrypt)


def _parsed(given: Sequence[str], kind: str, parse: Callable[[str], Any]) -> list[Any]:
    """Every key, once; a fault never shows a private half, wherever it was typed."""
    import pyrage

    keys: dict[str, Any] = {}
    faults: list[Finding] = [] if given else [Finding(kind, f"{kind}-missing")]
    for number, text in enumerate(given):
        try:
            keys[text.strip()] = parse(text.strip())
        except (pyrage.RecipientError, pyrage.IdentityError, UnicodeError):
            faults.append(_fault(f"{kind}[{number}]", kind, text.strip()))
    if faults:
        raise Malformed(faults)
    return list(keys.values())


def _fault(where: str, kind: str, text: str) -> Finding:
    if kind == "identity":
        return Finding(where, "identity-wrong")
    if text.upper().startswith(_SECRET):
        return Finding(where, "recipient-is-secret")
    shown = text.encode(errors="replace").decode()[:_LONGEST_SHOWN]
    return Finding(where, "recipient-wrong", {"recipient": shown})


def _check_head(source: Path) -> None:
    with _opened(source) as file:
        head = file.read(max(map(len, _HEADS)))
    if not head.startswith(_HEADS):
        raise Malformed([Finding(str(source), "encrypted-unreadable")])


class _Side:
    """One side of the work: what the disk refuses is kept here, for pyrage makes words of it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.failed: OSError | None = None

    def read(self, size: int = -1) -> bytes:
        with self._kept():
            return self._file.read(size)

    def write(self, data: bytes) -> int:
        with self._kept():
            return self._file.write(data)

    def flush(self) -> None:
        with self._kept():
            self._file.flush()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.failed = error
            raise


def _through(source: Path, target: Path, *, private: bool, work: Callable[[_Side, _Side], None]) -> None:
    import pyrage

    with _opened(source) as read, _written(target, private=private) as written:
        from_, into = _Side(read), _Side(written)
        try:
            work(from_, into)
        except (pyrage.EncryptError, pyrage.DecryptError, OSError):
            if from_.failed is not None:
                raise _not_read(source, from_.failed) from from_.failed
            if into.failed is not None:
                raise into.failed from None  # `_written` says it of every failure to write
            raise


@contextmanager
def _opened(source: Path) -> Iterator[BinaryIO]:
    try:
        with source.open("rb") as file:
            yield file
    except OSError as error:
        raise _not_read(source, error) from error


@contextmanager
def _written(target: Path, *, private: bool) -> Iterator[BinaryIO]:
    try:
        with replacing(target, private=private) as file:
            yield file
    except OSError as error:
        raise Refused("file-not-written", path=str(target), detail=error.strerror or "") from error


def _not_read(source: Path, error: OSError) -> Refused:
    return Refused("file-not-read", path=str(source), detail=error.strerror or "")
