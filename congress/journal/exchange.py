"""The journal (trao đổi nhật ký) leaves whole and comes back as it was: a chain with gaps proves nothing."""

import json
from collections.abc import Iterator

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


CHAPTERS = (
    TableChapter(
        name="journal",
        title="Nhật ký các việc đã làm trên phần mềm",
        retention=Retention.PERMANENT,
        tables=(Kept(row=JournalRow),),
        check=_unbroken,
    ),
)
