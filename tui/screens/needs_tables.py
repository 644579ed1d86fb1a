"""What a plan comes to (kết quả phương án): its tables one after the other, wrong cells named, saved as XLSX or PDF."""

from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import t
from devices.needs.service import Planned
from tui.keys import Hint, bindings
from tui.screens.device_asking import DeedDialog, Values, write_new
from tui.screens.frame import WorkScreen
from tui.screens.needs_views import View, views, wrong_in
from tui.widgets.drawing import WRONG, Part, line, lines
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import WindowedTable

_STEPS = {"left": -1, "right": 1}


class NeedsTablesScreen(WorkScreen):
    """One table at a time; left and right go to the others."""

    HEADING = "Needs of the units"
    BINDINGS: ClassVar[list[BindingType]] = bindings("save_tables")
    SAYS = (
        "Left and right go from table to table: needs (Có, Cần, Thiếu, Dư), moves, what is bought, both options with "
        "their costs, wrong cells of the printed table, remarks.",
        "A figure with ✗ is printed wrong: the figure shown is the right one, what was printed stands below. W saves "
        "all tables as a workbook or as a paper.",
    )

    def __init__(self, planned: Planned) -> None:
        super().__init__()
        self._planned = planned
        self._views = views(planned)
        self._shown = 0

    def compose_page(self) -> ComposeResult:
        """The names of the tables, the tables, what is said of the line under the cursor."""
        yield Static("", id="needs-tabs", markup=False)
        for place, view in enumerate(self._views):
            yield _table(view, place)
        yield Static("", id="needs-below", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor of each."""
        for table in self.query(WindowedTable):
            self.watch(table, "cursor", self._say_below, init=False)

    def show_state(self) -> None:
        """The table chosen."""
        for place, table in enumerate(self.query(WindowedTable)):
            table.display = place == self._shown
        parts: list[Part] = []
        for place, view in enumerate(self._views):
            name = f"{view.title} {len(view.rows)}" if view.rows and place else view.title
            parts += [(f" {name} ", "bold $gold on $panel" if place == self._shown else "$quiet"), " "]
        self.query_one("#needs-tabs", Static).update(lines([line(*parts), line("")]))
        self._table.focus()
        self._say_below()

    @property
    def _table(self) -> WindowedTable:
        return self.query_one(f"#needs-{self._shown}", WindowedTable)

    def _say_below(self) -> None:
        row, said = self._table.chosen, [line(one) for one in self._views[self._shown].said]
        if row is not None and isinstance(row.key, tuple) and isinstance(row.key[0], str):
            unit, name, *_ = map(str, row.key)
            said = [line((f"{WRONG} ", "bold $bad"), one) for one in wrong_in(self._planned.plan, unit, name)] or said
        self.query_one("#needs-below", Static).update(lines(said))

    def hints(self) -> tuple[Hint, ...]:
        """Left and right."""
        return (("← →", t("other table")),)

    def on_key(self, event: events.Key) -> None:
        """Left and right: the other tables."""
        if event.key in _STEPS:
            event.stop()
            self._shown = (self._shown + _STEPS[event.key]) % len(self._views)
            self.renew()
            return
        super().on_key(event)

    def action_save_tables(self) -> None:
        """W: all tables in one new file."""

        def deed(values: Values, _by: Authority) -> Path:
            path = Path(values["path"]).expanduser()
            write_new(path, _drawn(self._planned, path.suffix.lower()))
            return path

        dialog = DeedDialog[Path](
            t("Save the tables"),
            [FormField("path", t("File"), hint=t("a new file; its name ends in .xlsx or .pdf"))],
            deed=deed,
            needed=("path",),
        )
        self.app.push_screen(dialog, self._saved)

    def _saved(self, path: Path | None) -> None:
        if path is not None:
            self.tell(t("Written: {path}", path=path))


def _table(view: View, place: int) -> WindowedTable:
    rows = view.rows
    return WindowedTable(
        view.columns,
        fetch=lambda offset, limit: rows[offset : offset + limit],
        count=lambda: len(rows),
        empty=view.empty,
        widget_id=f"needs-{place}",
    )


def _drawn(planned: Planned, ending: str) -> bytes:
    now = datetime.now(UTC)
    match ending:
        case ".xlsx":
            from devices.needs.formats.workbook import needs_xlsx

            return needs_xlsx(planned, created=now)
        case ".pdf":
            from devices.needs.papers import needs_pdf

            return needs_pdf(planned, created=now)
        case _:
            raise Malformed([Finding("path", "needs-file-ending")])
