"""Steps on results for this room's deeds, for screens and for the rooms above (bước nghiệp vụ)."""

import hashlib
from uuid import UUID

from ballots.results import queries
from ballots.results.values import Corrigendum, Result, ResultState, SealedLine
from congress.errors import Broken, Refused
from congress.journal import queries as journal
from congress.records import queries as record_queries
from congress.records.values import Record
from congress.store.unit import Unit

FIX, OFFICIAL, SEAL = "result:fix", "result:official", "contest:seal"


def result_of(unit: Unit, contest_id: UUID) -> Result | None:
    """Step: the result of a contest as it was fixed; None before. Refused where it is not what the journal says."""
    found = queries.result(unit, contest_id)
    if found is not None:
        _check_unaltered(unit, found)
    return found


def existing(unit: Unit, contest_id: UUID) -> Result:
    """Step: the result of a contest; refused before it is fixed."""
    found = result_of(unit, contest_id)
    if found is None:
        raise Refused("result-not-fixed")
    return found


def as_written(unit: Unit, contest_id: UUID) -> Result:
    """Step: the result as the deed that is being done has left it, its entry not yet in the journal."""
    found = queries.result(unit, contest_id)
    if found is None:
        raise Refused("result-not-fixed")
    return found


def corrigenda_of(unit: Unit, contest_id: UUID) -> tuple[Corrigendum, ...]:
    """Step: the corrigenda of a contest (các đính chính), by number."""
    return queries.corrigenda(unit, contest_id)


def sealed_log(unit: Unit, contest_id: UUID) -> tuple[SealedLine, ...]:
    """Step: what happened to the sealed part of a contest (sổ niêm phong), oldest first."""
    return queries.sealed_events(unit, contest_id)


def record_of(unit: Unit, record_id: UUID) -> Record:
    """Step: a paper that a result names."""
    record = record_queries.by_id(unit, record_id)
    if record is None:
        raise Broken("record-missing", id=str(record_id))
    return record


def _check_unaltered(unit: Unit, found: Result) -> None:
    """Nothing of a fixed result is edited: what the table holds is what the fixing wrote into the journal."""
    fixed = [entry for entry in journal.of_event(unit, found.head.stream, FIX) if entry.scope_id == found.contest_id]
    minutes = record_of(unit, found.minutes_id)
    held = {
        "outcome_sha256": hashlib.sha256(found.outcome_bytes).hexdigest(),
        "record_sha256": found.record_sha256,
        "minutes_sha256": minutes.sha256,
    }
    said = {name: fixed[0].facts.get(name) for name in held} if len(fixed) == 1 else {}
    if said != held or found.outcome_sha256 != held["outcome_sha256"] or not _is_so_far(unit, found):
        raise Refused("result-altered")


def _is_so_far(unit: Unit, found: Result) -> bool:
    """A result is official or sealed only where a deed of two made it so, and by the signatures that deed named."""
    newest = {entry.event: entry.facts for entry in journal.of_scope(unit, found.head.stream, found.contest_id)}
    official, sealed = newest.get(OFFICIAL), newest.get(SEAL)
    basis = None if found.basis is None else str(found.basis)
    if (official is None) != (found.state is ResultState.FIXED) or (sealed is None) != (
        found.state is not ResultState.SEALED
    ):
        return False
    keep_until = None if found.keep_until is None else found.keep_until.isoformat()
    as_official = official is None or (official.get("basis"), official.get("signed_by")) == (
        basis,
        list(found.signed_by),
    )
    return as_official and (sealed is None or sealed.get("keep_until") == keep_until)
