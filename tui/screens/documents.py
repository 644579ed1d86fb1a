"""Documents of the congress (tài liệu của đại hội): searched while typing; cards, files, lists in and out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.documents import importing
from congress.documents.queries import documents as queries
from congress.documents.values.documents import Document
from congress.errors import Refused
from congress.i18n import t
from congress.store.unit import Unit
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values, write_new
from tui.screens.document_card import DocumentCardScreen, show_file
from tui.screens.document_form import DocumentFormScreen
from tui.screens.document_import import DocumentImportScreen
from tui.screens.document_words import archival, day, file_said, secrecy, state
from tui.screens.frame import ScreenCommand
from tui.screens.searched_list import ROOMY, SearchedList, fits
from tui.widgets.accounting import figure
from tui.widgets.drawing import line
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row


class DocumentsScreen(SearchedList):
    """Every document of the congress, in the order of its files."""

    HEADING = "Documents of the congress"
    SEARCH = "Search: summary, number, kind, file, fonds, code, signer"
    NONE = "no document like this"
    EMPTY = "no document yet: A takes a file in, I a folder of files by its list"
    NEEDS: ClassVar[dict[str, str]] = {"new": "document:add", "read_folder": "document:import"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "new", "read_folder", "write_list", "open_file")
    SAYS = (
        "Every paper, picture and recording of the congress with what an archive's list asks. Slash searches, A takes "
        "one file in, I a folder of files by an XLSX list; W writes the list of all.",
        "A file that is there already is not taken in again. Nothing is ever deleted: on its card a document is "
        "corrected or withdrawn, with the reason.",
        "Of a PDF it is said whether it declares PDF/A and keeps what is checked here: no encryption, fonts inside, an "
        "output intent, no scripts. This is no full validation.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._documents: dict[UUID, Document] = {}

    def columns(self) -> Sequence[Column]:
        """State, day, number, what it is, its format."""
        return (
            Column("", 1),
            Column(t("Date"), 10),
            Column(t("Number, symbol"), 12, most=18),
            Column(t("Kind, summary")),
            Column(t("File no."), 8, room=ROOMY),
            Column(t("Format"), 6, most=14, room=ROOMY),
            Column(t("Secrecy"), 8, room=ROOMY),
        )

    def read_all(self, unit: Unit) -> None:
        """Those of the congress chosen."""
        congress_id = self.session.congress_id
        found = () if congress_id is None else queries.documents(unit, congress_id)
        self._documents = {one.id: one for one in found}

    def above(self) -> str:
        """How many there are, how many withdrawn."""
        if not self._documents:
            return ""
        withdrawn = sum(one.withdrawn is not None for one in self._documents.values())
        said = t("{count} documents", count=figure(len(self._rows)))
        return f"{said}  ·  {t('{count} withdrawn', count=figure(withdrawn))}" if withdrawn else said

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Documents by what is said of them and by the name of their file."""
        for one in self._documents.values():
            details = one.details
            texts = (
                *(details.kind, details.summary, details.number, details.issuer, details.signer, details.fonds),
                *(details.archive_code, details.file_number, details.file_title, one.name, day(details.on)),
            )
            if fits(words, *texts):
                yield _row(one)

    def below(self) -> Iterator[Content]:
        """The document in full."""
        one = self._document
        if one is None:
            return
        yield line((one.details.title, "bold"))
        yield file_said(one)
        said = archival(one.looked)
        yield line(secrecy(one.details.secrecy), "  ·  " if said[0] else "", said)
        if one.withdrawn is not None:
            yield line((f"{t('Withdrawn')}: ", "$bad"), one.withdrawn.reason)

    @property
    def _document(self) -> Document | None:
        row = self.chosen
        return self._documents.get(row.key) if row is not None and isinstance(row.key, UUID) else None

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the card."""
        return (("⏎", t("Card")),) if self._documents else ()

    def commands(self) -> Iterable[ScreenCommand]:
        """Taking in, writing out."""
        if self._rights.may("document:add"):
            yield ScreenCommand(t("Take a document in"), self.action_new)
            yield ScreenCommand(t("Read a folder"), self.action_read_folder)
        yield ScreenCommand(t("Write a list"), self.action_write_list)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A file is opened where there is one."""
        if action in {"open_file", "write_list"} and not self._documents:
            return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.app.push_screen(DocumentCardScreen(event.key))

    def action_new(self) -> None:
        """A: a file taken in."""
        self.app.push_screen(DocumentFormScreen(congress_id=self._congress_id()))

    def action_read_folder(self) -> None:
        """I: a folder of files by its list."""
        self.app.push_screen(DocumentImportScreen(congress_id=self._congress_id()))

    def action_open_file(self) -> None:
        """O: the file in the system's viewer."""
        if (one := self._document) is not None:
            show_file(self, one)

    def action_write_list(self) -> None:
        """W: every document as a list."""
        congress_id = self._congress_id()

        def deed(values: Values, _by: Authority) -> Path:
            path = Path(values["path"]).expanduser()
            write_new(path, importing.export(self.workspace, congress_id=congress_id, kind=path.suffix[1:].lower()))
            return path

        field = FormField("path", t("File"), value=f"{t('List of documents')}.xlsx", hint="*.xlsx, *.csv")
        dialog = DeedDialog[Path](t("Write a list"), [field], deed=deed, needed=("path",))
        self.app.push_screen(dialog, self._written)

    def _written(self, path: Path | None) -> None:
        if path is not None:
            self.tell(t("Written: {path}", path=path))

    def _congress_id(self) -> UUID:
        congress_id = self.session.congress_id
        if congress_id is None:
            raise Refused("congress-unknown")
        return congress_id


def _row(one: Document) -> Row:
    details = one.details
    cells = (
        state(one),
        day(details.on),
        details.number,
        (details.title, "bold"),
        details.file_number,
        one.looked.format.upper(),
        secrecy(details.secrecy) if one.is_secret else "",
    )
    return Row(one.id, cells, style="$quiet" if one.withdrawn is not None else "")
