"""What every screen stands on (khung màn hình): header, page, keys; deeds in workers; what went wrong, said.

A screen of the house derives from `WorkScreen` and fills in `compose_page`, `show_state` and what it does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget

from congress.access.values import Actor, Authority
from congress.errors import Malformed
from congress.i18n import t
from tui.faults import PROBLEMS
from tui.keys import ACTIONS, Hint, bindings, pressed
from tui.messages import Problem, WorkFailed, WorkFinished
from tui.session import Rights, Session
from tui.widgets.dialogs import ConfirmDialog, SecondPerson, TwoPersonDialog
from tui.widgets.forms import Form
from tui.widgets.frame import HeaderLine, KeyBar
from tui.widgets.notices import ErrorPanel

if TYPE_CHECKING:
    from uuid import UUID

    from congress.store.unit import Unit
    from congress.workspace import Workspace
    from tui.app import CongressApp

Result = TypeVar("Result")
PROBLEM_ID = "problem"


@dataclass(frozen=True, slots=True)
class ScreenCommand:
    """Something the present screen can do (lệnh của màn hình), offered in the palette."""

    title: str
    """In the user's language already."""
    run: Callable[[], object]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Done(Generic[Result]):
    """A deed of two is done, whatever it gave back (đã làm xong); nothing at all means they gave up."""

    result: Result


class Framed(Screen[None]):
    """A screen with header, page, second column and keys, whose work is done in threads (màn hình có khung)."""

    HEADING: str = ""
    """Title of the screen, a message id."""
    HAS_BESIDE: ClassVar[bool] = False
    """Whether it fills the second column of wide terminals."""
    SAYS: ClassVar[tuple[str, ...]] = ()
    """Message ids of what F1 says of this screen."""

    def __init__(self) -> None:
        super().__init__()
        self._after: dict[str, Callable[[Any], object]] = {}
        self._works = 0
        self._at_work = False

    # --- to be filled in by a screen ---------------------------------------------------------------------

    def compose_page(self) -> ComposeResult:
        """The page."""
        yield from ()

    def compose_beside(self) -> ComposeResult:
        """The second column (with `HAS_BESIDE`)."""
        yield from ()

    def compose_foot(self) -> ComposeResult:
        """What stands above the keys: the equations."""
        yield from ()

    def show_state(self) -> None:
        """Read and show; called whenever the screen comes to the front and after each of its deeds."""

    def header(self, line: HeaderLine) -> None:
        """Fill in the header."""
        line.title = t(self.HEADING) if self.HEADING else ""
        line.shows_mode = False

    def commands(self) -> Iterable[ScreenCommand]:
        """What the palette offers here beside the places."""
        return ()

    def machine_looked(self) -> None:
        """The laptop was looked at again while a count is open: `ways_out` of the app says what was found."""

    def hints(self) -> tuple[Hint, ...]:
        """Keys that a widget of the screen takes itself, first in the bar: what Enter does here."""
        return ()

    def first_keys(self) -> frozenset[str]:
        """Actions whose keys stand first in the bar for who works here."""
        return frozenset()

    # --- what a screen uses ------------------------------------------------------------------------------

    @property
    def shell(self) -> "CongressApp":
        """The app."""
        return cast("CongressApp", self.app)

    def renew(self) -> None:
        """Read and show again; what cannot be read is said."""
        try:
            self.header(self.query_one(HeaderLine))
            self.show_state()
        except PROBLEMS as problem:
            self.say(problem)
        bar = self.query_one(KeyBar)
        bar.hints, bar.first = self.hints(), self.first_keys()
        self.refresh_bindings()

    def header_again(self) -> None:
        """Fill in the header anew, after another contest was chosen."""
        self.header(self.query_one(HeaderLine))

    def do(self, deed: Callable[[], Result], *, then: Callable[[Result], object] | None = None) -> None:
        """Do a deed in a thread; then `then(result)`, and the screen is read again, or it is said what went wrong.

        While one runs, another of this screen is not begun: a key pressed twice does its deed once.
        """
        if self._at_work:
            return
        self._at_work = True
        self._works += 1
        work = f"{type(self).__name__}-{self._works}"
        if then is not None:
            self._after[work] = then
        self.say_nothing()
        self.run_worker(partial(self._work, work, deed), thread=True, exit_on_error=False, group="deeds")

    def ask(self, title: str, *, then: Callable[[], object], said: Iterable[str] = (), yes: str | None = None) -> None:
        """Ask once more; `then` is called where the answer is yes."""

        def answered(agreed: bool | None) -> None:
            if agreed:
                then()

        self.app.push_screen(ConfirmDialog(title, said=tuple(said), yes=yes), answered)

    def say(self, problem: Problem) -> None:
        """Say what went wrong: beside the fields of the form that it belongs to, else above the page."""
        forms = self.query(Form)
        if isinstance(problem, Malformed) and forms:
            homeless = forms.first().say(problem)
            if not homeless:
                return
            problem = Malformed(homeless)
        self.query_one(f"#{PROBLEM_ID}", ErrorPanel).show(problem)

    def say_nothing(self) -> None:
        """Take away what was said."""
        self.query_one(f"#{PROBLEM_ID}", ErrorPanel).clear()
        for form in self.query(Form):
            form.clear_faults()

    def tell(self, text: str) -> None:
        """A remark in the corner: something is done."""
        self.app.notify(text, markup=False)

    # --- how it works ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Header, page and second column, foot, keys."""
        yield HeaderLine()
        with Horizontal(id="body"):
            with Vertical(id="page"):
                yield ErrorPanel(widget_id=PROBLEM_ID)
                yield from self.compose_page()
            if self.HAS_BESIDE:
                with Vertical(id="beside"):
                    yield from self.compose_beside()
        yield from self.compose_foot()
        yield KeyBar()

    @on(events.ScreenResume)
    def _came_to_the_front(self) -> None:
        if self.is_current:
            self.renew()

    def _work(self, work: str, deed: Callable[[], object]) -> None:
        try:
            result = self.shell.attempt(deed)
        except PROBLEMS as problem:
            self.post_message(WorkFailed(work, problem))
        else:
            self.post_message(WorkFinished(work, result))

    @on(WorkFinished)
    def _work_finished(self, event: WorkFinished) -> None:
        event.stop()
        self._at_work = False
        then = self._after.pop(event.work, None)
        try:
            if then is not None:
                then(event.result)
        except PROBLEMS as problem:
            self.say(problem)
        if self.is_current:
            self.renew()

    @on(WorkFailed)
    def _work_failed(self, event: WorkFailed) -> None:
        event.stop()
        self._at_work = False
        self._after.pop(event.work, None)
        self.say(event.problem)


class WorkScreen(Framed):
    """A screen of somebody who is logged in (màn hình làm việc)."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("go_back")
    OF_CONTEST: ClassVar[bool] = False
    """Whether the header names the contest chosen."""
    NEEDS: ClassVar[dict[str, str]] = {}
    """Actions that do a deed, with its name: not offered to whoever may not do it, who is told why."""

    def __init__(self) -> None:
        super().__init__()
        self._rights = Rights()

    @property
    def session(self) -> Session:
        """Who works here, on what."""
        return self.shell.at_work

    @property
    def workspace(self) -> "Workspace":
        """The open workspace."""
        return self.session.workspace

    @property
    def actor(self) -> Actor:
        """The person logged in."""
        return self.session.by().first

    @property
    def contest_id(self) -> "UUID":
        """The contest chosen; a screen that needs one is never shown without."""
        assert self.session.contest_id is not None
        return self.session.contest_id

    def rights(self) -> Rights:
        """What the person logged in may do in the contest chosen."""
        return self.session.rights(self.session.contest_id)

    def read(self, question: "Callable[[Unit], Result]") -> Result:
        """The answer of a step that only reads."""
        with self.session.reading() as unit:
            return question(unit)

    def do_alone(
        self,
        deed: Callable[[Authority], Result],
        *,
        then: Callable[[Result], object] | None = None,
        reason: str | None = None,
    ) -> None:
        """Do a deed by the person logged in, in a thread."""
        self.do(lambda: deed(self.session.by(reason=reason)), then=then)

    def do_together(
        self,
        title: str,
        deed: Callable[[Authority], Result],
        *,
        then: Callable[[Result], object] | None = None,
        said: Iterable[str] = (),
        asks_reason: bool = False,
    ) -> None:
        """Ask for the second person, then do a deed of two in a thread; the dialog says what was refused."""

        def attempt(second: SecondPerson) -> Done[Result]:
            return self.shell.attempt(lambda: seconded(second))

        def seconded(second: SecondPerson) -> Done[Result]:
            return Done(deed(self.session.by_two(second.account, second.pin, reason=second.reason or None)))

        def closed(done: Done[Result] | None) -> None:
            if done is not None and then is not None:
                then(done.result)

        self.say_nothing()
        self.app.push_screen(
            TwoPersonDialog(
                title, attempt=attempt, said=tuple(said), first=self.session.person, asks_reason=asks_reason
            ),
            closed,
        )

    def renew(self) -> None:
        """Read and show again, with what the person logged in may do by now."""
        try:
            self._rights = self.rights()
        except PROBLEMS as problem:
            self.say(problem)
            return
        super().renew()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of deeds that somebody else does are not offered."""
        deed = self.NEEDS.get(action)
        if deed is not None and not self._rights.may(deed):
            return None
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """A key that is not offered says why."""
        for action, deed in self.NEEDS.items():
            if event.key in pressed(ACTIONS[action]) and (refused := self._rights.why_not(deed)):
                event.stop()
                self.say(refused)

    def header(self, line: HeaderLine) -> None:
        """The congress, the screen or contest, who works here."""
        line.title = self.shell.congress_title or t("Counting of ballots")
        of_contest = self.OF_CONTEST and self.session.contest_id is not None
        line.unit = self.shell.contest_title if of_contest else t(self.HEADING)
        line.person = self.session.person
        line.official = self.shell.is_official
        line.shows_mode = of_contest and self.shell.desk_is_open

    def unsaved(self) -> bool:
        """Whether something typed here would be lost."""
        return any(form.is_changed for form in self.query(Form))

    def action_go_back(self) -> None:
        """Esc: to where one came from; what was typed and not kept is asked about."""
        if self.unsaved():
            self.ask(t("Leave without keeping what was typed?"), then=self.shell.go_back, yes=t("Leave"))
        else:
            self.shell.go_back()


def focus_first(screen: Screen[Any], *kinds: type[Widget]) -> None:
    """Put the cursor into the first widget of these kinds."""
    for kind in kinds:
        for widget in screen.query(kind):
            widget.focus()
            return
