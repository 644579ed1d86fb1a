"""The full-screen app (chương trình toàn màn hình): who is at work, where they are, what goes wrong.

Screens are under `tui/screens`; the table of them is `tui/places.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events, on
from textual.app import App
from textual.binding import BindingType
from textual.command import Provider
from textual.types import CSSPathType

from congress.access.values import Actor
from congress.errors import Malformed, Refused
from congress.i18n import current, sentence, t
from tui import preferences, watching
from tui.faults import as_broken
from tui.keys import bindings
from tui.messages import MachineLooked, WatchFailed
from tui.palette import HouseCommands
from tui.places import Whereabouts, name_of, place
from tui.preferences import Preferences
from tui.screens.frame import Framed, WorkScreen
from tui.screens.login import LoginScreen
from tui.session import Session
from tui.styles import DARK_NAME, LIGHT_NAME, STYLE_SHEETS, themes
from tui.typed_ahead import TypedAhead
from tui.widgets.commands import Commands
from tui.widgets.frame import BREAKPOINTS
from tui.widgets.notices import problem_text

if TYPE_CHECKING:
    from uuid import UUID

    from congress.access.gates import Blocker
    from congress.workspace import Workspace

Result = TypeVar("Result")
LOOKS_EVERY_SECONDS = 5.0
OTHER_LANGUAGE = 3
"""The app's return code when it wants to be started again in the language just chosen."""


class CongressApp(App[int]):
    """The app: opened on a workspace, or without one to choose it."""

    CSS_PATH: ClassVar[CSSPathType] = [*STYLE_SHEETS, Path(__file__).parent / "styles" / "screens.tcss"]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {HouseCommands}
    BINDINGS: ClassVar[list[BindingType]] = bindings("help", "command_palette", "quit", "switch_theme", "log_out")

    def __init__(
        self,
        folder: Path | None = None,
        *,
        workspace: "Workspace | None" = None,
        kept_in: Path | None = None,
        ticks: Callable[[], float] = monotonic,
        returns_to: Whereabouts | None = None,
    ) -> None:
        """Open on a folder, on a workspace that is open already, or on nothing: then one is chosen or made.

        `returns_to`: where whoever logs in first goes on, after the app was started again.
        """
        super().__init__()
        self.folder = folder
        self.session: Session | None = None if workspace is None else Session(workspace)
        self.congress_title = ""
        self.contest_title = ""
        self.desk_is_open = self.is_official = False
        self._kept_in = kept_in or preferences.default_folder()
        self.preferences: Preferences = preferences.read(self._kept_in)
        self.ticks = ticks
        self._touched = ticks()
        self._typed_ahead = TypedAhead(self, super().on_event)
        self._one_deed_at_a_time = Lock()
        self._starts_at: tuple[Actor, str] | None = None
        self._returns_to = returns_to
        self.left_at = Whereabouts()
        """Where somebody was when the app was left to be started again."""
        self.ways_out: tuple[Blocker, ...] = ()
        """What led out of the laptop at the latest look, while a count is open and unless two people overruled it."""
        for theme in themes():
            self.register_theme(theme)
        self.theme = LIGHT_NAME if self.preferences.light else DARK_NAME

    # --- at work -----------------------------------------------------------------------------------------

    @property
    def at_work(self) -> Session:
        """The session; refused while no workspace is open."""
        if self.session is None:
            raise Refused("login-missing", deed="")
        return self.session

    def attempt(self, deed: Callable[[], Result], *, alone: bool = True) -> Result:
        """Do a deed, one at a time; what is not ours to refuse is logged and told as `Broken`. From workers.

        With `alone=False` what is no deed, and holds up none.
        """
        from congress import log

        try:
            with self._one_deed_at_a_time if alone else nullcontext():
                return deed()
        except (Refused, Malformed):
            raise
        except Exception as error:  # a front door: a failing worker never ends the app
            broken = as_broken(error)
            log.record(broken)
            raise broken from error

    def work_in(self, session: Session) -> None:
        """A workspace is open: from now on the app works in it."""
        self.session = session
        self.folder = session.workspace.folder
        self.keep(self.preferences.opened(session.workspace.folder))

    def open_folder(self, folder: Path) -> None:
        """Open another folder: the log-in screen opens it and says what is wrong with it."""
        self.folder = folder
        self._empty_the_stack()
        if is_vacant(folder):
            from tui.screens.found import FoundScreen

            self.push_screen(FoundScreen(folder))
        else:
            self.push_screen(LoginScreen())

    def to_the_door(self) -> None:
        """To the log-in of the workspace that is open."""
        self._empty_the_stack()
        self.push_screen(LoginScreen())

    def leave_workspace(self) -> None:
        """Close the workspace and choose another one."""
        from tui.screens.found import ChooseScreen

        if self.session is not None:
            self.session.workspace.close()
        self.session, self.folder = None, None
        self.congress_title = self.contest_title = ""
        self.desk_is_open = self.is_official = False
        self._empty_the_stack()
        self.push_screen(ChooseScreen())

    def _empty_the_stack(self) -> None:
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def enter(self, actor: Actor) -> None:
        """Let a person in who has proved who they are; whoever returns to a locked screen finds it as it was."""
        session = self.at_work
        same = session.actor is not None and session.actor.person_id == actor.person_id
        session.actor = actor
        self._touched = self.ticks()
        if same and isinstance(self.screen, LoginScreen) and self.screen.locks:
            self.pop_screen()
            return
        self._back_to_the_door()
        wanted, self._returns_to = self._returns_to or Whereabouts(), None
        if wanted.contest_id is not None:
            session.contest_id = wanted.contest_id
        self.remember()
        self.go("home")
        if wanted.place != "home" and (session.contest_id is not None or not place(wanted.place).needs_contest):
            self.go(wanted.place)

    def start_at(self, actor: Actor, name: str = "home") -> None:
        """Begin at a place with somebody who has proved who they are already."""
        self._starts_at = (actor, name)

    def lock(self) -> None:
        """Lock the screen with everything on it as it is; nobody's right is left open on the table."""
        if self.session is None or self.session.actor is None or isinstance(self.screen, LoginScreen):
            return
        self.push_screen(LoginScreen(locks=True))

    def remember(self) -> None:
        """Read anew what the header says of the congress and contest chosen."""
        from tui.choosing import chosen

        session = self.at_work
        with session.reading() as unit:
            found = chosen(unit, congress_id=session.congress_id, contest_id=session.contest_id)
        session.congress_id, session.contest_id = found.congress_id, found.contest_id
        self.congress_title, self.contest_title = found.congress_title, found.contest_title
        self.desk_is_open, self.is_official = found.desk_is_open, found.is_official

    def choose_contest(self, contest_id: "UUID | None") -> None:
        """Work on this contest from now on."""
        self.at_work.contest_id = contest_id
        self.remember()

    # --- where -------------------------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Go to a place of the table; where one is there already below, back to it."""
        kind = place(name).load()
        for depth, screen in enumerate(reversed(self.screen_stack)):
            if type(screen) is kind:
                for _ in range(depth):
                    self.pop_screen()
                return
        self.push_screen(kind())

    def go_back(self) -> None:
        """One screen back; home is where it ends."""
        if len([screen for screen in self.screen_stack if isinstance(screen, WorkScreen)]) > 1:
            self.pop_screen()

    def _back_to_the_door(self) -> None:
        while not (isinstance(self.screen, LoginScreen) and not self.screen.locks):
            self.pop_screen()

    # --- keys that work everywhere -------------------------------------------------------------------------

    def action_help(self) -> None:
        """F1: what can be done here."""
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_command_palette(self) -> None:
        """Ctrl+P: the palette in the user's language."""
        if not isinstance(self.screen, Commands):
            self.push_screen(Commands())

    def action_switch_theme(self) -> None:
        """F2: light or dark, kept for the next time."""
        light = self.theme == DARK_NAME
        self.theme = LIGHT_NAME if light else DARK_NAME
        self.keep(replace(self.preferences, light=light))

    def action_log_out(self) -> None:
        """F10: leave the laptop to the next person."""
        if self.session is None or self.session.actor is None:
            return
        self.session.actor = None
        self._back_to_the_door()

    def keep(self, chosen: Preferences) -> None:
        """Keep what the person of this laptop likes."""
        self.preferences = chosen
        preferences.write(self._kept_in, chosen)

    def speak(self, language: str) -> None:
        """Start again in another language: the labels of keys are fixed when the app is loaded."""
        if language != current():
            self.keep(replace(self.preferences, language=language))
            self.left_at = self._whereabouts()
            self.exit(OTHER_LANGUAGE, return_code=OTHER_LANGUAGE)

    def _whereabouts(self) -> Whereabouts:
        """The contest chosen and the screen at hand, or that below the choices of this laptop."""
        names = [name for name in map(name_of, self.screen_stack) if name not in (None, "app")]
        contest_id = None if self.session is None else self.session.contest_id
        return Whereabouts(contest_id, names[-1] if names else "home")

    # --- how it lives --------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """The first screen: the door of a workspace, or the choice of one."""
        self.set_interval(LOOKS_EVERY_SECONDS, self.lock_if_idle)
        self.set_interval(watching.EVERY_SECONDS, self.watch_machine)
        if self.session is not None:
            self.to_the_door()
            if self._starts_at is not None:
                actor, name = self._starts_at
                self.enter(actor)
                if name != "home":
                    self.go(name)
        elif self.folder is not None:
            self.open_folder(self.folder)
        else:
            self.leave_workspace()

    def watch_machine(self) -> None:
        """Look at the laptop again, one look at a time; while no count is open nothing is looked at."""
        looking = any(worker.group == watching.GROUP and not worker.is_finished for worker in self.workers)
        if self.session is not None and not looking:
            work = partial(watching.look, self, self.session)
            self.run_worker(work, thread=True, exit_on_error=False, group=watching.GROUP)

    @on(MachineLooked)
    def _machine_looked(self, event: MachineLooked) -> None:
        """Say once that something leads out, and once that it is gone; the entry screen shows it as long as it is."""
        known = {one.key for one in self.ways_out}
        came = [one for one in event.blocking if one.key not in known]
        goes_on, self.ways_out = bool(self.ways_out) and not event.blocking, event.blocking
        if came:
            said = t("Something leads out of this laptop; entry waits. {ways}", ways=" ".join(map(sentence, came)))
            self.notify(said, severity="warning", markup=False)
        elif goes_on and event.is_shut:
            self.notify(t("Nothing leads out of this laptop any more; entry goes on."), markup=False)
        elif goes_on:
            self.notify(
                t("What leads out of this laptop is still there; two people let this count go on."), markup=False
            )
        if isinstance(self.screen, Framed):
            self.screen.machine_looked()

    @on(WatchFailed)
    def _watch_failed(self, event: WatchFailed) -> None:
        self.notify(problem_text(event.problem), severity="warning", markup=False)

    def lock_if_idle(self) -> None:
        """Lock where nobody touched a key for as long as was chosen."""
        if self.ticks() - self._touched >= 60 * self.preferences.idle_minutes:
            self.lock()

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; what is typed while a dialog opens or closes waits for what comes then."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._touched = self.ticks()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded and self._typed_ahead.holds(event):
            return
        await super().on_event(event)

    def _fatal_error(self) -> None:
        """Our own fault outside a worker: no traceback on the screen; whoever ran the app tells it."""
        self._close_messages_no_wait()

    @property
    def fault(self) -> Exception | None:
        """What ended the app, where it ended by a fault of ours."""
        return self._exception

    @contextmanager
    def workspace_closed_at_the_end(self) -> Iterator[None]:
        """Give the folder free whatever happens."""
        try:
            yield
        finally:
            if self.session is not None:
                self.session.workspace.close()


def is_vacant(folder: Path) -> bool:
    """Whether a new workspace could be founded here: the folder is absent or empty."""
    return not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
