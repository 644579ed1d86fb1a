"""The report of issued and collected (thông báo phát ra, thu về): nothing is typed, the paper is made and read out."""

from collections.abc import Iterator

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.events import FIXED
from ballots.counting.figures import Reported, StepFigures
from ballots.counting.values import Step
from ballots.counting.views import DeskView
from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import t
from tui.keys import Hint
from tui.screens.desk_showing import what_blocks
from tui.screens.desk_step import StepScreen
from tui.widgets.drawing import BIG_ROWS, NEXT, big_number, line, lines

_GAP = 8
"""Blanks between two figures in large type."""


class ReportScreen(StepScreen):
    """Issued and collected, large; Enter makes the notice."""

    HEADING = "Report issued and collected"
    STEP = Step.REPORT

    def compose_figures(self) -> ComposeResult:
        """The two figures."""
        yield Static("", id="figures", markup=False)

    def show_desk(self, view: DeskView) -> None:
        """What will be read out, or what blocks it."""
        super().show_desk(view)
        due = self._due(view)
        rows = [*_large((t("Issued"), due.issued if due else None), (t("Collected"), due.collected if due else None))]
        if view.step is Step.REPORT and view.blockers:
            rows += [*what_blocks(view.blockers)]
        elif due is not None and self.why_not("desk:reported") is None and view.step not in FIXED:
            again = view.desk.figures.reported is not None
            said = t("Enter makes the notice again") if again else t("Enter makes the notice for the congress")
            rows.append(line((f"{NEXT} ", "bold $gold"), (said, "bold")))
        self.query_one("#figures", Static).update(lines(rows))

    def _due(self, view: DeskView) -> Reported | None:
        issued, opened = view.desk.figures.issued, view.desk.figures.box_opened
        return None if issued is None or opened is None else Reported(issued.issued, opened.collected)

    def hints(self) -> tuple[Hint, ...]:
        """What Enter does."""
        return (("⏎", t("make the notice")),) if self.check_action("submit", ()) else ()

    def is_done(self, view: DeskView) -> bool:
        """A notice that was corrected is simply made again, without a reason."""
        return False

    def typed(self) -> StepFigures:
        """What stands on the desk."""
        due = None if self.view is None else self._due(self.view)
        if due is None:
            raise Refused("figures-missing")
        return due

    def keep(self, by: Authority, figures: StepFigures) -> StepDone:
        """Make the notice."""
        return service.report(self.workspace, by, contest_id=self.contest_id)

    def on_key(self, event: events.Key) -> None:
        """Enter makes it."""
        super().on_key(event)
        if event.key == "enter":
            event.stop()
            self.action_submit()


def _large(*figures: tuple[str, int | None]) -> Iterator[Content]:
    """Figures side by side in large type, their words above."""
    if all(number is not None for _, number in figures):
        digits = [big_number(str(number)) for _, number in figures]
        widths = [max(len(rows[0]), len(word)) + _GAP for (word, _), rows in zip(figures, digits, strict=True)]
        yield line(*((word.ljust(width), "$quiet") for (word, _), width in zip(figures, widths, strict=True)))
        for row in range(BIG_ROWS):
            yield line(("".join(rows[row].ljust(width) for rows, width in zip(digits, widths, strict=True)), "bold"))
        yield line("")
