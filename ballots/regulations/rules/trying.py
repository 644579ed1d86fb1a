"""A test deck (bộ phiếu thử): papers for a run before the count, with what they must come to known beforehand.

Row i of the list gets about i votes, so that two names mixed up, a row skipped or a row read twice shows in the
totals. Every name gets a vote. Beside these lie papers at the edge of each rule: as many names as may be chosen,
one name, one name too many, and a paper for each reason of the regulation and of the board.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ballots.regulations.rules.tallying import Tally, tally_papers
from ballots.regulations.rules.validity import judge
from ballots.regulations.values import BoardReason, Boxes, Contest, Form, Marks, Paper, Standing, Strikes, VoidReason

WHY = "Phiếu thử"
"""The board's words on the paper that is void for another reason."""


@dataclass(frozen=True, slots=True)
class Deck:
    """Papers to be counted as a trial, and what they must come to (bộ phiếu thử và kết quả phải có)."""

    contest: Contest
    papers: tuple[Paper, ...]
    """Valid ones first, then the void ones in the order of reasons: the same deck for the same list every time."""
    expected: Tally

    @property
    def tells_names_apart(self) -> bool:
        """Whether totals can differ from name to name; a list of one name has nothing to be mixed up with."""
        return len(self.contest.candidates) > 1

    @property
    def missing(self) -> tuple[VoidReason, ...]:
        """Reasons of the regulation that no paper of this contest can be void for."""
        held = {line.reason for line in self.expected.invalid_by_reason}
        return tuple(reason for reason in VoidReason if reason not in held)


def papers_for_totals(contest: Contest) -> int:
    """The fewest papers that give 1, 2, 3 ... votes to the names of a list; to be asked before a deck is made."""
    names = len(contest.candidates)
    return max(names, -(-_votes(names) // _most(contest)))


def deck(contest: Contest) -> Deck:
    """The test deck of a contest's list (bộ phiếu thử)."""
    held = [*_spread(contest), *_at_the_edges(contest)]
    marks = [_marks(contest, chosen) for chosen in held]
    papers = [Paper(one) for one in (*_with_rows_without_a_vote(contest, marks), *_odd(contest))]
    papers.sort(key=lambda paper: judge(contest, paper).standing is not Standing.VALID)
    papers += _of_the_board(marks[0])
    return Deck(contest, tuple(papers), tally_papers(contest, papers))


def _votes(names: int) -> int:
    return names * (names + 1) // 2


def _most(contest: Contest) -> int:
    return min(contest.seats, len(contest.candidates))


def _spread(contest: Contest) -> list[list[int]]:
    """Whom each paper chooses: name i takes the next i papers around the deck, so papers differ by one name at most."""
    papers: list[list[int]] = [[] for _ in range(papers_for_totals(contest))]
    place = 0
    for votes, number in enumerate(contest.numbers, start=1):
        for paper in range(place, place + votes):
            papers[paper % len(papers)].append(number)
        place = (place + votes) % len(papers)
    return papers


def _at_the_edges(contest: Contest) -> Iterator[tuple[int, ...]]:
    # Those last on the list have the most votes already: one more each keeps all totals apart.
    most = _most(contest)
    yield contest.numbers[-most:]
    if most > 1:
        yield contest.numbers[-1:]
    if contest.seats < len(contest.candidates):
        yield contest.numbers[: contest.seats + 1]


def _marks(contest: Contest, chosen: Iterable[int]) -> Marks:
    names = set(chosen)
    others = [number for number in contest.numbers if number not in names]
    return Strikes.of(others) if contest.form is Form.STRIKE else Boxes.of(names, others)


def _with_rows_without_a_vote(contest: Contest, marks: list[Marks]) -> Iterator[Marks]:
    """Form B: a row in both boxes on one valid paper, a row in neither on another; neither row gives a vote."""
    several = len(contest.candidates) > 1
    due = ["both", "neither"] if several else []
    for one in marks:
        if due and isinstance(one, Boxes) and one.disagree and len(one.agree) <= contest.seats:
            row, rest = one.disagree[0], one.disagree[1:]
            both = due.pop(0) == "both"
            yield Boxes.of((*one.agree, row), one.disagree) if both else Boxes(one.agree, rest)
        else:
            yield one


def _odd(contest: Contest) -> Iterator[Marks]:
    """Papers that choose nobody, in every way that the form of paper has."""
    numbers = contest.numbers
    if contest.form is Form.STRIKE:
        yield Strikes.of(numbers)
        return
    yield Boxes.of((), numbers)
    yield Boxes()
    yield Boxes.of(numbers, numbers)
    if len(numbers) > 1:
        yield Boxes.of((), numbers[:1])


def _of_the_board(marks: Marks) -> Iterator[Paper]:
    """Papers whose marks are good: counted by mistake, they would change the totals."""
    for reason in BoardReason:
        yield Paper(marks, reason, why=WHY if reason is BoardReason.OTHER else "")
