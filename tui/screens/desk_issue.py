"""Papers handed out by delegation (phát phiếu theo đoàn): a row a delegation, sums alongside."""

import re

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from ballots.contests import queries as contest_queries
from ballots.counting import queries as desk_queries
from ballots.counting import service
from ballots.counting.deeds import StepDone
from ballots.counting.figures import Delegation, Issued, StepFigures
from ballots.counting.loading import figures_of
from ballots.counting.values import Step
from ballots.counting.views import DeskView
from congress.access.values import Authority
from congress.errors import Finding
from congress.i18n import t
from congress.store.unit import Unit
from tui.screens.desk_step import StepScreen
from tui.screens.faults_in_grid import FaultsInGrid
from tui.widgets.accounting import figure
from tui.widgets.drawing import line
from tui.widgets.grid import Grid, GridColumn

_ROW = re.compile(r"\$\.delegations\[(\d+)\]")


class IssueScreen(FaultsInGrid, StepScreen):
    """Delegations, each with its papers."""

    HEADING = "Hand out the papers"
    SAYS = (
        "A row a delegation: its name, the papers handed out, those spoiled and exchanged. Enter goes on.",
        "A row that is emptied is left out. Enter in the empty last row keeps the figures, F4 does so from anywhere.",
    )
    STEP = Step.ISSUE

    def compose_figures(self) -> ComposeResult:
        """The grid, and what it comes to."""
        yield Grid(
            [
                GridColumn("name", t("Delegation"), number=False),
                GridColumn("issued", t("issued"), 12),
                GridColumn("spoiled", t("spoiled, exchanged"), 20),
            ],
            grows=True,
        )
        yield Static("", id="sums", markup=False)

    def fill(self, view: DeskView) -> None:
        """The delegations kept so far; else those of the congress's other contests, their figures still to be typed."""
        self.run_worker(self._fill(view))

    async def _fill(self, view: DeskView) -> None:
        had = view.desk.figures.issued
        grid = self.query_one(Grid)
        if had is not None:
            await grid.fill(
                [(one.name, str(one.issued), str(one.spoiled) if one.spoiled else "") for one in had.delegations]
            )
        elif names := self.read(lambda unit: _known(unit, view)):
            await grid.fill([(name,) for name in names])
        grid.focus_first()
        self._sums()

    def look_on(self) -> None:
        """Only read."""
        self.query_one(Grid).disabled = True

    def typed(self) -> StepFigures:
        """Every row that is not empty; a missing figure is nought, and a fault where nothing was issued at all."""
        return Issued(
            tuple(
                Delegation(row["name"], int(row["issued"] or 0), int(row["spoiled"] or 0))
                for row in self.query_one(Grid).values
            )
        )

    def keep(self, by: Authority, figures: StepFigures) -> StepDone:
        """Keep them."""
        assert isinstance(figures, Issued)
        return service.issue(self.workspace, by, contest_id=self.contest_id, figures=figures)

    def row_of(self, finding: Finding) -> int | None:
        """The row of a delegation."""
        return _row_of(finding)

    @on(Grid.Changed)
    def _sums(self) -> None:
        view = self.view
        if view is None:
            return
        figures = self.typed()
        assert isinstance(figures, Issued)
        received = view.desk.figures.received
        said = [
            t("{delegations} delegations", delegations=len(figures.delegations)),
            f"{t('issued')} {figure(figures.issued)}",
            f"{t('spoiled, exchanged')} {figure(figures.spoiled)}",
        ]
        if received is not None:
            said.append(t("left should be {left}", left=figure(received.printed - figures.issued - figures.spoiled)))
        parts = [line((f"\n{'  ·  '.join(said)}", "bold"))]
        present = view.sheet.roll.present
        if present is not None and figures.issued != present:
            parts.append(line((f"  ({t('present {present}', present=figure(present))})", "$quiet")))
        self.query_one("#sums", Static).update(line(*parts))

    @on(Grid.Sent)
    def _sent(self) -> None:
        self.action_submit()


def _known(unit: Unit, view: DeskView) -> tuple[str, ...]:
    """Step: names of the delegations that got papers at another contest of this congress."""
    for contest in contest_queries.contests(unit, view.sheet.congress.id):
        issued = figures_of(desk_queries.steps(unit, contest.id)).issued
        if issued is not None:
            return tuple(one.name for one in issued.delegations)
    return ()


def _row_of(finding: Finding) -> int | None:
    row = _ROW.match(finding.where)
    return int(row[1]) if row else None
