"""Entry at the numeric pad does what boards do, and cannot keep a paper that was not on screen."""

import pytest

from ballots.counting.keypad import (
    NUMLOCK_OFF_KEYS,
    Because,
    Bell,
    Complete,
    Correct,
    Keep,
    Mark,
    PadReading,
    Phase,
    Refuse,
    Ring,
    press,
    start,
)
from ballots.counting.values import PileKind, SetAside
from ballots.regulations.values import Boxes, Form, Strikes
from tests.ballots_counting.pads import codes, keys_of, slip, type_in

# --- the flow of a full pile -----------------------------------------------------------------------------


def test_fixed_width_numbers_need_no_separator() -> None:
    pad, effects = type_in(start(slip(names=4, seats=1)), "030201⏎")
    assert effects == [Keep(1, Strikes((1, 2, 3)))]
    assert pad.position == 2
    assert not pad.touched


@pytest.mark.parametrize(("names", "width"), [(9, 2), (63, 2), (99, 2), (100, 3), (120, 3)])
def test_a_number_has_as_many_digits_as_the_longest_and_at_least_two(names: int, width: int) -> None:
    assert slip(names=names, seats=1).width == width


def test_a_paper_of_sixty_names_with_eight_struck_takes_seventeen_keys() -> None:
    typed = keys_of("03 07 22 31 40 48 51 60 ⏎")
    pad, effects = type_in(start(slip(names=60, seats=52)), typed)
    assert len(typed) == 17
    assert effects == [Keep(1, Strikes((3, 7, 22, 31, 40, 48, 51, 60)))]
    assert len(type_in(pad, "*⏎")[1]) == 1  # and two keys, where it is the same as the last one


def test_enter_alone_never_counts_a_paper() -> None:
    pad, effects = type_in(start(slip(names=3, seats=3)), "⏎")
    assert codes(effects) == ["pad-nothing-typed"]
    assert pad.position == 1


def test_an_omitted_number_stops_the_typist_at_enter() -> None:
    pad, effects = type_in(start(slip(names=5, seats=2)), "0103⏎")
    assert codes(effects) == ["pad-number-missing"]
    assert pad.missing == 1
    assert type_in(pad, "05⏎")[1] == [Keep(1, Strikes((1, 3, 5)))]


def test_an_extra_number_stops_the_typist_at_its_first_digit() -> None:
    pad, effects = type_in(start(slip(names=5, seats=3)), "0103 0")
    assert codes(effects) == ["pad-number-extra"]
    assert pad.typed == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [("64", "pad-unknown-number"), ("0000", "pad-after-nobody"), ("0707", "pad-repeated-number")],
)
def test_a_number_that_cannot_be_right_is_refused_at_its_last_digit(typed: str, code: str) -> None:
    pad, before = type_in(start(slip()), typed[:-1])
    assert (codes(before) == []) is (code != "pad-after-nobody")
    assert codes(press(pad, typed[-1]).effects) == [code]


def test_a_refused_number_locks_the_pad_until_it_is_taken_off() -> None:
    pad, effects = type_in(start(slip()), "07 07 2 2 ⏎ * + .")
    assert effects[0] == Bell(Ring.NUMBER)
    assert set(codes(effects)) == {"pad-repeated-number"}
    assert pad.typed == "07"
    assert [entry.number for entry in type_in(pad, "-22")[0].entries] == [7, 22]


def test_minus_takes_off_a_half_typed_digit_then_the_last_number() -> None:
    pad, _ = type_in(start(slip()), "0307 2")
    assert type_in(pad, "-")[0].typed == ""
    assert [entry.number for entry in type_in(pad, "--")[0].entries] == [3]
    assert codes(type_in(pad, "----")[1]) == ["pad-nothing-to-take-off"]


def test_slash_sets_the_paper_aside_with_what_was_typed() -> None:
    pad, effects = type_in(start(slip()), "0312/")
    assert effects == [Keep(1, SetAside(Because.TYPIST, Strikes((3, 12))))]
    assert pad.position == 2
    assert type_in(pad, "/")[1] == [Keep(2, SetAside(Because.TYPIST, None))]


def test_nobody_struck_goes_aside_where_that_is_too_many() -> None:
    assert type_in(start(slip(names=4, seats=3)), "00⏎")[1] == [Keep(1, SetAside(Because.TOO_MANY, Strikes()))]


@pytest.mark.parametrize("names", [15, 120])
def test_nobody_struck_is_a_paper_where_the_list_has_no_surplus(names: int) -> None:
    assert type_in(start(slip(names=names, seats=names)), "00⏎")[1] == [Keep(1, Strikes())]


def test_star_shows_the_last_paper_and_waits_for_enter() -> None:
    pad, _ = type_in(start(slip(names=5, seats=3)), "0204⏎*")
    assert pad.marks == Strikes((2, 4))
    assert type_in(pad, "⏎")[1] == [Keep(2, Strikes((2, 4)))]


@pytest.mark.parametrize("before", ["", "/"])
def test_star_repeats_nothing_before_the_first_paper_or_after_one_set_aside(before: str) -> None:
    assert codes(type_in(start(slip()), before + "*")[1]) == ["pad-nothing-to-repeat"]


def test_star_does_not_write_over_typed_numbers() -> None:
    pad, _ = type_in(start(slip(names=5, seats=3)), "0204⏎01")
    assert codes(type_in(pad, "*")[1]) == ["pad-repeat-first"]


# --- fewer, heaps, piles set aside ------------------------------------------------------------------------


def test_in_a_fewer_pile_more_are_struck_than_the_surplus() -> None:
    fewer = start(slip(names=5, seats=3, kind=PileKind.FEWER))
    assert codes(type_in(fewer, "01⏎")[1]) == ["pad-number-missing"]
    assert codes(type_in(fewer, "0102⏎")[1]) == ["pad-not-fewer"]
    assert type_in(fewer, "010203⏎")[1] == [Keep(1, Strikes((1, 2, 3)))]


def test_a_paper_that_elects_nobody_is_never_concluded_by_the_typist() -> None:
    fewer = start(slip(names=3, seats=2, kind=PileKind.FEWER))
    assert type_in(fewer, "010203⏎")[1] == [Keep(1, SetAside(Because.NOBODY, Strikes((1, 2, 3))))]


def test_a_heap_is_one_pattern_and_two_equal_counts() -> None:
    heap = start(slip(names=23, seats=21, kind=PileKind.HEAP, size=None))
    pad, effects = type_in(heap, "0422⏎ 138⏎ 138⏎")
    assert effects == [Keep(1, Strikes((4, 22)), times=138), Complete(138)]
    assert pad.complete


def test_two_different_counts_of_a_heap_begin_again() -> None:
    heap = start(slip(names=23, seats=21, kind=PileKind.HEAP, size=None))
    pad, effects = type_in(heap, "0422⏎ 138⏎ 137⏎")
    assert codes(effects) == ["pad-counts-differ"]
    assert (pad.phase, pad.first_count, pad.typed) == (Phase.COUNT, 0, "")


def test_a_heaps_count_is_the_one_on_its_slip() -> None:
    heap = start(slip(names=23, seats=21, kind=PileKind.HEAP, size=138))
    assert codes(type_in(heap, "0422⏎ 137⏎")[1]) == ["pad-count-not-slip"]


@pytest.mark.parametrize("pattern", ["00⏎", "010203⏎"])
def test_a_pattern_for_the_board_is_no_heap(pattern: str) -> None:
    heap = start(slip(names=3, seats=2, kind=PileKind.HEAP))
    assert codes(type_in(heap, pattern)[1]) == ["pad-not-for-a-heap"]


@pytest.mark.parametrize("typed", ["01⏎", "0102⏎", "010203⏎", "00⏎", "/"])
def test_every_paper_of_a_pile_set_aside_stays_aside(typed: str) -> None:
    _, effects = type_in(start(slip(names=3, seats=2, kind=PileKind.ASIDE)), typed)
    (kept,) = effects
    assert isinstance(kept, Keep)
    assert isinstance(kept.seen, SetAside)


# --- form B, by exceptions --------------------------------------------------------------------------------


def test_form_b_all_agree_takes_two_keys() -> None:
    pad = start(slip(names=3, seats=3, form=Form.AGREE))
    assert type_in(pad, "+⏎")[1] == [Keep(1, Boxes(agree=(1, 2, 3)))]


def test_form_b_exceptions_are_disagreed_blank_or_both() -> None:
    pad = start(slip(names=4, seats=4, form=Form.AGREE, kind=PileKind.FEWER))
    _, effects = type_in(pad, "+ 01 02+ 03++ ⏎")
    assert effects == [Keep(1, Boxes(agree=(3, 4), disagree=(1, 3)))]
    assert type_in(pad, "+ 01+++")[0].entries[0].mark is Mark.AGAINST


def test_form_b_wants_all_agree_first() -> None:
    pad = start(slip(names=4, seats=4, form=Form.AGREE))
    assert codes(type_in(pad, "0")[1]) == ["pad-agree-first"]


def test_form_b_star_repeats_every_kind_of_mark() -> None:
    pad = start(slip(names=4, seats=4, form=Form.AGREE, kind=PileKind.FEWER))
    _, effects = type_in(pad, "+ 01 02+ 03++ ⏎ *⏎")
    first, second = (effect for effect in effects if isinstance(effect, Keep))
    assert first.seen == second.seen


def test_a_list_of_one_disagreed_is_kept_but_blank_or_both_goes_to_the_board() -> None:
    one = start(slip(names=1, seats=1, form=Form.AGREE, kind=PileKind.FEWER))
    assert type_in(one, "+01⏎")[1] == [Keep(1, Boxes(disagree=(1,)))]
    assert type_in(one, "+01+⏎")[1] == [Keep(1, SetAside(Because.ODD, Boxes()))]
    assert type_in(one, "+01++⏎")[1] == [Keep(1, SetAside(Because.ODD, Boxes(agree=(1,), disagree=(1,))))]


def test_every_row_disagreed_on_a_longer_list_goes_to_the_board() -> None:
    pad = start(slip(names=2, seats=2, form=Form.AGREE, kind=PileKind.FEWER))
    assert type_in(pad, "+0102⏎")[1] == [Keep(1, SetAside(Because.NOBODY, Boxes(disagree=(1, 2))))]


# --- looking back, correcting, going on -------------------------------------------------------------------


def test_a_correction_is_a_new_reading_of_an_earlier_position() -> None:
    pad, _ = type_in(start(slip(names=5, seats=4)), "01⏎ 02⏎ 03⏎")
    pad, effects = type_in(pad, ".. ⏎ 04⏎")
    assert effects == [Correct(2), Keep(2, Strikes((4,)), corrects=True)]
    assert [reading.seen for reading in pad.readings] == [Strikes((number,)) for number in (1, 4, 3)]
    assert pad.position == 4


def test_looking_back_keeps_nothing_and_takes_no_number() -> None:
    before, _ = type_in(start(slip(names=5, seats=4)), "01⏎ 02⏎")
    looking, effects = type_in(before, ". 05 /")
    assert codes(effects) == ["pad-looking-back"] * 3
    assert type_in(looking, "-")[0] == before


def test_a_correction_can_be_left_without_a_new_reading() -> None:
    before, _ = type_in(start(slip(names=5, seats=4)), "01⏎ 02⏎")
    assert type_in(before, ".⏎ 05 - - -")[0] == before


def test_a_complete_pile_takes_no_more_papers_but_can_be_corrected() -> None:
    pad, effects = type_in(start(slip(names=3, seats=2, size=2)), "01⏎ 02⏎")
    assert effects[-1] == Complete(2)
    assert codes(type_in(pad, "03")[1]) == ["pad-pile-complete"] * 2
    assert type_in(pad, "+") == (pad, [Complete(2)])
    pad, effects = type_in(pad, ".⏎ 03⏎")
    assert effects == [Correct(2), Keep(2, Strikes((3,)), corrects=True), Complete(2)]
    assert pad.complete


def test_entry_goes_on_where_it_stopped() -> None:
    kept = (PadReading(Strikes((1,))), PadReading(SetAside(Because.TYPIST)))
    pad = start(slip(names=3, seats=2, size=3), kept)
    assert pad.position == 3
    assert type_in(pad, "02⏎")[1] == [Keep(3, Strikes((2,))), Complete(3)]


# --- wrong keys --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(NUMLOCK_OFF_KEYS))
def test_numlock_off_types_nothing_and_is_said(key: str) -> None:
    pad, _ = type_in(start(slip()), "03")
    assert press(pad, key) == (pad, (Bell(Ring.KEYBOARD), Refuse("pad-numlock-off")))


@pytest.mark.parametrize("key", ["w", "ư", "A", "３", "٣", "²", " ", "\u0323"])
def test_letters_and_foreign_digits_type_nothing(key: str) -> None:
    pad, _ = type_in(start(slip()), "03")
    assert press(pad, key) == (pad, (Bell(Ring.KEYBOARD), Refuse("pad-letters")))


def test_a_backspace_sent_by_an_input_method_takes_nothing_off() -> None:
    pad, _ = type_in(start(slip()), "03")
    assert press(pad, "backspace").pad == pad
