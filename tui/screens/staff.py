"""Staff numbers of units (biên chế): what holds now and all that held before, typed in or read from a file."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from congress.access.values import Authority
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import PartyBody
from congress.text import fold
from devices.needs import keeping, queries
from devices.needs.formats.case import staff_csv
from devices.needs.values import StaffNumber
from devices.needs.wording import short_day
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.dated_lists import GIVEN, DatedListScreen, Handed, ReadsDatedLists, day_given, given_fields
from tui.screens.device_asking import DeedDialog, Values, write_new
from tui.widgets.accounting import figure
from tui.widgets.drawing import line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Column, Row, WindowedTable

_WIDE = 100
_LISTED = 4


class StaffScreen(ReadsDatedLists):
    """Every unit with the number that holds today; the history of the one under the cursor below."""

    HEADING = "Staff of units"
    AUTO_FOCUS = "#staff"
    NEEDS: ClassVar[dict[str, str]] = {"edit": "needs:staff:enter", "read_list": "needs:staff:keep"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "edit", "read_list", "write_list")
    ASKS = "Staff from a file"
    HINT = "CSV with the columns new_unit, staff, seat (may be left out)"
    SAYS = (
        "How many persons each unit has, from a day on and by a source: norms for each person are reckoned by it. The "
        "history of the unit under the cursor stands below.",
        "E or Enter types in a number with source and day; I reads a list, W writes the numbers that hold today. A "
        "number of the same unit and day gives place to the new one; else nothing is changed.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._bodies: tuple[PartyBody, ...] = ()
        self._history: dict[UUID, tuple[StaffNumber, ...]] = {}
        self._shown: tuple[PartyBody, ...] = ()
        self._today = date.min

    def compose_page(self) -> ComposeResult:
        """The search, the sums, the units, the history."""
        yield VietnameseInput(placeholder=t("Search: a unit's name"), id="merger-search")
        yield Static("", id="list-sums", markup=False)
        yield WindowedTable(
            (
                Column(t("Unit")),
                Column(t("Persons"), 8, right=True),
                Column(t("Holds from"), 11),
                Column(t("Source"), room=_WIDE),
            ),
            fetch=lambda offset, limit: [self._row(body) for body in self._shown[offset : offset + limit]],
            count=lambda: len(self._shown),
            empty=t("no unit like this"),
            widget_id="staff",
        )
        yield Static("", id="line-below", markup=False)

    def on_mount(self) -> None:
        """The unit under the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_history, init=False)

    def show_state(self) -> None:
        """The units that the search finds."""
        self.read(self._read)
        words = fold(self.query_one("#merger-search", Input).value).split()
        self._shown = tuple(body for body in self._bodies if all(word in fold(body.name) for word in words))
        numbers = [number for body in self._shown if (number := self._now(body)) is not None]
        told = t(
            "{units} units · {persons} persons · without a number: {lacking}",
            units=figure(len(self._shown)),
            persons=figure(sum(one.staff for one in numbers)),
            lacking=figure(len(self._shown) - len(numbers)),
        )
        self.query_one("#list-sums", Static).update(told)
        self.query_one(WindowedTable).reload()
        self._show_history()

    def _read(self, unit: Unit) -> None:
        self._history = queries.staff_history(unit)
        self._bodies = tuple(body for body in terms.bodies(unit) if not body.is_closed)
        self._today = unit.now.astimezone().date()

    def _now(self, body: PartyBody) -> StaffNumber | None:
        numbers = self._history.get(body.id, ())
        return next((one for one in numbers if one.dated.since <= self._today), None)

    def _row(self, body: PartyBody) -> Row:
        one = self._now(body)
        if one is None:
            return Row(body.id, (body.name, ("—", "$warn"), "", ""))
        return Row(body.id, (body.name, (figure(one.staff), "bold"), short_day(one.dated.since), one.dated.source))

    @property
    def _body(self) -> PartyBody | None:
        tables = self.query(WindowedTable)
        place = tables.first().cursor if tables else 0
        return self._shown[place] if place < len(self._shown) else None

    def _show_history(self) -> None:
        body = self._body
        said = [] if body is None else [line((body.name, "bold")), *self._told(body)]
        self.query_one("#line-below", Static).update(lines(said))
        self.refresh_bindings()

    def _told(self, body: PartyBody) -> list[Content]:
        now = self._now(body)
        said = []
        for one in self._history.get(body.id, ())[:_LISTED]:
            sign = "● " if one is now else "  "
            seat = f" · {one.seat}" if one.seat else ""
            facts = f"{figure(one.staff)}  ", (f"{one.dated.source}{seat}", "$quiet")
            said.append(line((sign, "$gold"), (f"{short_day(one.dated.since)}  ", "bold"), *facts))
        return said or [line((t("no number is kept yet"), "$quiet"))]

    @on(Input.Changed, "#merger-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(WindowedTable).cursor = 0
        self.show_state()

    @on(Input.Submitted, "#merger-search")
    def _sent(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(WindowedTable).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A number is of a unit."""
        if action in {"edit", "write_list"} and self._body is None:
            return False
        return super().check_action(action, parameters)

    # --- deeds ---------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """/: into the search."""
        self.query_one("#merger-search").focus()

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if refused := self._rights.why_not("needs:staff:enter"):
            self.say(refused)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """E: a number of the unit under the cursor."""
        body = self._body
        if body is None:
            return
        body_id, now = body.id, self._now(body)

        def deed(values: Values, by: Authority) -> StaffNumber:
            return keeping.enter_staff(
                self.workspace,
                by,
                body_id=body_id,
                staff=int(values["staff"]),
                seat=values["seat"],
                given_by=values["source"],
                since=day_given(values),
            )

        dialog = DeedDialog[StaffNumber](
            t("Staff of a unit"),
            [
                FormField("staff", t("Persons"), FieldKind.NUMBER, value="" if now is None else str(now.staff)),
                FormField("seat", t("Seat"), value="" if now is None else now.seat, hint=t("may stay empty")),
                *given_fields(),
            ],
            deed=deed,
            needed=("staff", *GIVEN),
            said=(body.name,),
        )
        self.app.push_screen(dialog, self._kept)

    def _kept(self, kept: StaffNumber | None) -> None:
        if kept is not None:
            self.tell(t("Kept."))

    def look(self, handed: Handed) -> "StaffListScreen":
        """What a list of units and their staff says."""
        named = keeping.look_at_staff(self.workspace, handed.source, given_by=handed.given_by, since=handed.since)
        return StaffListScreen(handed, named)

    def action_write_list(self) -> None:
        """W: the numbers that hold today, as a file that can be read in again."""
        kept = [(body.name, one.staff, one.seat) for body in self._shown if (one := self._now(body)) is not None]

        def deed(values: Values, _by: Authority) -> Path:
            path = Path(values["path"]).expanduser()
            write_new(path, staff_csv(kept))
            return path

        dialog = DeedDialog[Path](
            t("Write a list"), [FormField("path", t("File"), hint="*.csv")], deed=deed, needed=("path",)
        )
        self.app.push_screen(dialog, self._written)

    def _written(self, path: Path | None) -> None:
        if path is not None:
            self.tell(t("Written: {path}", path=path))


class StaffListScreen(DatedListScreen):
    """Staff numbers of a file, before they are kept."""

    PLACE = "staff"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "needs:staff:keep"}

    def __init__(self, handed: Handed, named: Sequence[tuple[str, StaffNumber]]) -> None:
        super().__init__(handed)
        self._rows = [Row(place, (name, str(one.staff), one.seat)) for place, (name, one) in enumerate(named)]

    def columns(self) -> Sequence[Column]:
        """Unit, persons, seat."""
        return (Column(t("Unit")), Column(t("Persons"), 8, right=True), Column(t("Seat")))

    def rows(self) -> Sequence[Row]:
        """A row a unit."""
        return self._rows

    def write(self, by: Authority) -> object:
        """Keep them with their source."""
        one = self.handed
        return keeping.keep_staff(self.workspace, by, one.source, given_by=one.given_by, since=one.since)
