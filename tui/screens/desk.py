"""The counting desk (bàn kiểm phiếu): every step in its order, what is next, who does it, what blocks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ballots.contests.values import ContestSheet
from ballots.counting import queries as desk_queries
from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.events import FIXED
from ballots.counting.values import COUNTS_MOST, Mode, Step
from ballots.counting.views import DeskView
from ballots.regulations.open_points import COUNTS
from congress.access.values import Authority
from congress.errors import Finding, Refused
from congress.i18n import sentence, t
from congress.records import queries as record_queries
from congress.records.values import Record
from tui.keys import Hint, bindings
from tui.messages import StepChosen
from tui.screens.asking import ValuesDialog
from tui.screens.desk_decisions import Decisions, aliens, explainable
from tui.screens.desk_deeds import TogetherDialog, Values
from tui.screens.desk_gates import Opening, blocking, opening
from tui.screens.desk_later import later_figures
from tui.screens.desk_showing import about, desk_steps, next_line, what_blocks, what_to_know
from tui.screens.desk_words import history, introduction
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.accounting import AccountingBar
from tui.widgets.drawing import NEXT, OK, WRONG, line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.steps import StepList

_OF_A_DESK = frozenset({"explain", "decide_aliens", "by_hand", "tally_sheets", "doubtful", "differences", "result"})
_AT_RESULT = frozenset({Step.CHECK, Step.SIGN, Step.PACK})


class DeskScreen(Decisions):
    """The steps of one contest's count, from the empty box to the packed papers."""

    HEADING = "Counting desk"
    SAYS = (
        "The steps stand in the order in which a counting board really works. Enter opens the step under the cursor.",
        "A step that is done can be opened again: its figures are corrected with a reason, the old ones stay in the "
        "journal.",
        "The equations below must come out even. X explains papers that are not to be found; it takes two people.",
        "K goes over to counting by hand, from any step. There is no way back to the machine.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "doubtful", "differences", "result", "explain", "decide_aliens", "overrule_gate", "by_hand", "tally_sheets"
    )
    NEEDS: ClassVar[dict[str, str]] = {
        "explain": "desk:explain",
        "decide_aliens": "desk:aliens-decide",
        "overrule_gate": "gate:overrule",
        "by_hand": "desk:by-hand",
        "tally_sheets": "desk:tally-sheets:print",
    }

    def __init__(self) -> None:
        super().__init__()
        self._opening: Opening | None = None

    def compose_page(self) -> ComposeResult:
        """What is elected, the steps, what is next."""
        yield Static("", id="about", markup=False)
        with VerticalScroll(id="steps", can_focus=False):
            yield StepList(widget_id="step-list")
        yield Static("", id="next", markup=False)

    def on_mount(self) -> None:
        """The second column follows the cursor."""
        self.watch(self.query_one(StepList), "cursor", self._cursor_moved, init=False)

    def show_state(self) -> None:
        """The desk, or what is missing before it opens."""
        contest_id, gates = self.contest_id, self.workspace.house.gates
        steps = self.query_one(StepList)
        if self.read(lambda unit: desk_queries.desk(unit, contest_id)) is None:
            self.view = None
            self._opening = self.read(lambda unit: opening(unit, gates, contest_id))
            self._gates = self._opening.gates
            steps.display = False
            self.query_one(AccountingBar).display = False
            self._show_opening(self._opening)
            return
        self._opening = None
        steps.display = True
        self.query_one(AccountingBar).display = True
        super().show_state()
        steps.focus()
        self._go_where_home_said()

    def hints(self) -> tuple[Hint, ...]:
        """What Enter does."""
        return (("⏎", t("open the step")),) if self.view is not None else ()

    def _sheet(self) -> ContestSheet | None:
        """The contest, before its desk opens too."""
        return super()._sheet() if self._opening is None else self._opening.sheet

    # --- before it opens ---------------------------------------------------------------------------------

    def _show_opening(self, found: Opening) -> None:
        self.query_one("#about", Static).update(lines([about(found.sheet), line("")]))
        self.query_one("#next", Static).update(lines(self._opening_lines(found)))

    def _opening_lines(self, found: Opening) -> Iterator[Content]:
        yield line((t("The desk of this contest is not open yet."), "bold"))
        yield line("")
        if found.ready:
            yield line((f"{OK} ", "bold $good"), t("Everything is prepared: list, board, electorate, open points."))
            yield line("")
            looks_on = self.why_not("desk:open")
            yield looks_on or line(
                (f"{NEXT} ", "bold $gold"),
                (t("Enter opens the desk"), "bold"),
                (f"  ·  {t('The head with a member')}", "$quiet"),
            )
            yield line("")
        if found.missing:
            yield line((t("Still to be prepared:"), "$quiet"))
            yield from what_blocks(found.missing)
            yield line("")
        if found.gates:
            yield line((t("Blocking on this laptop or at its site:"), "$quiet"))
            yield from (line((f"{WRONG} ", "bold $bad"), sentence(one)) for one in found.gates)
            yield line((t("Put it right, or V: head and presidium overrule it with a reason."), "$quiet"))
            yield from (line((f"{WRONG} ", "bold $bad"), sentence(one)) for one in self.who_lacks())
            yield line("")
        if found.overruled:
            yield line((t("Overruled by two people:"), "$quiet"))
            yield from (line(("! ", "bold $warn"), sentence(one)) for one in found.overruled)
            yield line("")
        yield from what_to_know(found.remarks)

    def _ask_to_open(self) -> None:
        if self._opening is None or self.refuses("desk:open"):
            return
        if not self._opening.ready:
            self.say(Refused("desk-not-ready"))
            return
        modes = [(str(Mode.OFFICIAL), t("mode-official")), (str(Mode.TEST), t("mode-test"))]
        if not self.workspace.embedded:
            modes = modes[1:]
        workspace, contest_id = self.workspace, self.contest_id

        def deed(values: Values, by: Authority) -> StepDone:
            return service.open_desk(workspace, by, contest_id=contest_id, mode=Mode(values["mode"]))

        self.app.push_screen(
            TogetherDialog(
                t("Open the counting desk"),
                [FormField("mode", t("Counting is"), FieldKind.CHOICE, options=tuple(modes))],
                deed=deed,
                said=(
                    t("List, seats, board and open points are fixed from here on."),
                    t("A trial's papers are all marked as samples; it never becomes the real count."),
                ),
            ),
            lambda done: self._opened() if done else None,
        )

    def _opened(self) -> None:
        self.shell.remember()
        self.renew()

    # --- the open desk -----------------------------------------------------------------------------------

    def show_desk(self, view: DeskView) -> None:
        """Steps, and below them what is next or what blocks."""
        sheet, gates = view.sheet, self.workspace.house.gates
        counting = view.step is Step.OPEN_COUNT
        self._gates = self.read(lambda unit: blocking(unit, gates, sheet)) if counting else ()
        self.query_one("#about", Static).update(lines([about(view.sheet)]))
        later = self.read(lambda unit: later_figures(unit, sheet.id))
        self.query_one(StepList).steps = desk_steps(view, later=later)
        blockers = (*view.blockers, *(Finding("$", one.code, one.facts) for one in self._gates))
        rows = [next_line(view), *what_blocks(blockers, at_most=3), *what_to_know(view.remarks)]
        self.query_one("#next", Static).update(lines(rows))

    def show_beside(self, view: DeskView) -> None:
        """The step under the cursor: what is done, what it yields, its history."""
        chosen = self.query_one(StepList).chosen
        if chosen is None:
            return
        step, contest_id = Step(chosen.key), self.contest_id
        rows = self.read(lambda unit: desk_queries.steps(unit, contest_id))
        self.put_beside([*introduction(step), *history(step, rows)])

    def _cursor_moved(self) -> None:
        if self.view is not None and self.is_mounted:
            self.show_beside(self.view)
            self.refresh_bindings()

    def _go_where_home_said(self) -> None:
        chosen, self.session.step = self.session.step, None
        if chosen is not None and self.view is not None and chosen in {str(line.step) for line in self.view.lines}:
            self.open_step(Step(chosen))

    @on(StepChosen)
    def _step_chosen(self, event: StepChosen) -> None:
        event.stop()
        self.open_step(Step(event.key))

    def on_key(self, event: events.Key) -> None:
        """Enter, while there are no steps yet."""
        super().on_key(event)
        if self._opening is not None and event.key == "enter":
            event.stop()
            self._ask_to_open()

    def open_step(self, step: Step) -> None:
        """Go to the work of a step."""
        view = self.view
        if view is None:
            return
        if step is Step.CONCLUDE:
            self.shell.go("differences" if view.accounting.unsettled else "doubtful")
        elif step in _AT_RESULT:
            self.shell.go("result")
        elif step is Step.OPEN_COUNT:
            self._open_count(view)
        else:
            screen = _screen_of(step, self.note_papers)
            if screen is not None:
                self.app.push_screen(screen)

    def _open_count(self, view: DeskView) -> None:
        if view.step is not Step.OPEN_COUNT:
            self.say(Refused("count-opened-already" if view.desk.piles and _is_past(view) else "not-at-this-step"))
            return
        if self.refuses("count:open"):
            return
        workspace, contest_id = self.workspace, self.contest_id
        if self._gates:
            self.say(Refused("gate-blocked", blockers=self._gates))
            return
        asked = FormField(
            "counts",
            t("How many counts"),
            FieldKind.CHOICE,
            value=str(view.sheet.setting(COUNTS)),
            options=tuple((str(counts), str(counts)) for counts in range(1, COUNTS_MOST + 1)),
        )
        papers = sum(pile.papers for pile in view.piles)
        piles = t("{piles} piles, {papers} papers.", piles=len(view.piles), papers=papers)
        different = t("Each pile is keyed by as many different people; then the counts are compared paper by paper.")

        def chosen(values: Mapping[str, str] | None) -> None:
            if values is None:
                return
            counts = int(values["counts"])
            once = t("One count: nobody finds what it misreads. The minutes say “one count, not compared”.")
            self.do_together(
                t("Open the count"),
                lambda by: service.open_count(workspace, by, contest_id=contest_id, counts=counts),
                said=(piles, once if counts == 1 else t("{counts} counts.", counts=counts)),
            )

        dialog = ValuesDialog(t("Open the count"), [asked], said=(piles, different), yes=t("Go on"))
        self.app.push_screen(dialog, chosen)

    # --- what two people decide --------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the desk is ready for is offered."""
        view = self.view
        if (
            action in {"explain", "decide_aliens", "by_hand", "tally_sheets", "doubtful", "differences", "result"}
            and view is None
        ):
            return False
        if view is not None:
            fixed = view.step in FIXED
            hidden = {
                "explain": fixed or explainable(view) is None,
                "decide_aliens": fixed or not aliens(view),
                "by_hand": fixed or view.by_hand,
                "tally_sheets": fixed,
                "doubtful": view.by_hand or not view.piles,
                "differences": view.by_hand or view.desk.counts < 2,
                "result": view.step not in {Step.CHECK, *FIXED},
            }
            if hidden.get(action):
                return False
        if action == "overrule_gate" and not self._gates:
            return False
        return super().check_action(action, parameters)

    def action_differences(self) -> None:
        """S: the counts side by side."""
        self.shell.go("differences")

    def action_doubtful(self) -> None:
        """P: the doubtful papers."""
        self.shell.go("doubtful")

    def action_result(self) -> None:
        """R: the result."""
        self.shell.go("result")

    def has_paper(self) -> bool:
        """Whether one was just made, or the step under the cursor has yielded one."""
        return super().has_paper() or self._record_id() is not None

    def newest_paper(self) -> Record | None:
        """The papers just made, else the newest of the step under the cursor."""
        wanted = None if self.papers else self._record_id()
        return super().newest_paper() if wanted is None else self.read(lambda unit: record_queries.by_id(unit, wanted))

    def _record_id(self) -> UUID | None:
        found = self.query(StepList)
        if self.view is None or not found or found.first().chosen is None:
            return None
        chosen = found.first().chosen
        return next((one.record_id for one in self.view.lines if chosen and str(one.step) == chosen.key), None)

    def commands(self) -> Iterable[ScreenCommand]:
        """What the keys do, findable by words."""
        offered = (
            ("explain", t("Explain a difference"), self.action_explain),
            ("decide_aliens", t("Papers not issued by the board"), self.action_decide_aliens),
            ("by_hand", t("Count by hand from here"), self.action_by_hand),
            ("tally_sheets", t("Blank tally sheets"), self.action_tally_sheets),
        )
        return [ScreenCommand(title, run) for name, title, run in offered if self.check_action(name, ())]


def _is_past(view: DeskView) -> bool:
    return any(line.step is Step.OPEN_COUNT and line.at is not None for line in view.lines)


def _screen_of(step: Step, note: Callable[[tuple[Record, ...]], object]) -> WorkScreen | None:
    from tui.screens.desk_figures import FiguresScreen
    from tui.screens.desk_issue import IssueScreen
    from tui.screens.desk_report import ReportScreen
    from tui.screens.desk_sorting import SortScreen
    from tui.screens.desk_votes import CardVotesScreen
    from tui.screens.hand_piles import HandScreen
    from tui.screens.piles import PilesScreen

    match step:
        case Step.RECEIVE | Step.SEAL_BOX | Step.CLOSE_VOTING | Step.OPEN_BOX:
            return FiguresScreen(step, note)
        case Step.CARD_VOTES:
            return CardVotesScreen(note)
        case Step.ISSUE:
            return IssueScreen(note)
        case Step.REPORT:
            return ReportScreen(note)
        case Step.SORT:
            return SortScreen(note)
        case Step.KEY:
            return PilesScreen()
        case Step.HAND_TALLY:
            return HandScreen()
        case _:
            return None
