"""Which word of a name it is placed by: proposed by the program, doubtful ones for a person to confirm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ballots.contests.rules.names import propose_sort_name, words_of
from ballots.contests.values import NameDoubt

PLAIN = [
    # Kinh, Tày, Thái, Hmông, Khơ-me, Chăm: the last word.
    ("Nguyễn Văn An", "An"),
    ("Trần Thị Thanh Hương", "Hương"),
    ("Phạm Quốc Khánh", "Khánh"),
    ("Lê Hà", "Hà"),
    ("Ma Văn Kháng", "Kháng"),
    ("Lò Văn Hạc", "Hạc"),
    ("Giàng A Chu", "Chu"),
    ("Sùng A Hồ", "Hồ"),
    ("Nguyễn Y Vân", "Vân"),
    ("Thạch Sang", "Sang"),
    ("Đinh Văn Rê", "Rê"),
    # Gia Rai: the clan stands in front.
    ("Ksor Phước", "Phước"),
    ("Siu Thanh", "Thanh"),
    ("Nay Phin", "Phin"),
    ("Kpă Nguyên", "Nguyên"),
]

DOUBTFUL = [
    # Ê Đê, M'Nông: a marker, the given name, the clan.
    ("Y Ngông Niê Kdăm", "Ngông", NameDoubt.MARKER),
    ("H'Nghia Êban", "Nghia", NameDoubt.MARKER),
    ("H’Nghia Êban", "Nghia", NameDoubt.MARKER),
    ("H' Blum Buôn Yă", "Blum", NameDoubt.MARKER),
    ("H Blum Buôn Yă", "Blum", NameDoubt.MARKER),
    ("Y Wang Mlô Dun Du", "Wang", NameDoubt.MARKER),
    ("Y Thanh Hà Niê Kđăm", "Hà", NameDoubt.MARKER),
    ("Y Tuyn Kmăn", "Tuyn", NameDoubt.MARKER),
    ("H'Jam Buôn Krông", "Jam", NameDoubt.MARKER),
    ("Y BIÊR NIÊ", "BIÊR", NameDoubt.MARKER),
    # Xơ Đăng, Ba Na: a marker and the given name.
    ("A Lâm", "Lâm", NameDoubt.MARKER),
    ("Y Đai", "Đai", NameDoubt.MARKER),
    ("Y Thị Liên", "Liên", NameDoubt.MARKER),
    # Cơ Ho, Mạ: K' and Ka, with a clan in front among some branches.
    ("K'Brơi", "Brơi", NameDoubt.MARKER),
    ("K' Brơi", "Brơi", NameDoubt.MARKER),
    ("Ka Thiếu", "Thiếu", NameDoubt.MARKER),
    ("Đa Cát K' Hương", "Hương", NameDoubt.MARKER),
    ("Đa Cát K'Hương", "Hương", NameDoubt.MARKER),
    ("Cil Ha Git", "Git", NameDoubt.MARKER),
    ("Cil Hơ Git", "Git", NameDoubt.MARKER),
    ("Liêng Hót Ha Hang", "Hang", NameDoubt.MARKER),
    ("Liêng Hót Thị Mai", "Mai", NameDoubt.CLAN_FIRST),
    ("Nay H'Wil", "Wil", NameDoubt.MARKER),
    # A clan of two words that begins like a marker.
    ("Ka Tơr Thị Sính", "Sính", NameDoubt.CLAN_FIRST),
    ("Bo Bo Thị Yến", "Yến", NameDoubt.CLAN_FIRST),
    # A Kinh father's name with a mother's clan behind.
    ("Đỗ Thị Hằng Buôn Krông", "Hằng", NameDoubt.CLAN_LAST),
    ("Hằng Niê", "Hằng", NameDoubt.CLAN_LAST),
    ("Phương", "Phương", NameDoubt.SINGLE_WORD),
    ("Rcom Jơn", "Jơn", NameDoubt.FOREIGN_LETTERS),
]


@pytest.mark.parametrize(("name", "given_name"), PLAIN)
def test_the_given_name_is_the_last_word_and_nobody_is_asked(name: str, given_name: str) -> None:
    proposal = propose_sort_name(name)
    assert (proposal.sort_name, proposal.doubt) == (given_name, None)


@pytest.mark.parametrize(("name", "given_name", "doubt"), DOUBTFUL)
def test_names_of_tay_nguyen_are_proposed_and_a_person_is_asked(name: str, given_name: str, doubt: NameDoubt) -> None:
    proposal = propose_sort_name(name)
    assert (proposal.sort_name, proposal.doubt) == (given_name, doubt)


@pytest.mark.parametrize("name", [name for name, *_ in DOUBTFUL if name.isupper() is False])
def test_capitals_change_nothing(name: str) -> None:
    assert propose_sort_name(name.upper()).sort_name == propose_sort_name(name).sort_name.upper()


@given(st.text(alphabet="anNbưƯđĐêéK'HY aàảãáạ", max_size=30))
def test_a_proposal_is_always_a_word_of_the_name(name: str) -> None:
    sort_name = propose_sort_name(name).sort_name
    assert sort_name in {*words_of(name), " ".join(name.split())}
