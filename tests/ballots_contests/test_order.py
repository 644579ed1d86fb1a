"""The order of a list: given name, family name, middle name, date of birth; numbers and what stands beside a name."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.contests.rules.details import parse_born
from ballots.contests.rules.ordering import in_order, listed, order_key, out_of_order, parts_of, with_sort_names
from ballots.contests.values import Born, ListEntry


def _entries(*names: str | ListEntry) -> tuple[ListEntry, ...]:
    return with_sort_names(name if isinstance(name, ListEntry) else ListEntry(name) for name in names)


# A list written in order by hand: A Ă Â …, tones, ties by family name, then middle name.
BY_HAND = [
    "Nguyễn Văn An",
    "Trần An",
    "Lê Thị Ánh",
    "Lê Hồng Ân",
    "K'Brơi",
    "Vũ Thị Chi",
    "Đinh Văn Dũng",
    "Đỗ Văn Dũng",
    "Dương Đạt",
    "Lê Đức",
    "Bùi Thị Hà",
    "Đặng Thị Hà",
    "Lê Ngọc Hà",
    "Lê Thị Hà",
    "Lê Thị Thu Hà",
    "Trần Hạ",
    "Đa Cát K' Hương",
    "Nguyễn Thị Hương",
    "Trần Thị Hường",
    "H'Nghia Êban",
    "Y Ngông Niê Kdăm",
    "Phan Sơn",
    "Trương Ứng",
    "Bùi Đức Ý",
]


def test_a_list_written_by_hand_comes_out_in_its_order() -> None:
    shuffled = list(BY_HAND)
    random.Random(7).shuffle(shuffled)
    people = listed(in_order(_entries(*shuffled)))
    assert [person.entry.name for person in people] == BY_HAND
    assert [person.number for person in people] == list(range(1, len(BY_HAND) + 1))
    assert out_of_order(people) == ()


def test_family_names_come_before_middle_names() -> None:
    """Given name, then family, then middle: Bùi Văn An stands before Lê Bình An, who stands before Lê Văn An."""
    names = ["Bùi Văn An", "Lê Bình An", "Lê Văn An"]
    assert [entry.name for entry in in_order(_entries(*names[::-1]))] == names


def test_namesakes_stand_by_birth_and_the_date_is_printed_beside_them() -> None:
    younger = ListEntry("Lê Thị Hà", born=Born(1980, 5, 2))
    older = ListEntry("LÊ THỊ HÀ", born=Born(1975, 3, 2), note="Bí thư chi bộ 2")
    alone = ListEntry("Lê Thị Hạnh", born=Born(1970, 1, 1))
    people = listed(in_order(_entries(alone, younger, older)))
    assert [(person.entry.born, person.printed_note) for person in people] == [
        (Born(1975, 3, 2), "Bí thư chi bộ 2, 02/03/1975"),
        (Born(1980, 5, 2), "02/05/1980"),
        (Born(1970, 1, 1), ""),
    ]


def test_a_date_that_the_note_has_already_is_not_printed_twice() -> None:
    one = ListEntry("Lê Thị Hà", born=Born(1975), note="1975")
    other = ListEntry("Lê Thị Hà", born=Born(1980), note="sinh năm 1980")
    people = listed(in_order(_entries(one, other)))
    assert [person.printed_note for person in people] == ["1975", "sinh năm 1980"]


def test_whose_birth_is_unknown_stands_behind_the_namesake_whose_birth_is_known() -> None:
    unknown, known = ListEntry("Lê Thị Hà"), ListEntry("Lê Thị Hà", born=Born(2001))
    assert [entry.born for entry in in_order(_entries(unknown, known))] == [Born(2001), None]


def test_capitals_do_not_move_a_name() -> None:
    names = ["LÊ AN", "Bùi Bình", "VŨ CHI", "Đỗ Dung"]
    assert [entry.name for entry in in_order(_entries(*names[::-1]))] == names


def test_a_person_may_set_another_sort_name_than_the_one_proposed() -> None:
    proposed, by_hand = "Y Ngông Niê Kdăm", ListEntry("H'Nghia Êban", sort_name="Êban")
    people = listed(in_order(_entries(proposed, by_hand)))
    assert [person.entry.sort_name for person in people] == ["Êban", "Ngông"]
    # It stays doubtful, so that whoever confirms the list looks at it.
    assert all(person.doubt is not None for person in people)


@pytest.mark.parametrize(
    ("name", "sort_name", "parts"),
    [
        ("Nguyễn Văn An", "An", ("An", "Nguyễn", "Văn")),
        ("Trần Thị Thanh Hương", "Thanh Hương", ("Thanh Hương", "Trần", "Thị")),
        ("Y Ngông Niê Kdăm", "Ngông", ("Ngông", "Niê Kdăm", "Y")),
        ("H'Nghia Êban", "Nghia", ("Nghia", "Êban", "H'")),
        ("Đa Cát K' Hương", "Hương", ("Hương", "Đa", "Cát K'")),
        ("An", "An", ("An", "", "")),
        ("An Văn An", "An", ("An", "An", "Văn")),
        ("Nguyễn Văn An", "B", ("B", "Nguyễn", "Văn An")),
    ],
)
def test_family_and_middle_name_are_what_the_given_name_leaves(
    name: str, sort_name: str, parts: tuple[str, str, str]
) -> None:
    assert parts_of(ListEntry(name, sort_name)) == parts


def test_who_stands_elsewhere_than_the_order_of_names_is_named() -> None:
    entries = _entries("Lê An", "Vũ Chi", "Bùi Bình", "Đỗ Dung")
    assert out_of_order(listed(entries, numbers=(1, 2, 3, 4))) == (2, 3)


_PARTS = st.sampled_from(
    ["Lê", "Lý", "Nguyễn", "Văn", "Thị", "An", "Ân", "Hà", "Hạ", "Y", "H'Nghia", "Niê", "K'", "Đạt"]
)
_ENTRY = st.builds(
    ListEntry,
    name=st.lists(_PARTS, min_size=1, max_size=4).map(" ".join),
    sort_name=st.sampled_from(["", "An", "Hà", "Niê"]),
    born=st.none() | st.builds(Born, st.integers(1950, 1953)),
    card_number=st.sampled_from(["", "1", "2"]),
)


@given(st.lists(_ENTRY, max_size=8), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_how_the_list_was_typed(entries: list[ListEntry], chance: random.Random) -> None:
    shuffled = list(entries)
    chance.shuffle(shuffled)
    once = in_order(with_sort_names(entries))
    again = in_order(with_sort_names(shuffled))
    assert [order_key(entry) for entry in once] == [order_key(entry) for entry in again]
    assert in_order(once) == once


@given(_ENTRY, _ENTRY)
def test_two_entries_share_a_place_only_where_nothing_tells_them_apart(one: ListEntry, other: ListEntry) -> None:
    first, second = with_sort_names([one, other])
    if order_key(first) == order_key(second):
        assert (first.name, first.born, first.card_number) == (second.name, second.born, second.card_number)


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("02/03/1975", Born(1975, 3, 2)),
        ("2/3/1975", Born(1975, 3, 2)),
        ("02-03-1975", Born(1975, 3, 2)),
        ("sinh ngày 02.03.1975", Born(1975, 3, 2)),
        ("1975-03-02", Born(1975, 3, 2)),
        ("1975", Born(1975)),
        ("sinh năm 1975", Born(1975)),
        ("31/02/1975", None),
        ("02/13/1975", None),
        ("1775", None),
        ("Bí thư chi bộ 2", None),
        ("khóa 1975 - 1980", None),
        ("", None),
    ],
)
def test_a_birth_date_is_read_as_people_write_it(text: str, born: Born | None) -> None:
    assert parse_born(text) == born


@pytest.mark.parametrize(
    ("born", "printed", "kept"), [(Born(1975, 3, 2), "02/03/1975", "1975-03-02"), (Born(1975), "1975", "1975")]
)
def test_a_birth_date_is_printed_as_papers_have_it(born: Born, printed: str, kept: str) -> None:
    assert (str(born), born.iso()) == (printed, kept)
