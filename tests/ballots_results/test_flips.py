"""A table of single-byte changes of real signed minutes: `verify` refuses every one, or the byte protects nothing.

Harmless is only a change after which the minutes are verified with every signer, every page's text and the attached
outcome the same. The table has no such byte so far.
"""

import pytest

from ballots.results.verifying import Given, verify
from congress.sealing.values import Verdict
from tests.ballots_results.samples import LATER, Signers
from tests.congress_sealing.test_flips import any_other, places


def unnoticed(pdf: bytes, given: Given, count: int, *, seed: int) -> list[tuple[int, int]]:
    """Changes after which the minutes are not refused."""
    found = []
    for place, byte in any_other(pdf, places(pdf, count, seed=seed), seed=seed):
        altered = bytearray(pdf)
        altered[place] = byte
        (checked,) = verify([("minutes.pdf", bytes(altered))], given)
        if checked.verdict is not Verdict.REFUSED:
            found.append((place, byte))
    return found


@pytest.mark.parametrize("seed", [190, 244])
def test_changed_bytes_are_refused(signed: bytes, signers: Signers, seed: int) -> None:
    given = Given((signers.authority.certificate,), None, LATER)
    assert unnoticed(signed, given, 24, seed=seed) == []


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(20))
def test_two_thousand_changed_bytes_are_refused(signed: bytes, signers: Signers, batch: int) -> None:
    given = Given((signers.authority.certificate,), None, LATER)
    assert unnoticed(signed, given, 100, seed=batch) == []
