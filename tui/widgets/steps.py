"""The steps of the desk (các bước): done ✓, next ▶, to come, blocked; with figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import digits

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.reactive import reactive
from textual.widget import Widget

from tui.messages import StepChosen
from tui.widgets.drawing import NEXT, OK, WRONG, bar, fit, line, lines

_BAR_WIDTH = 7
_FIGURE_WIDTH = 14


class StepState(StrEnum):
    """Where a step stands (trạng thái bước)."""

    DONE = "done"
    NEXT = "next"
    TO_COME = "to-come"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class DeskStep:
    """One step of the desk (bước) as it is shown: texts are in the user's language already."""

    key: str
    title: str
    state: StepState
    figure: str = ""
    """A number, an hour, a dash."""
    note: str = ""
    progress: tuple[int, int] | None = None
    """(done, whole), drawn as a bar."""


_SIGNS = {
    StepState.DONE: (OK, "bold $good"),
    StepState.NEXT: (NEXT, "bold $gold"),
    StepState.TO_COME: (" ", ""),
    StepState.BLOCKED: (WRONG, "bold $bad"),
}
_TITLE_STYLES = {
    StepState.DONE: "",
    StepState.NEXT: "bold",
    StepState.TO_COME: "$quiet",
    StepState.BLOCKED: "bold",
}


class StepList(Widget, can_focus=True):
    """The steps in order; the next one is chosen from the start (danh sách bước)."""

    steps: reactive[tuple[DeskStep, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    def __init__(self, steps: Sequence[DeskStep] = (), *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.set_reactive(StepList.steps, tuple(steps))
        self.set_reactive(StepList.cursor, _first_next(steps))
        self._typed = ""
        """Digits of a step's number, as far as they are typed."""

    def watch_steps(self, steps: tuple[DeskStep, ...]) -> None:
        """New steps: the cursor goes to what is next."""
        self.cursor = _first_next(steps)

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in sight where the list is longer than its room."""
        self.call_after_refresh(self._bring_into_view, cursor)

    def on_resize(self) -> None:
        """The room has changed, or what stands below it has grown: the cursor stays in sight."""
        self.call_after_refresh(self._bring_into_view, self.cursor)

    def _bring_into_view(self, row: int) -> None:
        if isinstance(self.parent, Widget) and self.parent.is_scrollable:
            self.parent.scroll_to_region(Region(0, row, 1, 1), animate=False)

    @property
    def chosen(self) -> DeskStep | None:
        """The step under the cursor."""
        return self.steps[self.cursor] if self.steps else None

    def get_content_height(self, _container: object, _viewport: object, _width: int) -> int:
        """One line a step."""
        return max(1, len(self.steps))

    def render(self) -> Content:
        """One line a step: sign, number, title, figure, note."""
        width = self.content_size.width
        title_width = max((len(step.title) for step in self.steps), default=0) + 2
        return lines(self._row(index, step, title_width, width) for index, step in enumerate(self.steps))

    def _row(self, index: int, step: DeskStep, title_width: int, width: int) -> Content:
        sign, sign_style = _SIGNS[step.state]
        parts = [
            line((f" {sign} ", sign_style), (f"{index + 1:>2} ", "$quiet")),
            fit(line((step.title, _TITLE_STYLES[step.state])), title_width),
        ]
        if step.progress:
            done = line(bar(*step.progress, _BAR_WIDTH), f" {step.progress[0]}/{step.progress[1]} ")
            parts.append(fit(done, max(_FIGURE_WIDTH, done.cell_length)))
        else:
            style = "$quiet" if step.state is StepState.TO_COME else "bold"
            parts.append(fit(line((step.figure, style)), _FIGURE_WIDTH))
        row = fit(line(*parts, (step.note, "$quiet")), width)
        return row.stylize("on $cursor") if index == self.cursor and self.has_focus else row

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Up, down, a step's number, Enter."""
        if not self.steps:
            return
        last = len(self.steps) - 1
        typed, self._typed = self._typed, ""
        match event.key:
            case digit if digit in digits:
                self._go_to(typed + digit)
            case "up":
                self.cursor = max(0, self.cursor - 1)
            case "down":
                self.cursor = min(last, self.cursor + 1)
            case "home":
                self.cursor = 0
            case "end":
                self.cursor = last
            case "enter":
                self.post_message(StepChosen(self.steps[self.cursor].key))
            case _:
                return
        event.stop()

    def _go_to(self, typed: str) -> None:
        """The step of that number; where there is none of two digits, the last digit begins a number."""
        for number in (typed, typed[-1]):
            if 1 <= int(number) <= len(self.steps):
                self.cursor, self._typed = int(number) - 1, number
                return


def _first_next(steps: Sequence[DeskStep]) -> int:
    wanted = (StepState.NEXT, StepState.BLOCKED)
    return next((index for index, step in enumerate(steps) if step.state in wanted), 0)
