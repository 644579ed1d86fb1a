"""Tags on readings and conclusions (mã xác thực): made when they are kept, checked at every read."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from ballots.counting import queries, rules
from ballots.counting.values import Conclusion, PileState, Reading
from congress.errors import Broken, Refused
from congress.sealing import mac
from congress.store.safely import replace_file
from congress.store.unit import Unit


def key_file(keys: Path, contest_id: UUID) -> Path:
    """Where the key of a contest's readings is kept; it never leaves this laptop and is destroyed at sealing."""
    return keys / f"readings-{contest_id}.key"


def make_key(keys: Path, contest_id: UUID) -> None:
    """A new key for a contest, unless it has one: a desk opened twice must not lose its readings."""
    path = key_file(keys, contest_id)
    if not path.exists():
        replace_file(path, mac.new_key(), private=True)


def key_of(unit: Unit, contest_id: UUID) -> bytes:
    """The key of a contest's readings."""
    if unit.keys is None:
        raise Broken("readings-key-missing", contest=str(contest_id))
    try:
        return key_file(unit.keys, contest_id).read_bytes()
    except OSError as error:
        raise Broken("readings-key-missing", contest=str(contest_id)) from error


def checked_readings(pile: queries.StoredPile, held: Iterable[queries.Tagged], *, key: bytes) -> tuple[Reading, ...]:
    """Every reading of a pile, each as it was kept; an altered, missing or added one is refused by its place."""
    readings = []
    for tagged in held:
        if not mac.holds(key, rules.reading_bytes(tagged.value), tagged.mac):
            raise Refused("reading-altered", pile=pile.number, position=tagged.value.position)
        readings.append(tagged.value)
    _check_versions(pile.number, readings)
    if pile.state is PileState.CLOSED and not _is_as_closed(pile, readings, key):
        raise Refused("pile-altered", pile=pile.number)
    return tuple(readings)


def _is_as_closed(pile: queries.StoredPile, readings: list[Reading], key: bytes) -> bool:
    if pile.salt is None or pile.digest is None or pile.mac is None:
        return False
    if not mac.holds(key, rules.pile_bytes(pile.id, pile.digest), pile.mac):
        return False
    return rules.pile_digest(pile.salt, readings) == pile.digest


def _check_versions(number: int, readings: list[Reading]) -> None:
    """Versions run from 1 without gaps at each position, positions from 1 without gaps in the pile."""
    seen: dict[int, int] = {}
    for reading in readings:
        if reading.version != seen.get(reading.position, 0) + 1:
            raise Refused("reading-missing", pile=number, position=reading.position)
        seen[reading.position] = reading.version
    for expected, position in enumerate(seen, start=1):
        if position != expected:
            raise Refused("reading-missing", pile=number, position=expected)


def checked_conclusions(unit: Unit, contest_id: UUID, *, key: bytes) -> dict[tuple[UUID, int], Conclusion]:
    """The newest conclusion on each paper, each as it was kept."""
    held: dict[tuple[UUID, int], Conclusion] = {}
    try:
        kept = queries.conclusions(unit, contest_id)
    except (ValueError, TypeError, LookupError) as error:  # a line that this program cannot have written
        raise Refused("conclusion-altered") from error
    for conclusion, tag in kept:
        if not mac.holds(key, rules.conclusion_bytes(contest_id, conclusion), tag):
            raise Refused("conclusion-altered")
        place = conclusion.pile_id, conclusion.position
        if place not in held or held[place].version < conclusion.version:
            held[place] = conclusion
    return held
