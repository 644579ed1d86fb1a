"""A contest typed in (thông tin cuộc bầu): title, seats, kind, regulation, form."""

from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ballots.contests import service
from ballots.contests.values import ContestDetails, ContestSheet, OwnSettings
from ballots.regulations.values import ContestKind, Form, RegulationId
from congress.i18n import t
from tui.keys import bindings
from tui.messages import FormSubmitted
from tui.screens.asking import missing
from tui.screens.frame import WorkScreen
from tui.widgets import forms
from tui.widgets.forms import FieldKind, FormField

BY_LIST = "by-list"


class ContestDetailsScreen(WorkScreen):
    """Make a contest, or change one whose desk is not open (nhập, sửa cuộc bầu)."""

    HEADING = "Contest"
    NEEDS: ClassVar[dict[str, str]] = {"submit": "contest:make"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit")
    SAYS = (
        "The form of the paper follows from the list: with more names than seats it is struck, else agreed or not; "
        "the congress may print another one.",
        "Other seats or another kind ask for the list to be confirmed anew.",
    )

    def __init__(self, contest_id: UUID | None) -> None:
        super().__init__()
        self._contest_id = contest_id
        self._sheet: ContestSheet | None = None

    def compose_page(self) -> ComposeResult:
        """The form."""
        contest_id = self._contest_id
        if contest_id is not None:
            self._sheet = self.read(lambda unit: service.sheet(unit, contest_id))
        title = t("A new contest") if self._sheet is None else self._sheet.title
        yield Static(f"{title}\n", classes="heading", markup=False)
        yield forms.Form(_fields(self._sheet))

    def on_mount(self) -> None:
        """Into the first field."""
        self.query_one(forms.Form).focus_first()

    def action_submit(self) -> None:
        """F4: keep it."""
        self.query_one(forms.Form).submit()

    @on(FormSubmitted)
    def _keep(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        empty = missing(values, "code", "title", "seats")
        if empty is not None and not values["seats"]:
            self.say(empty)
            return
        before = None if self._sheet is None else self._sheet.details
        details = ContestDetails(
            code=values["code"],
            title=values["title"],
            seats=int(values["seats"]),
            heading=values["heading"],
            kind=ContestKind(values["kind"]),
            regulation=RegulationId(values["regulation"]),
            alternates=int(values["alternates"] or 0),
            form_by_hand=None if values["form"] == BY_LIST else Form(values["form"]),
            site_id=None if before is None else before.site_id,
            settings=OwnSettings() if before is None else before.settings,
        )
        contest_id, congress_id = self._contest_id, self.session.congress_id
        if contest_id is not None:
            self.do_alone(
                lambda by: service.change_contest(self.workspace, by, contest_id=contest_id, details=details),
                then=self._kept,
            )
        elif congress_id is not None:
            self.do_alone(
                lambda by: service.make_contest(self.workspace, by, congress_id=congress_id, details=details),
                then=self._kept,
            )

    def _kept(self, sheet: ContestSheet) -> None:
        self.shell.choose_contest(sheet.id)
        self.tell(t("“{title}” is kept.", title=sheet.title))
        self.shell.go("home")


def _fields(sheet: ContestSheet | None) -> list[FormField]:
    details = None if sheet is None else sheet.details
    kinds = tuple((str(kind), t(f"contest-kind-{kind}")) for kind in ContestKind)
    regulations = tuple((str(one), str(one)) for one in RegulationId)
    by_list = (BY_LIST, t("as the list asks"))
    shapes = (by_list, *((str(form), t(f"contest-form-{form}")) for form in Form))
    by_hand = BY_LIST if details is None or details.form_by_hand is None else str(details.form_by_hand)
    return [
        FormField("title", t("Title"), value=details.title if details else "", hint=t("as the paper is headed")),
        FormField("code", t("Code"), value=details.code if details else "", hint=t("short, for example: bch")),
        FormField("seats", t("Elect"), FieldKind.NUMBER, value=str(details.seats) if details else ""),
        FormField("alternates", t("Alternates"), FieldKind.NUMBER, value=str(details.alternates) if details else "0"),
        FormField("kind", t("Kind"), FieldKind.CHOICE, value=str(details.kind) if details else "", options=kinds),
        FormField("form", t("Form of paper"), FieldKind.CHOICE, value=by_hand, options=shapes),
        FormField(
            "regulation",
            t("Regulation"),
            FieldKind.CHOICE,
            value=str(details.regulation) if details else "",
            options=regulations,
        ),
        FormField(
            "heading", t("Body on the paper"), value=details.heading if details else "", hint=t("empty: the congress's")
        ),
    ]
