"""Staff numbers of units (biên chế): what holds now and all that held before, typed in or read from a file."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import PartyBody
from devices.needs import keeping, queries
from devices.needs.formats.case import staff_csv
from devices.needs.values import StaffNumber
from devices.needs.wording import short_day
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.dated_lists import GIVEN, DatedListScreen, Handed, ReadsDatedLists, day_given, given_fields
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.searched_list import ROOMY, EditedList, fits
from tui.widgets.accounting import figure
from tui.widgets.drawing import line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

_LISTED = 4


class StaffScreen(ReadsDatedLists, EditedList):
    """Every unit with the number that holds today; the history of the one under the cursor below."""

    HEADING = "Staff of units"
    SEARCH = "Search: a unit's name"
    NONE = "no unit like this"
    EMPTY = "no unit yet: Units (Ctrl+P) enters them first"
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
        self._history: dict[UUID, tuple[StaffNumber, ...]] = {}
        self._bodies: tuple[PartyBody, ...] = ()
        self._shown: dict[UUID, PartyBody] = {}
        self._today = date.min

    def columns(self) -> Sequence[Column]:
        """The unit, its number, since when, by what."""
        return (
            Column(t("Unit")),
            Column(t("Persons"), 8, right=True),
            Column(t("Holds from"), 11),
            Column(t("Source"), room=ROOMY),
        )

    def read_all(self, unit: Unit) -> None:
        """Units that are not closed, and every number of theirs."""
        self._history = queries.staff_history(unit)
        self._today = unit.now.astimezone().date()
        self._bodies = tuple(body for body in terms.bodies(unit) if not body.is_closed)

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Units by name."""
        self._shown = {body.id: body for body in self._bodies if fits(words, body.name)}
        return (self._row(body) for body in self._shown.values())

    def above(self) -> str:
        """The sums of what was found."""
        numbers = [number for body in self._shown.values() if (number := self._now(body)) is not None]
        return t(
            "{units} units · {persons} persons · without a number: {lacking}",
            units=figure(len(self._shown)),
            persons=figure(sum(one.staff for one in numbers)),
            lacking=figure(len(self._shown) - len(numbers)),
        )

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
        row = self.chosen
        return self._shown.get(row.key) if row is not None and isinstance(row.key, UUID) else None

    def below(self) -> Iterator[Content]:
        """The history of the unit."""
        if body := self._body:
            yield line((body.name, "bold"))
            yield from self._told(body)

    def _told(self, body: PartyBody) -> list[Content]:
        now = self._now(body)
        said = []
        for one in self._history.get(body.id, ())[:_LISTED]:
            sign = "● " if one is now else "  "
            seat = f" · {one.seat}" if one.seat else ""
            facts = f"{figure(one.staff)}  ", (f"{one.dated.source}{seat}", "$quiet")
            said.append(line((sign, "$gold"), (f"{short_day(one.dated.since)}  ", "bold"), *facts))
        return said or [line((t("no number is kept yet"), "$quiet"))]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A number is of a unit."""
        if action in {"edit", "write_list"} and self._body is None:
            return False
        return super().check_action(action, parameters)

    # --- deeds ---------------------------------------------------------------------------------------------

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        self.edit_or_say_why_not()

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
        kept = [
            (body.name, one.staff, one.seat) for body in self._shown.values() if (one := self._now(body)) is not None
        ]
        self.write_list(staff_csv(kept))


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
