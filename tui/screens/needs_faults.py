"""What is wrong with the files of a plan (lỗi của các tệp): each fault by file, row and column."""

import re
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from congress.errors import Finding
from congress.i18n import sentence, t
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import line
from tui.widgets.windowed_table import Column, Row, WindowedTable

_PLACE = re.compile(r"(?P<file>.*?)(?::(?P<row>\d+))?(?::(?P<column>\w+))?")


class NeedsFaultsScreen(WorkScreen):
    """Every fault of every file, in the order of the files."""

    HEADING = "Faults of the files"
    SAYS = ("Nothing is done while a file has a fault. Put the files right, then Esc and the same again.",)

    def __init__(self, findings: Sequence[Finding], *, nothing: str | None = None) -> None:
        super().__init__()
        self._findings = tuple(findings)
        self._nothing = nothing or t("nothing was planned")

    def compose_page(self) -> ComposeResult:
        """How many, and each."""
        yield Static(f"{t('{count} faults', count=len(self._findings))}; {self._nothing}\n", markup=False)
        yield WindowedTable(
            (Column(t("File"), 18), Column(t("Row"), 5, right=True), Column(t("Column"), 10), Column(t("Fault"))),
            fetch=lambda offset, limit: [
                _row(place, one) for place, one in enumerate(self._findings[offset : offset + limit], offset)
            ],
            count=lambda: len(self._findings),
            widget_id="faults",
        )
        yield Static("", id="needs-below", markup=False)

    def on_mount(self) -> None:
        """The fault under the cursor in full."""
        table = self.query_one(WindowedTable)
        self.watch(table, "cursor", self._say, init=False)
        table.focus()
        self._say()

    def _say(self) -> None:
        row = self.query_one(WindowedTable).chosen
        self.query_one("#needs-below", Static).update("" if row is None else line(row.cells[3]))


def _row(place: int, one: Finding) -> Row:
    found = _PLACE.fullmatch(one.where)
    file, row, column = (one.where, "", "") if found is None else (found["file"], found["row"], found["column"])
    name = re.split(r"[\\/]", file)[-1]
    return Row(place, ((name, "bold"), row or "", column or "", sentence(one)))
