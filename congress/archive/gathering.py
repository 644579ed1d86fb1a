"""What goes into a package (thu thập hồ sơ), read at one moment: chapters' entries, papers, exhibits, past events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from congress.archive import queries
from congress.archive.values import EventType, Outcome, PackageEvent
from congress.catalogue.formats import catalogue_lines, results_lines
from congress.catalogue.service import everything
from congress.chapters import Begun, Entry, Exhibit, FileRef, Retention, write_chapters
from congress.documents.queries import documents
from congress.journal.values import Head
from congress.records import queries as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Congress, SecrecyLabel, Term
from congress.workspace import House

ORDER = tuple(SecrecyLabel)
"""From the least to the most."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A workspace at one moment, as far as a package of one retention needs it."""

    retention: Retention
    at: datetime
    head: Head
    terms: tuple[Term, ...]
    congresses: tuple[Congress, ...]
    contests: tuple[Begun, ...]
    entries: tuple[Entry, ...]
    exhibits: tuple[Exhibit, ...]
    papers: Mapping[str, Record]
    """By SHA-256, the oldest of equal ones."""
    events: tuple[PackageEvent, ...]
    catalogue: bytes = b""
    """What can be found in it, for a catalogue elsewhere."""
    results: bytes = b""
    """Its contests' results, for a comparison elsewhere."""
    labels: tuple[SecrecyLabel, ...] = ()
    """Of its documents."""

    @property
    def secrecy(self) -> SecrecyLabel:
        """The highest label of anything inside."""
        labels = [*self.labels, *(one.details.secrecy for one in self.congresses)]
        return max(labels, key=ORDER.index, default=SecrecyLabel.INTERNAL)

    @property
    def sample(self) -> bool:
        """Whether any count in it was made to try things out."""
        return any(not one.official for one in self.contests)


def gather(unit: Unit, house: House, *, head: Head) -> tuple[Gathered, ...]:
    """The permanent part, and the sealed one where a contest is sealed and its record still here."""
    permanent = _part(unit, house, head, _begun(unit, house), Retention.PERMANENT, None)
    sealed = sealed_part(unit, house, head=head)
    return (permanent,) if sealed is None else (permanent, sealed)


def sealed_part(unit: Unit, house: House, *, head: Head) -> Gathered | None:
    """The sealed part alone; None where no contest is sealed, or no record of one is here any more."""
    contests = tuple(one for one in _begun(unit, house) if one.sealed)
    part = _part(unit, house, head, contests, Retention.SEALED, {one.id for one in contests})
    return part if any(isinstance(entry, FileRef) for entry in part.entries) else None


def _begun(unit: Unit, house: House) -> tuple[Begun, ...]:
    return () if house.begun is None else tuple(house.begun(unit))


def _part(
    unit: Unit,
    house: House,
    head: Head,
    contests: tuple[Begun, ...],
    retention: Retention,
    scope: set[UUID] | None,
) -> Gathered:
    permanent = retention is Retention.PERMANENT
    subjects, results = everything(unit, house) if permanent else ((), ())
    return Gathered(
        retention=retention,
        at=unit.now,
        head=head,
        terms=terms.terms(unit),
        congresses=terms.congresses(unit),
        contests=contests,
        entries=write_chapters(unit, house.chapters, scope, retention=retention),
        exhibits=tuple(_exhibits(unit, house)) if permanent else (),
        papers={one.sha256: one for one in reversed(records.all_of(unit))},
        events=tuple(_events(unit)) if permanent else (),
        catalogue=catalogue_lines(subjects) if permanent else b"",
        results=results_lines(results) if permanent else b"",
        labels=tuple(one.details.secrecy for one in documents.documents(unit)) if permanent else (),
    )


def _exhibits(unit: Unit, house: House) -> Iterator[Exhibit]:
    for room in house.exhibits:
        yield from room(unit)


def _events(unit: Unit) -> Iterator[PackageEvent]:
    """When each paper was made or taken in, then what happened to packages, oldest first."""
    for one in records.all_of(unit):
        yield PackageEvent(
            id=one.id,
            package_id=one.id,
            type=EventType.CREATION,
            at=one.at,
            outcome=Outcome.SUCCESS,
            place=one.name,
            by=unit.machine,
            detail={"sha256": one.sha256, "kind": one.kind},
        )
    yield from queries.events(unit)
