"""Minutes of 300 names with two signatures: drawn, fields made, signed twice."""

from collections.abc import Iterator

from ballots.results.facts import MinutesFacts
from ballots.results.making import minutes_pdf
from tests.ballots_results import samples
from tests.ballots_results.samples import HEAD, MEMBER, Signers
from tests.bench.measuring import Measured, median_seconds, seconds

LIMIT, RUNS = 3.0, 3


def measure() -> Iterator[Measured]:
    """From the facts to the signed PDF/A, and back again on another machine."""
    from ballots.results.verifying import Given, verify

    two = tuple(one for one in samples.facts().signatories if one.name in {HEAD, MEMBER})
    found = samples.facts(samples.THREE_HUNDRED, signatories=two)
    people = samples.signers()
    made = median_seconds(lambda: _made(found, people), runs=RUNS)
    yield Measured("minutes of 300 names with two signatures", made, "s", LIMIT)
    pdf = _made(found, people)
    given = Given((people.authority.certificate,), None, samples.LATER)
    taken = median_seconds(lambda: verify([("minutes.pdf", pdf)], given), runs=RUNS)
    yield Measured("  verified, figures read back", taken, "s", remark=f"{len(pdf) // 1024} KiB")
    drawn = seconds(lambda: minutes_pdf(found))
    yield Measured("  drawn alone", drawn, "s")


def _made(found: MinutesFacts, people: Signers) -> bytes:
    return people.sign(minutes_pdf(found)[0], HEAD, MEMBER)
