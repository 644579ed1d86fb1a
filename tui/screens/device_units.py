"""Devices by unit (số thiết bị theo đơn vị): what counts as Có, as it stands, as before and as after the mergers."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.i18n import t
from congress.term import queries as terms
from devices.register import reports
from devices.register.reports import Counts, UnitCounts
from devices.register.values.devices import Category
from devices.register.values.mergers import Side, When
from tui.keys import bindings
from tui.screens.device_words import word
from tui.screens.frame import WorkScreen
from tui.widgets.accounting import figure
from tui.widgets.drawing import Part, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable

_LEAST, _UNIT, _GAP = 6, 26, 2
_TITLES = {When.NOW: "as they are now", When.BEFORE: "before the mergers", When.AFTER: "after the mergers"}


class DeviceUnitsScreen(WorkScreen):
    """A row a unit, a column a category; V goes from side to side of the mergers."""

    HEADING = "Devices by unit"
    BINDINGS: ClassVar[list[BindingType]] = bindings("other_side")
    SAYS = (
        "How many devices each unit has; broken, borrowed, lost and retired ones do not count.",
        "V shows the same devices by the units before the mergers, by those after them, and as the register has them "
        "now: whether the devices have followed the decisions already or not, the sums are the same.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._counts: dict[When, Counts] = {}
        self._shown = When.NOW

    def compose_page(self) -> ComposeResult:
        """Which side, and a table a side."""
        self._read_counts()
        yield Static("", id="units-side", markup=False)
        for when in self._counts:
            yield self._table_of(when)
        yield Static("", id="unit-below", markup=False)

    def _read_counts(self) -> None:
        sides = tuple(When) if self.read(terms.mergers) else (When.NOW,)
        self._counts = {when: reports.counts(self.workspace, Side(when)) for when in sides}

    def _table_of(self, when: When) -> WindowedTable:
        return WindowedTable(
            tuple(_columns(self._counts[when])),
            fetch=lambda offset, limit: list(_rows(self._counts[when]))[offset : offset + limit],
            count=lambda: len(self._counts[when].units) + 1 if self._counts[when].units else 0,
            empty=t("no device counts"),
            widget_id=f"units-{when}",
        )

    def on_mount(self) -> None:
        """Follow the cursor."""
        for table in self.query(WindowedTable):
            self.watch(table, "cursor", self._show_unit, init=False)

    def show_state(self) -> None:
        """The side chosen."""
        counts = self._counts[self._shown]
        for when in self._counts:
            self.query_one(f"#units-{when}").display = when is self._shown
        said: list[Part] = [(t(_TITLES[self._shown]), "bold $gold")]
        said.append((f"  ·  {t('{count} units', count=figure(len(counts.units)))}", ""))
        decided = "; ".join(f"{one.details.decision} ({one.details.decided_on:%d/%m/%Y})" for one in counts.mergers)
        if decided:
            said.append((f"  ·  {t('decisions: {names}', names=decided)}", "$quiet"))
        self.query_one("#units-side", Static).update(lines([line(*said), line("")]))
        self._table.focus()
        self._show_unit()

    @property
    def _table(self) -> WindowedTable:
        return self.query_one(f"#units-{self._shown}", WindowedTable)

    def _show_unit(self) -> None:
        units, place = self._counts[self._shown].units, self._table.cursor
        said = _told(units[place]) if place < len(units) else line("")
        self.query_one("#unit-below", Static).update(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a merger there is one side only."""
        if action == "other_side" and len(self._counts) < 2:
            return False
        return super().check_action(action, parameters)

    def action_other_side(self) -> None:
        """V: now, before, after."""
        sides = list(self._counts)
        self._shown = sides[(sides.index(self._shown) + 1) % len(sides)]
        self.renew()


def _columns(counts: Counts) -> Iterator[Column]:
    yield Column(t("Unit"))
    yield Column(t("Total"), _LEAST, right=True)
    taken = _UNIT + _GAP + _LEAST
    for category in counts.categories:
        name = word(category)
        width = max(_LEAST, len(name))
        taken += _GAP + width
        yield Column(name, width, right=True, room=taken)


def _rows(counts: Counts) -> Iterator[Row]:
    kinds = counts.categories
    for one in counts.units:
        have = [one.have.get(kind, 0) for kind in kinds]
        cells: tuple[Part, ...] = ((str(sum(have)), "bold"), *map(_number, have))
        yield Row(one.unit.id, (one.unit.name, *cells), style="$quiet" if one.unit.is_closed else "")
    if counts.units:
        sums = [sum(one.have.get(kind, 0) for one in counts.units) for kind in kinds]
        yield Row("total", (t("Total"), str(sum(sums)), *map(_number, sums)), style="bold")


def _number(count: int) -> Part:
    return figure(count) if count else ("—", "$quiet")


def _told(one: UnitCounts) -> Content:
    parts = [f"{word(kind)} {figure(number)}" for kind in Category if (number := one.have.get(kind))]
    closed = one.unit.closed_on
    ended = "" if closed is None else f"  ·  {t('closed on {day}', day=f'{closed:%d/%m/%Y}')}"
    return line((one.unit.name, "bold"), (ended, "$warn"), ("  " + " · ".join(parts), ""))
