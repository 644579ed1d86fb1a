"""The congress (đại hội): its term, title, body and place as papers head them; its sites."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.term import queries, service
from congress.term.values import Congress, CongressDetails, CongressKind, SecrecyLabel, Site
from tui.keys import bindings
from tui.messages import FormSubmitted
from tui.screens.asking import ValuesDialog
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.drawing import line, lines
from tui.widgets.forms import FieldKind, Form, FormField

NUMBERS = ("begins", "ends")


class CongressScreen(WorkScreen):
    """Make or change the congress (thông tin đại hội)."""

    HEADING = "Term and congress"
    HAS_BESIDE = True
    NEEDS: ClassVar[dict[str, str]] = {"submit": "congress:change", "add_site": "site:make"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit", "add_site")
    SAYS = (
        "What stands here heads every paper: the body top left, the title in the text, the place before the date.",
        "When the first counting desk opens, these words stay as they are.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._congress: Congress | None = None
        self._sites: tuple[Site, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The form; it is filled before it is shown."""
        congress_id = self.session.congress_id
        self._congress = None if congress_id is None else self.read(lambda unit: queries.congress(unit, congress_id))
        yield Static("", id="locked", classes="quiet", markup=False)
        yield Form(_fields(self._congress), widget_id="congress-form")

    def compose_beside(self) -> ComposeResult:
        """How papers are headed, and the sites."""
        yield Static(t("On its papers"), classes="heading", markup=False)
        yield Static("", id="heading-lines", markup=False)
        yield Static(t("\nSites"), classes="heading", markup=False)
        yield Static("", id="sites", markup=False)

    def on_mount(self) -> None:
        """Into the first field."""
        self.query_one(Form).focus_first()

    def show_state(self) -> None:
        """What is kept now; whoever may not change it is told so before they type."""
        if refused := self._rights.why_not("congress:change"):
            self.query_one(Form).disabled = True
            self.say(refused)
        congress_id = self.session.congress_id
        if congress_id is None:
            self.query_one("#locked").display = False
            return
        self._congress = self.read(lambda unit: queries.congress(unit, congress_id))
        self._sites = self.read(lambda unit: queries.sites(unit, congress_id))
        locked = self._congress is not None and self._congress.locked
        notice = self.query_one("#locked", Static)
        notice.display = locked
        notice.update(t("A counting desk has opened: papers carry these words, nothing of them changes any more.\n"))
        heading = () if self._congress is None else self._congress.heading
        self.query_one("#heading-lines", Static).update(lines(line(one) for one in heading))
        self.query_one("#sites", Static).update(lines(_site_lines(self._sites)))

    def commands(self) -> Iterable[ScreenCommand]:
        """Sites."""
        if self._congress is not None and self._rights.may("site:make"):
            yield ScreenCommand(t("Add a site"), self.action_add_site)

    def action_submit(self) -> None:
        """F4: keep it."""
        self.query_one(Form).submit()

    def action_add_site(self) -> None:
        """F6: a site of this congress."""
        congress = self._congress
        if congress is None:
            return
        dialog = ValuesDialog(
            t("Add a site"),
            [FormField("name", t("Name of the site")), FormField("place", t("Place"))],
            needed=("name",),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.do_alone(
                    lambda by: service.make_site(
                        self.workspace, by, congress_id=congress.id, name=values["name"], place=values["place"]
                    ),
                    then=lambda site: self.tell(t("Site added: {site}", site=site.name)),
                )

        self.app.push_screen(dialog, entered)

    @on(FormSubmitted)
    def _keep(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        opens_on, faults = _day(values["opens_on"])
        faults += [Finding(name, "field-empty") for name in NUMBERS if not values[name]]
        if faults:
            self.say(Malformed(faults))
            return
        details = CongressDetails(
            title=values["title"],
            kind=CongressKind(values["kind"]),
            body=values["body"],
            session=values["session"],
            place=values["place"],
            upper_body=values["upper_body"],
            opens_on=opens_on,
            secrecy=SecrecyLabel(values["secrecy"]),
        )
        begins, ends = (int(values[name]) for name in NUMBERS)
        self.do_alone(lambda by: self._kept(by, details, begins=begins, ends=ends), then=self._done)

    def _kept(self, by: Authority, details: CongressDetails, *, begins: int, ends: int) -> Congress:
        with self.workspace.reading() as unit:
            term = next((one for one in queries.terms(unit) if (one.begins, one.ends) == (begins, ends)), None)
        term = term or service.make_term(self.workspace, by, begins=begins, ends=ends)
        if self._congress is not None:
            congress_id = self._congress.id
            return service.change_congress(
                self.workspace, by, congress_id=congress_id, details=details, term_id=term.id
            )
        return service.make_congress(self.workspace, by, term_id=term.id, details=details)

    def _done(self, congress: Congress) -> None:
        self.session.congress_id = congress.id
        self.shell.remember()
        self.tell(t("Kept."))
        self.shell.go_back()


def _fields(congress: Congress | None) -> list[FormField]:
    details = None if congress is None else congress.details
    kinds = tuple((str(kind), t(f"congress-kind-{kind}")) for kind in CongressKind)
    labels = tuple((str(label), t(f"secrecy-{label}")) for label in SecrecyLabel)
    opens_on = "" if details is None or details.opens_on is None else f"{details.opens_on:%d/%m/%Y}"
    return [
        FormField("begins", t("Term from"), FieldKind.NUMBER, value=str(congress.term.begins) if congress else ""),
        FormField("ends", t("to"), FieldKind.NUMBER, value=str(congress.term.ends) if congress else ""),
        FormField("kind", t("Kind"), FieldKind.CHOICE, value=str(details.kind) if details else "", options=kinds),
        FormField("title", t("Title in full"), value=details.title if details else ""),
        FormField("upper_body", t("Upper body"), value=details.upper_body if details else ""),
        FormField("body", t("Body"), value=details.body if details else ""),
        FormField("session", t("Line under it"), value=details.session if details else ""),
        FormField("place", t("Place"), value=details.place if details else ""),
        FormField("opens_on", t("Opens on"), value=opens_on, hint=t("day/month/year; may stay empty")),
        FormField(
            "secrecy", t("Marking"), FieldKind.CHOICE, value=str(details.secrecy) if details else "", options=labels
        ),
    ]


def _day(text: str) -> tuple[date | None, list[Finding]]:
    if not text:
        return None, []
    try:
        day, month, year = (int(part) for part in text.replace("-", "/").replace(".", "/").split("/"))
        return date(year, month, day), []
    except ValueError:
        return None, [Finding("opens_on", "date-wrong")]


def _site_lines(sites: Iterable[Site]) -> list[Content]:
    return [line(site.name, (f"  {site.place}" if site.place else "", "$quiet")) for site in sites] or [
        line((t("one place only"), "$quiet"))
    ]
