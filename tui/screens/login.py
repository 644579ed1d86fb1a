"""The door (đăng nhập): account and PIN, the one-time code replaced at once, the wait after wrong tries shown."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from congress.access.values import Actor
from congress.errors import Finding, Malformed, Refused
from congress.i18n import sentence, t
from tui.keys import bindings
from tui.messages import FormSubmitted, Problem
from tui.screens.frame import Framed
from tui.session import Proof, Session
from tui.widgets.drawing import line, years_unbroken
from tui.widgets.flowing import Flowing
from tui.widgets.forms import FieldKind, Form, FormField
from tui.widgets.frame import HeaderLine
from tui.widgets.notices import Notice

if TYPE_CHECKING:
    from congress.workspace import Workspace

WAITING = frozenset({"account-locked", "login-wrong-wait"})
"""Refusals with a wait that goes down by itself."""


class LoginScreen(Framed):
    """Who are you: the first screen of a workspace, and the one that locks it (màn hình đăng nhập)."""

    HEADING = "Log in"
    BINDINGS: ClassVar[list[BindingType]] = bindings("lift_lock_out", "choose_workspace")
    SAYS = (
        "Type the name of your account and your PIN, Enter after each.",
        "Whoever comes for the first time types the one-time code and then sets a PIN of their own.",
        "After three wrong tries the account waits; two people in charge lift the wait at once with F6.",
    )

    def __init__(self, *, locks: bool = False) -> None:
        super().__init__()
        self.locks = locks
        """It lies over a screen that stays as it is."""
        self._asking = False
        self._sent_early = False
        self._until: float | None = None
        self._waited: Refused | None = None

    def compose_page(self) -> ComposeResult:
        """Where we are, the form, and the wait below it."""
        with Vertical(id="door"):
            yield Flowing(widget_id="place")
            yield Form([FormField("account", t("Account")), FormField("secret", t("PIN"), FieldKind.SECRET)])
            yield Notice("", tone="warn", widget_id="wait")
            yield Static("", id="remark", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Open the workspace where it is not open yet; meanwhile the form can be filled in."""
        self.query_one("#wait").display = False
        self.set_interval(1.0, self._count_down)
        form = self.query_one(Form)
        form.focus_first()
        if self.locks and self.shell.session is not None and self.shell.session.actor is not None:
            form.put("account", self.shell.session.actor.account)
            form.focus_on("secret")
        if self.shell.session is None:
            self.call_after_refresh(self._open)

    def header(self, line: HeaderLine) -> None:
        """The congress, once it is known."""
        super().header(line)
        line.title = self.shell.congress_title or t("Counting of ballots")
        line.unit = t("Locked") if self.locks else t("Log in")

    def show_state(self) -> None:
        """Where we are."""
        session = self.shell.session
        if session is None:
            self._place(t("Opening the workspace …"), str(self.shell.folder or ""))
            return
        if not self.shell.congress_title:
            self.shell.remember()
        self._place(self.shell.congress_title or t("A new workspace"), self._machine(session.workspace))

    def forget(self) -> None:
        """Empty fields for the next person: nothing typed stays behind a door that was passed."""
        form = self.query_one(Form)
        for name in ("account", "secret"):
            form.put(name, "")
        form.focus_on("account")
        self.say_nothing()

    def _machine(self, workspace: "Workspace") -> str:
        from tui.demo.hint import login_hint

        said = t("Laptop {tag}  ·  {folder}", tag=workspace.settings.tag, folder=workspace.folder.name)
        hint = login_hint(workspace.folder)
        return f"{said}\n{hint}" if hint else said

    def _place(self, title: str, detail: str) -> None:
        details = [line((one, "$quiet")) for one in detail.split("\n")]
        self.query_one("#place", Flowing).rows = (line((years_unbroken(title), "bold")), *details)

    # --- opening -----------------------------------------------------------------------------------------

    def _open(self) -> None:
        folder = self.shell.folder
        assert folder is not None

        def opened() -> Session:
            from tui.house import open_for_work

            return Session(open_for_work(folder))

        self.do(opened, then=self._opened)

    def _opened(self, session: Session) -> None:
        self.shell.work_in(session)
        if self._sent_early:  # typed before the folder was open
            self._sent_early = False
            self._remark("")
            self.query_one(Form).submit()

    # --- proving -----------------------------------------------------------------------------------------

    @on(FormSubmitted)
    def _prove(self, event: FormSubmitted) -> None:
        event.stop()
        session = self.shell.session
        if session is None:
            self._sent_early = True
            self._remark(t("Opening the workspace …"))
            return
        if self._asking:
            return
        if missing := [name for name, text in event.values.items() if not text]:
            self.say(Malformed([Finding(name, "field-empty") for name in missing]))
            return
        account, secret = event.values["account"], event.values["secret"]
        self._asking = True
        self._remark(t("Checking …"))
        self.do(lambda: session.prove(account, secret), then=lambda proof: self._proved(proof, secret))

    def _proved(self, proof: Proof, secret: str) -> None:
        self._asking = False
        self._remark("")
        self._stop_waiting()
        if proof.must_set_secret:
            from tui.screens.login_own import OwnSecretDialog

            self.app.push_screen(OwnSecretDialog(proof.actor, old=secret), self._came_in)
        else:
            self._came_in(proof.actor)

    def _came_in(self, actor: Actor | None) -> None:
        if actor is not None:
            self.forget()
            self.shell.enter(actor)

    def say(self, problem: Problem) -> None:
        """A wait is counted down; anything else is said above the form."""
        self._asking = False
        self._remark("")
        if isinstance(problem, Refused) and problem.code in WAITING:
            self._wait_for(problem)
            return
        super().say(problem)
        if self.shell.session is None:
            self._place(t("The workspace could not be opened"), str(self.shell.folder or ""))
        elif isinstance(problem, Refused):
            self.query_one(Form).put("secret", "")
            self.query_one(Form).focus_on("secret")

    def _remark(self, text: str) -> None:
        self.query_one("#remark", Static).update(text)

    # --- waiting -----------------------------------------------------------------------------------------

    def _wait_for(self, refused: Refused) -> None:
        self._waited = refused
        self._until = self.shell.ticks() + int(str(refused.facts["seconds"]))
        self.query_one(Form).put("secret", "")
        self.query_one(Form).focus_on("secret")
        self._count_down()

    def _count_down(self) -> None:
        if self._until is None or self._waited is None:
            return
        left = round(self._until - self.shell.ticks())
        if left <= 0:
            self._stop_waiting()
            return
        notice = self.query_one("#wait", Notice)
        notice.update(sentence(Refused(self._waited.code, seconds=left)))
        notice.display = True

    def _stop_waiting(self) -> None:
        self._until = None
        self.query_one("#wait").display = False

    # --- keys --------------------------------------------------------------------------------------------

    def action_lift_lock_out(self) -> None:
        """F6: two people in charge lift a wait."""
        if self.shell.session is None:
            return
        from tui.screens.login_lift import LiftDialog

        self.app.push_screen(LiftDialog(self.query_one(Form).values["account"]), self._lifted)

    def _lifted(self, done: bool | None) -> None:
        if done:
            self._stop_waiting()
            self.tell(t("The wait is lifted: log in."))

    def action_choose_workspace(self) -> None:
        """F7: another workspace of this laptop."""
        if not self.locks:
            self.shell.leave_workspace()
