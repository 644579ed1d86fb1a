"""The command palette (bảng lệnh) with a field in which Vietnamese can be typed."""

from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette
from textual.containers import Horizontal, Vertical
from textual.widgets import LoadingIndicator, Static

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
