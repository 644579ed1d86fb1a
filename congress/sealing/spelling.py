"""A 256-bit key as people write it (khóa viết thành nhóm): thirteen groups of five, each checking itself.

    8F3KQ-0C7TJ-…      Crockford's base 32: no I, L, O, U; case, blanks and hyphens do not matter

The fifth character of a group checks its four and its place: over the field of 32 elements every character
is weighed with another power of x, and the group's number is added. So any one wrong character is caught,
any two swapped within a group, any two groups exchanged, and the refusal names the group.
"""

from congress.errors import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 13
LETTERS = 5  # four of the key and one to check them
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive: the powers of x are all different
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "\n": None, "\r": None, "\t": None})


def format_key(key: bytes) -> str:
    """The key in groups (viết khóa), for the envelope that goes with the ballots."""
    if len(key) != 32:
        raise ValueError("a key has 32 bytes")
    number = int.from_bytes(key, "big")
    digits = [number >> shift & 31 for shift in range(5 * (GROUPS * 4 - 1), -1, -5)]
    groups = [digits[start : start + 4] for start in range(0, len(digits), 4)]
    return "-".join(
        "".join(ALPHABET[digit] for digit in (*group, _check(place, group)))
        for place, group in enumerate(groups, start=1)
    )


def parse_key(text: str) -> bytes:
    """The key that was typed (đọc khóa); a slip is refused with the number of its group."""
    letters = text.upper().translate(_READ_AS)
    if len(letters) != GROUPS * LETTERS:
        raise Refused("key-length", wanted=GROUPS * LETTERS, typed=len(letters))
    number = 0
    for place in range(1, GROUPS + 1):
        group = [ALPHABET.find(letter) for letter in letters[(place - 1) * LETTERS : place * LETTERS]]
        if -1 in group or _check(place, group[:4]) != group[4]:
            raise Refused("key-mistyped", group=place)
        for digit in group[:4]:
            number = number << 5 | digit
    if number >> 256:
        raise Refused("key-mistyped", group=1)
    return number.to_bytes(32, "big")


def _check(place: int, group: list[int]) -> int:
    total = place
    for digit in group:
        total = _doubled(total) ^ digit
    return _doubled(total)


def _doubled(element: int) -> int:
    """An element of GF(32) times x."""
    element <<= 1
    return element ^ _POLYNOMIAL if element & 32 else element
