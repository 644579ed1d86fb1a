"""A file taken in (nhập tài liệu), or what is said of a document corrected (sửa thông tin mô tả)."""

from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.access.values import Authority
from congress.documents import looking, service
from congress.documents.rules.listing import read_day
from congress.documents.values.documents import CopyState, Document, DocumentDetails, NewDocument
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.term.values import SecrecyLabel
from tui.keys import bindings
from tui.messages import FormSubmitted
from tui.screens.desk_deeds import TogetherDialog, Values
from tui.screens.device_words import options
from tui.screens.document_words import day
from tui.screens.frame import WorkScreen
from tui.widgets.forms import FieldKind, Form, FormField

_DAYS = ("on", "scanned_on")
_NUMBERS = ("pages", "retention_years", "place_in_file")


class DocumentFormScreen(WorkScreen):
    """The path of a file and what is said of it; of a known document only what is said."""

    HEADING = "Document"
    NEEDS: ClassVar[dict[str, str]] = {"submit": "document:add"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit")
    SAYS = (
        "The file is copied into the workspace under its SHA-256; the file that you name stays where it is.",
        "Pages of a PDF are counted where you leave them empty. Years to keep: empty means for good.",
        "A degree of secrecy: the head or the presidium types their account and PIN beside you.",
    )

    def __init__(self, *, congress_id: UUID, known: Document | None = None) -> None:
        super().__init__()
        self._congress_id = congress_id
        self._known = known

    def compose_page(self) -> ComposeResult:
        """The form."""
        known = self._known
        title = t("A new document") if known is None else known.details.title
        yield Static(f"{title}\n", classes="heading", markup=False)
        yield Form(_fields(known))

    def on_mount(self) -> None:
        """Into the first field."""
        self.query_one(Form).focus_first()

    def action_submit(self) -> None:
        """F4: keep it."""
        self.query_one(Form).submit()

    @on(FormSubmitted)
    def _keep(self, event: FormSubmitted) -> None:
        event.stop()
        values = dict(event.values)
        known = self._known
        if known is not None:
            self.do_alone(lambda by: self._corrected(known, values, by), then=self._show_kept)
        elif SecrecyLabel(values["secrecy"]) is SecrecyLabel.INTERNAL:
            self.do_alone(lambda by: self._added(values, by), then=self._show_kept)
        else:
            self._ask_second(values)

    def _corrected(self, known: Document, values: Values, by: Authority) -> Document:
        details = _said({**values, "secrecy": known.details.secrecy})
        return service.correct(self.workspace, by, document_id=known.id, details=details)

    def _added(self, values: Values, by: Authority) -> Document:
        return service.add(self.workspace, by, congress_id=self._congress_id, new=_new(values))

    def _ask_second(self, values: Values) -> None:
        try:
            new = _new(values)
        except Malformed as wrong:
            self.say(wrong)
            return

        def deed(said: Values, by: Authority) -> Document:
            wanted = NewDocument(data=new.data, name=new.name, details=new.details, approval=said["approval"])
            return service.add_secret(self.workspace, by, congress_id=self._congress_id, new=wanted)

        dialog = TogetherDialog[Document](
            t("Take in a secret document"),
            [FormField("approval", t("Approval"), hint=t("top or most secret: number and date of the paper"))],
            deed=deed,
            said=(new.details.title,),
            asks_reason=True,
            optional=("approval",),
        )
        self.app.push_screen(dialog, lambda made: self._show_kept(made) if made else None)

    def _show_kept(self, one: Document) -> None:
        self.tell(t("{name} is kept.", name=one.name))
        self.shell.go_back()


def secrecy_field(label: SecrecyLabel) -> FormField:
    """The choice of a degree of secrecy."""
    labels = tuple((str(one), t(f"secrecy-{one}")) for one in SecrecyLabel)
    return FormField("secrecy", t("Degree of secrecy"), FieldKind.CHOICE, value=str(label), options=labels)


def _new(values: Values) -> NewDocument:
    """The file and what is said of it; `Malformed` names every fault."""
    faults: list[Finding] = []
    data = b""
    try:
        if not values["path"]:
            raise Malformed([Finding("path", "field-empty")])
        data = looking.read_file(Path(values["path"]).expanduser(), where="path")
    except Malformed as wrong:
        faults += wrong.findings
    try:
        details = _said(values)
    except Malformed as wrong:
        raise Malformed([*faults, *wrong.findings]) from None
    if faults:
        raise Malformed(faults)
    return NewDocument(data=data, name=Path(values["path"]).name, details=details)


def _said(values: Values) -> DocumentDetails:
    """What is said of a document; `Malformed` names every field that is wrong."""
    days = {name: read_day(values[name]) for name in _DAYS}
    faults = [Finding(name, "date-wrong") for name in _DAYS if values[name] and days[name] is None]
    if faults:
        raise Malformed(faults)
    numbers = {name: int(values[name]) if values[name] else None for name in _NUMBERS}
    return DocumentDetails(
        kind=values["kind"],
        summary=values["summary"],
        number=values["number"],
        on=days["on"],
        issuer=values["issuer"],
        signer=values["signer"],
        copy_state=CopyState(values["copy_state"]),
        pages=numbers["pages"],
        language=values["language"],
        secrecy=SecrecyLabel(values["secrecy"]),
        retention_years=numbers["retention_years"],
        archive_code=values["archive_code"],
        fonds=values["fonds"],
        file_number=values["file_number"],
        file_title=values["file_title"],
        place_in_file=numbers["place_in_file"],
        scan_device=values["scan_device"],
        scanned_on=days["scanned_on"],
    )


def _fields(known: Document | None) -> list[FormField]:
    details = DocumentDetails(kind="", summary="") if known is None else known.details

    def number(name: str, label: str, hint: str = "") -> FormField:
        value = getattr(details, name)
        return FormField(name, label, FieldKind.NUMBER, value="" if value is None else str(value), hint=hint)

    copies = options(CopyState)
    labels = () if known is not None else (secrecy_field(details.secrecy),)
    path = () if known is not None else (FormField("path", t("File to take in"), hint=t("its path on this machine")),)
    return [
        *path,
        FormField("kind", t("Kind of document"), value=details.kind, hint=t("report, resolution, minutes, picture …")),
        FormField("summary", t("Summary"), value=details.summary),
        FormField("number", t("Number, symbol"), value=details.number),
        FormField("on", t("Date"), value=day(details.on), hint=t("day/month/year")),
        FormField("issuer", t("Issuing body"), value=details.issuer),
        FormField("signer", t("Signer"), value=details.signer),
        FormField("copy_state", t("Original or copy"), FieldKind.CHOICE, value=str(details.copy_state), options=copies),
        *labels,
        number("retention_years", t("Years to keep"), t("empty: for good")),
        number("pages", t("Pages")),
        FormField("language", t("Language"), value=details.language),
        FormField("archive_code", t("Archive code"), value=details.archive_code),
        FormField("fonds", t("Fonds"), value=details.fonds),
        FormField("file_number", t("File number"), value=details.file_number),
        FormField("file_title", t("File title"), value=details.file_title),
        number("place_in_file", t("Number in the file")),
        FormField("scan_device", t("Scanned by (device)"), value=details.scan_device),
        FormField("scanned_on", t("Scanned on"), value=day(details.scanned_on), hint=t("day/month/year")),
    ]
