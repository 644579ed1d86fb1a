"""The head kept outside the table: truncating the table alone is seen. It may lag the table, never lead it.

A head that the table no longer bears out is kept for good in a second file, so that later deeds do not cover it;
so is the fact that the head itself was gone, or could not be read, while the table had entries.
"""

import json
from pathlib import Path

from congress import jsondoc
from congress.errors import Finding, Malformed
from congress.journal.values import Head
from congress.store.safely import replace_file

NAME = "journal.head"
DISPUTED = "journal.head.disputed"
_FORMAT = "congress-head-file/1"
_LOST = "congress-head-lost/1"


def write(folder: Path, head: Head) -> None:
    """Replace the head file in one step, on the disk before it counts."""
    replace_file(folder / NAME, _told(head).encode())


def read(folder: Path) -> Head | None:
    """The head kept, None where there is no file. A file that cannot be read is a finding, not nothing."""
    data = _bytes(folder / NAME)
    return None if data is None else _head(data, where=NAME)


def dispute(folder: Path, head: Head) -> None:
    """Keep a head that the table does not bear out."""
    _keep(folder, _told(head))


def note_lost(folder: Path, now: Head) -> None:
    """Keep that the head was gone or unreadable (mất đầu nhật ký) while the table reached `now`."""
    document = {"format": _LOST, "stream": now.stream, "number": now.number}
    _keep(folder, json.dumps(document, ensure_ascii=False) + "\n")


def disputed(folder: Path) -> tuple[Head, ...]:
    """Every head that the table once did not bear out."""
    return tuple(_head(line, where=DISPUTED) for line in _lines(folder) if _place_lost(line) is None)


def lost(folder: Path) -> tuple[tuple[str, int], ...]:
    """Stream and number that the table had reached whenever the head was found gone or unreadable."""
    return tuple(place for line in _lines(folder) if (place := _place_lost(line)) is not None)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:  # a folder in its place, a file of somebody else
        raise Malformed([Finding(path.name, "journal-head-unreadable")]) from error


def _lines(folder: Path) -> list[bytes]:
    return (_bytes(folder / DISPUTED) or b"").splitlines()


def _keep(folder: Path, told: str) -> None:
    path, line = folder / DISPUTED, told.encode()
    former = path.read_bytes() if path.exists() else b""
    if line not in former:
        replace_file(path, former + line)


def _place_lost(line: bytes) -> tuple[str, int] | None:
    try:
        tree = jsondoc.load(line, name=DISPUTED).tree
    except Malformed:
        return None
    match tree:
        case {"format": "congress-head-lost/1", "stream": str(stream), "number": int(number)}:
            return stream, number
        case _:
            return None


def _told(head: Head) -> str:
    document = {
        "format": _FORMAT,
        "stream": head.stream,
        "number": head.number,
        "hash": head.hash,
        "statement": head.statement,
    }
    return json.dumps(document, ensure_ascii=False) + "\n"


def _head(data: bytes, *, where: str) -> Head:
    unreadable = Malformed([Finding(where, "journal-head-unreadable")])
    try:
        tree = jsondoc.load(data, name=where).tree
    except Malformed as error:
        raise unreadable from error
    match tree:
        case {
            "format": "congress-head-file/1",
            "stream": str(stream),
            "number": int(number),
            "hash": str(digest),
            "statement": str() | None as statement,
        } if len(digest) == 64 and number >= 0:
            return Head(stream, number, digest, statement)
        case _:
            raise unreadable
