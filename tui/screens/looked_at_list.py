"""A list looked at before it is taken in (xem trước danh sách): its sums, its lines, the one under the cursor."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.widgets import Static

from congress.i18n import t
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import Part, line
from tui.widgets.windowed_table import Column, Row, WindowedTable


class LookedAtList(WorkScreen):
    """What is wrong, what is to be settled and what would be written, a line each; nothing is written before F8."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The sums, the lines."""
        yield Static("", id="list-sums", markup=False)
        yield WindowedTable(
            (Column("", 1), Column(self.where_title(), 16), Column(t("What"))),
            fetch=lambda offset, limit: self._rows[offset : offset + limit],
            count=lambda: len(self._rows),
            empty=t("no list read yet"),
            widget_id="list-lines",
        )
        yield Static("", id="line-below", markup=False)

    def where_title(self) -> str:
        """What the second column says of a line."""
        return t("Row, column")

    def on_mount(self) -> None:
        """The line under the cursor in full; keys follow it."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_line, init=False)

    def show_from_top(self) -> None:
        """Another list was looked at: from its first line on."""
        table = self.query_one(WindowedTable)
        table.cursor = 0
        table.focus()

    def show_lines(self, rows: Iterable[Row], *, sums: str) -> None:
        """The lines, and their sums above."""
        self._rows = tuple(rows)
        self.query_one("#list-sums", Static).update(sums)
        self.query_one(WindowedTable).reload()
        self._show_line()

    def _show_line(self) -> None:
        row = self.query_one(WindowedTable).chosen
        self.query_one("#line-below", Static).update("" if row is None else line(row.cells[2]))
        self.refresh_bindings()

    def chosen_doubt(self) -> str:
        """The name to be settled that is under the cursor; nothing on another line."""
        tables = self.query(WindowedTable)
        row = tables.first().chosen if tables else None
        kind, what = row.key if row is not None and isinstance(row.key, tuple) else ("", "")
        return str(what) if kind == "doubt" else ""


def line_of(key: tuple[str, object], sign: Part, where: str, said: str) -> Row:
    """A line: its sign, where in the list, what."""
    return Row(key, (sign, (where, "$quiet"), said))


def doubt_asked(text: str, *, rows: int, near: Iterable[str]) -> str:
    """Which body a name means."""
    if meant := "; ".join(near):
        return t("“{text}”, {rows} rows: is it {body}?", text=text, rows=rows, body=meant)
    return t("“{text}”, {rows} rows: no body has this name", text=text, rows=rows)
