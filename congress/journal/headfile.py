"""The head kept outside the table: truncating the table alone is seen. It may lag the table, never lead it.

A head that the table no longer bears out is kept for good in a second file, so that later deeds do not cover it.
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


def write(folder: Path, head: Head) -> None:
    """Replace the head file in one step, on the disk before it counts."""
    replace_file(folder / NAME, _told(head).encode())


def read(folder: Path) -> Head | None:
    """The head kept, None where there is no file. A file that cannot be read is a finding, not nothing."""
    path = folder / NAME
    return _head(path.read_bytes(), where=NAME) if path.exists() else None


def dispute(folder: Path, head: Head) -> None:
    """Keep a head that the table does not bear out."""
    path = folder / DISPUTED
    former = path.read_bytes() if path.exists() else b""
    line = _told(head).encode()
    if line not in former:
        replace_file(path, former + line)


def disputed(folder: Path) -> tuple[Head, ...]:
    """Every head that the table once did not bear out."""
    path = folder / DISPUTED
    if not path.exists():
        return ()
    return tuple(_head(line, where=DISPUTED) for line in path.read_bytes().splitlines())


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
