"""The Vietnamese alphabet's order, against orders written by hand and against ICU where it is at hand."""

import importlib.util
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.text import collation_key
from tests.tools import lacks
from tests.workspaces import Office

# Each row written in order by hand, from the alphabet and the order of tones in a Vietnamese dictionary:
# A Ă Â B C D Đ E Ê G H I K L M N O Ô Ơ P Q R S T U Ư V X Y; ngang, huyền, hỏi, ngã, sắc, nặng.
ROWS = {
    "alphabet": "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
    "tones": "ma mà mả mã má mạ",
    "tones after letters": "la là lạ lan làn lạn lang lăn lặn lân lẫn",
    "capitals": "An ÁN Ăn ẤN Bình CHI Dũng Đạt Em Ền Giang Hà HOA",
    "given names": (
        "An Ánh Ân Ẩn Bảo Bắc Bằng Bích Bình Châu Chi Chiến Cường Dung Dũng Dương Đào Đạt Đăng Đông Đức Giang Hà Hải "
        "Hạnh Hằng Hậu Hiền Hiển Hiếu Hoa Hòa Hoàng Hồng Hùng Huy Huyền Hương Khánh Lan Lâm Linh"
    ),
    "given names 2": (
        "Linh Loan Long Lợi Mai Mạnh Minh Nam Nga Ngân Ngọc Nhàn Nhung Oanh Phong Phúc Phượng Quang Quân Quý Quỳnh "
        "Sơn Tâm Thanh Thành Thảo Thắng Thu Thủy Thúy Tiến Toàn Trang Trung Tuấn Tùng Tuyết Tư Uyên Vân Việt Vũ "
        "Xuân Yến"
    ),
    "horns and hats": "o on ô ôn ơ ơn u un ư ưng",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_written_in_order_by_hand_stays_in_order(row: str) -> None:
    words = row.split()
    assert sorted(words, key=collation_key) == words
    words.reverse()
    assert sorted(words, key=collation_key) == row.split()


def test_shorter_names_come_first_and_blanks_before_letters() -> None:
    names = ["Anh", "An Na", "Ana", "An", "An Bình"]
    assert sorted(names, key=collation_key) == ["An", "An Bình", "An Na", "Ana", "Anh"]


def test_a_tone_belongs_to_its_syllable_wherever_it_is_written() -> None:
    """Both spellings are in use: Hoà and Hòa, Thuý and Thúy."""
    assert collation_key("Hoà")[:2] == collation_key("Hòa")[:2]
    assert collation_key("Thuý")[:2] == collation_key("Thúy")[:2]
    assert collation_key("Hòa") < collation_key("Hoá")


def test_composed_and_decomposed_text_is_one() -> None:
    import unicodedata

    for name in ("Nguyễn Thị Ượng", "Đa Cát K' Hương", "H'Nghia Êban"):
        assert collation_key(name)[:2] == collation_key(unicodedata.normalize("NFD", name))[:2]


@pytest.mark.parametrize(
    ("plain", "marked"), [("Kbuor", "Kƀuôr"), ("Ayun", "Ayŭn"), ("Enuol", "Êñuôl"), ("Cem", "Čem")]
)
def test_letters_of_other_languages_stand_with_their_latin_ones(plain: str, marked: str) -> None:
    letters = collation_key(marked)[0]
    assert all(rank < 100 for rank in letters)
    assert len(letters) == len(plain)
    assert collation_key(plain)[:2] != collation_key(marked)[:2]


_NAMES = st.text(alphabet="aăâbdđeêioôơuưynhtkàằầảãáạ' ẫứừK", max_size=12)


@given(st.lists(_NAMES, max_size=6))
def test_the_order_is_total(names: list[str]) -> None:
    for one, other in itertools.product(names, repeat=2):
        relations = (
            collation_key(one) < collation_key(other),
            collation_key(one) > collation_key(other),
            collation_key(one) == collation_key(other),
        )
        assert sum(relations) == 1
        assert relations[2] is (one == other)


WORDS = sorted({word for row in ROWS.values() for word in row.lower().split()})
FULL_NAMES = [
    f"{family} {middle} {given}"
    for family, middle, given in itertools.product(
        ("Đỗ", "Dương", "Lê", "Lý", "Nguyễn"), ("Văn", "Thị", "Thị Ánh"), ("Ân", "An", "Ẩn", "Đức", "Hà", "Hạ", "Ưng")
    )
]


@pytest.mark.postgres
def test_the_order_is_that_of_icu_in_postgresql(server_office: Office) -> None:
    """An order made by others: ICU's Vietnamese collation, which Debian's PostgreSQL carries."""
    import psycopg

    url = server_office.workspace.settings.database_url
    assert url is not None
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql")) as connection:
        if connection.execute("SELECT 1 FROM pg_collation WHERE collname = 'vi-x-icu'").fetchone() is None:
            lacks("this PostgreSQL was built without ICU")
        for texts in (WORDS, FULL_NAMES):
            query = 'SELECT t FROM unnest(%s::text[]) AS t ORDER BY t COLLATE "vi-x-icu"'
            icu = [row[0] for row in connection.execute(query, (texts,))]
            assert sorted(texts, key=collation_key) == icu


if importlib.util.find_spec("icu") is not None:  # PyICU has no wheel for every machine: an extra witness where it is

    def test_the_order_is_that_of_pyicu() -> None:
        import icu

        collator = icu.Collator.createInstance(icu.Locale("vi"))
        for texts in (WORDS, FULL_NAMES):
            assert sorted(texts, key=collation_key) == sorted(texts, key=collator.getSortKey)
