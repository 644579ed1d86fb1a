"""Numbers by kind to positions and back."""

from uuid import UUID

from devices.register.rules.needed import needed_from, numbers_of
from devices.register.values.sites import Needed, Position, PositionKind

SITE = UUID(int=1)
STATION, PAPER = PositionKind.COUNTING_STATION, PositionKind.PAPER


def _position(kind: PositionKind, number: int, *, quantity: int = 1, note: str = "") -> Position:
    return Position(UUID(int=number), SITE, kind, number, quantity, note)


def test_what_is_there_keeps_its_number_and_note_and_gaps_are_filled() -> None:
    there = [_position(STATION, 3, note="cạnh cửa"), _position(STATION, 1)]
    assert needed_from({STATION: 3}, there) == (
        Needed(STATION, 1),
        Needed(STATION, 2),
        Needed(STATION, 3, note="cạnh cửa"),
    )
    assert needed_from({STATION: 1}, there) == (Needed(STATION, 1),)
    assert needed_from({STATION: 0}, there) == ()


def test_a_consumable_is_one_position_with_its_quantity() -> None:
    there = [_position(PAPER, 1, quantity=5, note="A4"), _position(PAPER, 2, quantity=3)]
    assert numbers_of([*there, _position(STATION, 1), _position(STATION, 2)])[PAPER] == 8
    assert numbers_of([_position(STATION, 1), _position(STATION, 7)])[STATION] == 2
    assert needed_from({PAPER: 6}, there) == (Needed(PAPER, 1, 6, "A4"),)
