"""Stamps and seals that were put on, typed into a grid (nhập tem kiểm định, tem niêm phong): all or none."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.jsondoc import read_source
from congress.text import fold
from devices.readiness import importing, sealing
from devices.readiness.importing import StampsRead
from devices.readiness.rules.seals import read_day
from devices.readiness.values import NewSeal, Seal, SealKind
from devices.readiness.views import SiteView, site_view
from tui.faults import PROBLEMS
from tui.keys import bindings
from tui.screens.device_asking import DeedDialog
from tui.screens.faults_in_grid import FaultsInGrid
from tui.widgets.forms import FormField
from tui.widgets.grid import Grid, GridColumn

_KINDS: Mapping[str, SealKind] = {"1": SealKind.INSPECTION, "2": SealKind.SEAL}


class SealsScreen(FaultsInGrid):
    """What is still due stands in the grid already; numbers are typed, F4 keeps them."""

    HEADING = "Stamps and seals"
    NEEDS: ClassVar[dict[str, str]] = {"submit": "seal:affix", "read_stamps": "seal:affix"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit", "read_stamps")
    SAYS = (
        "A row a stamp: the tag of a device or the name of a room or box; kind 1 inspection stamp, 2 seal; number; "
        "issuer; last day of validity.",
        "What is due now stands there already. A row without a number is left out; an empty issuer is that of the row "
        "above. F4 keeps all of them or none.",
        "F6 reads the list of the request as it came back with the stamps' numbers: with one fault nothing is taken.",
    )

    def __init__(self, site_id: UUID) -> None:
        super().__init__()
        self._site_id = site_id
        self._view: SiteView | None = None
        self._source: Mapping[str, str] = {}
        """The list that was read last."""

    def compose_page(self) -> ComposeResult:
        """How it is typed, the grid."""
        said = t("1 inspection stamp, 2 seal; rows without a number are left out")
        yield Static(f"{said}\n", classes="quiet", markup=False)
        yield Grid(
            (
                GridColumn("thing", t("Tag or place"), number=False),
                GridColumn("kind", t("1/2"), 5),
                GridColumn("number", t("Stamp number"), 16, number=False),
                GridColumn("issuer", t("Issuer"), number=False),
                GridColumn("expires_on", t("Expires on"), 14, number=False),
            ),
            grows=True,
            widget_id="seals",
        )

    async def on_mount(self) -> None:
        """What is due, once."""
        try:
            self._view = self.read(lambda unit: site_view(unit, self._site_id))
        except PROBLEMS as problem:
            self.say(problem)
            return
        grid = self.query_one(Grid)
        await grid.fill([(thing, kind, "", "", "") for thing, kind in _due(self._view)])
        number = next((row.inputs[2] for row in grid.rows), None)
        if number is not None:
            self.set_focus(number)

    @on(Grid.Sent)
    def _sent(self, event: Grid.Sent) -> None:
        event.stop()
        self.action_submit()

    def action_submit(self) -> None:
        """F4: keep them."""
        if refused := self._rights.why_not("seal:affix"):
            self.say(refused)
            return
        try:
            seals = self._typed()
        except Malformed as malformed:
            self.say(malformed)
            return
        self.do_alone(lambda by: sealing.affix(self.workspace, by, seals=seals, source=self._source), then=self._kept)

    def action_read_stamps(self) -> None:
        """F6: the list of the request, with the stamps' numbers."""
        workspace, site_id = self.workspace, self._site_id

        def look(values: Mapping[str, str], _by: Authority) -> StampsRead:
            path = Path(values["path"]).expanduser()
            found = importing.look(workspace, site_id=site_id, data=read_source(str(path)), name=path.name)
            if found.faults:
                raise Malformed(found.faults)
            return found

        field = FormField("path", t("File"), hint=t("XLSX or CSV, as it came back from the inspecting body"))
        dialog = DeedDialog(t("Read the stamps' numbers"), [field], deed=look, yes=t("Read it"), needed=("path",))
        self.app.push_screen(dialog, self._read)

    async def _read(self, found: StampsRead | None) -> None:
        if found is None:
            return
        grid = self.query_one(Grid)
        self._source = found.source
        read = [(one.tag, "1", one.number, one.issuer, _written(one.expires_on)) for one in found.stamps]
        typed = self._typed_beside({one.tag for one in found.stamps})
        await grid.clear()
        await grid.fill([*read, *typed])
        said = t("{count} stamps read; F4 keeps them.", count=len(found.stamps))
        missing = t("Asked for, not in the list: {tags}", tags=", ".join(found.left_out))
        self.tell(f"{said} {missing}" if found.left_out else said)

    def _typed_beside(self, tags: set[str]) -> list[tuple[str, ...]]:
        """The rows with numbers that the list does not bring, each with its issuer."""
        rows, issuer = [], ""
        for row in self._rows():
            issuer = row["issuer"] or issuer
            if row["kind"] != "1" or row["thing"] not in tags:
                rows.append(tuple({**row, "issuer": issuer}.values()))
        return rows

    def unsaved(self) -> bool:
        """Numbers that are not kept yet."""
        return bool(self._rows())

    def _kept(self, kept: tuple[Seal, ...]) -> None:
        self.tell(t("{count} stamps and seals are kept.", count=len(kept)))
        self.shell.go_back()

    def _typed(self) -> list[NewSeal]:
        places = {} if self._view is None else {fold(one.place.name): one.place.id for one in self._view.places}
        seals, faults, issuer = [], [], ""
        for place, row in enumerate(self._rows(), 1):
            kind, where = _KINDS.get(row["kind"]), f"seal[{place}]"
            expires_on = read_day(row["expires_on"])
            if row["expires_on"] and expires_on is None:
                faults.append(Finding(where, "date-wrong"))
            if kind is None:
                faults.append(Finding(where, "seal-kind-wrong"))
                continue
            if not row["thing"]:
                faults.append(Finding(where, "seal-thing-missing"))
                continue
            if not (issuer := row["issuer"] or issuer) and "seal-issuer-missing" not in {one.code for one in faults}:
                faults.append(Finding(where, "seal-issuer-missing"))
            place_id = places.get(fold(row["thing"]))
            tag = "" if place_id else row["thing"]
            seals.append(NewSeal(kind, row["number"], issuer, tag=tag, place_id=place_id, expires_on=expires_on))
        if faults:
            raise Malformed(faults)
        return seals

    def _rows(self) -> Sequence[Mapping[str, str]]:
        return [row for row in self.query_one(Grid).values if row["number"]]

    def row_of(self, finding: Finding) -> int | None:
        """At `seal[3]` or `seal[3].issuer`: the third of those with a number."""
        head, _, rest = finding.where.partition("[")
        number = rest.partition("]")[0]
        numbered = [place for place, row in enumerate(self.query_one(Grid).values) if row["number"]]
        return numbered[int(number) - 1] if head == "seal" and number.isdigit() else None


def _due(view: SiteView) -> list[tuple[str, str]]:
    """(thing, kind) of every stamp and seal that may be put on now."""
    found = []
    for one in view.devices:
        if one.is_checked and one.stamp is None:
            found.append((one.device.tag, "1"))
        if one.is_checked and one.seal is None:
            found.append((one.device.tag, "2"))
    return found + [(one.place.name, "2") for one in view.places if one.seal is None]


def _written(day: date | None) -> str:
    return "" if day is None else f"{day:%d/%m/%Y}"
