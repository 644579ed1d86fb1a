"""Whom security incidents go to (Đội ứng cứu sự cố), typed into a grid and kept as a whole."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.errors import Finding
from congress.i18n import t
from devices.readiness import escalation
from devices.readiness.queries import congress as queries
from devices.readiness.values import Contact
from tui.faults import PROBLEMS
from tui.keys import bindings
from tui.screens.faults_in_grid import FaultsInGrid
from tui.widgets.grid import Grid, GridColumn


class EscalationScreen(FaultsInGrid):
    """A row a person, in the order in which they are called; F4 keeps the list."""

    HEADING = "Incident response team"
    NEEDS: ClassVar[dict[str, str]] = {"submit": "incident:team:set"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit")
    SAYS = (
        "Whom a security incident goes to, in the order in which they are called: name, body, telephone. "
        "An empty row is left out; F4 keeps the whole list.",
    )

    def compose_page(self) -> ComposeResult:
        """How it is typed, the grid."""
        said = t("In the order in which they are called; an empty row is left out")
        yield Static(f"{said}\n", classes="quiet", markup=False)
        yield Grid(
            (
                GridColumn("name", t("Full name"), number=False),
                GridColumn("body", t("Body or office"), number=False),
                GridColumn("telephone", t("Telephone"), 16, number=False),
            ),
            grows=True,
            widget_id="contacts",
        )

    async def on_mount(self) -> None:
        """What is kept, once."""
        congress_id = self.session.congress_id
        if congress_id is None:
            return
        try:
            contacts = self.read(lambda unit: queries.contacts(unit, congress_id))
        except PROBLEMS as problem:
            self.say(problem)
            return
        grid = self.query_one(Grid)
        await grid.fill([(one.name, one.body, one.telephone) for one in contacts])
        self.set_focus(grid.rows[0].inputs[0])

    @on(Grid.Sent)
    def _sent(self, event: Grid.Sent) -> None:
        event.stop()
        self.action_submit()

    def action_submit(self) -> None:
        """F4: keep the list."""
        congress_id = self.session.congress_id
        if congress_id is None:
            return
        contacts = [Contact(row["name"], row["body"], row["telephone"]) for row in self.query_one(Grid).values]
        self.do_alone(
            lambda by: escalation.set_contacts(self.workspace, by, congress_id=congress_id, contacts=contacts),
            then=self._kept,
        )

    def _kept(self, kept: tuple[Contact, ...]) -> None:
        self.tell(t("{count} people are listed.", count=len(kept)))
        self.shell.go_back()

    def row_of(self, finding: Finding) -> int | None:
        """At `contact[3].name`."""
        head, _, rest = finding.where.partition("[")
        number = rest.partition("]")[0]
        return int(number) - 1 if head == "contact" and number.isdigit() else None
