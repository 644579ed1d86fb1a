"""Devices by the window (bảng thiết bị): sought while typing, marked by the blank bar; Enter opens the card."""

from abc import abstractmethod
from collections.abc import Sequence

from textual import events, on
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from congress.i18n import t
from devices.register.queries import tables
from devices.register.values.listing import Sought
from tui.keys import Hint
from tui.messages import RowChosen
from tui.screens.device_card import DeviceCardScreen
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import OK, Part, lines
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Column, Row, WindowedTable

PAUSE = 0.12
"""Seconds without a key before what is typed is sought."""
ROOMY = 100
"""From this width on, the table shows the columns it can do without."""


class DeviceList(WorkScreen):
    """A table of devices with its search and marks; its `BINDINGS` have `search`, `mark`, `unmark`."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._marked: dict[str, None] = {}
        self._pause: Timer | None = None

    # --- to be filled in by a screen ---------------------------------------------------------------------

    @property
    @abstractmethod
    def sought(self) -> Sought:
        """The devices that the table shows."""

    @abstractmethod
    def fetch(self, offset: int, limit: int) -> list[Row]:
        """Their rows, each under its tag."""

    @abstractmethod
    def say_what_is_shown(self, count: int) -> None:
        """How many were found, how many are marked, and of what."""

    @abstractmethod
    def below(self, tag: str) -> Sequence[Content]:
        """What is said of the device under the cursor."""

    @abstractmethod
    def why_empty(self) -> str:
        """What the table says where it shows no device and nothing is sought."""

    # --- the search and the table ------------------------------------------------------------------------

    def search_line(self) -> VietnameseInput:
        """Where the words are typed."""
        return VietnameseInput(placeholder=t("Search: tag, serial number, model, holder, body"), id="list-search")

    def device_table(self, columns: Sequence[Column], *, widget_id: str) -> WindowedTable:
        """Mark, tag and category, then these columns."""
        return WindowedTable(
            (Column("", 1), Column(t("Tag"), 9), Column(t("Category"), 12, most=20), *columns),
            fetch=self.fetch,
            count=lambda: self.read(lambda unit: tables.count(unit, self.sought)),
            widget_id=widget_id,
        )

    def line_below(self) -> Static:
        """What the device under the cursor is, in full."""
        return Static("", id="line-below", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_line, init=False)

    def show_state(self) -> None:
        """The devices as they are now."""
        self.read_again()
        if not self.query_one("#list-search").has_focus:
            self.query_one(WindowedTable).focus()

    def read_again(self) -> None:
        """The rows anew, and what is said of them."""
        table = self.query_one(WindowedTable)
        table.empty = t("no device like this") if self._text.strip() else self.why_empty()
        table.reload()
        self.say_what_is_shown(table.rows_there)
        self._show_line()

    def _show_line(self) -> None:
        tag = self.tag
        self.query_one("#line-below", Static).update(lines([] if tag is None else self.below(tag)))
        self.refresh_bindings()

    @property
    def tag(self) -> str | None:
        """The device under the cursor."""
        tables_there = self.query(WindowedTable)
        row = tables_there.first().chosen if tables_there else None
        return None if row is None else str(row.key)

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the card."""
        return (("⏎", t("Card")),)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        self.app.push_screen(DeviceCardScreen(str(event.key)))

    # --- seeking -----------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """/: into the search."""
        self.query_one("#list-search").focus()

    @on(Input.Changed, "#list-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._seek)

    @on(Input.Submitted, "#list-search")
    def _sent(self, event: Input.Submitted) -> None:
        event.stop()
        self._leave_search()

    def on_key(self, event: events.Key) -> None:
        """From the search down into the table; Esc leaves the search first."""
        if self.query_one("#list-search").has_focus and event.key in {"down", "escape"}:
            event.stop()
            event.prevent_default()
            self._leave_search()

    def _leave_search(self) -> None:
        self._seek()
        self.query_one(WindowedTable).focus()

    def _seek(self) -> None:
        text = self.query_one("#list-search", Input).value
        if text != self._text:
            self._text = text
            self.show_from_top()

    def show_from_top(self) -> None:
        """Other devices are shown: from the first on."""
        self.query_one(WindowedTable).cursor = 0
        self.renew()

    # --- marking -----------------------------------------------------------------------------------------

    def mark_of(self, tag: str) -> Part:
        """The first cell of a row."""
        return (OK, "bold $gold") if tag in self._marked else ""

    def action_mark(self) -> None:
        """The blank bar: mark, or take the mark off; on to the next."""
        tag, table = self.tag, self.query_one(WindowedTable)
        if tag is None:
            return
        if tag in self._marked:
            del self._marked[tag]
        else:
            self._marked[tag] = None
        self.read_again()
        table.cursor = min(table.cursor + 1, table.rows_there - 1)

    def action_unmark(self) -> None:
        """U: no mark left."""
        self._marked.clear()
        self.read_again()
