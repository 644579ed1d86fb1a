"""Counting by hand (kiểm phiếu thủ công): the piles whose totals are typed in from their tally sheets."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ballots.counting import queries as desk_queries
from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.events import FIXED
from ballots.counting.values import HandTotal, Pile, Step
from ballots.counting.views import DeskView
from congress.errors import Refused
from congress.i18n import t
from congress.records.values import Record
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_showing import next_line, what_blocks
from tui.screens.desk_words import introduction
from tui.screens.hand_totals import HandTotalsScreen
from tui.widgets.accounting import figure
from tui.widgets.drawing import NEXT, OK, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable


class HandScreen(DeskFrame):
    """Every pile and whether its totals are in."""

    HEADING = "Count by hand"
    SAYS = (
        "One calls out, one marks five-stroke squares, one looks on. Each pile has its sheet.",
        "Enter types in the totals of the pile under the cursor; they are checked against its papers. Two of the board "
        "keep them, since void papers are among them.",
        "T prints blank tally sheets. When every pile is in, F8 closes the counting by hand.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("close_tally", "tally_sheets", "result")
    NEEDS: ClassVar[dict[str, str]] = {"close_tally": "hand:close", "tally_sheets": "desk:tally-sheets:print"}

    def __init__(self) -> None:
        super().__init__()
        self._totals: dict[int, HandTotal] = {}

    def compose_page(self) -> ComposeResult:
        """How far, the piles, what is next."""
        yield Static("", id="about", markup=False)
        yield WindowedTable(
            [
                Column("", 1),
                Column(t("Pile"), 5, right=True),
                Column(t("Kind"), 10),
                Column(t("Papers"), 8, right=True),
                Column(t("valid"), 8, right=True),
                Column(t("invalid"), 14, right=True),
                Column(t("Votes"), 8, right=True),
                Column(""),
            ],
            fetch=self._fetch,
            count=lambda: len(self._piles()),
            empty=t("No pile yet"),
            widget_id="piles",
        )
        yield Static("", id="next", markup=False)

    def show_desk(self, view: DeskView) -> None:
        """The piles as they stand; the cursor on the first without totals."""
        contest_id, contest = self.contest_id, view.sheet.contest
        assert contest is not None
        found = self.read(lambda unit: desk_queries.totals(unit, contest_id, numbers=contest.numbers))
        self._totals = {total.pile: total for total, _ in found}
        table = self.query_one(WindowedTable)
        table.reload()
        left = next((i for i, pile in enumerate(view.piles) if not pile.totalled), None)
        if left is not None and view.piles[table.cursor].totalled:
            table.cursor = left
        table.focus()
        head = line(
            (t("counting by hand"), "$gold"),
            (f"  ·  {t('piles {done} / {whole}', done=view.closed_piles, whole=len(view.piles))}", "bold"),
        )
        self.query_one("#about", Static).update(lines([head, line("")]))
        self.query_one("#next", Static).update(lines(self._next(view)))

    def _next(self, view: DeskView) -> Sequence[Content]:
        looks_on = self.why_not("hand:total:keep")
        rows = [] if looks_on is None else [looks_on]
        if view.step is Step.HAND_TALLY and all(pile.totalled for pile in view.piles):
            rows.append(
                line((f"{NEXT} F8  ", "bold $gold"), (t("Every pile is in: close the counting by hand."), "bold"))
            )
        elif view.step is not Step.HAND_TALLY:
            rows.append(next_line(view))
        else:
            rows += what_blocks(view.blockers, at_most=2)
        return rows

    def hints(self) -> tuple[Hint, ...]:
        """What Enter does."""
        return (("⏎", t("type in the totals")),) if self.why_not("hand:total:keep") is None else ()

    def show_beside(self, view: DeskView) -> None:
        """How it is done."""
        self.put_beside(introduction(Step.HAND_TALLY))

    def _piles(self) -> tuple[Pile, ...]:
        return () if self.view is None else self.view.piles

    def _fetch(self, offset: int, limit: int) -> Sequence[Row]:
        return [_row(pile, self._totals.get(pile.number)) for pile in self._piles()[offset : offset + limit]]

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        view = self.view
        if view is None or self.refuses("hand:total:keep"):
            return
        if view.step not in {Step.HAND_TALLY, Step.CHECK}:
            self.say(Refused("desk-fixed" if view.step in FIXED else "not-at-this-step"))
            return
        assert isinstance(event.key, int)
        self.app.push_screen(HandTotalsScreen(event.key))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Closing is offered when every pile is in."""
        view = self.view
        if action == "close_tally" and (
            view is None or view.step is not Step.HAND_TALLY or not all(pile.totalled for pile in view.piles)
        ):
            return False
        if action == "result" and (view is None or view.step not in {Step.CHECK, *FIXED}):
            return False
        return super().check_action(action, parameters)

    def action_close_tally(self) -> None:
        """F8: close the counting by hand."""
        workspace, contest_id = self.workspace, self.contest_id

        def closed(done: StepDone) -> None:
            self.note_papers(done.papers)

        self.ask(
            t("Close the counting by hand?"),
            said=(t("The annex of void papers is made. The draft of the result comes next."),),
            yes=t("Close it"),
            then=lambda: self.do_alone(
                lambda by: service.close_hand_tally(workspace, by, contest_id=contest_id), then=closed
            ),
        )

    def action_tally_sheets(self) -> None:
        """T: blank tally sheets."""
        workspace, contest_id = self.workspace, self.contest_id

        def made(record: Record) -> None:
            self.note_papers((record,))

        self.do_alone(lambda by: service.print_tally_sheets(workspace, by, contest_id=contest_id), then=made)

    def action_result(self) -> None:
        """R: the result."""
        self.shell.go("result")


def _row(pile: Pile, total: HandTotal | None) -> Row:
    sign = (OK, "bold $good") if pile.totalled else (NEXT, "bold $gold")
    shown = total if pile.totalled else None
    return Row(
        pile.number,
        (
            sign,
            (f"{pile.number:02d}", "bold"),
            t(f"pile-kind-{pile.kind}"),
            figure(pile.papers),
            figure(shown.valid if shown else None),
            figure(sum(papers for _, papers in shown.void) if shown else None),
            figure(sum(shown.agree) if shown else None),
            "",
        ),
    )
