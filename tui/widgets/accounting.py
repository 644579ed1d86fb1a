"""Accounting of papers (cân đối phiếu): equations, each with its ✓ or ✗, always on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from congress.i18n import t
from tui.widgets.drawing import OK, UNKNOWN, WRONG, flow, line, lines


@dataclass(frozen=True, slots=True)
class Term:
    """A figure with its label (số hạng); the label is in the user's language already."""

    label: str
    papers: int | None
    """Nothing while it is not known yet."""


@dataclass(frozen=True, slots=True)
class Equation:
    """One side must equal the other (đẳng thức): `printed = issued + spoiled + left`."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]

    @property
    def difference(self) -> int | None:
        """Left less right; nothing while a figure is missing."""
        known = [term.papers for term in (*self.left, *self.right)]
        if any(papers is None for papers in known):
            return None
        return sum(t.papers or 0 for t in self.left) - sum(t.papers or 0 for t in self.right)


def figure(papers: int | None) -> str:
    """A number as Vietnamese print it, in groups of three; a dash while unknown."""
    return "—" if papers is None else f"{papers:,}".replace(",", " ")


def equation_line(equation: Equation) -> Content:
    """The equation in one line with its sign, and the difference in words where there is one."""
    sides = [_side(equation.left), _side(equation.right)]
    text = Content(" = ").join(sides)
    match equation.difference:
        case None:
            return line(text, (f" {UNKNOWN}", "$quiet"))
        case 0:
            return line(text, (f" {OK}", "bold $good"))
        case difference:
            words = t("off by {papers}", papers=figure(abs(difference)))
            return line(text, (f" {WRONG} {words}", "bold $bad"))


def _side(terms: Sequence[Term]) -> Content:
    return Content(" + ").join([line((f"{term.label} ", "$quiet"), (figure(term.papers), "bold")) for term in terms])


class AccountingBar(Widget):
    """All equations of a count, as many beside each other as fit (thanh cân đối)."""

    equations: reactive[tuple[Equation, ...]] = reactive((), layout=True)

    def __init__(self, equations: Sequence[Equation] = (), *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.set_reactive(AccountingBar.equations, tuple(equations))

    def render(self) -> Content:
        """Equations packed into lines."""
        return lines(self._packed(self.content_size.width or self.size.width or 76))

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """Lines that the equations need at this width."""
        return max(1, len(self._packed(width)))

    def _packed(self, width: int) -> list[Content]:
        return flow([equation_line(equation) for equation in self.equations], width=width)
