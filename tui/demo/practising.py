"""The papers that the practice ballot leaves to type (phiếu tập nhập còn lại), as a PDF to type from."""

from dataclasses import dataclass
from datetime import datetime

from ballots.contests.rules import in_order, with_sort_names
from ballots.regulations.values import Strikes
from tui.demo.values import SampleContest
from tui.trial.printing import sheets


@dataclass(frozen=True, slots=True)
class Left:
    """Papers not typed yet (phiếu chưa nhập), with the place of each."""

    names: dict[int, str]
    papers: tuple[tuple[str, Strikes], ...]

    def pdf(self, *, created: datetime) -> bytes:
        """One page a paper."""
        return sheets(self.names, self.papers, created=created)


def papers_left(sample: SampleContest, *, pile: int, typed: int) -> Left:
    """What lies there from a pile on of which so many papers are typed."""
    entries = in_order(with_sort_names(sample.entries))
    papers = []
    for number, one in enumerate(sample.piles, start=1):
        for position, paper in enumerate(one.papers, start=1):
            assert isinstance(paper.seen, Strikes)
            if (number, position) > (pile, typed):
                papers.append((f"Tập {number}, phiếu {position}", paper.seen))
    return Left({number: entry.name for number, entry in enumerate(entries, start=1)}, tuple(papers))
