"""Reports on equipment before, during and after the congress (báo cáo thiết bị): figures, then PDF and XLSX."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.widgets import Static

from ballots.contests import queries as contests
from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import code_of, t
from congress.records import queries as records
from congress.records.values import Record
from congress.store.unit import Unit
from devices.reports import service
from devices.reports.gathering import report_of
from devices.reports.values import Phase, Report
from tui.keys import Hint
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog
from tui.screens.made_papers import MadePapers
from tui.screens.readiness_words import share
from tui.widgets.drawing import Part, line, lines
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

PHASES = tuple(Phase)


class EquipmentReportsScreen(MadePapers):
    """The three reports, what each would say now, when it was last printed."""

    HEADING = "Reports on equipment"
    SAYS = (
        "Before: every site's readiness, what is lacking, by when and by whom. During: incidents, spares put in place, "
        "minutes without service, gates overruled. After: what came back and what did not, damage, time to restore.",
        "Enter asks for the number and for what you judge, propose or have learnt, then prints PDF and XLSX in "
        "Vietnamese. Each is kept; a later one replaces none. O opens the one printed last.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self._printed: Mapping[Phase, Sequence[Record]] = {}

    def compose_page(self) -> ComposeResult:
        """The reports, the figures of the one under the cursor."""
        yield WindowedTable(
            (Column(t("Which report")), Column(t("Printed"), 8, right=True), Column(t("Last printed"), 16)),
            fetch=lambda offset, limit: [self._row(one) for one in PHASES[offset : offset + limit]],
            count=lambda: len(PHASES),
            widget_id="reports",
        )
        yield Static("", id="report-figures", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._cursor_moved, init=False)

    def show_state(self) -> None:
        """The figures as they are now."""
        congress_id = self.session.congress_id
        if congress_id is None:
            raise Refused("congress-unknown")

        def look(unit: Unit) -> tuple[Report, Mapping[Phase, Sequence[Record]]]:
            ids = [one.id for one in contests.contests(unit, congress_id)]
            kept = {one: records.of_scope(unit, congress_id, kind=f"{service.REPORT}-{one}") for one in PHASES}
            return report_of(unit, congress_id, contest_ids=ids), kept

        self._report, self._printed = self.read(look)
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_figures()
        self.refresh_bindings()

    def _row(self, phase: Phase) -> Row:
        kept = self._printed.get(phase, ())
        last = f"{kept[-1].at.astimezone():%d/%m/%Y %H:%M}" if kept else "—"
        return Row(phase, ((t(code_of(phase)), "bold"), str(len(kept)), last))

    @property
    def _phase(self) -> Phase:
        return PHASES[self.query_one(WindowedTable).cursor]

    def _show_figures(self) -> None:
        if self._report is None:
            return
        told = _figures(self._report, self._phase)
        wide = max(len(label) for label, _ in told) + 2
        said = [line((t(code_of(self._phase)), "bold $gold")), line("")]
        said += [line((f"{label:<{wide}}", "$quiet"), value) for label, value in told]
        self.query_one("#report-figures", Static).update(lines(said))

    def has_paper(self) -> bool:
        """The report under the cursor was printed once."""
        return self.newest_paper() is not None

    def newest_paper(self) -> Record | None:
        """The PDF of the report under the cursor that was printed last."""
        if not self.query(WindowedTable):
            return None
        kept = self._printed.get(self._phase, ())
        return kept[-1] if kept else None

    def _cursor_moved(self) -> None:
        self.note_papers(())  # what was printed just now was the other report
        self._show_figures()
        self.refresh_bindings()

    def hints(self) -> tuple[Hint, ...]:
        """Enter prints."""
        return (("⏎", t("Print")),)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        congress_id, phase, workspace = self.session.congress_id, self._phase, self.workspace
        if refused := self._rights.why_not("device:report:print"):
            self.say(refused)
            return
        if congress_id is None:
            return
        ids = self.read(lambda unit: [one.id for one in contests.contests(unit, congress_id)])

        def deed(values: Mapping[str, str], by: Authority) -> tuple[Record, ...]:
            return service.print_report(
                workspace,
                by,
                congress_id=congress_id,
                phase=phase,
                number=values["number"],
                words="\n".join(values[name] for name in ("words", "more", "last")),
                contest_ids=ids,
            )

        before = self.read(lambda unit: service.words_before(unit, congress_id, phase))
        said = (*before, "", "", "")[: max(3, len(before))]
        first = t("Lessons, proposals") if phase is Phase.AFTER else t("Judgement, proposals")
        fields = [
            FormField("number", t("Number of the report"), hint=t("may stay empty")),
            FormField("words", first, value=said[0], hint=t("a paragraph each; may stay empty")),
            FormField("more", "", value=said[1]),
            FormField("last", "", value=" ".join(said[2:])),
        ]
        dialog = DeedDialog(t("Print the report: {phase}", phase=t(code_of(phase))), fields, deed=deed, yes=t("Print"))
        self.app.push_screen(dialog, lambda made: None if made is None else self.note_papers(made))


def _figures(report: Report, phase: Phase) -> list[tuple[str, Part]]:
    standings = [one.standing for one in report.sites]
    match phase:
        case Phase.BEFORE:
            return [
                (t("Sites ready"), share(report.ready, len(standings))),
                (t("Positions ready"), share(sum(s.ready for s in standings), sum(s.positions for s in standings))),
                (t("Devices stamped"), share(sum(s.stamped for s in standings), sum(s.devices for s in standings))),
                (t("What is lacking"), str(sum(len(one.lacks) for one in report.sites))),
            ]
        case Phase.DURING:
            return [
                (t("Incidents"), str(len(report.incidents))),
                (t("Security incidents"), str(report.security)),
                (t("Spares put in place"), str(report.swapped)),
                (t("Minutes without service"), str(sum(report.minutes))),
                (t("Gates overruled"), str(len(report.overrulings))),
            ]
        case Phase.AFTER:
            due = report.due_back
            return [
                (t("Devices back"), share(sum(one.back for one in due), sum(one.went for one in due))),
                (t("Devices still at sites"), str(sum(len(one.devices) for one in report.sites))),
                (t("Broken, in repair, lost"), str(len(report.damaged))),
                (t("Incidents not closed"), str(report.not_closed)),
            ]
