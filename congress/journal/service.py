"""Appending to and verifying the journal: steps of every deed."""

from collections.abc import Iterable
from dataclasses import replace

from congress.errors import Broken, Finding
from congress.journal import guards, queries, rules
from congress.journal.values import Head, JournalEntry
from congress.store.unit import Unit


def append(unit: Unit, *, stream: str, event: str, actor: str, second: str | None, reason: str | None) -> Head:
    """Step: write the unit's entry at the end of the stream and return the new head."""
    entry = unit.entry
    if entry is None:
        raise Broken("entry-missing", deed=event)
    last = queries.head(unit, stream)
    drawn = JournalEntry(
        stream=stream,
        number=last.number + 1,
        at=unit.now,
        event=event,
        actor=actor,
        second=second,
        machine=unit.machine,
        scope_id=entry.scope_id,
        subject=entry.subject,
        reason=reason,
        facts=rules.kept_facts(entry.facts),
        previous=last.hash,
        hash="",
    )
    chained = replace(drawn, hash=rules.entry_hash(drawn))
    queries.append(unit, chained)
    return Head(stream, chained.number, chained.hash)


def verify(unit: Unit, *, heads: Iterable[Head] = ()) -> tuple[Finding, ...]:
    """Step: walk every stream; compare with heads kept outside the table. Empty means whole."""
    findings = list(guards.missing(queries.guards(unit), embedded=unit.embedded))
    wanted: dict[str, list[Head]] = {}
    for head in heads:
        wanted.setdefault(head.stream, []).append(head)
    for stream in sorted({*queries.streams(unit), *wanted}):
        hashes: dict[int, str] = {}
        findings.extend(rules.walk(queries.stored(unit, stream), stream=stream, hashes=hashes))
        for head in wanted.get(stream, ()):
            findings.extend(rules.against_head(hashes, head))
    return tuple(findings)


def bears_out(unit: Unit, head: Head) -> bool:
    """Step: whether the table holds the entry of a head, without walking the whole."""
    return head.number == 0 or queries.hash_of(unit, head.stream, head.number) == head.hash
