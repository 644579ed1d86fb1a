"""What a name may hold when it is entered is what every face on the papers can print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.papers.blocks import Face
from congress.papers.typefaces import printable
from congress.text import clean, unprintable

SERIF = [face for face in Face if face is not Face.MONO]


@given(st.text(max_size=20))
def test_what_is_taken_at_entry_is_printed_in_every_face(text: str) -> None:
    name = clean(text)
    if unprintable(name):
        return
    for face in SERIF:
        assert printable(name, face) == name


@pytest.mark.parametrize("name", ["Nguyễn Văn Đức", "Y Ngông Niê Kdăm", "H'Nghia Êban", "K’Brơi", "Lê Thị Ánh – Hồng"])
def test_names_of_the_peoples_here_are_taken(name: str) -> None:
    assert unprintable(clean(name)) == ""


@pytest.mark.parametrize("name", ["Lê 😀", "阮文", "\u3164", "\ue000", "a" + "\u0301" * 80])
def test_what_no_paper_prints_is_told_at_entry(name: str) -> None:
    assert unprintable(clean(name)) != ""
