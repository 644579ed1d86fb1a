"""What screens of single steps share (màn hình một bước): words above, figures, one deed, corrections."""

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ballots.counting import queries as desk_queries
from ballots.counting.deeds import StepDone
from ballots.counting.events import FIXED, ORDER
from ballots.counting.figures import FIELD_OF, StepFigures
from ballots.counting.guide import RULES
from ballots.counting.values import Step
from ballots.counting.views import DeskView
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.i18n import t
from congress.records import queries as record_queries
from congress.records.values import Record
from tui.keys import bindings
from tui.screens.desk_deeds import ReasonDialog
from tui.screens.desk_frame import DeskFrame
from tui.screens.desk_words import history, introduction
from tui.widgets.drawing import line, lines

NotePapers = Callable[[tuple[Record, ...]], object]
"""Told of the papers that the step yielded: the desk below shows where they are."""


class StepScreen(DeskFrame):
    """One step: its figures are typed, checked all at once, kept; kept again they are a correction with a reason."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("submit", "open_paper_here")
    STEP: Step

    def __init__(self, note: NotePapers) -> None:
        super().__init__()
        self._note = note
        self._filled = False

    # --- to be filled in by a step -------------------------------------------------------------------------

    def compose_figures(self) -> ComposeResult:
        """The fields."""
        yield from ()

    def fill(self, view: DeskView) -> None:
        """Put the figures kept so far into the fields, once."""

    @abstractmethod
    def typed(self) -> StepFigures:
        """The figures as typed; `Malformed` where they are none."""

    @abstractmethod
    def keep(self, by: Authority, figures: StepFigures) -> StepDone:
        """The deed."""

    def look_on(self) -> None:
        """Nothing to type: the person only looks on."""

    # --- what is shown -------------------------------------------------------------------------------------

    def compose_page(self) -> ComposeResult:
        """What is done in the hall; the fields."""
        yield Static("", id="intro", markup=False)
        yield from self.compose_figures()

    def show_desk(self, view: DeskView) -> None:
        """Words and figures; what the person may not do is said instead of offered."""
        rows = [*introduction(self.STEP)]
        looks_on = self.why_not(*RULES[self.STEP].deeds)
        if looks_on is not None:
            rows.append(looks_on)
        elif view.step in FIXED:
            rows.append(line((t("The result is fixed: figures are only read here."), "$gold")))
        elif self.is_done(view):
            rows.append(line((t("Kept already: what is changed here is a correction and asks for a reason."), "$gold")))
        self.query_one("#intro", Static).update(lines([*rows, line("")]))
        if not self._filled:
            self._filled = True
            self.fill(view)
            if looks_on is not None or view.step in FIXED:
                self.look_on()

    def show_beside(self, view: DeskView) -> None:
        """When and by whom the figures were kept."""
        contest_id = self.contest_id
        rows = self.read(lambda unit: desk_queries.steps(unit, contest_id))
        self.put_beside(history(self.STEP, rows) if rows else ())

    def before(self, view: DeskView) -> StepFigures | None:
        """The figures kept so far."""
        found: StepFigures | None = getattr(view.desk.figures, FIELD_OF[self.STEP])
        return found

    def is_done(self, view: DeskView) -> bool:
        """Whether the step lies behind, so that its figures can only be corrected."""
        return ORDER.index(self.STEP) < ORDER.index(view.step) and self.before(view) is not None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keeping is offered to those who may, until the result is fixed."""
        deed = RULES[self.STEP].deeds[0]
        if action == "submit" and (self.view is None or self.view.step in FIXED or not self._rights.may(deed)):
            return False
        if action == "open_paper":  # O is a letter here
            return False
        return super().check_action("open_paper" if action == "open_paper_here" else action, parameters)

    def action_open_paper_here(self) -> None:
        """Ctrl+O, where letters are typed."""
        self.action_open_paper()

    # --- keeping -------------------------------------------------------------------------------------------

    def action_submit(self) -> None:
        """F4: keep the figures."""
        view = self.view
        if view is None or any(self.refuses(deed) for deed in RULES[self.STEP].deeds[:1]):
            return
        self.say_nothing()
        try:
            figures = self.typed()
        except (Malformed, Refused) as problem:
            self.say(problem)
            return
        if not self.is_done(view):
            self.do_alone(lambda by: self.keep(by, figures), then=self._kept)
        elif figures == self.before(view):
            self.tell(t("Nothing was changed."))
        else:
            self.app.push_screen(
                ReasonDialog(t("Correct figures that are kept"), said=(t("The old figures stay in the journal."),)),
                lambda reason: self._correct(figures, reason),
            )

    def _correct(self, figures: StepFigures, reason: str | None) -> None:
        if reason is not None:
            self.do_alone(lambda by: self.keep(by, figures), reason=reason, then=self._kept)

    def _kept(self, done: StepDone) -> None:
        self._note(done.papers)
        self.shell.go_back()

    def has_paper(self) -> bool:
        """Whether the step has yielded one."""
        return self._record_id() is not None

    def newest_paper(self) -> Record | None:
        """The newest paper of this step."""
        wanted = self._record_id()
        return None if wanted is None else self.read(lambda unit: record_queries.by_id(unit, wanted))

    def _record_id(self) -> UUID | None:
        lines = () if self.view is None else self.view.lines
        return next((one.record_id for one in lines if one.step is self.STEP), None)
