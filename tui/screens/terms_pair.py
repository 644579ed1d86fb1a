"""Two contests side by side (so sánh hai cuộc bầu): figures with bars; then the names elected."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.earlier.rules.comparing import Comparison, Line, Person, Return
from congress.earlier.rules.percents import written
from congress.i18n import code_of, t
from congress.subjects import CandidateResult
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.earlier_words import percent, round_said
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import bar, line, lines, years_unbroken
from tui.widgets.windowed_table import Column, Row, WindowedTable

BAR = 8
FULL = 10_000
"""A hundred per cent."""
ABSENT = "—"
_SIGNS = {Return.AGAIN: ("=", "$good"), Return.SAME_NAME: ("?", "bold $gold"), Return.NEW: ("+", "$gold")}


def figure(one: Line, value: int | None) -> str:
    """A figure of a measure as this language writes it."""
    if value is None:
        return ABSENT
    return percent(written(value)) if one.is_share else str(value)


class TermsPairScreen(WorkScreen):
    """Every figure of the two, their bars side by side; Enter shows the names."""

    HEADING = "Two contests compared"
    BINDINGS: ClassVar[list[BindingType]] = bindings()
    SAYS = (
        "The earlier term at the left, the later one at the right, then by how much it grew; shares in per cent, their "
        "change in points. Of the two bars the first is the earlier term's.",
        "Enter shows who was elected again (=), who only bears the name of somebody elected before (?), who is new (+) "
        "and who was not elected again (−). Born and note tell people of one name apart.",
    )

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        self._compared = found

    def compose_page(self) -> ComposeResult:
        """Both titles, the figures."""
        first, second = self._compared.first, self._compared.second
        yield Static(lines(self._titles()), id="pair-titles", markup=False)
        yield WindowedTable(
            (
                Column(t("Measure")),
                Column.of_figures(first.term, 11),
                Column.of_figures(second.term, 11),
                Column.of_figures(t("Grew by"), 8),
                Column(t("before · after"), 2 * BAR + 1),
            ),
            fetch=lambda offset, limit: [_row(one) for one in self._compared.lines[offset : offset + limit]],
            count=lambda: len(self._compared.lines),
            widget_id="pair-figures",
        )
        yield Static(line(self._returned()), id="pair-people", markup=False)

    def _titles(self) -> list[Content]:
        sides = (self._compared.first, self._compared.second)
        return [
            line(
                (f"{one.term}  ", "$gold"),
                (f"{t('SAMPLE')} · ", "bold $gold") if one.sample else "",
                (years_unbroken(one.title), "bold"),
                (f"  ·  {round_said(one)}", "$quiet"),
            )
            for one in sides
        ]

    def _returned(self) -> str:
        again, same, new, gone = (len(self._compared.those(standing)) for standing in Return)
        return t(
            "Elected again {again} · same name {same} · new {new} · not again {gone}",
            again=again,
            same=same,
            new=new,
            gone=gone,
        )

    def show_state(self) -> None:
        """The figures do not change."""
        self.query_one(WindowedTable).focus()

    def hints(self) -> tuple[Hint, ...]:
        """Enter shows the names."""
        return (("⏎", t("Names")),)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        self.app.push_screen(TermsPeopleScreen(self._compared))


class TermsPeopleScreen(WorkScreen):
    """Everybody elected in one of the terms, with the votes in each."""

    HEADING = "Elected in the two terms"
    BINDINGS: ClassVar[list[BindingType]] = bindings()
    SAYS = TermsPairScreen.SAYS[1:]

    def __init__(self, found: Comparison) -> None:
        super().__init__()
        self._compared = found

    def compose_page(self) -> ComposeResult:
        """The names."""
        first, second = self._compared.first, self._compared.second
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Name")),
                Column(t("Born"), 10, room=72),
                Column(t("Note"), room=100),
                Column.of_figures(first.term, 11),
                Column.of_figures(second.term, 11),
                Column(t("Standing"), 13),
            ),
            fetch=lambda offset, limit: [
                _person(n, one) for n, one in enumerate(self._compared.people[offset : offset + limit], start=offset)
            ],
            count=lambda: len(self._compared.people),
            empty=t("nobody was elected in either"),
            widget_id="pair-names",
        )

    def show_state(self) -> None:
        """The names do not change."""
        self.query_one(WindowedTable).focus()


def _row(one: Line) -> Row:
    whole = max(FULL if one.is_share else 0, one.first or 0, one.second or 0)
    bars = line(bar(one.first or 0, whole, BAR), " ", bar(one.second or 0, whole, BAR))
    shown = (t(code_of(one.measure)), figure(one, one.first), figure(one, one.second), _change(one), bars)
    return Row(one.measure, shown)


def _change(one: Line) -> tuple[str, str]:
    if one.change is None:
        return ABSENT, "$quiet"
    if not one.change:
        return "0", "$quiet"
    amount = figure(one, abs(one.change))
    return (f"+{amount}", "$good") if one.change > 0 else (f"−{amount}", "$gold")


def _person(number: int, one: Person) -> Row:
    known = one.second or one.first
    assert known is not None
    cells = (
        _SIGNS.get(one.standing, ("−", "$quiet")),
        (one.name, "bold" if one.second else "$quiet"),
        known.born,
        (known.note, "$quiet"),
        _votes(one.first),
        _votes(one.second),
        t(code_of(one.standing)),
    )
    return Row(number, cells)


def _votes(one: CandidateResult | None) -> str:
    return ABSENT if one is None else f"{one.votes} {percent(one.percent):>6}"
