"""A decision on mergers typed in (nhập quyết định sáp nhập): a row an old unit, then looked at like a list.

Names are settled, and units that are not there yet entered, on the screen of lists: nothing is written before F8.
"""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.csvdoc import Source
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.spreadsheet import write_csv
from congress.term import bodies, merging
from congress.term.merging import MergerList, MergerPlan
from congress.term.rules.merger_lists import SOME, Column
from congress.term.values import Merger, MergerDetails
from tui.keys import bindings
from tui.messages import Problem
from tui.screens.faults_in_grid import FaultsInGrid
from tui.screens.merger_import import MergerImportScreen
from tui.widgets.drawing import line
from tui.widgets.grid import Grid, GridColumn

_TYPED = "typed.csv"
"""What the typed rows are called while they are looked at; findings in them begin with it."""
_COLUMNS = {"A": "old", "B": "new", "C": "how"}
_BY_DEVICE = frozenset({"x", "X"})


class MergerTypingScreen(FaultsInGrid):
    """Old unit, new unit, a row each; F4 looks at it."""

    HEADING = "A decision typed in"
    NEEDS: ClassVar[dict[str, str]] = {"look_through": "merger:make"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("look_through")
    SAYS = (
        "A row an old unit and the new one it goes into; an empty row is left out. An x in the last column: the unit "
        "is divided device by device, and may stand in several rows, one for each new unit.",
        "F4 looks at it and writes nothing: names that no unit bears are settled there, and new units entered with the "
        "decision.",
    )

    def __init__(self, decision: MergerDetails) -> None:
        super().__init__()
        self._decision = decision

    def compose_page(self) -> ComposeResult:
        """The decision, how it is typed, the grid."""
        yield Static(_named(self._decision), markup=False)
        said = t("A row an old unit; x: device by device. An empty row is left out")
        yield Static(f"{said}\n", classes="quiet", markup=False)
        yield Grid(
            (
                GridColumn("old", t("Old unit"), number=False),
                GridColumn("new", t("New unit"), number=False),
                GridColumn("how", t("By device"), 15, number=False),
            ),
            grows=True,
            widget_id="parts",
        )

    def on_mount(self) -> None:
        """Into the first field."""
        self.query_one(Grid).focus_first()

    @on(Grid.Sent)
    def _sent(self, event: Grid.Sent) -> None:
        event.stop()
        self.action_look_through()

    def action_look_through(self) -> None:
        """F4: what it would do."""
        handed = self._handed()
        self.do(lambda: (handed, _sound(merging.look(self.workspace, handed))), then=self._looked)

    def _handed(self) -> MergerList:
        rows: list[list[str]] = [[Column.OLD, Column.NEW, Column.HOW]]
        for row in self.query_one(Grid).values:
            rows.append([row["old"], row["new"], SOME if row["how"] in _BY_DEVICE else row["how"]])
        return MergerList(mergers=Source(_TYPED, write_csv(rows)), decision=self._decision)

    def _looked(self, found: tuple[MergerList, MergerPlan]) -> None:
        handed, _plan = found
        self.app.push_screen(TypedMergerScreen(handed))

    def row_of(self, finding: Finding) -> int | None:
        """At `typed.csv:3:A`."""
        return _typed_row(finding.where)

    def column_of(self, finding: Finding) -> str:
        """The letter at the end."""
        return _COLUMNS.get(finding.where.rpartition(":")[2], "")

    def say(self, problem: Problem) -> None:
        """A fault names rows and signs as they are typed here."""
        super().say(Malformed(map(_as_typed, problem.findings)) if isinstance(problem, Malformed) else problem)


class TypedMergerScreen(MergerImportScreen):
    """What the typed decision would do; F8 keeps it."""

    HEADING = "A decision typed in"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "merger:make"}

    def write(self, by: Authority, handed: MergerList, plan: MergerPlan) -> Merger:
        """The decision, with the units that it enters."""
        return bodies.make_merger(self.workspace, by, details=handed.decision, planned=plan.planned)

    def cell(self, where: str) -> str:
        """The row as it was typed."""
        row = _typed_row(where)
        return "" if row is None else t("row {row}", row=row + 1)


def _typed_row(where: str) -> int | None:
    """The row in the grid of a place `typed.csv:3:A`; the title stands in the first."""
    name, _, place = where.partition(":")
    number = place.partition(":")[0]
    return int(number) - 2 if name == _TYPED and number.isdigit() else None


def _as_typed(one: Finding) -> Finding:
    """A finding that names another row, or what the last column takes, as it is typed here."""
    row = one.facts.get("row")
    if one.code == "merger-how-unknown":
        return replace(one, facts={**one.facts, "allowed": t("x, or nothing")})
    return replace(one, facts={**one.facts, "row": row - 1}) if isinstance(row, int) else one


def _sound(plan: MergerPlan) -> MergerPlan:
    """What can be settled by looking at it; faults are put right where they were typed."""
    if plan.faults:
        raise Malformed(plan.faults)
    return plan


def _named(decision: MergerDetails) -> Content:
    told = t(
        "of {decided}, in force from {effective}",
        decided=f"{decision.decided_on:%d/%m/%Y}",
        effective=f"{decision.effective_on:%d/%m/%Y}",
    )
    return line((decision.decision, "bold"), f"  {told}")
