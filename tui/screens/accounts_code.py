"""A one-time code in large type (mã dùng một lần), shown once."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from congress.i18n import t
from tui.widgets.dialogs import Answer
from tui.widgets.drawing import BIG_ROWS, big_number, line, lines


class CodeDialog(ModalScreen[None]):
    """Person, account and code (hộp thoại mã dùng một lần)."""

    def __init__(self, person: str, account: str, code: str) -> None:
        super().__init__()
        self._person = person
        self._account = account
        self._code = code

    def compose(self) -> ComposeResult:
        """The code large enough to read across a table."""
        large = big_number(self._code)
        with Vertical(classes="dialog"):
            yield Static(t("One-time code"), classes="title", markup=False)
            yield Static(
                lines(
                    [
                        line(
                            (self._person, "bold"), ("   ", ""), (f"{t('Account')} ", "$quiet"), (self._account, "bold")
                        ),
                        line(""),
                        *(line((f"  {large[row]}", "bold $gold")) for row in range(BIG_ROWS)),
                    ]
                ),
                classes="said",
                markup=False,
            )
            yield Static(
                t("It is shown only now. The person logs in with it once and sets a PIN of their own."),
                classes="said",
                markup=False,
            )
            with Horizontal(classes="answers"):
                yield Static("", classes="spring")
                yield Answer(t("Taken down"), widget_id="yes")

    def on_mount(self) -> None:
        """Enter closes it."""
        self.query_one(Answer).focus()

    @on(Answer.Taken)
    def _close(self) -> None:
        self.dismiss(None)

    def on_key(self, event: events.Key) -> None:
        """Esc closes it too."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
