"""Norms of equipment (định mức trang thiết bị): every set that was kept, by the day it holds from, with its source."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.i18n import t
from congress.store.unit import Unit
from devices.needs import keeping, queries
from devices.needs.formats.case import norms_csv
from devices.needs.rules.norms import holding
from devices.needs.values import Norm, NormSet
from devices.needs.wording import short_day
from tui.keys import Hint, bindings
from tui.screens.dated_lists import DatedListScreen, Handed, ReadsDatedLists
from tui.screens.norm_draft import NormDraftScreen
from tui.screens.norm_lines import norm_columns, norm_rows
from tui.widgets.drawing import Part, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable

_STEPS = {"left": 1, "right": -1}


class NormsScreen(ReadsDatedLists):
    """One set at a time, the newest first; left and right go through the history."""

    HEADING = "Norms"
    NEEDS: ClassVar[dict[str, str]] = {"new": "needs:norms:enter", "read_list": "needs:norms:keep"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "read_list", "write_list")
    ASKS = "Norms from a file"
    HINT = "CSV with the columns item, purpose, basis, quantity, use"
    SAYS = (
        "What a unit needs, by item and purpose: so many for each person, or for each unit. Each set holds from a day "
        "on and names its source; plans from the register take the one that holds on their day.",
        "Left and right go through the history. A makes another set from the one shown, I reads one from a file, W "
        "writes the one shown. Nothing that was kept is changed, but a set of the same day takes its place.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._sets: tuple[NormSet, ...] = ()
        self._shown = 0
        self._today = date.min

    def compose_page(self) -> ComposeResult:
        """The days, the source, the lines."""
        yield Static("", id="needs-tabs", markup=False)
        yield WindowedTable(
            norm_columns(),
            fetch=lambda offset, limit: norm_rows(self._norms)[offset : offset + limit],
            count=lambda: len(self._norms),
            empty=t("no norms are kept yet: A types them in, I reads a file"),
            widget_id="norms",
        )
        yield Static("", id="line-below", markup=False)

    def on_mount(self) -> None:
        """The line under the cursor in full."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_line, init=False)

    def show_state(self) -> None:
        """The sets as they are kept."""
        self.read(self._read)
        self._shown = min(self._shown, max(0, len(self._sets) - 1))
        self._show()

    def _read(self, unit: Unit) -> None:
        self._sets = tuple(reversed(queries.norm_sets(unit)))
        self._today = unit.now.astimezone().date()

    def _show(self) -> None:
        now = holding(self._sets, on=self._today)
        parts: list[Part] = []
        for place, one in enumerate(self._sets):
            style = "bold $gold on $panel" if place == self._shown else "$quiet"
            parts += [(f" {'● ' if one is now else ''}{short_day(one.dated.since)} ", style), " "]
        said = [line(*parts), *([self._told(self._sets[self._shown], now)] if self._sets else []), line("")]
        self.query_one("#needs-tabs", Static).update(lines(said))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_line()
        self.refresh_bindings()

    def _show_line(self) -> None:
        row = self.query_one(WindowedTable).chosen
        said = "" if row is None else line(row.cells[0], f": {row.cells[1]}")
        self.query_one("#line-below", Static).update(said)

    def _told(self, one: NormSet, now: NormSet | None) -> Content:
        holds = t("hold now") if one is now else t("not yet") if one.dated.since > self._today else t("held before")
        return line((f"{holds}  ", "bold"), f"{t('Source')}: {one.dated.source}")

    @property
    def _norms(self) -> tuple[Norm, ...]:
        return self._sets[self._shown].norms if self._sets else ()

    def hints(self) -> tuple[Hint, ...]:
        """Left and right."""
        return (("← →", t("history")),) if len(self._sets) > 1 else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing to write where nothing is kept."""
        if action == "write_list" and not self._sets:
            return False
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Left and right: older and newer sets."""
        if event.key in _STEPS and self._sets:
            event.stop()
            self._shown = (self._shown - _STEPS[event.key]) % len(self._sets)
            self.query_one(WindowedTable).cursor = 0
            self._show()
            return
        super().on_key(event)

    def action_new(self) -> None:
        """A: another set, from the one shown."""
        self.app.push_screen(NormDraftScreen(self._norms))

    def look(self, handed: Handed) -> "NormsListScreen":
        """What a file of norms says."""
        found = keeping.look_at_norms(self.workspace, handed.source, given_by=handed.given_by, since=handed.since)
        remark = "" if found.before is None else t("Takes the place of: {source}.", source=found.before.dated.source)
        return NormsListScreen(handed, found.norms.norms, remark=remark)

    def action_write_list(self) -> None:
        """W: the set shown, as a file that can be read in again."""
        norms = self._norms
        self.write_list(norms_csv(norms))


class NormsListScreen(DatedListScreen):
    """Norms of a file, before they are kept."""

    PLACE = "norms"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "needs:norms:keep"}

    def __init__(self, handed: Handed, norms: tuple[Norm, ...], *, remark: str) -> None:
        super().__init__(handed, remark=remark)
        self._norms = norms

    def columns(self) -> Sequence[Column]:
        """As on the screen of norms."""
        return norm_columns()

    def rows(self) -> Sequence[Row]:
        """A row a norm."""
        return norm_rows(self._norms)

    def write(self, by: Authority) -> NormSet:
        """Keep them with their source."""
        one = self.handed
        return keeping.keep_norms(self.workspace, by, one.source, given_by=one.given_by, since=one.since)
