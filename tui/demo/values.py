"""What the sample is made of (dữ liệu mẫu): contests, their figures, their piles and what is seen on each paper."""

from dataclasses import dataclass

from ballots.contests.values import ContestDetails, ListEntry, Roll
from ballots.counting.figures import CardVotes, Delegation
from ballots.counting.values import PileKind
from ballots.regulations.values import BoardReason, Marks


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a paper is laid aside, and what two of the board conclude on it (phiếu cần kết luận)."""

    remark: str
    """The typist's, a code of the pad."""
    marks: Marks | None = None
    """What the board fixes; None leaves the marks as they were typed."""
    void: BoardReason | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """One paper (phiếu mẫu): what is seen on it, and what makes it doubtful."""

    seen: Marks
    doubt: Doubt | None = None


@dataclass(frozen=True, slots=True)
class SamplePile:
    """A sorted pile (tập mẫu); a heap's one paper stands for all."""

    kind: PileKind
    papers: tuple[SamplePaper, ...]
    times: int = 1

    @property
    def size(self) -> int:
        """Papers in it."""
        return len(self.papers) * self.times

    def counts(self, counts: int) -> int:
        """How many of so many counts key it."""
        return 1 if self.kind is PileKind.ASIDE else counts


@dataclass(frozen=True, slots=True)
class SampleContest:
    """A contest with everything that happens at its desk (cuộc bầu mẫu)."""

    short: str
    """What the demo calls it while it works."""
    details: ContestDetails
    entries: tuple[ListEntry, ...]
    roll: Roll
    votes: CardVotes
    printed: int
    faulty: int
    delegations: tuple[Delegation, ...]
    seals: tuple[str, ...]
    piles: tuple[SamplePile, ...]
    packet_seals: tuple[str, ...] = ()
    """On the packet of ballots, once it is sealed."""
    missing: int = 0
    """Issued but not collected; two people explain it."""
    missing_because: str = ""
    counts: int = 1
    """Independent counts of each pile (lượt kiểm)."""
    mistyped: tuple[tuple[int, int], ...] = ()
    """Piles and positions where the second count typed a neighbouring number; two of the board settle."""

    @property
    def collected(self) -> int:
        """Papers in the box."""
        return sum(pile.size for pile in self.piles)

    @property
    def to_key(self) -> int:
        """Papers keyed in all counts; those that lie aside are keyed once, by the board."""
        return sum(pile.size * pile.counts(self.counts) for pile in self.piles)

    @property
    def left(self) -> int:
        """Papers never handed out."""
        return self.printed - sum(line.issued + line.spoiled for line in self.delegations)
