"""A table of single-byte changes of signed minutes: every one of them is refused.

"Provably harmless" would mean a change after which every signer, time, figure and verdict is the same and that
protects nothing: a byte of the padding, or a digit in the other case. The verifier leaves no such byte either, so
the table has one column.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterable

import pytest

from congress.sealing.values import PdfVerdict, Verdict

Check = Callable[[bytes], PdfVerdict]
BATCH = 50


def places(pdf: bytes, count: int, *, seed: int) -> list[int]:
    """Half anywhere, a quarter in the gap of the last signature, a quarter among xref tables, trailers and fields."""
    draw = random.Random(seed)
    first, second = last_gap(pdf)
    structure = [
        place
        for match in re.finditer(rb"xref\n.*?%%EOF|/ByteRange[^\n]*|/AcroForm[^\n]*|/Perms[^\n]*", pdf, re.DOTALL)
        for place in range(*match.span())
    ]
    half, quarter = count // 2, count // 4
    return (
        [draw.randrange(len(pdf)) for _ in range(half)]
        + [draw.randrange(first, second) for _ in range(quarter)]
        + [draw.choice(structure) for _ in range(count - half - quarter)]
    )


def last_gap(pdf: bytes) -> tuple[int, int]:
    first, second, _ = re.findall(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\]", pdf)[-1]
    return int(first), int(second)


def unnoticed(pdf: bytes, changes: Iterable[tuple[int, int]], check: Check) -> list[tuple[int, int]]:
    """The changes that are not refused."""
    found = []
    for place, byte in changes:
        altered = bytearray(pdf)
        altered[place] = byte
        if check(bytes(altered)).verdict is not Verdict.REFUSED:
            found.append((place, byte))
    return found


def any_other(pdf: bytes, chosen: list[int], *, seed: int) -> list[tuple[int, int]]:
    draw = random.Random(seed)
    return [(place, (pdf[place] + draw.randrange(1, 256)) % 256) for place in chosen]


@pytest.mark.parametrize("batch", range(6))
def test_three_hundred_changed_bytes_are_refused(signed: bytes, check: Check, batch: int) -> None:
    changes = any_other(signed, places(signed, BATCH, seed=batch), seed=batch)
    assert unnoticed(signed, changes, check) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_two_thousand_changed_bytes_are_refused(signed: bytes, check: Check) -> None:
    changes = any_other(signed, places(signed, 2000, seed=2026), seed=2026)
    assert len(Counter(place for place, _ in changes)) > 1500
    assert unnoticed(signed, changes, check) == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_third_digit_of_the_last_signature_counts(signed: bytes, check: Check) -> None:
    """Another digit, and the same digit in the other case, from one end of the gap to the other."""
    draw = random.Random(7)
    first, second = last_gap(signed)
    others = [
        (place, draw.choice([digit for digit in b"0123456789abcdef" if digit != signed[place]]))
        for place in range(first, second, 3)
    ]
    cases = [(place, signed[place] - 32) for place in range(first, second, 3) if signed[place] in b"abcdef"]
    assert unnoticed(signed, others + cases, check) == []
