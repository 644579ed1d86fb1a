"""Values refuse what the rules could not make sense of."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from ballots.regulations.formats import read_record
from ballots.regulations.values import BoardReason, Boxes, Electorate, ElectorateKind, Paper, Strikes
from tests.ballots_regulations import records

CONTEST = read_record(records.data(records.example())).contest


@pytest.mark.parametrize(
    "make",
    [
        lambda: Strikes((2, 1)),
        lambda: Strikes((1, 1)),
        lambda: Strikes.of([1, 1]),
        lambda: Boxes((2, 1), ()),
        lambda: Boxes((), (3, 3)),
        lambda: Paper(None),
        lambda: Paper(Strikes(), times=0),
        lambda: Paper(Strikes(), why="rách"),
        lambda: Paper(Strikes(), BoardReason.SIGNED, "rách"),
        lambda: Paper(Strikes(), BoardReason.OTHER),
        lambda: replace(CONTEST, seats=0),
        lambda: replace(CONTEST, round=0),
        lambda: replace(CONTEST, alternates=-1),
        lambda: replace(CONTEST, candidates=()),
        lambda: replace(CONTEST, candidates=CONTEST.candidates * 2),
    ],
)
def test_a_value_that_makes_no_sense_cannot_be_made(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError):
        make()


def test_values_do_not_change() -> None:
    for field in fields(CONTEST):
        with pytest.raises(FrozenInstanceError):
            setattr(CONTEST, field.name, getattr(CONTEST, field.name))


def test_the_papers_of_a_record_do_not_slip_into_a_log() -> None:
    record = read_record(records.data(records.example()))
    assert "struck" not in repr(record)


def test_nobody_is_deducted_without_a_line() -> None:
    assert Electorate(ElectorateKind.COMMITTEE, 41, 40).denominator == 41
