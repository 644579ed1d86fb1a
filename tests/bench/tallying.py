"""The pure rules on a million papers: time, growth, memory."""

import random
from collections.abc import Iterator

from ballots.regulations.rules import tally_papers
from ballots.regulations.values import Candidate, Contest, Form, Paper, RegulationId, Strikes
from tests.bench.measuring import Measured, peak_mebibytes, seconds

NAMES, STRUCK, PAPERS, RUNS = 60, 8, 1_000_000, 3


def measure() -> Iterator[Measured]:
    """A million different papers of 60 names, 8 struck on each."""
    contest = Contest(
        id="bch",
        title="Bầu Ban Chấp hành",
        regulation=RegulationId.QC190,
        form=Form.STRIKE,
        seats=NAMES - STRUCK,
        candidates=tuple(Candidate(number, f"Họ và tên {number}") for number in range(1, NAMES + 1)),
    )
    draw = random.Random(190)
    numbers = range(1, NAMES + 1)
    papers = [Paper(Strikes.of(draw.sample(numbers, STRUCK))) for _ in range(PAPERS)]

    before = peak_mebibytes()
    whole = min(seconds(lambda: tally_papers(contest, papers)) for _ in range(RUNS))
    grown = peak_mebibytes() - before
    half = min(seconds(lambda: tally_papers(contest, papers[: PAPERS // 2])) for _ in range(RUNS))
    yield Measured(f"tally of {PAPERS:,} papers, {NAMES} names, {STRUCK} struck", whole, "s", 1.0)
    yield Measured("  twice the papers take", whole / half, "times as long", remark="2 is linear")
    yield Measured("  memory added by the tally", grown, "MiB", remark="beside the papers themselves")
