"""Doubtful papers (phiếu cần kết luận): every paper laid aside, what the board concluded, what still waits."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.events import FIXED
from ballots.counting.values import Doubtful, Step
from ballots.counting.views import DeskView
from congress.errors import Refused
from congress.i18n import t
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_showing import next_line, short_name, what_blocks
from tui.screens.desk_words import introduction
from tui.screens.doubtful_paper import DoubtfulPaperScreen
from tui.widgets.drawing import NEXT, OK, UNKNOWN, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable


class DoubtfulScreen(DeskFrame):
    """The papers on which two of the board conclude."""

    HEADING = "Doubtful papers"
    SAYS = (
        "A paper is taken out of its clip only when its pile is closed; it goes back when it is concluded on.",
        "Enter takes up the paper under the cursor. Two of the board conclude: they fix the marks, and the regulation "
        "says what follows; or they find the paper void for one of the board's own six reasons.",
        "When no paper waits, F8 closes the count: entry log and annex are made.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("close_count", "result")
    NEEDS: ClassVar[dict[str, str]] = {"close_count": "count:close"}

    def __init__(self) -> None:
        super().__init__()
        self._papers: tuple[Doubtful, ...] = ()

    def compose_page(self) -> ComposeResult:
        """How many wait, the papers, what is next."""
        yield Static("", id="about", markup=False)
        with Vertical(id="queue"):
            yield WindowedTable(
                [
                    Column("", 1),
                    Column(t("Pile"), 5, right=True),
                    Column(t("Paper"), 5, right=True),
                    Column(t("Why it lies aside")),
                    Column(t("Concluded")),
                    Column(t("By"), 14),
                ],
                fetch=self._fetch,
                count=lambda: len(self._papers),
                empty=t("No paper was laid aside"),
                widget_id="papers",
            )
        yield Static("", id="next", markup=False)

    def show_desk(self, view: DeskView) -> None:
        """The papers as they stand; the cursor on the first that waits."""
        self._papers = view.doubtful
        table = self.query_one(WindowedTable)
        table.reload()
        waiting = next((i for i, one in enumerate(self._papers) if one.concluded is None and one.ready), None)
        if waiting is not None and (not table.has_focus or self._papers[table.cursor].concluded is not None):
            table.cursor = waiting
        table.focus()
        left = sum(1 for one in self._papers if one.concluded is None)
        head = line(
            (t("{papers} papers aside", papers=len(self._papers)), "bold"),
            (f"  ·  {t('{papers} wait for the board', papers=left)}", "bold $gold" if left else "$quiet"),
        )
        self.query_one("#about", Static).update(lines([head, line("")]))
        self.query_one("#next", Static).update(lines(self._next(view)))

    def _next(self, view: DeskView) -> Sequence[Content]:
        looks_on = self.why_not("paper:conclude")
        rows = [] if looks_on is None else [looks_on]
        if view.sealed:
            return [line((t("The papers are sealed; the annex of the minutes has the totals."), "$quiet"))]
        if view.step is Step.CONCLUDE and not any(one.concluded is None for one in self._papers):
            rows.append(line((f"{NEXT} F8  ", "bold $gold"), (t("No paper waits: close the count."), "bold")))
        elif view.step is not Step.CONCLUDE:
            rows.append(next_line(view))
        return [*rows, *what_blocks(view.blockers, at_most=2)]

    def hints(self) -> tuple[Hint, ...]:
        """What Enter does."""
        return (("⏎", t("take up the paper")),) if self._papers else ()

    def show_beside(self, view: DeskView) -> None:
        """How it is done."""
        self.put_beside(introduction(Step.CONCLUDE))

    def _fetch(self, offset: int, limit: int) -> Sequence[Row]:
        return [_row(one) for one in self._papers[offset : offset + limit]]

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        paper = next(one for one in self._papers if one.place == event.key)
        if self.view is None:
            return
        if not paper.ready:
            self.say(Refused("pile-not-closed", pile=paper.pile))
            return
        self.app.push_screen(DoubtfulPaperScreen(paper.pile, paper.position))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The count is closed when the board has concluded on everything."""
        view = self.view
        if action == "close_count" and (view is None or view.step is not Step.CONCLUDE or view.accounting.waiting):
            return False
        if action == "result" and (view is None or view.step not in {Step.CHECK, *FIXED}):
            return False
        return super().check_action(action, parameters)

    def action_close_count(self) -> None:
        """F8: close the count, make entry log and annex."""
        workspace, contest_id = self.workspace, self.contest_id
        self.ask(
            t("Close the count?"),
            said=(t("The entry log and the annex of conclusions are made. The draft of the result comes next."),),
            yes=t("Close the count"),
            then=lambda: self.do_alone(
                lambda by: service.close_count(workspace, by, contest_id=contest_id), then=self._count_closed
            ),
        )

    def _count_closed(self, done: StepDone) -> None:
        self.note_papers(done.papers)

    def action_result(self) -> None:
        """R: the result."""
        self.shell.go("result")


def _row(paper: Doubtful) -> Row:
    sign, said, who = (NEXT, "bold $gold"), ("", ""), ""
    if not paper.ready:
        sign, said = (UNKNOWN, "$quiet"), (t("its pile is open"), "$quiet")
    if paper.concluded is not None:
        one = paper.concluded
        sign = (OK, "bold $good")
        said = (t("standing-valid"), "$good") if one.reason is None else (one.why or t(f"reason-{one.reason}"), "$warn")
        who = f"{short_name(one.first).split()[-1]} + {short_name(one.second).split()[-1]}"
    because = t(paper.because) if paper.because else t("taken up by the board")
    return Row(
        paper.place,
        (sign, (f"{paper.pile:02d}", "bold"), (f"{paper.position:02d}", "bold"), because, said, (who, "$quiet")),
    )
