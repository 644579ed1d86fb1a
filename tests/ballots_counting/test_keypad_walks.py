"""Whatever is typed at the pad, no paper is kept that was not on screen."""

from collections import deque

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.counting.keypad import (
    NUMLOCK_OFF_KEYS,
    PAD_KEYS,
    Bell,
    Keep,
    Pad,
    PadReading,
    Phase,
    Refuse,
    Slip,
    on_enter,
    press,
    pressing,
    start,
)
from ballots.counting.values import PileKind, SetAside
from ballots.regulations.values import Boxes, Form, Marks, Strikes
from tests.ballots_counting.pads import slip, type_in


def check_step(pad: Pad, key: str) -> Pad:
    """One key, with everything that must hold at every key."""
    after, effects = press(pad, key)
    kept = [effect for effect in effects if isinstance(effect, Keep)]
    refused = [effect for effect in effects if isinstance(effect, Refuse)]
    rung = [effect for effect in effects if isinstance(effect, Bell)]
    assert len(kept) + len(refused) <= 1
    assert len(rung) == len(refused)
    if key in NUMLOCK_OFF_KEYS or key not in PAD_KEYS:
        assert after == pad
        assert refused
    for effect in kept:
        assert effect.position == pad.position
        assert effect.corrects is (pad.at < len(pad.readings))
        if isinstance(effect.seen, SetAside):
            assert key in {"enter", "/"}
            assert effect.seen.seen == pad.marks
        else:
            assert key == "enter"
            assert effect.seen == pad.marks
            assert pad.fault is None
            assert_countable(pad.slip, effect.seen, times=effect.times)
    assert_consistent(after, before=pad, kept=bool(kept))
    return after


def assert_countable(slip: Slip, marks: Marks, *, times: int) -> None:
    """What the typist keeps elects as many as the pile says: never too many, never nobody on a list of several."""
    match marks:
        case Strikes(struck):
            assert slip.form is Form.STRIKE
            chosen = len(slip.numbers) - len(struck)
        case Boxes(agree, disagree):
            assert slip.form is Form.AGREE
            chosen = len(set(agree) - set(disagree))
    assert chosen <= slip.seats
    assert chosen or (len(slip.numbers) == 1 and marks == Boxes((), slip.numbers))
    match slip.kind:
        case PileKind.FULL:
            assert chosen == slip.seats
        case PileKind.FEWER:
            assert chosen < slip.seats
        case PileKind.HEAP:
            assert times > 0
        case PileKind.ASIDE:
            pytest.fail("a pile set aside accepts nothing")


def assert_consistent(pad: Pad, *, before: Pad, kept: bool) -> None:
    numbers = [entry.number for entry in pad.entries]
    assert len(set(numbers)) == len(numbers)
    assert set(numbers) <= set(pad.slip.numbers)
    assert not (pad.nobody and (pad.all_agree or pad.entries))
    assert (pad.fault is None) or len(pad.typed) == pad.slip.width
    assert pad.phase in {Phase.COUNT, Phase.RECOUNT} or pad.fault or len(pad.typed) < pad.slip.width
    assert 0 <= pad.at <= len(pad.readings)
    assert pad.phase is not Phase.LOOK_BACK or pad.at < len(pad.readings)
    assert pad.slip.size is None or len(pad.readings) <= pad.slip.size
    if kept:
        assert pad == start(pad.slip, pad.readings)
        assert [i for i, r in enumerate(before.readings) if r != pad.readings[i]] in ([], [before.at])
    else:
        assert pad.readings == before.readings


slips = st.builds(
    slip,
    names=st.integers(1, 120),
    seats=st.integers(1, 8),
    form=st.sampled_from(Form),
    kind=st.sampled_from(PileKind),
    size=st.sampled_from([None, 1, 2, 25]),
)


# Mostly the pad, as typed; now and then what an input method or a NumLock key sends.
keystrokes = st.lists(
    st.sampled_from([*"00112233456789", "-", "/", "*", "*", "+", "+", ".", "enter", "enter", "enter", "home", "w"]),
    max_size=80,
)


@given(slips, keystrokes)
def test_no_sequence_of_keys_keeps_a_paper_that_was_not_on_screen(slip: Slip, keys: list[str]) -> None:
    pad = start(slip)
    for key in keys:
        pad = check_step(pad, key)


@given(slips, keystrokes)
def test_what_was_kept_is_enough_to_go_on(slip: Slip, keys: list[str]) -> None:
    pad, effects = type_in(start(slip), keys)
    readings: list[PadReading] = []
    for effect in effects:
        if isinstance(effect, Keep):
            readings[effect.position - 1 : effect.position] = [PadReading(effect.seen, effect.times)]
    assert start(slip, tuple(readings)) == start(slip, pad.readings)


@pytest.mark.parametrize("kind", PileKind)
@pytest.mark.parametrize(
    ("names", "seats", "form", "size"),
    [(2, 1, Form.STRIKE, 2), (3, 2, Form.STRIKE, 1), (2, 2, Form.AGREE, 1), (1, 1, Form.AGREE, 2)],
)
def test_every_reachable_state_of_a_small_pile(
    kind: PileKind, names: int, seats: int, form: Form, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every state that any keys can reach in a small pile: checked one by one, and none is a dead end."""
    monkeypatch.setattr(pressing, "COUNT_DIGITS", 1)
    first = start(slip(names, seats, form, kind, size=size))
    keys = ["0", "1", "2", *["3"] * (names > 2), "-", "/", "*", "+", ".", "enter"]
    numbers = {first: 0}
    states = [first]
    ways_back: list[list[int]] = [[]]
    for number, pad in enumerate(states):  # it grows as it is walked
        on_enter(pad)
        for key in keys:
            after = check_step(pad, key)
            found = numbers.setdefault(after, len(states))
            if found == len(states):
                states.append(after)
                ways_back.append([])
            ways_back[found].append(number)
    assert_can_be_finished(states, ways_back)


def assert_can_be_finished(states: list[Pad], ways_back: list[list[int]]) -> None:
    finished = {number for number, pad in enumerate(states) if pad.complete}
    queue = deque(finished)
    while queue:
        for number in ways_back[queue.popleft()]:
            if number not in finished:
                finished.add(number)
                queue.append(number)
    assert [pad for number, pad in enumerate(states) if number not in finished] == []
