"""F1 on every screen (trợ giúp): what it is for, its keys, the steps of the board, the words."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from ballots.counting.guide import RULES
from ballots.counting.guide import line as board_line
from congress.i18n import t
from tui.keys import ACTIONS, CAPS, bindings
from tui.screens.frame import Framed
from tui.screens.help_words import EVERYWHERE, STEPS, WORDS
from tui.widgets.drawing import fit, line, lines
from tui.widgets.frame import HeaderLine

_CAP_WIDTH = 12
_WORD_WIDTH = 26


class HelpScreen(Framed):
    """Help for the screen below (màn hình trợ giúp)."""

    HEADING = "Help"
    BINDINGS: ClassVar[list[BindingType]] = bindings("go_back")

    def __init__(self, of: Screen[Any]) -> None:
        super().__init__()
        self._of = of

    def header(self, line: HeaderLine) -> None:
        """Which screen is explained."""
        super().header(line)
        line.unit = t(self._of.HEADING) if isinstance(self._of, Framed) and self._of.HEADING else ""

    def compose_page(self) -> ComposeResult:
        """Everything in one page to scroll."""
        with VerticalScroll(id="help"):
            yield Static(lines(self._rows()), markup=False)

    def on_mount(self) -> None:
        """Arrow keys scroll."""
        self.query_one("#help").focus()

    def _rows(self) -> Iterator[Content]:
        if isinstance(self._of, Framed):
            for said in self._of.SAYS:
                yield line(t(said))
            if self._of.SAYS:
                yield line("")
        yield line((t("Keys of this screen"), "bold $gold"))
        for cap, label in keys_of(self._of):
            yield line(fit(line((cap, "bold")), _CAP_WIDTH), label)
        yield line("")
        yield line((t("Keys everywhere"), "bold $gold"))
        for cap, said in EVERYWHERE:
            yield line(fit(line((cap, "bold")), _CAP_WIDTH), t(said))
        yield line("")
        yield line((t("The steps of the board"), "bold $gold"))
        for number, step in enumerate(board_line(by_hand=False), start=1):
            rule = RULES[step]
            yield line((f"{number:>2}  ", "$quiet"), (t(rule.title), "bold"), (f"   {t(rule.who)}", "$quiet"))
            yield line(f"    {t(STEPS[step])}")
        yield line("")
        yield line((t("Words"), "bold $gold"))
        for word, meaning in WORDS:
            yield line(fit(line((t(word), "bold")), _WORD_WIDTH), t(meaning))

    def action_go_back(self) -> None:
        """Esc: back to the screen."""
        self.app.pop_screen()

    def on_key(self, event: events.Key) -> None:
        """F1 closes it too."""
        if event.key == "f1":
            event.stop()
            self.app.pop_screen()


def keys_of(screen: Screen[Any]) -> list[tuple[str, str]]:
    """Every key of a screen with what it does, those of the whole app left out."""
    found: dict[str, tuple[str, str]] = {}
    for key, entries in screen._bindings.key_to_bindings.items():
        for binding in entries:
            if binding.action in ACTIONS:
                found.setdefault(binding.action, (binding.key_display or CAPS.get(key, key), binding.description))
    return list(found.values())
