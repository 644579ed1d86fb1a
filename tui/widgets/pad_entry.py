"""The entry widget (nhập phiếu bằng bàn phím số): keys in, papers out, one picture a key.

Every key is handled here, in the order typed, and none through a binding: bindings run later than the keys
that follow them in the same read. The next paper opens only after `keep` came back, so what a typist sees as
taken is stored; keys typed meanwhile wait.
"""

from collections.abc import Callable, Mapping
from time import monotonic

from rich.segment import Segment
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from ballots.counting.keypad import (
    NUMLOCK_OFF_KEYS,
    PAD_KEYS,
    Bell,
    Complete,
    Correct,
    Keep,
    Pad,
    Refuse,
    Ring,
    Step,
    press,
)
from congress.errors import Broken, Malformed, Refused
from congress.i18n import t
from tui.collecting import before_a_pile
from tui.messages import CorrectionBegan, KeepingFailed, KeyRefused, PaperKept, PileCompleted, Problem
from tui.widgets.notices import problem_text
from tui.widgets.pad_drawing import Scene, draw

Store = Callable[[Keep], None]
"""Stores one paper before it returns; `Refused`, `Malformed` or `Broken` where it could not."""

_KEY_NAMES = {
    "decimal": ".",
    "separator": ".",
    "comma": ".",
    "divide": "/",
    "multiply": "*",
    "subtract": "-",
    "add": "+",
    "enter": "enter",
}
"""Keys of a numeric pad as terminals name them; some layouts print a comma on the key of the dot."""
_SECOND_BELL_AFTER_S = 0.18


class PadEntry(Widget, can_focus=True):
    """Entry of one pile at the numeric pad, in large type."""

    def __init__(
        self,
        pad: Pad,
        *,
        title: str,
        names: Mapping[int, str],
        keep: Store,
        clock: Callable[[], float] = monotonic,
        widget_id: str | None = None,
    ) -> None:
        super().__init__(id=widget_id)
        self.pad = pad
        self._title = title
        self._names = names
        self._keep = keep
        self._clock = clock
        self._refused = ""
        self._lines: list[Content] = []
        self._paper_began: float | None = None
        self._seconds = 0.0
        self._papers_timed = 0

    def on_mount(self) -> None:
        """A first pile is taken in hand."""
        self.call_after_refresh(before_a_pile)

    def load(self, pad: Pad, *, title: str) -> None:
        """Take up another pile, or the same one as it is stored."""
        self.pad, self._title, self._refused = pad, title, ""
        self.rest()
        self._repaint()
        self.call_after_refresh(before_a_pile)

    def rest(self) -> None:
        """A pause (nghỉ): the paper in hand is not timed."""
        self._paper_began = None

    @property
    def seconds_per_paper(self) -> float | None:
        """Mean time from one kept paper to the next, pauses left out."""
        return self._seconds / self._papers_timed if self._papers_timed else None

    def render_line(self, y: int) -> Strip:
        """One line of the picture; lines that a key did not change are not painted again."""
        width, base = self.content_size.width, self.visual_style
        if y >= len(self._lines):
            return Strip.blank(width, base.rich_style)
        words = self._lines[y].truncate(width, ellipsis=True)
        parts = words.render(base, end="", parse_style=self._get_style)
        return Strip([Segment(text, style.rich_style) for text, style in parts], words.cell_length)

    def on_resize(self) -> None:
        """Another size, another picture."""
        self._lines = []
        self._repaint()

    def _repaint(self) -> None:
        before, self._lines = self._lines, draw(self._scene())
        width = self.content_size.width
        if len(before) != len(self._lines):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, self._lines, strict=True)) if not old.is_same(new)]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def _scene(self) -> Scene:
        size = self.content_size
        return Scene(
            pad=self.pad,
            title=self._title,
            names=self._names,
            width=size.width,
            height=size.height,
            refused=self._refused,
            seconds_per_paper=self.seconds_per_paper,
        )

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """The pad's own keys move nothing else: what is typed behind them need not wait."""
        return _pad_name(key, character) is not None

    def on_key(self, event: events.Key) -> None:
        """One key: to the pad if it is the pad's, else on to the screen."""
        key = pad_key(event)
        if key is None:
            return
        event.stop()
        event.prevent_default()
        self.take(key)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is never a paper."""
        event.stop()
        self.take("paste")

    def take(self, key: str) -> None:
        """One key of the pad (gõ một phím): stored first where it keeps a paper, then shown."""
        if self._paper_began is None:
            self._paper_began = self._clock()
        step = press(self.pad, key)
        self._refused = ""
        for effect in step.effects:
            if isinstance(effect, Keep) and not self._store(effect):
                break
        else:
            self.pad = step.pad
            self._announce(step)
        self._repaint()

    def _store(self, paper: Keep) -> bool:
        try:
            self._keep(paper)
        except (Refused, Malformed, Broken) as problem:
            self._say_failed(problem)
            return False
        now = self._clock()
        if self._paper_began is not None:
            self._seconds += now - self._paper_began
            self._papers_timed += 1
        self._paper_began = now
        return True

    def _say_failed(self, problem: Problem) -> None:
        self._refused = t("Not stored: {why}", why=problem_text(problem))
        self._ring(Ring.NUMBER)
        self.post_message(KeepingFailed(problem))

    def _announce(self, step: Step) -> None:
        for effect in step.effects:
            match effect:
                case Keep():
                    self.post_message(PaperKept(effect))
                case Complete(papers):
                    self.post_message(PileCompleted(papers))
                case Correct(position):
                    self.post_message(CorrectionBegan(position))
                case Bell(ring):
                    self._ring(ring)
                case Refuse(code, facts):
                    self._refused = t(code, **facts)
                    self.post_message(KeyRefused(effect))

    def _ring(self, ring: Ring) -> None:
        """One stroke where a paper is not ready; two where what was typed is wrong."""
        self.app.bell()
        if ring is not Ring.STOP:
            self.set_timer(_SECOND_BELL_AFTER_S, self.app.bell)


def pad_key(event: events.Key) -> str | None:
    """The pad's name of a key (phím), or nothing where the key is the screen's."""
    return _pad_name(event.key, event.character)


def _pad_name(key: str, character: str | None) -> str | None:
    if key in _KEY_NAMES or key in NUMLOCK_OFF_KEYS or key in PAD_KEYS:
        return _KEY_NAMES.get(key, key)
    if character is not None and character.isprintable() and "+" not in key.rstrip("+"):
        return "." if character == "," else character
    return key if key in {"backspace", "tab", "space"} else None
