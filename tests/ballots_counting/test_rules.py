"""What a pile may hold, whatever the screen lets through; what is tagged, and what is hashed."""

from random import Random
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.counting import keypad, rules
from ballots.counting.rules import Slip, check_reading
from ballots.counting.values import Mode, PileKind, Reading, Seen, SetAside
from ballots.regulations.rules import judge
from ballots.regulations.values import (
    Boxes,
    Candidate,
    Contest,
    Form,
    Paper,
    RegulationId,
    Standing,
    Strikes,
)
from congress.errors import Refused

STRIKE = Slip(tuple(range(1, 7)), 4, Form.STRIKE)
AGREE = Slip((1, 2, 3), 3, Form.AGREE)
ONE = Slip((1,), 1, Form.AGREE)


def code(slip: Slip, kind: PileKind, seen: Seen, **counts: int) -> str:
    with pytest.raises(Refused) as refused:
        check_reading(slip, kind, seen, papers=20, **counts)
    return refused.value.code


def check(slip: Slip, kind: PileKind, seen: Seen) -> None:
    check_reading(slip, kind, seen, papers=20)


# --- each pile holds what it was sorted as ------------------------------------------------------------------


def test_every_paper_of_a_full_pile_chooses_exactly_the_number() -> None:
    check(STRIKE, PileKind.FULL, Strikes((5, 6)))
    assert code(STRIKE, PileKind.FULL, Strikes((4, 5, 6))) == "pile-is-full"
    assert code(STRIKE, PileKind.FULL, Strikes((6,))) == "pile-is-full"
    check(AGREE, PileKind.FULL, Boxes((1, 2, 3)))
    assert code(AGREE, PileKind.FULL, Boxes((1, 2), (3,))) == "pile-is-full"


def test_every_paper_of_a_pile_of_fewer_chooses_fewer_and_somebody() -> None:
    check(STRIKE, PileKind.FEWER, Strikes((2, 3, 4, 5, 6)))
    assert code(STRIKE, PileKind.FEWER, Strikes((5, 6))) == "pile-is-fewer"
    assert code(STRIKE, PileKind.FEWER, Strikes()) == "pile-is-fewer"
    assert code(STRIKE, PileKind.FEWER, Strikes((1, 2, 3, 4, 5, 6))) == "paper-for-the-board"
    check(AGREE, PileKind.FEWER, Boxes((1,), (1, 2)[1:]))
    assert code(AGREE, PileKind.FEWER, Boxes((), (1, 2, 3))) == "paper-for-the-board"
    assert code(AGREE, PileKind.FEWER, Boxes((1, 2, 3), (1, 2, 3))) == "paper-for-the-board"


def test_on_a_list_of_one_an_x_under_disagree_alone_is_a_vote() -> None:
    check(ONE, PileKind.FULL, Boxes((1,)))
    check(ONE, PileKind.FEWER, Boxes((), (1,)))
    assert code(ONE, PileKind.FEWER, Boxes()) == "paper-for-the-board"
    assert code(ONE, PileKind.FEWER, Boxes((1,), (1,))) == "paper-for-the-board"


def test_papers_sorted_out_for_the_board_are_only_laid_aside() -> None:
    assert code(STRIKE, PileKind.ASIDE, Strikes((5, 6))) == "aside-pile-concluded-only"
    check(STRIKE, PileKind.ASIDE, SetAside("pad-aside-sorted", Strikes()))


def test_a_heap_is_entered_once_and_counted_twice() -> None:
    check_reading(STRIKE, PileKind.HEAP, Strikes((1, 6)), papers=20, times=20, recount=20)
    check_reading(STRIKE, PileKind.HEAP, Strikes((1, 2, 3)), papers=20, times=20, recount=20)
    assert code(STRIKE, PileKind.HEAP, Strikes((5, 6)), times=20, recount=19) == "heap-counts-differ"
    assert code(STRIKE, PileKind.HEAP, Strikes((5, 6)), times=19, recount=19) == "heap-counts-differ"
    assert code(STRIKE, PileKind.HEAP, Strikes((5, 6)), times=20) == "heap-counts-differ"
    assert code(STRIKE, PileKind.HEAP, Strikes((6,)), times=20, recount=20) == "paper-for-the-board"
    assert code(STRIKE, PileKind.HEAP, SetAside("pad-aside-typist")) == "heap-not-aside"
    assert code(STRIKE, PileKind.FULL, Strikes((5, 6)), times=2) == "times-only-in-heap"


def test_marks_are_of_this_contests_paper() -> None:
    assert code(STRIKE, PileKind.FULL, Boxes((1, 2, 3, 4))) == "marks-of-other-form"
    assert code(STRIKE, PileKind.FULL, Strikes((6, 7))) == "marks-unknown-number"
    assert code(STRIKE, PileKind.FULL, SetAside("pad-aside-typist", Strikes((9,)))) == "marks-unknown-number"
    assert code(STRIKE, PileKind.FULL, SetAside("")) == "aside-without-reason"


@pytest.mark.parametrize("slip", [STRIKE, AGREE, ONE])
def test_no_pile_takes_what_the_regulation_does_not_find_valid(slip: Slip) -> None:
    """A typist never concludes: whatever a pile takes as marks is plainly valid, the rest goes aside."""
    contest = contest_of(slip)
    for marks in every_paper(slip):
        standing = judge(contest, Paper(marks), concluded=False).standing
        taken = [kind for kind in PileKind if takes(slip, kind, marks)]
        if standing is not Standing.VALID:
            assert taken == []
        else:
            assert set(taken) - {PileKind.HEAP} in ({PileKind.FULL}, {PileKind.FEWER})


def takes(slip: Slip, kind: PileKind, marks: Strikes | Boxes) -> bool:
    heap = kind is PileKind.HEAP
    try:
        check_reading(slip, kind, marks, papers=20, times=20 if heap else 1, recount=20 if heap else None)
    except Refused:
        return False
    return True


def every_paper(slip: Slip) -> list[Strikes | Boxes]:
    subsets = [tuple(n for i, n in enumerate(slip.numbers) if bits >> i & 1) for bits in range(2 ** len(slip.numbers))]
    if slip.form is Form.STRIKE:
        return [Strikes(struck) for struck in subsets]
    return [Boxes(agree, disagree) for agree in subsets for disagree in subsets]


def contest_of(slip: Slip) -> Contest:
    people = tuple(Candidate(number, f"Người {number}") for number in slip.numbers)
    return Contest("bch", "Bầu", RegulationId.QC190, slip.form, slip.seats, people)


# --- the pad and the server agree ---------------------------------------------------------------------------


@given(
    seed=st.integers(0, 2**32 - 1),
    kind=st.sampled_from(PileKind),
    form=st.sampled_from(Form),
    names=st.integers(1, 12),
    spare=st.integers(0, 4),
)
def test_whatever_the_pad_lets_through_the_pile_takes(
    seed: int, kind: PileKind, form: Form, names: int, spare: int
) -> None:
    rng = Random(seed)
    seats = max(1, names - spare)
    size = 5 if kind is not PileKind.HEAP else None
    pad = keypad.start(keypad.Slip(tuple(range(1, names + 1)), seats, form, kind, size))
    slip = Slip(tuple(range(1, names + 1)), seats, form)
    for _ in range(400):
        pad, effects = keypad.press(pad, likely_key(rng, pad))
        for effect in effects:
            if isinstance(effect, keypad.Keep):
                is_heap = kind is PileKind.HEAP
                check_reading(
                    slip,
                    kind,
                    effect.seen,
                    papers=effect.times if is_heap else 5,
                    times=effect.times,
                    recount=effect.times if is_heap else None,
                )


def likely_key(rng: Random, pad: keypad.Pad) -> str:
    if rng.random() < 0.3:
        return rng.choice(("enter", "enter", "-", "/", "*", "+", "."))
    return rng.choice("0001" if not pad.typed else "0123456789")


# --- tags and hashes ----------------------------------------------------------------------------------------


def readings(rng: Random, size: int) -> list[Reading]:
    pile, account = uuid4(), uuid4()
    return [
        Reading(
            id=uuid4(),
            pile_id=pile,
            position=position,
            version=1,
            times=1,
            seen=Strikes.of(rng.sample(range(1, 7), 2)),
            account_id=account,
            board=False,
            mode=Mode.TEST,
            machine="MAY-1",
        )
        for position in range(1, size + 1)
    ]


@given(st.integers(0, 2**32 - 1), st.integers(1, 25))
def test_the_hash_of_a_pile_does_not_depend_on_the_order_of_its_papers(seed: int, size: int) -> None:
    rng = Random(seed)
    pile = readings(rng, size)
    salt = rng.randbytes(32)
    moved = [move(one, to) for one, to in zip(pile, rng.sample(range(1, size + 1), size), strict=True)]
    assert rules.pile_digest(salt, pile) == rules.pile_digest(salt, moved)
    assert rules.pile_digest(salt, pile) != rules.pile_digest(rng.randbytes(32), pile)
    other = [*pile[:-1], changed(pile[-1], Strikes((1, 2, 3, 4)))]
    assert rules.pile_digest(salt, pile) != rules.pile_digest(salt, other)
    assert rules.pile_digest(salt, pile) != rules.pile_digest(salt, pile[:-1])


def move(reading: Reading, position: int) -> Reading:
    return Reading(**{name: getattr(reading, name) for name in Reading.__slots__} | {"position": position})


def changed(reading: Reading, seen: Seen) -> Reading:
    return Reading(**{name: getattr(reading, name) for name in Reading.__slots__} | {"seen": seen})


def test_what_was_seen_comes_back_from_the_table_as_it_was() -> None:
    for seen in (
        None,
        Strikes((3, 5)),
        Boxes((1,), (2, 3)),
        Boxes(),
        SetAside("pad-aside-typist"),
        SetAside("pad-aside-sorted", Strikes((1,))),
    ):
        assert rules.seen_from(rules.seen_json(seen)) == seen
