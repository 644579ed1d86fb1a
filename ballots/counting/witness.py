"""The desk's rows against the journal (đối chiếu với nhật ký): a result stands only on what the deeds wrote.

Readings and conclusions carry tags; what else a result rests on (the list, the electorate, the figures, the piles,
the decisions, totals counted by hand) is compared with the entries that chain it.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

from ballots.contests.values import ContestSheet
from ballots.counting import queries, tags
from ballots.counting.accounting import Explained
from ballots.counting.events import Event
from ballots.counting.figures import FIELD_OF, as_json
from ballots.counting.loading import Loaded, explained_of
from ballots.counting.queries import StoredStep
from ballots.counting.rules import total_bytes
from ballots.counting.values import HandTotal, Held, Step
from ballots.regulations.formats import write_contest
from ballots.regulations.values import ContestFile
from congress.errors import Refused
from congress.journal import queries as journal
from congress.journal.values import JournalEntry
from congress.sealing import mac
from congress.store.unit import Unit
from congress.text import canonical_json

_STEP_OF_DEED = {
    "desk:receive": Step.RECEIVE,
    "desk:card-votes": Step.CARD_VOTES,
    "desk:box-sealed": Step.SEAL_BOX,
    "desk:issued": Step.ISSUE,
    "desk:closed": Step.CLOSE_VOTING,
    "desk:box-opened": Step.OPEN_BOX,
    "desk:reported": Step.REPORT,
    "desk:sorted": Step.SORT,
}
OPENED, BY_HAND, EXPLAINED, DECIDED = "desk:open", "desk:by-hand", "desk:explain", "desk:aliens-decide"
CONCLUDED, SETTLED, RESTARTED = "paper:conclude", "paper:settle", "pile:restart"
COUNTED, TOTALLED, SEALED = "count:open", "hand:total:keep", "contest:seal"


def check_desk(unit: Unit, found: Loaded) -> None:
    """Step: refuse a desk whose rows are not what its deeds wrote into the journal; every difference is named."""
    entries = journal.of_scope(unit, found.stored.machine, found.stored.contest_id)
    if altered := frozenset(_altered(unit, found, entries)):
        raise Refused("desk-altered", held=altered)


def sheet_digest(sheet: ContestSheet) -> str:
    """Hash of all that is locked of a contest when its desk opens; the attendance at the vote comes later."""
    document = {
        "contest": "" if sheet.contest is None else write_contest(ContestFile(sheet.contest, sheet.heading)).decode(),
        "roll": asdict(replace(sheet.roll, present=None)),
        "board": [f"{person.capacity}: {person.name}" for person in sheet.board.people],
    }
    return _digest(document)


def kept_digest(unit: Unit, contest_id: UUID) -> str:
    """Step: hash of what stays of a contest's papers once they are sealed, for the journal."""
    stored = queries.desk(unit, contest_id)
    return _digest(None if stored is None or stored.sealed is None else dict(stored.sealed))


def total_tag(unit: Unit, contest_id: UUID, total: HandTotal, names: int) -> str:
    """Step: the tag of one pile's totals; made with the readings' key, so that nobody guesses totals by it."""
    return mac.mac(tags.key_of(unit, contest_id), total_bytes(contest_id, total, names)).hex()


def _altered(unit: Unit, found: Loaded, entries: tuple[JournalEntry, ...]) -> Iterator[Held]:
    stored = found.stored
    opened = _newest(entries, OPENED)
    if opened.get("contest_sha256") != sheet_digest(found.sheet) or not _is_present(found):
        yield Held.CONTEST
    went = any(entry.event == BY_HAND for entry in entries)
    counted = _newest(entries, COUNTED)
    counts = counted.get("counts", counted.get("count", 0))  # Earlier programs had one count and said its number.
    if opened.get("mode") != str(stored.mode) or went != stored.by_hand or counts != len(found.counts):
        yield Held.WAY
    if _said_figures(entries) != _held_figures(found):
        yield Held.FIGURES
    if _explained(entries) != explained_of(found.steps):
        yield Held.DECISIONS
    sorted_into = found.desk.figures.sorted
    if queries.sorted_piles(unit, stored.contest_id) != (() if sorted_into is None else sorted_into.piles):
        yield Held.PILES
    if stored.sealed is not None:
        if _newest(entries, SEALED).get("kept_sha256") != kept_digest(unit, stored.contest_id):
            yield Held.KEPT
        return
    if _made(entries, CONCLUDED, "concluded") != queries.conclusions_made(unit, stored.contest_id):
        yield Held.CONCLUSIONS
    if _made(entries, SETTLED, "settled") != queries.settlements_made(unit, stored.contest_id):
        yield Held.SETTLEMENTS
    if _said_totals(entries) != {
        total.pile: total_tag(unit, stored.contest_id, total, names) for total, names in found.totals
    }:
        yield Held.TOTALS


def _newest(entries: tuple[JournalEntry, ...], *events: str) -> dict[str, Any]:
    return next((dict(entry.facts) for entry in reversed(entries) if entry.event in events), {})


def _is_present(found: Loaded) -> bool:
    """The attendance is the one at the votes by cards."""
    votes = found.desk.figures.card_votes
    return votes is None or votes.present == found.sheet.roll.present


def _said_figures(entries: tuple[JournalEntry, ...]) -> dict[Step, object]:
    return {_STEP_OF_DEED[one.event]: one.facts.get("figures") for one in entries if one.event in _STEP_OF_DEED}


def _held_figures(found: Loaded) -> dict[Step, object]:
    held = {step: getattr(found.desk.figures, FIELD_OF[step]) for step in _STEP_OF_DEED.values()}
    return {step: as_json(figures) for step, figures in held.items() if figures is not None}


def _explained(entries: tuple[JournalEntry, ...]) -> Explained:
    named = {EXPLAINED: Event.EXPLAINED, DECIDED: Event.ALIENS_DECIDED}
    return explained_of(
        StoredStep(
            event=str(named[entry.event]),
            number=entry.number,
            at=entry.at,
            by=entry.actor,
            second=entry.second,
            reason=entry.reason,
            figures=entry.facts,
            record_id=None,
        )
        for entry in entries
        if entry.event in named
    )


def _made(entries: tuple[JournalEntry, ...], event: str, fact: str) -> object:
    return _newest(entries, event, RESTARTED).get(fact, 0)


def _said_totals(entries: tuple[JournalEntry, ...]) -> dict[object, object]:
    return {entry.facts.get("pile"): entry.facts.get("tag") for entry in entries if entry.event == TOTALLED}


def _digest(document: object) -> str:
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()
