"""Chapters (phần hồ sơ): how a room's rows leave for, and come back from, packages and bundles.

Each room's `exchange.py` offers chapters, the house lists them in an order in which each finds what it points at.
A chapter is kept in one way: what is sealed with the ballots is a chapter of its own, apart from what stays for good.
Nothing here knows how entries are packed, signed or encrypted.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from congress import jsondoc
from congress.errors import Finding, Malformed
from congress.parts import Begun, Entry, Exhibit, FileRef, Lines, Retention, Scope
from congress.store import tables, taking
from congress.store.base import Base
from congress.store.tables import Kept, Row
from congress.store.taking import FOLLOWING
from congress.store.unit import Unit
from congress.text import canonical_json

__all__ = [
    "Begun",
    "BegunContests",
    "Chapter",
    "Entry",
    "Exhibit",
    "Exhibits",
    "FileRef",
    "Lines",
    "Retention",
    "Rows",
    "Scope",
    "TableChapter",
    "read_chapters",
    "write_chapters",
]

_VERSION = re.compile(r"[1-9][0-9]{0,8}")


class Exhibits(Protocol):
    """A room that offers such documents."""

    def __call__(self, unit: Unit) -> Iterable[Exhibit]:
        """Every one of the workspace."""


class BegunContests(Protocol):
    """The room that knows the contests."""

    def __call__(self, unit: Unit) -> Iterable[Begun]:
        """Every contest whose desk was opened."""


class Chapter(Protocol):
    """A part of a room that leaves and comes back as one (phần hồ sơ)."""

    @property
    def name(self) -> str:
        """First part of its entries' names."""

    @property
    def title(self) -> str:
        """In Vietnamese, as a file plan has it."""

    @property
    def retention(self) -> Retention:
        """How long it is kept."""

    def write(self, unit: Unit, scope: Scope) -> tuple[Entry, ...]:
        """Entries of the whole workspace, or of some contests with whatever they stand on."""

    def schemas(self) -> Mapping[str, dict[str, object]]:
        """JSON Schema of a line behind the first, by the name of its entry: for whoever reads without this program."""

    def forget(self, unit: Unit, contests: Collection[UUID]) -> int:
        """Take the rows of some contests out of this workspace: they were handed over. Gives how many."""

    def read(self, unit: Unit, entries: Iterable[Entry]) -> int:
        """Take entries in: rows that are here already stay as they are. Gives how many came in.

        Raises Malformed with every fault; the unit is given up then.
        """


Rows = Mapping[str, tuple[Row, ...]]
"""Rows of a chapter by table."""


def _that_contest(_: Unit, scope: UUID) -> Collection[UUID]:
    return (scope,)


def _no_faults(_: Unit, __: Rows) -> Iterator[Finding]:
    yield from ()


def _no_files(_: Unit, __: Rows) -> Iterable[FileRef]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableChapter:
    """A chapter of tables (phần hồ sơ gồm các bảng), in an order in which links find their rows."""

    name: str
    title: str
    retention: Retention
    tables: tuple[Kept, ...]
    version: int = 1
    """Goes up when the tables' columns change."""
    whole_only: bool = False
    """It leaves with the whole workspace alone: no contest stands on it."""
    left_out: Mapping[type[Base], str] = field(default_factory=dict)
    """Tables of the room that never leave, and why."""
    contests: Callable[[Unit, UUID], Collection[UUID]] = _that_contest
    """The contests whose rows go along with one."""
    check: Callable[[Unit, Rows], Iterator[Finding]] = _no_faults
    """What is wrong with rows that came in, beyond each value by itself."""
    files: Callable[[Unit, Rows], Iterable[FileRef]] = _no_files
    """The files that rows name."""

    def write(self, unit: Unit, scope: Scope) -> tuple[Entry, ...]:
        """Entries of the whole workspace, or of some contests."""
        if self.whole_only and scope is not None:
            return ()
        contests = None if scope is None else {one for contest in scope for one in self.contests(unit, contest)}
        rows = {kept.name: tables.rows_of(unit, kept, contests, entry=self._entry(kept)) for kept in self.tables}
        lines = (Lines(self._entry(kept), self._data(kept, rows[kept.name])) for kept in self.tables)
        return (*lines, *self.files(unit, rows))

    def forget(self, unit: Unit, contests: Collection[UUID]) -> int:
        """Take the rows of some contests out, those that point at others first."""
        return sum(tables.forget(unit, kept, contests) for kept in reversed(self.tables))

    def read(self, unit: Unit, entries: Iterable[Entry]) -> int:
        """Take entries in; raises Malformed with every fault."""
        given = tuple(entries)
        findings = list(self._misplaced(given))
        by_name = {entry.name: entry for entry in given if isinstance(entry, Lines)}
        rows = {
            kept.name: self._parsed(kept, by_name[self._entry(kept)], findings)
            for kept in self.tables
            if self._entry(kept) in by_name
        }
        if not findings:
            findings.extend(self.check(unit, rows))
        if not findings:
            findings.extend(_files_differ(self.files(unit, rows), given))
        if findings:
            raise Malformed(findings)
        taken = sum(taking.take(unit, kept, rows[kept.name], findings) for kept in self.tables)
        if findings:
            raise Malformed(findings)
        return taken

    def schemas(self) -> Mapping[str, dict[str, object]]:
        """JSON Schema of a row's line, by entry."""
        return {self._entry(kept): tables.schema_of(kept, title=self._entry(kept)) for kept in self.tables}

    @property
    def _format(self) -> tuple[str, str]:
        return f"congress-chapter-{self.name}", str(self.version)

    def _entry(self, kept: Kept) -> str:
        return f"{self.name}/{kept.name}.jsonl"

    def _header(self, kept: Kept, rows: int) -> dict[str, object]:
        return {"format": "/".join(self._format), "table": kept.name, "rows": rows}

    def _data(self, kept: Kept, rows: tuple[Row, ...]) -> bytes:
        header = canonical_json(self._header(kept, len(rows)))
        return "".join(f"{line}\n" for line in (header, *(row.text for row in rows))).encode()

    def _misplaced(self, given: tuple[Entry, ...]) -> Iterator[Finding]:
        due = {self._entry(kept) for kept in self.tables}
        found = {entry.name for entry in given if isinstance(entry, Lines)}
        yield from (Finding(name, "part-unknown") for name in sorted(found - due))
        yield from (Finding(name, "part-missing") for name in sorted(due - found))
        times = Counter(entry.name for entry in given)
        yield from (Finding(name, "part-twice") for name, often in times.items() if often > 1)

    def _parsed(self, kept: Kept, entry: Lines, findings: list[Finding]) -> tuple[Row, ...]:
        first, *lines = entry.data.split(b"\n")
        if not lines or lines.pop():
            findings.append(Finding(entry.name, "part-cut-off"))
            return ()
        if fault := self._header_fault(kept, first, len(lines), where=f"{entry.name}:1"):
            findings.append(fault)
            return ()
        rows: list[Row] = []
        for one in tables.parsed(kept, lines, entry=entry.name):
            match one:
                case Row():
                    rows.append(one)
                case Finding():
                    findings.append(one)
        return tuple(rows)

    def _header_fault(self, kept: Kept, line: bytes, rows: int, *, where: str) -> Finding | None:
        due = self._header(kept, rows)
        if line == canonical_json(due).encode():
            return None
        try:
            tree = jsondoc.load(line, name=where).tree
        except Malformed:
            tree = None
        match tree:
            case {"format": str(found)} if self._is_newer(found):
                return Finding(where, "part-newer", {"found": found, "known": self.version})
            case {"rows": int(told)} if tree == {**due, "rows": told}:
                return Finding(where, "part-rows-differ", {"told": told, "found": rows})
            case _:
                return Finding(where, "part-not-of-this-kind", {"due": due["format"], "table": kept.name})

    def _is_newer(self, found: str) -> bool:
        name, _, version = found.rpartition("/")
        return name == self._format[0] and _VERSION.fullmatch(version) is not None and int(version) > self.version


def write_chapters(unit: Unit, chapters: Iterable[Chapter], scope: Scope, *, retention: Retention) -> tuple[Entry, ...]:
    """Entries of every chapter that is kept in one way, of the whole workspace or of some contests."""
    return tuple(
        entry for chapter in chapters if chapter.retention is retention for entry in chapter.write(unit, scope)
    )


def read_chapters(unit: Unit, chapters: Iterable[Chapter], entries: Iterable[Entry]) -> int:
    """Take in every chapter that entries belong to; gives how many rows came in. Raises Malformed with every fault."""
    given: dict[str, list[Entry]] = {}
    for entry in entries:
        given.setdefault(entry.name.partition("/")[0], []).append(entry)
    findings: list[Finding] = []
    taken = 0
    for chapter in chapters:
        own = given.pop(chapter.name, None)
        if own is None:
            continue
        try:
            taken += chapter.read(unit, own)
        except Malformed as error:
            already = bool(findings)
            findings.extend(one for one in error.findings if not (already and one.code in FOLLOWING))
    findings.extend(Finding(entry.name, "part-unknown") for left in given.values() for entry in left)
    if findings:
        raise Malformed(findings)
    return taken


def _files_differ(due: Iterable[FileRef], given: Iterable[Entry]) -> Iterator[Finding]:
    """A file that a row names has to be there as the row has it, and no other."""
    wanted = {ref.name: ref for ref in due}
    found = {entry.name: entry for entry in given if isinstance(entry, FileRef)}
    yield from (Finding(name, "part-missing") for name in sorted(wanted.keys() - found.keys()))
    yield from (Finding(name, "part-unknown") for name in sorted(found.keys() - wanted.keys()))
    for name in sorted(wanted.keys() & found.keys()):
        if wanted[name] != found[name]:
            yield Finding(name, "part-differs")
