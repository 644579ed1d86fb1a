"""Which contests of two terms belong together (ghép cuộc bầu): proposed by title and kind, settled by people; pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from congress.subjects import ContestResult
from congress.text import fold

UNLIKE = 500
"""So many thousandths of their words have two titles in common, or they are not proposed to be one contest."""
_PASSING = re.compile(
    r"\b(?:nhiem ky \d{4}\s*[-–]\s*\d{4}|\d{4}\s*[-–]\s*\d{4}|(?:khoa|lan thu) (?:\d+|[ivxl]+|nhat))\b|[^\w\s]"
)
"""What changes from term to term in one title: its years, its number."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A contest of one term and the one of the other that it is compared with; one of them may be missing."""

    first: ContestResult | None
    second: ContestResult | None

    @property
    def title(self) -> str:
        """The later contest's title, else the earlier one's."""
        one = self.second or self.first
        return "" if one is None else one.title


def pairs(first: Sequence[ContestResult], second: Sequence[ContestResult], said: Mapping[str, str]) -> tuple[Pair, ...]:
    """Contests of two terms, those that belong together side by side, in the order of the later term.

    `said`: by key of an earlier contest the later one a person put to it, or nothing for none.
    """
    later = {one.key: one for one in second}
    taken = {one.key: said[one.key] for one in first if said.get(one.key) in {*later, ""}}
    free = [one for one in first if one.key not in taken]
    used = set(taken.values())
    for _, one, other in sorted(_likely(free, [each for each in second if each.key not in used]), key=_best_first):
        if one.key not in taken and other.key not in taken.values():
            taken[one.key] = other.key
    earlier = {taken[one.key]: one for one in first if taken.get(one.key)}
    together = [Pair(earlier.get(one.key), one) for one in second]
    alone = [Pair(one, None) for one in first if not taken.get(one.key)]
    return (*together, *alone)


def _likely(
    first: Sequence[ContestResult], second: Sequence[ContestResult]
) -> Iterator[tuple[tuple[int, bool], ContestResult, ContestResult]]:
    for one in first:
        for other in second:
            if (one.kind, one.round) == (other.kind, other.round):
                alike = _alike(one, other)
                if alike >= UNLIKE:
                    yield (alike, fold(one.body) == fold(other.body)), one, other


def _best_first(
    found: tuple[tuple[int, bool], ContestResult, ContestResult],
) -> tuple[int, bool]:
    (alike, same_body), _, _ = found
    return -alike, not same_body


def _alike(one: ContestResult, other: ContestResult) -> int:
    """Thousandths of the words that two titles have in common."""
    ours, theirs = _words(one), _words(other)
    return 1000 * len(ours & theirs) // len(ours | theirs) if ours | theirs else 0


def _words(one: ContestResult) -> frozenset[str]:
    title = _PASSING.sub(" ", fold(one.title)).split()
    return frozenset(title) - (frozenset(fold(one.body).split()) - {"bo", "dang"}) or frozenset(title)
