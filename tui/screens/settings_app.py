"""How the app is on this laptop (tùy chọn): language, light or dark, minutes to the lock."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.i18n import LANGUAGES, current, t
from tui.keys import bindings
from tui.messages import FormSubmitted
from tui.preferences import IDLE_MINUTES
from tui.screens.frame import WorkScreen
from tui.styles import DARK_NAME, LIGHT_NAME
from tui.widgets.forms import FieldKind, Form, FormField

NAMES = {"vi": "Tiếng Việt", "en": "English"}


class AppSettingsScreen(WorkScreen):
    """Choices of this laptop, no part of the workspace (tùy chọn của máy)."""

    HEADING = "Choices of this laptop"
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit")
    SAYS = ("A screen that nobody touches locks itself; everything on it stays until its person returns.",)

    def compose_page(self) -> ComposeResult:
        """The choices."""
        chosen = self.shell.preferences
        yield Static(t("These choices belong to this laptop, not to the workspace.\n"), classes="quiet", markup=False)
        yield Form(
            [
                FormField(
                    "language",
                    t("Language"),
                    FieldKind.CHOICE,
                    value=current(),
                    options=tuple((one, NAMES[one]) for one in LANGUAGES),
                    hint=t("another one starts the app again"),
                ),
                FormField(
                    "ground",
                    t("Ground"),
                    FieldKind.CHOICE,
                    value="light" if chosen.light else "dark",
                    options=(("dark", t("dark")), ("light", t("light"))),
                ),
                FormField(
                    "idle",
                    t("Locks after"),
                    FieldKind.CHOICE,
                    value=str(chosen.idle_minutes),
                    options=tuple((str(one), t("{minutes} minutes", minutes=one)) for one in IDLE_MINUTES),
                ),
            ]
        )

    def on_mount(self) -> None:
        """Into the first."""
        self.query_one(Form).focus_first()

    def action_submit(self) -> None:
        """F4: keep them."""
        self.query_one(Form).submit()

    @on(FormSubmitted)
    def _keep(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        light = values["ground"] == "light"
        self.shell.keep(replace(self.shell.preferences, light=light, idle_minutes=int(values["idle"])))
        self.app.theme = LIGHT_NAME if light else DARK_NAME
        self.tell(t("Kept."))
        self.shell.speak(values["language"])
