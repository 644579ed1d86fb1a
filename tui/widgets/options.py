"""A few numbered choices in columns (các lựa chọn đánh số): digits and arrows choose, Enter goes on."""

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.messages import ChoiceMade
from tui.widgets.drawing import columns, line, lines


class Options(Widget, can_focus=True):
    """Choices as (value, label), read downwards in two columns."""

    value: reactive[str] = reactive("")
    choices: reactive[tuple[tuple[str, str], ...]] = reactive((), layout=True)

    def __init__(self, choices: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.set_reactive(Options.choices, tuple(choices))
        self.set_reactive(Options.value, choices[0][0] if choices else "")

    @property
    def _rows(self) -> int:
        return max(1, (len(self.choices) + 1) // 2)

    def render(self) -> Content:
        """Two columns, numbered."""
        cells = [self._cell(place, *choice) for place, choice in enumerate(self.choices, start=1)]
        return lines(columns(cells, width=self.content_size.width, across=2))

    def _cell(self, place: int, value: str, label: str) -> Content:
        chosen = value == self.value
        ground = " on $panel" if self.has_focus and chosen else ""
        sign = ("●", "bold $gold") if chosen else ("○", "$quiet")
        return line(" ", sign, (f" {place}  ", "$quiet"), (label, f"bold $gold{ground}" if chosen else ""))

    def get_content_height(self, _container: object, _viewport: object, _width: int) -> int:
        """As many lines as two columns take."""
        return self._rows

    def on_focus(self) -> None:
        """Show it."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Digits, arrows; Enter goes on."""
        values = [value for value, _ in self.choices]
        place = values.index(self.value)
        moves = {"up": -1, "down": 1, "left": -self._rows, "right": self._rows}
        if event.key.isdigit() and 1 <= int(event.key) <= len(values):
            place = int(event.key) - 1
        elif event.key in moves and 0 <= place + moves[event.key] < len(values):
            place += moves[event.key]
        elif event.key == "enter":
            self.post_message(ChoiceMade("go-on", self.value))
        elif event.key not in moves:
            return
        event.stop()
        self.value = values[place]
        self.post_message(ChoiceMade("options", self.value))
