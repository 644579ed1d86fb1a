"""Papers handed out (sổ cấp phát, thu hồi): every paper with numbered copies, and what they come to."""

from collections.abc import Iterator, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.documents import issuing, service
from congress.documents.queries import issues as queries
from congress.documents.rules import issues as rules
from congress.documents.values.issues import HandedTitle, IssuedCopy, IssueFigures
from congress.errors import Refused
from congress.i18n import t
from congress.store.unit import Unit
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.issue_register import IssueRegisterScreen
from tui.screens.searched_list import SearchedList, fits
from tui.widgets.drawing import line
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row


class IssuesScreen(SearchedList):
    """Every paper of which copies are handed out; Enter opens its register."""

    HEADING = "Papers handed out"
    SEARCH = "Search: title of the paper"
    NONE = "no paper like this"
    EMPTY = "no paper handed out yet: A enters one"
    NEEDS: ClassVar[dict[str, str]] = {"new": "issue:title:make"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "new")
    SAYS = (
        "Papers of which numbered copies are handed to delegates. A enters one, by its title or as one of the "
        "documents; Enter opens its register, where copies go out and come back.",
        "Below stands what is still out, by delegation.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._titles: dict[UUID, HandedTitle] = {}
        self._copies: dict[UUID, list[IssuedCopy]] = {}

    def columns(self) -> Sequence[Column]:
        """Title and figures."""
        return (
            Column(t("Paper handed out")),
            Column.of_figures(t("Handed out"), 8),
            Column.of_figures(t("Came back"), 8),
            Column.of_figures(t("Still out"), 8),
            Column.of_figures(t("Lost"), 8),
            Column.of_figures(t("Destroyed"), 6),
        )

    def read_all(self, unit: Unit) -> None:
        """Those of the congress chosen, with their copies."""
        congress_id = self.session.congress_id
        self._titles, self._copies = {}, {}
        if congress_id is not None:
            self._titles = {one.id: one for one in queries.titles(unit, congress_id)}
            for copy in queries.copies_of(unit, congress_id):
                self._copies.setdefault(copy.title_id, []).append(copy)

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Papers by title."""
        for one in self._titles.values():
            if fits(words, one.title):
                yield _row(one, rules.figures(self._copies.get(one.id, ())))

    def below(self) -> Iterator[Content]:
        """The paper in full, and what is still out of it."""
        row = self.chosen
        one = self._titles.get(row.key) if row is not None and isinstance(row.key, UUID) else None
        if one is not None:
            yield line((one.title, "bold"))
            yield out_by_delegation(self._copies.get(one.id, ()))

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the register."""
        return (("⏎", t("Register")),) if self._titles else ()

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.app.push_screen(IssueRegisterScreen(event.key))

    def action_new(self) -> None:
        """A: a paper of which copies will be handed out."""
        congress_id = self.session.congress_id
        if congress_id is None:
            raise Refused("congress-unknown")

        def deed(values: Values, by: Authority) -> HandedTitle:
            with self.workspace.reading() as unit:
                of = service.meant(unit, congress_id, values["document"], field="document")
            return issuing.make_title(
                self.workspace,
                by,
                congress_id=congress_id,
                title=values["title"],
                document_id=None if of is None else of.id,
            )

        fields = (
            FormField("document", t("Document"), hint=t("its number or words of its summary; empty: none of the list")),
            FormField("title", t("Title of the paper"), hint=t("empty: the document's own")),
        )
        dialog = DeedDialog[HandedTitle](t("A paper to be handed out"), fields, deed=deed)
        self.app.push_screen(dialog, self._made)

    def _made(self, made: HandedTitle | None) -> None:
        if made is not None:
            self.app.push_screen(IssueRegisterScreen(made.id))


def out_by_delegation(copies: Sequence[IssuedCopy]) -> Content:
    """What is still out, by delegation, in a line."""
    left = rules.still_out(copies)
    if not left:
        return line((t("nothing is still out"), "$quiet"))
    said = "  ·  ".join(f"{name or t('no delegation')} {len(held)}" for name, held in left.items())
    return line((f"{t('Still out')}: ", "$quiet"), said)


def _row(one: HandedTitle, found: IssueFigures) -> Row:
    cells = (
        (one.title, "bold"),
        str(found.copies),
        str(found.returned),
        (str(found.out), "bold $gold" if found.out else ""),
        (str(found.lost), "$bad" if found.lost else ""),
        str(found.destroyed),
    )
    return Row(one.id, cells)
