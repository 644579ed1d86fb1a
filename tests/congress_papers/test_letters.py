"""Every Vietnamese letter can be printed in every face; what cannot be printed is refused, not dropped."""

import unicodedata

import pytest

from congress.errors import Refused
from congress.i18n import sentence
from congress.papers.blocks import Face, Paragraph, Span
from congress.papers.render import render
from congress.papers.typefaces import FONTS_DIR, printable
from tests.congress_papers.reading import fonts_of, text_of
from tests.congress_papers.samples import minutes, paper

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_VOWELS = "aăâeêioôơuưy"
_SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES] + ["đ"]
VIETNAMESE = [*_SMALL, *(letter.upper() for letter in _SMALL)]


def test_there_are_146_vietnamese_letters_beside_the_plain_consonants() -> None:
    assert len(set(VIETNAMESE)) == 146
    assert all(len(letter) == 1 for letter in VIETNAMESE)


@pytest.mark.parametrize("face", Face)
def test_every_vietnamese_letter_and_the_dong_can_be_read_back_in_every_face(face: Face) -> None:
    written = [*VIETNAMESE, "₫"]
    pdf = render(paper(Paragraph(Span(" ".join(written), face)))).pdf
    assert "".join(text_of(pdf).split()) == "".join(written)


def test_letters_of_highland_names_without_a_code_of_their_own_are_printed() -> None:
    name = "Y Blŏ̆ Êban, H'Nghia Ksơ̆r, Ksor H'Bŭn"
    assert text_of(render(paper(Paragraph(name))).pdf).replace(" \u0306", "\u0306")


def test_all_letters_are_embedded_and_only_those_used() -> None:
    pdf = render(minutes(20)).pdf
    fonts = fonts_of(pdf)
    assert fonts
    for font in fonts:
        name, embedded, subset, to_unicode = font[0], font[-5], font[-4], font[-3]
        assert "Liberation" in name
        assert (embedded, subset, to_unicode) == ("yes", "yes", "yes")
    assert len(pdf) < 200_000


@pytest.mark.parametrize(
    "text",
    ["漢", "😀", "ab\x00c", "a\u202eb", "\ud800", "שלום", "سلام", "\ue000", "\u2028", "\uffff"],
    ids=["han", "emoji", "nul", "override", "surrogate", "hebrew", "arabic", "private", "separator", "nothing"],
)
def test_a_letter_that_cannot_be_printed_is_refused_with_its_code(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        render(paper(Paragraph(f"Nguyễn {text}")))
    assert refusal.value.code == "glyph-missing"
    assert str(refusal.value.facts["codepoint"]).startswith("U+")
    assert sentence(refusal.value, "vi").isprintable()


def test_a_letter_is_asked_of_the_face_it_is_set_in() -> None:
    assert printable("‖", Face.ITALIC) == "‖"
    with pytest.raises(Refused):
        printable("‖", Face.MONO)


def test_decomposed_letters_are_printed_composed() -> None:
    composed = "Nguyễn Thị Hạnh Đương"
    decomposed = unicodedata.normalize("NFD", composed)
    assert render(paper(Paragraph(decomposed))).pdf == render(paper(Paragraph(composed))).pdf


def test_the_licence_of_the_letters_travels_with_them() -> None:
    licence = (FONTS_DIR / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Reserved Font Name Liberation" in licence
