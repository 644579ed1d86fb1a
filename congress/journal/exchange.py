"""The journal (trao đổi nhật ký) leaves whole and comes back as it was: a chain with gaps proves nothing."""

import json
from collections.abc import Iterator
from dataclasses import replace

from congress.chapters import Retention, Rows, TableChapter
from congress.errors import Finding
from congress.journal import queries, rules
from congress.journal.rows import JournalRow
from congress.journal.values import StoredEntry
from congress.store.tables import Kept, Row
from congress.store.unit import Unit
from congress.text import canonical_json


def _unbroken(unit: Unit, rows: Rows) -> Iterator[Finding]:
    """Every stream is chained from its first entry on; no file writes on the one that this laptop writes itself."""
    streams: dict[str, list[StoredEntry]] = {}
    for row in rows["journal_entry"]:
        streams.setdefault(row.values["stream"], []).append(_stored(row))
    for stream, entries in streams.items():
        yield from rules.walk(entries, stream=stream, hashes={})
        here = queries.head(unit, stream).number
        if stream == unit.machine and 0 < here < len(entries):
            yield Finding(f"{stream}#{here + 1}", "journal-own-stream", {"stream": stream, "number": here})


def _stored(row: Row) -> StoredEntry:
    tree = json.loads(row.text)
    return StoredEntry(**{**tree, "facts": canonical_json(tree["facts"])})


_JOURNAL = TableChapter(
    name="journal",
    title="Nhật ký các việc đã làm trên phần mềm",
    retention=Retention.PERMANENT,
    tables=(Kept(row=JournalRow),),
    check=_unbroken,
)
CHAPTERS = (_JOURNAL,)


def one_stream(stream: str) -> TableChapter:
    """The journal of one machine alone, from its first entry on."""

    def check(unit: Unit, rows: Rows) -> Iterator[Finding]:
        for row in rows["journal_entry"]:
            if row.values["stream"] != stream:
                yield Finding(row.where, "journal-of-another", {"found": row.values["stream"], "tag": stream})
        # What was once wrong with a head there is named by every walk; it keeps nobody's piles out.
        yield from (one for one in _unbroken(unit, rows) if one.code != "journal-head-noted")

    only = Kept(row=JournalRow, only=lambda values: values["stream"] == stream)
    return replace(_JOURNAL, tables=(only,), check=check)
