"""Tags: read back however they were typed, and never as another's."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from devices.register.rules.tags import ALPHABET, NUMBERS, read_tag, tag_of

numbers = st.integers(0, NUMBERS - 1)


@given(numbers)
def test_a_tag_is_read_back_however_it_is_typed(number: int) -> None:
    tag = tag_of(number)
    assume(tag is not None)
    assert tag is not None
    for typed in (tag, tag.lower(), tag.replace("-", ""), f" {tag.replace('-', ' ')} ", tag[3:], tag.replace("0", "o")):
        assert read_tag(typed) == tag


@given(numbers, st.integers(3, 8), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(number: int, place: int, letter: str) -> None:
    tag = tag_of(number)
    assume(tag is not None and tag[place] != letter)
    assert tag is not None
    assert read_tag(tag[:place] + letter + tag[place + 1 :]) is None


@given(numbers, st.integers(3, 7))
def test_two_letters_in_the_wrong_order_are_noticed(number: int, place: int) -> None:
    tag = tag_of(number)
    assume(tag is not None and tag[place] != tag[place + 1])
    assert tag is not None
    assert read_tag(tag[:place] + tag[place + 1] + tag[place] + tag[place + 2 :]) is None


@pytest.mark.parametrize("text", ["", "TB-", "TB-7K3M9", "TB-7K3M9QQ", "XX-7K3M9Q", "TB-7K3MU0", "máy tính", "🖨" * 6])
def test_what_is_no_tag_is_none(text: str) -> None:
    assert read_tag(text) is None


def test_most_numbers_have_a_tag_and_each_its_own() -> None:
    made = [tag_of(number) for number in range(0, NUMBERS, 977)]
    tags = [tag for tag in made if tag is not None]
    assert 0.8 < len(tags) / len(made) < 0.9
    assert len(set(tags)) == len(tags)
    with pytest.raises(ValueError, match="-1"):
        tag_of(-1)
