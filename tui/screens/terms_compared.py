"""Two terms compared (so sánh hai nhiệm kỳ): their contests side by side, paired by hand where need be, printed."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.earlier import terms
from congress.earlier.rules.comparing import Comparison, Measure, Return, compare
from congress.earlier.rules.pairing import Pair
from congress.errors import Finding
from congress.i18n import t
from congress.records.values import Record
from congress.store.unit import Unit
from congress.subjects import ContestResult
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.made_papers import MadePapers
from tui.screens.searched_list import ROOMY, SearchedList, fits
from tui.screens.terms_pair import TermsPairScreen, figure
from tui.widgets.drawing import line, years_unbroken
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

NOBODY = ""


class TermsComparedScreen(SearchedList, MadePapers):
    """The contests of two terms; Enter compares the two of a row, M puts together what the program did not."""

    HEADING = "Terms compared"
    SEARCH = "Search: contest, body"
    NONE = "no contest like this"
    EMPTY = "results of two terms are due: take in an earlier one first"
    NEEDS: ClassVar[dict[str, str]] = {"print_comparison": terms.PRINTED}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "choose_terms", "pair", "print_comparison")
    SAYS = (
        "L chooses the two terms: what was counted here and what was taken in. Contests are put together by title, "
        "kind and round; M puts one of the earlier term to another of the later one, or to none.",
        "Enter shows the figures of both with bars, then the names: who was elected again, who only bears the name of "
        "somebody, who is new. P prints PDF with bars and XLSX. Figures of a trial are marked as a sample.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[str, ...] = ()
        self._terms: tuple[str, str] | None = None
        self._said: dict[str, str] = {}
        self._pairs: dict[str, Pair] = {}

    def columns(self) -> Sequence[Column]:
        """The contest, what changed most."""
        return (
            Column("", 1),
            Column(t("Contest")),
            Column(t("Body"), 24, room=ROOMY),
            Column.of_figures(t("To elect"), 7),
            Column.of_figures(t("Surplus"), 7),
            Column.of_figures(t("Present (%)"), 15, room=ROOMY),
            Column.of_figures(t("Elected again"), 6),
            Column.of_figures(t("New ones"), 4),
        )

    def read_all(self, unit: Unit) -> None:
        """The terms of which results are here, the contests of the two chosen side by side."""
        self._known = terms.terms_known(self.workspace, unit)
        if self._terms is None and len(self._known) > 1:
            self._terms = self._known[1], self._known[0]
        self._pairs = {}
        if self._terms is not None:
            first, second = self._terms
            found = terms.paired(self.workspace, unit, first=first, second=second, said=self._said)
            self._pairs = {str(n): pair for n, pair in enumerate(found)}

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Rows with all the words in one of the two titles or bodies."""
        for key, pair in self._pairs.items():
            sides = [one for one in (pair.first, pair.second) if one is not None]
            if fits(words, *(text for one in sides for text in (one.title, one.body))):
                yield _row(key, pair)

    def above(self) -> str:
        """Which terms, how many pairs."""
        if self._terms is None:
            return ""
        together = sum(1 for pair in self._pairs.values() if pair.first and pair.second)
        first, second = self._terms
        return t(
            "{first} → {second} · put together: {together} · of one term alone: {alone}",
            first=first,
            second=second,
            together=together,
            alone=len(self._pairs) - together,
        )

    def below(self) -> Iterator[Content]:
        """Both titles in full, and where the figures come from."""
        pair = self._pair
        for one in () if pair is None else (pair.first, pair.second):
            if one is not None:
                where = one.source or t("counted here")
                yield line((f"{one.term}  ", "$gold"), years_unbroken(one.title), (f"  ·  {where}", "$quiet"))

    @property
    def _pair(self) -> Pair | None:
        row = self.chosen
        return None if row is None else self._pairs.get(str(row.key))

    def hints(self) -> tuple[Hint, ...]:
        """Enter compares."""
        return (("⏎", t("Compare")),) if self._rows else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to choose, to pair, to print."""
        if action in {"choose_terms", "print_comparison"} and len(self._known) < 2:
            return False
        if action == "pair" and (self._pair is None or self._pair.first is None):
            return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        pair = self._pair
        if pair is not None and pair.first is not None and pair.second is not None:
            self.app.push_screen(TermsPairScreen(compare(pair.first, pair.second)))
        elif pair is not None:
            self.tell(t("Only one of the terms has this contest; M puts it to another."))

    def action_choose_terms(self) -> None:
        """L: which two terms."""
        options = tuple((term, term) for term in self._known)
        first, second = self._terms or (self._known[1], self._known[0])
        fields = (
            FormField("first", t("Earlier term"), FieldKind.CHOICE, value=first, options=options),
            FormField("second", t("Later term"), FieldKind.CHOICE, value=second, options=options),
        )
        dialog = ValuesDialog(t("Which terms?"), fields, yes=t("Compare"), check=_two)
        self.app.push_screen(dialog, self._terms_chosen)

    def _terms_chosen(self, values: Values | None) -> None:
        if values is not None:
            self._terms, self._said = (values["first"], values["second"]), {}
            self.note_papers(())
            self.renew()

    def action_pair(self) -> None:
        """M: which contest of the later term the one under the cursor is compared with."""
        pair = self._pair
        if pair is None or pair.first is None:
            return
        later = [one.second for one in self._pairs.values() if one.second is not None]
        options = ((NOBODY, t("none of them")), *((one.key, _named(one)) for one in later))
        fields = [
            FormField(
                "second",
                t("Compared with"),
                FieldKind.CHOICE,
                value=pair.second.key if pair.second else NOBODY,
                options=options,
            )
        ]
        key = pair.first.key
        dialog = ValuesDialog(t("Put together by hand"), fields, said=(pair.first.title,), yes=t("Put together"))
        self.app.push_screen(dialog, lambda values: self._put_together(key, values))

    def _put_together(self, key: str, values: Values | None) -> None:
        if values is None:
            return
        # Whatever was put to this one before goes back to what the program proposes.
        self._said = {one: other for one, other in self._said.items() if not other or other != values["second"]}
        self._said[key] = values["second"]
        self.note_papers(())
        self.renew()

    def action_print_comparison(self) -> None:
        """P: PDF and XLSX."""
        if self._terms is None:
            return
        (first, second), said = self._terms, dict(self._said)

        def deed(values: Values, by: Authority) -> tuple[Record, ...]:
            return terms.print_comparison(
                self.workspace, by, first=first, second=second, said=said, number=values["number"]
            )

        dialog = DeedDialog[tuple[Record, ...]](
            t("Print the comparison"),
            [FormField("number", t("Number of the paper"), hint=t("may stay empty"))],
            deed=deed,
            said=(f"{first} → {second}",),
            yes=t("Print"),
        )
        self.app.push_screen(dialog, lambda made: None if made is None else self.note_papers(made))


def _two(values: Values) -> tuple[Finding, ...]:
    if values["first"] == values["second"]:
        return (Finding("second", "terms-are-one", {"term": values["second"]}),)
    return ()


def _named(one: ContestResult) -> str:
    return f"{one.title} ({t('round {number}', number=one.round)})" if one.round > 1 else one.title


def _row(key: str, pair: Pair) -> Row:
    one = pair.second or pair.first
    assert one is not None
    title = f"{t('SAMPLE')} · {_named(one)}" if any(s and s.sample for s in (pair.first, pair.second)) else _named(one)
    if pair.first is None or pair.second is None:
        sign, alone = ("+", "$gold") if pair.first is None else ("−", "$quiet"), "—"
        return Row(key, (sign, (title, "$quiet"), (one.body, "$quiet"), alone, alone, alone, alone, alone))
    found = compare(pair.first, pair.second)
    again, same = (len(found.those(standing)) for standing in (Return.AGAIN, Return.SAME_NAME))
    cells = (
        ("=", "$good"),
        (title, "bold"),
        one.body,
        _both(found, Measure.SEATS),
        _both(found, Measure.SURPLUS),
        _both(found, Measure.TURNOUT),
        f"{again}+{same}?" if same else str(again),
        str(len(found.those(Return.NEW))),
    )
    return Row(key, cells)


def _both(found: Comparison, measure: Measure) -> str:
    one = found.line(measure)
    return f"{figure(one, one.first)} → {figure(one, one.second)}"
