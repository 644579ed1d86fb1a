"""The command palette (bảng lệnh) with a field in which Vietnamese can be typed."""

from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import LoadingIndicator, Static
from textual.widgets.option_list import Option

from congress.i18n import t
from tui.widgets.vietnamese_input import VietnameseInput


class CommandField(CommandInput, VietnameseInput):
    """The palette looks for a `CommandInput`; this one takes an input method."""


class Commands(CommandPalette):
    """The palette in our words; push it where Textual would push its own."""

    AUTO_FOCUS = "CommandField"

    def __init__(self) -> None:
        super().__init__(id="--command-palette")

    def compose(self) -> ComposeResult:
        """As Textual composes it, with our field."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield Static("›", classes="prompt", markup=False)
                yield CommandField(placeholder=t("Type to find a command"), select_on_focus=False)
            with Vertical(id="--results"):
                yield CommandList()
                yield LoadingIndicator()

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """Textual says in English that nothing fits: here in the user's language, and what is looked through."""
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, lambda: self._say_no_match(search_value))

    def _say_no_match(self, looked_for: str) -> None:
        if looked_for:
            said = t("Nothing fits. What this screen does, and the places to go to, are offered here.")
            self.query_one(CommandList).add_option(Option(Content(said), disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(looked_for)
