"""The papers of a typing trial (phiếu để tập): invented names, and on each paper so many of them struck."""

import random
from dataclasses import dataclass
from itertools import product

from ballots.contests.rules import in_order, with_sort_names
from ballots.contests.values import ListEntry
from ballots.counting.values import PILE_PAPERS_MOST
from ballots.regulations.values import Strikes
from congress.errors import Finding, Malformed

MOST_PAPERS, MOST_NAMES = 1000, 200
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
_MIDDLE = ("Văn", "Thị", "Đức", "Quốc", "Minh", "Hữu", "Thanh", "Xuân")
_GIVEN = (
    *("An", "Bình", "Châu", "Dũng", "Đạt", "Giang", "Hà", "Hương", "Khánh", "Lan", "Long", "Mai", "Nam", "Nghĩa"),
    *("Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Trung", "Tú", "Uyên", "Vân", "Yến"),
)


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be typed (bài tập): the list, and each paper as it lies there."""

    entries: tuple[ListEntry, ...]
    """In the order of the ballot, numbered from 1."""
    struck: int
    papers: tuple[Strikes, ...]

    @property
    def names(self) -> dict[int, str]:
        """The name of each number."""
        return {number: entry.name for number, entry in enumerate(self.entries, start=1)}

    @property
    def digits(self) -> int:
        """Digits of a number as it is typed and printed; at least two."""
        return max(2, len(str(len(self.entries))))

    @property
    def seats(self) -> int:
        """How many a paper chooses."""
        return len(self.entries) - self.struck

    @property
    def piles(self) -> tuple[int, ...]:
        """Papers of each pile, clipped by 25."""
        whole, rest = divmod(len(self.papers), PILE_PAPERS_MOST)
        return (*(PILE_PAPERS_MOST for _ in range(whole)), *((rest,) if rest else ()))


def task(*, papers: int, names: int, struck: int, seed: int) -> Task:
    """Draw a task; the same figures and seed give the same papers (mã đề)."""
    faults = [
        Finding(option, "trial-number-wrong", {"least": least, "most": most})
        for option, number, least, most in (
            ("--papers", papers, 1, MOST_PAPERS),
            ("--names", names, 2, MOST_NAMES),
            ("--struck", struck, 1, max(1, min(names, MOST_NAMES) - 1)),
        )
        if not least <= number <= most
    ]
    if faults:
        raise Malformed(faults)
    draw = random.Random(seed)
    every = [" ".join(words) for words in product(_FAMILY, _MIDDLE, _GIVEN)]
    entries = in_order(with_sort_names(ListEntry(name) for name in draw.sample(every, names)))
    numbers = range(1, names + 1)
    return Task(entries, struck, tuple(Strikes.of(draw.sample(numbers, struck)) for _ in range(papers)))
