"""The incident desk of a site (sự cố): reported, a sealed spare put in the place, closed."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import code_of, t
from devices.readiness import incidents, printing
from devices.readiness.values import Incident, IncidentKind, IncidentState
from devices.readiness.views import SiteView, site_view
from devices.register.queries import devices as register
from devices.register.values.devices import Device, DeviceAct, DeviceState
from devices.register.values.sites import SPARE_KINDS
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog
from tui.screens.made_papers import MadePapers
from tui.screens.readiness_escalation import EscalationScreen
from tui.screens.readiness_words import moment, what_it_is
from tui.widgets.drawing import line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

_SIGNS: Mapping[IncidentState, tuple[str, str]] = {
    IncidentState.OPEN: ("○", "bold $bad"),
    IncidentState.SWAPPED: ("◐", "bold $warn"),
    IncidentState.CLOSED: ("●", "bold $good"),
}
_NOT_MOVED, _MOVED = "not-moved", "moved"


class IncidentsScreen(MadePapers):
    """Incidents of the site, the newest first; how long each kept the work waiting."""

    HEADING = "Incidents"
    NEEDS: ClassVar[dict[str, str]] = {
        "report_incident": "incident:report",
        "swap_spare": "incident:swap",
        "close_incident": "incident:close",
        "incident_paper": "incident:print",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "report_incident", "swap_spare", "close_incident", "incident_paper", "escalation"
    )
    SAYS = (
        "A reports an incident: the device is out at once, its position empty.",
        "T puts a sealed spare of the same kind and use in its place; the minutes without service end then. X closes "
        "the incident: the device goes to repair or back.",
        "B prints the report of an incident. D lists the response team: a security incident goes to them, in their "
        "order.",
    )

    def __init__(self, site_id: UUID, tag: str = "") -> None:
        super().__init__()
        self._site_id, self._tag = site_id, tag
        self._view: SiteView | None = None
        self._devices: Mapping[UUID, Device] = {}

    def compose_page(self) -> ComposeResult:
        """The incidents, the one under the cursor."""
        yield Static("", id="about", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Reported"), 11),
                Column(t("Device"), 9),
                Column(t("What happened")),
                Column(t("State"), 18),
                Column(t("Minutes"), 7, right=True),
            ),
            fetch=lambda offset, limit: [self._row(one) for one in self._incidents[offset : offset + limit]],
            count=lambda: len(self._incidents),
            empty=t("no incident at this site"),
            widget_id="incidents",
        )
        yield Static("", id="incident-below", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._cursor_moved, init=False)

    def show_state(self) -> None:
        """The incidents as they stand now."""
        self._view = view = self.read(lambda unit: site_view(unit, self._site_id))
        ids = {one for each in view.incidents for one in (each.device_id, each.spare_id) if one is not None}
        self._devices = self.read(lambda unit: register.devices_by_id(unit, ids))
        opened = len(view.open_incidents)
        said = line((view.site.name, "bold"), f"  ·  {t('incidents not closed: {count}', count=opened)}")
        self.query_one("#about", Static).update(lines([said, line("")]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_incident()

    @property
    def _incidents(self) -> tuple[Incident, ...]:
        return () if self._view is None else self._view.incidents

    @property
    def _incident(self) -> Incident | None:
        place = self.query_one(WindowedTable).cursor
        return self._incidents[place] if place < len(self._incidents) else None

    def _row(self, one: Incident) -> Row:
        minutes = one.minutes_without_service
        return Row(
            one.id,
            (
                _SIGNS[one.state],
                moment(one.reported_at),
                (self._devices[one.device_id].tag, "bold"),
                one.what,
                (t(code_of(one.state)), _SIGNS[one.state][1]),
                "—" if minutes is None else str(minutes),
            ),
        )

    def _cursor_moved(self) -> None:
        self._show_incident()
        self.refresh_bindings()

    def _show_incident(self) -> None:
        one, said = self._incident, list[Content]()
        if one is not None:
            out = self._devices[one.device_id]
            said.append(line((out.tag, "bold"), f"  {what_it_is(out)}", (f"  ·  {t(code_of(one.kind))}", "$quiet")))
            said.append(line(one.what, (f"  ·  {one.by}", "$quiet")))
            if one.spare_id is not None:
                spare = self._devices[one.spare_id]
                moved = t("data moved") if one.data_moved else t("no data moved")
                said.append(line(f"{t('Spare')}: ", (spare.tag, "bold"), f"  {what_it_is(spare)}  ·  {moved}"))
            if one.outcome:
                said.append(line((one.outcome, "$good")))
            said += self._contacts(one)
        self.query_one("#incident-below", Static).update(lines(said))

    def _contacts(self, one: Incident) -> Iterator[Content]:
        """A security incident says whom it goes to."""
        if self._view is None or one.kind is not IncidentKind.SECURITY or one.state is IncidentState.CLOSED:
            return
        if not self._view.contacts:
            yield line((t("The response team is not listed yet: D lists it"), "$warn"))
        for place, who in enumerate(self._view.contacts, start=1):
            said = " · ".join(filter(None, (who.body, who.telephone)))
            yield line((f"{place}. ", "$quiet"), (who.name, "bold"), f"  {said}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the incident under the cursor is ready for."""
        if action == "incident_paper" and (not self.query(WindowedTable) or self._incident is None):
            return False
        if action in {"swap_spare", "close_incident"}:
            one = self._incident if self.query(WindowedTable) else None
            wanted = IncidentState.OPEN if action == "swap_spare" else None
            if one is None or one.state is IncidentState.CLOSED or wanted not in {None, one.state}:
                return False
        return super().check_action(action, parameters)

    def hints(self) -> tuple[Hint, ...]:
        """Enter goes on with the incident."""
        return (("⏎", t("Go on with it")),) if self._incidents else ()

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        one = self._incident
        if refused := self._rights.why_not("incident:swap"):
            self.say(refused)
        elif one is not None and one.state is IncidentState.OPEN:
            self.action_swap_spare()
        elif one is not None and one.state is IncidentState.SWAPPED:
            self.action_close_incident()

    # --- acts --------------------------------------------------------------------------------------------------

    def _try(self, dialog: DeedDialog[Incident], said: Callable[[Incident], str]) -> None:
        def closed(done: Incident | None) -> None:
            if done is not None:
                self.tell(said(done))

        self.app.push_screen(dialog, closed)

    def action_report_incident(self) -> None:
        """A: report one."""
        workspace = self.workspace

        def deed(values: Mapping[str, str], by: Authority) -> Incident:
            kind = IncidentKind(values["kind"])
            return incidents.report(workspace, by, tag=values["tag"], kind=kind, what=values["what"])

        kinds = tuple((str(one), t(code_of(one))) for one in IncidentKind)
        fields = [
            FormField("tag", t("Device"), value=self._tag),
            FormField("kind", t("Kind"), FieldKind.CHOICE, options=kinds),
            FormField("what", t("What happened")),
        ]
        dialog = DeedDialog(t("Report an incident"), fields, deed=deed, yes=t("Report it"), needed=("tag", "what"))
        self._try(dialog, lambda _: t("The device is out; its position is empty."))

    def action_swap_spare(self) -> None:
        """T: a sealed spare in the place of the device that is out."""
        one, workspace = self._incident, self.workspace
        if one is None:
            return
        spares = self._spares(self._devices[one.device_id])
        if not spares:
            self.say(Refused("spares-none-sealed"))
            return

        def deed(values: Mapping[str, str], by: Authority) -> Incident:
            return incidents.swap(
                workspace, by, incident_id=one.id, spare_tag=values["spare"], data_moved=values["moved"] == _MOVED
            )

        options = tuple((spare.tag, f"{spare.tag} {spare.details.serial}".strip()) for spare in spares)
        data = ((_NOT_MOVED, t("no data moved")), (_MOVED, t("data moved")))
        fields = [
            FormField("spare", t("Spare"), FieldKind.CHOICE, options=options),
            FormField("moved", t("Data"), FieldKind.CHOICE, options=data),
        ]
        said = (f"{self._devices[one.device_id].tag}: {one.what}",)
        dialog = DeedDialog(t("Put a spare in its place"), fields, deed=deed, said=said, yes=t("Swap"))
        self._try(dialog, lambda done: t("In service again after {count} minutes.", count=done.minutes_without_service))

    def _spares(self, out: Device) -> list[Device]:
        if self._view is None:
            return []
        standing_by = [one.device for one in self._view.positions if one.device and one.position.kind in SPARE_KINDS]
        return [
            one.device
            for one in (*standing_by, *self._view.others)
            if one.device.state is DeviceState.SEALED
            and (one.device.category, one.device.use_class) == (out.category, out.use_class)
        ]

    def action_close_incident(self) -> None:
        """X: closed; the device goes to repair or back."""
        one, workspace = self._incident, self.workspace
        if one is None:
            return

        def deed(values: Mapping[str, str], by: Authority) -> Incident:
            act = DeviceAct(values["act"])
            return incidents.close(workspace, by, incident_id=one.id, outcome=values["outcome"], act=act)

        acts = ((str(DeviceAct.REPAIR), t("to repair")), (str(DeviceAct.RETURN), t("taken back")))
        fields = [
            FormField("outcome", t("What was done")),
            FormField("act", t("The device goes"), FieldKind.CHOICE, options=acts),
        ]
        dialog = DeedDialog(t("Close the incident"), fields, deed=deed, yes=t("Close it"), needed=("outcome",))
        self._try(dialog, lambda _: t("The incident is closed."))

    def action_incident_paper(self) -> None:
        """B: the report of the incident under the cursor."""
        one = self._incident
        if one is not None:
            self.do_alone(
                lambda by: printing.print_incident(self.workspace, by, incident_id=one.id),
                then=lambda record: self.note_papers([record]),
            )

    def action_escalation(self) -> None:
        """D: whom security incidents go to."""
        self.app.push_screen(EscalationScreen())
