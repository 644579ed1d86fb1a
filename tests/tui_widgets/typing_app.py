"""A field and, below it, the letters of its value one by one, for the test at a real terminal."""

from textual import on
from textual.app import App, ComposeResult
from textual.widgets import Input, Static

from tui.styles import DARK_NAME, STYLE_SHEETS, themes
from tui.widgets.vietnamese_input import VietnameseInput


class TypingApp(App[None]):
    """One field."""

    CSS_PATH = STYLE_SHEETS

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(themes()[0])
        self.theme = DARK_NAME

    def compose(self) -> ComposeResult:
        """The field and its letters."""
        yield VietnameseInput()
        yield Static("ready", id="letters", markup=False)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        letters = event.value.encode("unicode_escape").decode()
        self.query_one("#letters", Static).update(f"[{letters}]")


if __name__ == "__main__":
    TypingApp().run()
