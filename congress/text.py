"""Vietnamese text (văn bản tiếng Việt): cleaned once at the border, folded for search, ordered for lists."""

import json
import unicodedata

# Letters foreign to Vietnamese stand where the Latin alphabet has them; digits before all letters.
_ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BLANK, _FOREIGN = 0, 100
_LETTER_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=1)}
_VOWELS = frozenset(_LETTER_RANK[vowel] for vowel in "aăâeêioôơuưy")
# ngang, huyền, hỏi, ngã, sắc, nặng: as Vietnamese dictionaries have them.
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# Breve, circumflex and horn make letters, not tones.
_SHAPED = {
    (_LETTER_RANK[plain], mark): _LETTER_RANK[letter]
    for plain, mark, letter in (
        ("a", "\u0306", "ă"),
        ("a", "\u0302", "â"),
        ("e", "\u0302", "ê"),
        ("o", "\u0302", "ô"),
        ("o", "\u031b", "ơ"),
        ("u", "\u031b", "ư"),
    )
}
_BARRED = {"ƀ": "b"}
_APOSTROPHE = "'"
_AS_PLAIN = {ord(sign): _APOSTROPHE for sign in "\u2019\u2018\u02bc`\u00b4"} | {ord("-"): " "}
_UNSEEN = {"Cc", "Cf", "Cs"}


def clean(text: str) -> str:
    """`text` in NFC, white space folded to single blanks, trimmed; what cannot be seen or is no letter is gone.

    That is control characters, marks of direction and of width (two names that look alike are one), and halves
    of surrogate pairs, which no database takes.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", kept).split())


# Latin letters with their marks, punctuation, the đồng sign: what every face on the papers has.
_PRINTED = (range(0x20, 0x7F), range(0xA0, 0x370), range(0x1E00, 0x1E9C), range(0x1EA0, 0x1EFA), range(0x2012, 0x2023))
_PRINTED_ALONE = frozenset({0x2010, 0x2026, 0x2030, 0x20AB})
_MARKS_A_LETTER = 2


def unprintable(text: str) -> str:
    """The signs of `text` that papers cannot print, or no name has (chữ không in được): emoji, other scripts.

    A name is asked when it is entered, not when the minutes are printed with the hall waiting.
    """
    stacked = 0
    found: list[str] = []
    for char in unicodedata.normalize("NFC", text):
        stacked = stacked + 1 if unicodedata.combining(char) else 0
        code = ord(char)
        if stacked > _MARKS_A_LETTER or (code not in _PRINTED_ALONE and not any(code in part for part in _PRINTED)):
            found.append(char)
    return "".join(dict.fromkeys(found))


def fold(text: str) -> str:
    """`text` for searching: lower case, no marks, đ as d ("Đức" -> "duc")."""
    decomposed = unicodedata.normalize("NFD", clean(text).casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d")


def collation_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Sort key in the order of the Vietnamese alphabet: letters first, tones only where letters are equal.

    A Ă Â B C D Đ E Ê G H I K L M N O Ô Ơ P Q R S T U Ư V X Y; tones ngang, huyền, hỏi, ngã, sắc, nặng. Blanks come
    before letters, so shorter names come first; digits stand between. A tone belongs to its syllable, wherever it is
    written (Hoà, Hòa). Marks and letters of other languages of Việt Nam (ŭ, ñ, ƀ, an apostrophe) weigh least.
    """
    letters: list[int] = []
    tones: list[int] = [0]
    other: list[int] = []
    for char in unicodedata.normalize("NFD", clean(text).lower().translate(_AS_PLAIN)):
        place = len(letters)
        if char == " ":
            letters.append(_BLANK)
            tones.append(0)
        elif char == _APOSTROPHE or (unicodedata.combining(char) and not letters):
            other.append(_mark(place, char))
        elif unicodedata.combining(char):
            shaped = _SHAPED.get((letters[-1], char))
            if shaped is not None:
                letters[-1] = shaped
            elif char in _TONE_RANK and letters[-1] in _VOWELS and not tones[-1]:
                tones[-1] = _TONE_RANK[char]
            else:
                other.append(_mark(place, char))
        elif char in _BARRED:
            letters.append(_LETTER_RANK[_BARRED[char]])
            other.append(_mark(place, char))
        else:
            letters.append(_LETTER_RANK.get(char, _FOREIGN + ord(char)))
    return tuple(letters), (*tones, *other), text


def _mark(place: int, char: str) -> int:
    """A mark that weighs least, by where it stands."""
    return place * 0x110000 + ord(char)


def decimal_comma(number: str) -> str:
    """A decimal number as Vietnamese papers print it: "81.08" -> "81,08"."""
    return number.replace(".", ",")


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def canonical_json(value: object) -> str:
    """`value` as JSON with sorted keys and no blanks: equal values give equal text. Floats are refused."""
    _refuse_floats(value)
    return _CANONICAL.encode(value)


def _refuse_floats(value: object) -> None:
    match value:
        case float():
            raise TypeError("floats have no canonical form here")
        case dict():
            for item in value.values():
                _refuse_floats(item)
        case list() | tuple():
            for item in value:
                _refuse_floats(item)
