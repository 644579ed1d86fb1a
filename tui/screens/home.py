"""Home (trang chủ): where we are, what is next, what blocks; or the contests to choose from."""

from collections.abc import Iterable, Iterator
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ballots.counting.guide import RULES
from ballots.counting.values import Step
from congress.access.values import Role
from congress.errors import Finding, Refused
from congress.i18n import sentence, t
from tui.keys import Hint, bindings
from tui.messages import RowChosen, StepChosen
from tui.screens import home_state
from tui.screens.contest_lines import contest_columns, contest_rows
from tui.screens.desk_showing import what_blocks, what_to_know
from tui.screens.desk_words import introduction
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.screens.home_recent import recent
from tui.widgets.accounting import AccountingBar
from tui.widgets.drawing import NEXT, WRONG, line, lines
from tui.widgets.flowing import Flowing
from tui.widgets.frame import KeyBar
from tui.widgets.steps import DeskStep, StepList, StepState
from tui.widgets.windowed_table import Row, WindowedTable

PLACE_OF_STEP = {
    "congress": "congress",
    "accounts": "accounts",
    "board": "board",
    "list": "list",
    "confirm": "list",
    "electorate": "electorate",
    "settings": "settings",
    "conclude": "doubtful",
    "check": "result",
    "sign": "result",
    "pack": "result",
    "done": "result",
}
"""Where the work of a step is done; every other step is done at the desk."""
DEEDS_OF_STEP = {
    "accounts": ("account:make",),
    "congress": ("congress:make", "congress:change", "site:make"),
    "board": ("board:set",),
    "list": ("candidates:set",),
    "confirm": ("list:confirm",),
    "electorate": ("electorate:set",),
    "settings": ("congress:setting:set", "congress:settings:confirm"),
    "open": ("desk:open",),
}
"""The deeds of each step of preparing a congress or a contest; those of the desk are in its guide."""
MOST_BLOCKERS = 3
_OF_DESK = frozenset(map(str, Step))
_AT_HAND = frozenset({StepState.NEXT, StepState.BLOCKED})
_OF_EQUIPMENT = frozenset({"readiness", "devices"})
_NO_COUNTING = frozenset({Role.SITE_TECHNICIAN})


class HomeScreen(WorkScreen):
    """The contest chosen, step by step; without one the congress and its contests (trang chủ)."""

    HEADING = "Home"
    OF_CONTEST = True
    HAS_BESIDE = True
    SAYS = (
        "The steps stand in their order: done, next, to come. Enter goes to the work of the step.",
        "What blocks is named below with what to do. C chooses another contest.",
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("contests", "result", "journal", "readiness", "devices")

    def __init__(self) -> None:
        super().__init__()
        self._contests: tuple[Row, ...] = ()
        self._said: list[Content] = []
        self._differ = False

    def compose_page(self) -> ComposeResult:
        """What is elected, the steps, what blocks; or the contests."""
        yield Flowing(widget_id="about")
        with VerticalScroll(id="steps", can_focus=False):
            yield StepList(widget_id="step-list")
        with Vertical(id="contests"):
            yield Static(t("Contests"), classes="heading", markup=False)
            yield WindowedTable(
                contest_columns(),
                fetch=lambda offset, limit: self._contests[offset : offset + limit],
                count=lambda: len(self._contests),
                empty=t("no contest yet: the palette (Ctrl+P) makes one"),
                widget_id="contest-table",
            )
        yield Static("", id="blockers", markup=False)

    def compose_beside(self) -> ComposeResult:
        """The step under the cursor, what was done last."""
        yield Static("", id="step-beside", markup=False)
        yield Static(t("Done last"), classes="heading", markup=False)
        yield Flowing(hang=7, widget_id="recent")

    def compose_foot(self) -> ComposeResult:
        """The equations."""
        yield AccountingBar()

    def on_mount(self) -> None:
        """The second column and what Enter does follow the cursor."""
        self.watch(self.query_one(StepList), "cursor", self._cursor_moved, init=False)

    def _cursor_moved(self) -> None:
        self._show_step()
        self.query_one(KeyBar).hints = self.hints()

    def _show_step(self) -> None:
        """Who does the step under the cursor, and which paper it yields."""
        chosen = self.query_one(StepList).chosen
        step = Step(chosen.key) if chosen is not None and chosen.key in _OF_DESK and self.shell.desk_is_open else None
        beside = self.query_one("#step-beside", Static)
        beside.display = step is not None
        if step is not None:
            beside.update(lines([*introduction(step), line("")]))

    def show_state(self) -> None:
        """The contest chosen as it stands now, or the congress."""
        self.shell.remember()
        self.header_again()
        contest_id = self.session.contest_id
        self.query_one("#contests").display = contest_id is None
        self.query_one("#recent", Flowing).rows = tuple(self.read(lambda unit: recent(unit, contest_id)))
        if contest_id is None:
            self._show_congress()
        else:
            self._show_contest(contest_id)
        clock = self.workspace.clock_in_question()
        said: list[Refused | Finding] = [*([clock] if clock else []), *self.workspace.findings]
        if said:
            warnings = [line((f"{WRONG} ", "bold $bad"), sentence(one)) for one in said]
            blockers = self.query_one("#blockers", Static)
            blockers.update(lines([*warnings, *self._said]))

    def _show_contest(self, contest_id: UUID) -> None:
        state = self.read(lambda unit: home_state.of_contest(unit, contest_id))
        self._show(state)
        self.query_one(StepList).focus()

    def _show_congress(self) -> None:
        congress_id = self.session.congress_id
        self._show(self.read(lambda unit: home_state.of_congress(unit, congress_id)))
        self._contests = self.read(lambda unit: contest_rows(unit, congress_id))
        table = self.query_one("#contest-table", WindowedTable)
        table.reload()
        (table if self._contests else self.query_one(StepList)).focus()

    def _show(self, state: home_state.HomeState) -> None:
        self.query_one("#about", Flowing).rows = (*state.about, line(""))
        self.query_one(StepList).steps = state.steps
        self._differ = any(one.code == "papers-differing" for one in state.blockers)
        blocking = list(what_blocks(state.blockers, at_most=MOST_BLOCKERS))
        remarks = what_to_know(state.remarks) if len(blocking) < MOST_BLOCKERS else ()
        self._said = [*self._whose_turn(), *blocking, *remarks]
        self.query_one("#blockers", Static).update(lines(self._said))
        self._show_step()
        bar = self.query_one(AccountingBar)
        bar.equations = state.equations
        bar.display = bool(state.equations)

    def _whose_turn(self) -> Iterator[Content]:
        """Who does what is next, where it is not the person's; where the person's own work is."""
        steps = self.query_one(StepList).steps
        place, due = next(((at, one) for at, one in enumerate(steps, 1) if one.state in _AT_HAND), (0, None))
        why = None if due is None else self._why_not(due)
        if why is not None:
            who = why.facts.get("roles") or why.facts.get("pairs")
            said = Finding("steps", "home-step-of-others", {"number": place, "who": who})
            yield line((f"{NEXT} ", "bold $gold"), (sentence(said), "$quiet"))
        if self._rights.roles <= _NO_COUNTING:
            yield line((t("Your work: S the readiness of the sites, T the register of devices."), "bold"))

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the step under the cursor: to do it, or to look at it."""
        steps = self.query_one(StepList)
        if self.session.contest_id is None or steps.chosen is None:
            return (("⏎", t("Open")),)
        says = "do step {number}" if self._may_do(steps.chosen) else "see step {number}"
        return (("⏎", t(says, number=steps.cursor + 1)),)

    def _may_do(self, step: DeskStep) -> bool:
        return step.state in _AT_HAND and self._why_not(step) is None

    def _why_not(self, step: DeskStep) -> Refused | None:
        """Why none of a step's deeds is the person's; None where one is, or where nothing is left to do."""
        deeds = RULES[Step(step.key)].deeds if step.key in _OF_DESK else DEEDS_OF_STEP[step.key]
        refused = [self._rights.why_not(deed) for deed in deeds]
        return refused[0] if refused and None not in refused else None

    def first_keys(self) -> frozenset[str]:
        """Whoever only looks after the equipment has its screens first."""
        return _OF_EQUIPMENT if self._rights.roles <= _NO_COUNTING else frozenset()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Home is where going back ends; a result belongs to a contest."""
        if action == "go_back" or (action == "result" and not self.shell.desk_is_open):
            return False
        return super().check_action(action, parameters)

    def commands(self) -> Iterable[ScreenCommand]:
        """Leave the contest for the congress."""
        if self.session.contest_id is not None:
            yield ScreenCommand(t("All contests"), self._choose_none, t("Back to the congress and its contests."))

    def _choose_none(self) -> None:
        self.shell.choose_contest(None)
        self.renew()

    @on(StepChosen)
    def _step(self, event: StepChosen) -> None:
        event.stop()
        self.session.step = event.key
        place = PLACE_OF_STEP.get(event.key, "desk")
        self.shell.go("differences" if place == "doubtful" and self._differ else place)

    @on(RowChosen)
    def _contest(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.shell.choose_contest(event.key)
        self.renew()

    def action_contests(self) -> None:
        """C: the contests."""
        self.shell.go("contests")

    def action_result(self) -> None:
        """R: the result."""
        if self.session.contest_id is not None:
            self.shell.go("result")

    def action_journal(self) -> None:
        """N: the journal."""
        self.shell.go("journal")

    def action_readiness(self) -> None:
        """S: the equipment of the sites."""
        self.shell.go("readiness")

    def action_devices(self) -> None:
        """T: the register of devices."""
        self.shell.go("devices")
