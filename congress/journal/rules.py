"""Chaining and checking entries: pure, so that any other program can do it again from the manual."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from uuid import UUID

from congress.errors import Finding
from congress.journal.values import GENESIS, Head, JournalEntry, StoredEntry
from congress.text import canonical_json

HEAD_NOTED = "journal_head"
"""The fact by which an entry says what was wrong with the head kept outside the table before it."""
_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def entry_hash(entry: JournalEntry) -> str:
    """SHA-256 over the canonical JSON of every field but the hash itself, in hex."""
    document = {
        "stream": entry.stream,
        "number": entry.number,
        "at": _moment(entry.at),
        "event": entry.event,
        "actor": entry.actor,
        "second": entry.second,
        "machine": entry.machine,
        "scope": None if entry.scope_id is None else str(entry.scope_id),
        "subject": entry.subject,
        "reason": entry.reason,
        "facts": dict(entry.facts),
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


def kept_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as they will be read back: what is hashed is what is kept (a number as a key becomes text)."""
    kept: dict[str, object] = json.loads(canonical_json(dict(facts)))
    return kept


def believed(stored: StoredEntry) -> JournalEntry | None:
    """The entry that a line of the table holds; None where it cannot be one that this program wrote."""
    try:
        entry = JournalEntry(
            stream=_text(stored.stream),
            number=_whole(stored.number),
            at=datetime.strptime(_text(stored.at), _MOMENT).replace(tzinfo=UTC),
            event=_text(stored.event),
            actor=_text(stored.actor),
            second=_text_or_none(stored.second),
            machine=_text(stored.machine),
            scope_id=None if stored.scope_id is None else UUID(str(stored.scope_id)),
            subject=_text(stored.subject),
            reason=_text_or_none(stored.reason),
            facts=_facts(_text(stored.facts)),
            previous=_text(stored.previous),
            hash=_text(stored.hash),
        )
        return entry if _moment(entry.at) == stored.at else None
    except (ValueError, TypeError, RecursionError):
        return None


def walk(lines: Iterable[StoredEntry], *, stream: str, hashes: dict[int, str]) -> Iterator[Finding]:
    """Every break in one stream given in order of numbers: removed, reordered, edited or unreadable entries.

    `hashes` is filled with what was found under each number, for comparing with heads.
    """
    expected, previous = 1, GENESIS
    for line in lines:
        entry = believed(line)
        if entry is None:
            yield Finding(f"{stream}#{line.number}", "journal-unreadable", {"number": line.number})
            expected, previous = expected + 1, str(line.hash)
            continue
        hashes[entry.number] = entry.hash
        yield from _links(entry, expected, previous)
        expected, previous = entry.number + 1, entry.hash


def _links(entry: JournalEntry, expected: int, previous: str) -> Iterator[Finding]:
    where = f"{entry.stream}#{entry.number}"
    if entry.number != expected:
        yield Finding(where, "journal-gap", {"expected": expected, "found": entry.number})
    elif entry.previous != previous:
        yield Finding(where, "journal-not-chained", {"number": entry.number})
    if entry_hash(entry) != entry.hash:
        yield Finding(where, "journal-edited", {"number": entry.number})
    if HEAD_NOTED in entry.facts:
        yield Finding(where, "journal-head-noted", {"number": entry.number})


def against_head(hashes: Mapping[int, str], head: Head) -> Iterator[Finding]:
    """What a head kept outside the table, or printed on a paper, says of the stream.

    The head may lag the table (a power cut between the two), never lead it.
    """
    where = f"{head.stream}#{head.number}"
    if head.number == 0:
        return
    found = hashes.get(head.number)
    if found is None:
        yield Finding(where, "journal-truncated", {"number": head.number, "last": max(hashes, default=0)})
    elif not found.startswith(head.hash):
        yield Finding(where, "journal-head-differs", {"number": head.number})


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime(_MOMENT)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # half a surrogate pair is no text
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError
    return value


def _facts(text: str) -> dict[str, object]:
    facts = json.loads(text)
    if not isinstance(facts, dict) or canonical_json(facts) != text:
        raise ValueError
    return facts
