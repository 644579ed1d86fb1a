"""What the voters of the sample marked (dấu trên phiếu mẫu): drawn once by a seed, so that every demo is the same."""

import random
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from ballots.contests.rules import in_order, with_sort_names
from ballots.counting.values import PILE_PAPERS_MOST, PileKind
from ballots.regulations.values import Strikes
from tui.demo.lists import Nominee
from tui.demo.values import SamplePaper, SamplePile


def weights_of(nominees: Sequence[Nominee]) -> dict[int, float]:
    """Each number on the paper (số thứ tự) with the weight of its person: numbers follow the order of names."""
    placed = in_order(with_sort_names(nominee.entry for nominee in nominees))
    weights = {(n.entry.name, n.entry.born): n.weight for n in nominees}
    return {number: weights[entry.name, entry.born] for number, entry in enumerate(placed, start=1)}


class Voters:
    """Voters who strike names by their weights (cử tri mẫu); the same seed, the same papers."""

    def __init__(self, weights: Mapping[int, float], *, seed: str) -> None:
        self._weights = weights
        self._random = random.Random(seed)

    @property
    def least_liked(self) -> tuple[int, ...]:
        """Numbers, those struck most often first."""
        return tuple(sorted(self._weights, key=lambda number: (-self._weights[number], number)))

    def strike(self, names: int) -> Strikes:
        """A paper with so many names struck."""
        # Efraimidis and Spirakis: the greatest u^(1/w) are a weighted sample without replacement.
        keys = {number: self._random.random() ** (1 / weight) for number, weight in self._weights.items()}
        return Strikes.of(sorted(keys, key=lambda number: -keys[number])[:names])

    def papers(self, papers: int, *, strike: int) -> tuple[SamplePaper, ...]:
        """So many papers, each with so many names struck."""
        return tuple(SamplePaper(self.strike(strike)) for _ in range(papers))

    def fewer(self, papers: int, *, strike: int, most: int) -> tuple[SamplePaper, ...]:
        """So many papers that strike more names than are due, at most `most`."""
        return tuple(SamplePaper(self.strike(self._random.randint(strike + 1, most))) for _ in range(papers))

    def heap(self, papers: int, *, strike: int) -> SamplePile:
        """A heap of one pattern: just those struck most often."""
        return SamplePile(PileKind.HEAP, (SamplePaper(Strikes.of(self.least_liked[:strike])),), times=papers)


def piles(kind: PileKind, papers: Iterable[SamplePaper]) -> tuple[SamplePile, ...]:
    """The papers clipped into piles of at most 25."""
    left = iter(papers)
    found = []
    while pile := tuple(islice(left, PILE_PAPERS_MOST)):
        found.append(SamplePile(kind, pile))
    return tuple(found)
