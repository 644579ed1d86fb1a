"""Opinions on drafts (góp ý văn kiện): every draft, what its opinions come to; the synthesis printed."""

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.documents import collecting, service
from congress.documents.opinion_papers import Collected
from congress.documents.rules import opinions as rules
from congress.documents.values.opinions import Draft, OpinionFigures
from congress.errors import Refused
from congress.i18n import t
from congress.records.values import Record
from congress.store.unit import Unit
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.made_papers import MadePapers
from tui.screens.opinions import OpinionsScreen
from tui.screens.searched_list import SearchedList, fits
from tui.widgets.drawing import line
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row


class DraftsScreen(SearchedList, MadePapers):
    """Every draft of the congress; Enter opens its opinions."""

    HEADING = "Opinions on drafts"
    SEARCH = "Search: title of the draft"
    NONE = "no draft like this"
    EMPTY = "no draft yet: A enters one"
    NEEDS: ClassVar[dict[str, str]] = {"new": "draft:make", "print_synthesis": "opinion:report:print"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "new", "print_synthesis")
    SAYS = (
        "Drafts on which delegations and persons give their opinions. A enters one, by its title or as one of the "
        "documents; Enter opens its opinions.",
        "B prints the synthesis of all drafts: figures by draft and part, then every opinion with what became of it, "
        "as PDF to be signed and as workbook.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[UUID, Collected] = {}

    def columns(self) -> Sequence[Column]:
        """Title and figures."""
        return (
            Column(t("Draft of the congress")),
            Column.of_figures(t("Opinions"), 7),
            Column.of_figures(t("Taken"), 8),
            Column.of_figures(t("In part"), 8),
            Column.of_figures(t("Not taken"), 9),
            Column.of_figures(t("Undecided"), 7),
        )

    def read_all(self, unit: Unit) -> None:
        """Those of the congress chosen."""
        congress_id = self.session.congress_id
        found = () if congress_id is None else collecting.synthesis_of(unit, congress_id).drafts
        self._drafts = {one.draft.id: one for one in found}

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Drafts by title."""
        for one in self._drafts.values():
            if fits(words, one.draft.title):
                yield _row(one.draft, rules.figures(one.opinions))

    def below(self) -> Iterator[Content]:
        """The draft in full, its opinions by part."""
        row = self.chosen
        one = self._drafts.get(row.key) if row is not None and isinstance(row.key, UUID) else None
        if one is not None:
            yield line((one.draft.title, "bold"))
            parts = rules.by_section(one.opinions)
            yield line("  ·  ".join(f"{name or t('the whole draft')} {len(found)}" for name, found in parts.items()))

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the opinions."""
        return (("⏎", t("Opinions")),) if self._drafts else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A synthesis is of opinions."""
        if action == "print_synthesis" and not any(one.opinions for one in self._drafts.values()):
            return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.app.push_screen(OpinionsScreen(event.key))

    def action_new(self) -> None:
        """A: a draft on which opinions are given."""
        congress_id = self._congress_id()

        def deed(values: Values, by: Authority) -> Draft:
            with self.workspace.reading() as unit:
                of = service.meant(unit, congress_id, values["document"], field="document")
            return collecting.make_draft(
                self.workspace,
                by,
                congress_id=congress_id,
                title=values["title"],
                document_id=None if of is None else of.id,
            )

        fields = (
            FormField("document", t("Document"), hint=t("its number or words of its summary; empty: none of the list")),
            FormField("title", t("Title of the draft"), hint=t("empty: the document's own")),
        )
        dialog = DeedDialog[Draft](t("A draft for opinions"), fields, deed=deed)
        self.app.push_screen(dialog, self._made)

    def _made(self, made: Draft | None) -> None:
        if made is not None:
            self.app.push_screen(OpinionsScreen(made.id))

    def action_print_synthesis(self) -> None:
        """B: the synthesis as PDF and workbook."""
        congress_id = self._congress_id()

        def deed(values: Values, by: Authority) -> tuple[Record, ...]:
            return collecting.print_report(self.workspace, by, congress_id=congress_id, number=values["number"])

        fields = (FormField("number", t("Number, symbol"), hint=t("may stay empty")),)
        dialog = DeedDialog[tuple[Record, ...]](t("Print the synthesis"), fields, deed=deed, yes=t("Print"))
        self.app.push_screen(dialog, lambda made: self.note_papers(made) if made else None)

    def _congress_id(self) -> UUID:
        congress_id = self.session.congress_id
        if congress_id is None:
            raise Refused("congress-unknown")
        return congress_id


def _row(one: Draft, found: OpinionFigures) -> Row:
    cells = (
        (one.title, "bold"),
        str(found.opinions),
        str(found.taken),
        str(found.partly),
        str(found.not_taken),
        (str(found.undecided), "bold $gold" if found.undecided else ""),
    )
    return Row(one.id, cells)
