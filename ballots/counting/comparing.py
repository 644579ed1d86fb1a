"""The counts of a pile side by side (đối chiếu các lượt kiểm): pure, and blind until every count is closed.

What a paper counts as is decided in one place, `placed`: the board's reading where there is one; else what all counts
read alike; else nothing, and the paper waits for two of the board with the paper in hand (QC190 Art. 8(2)).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any, assert_never
from uuid import UUID

from ballots.counting import rules
from ballots.counting.desk import Left
from ballots.counting.values import Agreement, Conclusion, Reading, Seen, SetAside, Settlement
from ballots.regulations.values import Boxes, Marks, Paper, Strikes
from congress.comparing import Differing, differing

LAID_ASIDE = 0
"""The field beside the numbers of the list: whether the paper was laid aside."""


class Mark(StrEnum):
    """What one count says of one name, or of the whole paper (nội dung một lượt đọc)."""

    STRUCK = "struck"
    AGREE = "agree"
    DISAGREE = "disagree"
    BOTH = "both"
    ASIDE = "aside"


class Standing(StrEnum):
    """How a paper stands once its counts are compared (tình trạng phiếu sau đối chiếu)."""

    ALIKE = "alike"
    """Every count read the same marks."""
    WAITING = "waiting"
    """A count laid it aside: the board concludes."""
    DIFFERS = "differs"
    """The counts read different marks: two of the board settle."""
    CONCLUDED = "concluded"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper at its place with all that was read of it (phiếu tại vị trí của nó)."""

    pile: int
    position: int
    typed: tuple[Reading, ...]
    """What each count read, in the order of counts."""
    newest: Reading
    """Of the first count, in which the board's readings stand, too."""
    standing: Standing
    paper: Paper | None
    """What it counts as; None while people have to look."""
    conclusion: Conclusion | None = None
    settlement: Settlement | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Where the paper lies: its pile's number, its position in it."""
        return self.pile, self.position

    @property
    def pile_id(self) -> UUID:
        """Of the first count's pass."""
        return self.newest.pile_id

    @property
    def differences(self) -> tuple[Differing[int, Mark], ...]:
        """Where the counts differ, by number of the list; `LAID_ASIDE` where not all laid the paper aside."""
        return seen_differing([one.seen for one in self.typed])

    @property
    def is_aside(self) -> bool:
        """Whether any count laid it aside."""
        return any(isinstance(one.seen, SetAside) for one in self.typed)


def seen_differing(versions: Sequence[Seen | None]) -> tuple[Differing[int, Mark], ...]:
    """The named fields on which readings of one paper differ; marks of a paper laid aside are a remark only."""
    if any(isinstance(seen, SetAside) for seen in versions):
        return differing([{LAID_ASIDE: Mark.ASIDE} if isinstance(seen, SetAside) else {} for seen in versions])
    return differing([_fields(seen) for seen in versions if not isinstance(seen, SetAside)])


def _fields(marks: Marks | None) -> dict[int, Mark]:
    match marks:
        case None:
            return {}
        case Strikes(struck=struck):
            return dict.fromkeys(struck, Mark.STRUCK)
        case Boxes(agree=agree, disagree=disagree):
            said = dict.fromkeys(agree, Mark.AGREE) | dict.fromkeys(disagree, Mark.DISAGREE)
            return said | dict.fromkeys(set(agree) & set(disagree), Mark.BOTH)
        case _:
            assert_never(marks)


def placed(
    pile: int,
    passes: Sequence[Iterable[Reading]],
    *,
    conclusions: Mapping[tuple[UUID, int], Conclusion],
    settlements: Mapping[tuple[UUID, int], Settlement],
) -> tuple[Placed, ...]:
    """Every paper of a pile as it stands, by position; `passes` are the readings of each count, in their order.

    Only for a pile that has one count, or whose counts are all closed: nobody may learn of another count before.
    """
    held = [tuple(readings) for readings in passes]
    typed = [{one.position: one for one in rules.typed(readings)} for readings in held]
    return tuple(
        _standing(
            pile,
            newest,
            tuple(count[newest.position] for count in typed if newest.position in count),
            conclusions.get((newest.pile_id, newest.position)),
            settlements.get((newest.pile_id, newest.position)),
        )
        for newest in rules.newest(held[0])
    )


def _standing(
    pile: int,
    newest: Reading,
    typed: tuple[Reading, ...],
    conclusion: Conclusion | None,
    settlement: Settlement | None,
) -> Placed:
    def so(standing: Standing, paper: Paper | None = None) -> Placed:
        return Placed(pile, newest.position, typed, newest, standing, paper, conclusion, settlement)

    if newest.board:
        if settlement is not None and settlement.version == newest.version:
            return so(Standing.SETTLED, rules.settled_paper(newest))
        concluded = rules.paper_of(newest, conclusion)
        return so(Standing.WAITING if concluded is None else Standing.CONCLUDED, concluded)
    if any(isinstance(one.seen, SetAside) for one in typed):
        return so(Standing.WAITING)
    if seen_differing([one.seen for one in typed]):
        return so(Standing.DIFFERS)
    return so(Standing.ALIKE, rules.paper_of(newest, None))


def left(papers: Iterable[Placed]) -> Left:
    """What is left to be done on them."""
    states = [one.standing for one in papers]
    return Left(states.count(Standing.WAITING), states.count(Standing.DIFFERS))


def agreement(counts: int, piles: Iterable[Iterable[Placed]]) -> Agreement:
    """How far the counts of the papers agreed before anyone looked again (mức độ khớp nhau); papers of heaps each."""
    alike = differed = once = names = 0
    for one in (paper for pile in piles for paper in pile):
        if len(one.typed) < 2:
            once += one.newest.times
        elif found := one.differences:
            differed += one.newest.times
            names += len(found)
        else:
            alike += one.newest.times
    return Agreement(counts, alike, differed, names, once)


def agreement_json(found: Agreement | None) -> dict[str, int] | None:
    """An agreement as it stays once the papers are sealed."""
    return None if found is None else asdict(found)


def agreement_from(document: Mapping[str, Any] | None) -> Agreement | None:
    """An agreement as it was kept; ValueError for what this program cannot have written."""
    if document is None:
        return None
    if any(type(figure) is not int or figure < 0 for figure in document.values()):
        raise ValueError("figures")
    return Agreement(**document)


def shifted(papers: Sequence[Placed], *, least: int = 3) -> int | None:
    """The position from which two counts run one paper apart (nhập lệch phiếu): a paper skipped, or keyed twice.

    At least so many papers must differ in place and be alike one place further; None where it is not so.
    """
    if not papers or len(papers[0].typed) < 2:
        return None
    for start, one in enumerate(papers):
        if one.differences:
            rest = papers[start:]
            return one.position if any(_runs_apart(rest, turn, least) for turn in (False, True)) else None
    return None


def _runs_apart(papers: Sequence[Placed], turn: bool, least: int) -> bool:
    first, second = (1, 0) if turn else (0, 1)
    pairs = list(pairwise(papers))
    alike = sum(1 for one, after in pairs if not seen_differing([one.typed[first].seen, after.typed[second].seen]))
    apart = sum(1 for one in papers if one.differences)
    return apart >= least and alike >= len(pairs) - 1 and alike >= least - 1
