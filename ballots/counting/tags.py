"""Tags on readings and conclusions (mã xác thực): made when they are kept, checked at every read."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from ballots.counting import queries, rules
from ballots.counting.values import Conclusion, PileState, Reading, Settlement, ThirdEntry
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
    check_versions(pile.number, readings)
    if pile.state is PileState.CLOSED and not _is_as_closed(pile, readings, key):
        raise Refused("pile-altered", pile=pile.number)
    return tuple(readings)


def _is_as_closed(pile: queries.StoredPile, readings: list[Reading], key: bytes) -> bool:
    if pile.salt is None or pile.digest is None or pile.mac is None:
        return False
    if not mac.holds(key, rules.pile_bytes(pile.id, pile.digest), pile.mac):
        return False
    return rules.pile_digest(pile.salt, readings) == pile.digest


def check_versions(number: int, readings: Iterable[Reading]) -> None:
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
    return _newest(
        "conclusion-altered",
        lambda: queries.conclusions(unit, contest_id),
        lambda one: mac.holds(key, rules.conclusion_bytes(contest_id, one[0]), one[1]),
    )


def checked_settlements(unit: Unit, contest_id: UUID, *, key: bytes) -> dict[tuple[UUID, int], Settlement]:
    """The newest settlement on each paper, each as it was kept."""
    return _newest(
        "settlement-altered",
        lambda: queries.settlements(unit, contest_id),
        lambda one: mac.holds(key, rules.settlement_bytes(contest_id, one[0]), one[1]),
    )


def checked_thirds(unit: Unit, contest_id: UUID, *, key: bytes) -> dict[tuple[UUID, int], ThirdEntry]:
    """The newest entry of a third person on each paper, each as it was kept."""
    return _newest(
        "settlement-altered",
        lambda: queries.thirds(unit, contest_id),
        lambda one: mac.holds(key, rules.third_bytes(contest_id, one[0]), one[1]),
    )


_OnPaper = TypeVar("_OnPaper", Conclusion, Settlement, ThirdEntry)


def _newest(
    altered: str, read: Callable[[], Iterable[tuple[_OnPaper, bytes]]], holds: Callable[[tuple[_OnPaper, bytes]], bool]
) -> dict[tuple[UUID, int], _OnPaper]:
    held: dict[tuple[UUID, int], _OnPaper] = {}
    try:
        kept = read()
    except (ValueError, TypeError, LookupError) as error:  # a line that this program cannot have written
        raise Refused(altered) from error
    for one in kept:
        if not holds(one):
            raise Refused(altered)
        place = one[0].pile_id, one[0].position
        if place not in held or held[place].version < one[0].version:
            held[place] = one[0]
    return held
