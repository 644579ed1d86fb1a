"""Tags (mã thiết bị): opaque, short, and wrong where one letter is misread.

`TB-7K3M9Q`: five letters of Crockford's base 32 and his check symbol (the number modulo 37). Numbers whose symbol
would be a sign are not used, so that a tag has letters and digits alone. I, L and O are read as 1, 1 and 0.
"""

PREFIX = "TB"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBERS = 32**5
"""So many numbers there are; five of 37 have no tag."""
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_READ_AS = str.maketrans("ILO", "110", " -\u2013\u2010_")
_MODULUS = 37


def tag_of(number: int) -> str | None:
    """The tag of a number; None where it has none."""
    if not 0 <= number < NUMBERS:
        raise ValueError(number)
    check = number % _MODULUS
    if check >= len(ALPHABET):
        return None
    letters = "".join(ALPHABET[number >> shift & 31] for shift in (20, 15, 10, 5, 0))
    return f"{PREFIX}-{letters}{ALPHABET[check]}"


def read_tag(text: str) -> str | None:
    """The tag that a text means, however it was typed or scanned; None where it is none."""
    letters = text.strip().upper().translate(_READ_AS)
    if len(letters) == 8 and letters.startswith(PREFIX):
        letters = letters.removeprefix(PREFIX)
    if len(letters) != 6 or any(letter not in _VALUE for letter in letters):
        return None
    number = 0
    for letter in letters[:5]:
        number = number * 32 + _VALUE[letter]
    found = tag_of(number)
    return found if found == f"{PREFIX}-{letters}" else None
