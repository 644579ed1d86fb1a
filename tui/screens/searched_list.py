"""Lists that some words narrow (danh sách có ô tìm): search, table, and what the cursor is on in full below."""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, Static

from congress.i18n import t
from congress.store.unit import Unit
from congress.text import fold
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import lines
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Column, Row, WindowedTable

ROOMY = 100
"""From this width on, a list shows the columns it can do without."""


class SearchedList(WorkScreen):
    """A list of some hundreds of rows, all read at once; its `BINDINGS` have `search`."""

    AUTO_FOCUS = "WindowedTable"
    SEARCH: ClassVar[str] = ""
    """What may be searched for, a message id."""
    NONE: ClassVar[str] = ""
    """What a table says where the search finds nothing, a message id."""
    EMPTY: ClassVar[str] = ""
    """What it says before anything is there, a message id; the same where a screen has none."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    @abstractmethod
    def columns(self) -> Sequence[Column]:
        """Of the table."""

    @abstractmethod
    def read_all(self, unit: Unit) -> None:
        """Read everything that may be found: when the screen is shown, not at every key."""

    @abstractmethod
    def found(self, words: Sequence[str]) -> Iterable[Row]:
        """The rows that have all of these words (`fits`)."""

    @abstractmethod
    def below(self) -> Iterable[Content]:
        """What is said of the row under the cursor."""

    def above(self) -> Content | str:
        """What is said of all that was found, where a screen says anything."""
        return ""

    def compose_page(self) -> ComposeResult:
        """The search, the table, the row under the cursor."""
        yield VietnameseInput(placeholder=t(self.SEARCH), id="list-search")
        yield Static("", id="list-sums", markup=False)
        yield WindowedTable(
            self.columns(),
            fetch=lambda offset, limit: self._rows[offset : offset + limit],
            count=lambda: len(self._rows),
            empty=t(self.EMPTY or self.NONE),
            widget_id="found",
        )
        yield Static("", id="line-below", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_below, init=False)

    def show_state(self) -> None:
        """The rows that the search finds now."""
        self.read(self.read_all)
        self._narrow()

    def _narrow(self) -> None:
        words = fold(self.query_one("#list-search", Input).value).split()
        self._rows = tuple(self.found(words))
        sums = self.query_one("#list-sums", Static)
        sums.update(said := self.above())
        sums.display = bool(said)
        table = self.query_one(WindowedTable)
        table.empty = t(self.NONE if words else self.EMPTY or self.NONE)
        table.reload()
        self._show_below()

    def _show_below(self) -> None:
        self.query_one("#line-below", Static).update(lines(self.below()))
        self.refresh_bindings()

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        tables = self.query(WindowedTable)
        return tables.first().chosen if tables else None

    @on(Input.Changed, "#list-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(WindowedTable).cursor = 0
        self._narrow()

    @on(Input.Submitted, "#list-search")
    def _sent(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(WindowedTable).focus()

    def action_search(self) -> None:
        """/: into the search."""
        self.query_one("#list-search").focus()


class EditedList(SearchedList):
    """A list whose rows are changed here: by E, or Enter on the row."""

    @abstractmethod
    def action_edit(self) -> None:
        """E: what the row under the cursor says."""

    def edit_or_say_why_not(self) -> None:
        """Enter on a row: who may not change it is told who may."""
        if refused := self._rights.why_not(self.NEEDS["edit"]):
            self.say(refused)
        else:
            self.action_edit()


def fits(words: Sequence[str], *texts: str) -> bool:
    """Whether these texts together have all the words, marks or not (so khớp không dấu)."""
    folded = fold(" ".join(texts))
    return all(word in folded for word in words)
