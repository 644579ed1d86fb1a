"""One document (thẻ tài liệu): what is said of it, its file, what was found of it; corrected, withdrawn, opened."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.documents import service
from congress.documents.values.documents import Document
from congress.i18n import t
from congress.records import files
from congress.term.values import SecrecyLabel
from tui.faults import PROBLEMS
from tui.keys import bindings
from tui.screens.desk_deeds import ReasonDialog, TogetherDialog, Values
from tui.screens.desk_opening import open_file
from tui.screens.device_words import word
from tui.screens.document_form import DocumentFormScreen, secrecy_field
from tui.screens.document_words import archival, day, file_said, remarks_said, retention, secrecy
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import Part, line, lines

_LABEL = 20


class DocumentCardScreen(WorkScreen):
    """One document; keys for what may be done with it."""

    HEADING = "Document"
    NEEDS: ClassVar[dict[str, str]] = {
        "edit": "document:correct",
        "change_secrecy": "document:correct:secret",
        "withdraw": "document:withdraw",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("open_file", "edit", "change_secrecy", "withdraw")
    SAYS = (
        "E corrects what is said of the document; the journal keeps the former version. X withdraws it with a reason: "
        "it stays in the list, marked.",
        "Another degree of secrecy takes two people and a reason.",
    )

    def __init__(self, document_id: UUID) -> None:
        super().__init__()
        self._document_id = document_id
        self._document: Document | None = None

    def compose_page(self) -> ComposeResult:
        """All of it, scrolled where the screen is small."""
        with VerticalScroll(id="document-page"):
            yield Static("", id="document-facts", markup=False)

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#document-page").focus()

    def show_state(self) -> None:
        """The document as it is now."""
        found = self.read(lambda unit: service.existing(unit, self._document_id))
        self._document = found
        self.query_one("#document-facts", Static).update(lines(_facts(found)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A withdrawn document stays as it is."""
        stands = self._document is not None and self._document.withdrawn is None
        if action in self.NEEDS and not stands:
            return False
        return super().check_action(action, parameters)

    def action_open_file(self) -> None:
        """O: the file in the system's viewer."""
        if self._document is not None:
            show_file(self, self._document)

    def action_edit(self) -> None:
        """E: what is said of it."""
        if self._document is not None:
            self.app.push_screen(DocumentFormScreen(congress_id=self._document.congress_id, known=self._document))

    def action_change_secrecy(self) -> None:
        """M: another degree of secrecy, by two."""
        known = self._document
        assert known is not None

        def deed(values: Values, by: Authority) -> Document:
            details = replace(known.details, secrecy=SecrecyLabel(values["secrecy"]))
            return service.correct_secrecy(self.workspace, by, document_id=known.id, details=details)

        dialog = TogetherDialog[Document](
            t("Degree of secrecy"),
            [secrecy_field(known.details.secrecy)],
            deed=deed,
            said=(known.details.title,),
            asks_reason=True,
        )
        self.app.push_screen(dialog, lambda done: self.tell(t("Kept.")) if done else None)

    def action_withdraw(self) -> None:
        """X: withdraw it, with the reason."""
        known = self._document
        assert known is not None
        dialog = ReasonDialog(
            t("Withdraw the document"),
            said=(known.details.title, t("It stays in the list, marked; its file stays too.")),
            yes=t("Withdraw"),
        )
        self.app.push_screen(dialog, self._withdraw)

    def _withdraw(self, reason: str | None) -> None:
        if reason:
            self.do_alone(lambda by: service.withdraw(self.workspace, by, document_id=self._document_id), reason=reason)


def show_file(screen: WorkScreen, one: Document) -> None:
    """A document's file in the system's viewer, under its own name; why not is said on the screen."""
    try:
        open_file(files.show(screen.workspace.papers, sha256=one.sha256, name=one.name))
    except PROBLEMS as problem:
        screen.say(problem)


def _facts(one: Document) -> Iterator[Content]:
    details = one.details
    yield line((details.title, "bold $gold"))
    if one.withdrawn is not None:
        said = one.withdrawn
        yield line((f"{t('Withdrawn')} ", "bold $bad"), f"{said.at.astimezone():%d/%m/%Y} · {said.by}: {said.reason}")
    yield line("")
    file = " · ".join(part for part in (details.file_number, details.file_title) if part)
    place = "" if details.place_in_file is None else t("document {number} of it", number=details.place_in_file)
    pages = "" if details.pages is None else str(details.pages)
    scanned = " · ".join(part for part in (details.scan_device, day(details.scanned_on)) if part)
    rows: tuple[tuple[str, Part], ...] = (
        (t("Number, symbol"), details.number),
        (t("Date"), day(details.on)),
        (t("Issuing body"), details.issuer),
        (t("Signer"), details.signer),
        (t("Original or copy"), word(details.copy_state)),
        (t("Pages"), pages),
        (t("Language"), details.language),
        (t("Degree of secrecy"), secrecy(details.secrecy)),
        (t("Approval"), one.approval),
        (t("Kept for"), retention(details.retention_years)),
        (t("Archive code"), details.archive_code),
        (t("Fonds"), details.fonds),
        (t("Archive file"), " · ".join(part for part in (file, place) if part)),
        (t("Scanned"), scanned),
    )
    for label, said_of in rows:
        if said_of:
            yield line((f"{label:<{_LABEL}}", "$quiet"), said_of)
    yield line("")
    yield line((f"{t('Computer file'):<{_LABEL}}", "$quiet"), file_said(one))
    if archival(one.looked)[0]:
        yield line((f"{'PDF/A':<{_LABEL}}", "$quiet"), archival(one.looked))
    yield from remarks_said(one.name, one.looked)
    yield line((f"{'SHA-256':<{_LABEL}}", "$quiet"), one.sha256)
    who = ", ".join(name for name in (one.by, one.second) if name)
    yield line((f"{t('Taken in'):<{_LABEL}}", "$quiet"), f"{one.at.astimezone():%d/%m/%Y %H:%M} · {who}")
