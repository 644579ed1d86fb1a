"""The accounting of papers (cân đối phiếu): every equation as a value with both sides, always computable."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ballots.counting.figures import Figures
from ballots.counting.values import Pile, PileKind, PileState
from ballots.regulations.rules import Tally
from ballots.regulations.values import Ballots


class EquationName(StrEnum):
    """Which papers an equation balances (đẳng thức)."""

    PRINTED = "printed"
    """In ra = phát ra + hỏng + còn lại."""
    ISSUED = "issued"
    """Phát ra + không do ban phát = thu về + thiếu."""
    PILES = "piles"
    """Thu về = các tập."""
    VALID = "valid"
    """Thu về = hợp lệ + không hợp lệ theo lý do."""
    CONTROL = "control"
    """Tổng số phiếu bầu = tổng số tên được chọn trên phiếu hợp lệ (tổng kiểm tra)."""


class Balance(StrEnum):
    """How an equation stands (tình trạng)."""

    OPEN = "open"
    """Not every figure is there yet."""
    EVEN = "even"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of an equation; None while it is not known."""

    code: str
    """A message id: `term-issued`, or of a void reason."""
    value: int | None


@dataclass(frozen=True, slots=True)
class Equation:
    """Both sides of a balance (đẳng thức cân đối)."""

    name: EquationName
    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def difference(self) -> int | None:
        """Left less right; None while a figure is missing."""
        values = [[term.value for term in side] for side in (self.left, self.right)]
        if any(value is None for side in values for value in side):
            return None
        left, right = (sum(value for value in side if value is not None) for side in values)
        return left - right

    @property
    def balance(self) -> Balance:
        """Open, even or different."""
        if self.difference is None:
            return Balance.OPEN
        return Balance.EVEN if self.difference == 0 else Balance.DIFFERS

    @property
    def ok(self) -> bool:
        """Whether both sides are known and equal."""
        return self.balance is Balance.EVEN


@dataclass(frozen=True, slots=True)
class Explained:
    """Differences that two people explained (giải trình chênh lệch)."""

    unaccounted: int = 0
    """Printed papers that are neither issued, spoiled nor left."""
    missing: int = 0
    """Issued papers that were not collected (thiếu)."""
    aliens: int | None = None
    """Papers not issued by the board, on which board and presidium decided; None: no decision."""


@dataclass(frozen=True, slots=True)
class Accounting:
    """Where every paper is (cân đối phiếu), and whether a result may stand on it."""

    figures: Figures
    explained: Explained
    equations: tuple[Equation, ...]
    tally: Tally | None
    waiting: int
    """Papers set aside on which the board has not concluded."""
    unread: int
    """Papers of piles that some count has not read for good."""
    unsettled: int
    """Papers that the counts read differently and nobody has settled."""

    def __getitem__(self, name: EquationName) -> Equation:
        return next(equation for equation in self.equations if equation.name is name)

    @property
    def alien(self) -> int:
        """Papers the board did not issue, as concluded (phiếu không do ban kiểm phiếu phát ra)."""
        return self.tally.not_issued if self.tally else 0

    @property
    def differing(self) -> tuple[Equation, ...]:
        """Equations that do not balance."""
        return tuple(equation for equation in self.equations if equation.balance is Balance.DIFFERS)

    @property
    def agreed(self) -> bool:
        """Whether a result may stand on it: every equation even, nothing unread or waiting, aliens decided on."""
        return (
            all(equation.ok for equation in self.equations)
            and not self.waiting
            and not self.unread
            and not self.unsettled
            and (not self.alien or self.explained.aliens == self.alien)
        )

    @property
    def ballots(self) -> Ballots | None:
        """The four figures of the count record, once known."""
        figures = self.figures
        if figures.received is None or figures.issued is None or figures.box_opened is None:
            return None
        return Ballots(
            printed=figures.received.printed,
            issued=figures.issued.issued,
            spoiled=figures.issued.spoiled,
            collected=figures.box_opened.collected,
        )


def account(figures: Figures, explained: Explained, piles: Iterable[Pile], *, tally: Tally | None) -> Accounting:
    """The accounting from the desk's figures, its piles, and the papers concluded so far."""
    piles = tuple(piles)
    waiting = sum(pile.waiting for pile in piles)
    unread = sum(_unread(pile) for pile in piles)
    unsettled = sum(pile.differing for pile in piles)
    finished = tally is not None and figures.sorted is not None and not (waiting or unread or unsettled)
    equations = (
        _printed(figures, explained),
        _issued(figures, explained, tally),
        _piles(figures, piles),
        _valid(figures, tally, finished=finished),
        _control(tally, finished=finished),
    )
    return Accounting(figures, explained, equations, tally, waiting, unread, unsettled)


def _unread(pile: Pile) -> int:
    if pile.totalled:
        return 0
    # An open pile may still be corrected, so its papers are not yet read for good.
    return pile.papers if pile.state is not PileState.CLOSED else pile.papers - pile.read


def _printed(figures: Figures, explained: Explained) -> Equation:
    right = [
        Term("term-issued", figures.issued.issued if figures.issued else None),
        Term("term-spoiled", figures.issued.spoiled if figures.issued else None),
        Term("term-left", figures.closed.left if figures.closed else None),
    ]
    if explained.unaccounted:
        right.append(Term("term-unaccounted", explained.unaccounted))
    left = (Term("term-printed", figures.received.printed if figures.received else None),)
    return Equation(EquationName.PRINTED, left, tuple(right))


def _issued(figures: Figures, explained: Explained, tally: Tally | None) -> Equation:
    alien = tally.not_issued if tally else 0
    return Equation(
        EquationName.ISSUED,
        (Term("term-issued", figures.issued.issued if figures.issued else None), Term("term-alien", alien)),
        (
            Term("term-collected", figures.box_opened.collected if figures.box_opened else None),
            Term("term-missing", explained.missing),
        ),
    )


def _piles(figures: Figures, piles: tuple[Pile, ...]) -> Equation:
    kinds = tuple(
        Term(f"term-pile-{kind}", sum(pile.papers for pile in piles if pile.kind is kind) if figures.sorted else None)
        for kind in PileKind
        if kind is not PileKind.HEAP or any(pile.kind is kind for pile in piles)
    )
    return Equation(EquationName.PILES, (_collected(figures),), kinds)


def _valid(figures: Figures, tally: Tally | None, *, finished: bool) -> Equation:
    if tally is None or not finished:
        return Equation(
            EquationName.VALID, (_collected(figures),), (Term("term-valid", None), Term("term-invalid", None))
        )
    reasons = tuple(Term(f"reason-{line.reason}", line.papers) for line in tally.invalid_by_reason)
    return Equation(EquationName.VALID, (_collected(figures),), (Term("term-valid", tally.valid), *reasons))


def _control(tally: Tally | None, *, finished: bool) -> Equation:
    votes = sum(tally.agree) if tally is not None and finished else None
    names = tally.names_chosen if tally is not None and finished else None
    return Equation(EquationName.CONTROL, (Term("term-votes", votes),), (Term("term-names-chosen", names),))


def _collected(figures: Figures) -> Term:
    return Term("term-collected", figures.box_opened.collected if figures.box_opened else None)
