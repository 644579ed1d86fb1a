"""The desk of one contest (bàn kiểm phiếu) as its rules see it, and what can be done at it."""

from dataclasses import dataclass, field

from ballots.counting.accounting import Accounting, EquationName, Explained, account
from ballots.counting.events import Event
from ballots.counting.figures import Figures, Known, StepFigures
from ballots.counting.values import Pile, PileState, Step
from ballots.regulations.rules import Tally
from congress.errors import Refused


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of one contest (bàn kiểm phiếu) as its rules see it."""

    known: Known
    step: Step = Step.RECEIVE
    by_hand: bool = False
    figures: Figures = field(default_factory=Figures)
    explained: Explained = field(default_factory=Explained)
    piles: tuple[Pile, ...] = ()
    counts: int = 0
    """How many independent counts each pile gets; 0 before they are opened, and by hand."""
    tally: Tally | None = field(default=None, repr=False)
    """Papers concluded so far, added up; None before the first."""
    machine: str = ""
    """The machine that opened the desk."""
    station: bool = False
    """It came here from that machine, for keying alone."""

    @property
    def accounting(self) -> Accounting:
        """Where every paper is."""
        return account(self.figures, self.explained, self.piles, tally=self.tally)

    def pile(self, number: int) -> Pile:
        """The pile of a number; refused where there is none."""
        found = next((pile for pile in self.piles if pile.number == number), None)
        if found is None:
            raise Refused("pile-unknown", pile=number)
        return found

    @property
    def piles_done(self) -> bool:
        """Whether every pile is closed."""
        return bool(self.piles) and all(pile.state is PileState.CLOSED for pile in self.piles)

    @property
    def report_stale(self) -> bool:
        """Issued or collected were corrected after they had been reported to the congress."""
        reported, figures = self.figures.reported, self.figures
        if reported is None or figures.issued is None or figures.box_opened is None:
            return False
        return (reported.issued, reported.collected) != (figures.issued.issued, figures.box_opened.collected)


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to be done on the papers of a pile once all its counts are closed (phiếu còn phải xử lý)."""

    waiting: int = 0
    differing: int = 0


# --- what is done ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """A step's figures, for the first time or as a correction."""

    figures: StepFigures


@dataclass(frozen=True, slots=True)
class Explain:
    """A difference that two people explain: `papers` printed or issued ones are not to be found."""

    equation: EquationName
    papers: int


@dataclass(frozen=True, slots=True)
class DecideAliens:
    """Board and presidium decide on papers that the board did not issue."""

    papers: int


@dataclass(frozen=True, slots=True)
class OpenCount:
    """The counts of the sorted piles are opened: so many, independent of each other."""

    counts: int


@dataclass(frozen=True, slots=True)
class OnPile:
    """A pile is opened, closed, reopened for one of its counts, or its totals counted by hand are kept."""

    event: Event
    number: int
    tally: Tally | None = field(default=None, repr=False)
    count: int = 1
    left: Left | None = None
    """What closing its last count left to be done."""


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """A paper of an open pile got a reading: so many of the pile are read in this count and set aside now."""

    number: int
    read: int
    waiting: int
    count: int = 1


@dataclass(frozen=True, slots=True)
class Conclude:
    """The board concluded on a paper of a closed pile; `tally` is what all concluded papers add up to now."""

    number: int
    left: Left
    tally: Tally | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Settle:
    """Two of the board settled a difference between the counts of a closed pile, with the paper in hand."""

    number: int
    left: Left
    tally: Tally | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Plain:
    """A doing without figures: the count closed, by hand, fixed, official, packed."""

    event: Event


Doing = Record | Explain | DecideAliens | OpenCount | OnPile | ReadPaper | Conclude | Settle | Plain
