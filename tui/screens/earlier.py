"""Earlier terms (các nhiệm kỳ trước): results that were taken in, with their sources; lists in, the template out."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.earlier import queries
from congress.earlier.template import write_template
from congress.earlier.values import Earlier
from congress.i18n import t
from congress.store.unit import Unit
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values, source_named, write_new
from tui.screens.earlier_card import EarlierCardScreen
from tui.screens.earlier_import import EarlierImportScreen, Handed
from tui.screens.earlier_outcome import outcome_dialog
from tui.screens.earlier_words import source
from tui.screens.frame import ScreenCommand
from tui.screens.searched_list import ROOMY, SearchedList, fits
from tui.widgets.drawing import OK, WRONG, line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

IMPORT, OUTCOME = "earlier:import", "earlier:outcome:take"
EMPTY, FILLED = "empty", "filled"


class EarlierScreen(SearchedList):
    """Every result of an earlier term, those withdrawn too; Enter opens its card."""

    HEADING = "Earlier terms"
    SEARCH = "Search: term, body, contest, a person on the list"
    NONE = "no result like this"
    EMPTY = "no result of an earlier term yet: W writes the template, I takes it in filled"
    NEEDS: ClassVar[dict[str, str]] = {"read_list": IMPORT, "read_outcome": OUTCOME}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "read_list", "read_outcome", "write_list", "compare")
    SAYS = (
        "W writes the XLSX template, empty or with what is here; I takes a filled one in: it is looked at first, every "
        "fault by sheet, row and column. R takes in a file of an outcome, with what its minutes say of the contest.",
        "Figures that do not add up are compared with the minutes and confirmed. Nothing is replaced: a wrong result "
        "is withdrawn with a reason on its card (Enter), and stays to be seen. V compares two terms.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._results: dict[str, Earlier] = {}

    def columns(self) -> Sequence[Column]:
        """Term, contest, figures, source."""
        return (
            Column("", 1),
            Column(t("Term"), 11),
            Column(t("Contest")),
            Column(t("Body"), room=ROOMY),
            Column.of_figures(t("To elect"), 4),
            Column.of_figures(t("Elected"), 4),
            Column.of_figures(t("Valid"), 5),
            Column(t("Source"), 20, room=ROOMY),
        )

    def read_all(self, unit: Unit) -> None:
        """The newest term first, in each as the sources have them."""
        found = sorted(queries.all_of(unit), key=lambda one: one.result.term, reverse=True)
        self._results = {str(one.id): one for one in found}

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Rows that have all the words, in whatever of the result."""
        for key, one in self._results.items():
            result = one.result
            names = (person.name for person in result.candidates)
            if fits(words, result.term, result.body, result.title, result.congress, one.source.told.name, *names):
                yield _row(key, one)

    def above(self) -> str:
        """How many there are, and of how many terms."""
        shown = [self._results[str(row.key)] for row in self._rows]
        if not shown:
            return ""
        terms = len({one.result.term for one in shown})
        return t("Results: {count} · terms: {terms}", count=len(shown), terms=terms)

    def below(self) -> Iterator[Content]:
        """The result under the cursor in full, and its source."""
        row = self.chosen
        if row is None:
            return
        one = self._results[str(row.key)]
        yield line((one.result.title, "bold"), (f"  ·  {one.result.body}", "$quiet"))
        yield line((source(one), "$quiet"))
        if one.withdrawn is not None:
            yield line((t("Withdrawn by {by}: {reason}", by=one.withdrawn.by, reason=one.withdrawn.reason), "$bad"))

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the card."""
        return (("⏎", t("Open")),) if self._rows else ()

    def commands(self) -> Iterator[ScreenCommand]:
        """What the palette offers here."""
        if self._rights.may(IMPORT):
            yield ScreenCommand(t("Read a list"), self.action_read_list)
            yield ScreenCommand(t("Outcome file"), self.action_read_outcome)
        yield ScreenCommand(t("Write a list"), self.action_write_list)
        yield ScreenCommand(t("Compare two terms"), self.action_compare)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        self.app.push_screen(EarlierCardScreen(self._results[str(event.key)].id))

    def action_read_list(self) -> None:
        """I: a filled template."""

        def deed(values: Values, _by: Authority) -> Handed:
            found = source_named(values["path"], field="path")
            return Handed(found.data, found.name, values["remark"])

        fields = (
            FormField("path", t("File"), hint=t("the filled template, XLSX")),
            FormField("remark", t("Remark"), hint=t("where the minutes are kept; may stay empty")),
        )
        dialog = DeedDialog[Handed](
            t("Results of earlier terms from a list"), fields, deed=deed, needed=("path",), yes=t("Look at it")
        )
        self.app.push_screen(dialog, self._look)

    def action_read_outcome(self) -> None:
        """R: the file of an outcome."""
        self.app.push_screen(outcome_dialog(), self._look)

    def _look(self, handed: Handed | None) -> None:
        if handed is not None:
            self.app.push_screen(EarlierImportScreen(handed))

    def action_write_list(self) -> None:
        """W: the template, empty or with the results that hold."""
        held = [one.result for one in self._results.values() if one.withdrawn is None and not one.result.sample]

        def deed(values: Values, _by: Authority) -> Path:
            path = Path(values["path"]).expanduser()
            write_new(path, write_template(held if values["what"] == FILLED else ()))
            return path

        options = ((EMPTY, t("empty, to be filled in")), (FILLED, t("with the {count} results here", count=len(held))))
        fields = (
            FormField("path", t("Path"), value=str(Path.home() / "ket-qua-nhiem-ky-truoc.xlsx")),
            FormField("what", t("Template"), FieldKind.CHOICE, value=EMPTY, options=options),
        )
        dialog = DeedDialog[Path](t("Write the template"), fields, deed=deed, needed=("path",), yes=t("Write"))
        self.app.push_screen(dialog, self._written)

    def _written(self, path: Path | None) -> None:
        if path is not None:
            self.tell(t("Written: {path}", path=path))

    def action_compare(self) -> None:
        """V: two terms side by side."""
        self.shell.go("terms-compared")


def _row(key: str, one: Earlier) -> Row:
    result, gone = one.result, one.withdrawn is not None
    sign = (WRONG, "$bad") if gone else (OK, "$good")
    quiet = "$quiet" if gone else ""
    elected = sum(person.elected for person in result.candidates)
    title = f"{result.title} ({t('round {number}', number=result.round)})" if result.round > 1 else result.title
    title = f"{t('SAMPLE')} · {title}" if result.sample else title
    cells = (
        sign,
        (result.term, quiet),
        (title, quiet or "bold"),
        (result.body, quiet),
        (str(result.seats), quiet),
        (str(elected), quiet),
        (str(result.valid), quiet),
        (one.source.told.name, "$quiet"),
    )
    return Row(key, cells)
