"""The counts side by side (đối chiếu các lượt): where they differ; names are seen with the paper in hand."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ballots.counting.comparing import Placed, Standing
from ballots.counting.events import FIXED
from ballots.counting.values import Step
from ballots.counting.views import DeskView
from congress.i18n import t
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_showing import next_line, short_name, what_blocks
from tui.screens.settling import SettleScreen
from tui.screens.third_entry import ThirdEntryDialog
from tui.widgets.accounting import figure
from tui.widgets.drawing import NEXT, OK, WRONG, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable


class DifferencesScreen(DeskFrame):
    """The papers that the counts read differently."""

    HEADING = "Compare the counts"
    SAYS = (
        "A pile is compared when all its counts are closed. Papers on which they differ stand here by pile and place.",
        "T lets a third person, who keyed none of the counts, enter the paper before anybody looks: a proposal.",
        "Enter takes up the paper under the cursor: two of the board look at it and settle what is marked. Each "
        "count's reading is kept. A paper that one count laid aside is among the doubtful papers.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("third_entry", "doubtful", "result")
    NEEDS: ClassVar[dict[str, str]] = {"third_entry": "paper:third"}

    def __init__(self) -> None:
        super().__init__()
        self._papers: tuple[Placed, ...] = ()

    def compose_page(self) -> ComposeResult:
        """How far the counts agree, the papers, what is next."""
        yield Static("", id="about", markup=False)
        with Vertical(id="queue"):
            yield WindowedTable(
                [
                    Column("", 1),
                    Column(t("Pile"), 5, right=True),
                    Column(t("Paper"), 5, right=True),
                    Column(t("Names that differ"), 8, right=True),
                    Column(t("Settled")),
                    Column(t("By"), 16),
                ],
                fetch=self._fetch,
                count=lambda: len(self._papers),
                empty=t("No paper was read differently"),
                widget_id="papers",
            )
        yield Static("", id="next", markup=False)

    def show_desk(self, view: DeskView) -> None:
        """The papers as they stand; the cursor on the first that waits."""
        self._papers = view.differences
        table = self.query_one(WindowedTable)
        table.reload()
        waiting = next((i for i, one in enumerate(self._papers) if one.standing is Standing.DIFFERS), None)
        if waiting is not None and (not table.has_focus or self._papers[table.cursor].standing is not Standing.DIFFERS):
            table.cursor = waiting
        table.focus()
        self.query_one("#about", Static).update(lines([*self._about(view), line("")]))
        self.query_one("#next", Static).update(lines(self._next(view)))

    def _about(self, view: DeskView) -> Sequence[Content]:
        found = view.agreement
        if found is None or found.counts < 2:
            return [line((t("One count: nothing to compare."), "bold"))]
        papers = found.alike + found.differed
        said = t(
            "{counts} counts · {alike} of {papers} papers read alike",
            counts=found.counts,
            alike=figure(found.alike),
            papers=figure(papers),
        )
        left = view.accounting.unsettled
        waits = t("{papers} to settle", papers=figure(left))
        rows = [line((said, "bold"), (f"  ·  {waits}", "bold $gold" if left else "$quiet"))]
        for pile, position in view.shifted:
            rows.append(
                line(
                    (f"{WRONG} ", "bold $bad"),
                    t(
                        "Pile {pile}: from paper {position} on the counts run one paper apart. A paper was skipped or "
                        "keyed twice: key that count anew.",
                        pile=f"{pile:02d}",
                        position=position,
                    ),
                )
            )
        return rows

    def _next(self, view: DeskView) -> Sequence[Content]:
        looks_on = self.why_not("paper:settle")
        rows = [] if looks_on is None else [looks_on]
        if view.sealed:
            return [line((t("The papers are sealed; the minutes say how far the counts agreed."), "$quiet"))]
        if view.step is Step.CONCLUDE and not view.accounting.unsettled:
            rows.append(
                line(
                    (f"{NEXT} P  ", "bold $gold"), (t("Nothing is left to settle: on to the doubtful papers."), "bold")
                )
            )
        elif view.step is not Step.CONCLUDE:
            rows.append(next_line(view))
        return [*rows, *what_blocks(view.blockers, at_most=2)]

    def hints(self) -> tuple[Hint, ...]:
        """What Enter does."""
        return (("⏎", t("take up the paper")),) if self._papers else ()

    def _fetch(self, offset: int, limit: int) -> Sequence[Row]:
        return [_row(one) for one in self._papers[offset : offset + limit]]

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        paper = next(one for one in self._papers if one.place == event.key)
        self.app.push_screen(SettleScreen(paper.pile, paper.position))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A third person enters a paper while it waits."""
        view = self.view
        if action == "third_entry" and (view is None or view.step in FIXED or self._under_cursor() is None):
            return False
        if action == "result" and (view is None or view.step not in {Step.CHECK, *FIXED}):
            return False
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """The keys offered follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self.refresh_bindings, init=False)

    def _under_cursor(self) -> Placed | None:
        tables = self.query(WindowedTable)
        if not tables or not self._papers:
            return None
        return self._papers[min(tables.first().cursor, len(self._papers) - 1)]

    def action_third_entry(self) -> None:
        """T: a third person enters the paper."""
        paper, view = self._under_cursor(), self.view
        if paper is None or view is None or view.sheet.contest is None:
            return
        self.say_nothing()
        dialog = ThirdEntryDialog(self.workspace, self.session, self.contest_id, view.sheet.contest, paper)
        self.app.push_screen(dialog, self._third_kept)

    def _third_kept(self, done: bool | None) -> None:
        if done:
            self.tell(t("The third entry is kept; it proposes when the paper is settled."))

    def action_doubtful(self) -> None:
        """P: the doubtful papers."""
        self.shell.go("doubtful")

    def action_result(self) -> None:
        """R: the result."""
        self.shell.go("result")


def _row(paper: Placed) -> Row:
    sign, said, who = (NEXT, "bold $gold"), ("", ""), ""
    if paper.standing is Standing.SETTLED and paper.settlement is not None:
        one = paper.settlement
        sign, said = (OK, "bold $good"), (one.why, "")
        who = f"{short_name(one.first).split()[-1]} + {short_name(one.second).split()[-1]}"
    return Row(
        paper.place,
        (
            sign,
            (f"{paper.pile:02d}", "bold"),
            (f"{paper.position:02d}", "bold"),
            figure(len(paper.differences)),
            said,
            (who, "$quiet"),
        ),
    )
