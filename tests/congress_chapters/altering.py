"""Entries as somebody might have altered them (tệp bị sửa), and what reading them says."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from congress.chapters import Entry, Lines, read_chapters
from congress.errors import Malformed
from congress.store.unit import Unit
from congress.text import canonical_json
from congress.workspace import Workspace
from tests.congress_chapters.filling import within
from tui.house import CHAPTERS


class GivenUp(Exception):
    """Nothing of what was read stays."""


def altered(entries: Iterable[Entry], name: str, change: Callable[[bytes], bytes]) -> tuple[Entry, ...]:
    """The entries, the data of one of them changed."""
    return tuple(
        replace(entry, data=change(entry.data)) if isinstance(entry, Lines) and entry.name == name else entry
        for entry in entries
    )


def with_rows(entries: Iterable[Entry], name: str, change: Callable[[list[Any]], object]) -> tuple[Entry, ...]:
    """The entries, the rows of one of them changed in place, its first line put right."""

    def changed(data: bytes) -> bytes:
        header, *rows = (json.loads(line) for line in data.splitlines())
        change(rows)
        header["rows"] = len(rows)
        return encoded([header, *rows])

    return altered(entries, name, changed)


def encoded(trees: Sequence[Any]) -> bytes:
    """Lines of canonical JSON."""
    return "".join(f"{canonical_json(tree)}\n" for tree in trees).encode()


def faults(ws: Workspace, entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """Where and what; empty where everything came in. The workspace stays as it was."""
    found: list[tuple[str, str]] = []

    def read(unit: Unit) -> None:
        try:
            read_chapters(unit, CHAPTERS, entries)
        except Malformed as error:
            found.extend((finding.where, str(finding.code)) for finding in error.findings)
        raise GivenUp

    try:
        within(ws, read)
    except GivenUp:
        return found
    raise AssertionError
