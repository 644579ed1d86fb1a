"""Counting marks by rows (đếm dấu theo dòng), the inner loop of a tally.

Validity depends on how many rows of a paper say what (`validity.Shape`) and nothing else, so each shape is judged
once. Of form A the few struck numbers are counted. A paper of form B, which marks every row, and any paper in
compact form, is one whole number with a bit a row: the votes of a row are then the ones in its bit over all
papers, counted a column of papers at a time.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from ballots.regulations.rules.validity import Shape, void_reasons
from ballots.regulations.values import Boxes, Contest, Form, Marks, Reason, Strikes

Rows = list[int]
"""Papers, each as the bits of the rows that carry a mark."""


def count_rows(papers: Rows, *, names: int) -> list[int]:
    """How many of `papers` have each of the first `names` bits set (số dấu ở từng dòng)."""
    width = (names + 7) // 8
    packed = b"".join([paper.to_bytes(width, "little") for paper in papers])
    first_bits = int.from_bytes(b"\1" * len(papers), "little")
    counts: list[int] = []
    for lane in range(width):
        column = int.from_bytes(packed[lane::width], "little")
        counts.extend((column & (first_bits << bit)).bit_count() for bit in range(8))
    return counts[:names]


class Adder:
    """Adds papers of one contest up (bộ cộng)."""

    def __init__(self, contest: Contest) -> None:
        self.contest = contest
        self.names = len(contest.candidates)
        self.all_rows = (1 << self.names) - 1
        self.bit = {number: 1 << row for row, number in enumerate(contest.numbers)}
        self.valid = 0
        self.void: dict[Reason, int] = {}
        self.agree = [0] * self.names
        self.disagree = [0] * self.names
        self.names_chosen = 0

    def add_void(self, reason: Reason, times: int) -> None:
        """Papers void for `reason` (phiếu không hợp lệ)."""
        self.void[reason] = self.void.get(reason, 0) + times

    def add_marks(self, papers: Sequence[Marks], *, times: int = 1) -> None:
        """Papers as they were seen, each `times` times."""
        if self.contest.form is Form.STRIKE:
            strikes = [paper.struck for paper in papers if isinstance(paper, Strikes)]
            self._same(papers, strikes)
            self._add_strikes(strikes, times=times)
        else:
            boxes = [paper for paper in papers if isinstance(paper, Boxes)]
            self._same(papers, boxes)
            agreed = self._packed([paper.agree for paper in boxes])
            self.add_boxed(agreed, self._packed([paper.disagree for paper in boxes]), times=times)

    def _same(self, papers: Sequence[Marks], of_this_form: Sequence[object]) -> None:
        if len(papers) != len(of_this_form):
            raise ValueError("marks of the other form of paper")

    def _packed(self, papers: Iterable[tuple[int, ...]]) -> Rows:
        bit = self.bit.__getitem__
        try:
            return [sum(map(bit, numbers)) for numbers in papers]
        except KeyError as unknown:
            raise ValueError(f"no candidate {unknown}") from None

    def _add_strikes(self, papers: list[tuple[int, ...]], *, times: int) -> None:
        # Few numbers on a paper: counting them as they are beats packing them first.
        void = self._void_sizes(Counter(map(len, papers)), times=times)
        if void:
            papers = [paper for paper in papers if len(paper) not in void]
        strikes = Counter(chain.from_iterable(papers))
        if not strikes.keys() <= self.bit.keys():
            raise ValueError(f"no candidates {sorted(strikes.keys() - self.bit.keys())}")
        self._book([strikes[number] for number in self.bit], papers=len(papers), times=times)

    def add_struck(self, papers: Rows) -> None:
        """Papers of form A by their struck rows."""
        self._check(papers)
        void = self._void_sizes(Counter(map(int.bit_count, papers)), times=1)
        if void:
            papers = [paper for paper in papers if paper.bit_count() not in void]
        self._book(count_rows(papers, names=self.names), papers=len(papers), times=1)

    def _void_sizes(self, sizes: Mapping[int, int], *, times: int) -> set[int]:
        """Book papers of form A by how many names are struck; gives the sizes that are void."""
        shapes = {Shape(self.names - size, size, 0): papers * times for size, papers in sizes.items()}
        return {shape.against for shape in self._judge(shapes)}

    def _book(self, strikes: Sequence[int], *, papers: int, times: int) -> None:
        for row, struck in enumerate(strikes):
            self.disagree[row] += struck * times
            self.agree[row] += (papers - struck) * times

    def add_boxed(self, agreed: Rows, disagreed: Rows, *, times: int = 1) -> None:
        """Papers of form B by their rows agreed and disagreed, side by side."""
        self._check(agreed)
        self._check(disagreed)
        both = list(map(int.__and__, agreed, disagreed))
        chosen = list(map(int.__xor__, agreed, both))
        against = list(map(int.__xor__, disagreed, both))
        shapes = list(map(Shape, *(map(int.bit_count, rows) for rows in (chosen, against, both))))
        void = self._judge({shape: papers * times for shape, papers in Counter(shapes).items()})
        if void:
            chosen = [rows for rows, shape in zip(chosen, shapes, strict=True) if shape not in void]
            against = [rows for rows, shape in zip(against, shapes, strict=True) if shape not in void]
        for row, votes in enumerate(count_rows(chosen, names=self.names)):
            self.agree[row] += votes * times
        for row, votes in enumerate(count_rows(against, names=self.names)):
            self.disagree[row] += votes * times

    def _check(self, papers: Rows) -> None:
        if papers and not 0 <= min(papers) <= max(papers) <= self.all_rows:
            raise ValueError("a paper marks rows that the ballot does not have")

    def _judge(self, shapes: Mapping[Shape, int]) -> set[Shape]:
        """Book papers by their shape as valid or void; gives the void shapes."""
        void: set[Shape] = set()
        for shape, papers in shapes.items():
            reasons = void_reasons(self.contest, shape)
            if reasons:
                self.add_void(reasons[0], papers)
                void.add(shape)
            else:
                self.valid += papers
                self.names_chosen += shape.chosen * papers
        return void
