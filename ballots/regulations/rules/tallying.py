"""Adding papers up (cộng phiếu): one pass, linear in papers and names; piles add to the whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from ballots.regulations.rules.adding import Adder
from ballots.regulations.values import REASON_ORDER, BoardReason, Contest, Form, Marks, Paper, Reason, ReasonCount

CHUNK = 2_048
"""Papers counted at once: they stay in the processor's cache, and memory stays constant."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes added up (kết quả cộng phiếu) of a pile or of the whole; tallies of one contest add."""

    numbers: tuple[int, ...]
    """Candidate numbers in ballot order; the votes below stand in the same order."""
    valid: int
    invalid_by_reason: tuple[ReasonCount, ...]
    """Void papers under their first reason, in the order of reasons."""
    agree: tuple[int, ...]
    disagree: tuple[int, ...]
    names_chosen: int
    """Names chosen on all valid papers, added up paper by paper: the control total (tổng kiểm tra)."""

    @classmethod
    def empty(cls, contest: Contest) -> "Tally":
        """No papers yet (chưa có phiếu)."""
        zeros = (0,) * len(contest.candidates)
        return cls(contest.numbers, 0, (), zeros, zeros, 0)

    @property
    def invalid(self) -> int:
        """Void papers (số phiếu không hợp lệ)."""
        return sum(line.papers for line in self.invalid_by_reason)

    @property
    def papers(self) -> int:
        """All papers (số phiếu)."""
        return self.valid + self.invalid

    @property
    def not_issued(self) -> int:
        """Papers that the board did not hand out (phiếu không do ban kiểm phiếu phát ra)."""
        return next((c.papers for c in self.invalid_by_reason if c.reason is BoardReason.NOT_ISSUED), 0)

    @property
    def is_controlled(self) -> bool:
        """Whether the sum of votes is the number of names chosen (khớp tổng kiểm tra)."""
        return sum(self.agree) == self.names_chosen

    def __add__(self, other: "Tally") -> "Tally":
        if self.numbers != other.numbers:
            raise ValueError("tallies of different lists do not add")
        reasons = {line.reason: line.papers for line in self.invalid_by_reason}
        for line in other.invalid_by_reason:
            reasons[line.reason] = reasons.get(line.reason, 0) + line.papers
        return Tally(
            self.numbers,
            self.valid + other.valid,
            _in_order(reasons),
            tuple(map(int.__add__, self.agree, other.agree)),
            tuple(map(int.__add__, self.disagree, other.disagree)),
            self.names_chosen + other.names_chosen,
        )


def _in_order(papers: Mapping[Reason, int]) -> tuple[ReasonCount, ...]:
    return tuple(ReasonCount(reason, papers[reason]) for reason in REASON_ORDER if papers.get(reason))


def tally_papers(contest: Contest, papers: Iterable[Paper]) -> Tally:
    """Votes of `papers`, each of them concluded (cộng phiếu)."""
    adder = Adder(contest)
    rest = iter(papers)
    while chunk := list(islice(rest, CHUNK)):
        marks = [p.marks for p in chunk if p.times == 1 and p.board is None and p.marks is not None]
        adder.add_marks(marks)
        if len(marks) < len(chunk):
            _add_others(adder, chunk)
    return _total(contest, adder)


def _add_others(adder: Adder, chunk: Iterable[Paper]) -> None:
    heaps: dict[int, list[Marks]] = {}
    for paper in chunk:
        if paper.board is not None:
            adder.add_void(paper.board, paper.times)
        elif paper.times > 1 and paper.marks is not None:
            heaps.setdefault(paper.times, []).append(paper.marks)
    for times, marks in heaps.items():
        adder.add_marks(marks, times=times)


def tally_struck_rows(contest: Contest, papers: Iterable[int]) -> Tally:
    """Votes of form A papers in compact form (phiếu mẫu A dạng gọn): bit i of a paper is set where row i is struck."""
    if contest.form is not Form.STRIKE:
        raise ValueError("struck rows are of form A")
    adder = Adder(contest)
    rest = iter(papers)
    while chunk := list(islice(rest, CHUNK)):
        adder.add_struck(chunk)
    return _total(contest, adder)


def tally_boxed_rows(contest: Contest, papers: Iterable[tuple[int, int]]) -> Tally:
    """Votes of form B papers in compact form (phiếu mẫu B dạng gọn): bits of the rows agreed and of those disagreed."""
    if contest.form is not Form.AGREE:
        raise ValueError("boxed rows are of form B")
    adder = Adder(contest)
    rest = iter(papers)
    while chunk := list(islice(rest, CHUNK)):
        adder.add_boxed([agree for agree, _ in chunk], [disagree for _, disagree in chunk])
    return _total(contest, adder)


def _total(contest: Contest, adder: Adder) -> Tally:
    return Tally(
        contest.numbers,
        adder.valid,
        _in_order(adder.void),
        tuple(adder.agree),
        tuple(adder.disagree),
        adder.names_chosen,
    )
