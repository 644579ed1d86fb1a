"""A key on paper: what a hand may do wrong is caught, with the group it happened in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.errors import Refused
from congress.sealing.spelling import ALPHABET, GROUPS, format_key, parse_key

KEYS = st.binary(min_size=32, max_size=32)
PLACES = st.integers(0, GROUPS * 5 - 1)


def letters(key: bytes) -> list[str]:
    return list(format_key(key).replace("-", ""))


def mistyped_group(typed: list[str]) -> int:
    with pytest.raises(Refused) as refused:
        parse_key("".join(typed))
    assert refused.value.code == "key-mistyped"
    group = refused.value.facts["group"]
    assert isinstance(group, int)
    return group


@given(key=KEYS)
def test_what_is_written_is_read(key: bytes) -> None:
    assert parse_key(format_key(key)) == key


def test_the_layout_is_thirteen_groups_of_five() -> None:
    text = format_key(bytes(range(32)))
    assert [len(group) for group in text.split("-")] == [5] * 13
    assert set(text) <= set(ALPHABET + "-")


@given(key=KEYS)
def test_case_blanks_lines_and_letters_like_digits_do_not_matter(key: bytes) -> None:
    text = format_key(key)
    assert parse_key(text.lower().replace("-", " ")) == key
    assert parse_key(text.replace("-", "\n").replace("0", "O").replace("1", "l")) == key


@given(key=KEYS, place=PLACES, letter=st.sampled_from(ALPHABET))
def test_any_single_wrong_character_is_caught_in_its_group(key: bytes, place: int, letter: str) -> None:
    typed = letters(key)
    if typed[place] == letter:
        return
    typed[place] = letter
    assert mistyped_group(typed) == place // 5 + 1


def test_all_wrong_characters_at_all_places_are_caught() -> None:
    right = letters(bytes.fromhex("00ff" * 16))
    for place in range(len(right)):
        for letter in ALPHABET:
            if letter != right[place]:
                assert mistyped_group([*right[:place], letter, *right[place + 1 :]]) == place // 5 + 1


@given(key=KEYS, place=st.integers(0, GROUPS * 5 - 2))
def test_two_neighbours_exchanged_are_caught(key: bytes, place: int) -> None:
    typed = letters(key)
    typed[place], typed[place + 1] = typed[place + 1], typed[place]
    if typed == letters(key):
        return
    assert mistyped_group(typed) in {place // 5 + 1, (place + 1) // 5 + 1}


@given(key=KEYS, pair=st.tuples(PLACES, PLACES))
def test_any_two_characters_of_a_group_exchanged_are_caught(key: bytes, pair: tuple[int, int]) -> None:
    group, typed = pair[0] // 5, letters(key)
    one, other = pair[0], group * 5 + pair[1] % 5
    typed[one], typed[other] = typed[other], typed[one]
    if typed == letters(key):
        return
    assert mistyped_group(typed) == group + 1


@given(key=KEYS, pair=st.tuples(st.integers(0, GROUPS - 1), st.integers(0, GROUPS - 1)).filter(lambda p: p[0] != p[1]))
def test_two_groups_exchanged_are_caught(key: bytes, pair: tuple[int, int]) -> None:
    groups = format_key(key).split("-")
    first, second = pair
    groups[first], groups[second] = groups[second], groups[first]
    assert mistyped_group(list("".join(groups))) == min(pair) + 1


@pytest.mark.parametrize("text", ["", "ABCDE", "0" * 64, "0" * 66])
def test_too_few_or_too_many_characters_are_told_by_number(text: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_key(text)
    assert refused.value.code == "key-length"
    assert refused.value.facts == {"wanted": 65, "typed": len(text)}


@pytest.mark.parametrize("letter", ["U", "!", "Đ", "é"])
def test_letters_outside_the_alphabet_are_caught(letter: str) -> None:
    typed = letters(bytes(32))
    typed[7] = letter
    assert mistyped_group(typed) == 2


def test_a_number_beyond_256_bits_is_no_key() -> None:
    from congress.sealing.spelling import _check

    first = [31, 0, 0, 0]
    group = "".join(ALPHABET[digit] for digit in (*first, _check(1, first)))
    assert mistyped_group([*group, *letters(bytes(32))[5:]]) == 1


def test_only_a_key_of_32_bytes_is_written() -> None:
    with pytest.raises(ValueError):
        format_key(bytes(31))
