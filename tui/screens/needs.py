"""Needs (nhu cầu thiết bị): a plan from files, or from the register; what it comes to is shown table by table."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from congress.csvdoc import Source
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.jsondoc import read_source
from devices.needs.formats import Files
from devices.needs.norms import MOST_PERSONS
from devices.needs.registered import Asked, plan_registered
from devices.needs.service import Planned, plan_from
from tui.keys import bindings
from tui.messages import ChoiceMade, FormSubmitted, Problem
from tui.screens.asking import missing
from tui.screens.frame import WorkScreen
from tui.screens.needs_faults import NeedsFaultsScreen
from tui.screens.needs_tables import NeedsTablesScreen
from tui.widgets.forms import FieldKind, Form, FormField, FormRow

FILES, REGISTER = "files", "register"
NEEDED = ("units", "merge", "new_units", "norms")
BESIDE = ("printed", "distances", "prices")
"""What the register does not know: a printed table to be checked, ways, prices."""
OPTIONAL = (*BESIDE, "classified")
OF_FILES = (*NEEDED, "classified")
"""What the register knows itself."""


class NeedsScreen(WorkScreen):
    """Which files, in which folder; F4 plans."""

    HEADING = "Needs of the units"
    BINDINGS: ClassVar[list[BindingType]] = bindings("plan_needs")
    SAYS = (
        "Type the folder and the names of the files in it: what the old units have, into which new unit each goes, the "
        "new units with their staff, the norms. The others may stay empty.",
        "From the register: devices are counted as they are entered, units follow the decisions on mergers, norms and "
        "staff are those kept with their source. F4 plans; every fault is told by file, row and column.",
    )

    def compose_page(self) -> ComposeResult:
        """The form."""
        yield Form(_fields(), widget_id="needs-files")

    def on_mount(self) -> None:
        """Into the first field."""
        self.query_one(Form).focus_first()

    def action_plan_needs(self) -> None:
        """F4: plan."""
        self.query_one(Form).submit()

    @on(ChoiceMade)
    def _another_source(self, event: ChoiceMade) -> None:
        """From the register: only the files that it does not replace are asked for."""
        event.stop()
        for row in self.query(FormRow):
            if row.field.name in OF_FILES:
                row.display = event.value == FILES

    @on(FormSubmitted)
    def _plan(self, event: FormSubmitted) -> None:
        event.stop()
        values = dict(event.values)
        if empty := (missing(values, *NEEDED) if values["source"] == FILES else None):
            self.say(empty)
        elif not 0 < int(values["shared_printers"] or 1) <= MOST_PERSONS:
            self.say(Malformed([Finding("shared_printers", "needs-persons-range", {"most": MOST_PERSONS})]))
        else:
            self.do(lambda: self._planned(values), then=lambda done: self.app.push_screen(NeedsTablesScreen(done)))

    def _planned(self, values: Mapping[str, str]) -> Planned:
        shared = int(values["shared_printers"]) if values["shared_printers"] else None
        if values["source"] == REGISTER:
            given = _sources(values, BESIDE)
            asked = Asked(
                printed=given.get("printed"),
                distances=given.get("distances"),
                prices=given.get("prices"),
                shared_printers=shared,
            )
            return plan_registered(self.workspace, asked)
        return plan_from(Files(**_sources(values, (*NEEDED, *OPTIONAL)), shared_printers=shared))

    def say(self, problem: Problem) -> None:
        """Faults in files have a screen of their own; what was typed wrong stands beside its field."""
        fields = {field.name for field in _fields()}
        if isinstance(problem, Malformed) and not {one.where for one in problem.findings} <= fields:
            self.app.push_screen(NeedsFaultsScreen(problem.findings))
        else:
            super().say(problem)


def _fields() -> list[FormField]:
    told = {
        "units": (t("Old units"), "units.csv"),
        "merge": (t("Mergers"), "merge.csv"),
        "new_units": (t("New units"), "new-units.csv"),
        "norms": (t("Norms"), "norms.csv"),
        "printed": (t("Printed table"), ""),
        "distances": (t("Distances"), ""),
        "prices": (t("Prices"), ""),
        "classified": (t("Classified machines"), ""),
    }
    sources = ((FILES, t("from files")), (REGISTER, t("from the register")))
    return [
        FormField("source", t("Plan"), FieldKind.CHOICE, value=FILES, options=sources),
        FormField("folder", t("Folder")),
        *(FormField(name, label, value=value) for name, (label, value) in told.items()),
        FormField(
            "shared_printers",
            t("Persons a printer"),
            FieldKind.NUMBER,
            hint=t("only where printers are shared on a wired network"),
        ),
    ]


def _sources(values: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Source]:
    """The files named; all that cannot be read are named at once, each beside its field."""
    folder = Path(values["folder"]).expanduser()
    found: dict[str, Source] = {}
    faults: list[Finding] = []
    for name in names:
        if not values[name]:
            continue
        path = folder / Path(values[name]).expanduser()
        try:
            found[name] = Source(path.name, read_source(str(path)))
        except Malformed as unreadable:
            faults += (Finding(name, one.code, one.facts) for one in unreadable.findings)
    if faults:
        raise Malformed(faults)
    return found
