"""The band above and the keys below every screen (dòng đầu, dòng phím)."""

from collections.abc import Sequence

from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from congress.i18n import t
from tui.keys import ACTIONS, CAPS, Hint
from tui.widgets.drawing import apart, fit, line

BREAKPOINTS = [(0, "-narrow"), (104, "-wide")]
"""For `App.HORIZONTAL_BREAKPOINTS`: wide terminals show the second column (`#beside`)."""
EVERYWHERE = ("go_back", "help", "command_palette")
"""Actions whose keys are the same on every screen."""


class HeaderLine(Widget):
    """Congress, unit, and whether this is a test or official (dòng đầu)."""

    title: reactive[str] = reactive("")
    unit: reactive[str] = reactive("")
    official: reactive[bool] = reactive(False)
    shows_mode: reactive[bool] = reactive(True)
    person: reactive[str] = reactive("")
    """Who is logged in."""

    def __init__(self, title: str = "", unit: str = "", *, official: bool = False, shows_mode: bool = True) -> None:
        super().__init__()
        self.set_reactive(HeaderLine.title, title)
        self.set_reactive(HeaderLine.unit, unit)
        self.set_reactive(HeaderLine.official, official)
        self.set_reactive(HeaderLine.shows_mode, shows_mode)

    def render(self) -> RenderResult:
        """Title, unit, mode; the title gives way."""
        unit = line(f"  ·  {self.unit}" if self.unit else "")
        right = line(f"  {self.person} " if self.person else "", self._mode() if self.shows_mode else "")
        title = line((f" {self.title}", "bold"))
        room = self.size.width - right.cell_length - 1
        # A unit that needs more than half the line is cut too: the title still says which congress it is.
        unit = unit.truncate(max(room // 2, room - title.cell_length), ellipsis=True)
        title = title.truncate(max(0, room - unit.cell_length), ellipsis=True)
        return apart(line(title, unit), right, self.size.width)

    def _mode(self) -> Content:
        if self.official:
            return line((f"{t('OFFICIAL')} ", "bold"))
        return line((f" {t('TEST')} ", "bold $paper on $gold"))


class KeyBar(Widget):
    """The keys of the screen, each with what it does (dòng phím)."""

    hints: reactive[tuple[Hint, ...]] = reactive(())
    """Keys that a widget takes itself; they stand first."""
    first: reactive[frozenset[str]] = reactive(frozenset())
    """Actions whose keys stand before all others of the screen: what this person comes for."""

    def __init__(self, hints: tuple[Hint, ...] = ()) -> None:
        super().__init__()
        self.set_reactive(KeyBar.hints, hints)

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        """Every key; where the room is short those that hold everywhere keep theirs, without words, at the end."""
        bound = self._bound()
        everything = [_entry(*hint) for hint in (*self.hints, *bound.values())]
        if _length(everything) <= self.size.width:
            return fit(_joined(everything), self.size.width)
        shown = [_entry(*hint) for hint in self.hints]
        last = [_entry(bound[name][0]) for name in EVERYWHERE if name in bound]
        for action, hint in bound.items():
            if action not in EVERYWHERE:
                entry = _entry(*hint)
                if _length([*shown, entry, *last]) > self.size.width:
                    break
                shown.append(entry)
        while shown and _length(shown) > self.size.width:
            shown.pop()
        while last and _length([*shown, *last]) > self.size.width:
            last.pop(0)
        return fit(_joined([*shown, *last]), self.size.width)

    def _bound(self) -> dict[str, Hint]:
        """By its action, a key and what it does, in their order."""
        entries: dict[str, Hint] = {}
        for active in sorted(self.screen.active_bindings.values(), key=lambda one: self._place(one.binding.action)):
            binding = active.binding
            if binding.show and active.enabled and binding.action not in entries:
                entries[binding.action] = (
                    binding.key_display or CAPS.get(binding.key, binding.key),
                    binding.description,
                )
        return entries

    def _place(self, action: str) -> int:
        if action in self.first:
            return 0
        return 2 if action in ACTIONS and ACTIONS[action].gives_way else 1


def _entry(cap: str, label: str = "") -> Content:
    return line((cap, "bold $gold"), f" {label}" if label else "")


def _joined(entries: Sequence[Content]) -> Content:
    return Content(" ") + Content("  ").join(entries)


def _length(entries: Sequence[Content]) -> int:
    return _joined(entries).cell_length
