"""What the screens of a contest's desk share (khung bàn kiểm phiếu): the equations below, papers made, who may what."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ballots.counting.service import desk_view
from ballots.counting.views import DeskView
from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence
from tui.messages import Problem
from tui.screens.desk_showing import equations
from tui.screens.frame import PROBLEM_ID
from tui.screens.made_papers import MadePapers
from tui.widgets.accounting import AccountingBar
from tui.widgets.drawing import line, lines
from tui.widgets.forms import Form
from tui.widgets.notices import ErrorPanel


class DeskFrame(MadePapers):
    """A screen of one contest's desk (màn hình của bàn kiểm phiếu); the accounting stands below, always."""

    OF_CONTEST = True
    HAS_BESIDE = True

    def __init__(self) -> None:
        super().__init__()
        self.view: DeskView | None = None

    def compose_foot(self) -> ComposeResult:
        """Papers just made, and the equations."""
        yield from super().compose_foot()
        yield AccountingBar()

    def compose_beside(self) -> ComposeResult:
        """What belongs beside the work."""
        yield Static("", id="aside", markup=False)

    def show_state(self) -> None:
        """Read the desk, show its equations and the rest."""
        contest_id = self.contest_id
        self.view = self.read(lambda unit: desk_view(unit, contest_id))
        self.query_one(AccountingBar).equations = equations(self.view.accounting)
        self.show_desk(self.view)
        self.show_beside(self.view)

    def show_desk(self, view: DeskView) -> None:
        """Show the desk as it stands."""

    def show_beside(self, view: DeskView) -> None:
        """Fill the second column."""

    def put_beside(self, rows: Iterable[Content]) -> None:
        """Lines of the second column."""
        self.query_one("#aside", Static).update(lines(rows))

    def say(self, problem: Problem) -> None:
        """What went wrong: beside its fields, else above in words alone, since people know no paths."""
        if isinstance(problem, Malformed):
            forms = self.query(Form)
            homeless = forms.first().say(problem) if forms else problem.findings
            if not homeless:
                return
            problem = in_words(homeless)
        self.query_one(f"#{PROBLEM_ID}", ErrorPanel).show(problem)

    # --- who may what ------------------------------------------------------------------------------------

    def refuses(self, deed: str) -> bool:
        """Whether the person may not do a deed; why is said."""
        why = self._rights.why_not(deed)
        if why is None:
            return False
        self.say(_looks_on(why))
        return True

    def why_not(self, *deeds: str) -> Content | None:
        """Why the person only looks on here, where none of these deeds is theirs."""
        refusals = [self._rights.why_not(deed) for deed in deeds]
        if not refusals or any(one is None for one in refusals):
            return None
        first = refusals[0]
        assert isinstance(first, Refused)
        return line((sentence(_looks_on(first)), "$quiet"))


def in_words(findings: Iterable[Finding]) -> Malformed:
    """Faults without the places where a program finds them."""
    return Malformed([Finding("", finding.code, finding.facts) for finding in findings])


def _looks_on(why: Refused) -> Refused:
    """Why the person only looks on, as one sentence for one person or two: who does it instead."""
    return Refused("looks-on", who=why.facts.get("roles") or why.facts.get("pairs"))
