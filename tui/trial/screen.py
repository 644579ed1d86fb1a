"""The trial on the screen (màn hình tập nhập): the paper as it lies there, and the very entry of the desk."""

from collections.abc import Callable
from functools import lru_cache
from time import monotonic
from typing import ClassVar, Self

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.strip import Strip
from textual.widget import Widget

from ballots.counting.keypad import Keep, Slip, start
from ballots.counting.values import PILE_PAPERS_MOST, OpenPile, PileKind
from ballots.regulations.values import Form, Strikes
from congress.i18n import t
from tui.keys import PAD_HINTS, bindings
from tui.messages import CorrectionBegan, KeyRefused
from tui.styles import DARK_NAME, STYLE_SHEETS, themes
from tui.trial.report import Typed
from tui.trial.scratch import Scratch
from tui.trial.task import Task
from tui.widgets.dialogs import ConfirmDialog
from tui.widgets.frame import BREAKPOINTS, HeaderLine, KeyBar
from tui.widgets.pad_entry import PadEntry

_STRUCK, _FREE = "━", " "
_LEAST_CELL = 15


class PaperSheet(Widget):
    """The ballot paper in hand (tờ phiếu): every name with its number, the struck ones struck through.

    Painted line by line and cell by cell: laying another paper there must not keep the typist waiting.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"sheet--free", "sheet--struck"}
    DEFAULT_CSS = """
    PaperSheet > .sheet--free { color: $foreground; }
    PaperSheet > .sheet--struck { color: $bad; text-style: bold strike; }
    """

    def __init__(self, given: Task) -> None:
        super().__init__(id="sheet")
        self._given = given
        self._names, self._digits = given.names, given.digits
        self._number = 1

    def show(self, number: int) -> None:
        """Lay another paper there."""
        if number != self._number:
            self._number = number
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line: as many columns as the width has room for, numbers read down first."""
        width, down = self.content_size.width, max(1, self.content_size.height)
        names, digits = self._names, self._digits
        across = max(1, min(-(-len(names) // down), width // _LEAST_CELL))
        rows, each = -(-len(names) // across), width // across
        struck = self._given.papers[self._number - 1].struck
        free, line_through = (self.get_component_rich_style(f"sheet--{name}") for name in ("free", "struck"))
        segments = [
            Segment(
                cell(f"{number:0{digits}}", names[number], each, is_struck=number in struck),
                line_through if number in struck else free,
            )
            for number in range(y + 1, len(names) + 1, rows)
            if y < rows
        ]
        return Strip(segments, len(segments) * each).adjust_cell_length(width, free)


@lru_cache(maxsize=1024)
def cell(number: str, name: str, width: int, *, is_struck: bool) -> str:
    """A number with its name in just so many cells; a struck one is told by its mark as well as its colour."""
    text = f"{number}{_STRUCK if is_struck else _FREE}{name}"
    cut = text if cell_len(text) < width else f"{set_cell_size(text, width - 2)}…"
    return set_cell_size(cut, width)


class TrialEntry(PadEntry):
    """Entry that says after every key where it is, before the next key of the same read comes."""

    def after_each_key(self, then: Callable[[], None]) -> Self:
        """Call this after every key, taken or not."""
        self._then = then
        return self

    def take(self, key: str) -> None:
        """One key of the pad."""
        super().take(key)
        self._then()


class TrialApp(App[None]):
    """The typing trial: piles of 25, one after the other, until all papers are typed or the person stops."""

    CSS_PATH = STYLE_SHEETS
    CSS = """
    #table { layout: vertical; height: 1fr; }
    #sheet { height: 12; padding: 0 1; }
    #sheet.away { display: none; }
    .-wide #table { layout: horizontal; }
    .-wide #sheet { width: 44; height: 1fr; border-right: solid $rule; }
    """
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = bindings("rest", "quit")

    def __init__(self, task: Task, scratch: Scratch, *, shows_paper: bool) -> None:
        super().__init__()
        self._given = task
        self._scratch = scratch
        self._shows_paper = shows_paper
        self._pile: OpenPile = scratch.open_pile(1)
        self._since: float | None = None
        self.typed = Typed()
        for theme in themes():
            self.register_theme(theme)
        self.theme = DARK_NAME

    def compose(self) -> ComposeResult:
        """The paper, and the entry below or beside it."""
        yield HeaderLine(t("Typing trial: nothing of it is a count"), self._paper_said(1))
        with Container(id="table"):
            sheet = PaperSheet(self._given)
            sheet.set_class(not self._shows_paper, "away")
            yield sheet
            entry = TrialEntry(start(self._slip()), title=self._title(), names=self._given.names, keep=self._keep)
            yield entry.after_each_key(self._key_typed)
        yield KeyBar(hints=PAD_HINTS)

    def on_mount(self) -> None:
        """The pad has the keys from the start."""
        self.query_one(TrialEntry).focus()

    @property
    def _before(self) -> int:
        """Papers of the piles before this one."""
        return PILE_PAPERS_MOST * (self._pile.number - 1)

    def _slip(self) -> Slip:
        return Slip(tuple(self._given.names), self._given.seats, Form.STRIKE, PileKind.FULL, self._pile.papers)

    def _title(self) -> str:
        return t("Pile {number} of {piles}", number=self._pile.number, piles=len(self._given.piles))

    @property
    def fault(self) -> Exception | None:
        """What ended the trial, where it ended by a fault of ours."""
        return self._exception

    def _fatal_error(self) -> None:
        """No traceback on the screen: the command tells of the fault."""
        self._close_messages_no_wait()

    # --- papers --------------------------------------------------------------------------------------------

    def _keep(self, paper: Keep) -> None:
        self._scratch.keep(self._pile, paper.position, paper.seen, corrects=paper.corrects)
        now = monotonic()
        if self._since is not None:
            self.typed.seconds.append(now - self._since)
        self._since = now
        self.typed.kept[self._before + paper.position] = paper.seen if isinstance(paper.seen, Strikes) else None

    def _key_typed(self) -> None:
        if self._since is None:
            self._since = monotonic()
        self.typed.keys += 1
        if self.query_one(TrialEntry).pad.complete:
            self._go_on()
        self._lay_paper(self._before + self.query_one(TrialEntry).pad.position)

    def _go_on(self) -> None:
        """The next pile; after the last the trial is over."""
        if len(self.typed.kept) == len(self._given.papers):
            self.exit()
            return
        self._scratch.close_pile(self._pile.number)
        self._pile = self._scratch.open_pile(self._pile.number + 1)
        self.query_one(TrialEntry).load(start(self._slip()), title=self._title())

    def _lay_paper(self, number: int) -> None:
        number = min(number, len(self._given.papers))
        self.query_one(PaperSheet).show(number)
        self.query_one(HeaderLine).unit = self._paper_said(number)

    def _paper_said(self, number: int) -> str:
        return t("paper {number} of {papers}", number=number, papers=len(self._given.papers))

    @on(KeyRefused)
    def _count_refused(self) -> None:
        self.typed.refused += 1

    @on(CorrectionBegan)
    def _count_corrected(self) -> None:
        self.typed.corrected += 1

    # --- stopping ------------------------------------------------------------------------------------------

    def action_rest(self) -> None:
        """Esc: a pause, whose time does not count; then go on or stop."""
        self.query_one(TrialEntry).rest()
        self._since = None
        self.push_screen(
            ConfirmDialog(t("Stop the trial?"), said=(t("The pause is not timed."),), yes=t("Stop"), no=t("Go on")),
            self._stop,
        )

    def _stop(self, wanted: bool | None) -> None:  # the signature Textual calls
        if wanted:
            self.exit()
