"""What the regulation says (quy chế bầu cử), provision by provision, with its article and how sure it is."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ballots.regulations.catalogue import REGULATIONS
from ballots.regulations.citations import Provision, Regulation
from congress.i18n import t
from tui.keys import bindings
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable


class RegulationScreen(WorkScreen):
    """Provisions of one version; L shows the other one (nội dung quy chế)."""

    HEADING = "The regulation"
    HAS_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings("other_version")
    SAYS = (
        "Provisions in our own words, with article and clause. What was not read in the text itself is marked: the "
        "board compares it with an official text.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._versions = tuple(REGULATIONS.values())
        self._shown = 0

    def compose_page(self) -> ComposeResult:
        """Topics, and the provision under the cursor."""
        yield Static("", id="version", markup=False)
        yield WindowedTable(
            (Column(t("Topic")), Column(t("Article"), 10), Column(t("How sure"), 22)),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._version.provisions),
            widget_id="provisions",
        )
        yield Static("", id="provision-below", markup=False)

    def compose_beside(self) -> ComposeResult:
        """The provision under the cursor."""
        yield Static("", id="provision-beside", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_provision, init=False)

    @property
    def _version(self) -> Regulation:
        return self._versions[self._shown]

    def show_state(self) -> None:
        """The version chosen."""
        version = self._version
        said = [line((version.decision.cite(), "bold"))]
        said += [line((guidance.cite(), "$quiet")) for guidance in version.guidance]
        self.query_one("#version", Static).update(lines([*said, line("")]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_provision()

    def _rows(self) -> list[Row]:
        return [
            Row(str(one.topic), (t(f"topic-{one.topic}"), one.article or "—", (_sure(one), "$quiet")))
            for one in self._version.provisions
        ]

    def _show_provision(self) -> None:
        place = self.query_one(WindowedTable).cursor
        if place >= len(self._version.provisions):
            return
        provision = self._version.provisions[place]
        said = lines(
            [
                line((t(f"topic-{provision.topic}"), "bold")),
                line(provision.says),
                line((self._version.cite_article(provision.article), "$quiet")),
            ]
        )
        self.query_one("#provision-below", Static).update(said)
        self.query_one("#provision-beside", Static).update(said)

    def action_other_version(self) -> None:
        """L: the other version."""
        self._shown = (self._shown + 1) % len(self._versions)
        self.query_one(WindowedTable).cursor = 0
        self.show_state()


def _sure(provision: Provision) -> str:
    return t(f"certainty-{provision.certainty.name.lower().replace('_', '-')}")
