"""Mergers of units (sáp nhập đơn vị): which old unit went into which new one, by which decision; devices follow."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.merging import MergerList
from congress.term.values import Merger, MergerDetails, MergerPart
from congress.text import collation_key
from devices.register import merging
from devices.register.values.devices import Device
from devices.register.values.mergers import Left
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.desk_deeds import REASON
from tui.screens.device_asking import DeedDialog, Values, both, read_day, source_named
from tui.screens.merger_devices import MergerDevicesScreen
from tui.screens.merger_import import MergerImportScreen
from tui.screens.merger_typing import MergerTypingScreen
from tui.screens.searched_list import ROOMY, SearchedList, fits
from tui.widgets.drawing import line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

WHOLE, SOME = "whole", "devices"
_DECISION = ("decision", "decided_on", "effective_on")


class MergersScreen(SearchedList):
    """Every old unit and where it went; a word of either name finds it."""

    HEADING = "Mergers of units"
    SEARCH = "Search: an old or a new unit"
    NONE = "no merger like this"
    EMPTY = "no decision on mergers yet: A types one in, I reads a list"
    NEEDS: ClassVar[dict[str, str]] = {
        "new": "merger:make",
        "read_list": "merger:import",
        "move_whole": "device:merge-whole",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "new", "read_list", "move_whole")
    SAYS = (
        "Slash goes to the search: some words of an old unit's name show into which new one it went, those of a new "
        "unit which old ones it came from. A types a decision in, I takes in a list with its decision.",
        "M moves everything that old units of the decision under the cursor still have, where they go whole; Enter "
        "shows its devices one by one: each is moved to the unit that is chosen.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._mergers: dict[str, Merger] = {}
        self._unit_names: dict[UUID, str] = {}
        self._left: dict[UUID, Left] = {}

    def columns(self) -> Sequence[Column]:
        """Old and new unit, the decision."""
        return (
            Column(t("Old unit")),
            Column(t("New unit")),
            Column(t("Moved how"), 13, room=ROOMY),
            Column(t("Decision"), 12),
            Column(t("In force from"), 13, room=ROOMY),
        )

    def read_all(self, unit: Unit) -> None:
        """Every decision, the newest first, what it has still to move, and the units' names."""
        self._unit_names = {body.id: body.name for body in terms.bodies(unit)}
        decided = sorted(terms.mergers(unit), key=_day_of, reverse=True)
        self._mergers = {str(merger.id): merger for merger in decided}
        self._left = merging.left_of(unit, decided)

    def found(self, words: Sequence[str]) -> Iterator[Row]:
        """Passages of units, those of the newest decision first."""
        names = self._unit_names
        for merger in self._mergers.values():
            details = merger.details
            for part in sorted(details.parts, key=self._by_names):
                old, new = names[part.old_id], names[part.new_id]
                if fits(words, old, new, details.decision):
                    how = t("whole") if part.whole else t("by device")
                    cells = (old, new, how, details.decision, f"{details.effective_on:%d/%m/%Y}")
                    yield Row(f"{merger.id} {part.old_id} {part.new_id}", cells)

    def _by_names(self, part: MergerPart) -> tuple[object, object]:
        return collation_key(self._unit_names[part.new_id]), collation_key(self._unit_names[part.old_id])

    @property
    def _merger(self) -> Merger | None:
        row = self.chosen
        return None if row is None else self._mergers.get(str(row.key).split()[0])

    def below(self) -> Iterator[Content]:
        """The decision of the row."""
        row, merger = self.chosen, self._merger
        if row is not None and merger is not None:
            yield line(f"{row.cells[0]} → {row.cells[1]}", (f"  ·  {row.cells[2]}", "$quiet"))
            yield line(self._said(merger))

    def _said(self, merger: Merger) -> str:
        details = merger.details
        return t(
            "Decision {decision} of {day}: {count} devices still to move.",
            decision=details.decision,
            day=f"{details.decided_on:%d/%m/%Y}",
            count=self._left[merger.id].devices,
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Devices follow a decision."""
        if action == "move_whole" and self._merger is None:
            return False
        return super().check_action(action, parameters)

    def hints(self) -> tuple[Hint, ...]:
        """Enter shows the devices."""
        return (("⏎", t("Devices")),) if self._rows else ()

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        if self._merger is not None:
            self.app.push_screen(MergerDevicesScreen(self._merger.id))

    def action_move_whole(self) -> None:
        """M: everything of units that go whole."""
        merger = self._merger
        if merger is None:
            return
        left, details = self._left[merger.id], merger.details
        if not left.whole:
            self.say(Refused("merger-nothing-left", decision=details.decision))
            return
        said = [
            t(
                "Decision {decision}: {count} devices of units that go whole.",
                decision=details.decision,
                count=left.whole,
            )
        ]
        if len(merger.whole) < len(details.parts):
            said.append(t("Those of divided units are moved one by one: Enter on the unit."))
        dialog = DeedDialog[tuple[Device, ...]](
            t("Move whole"),
            [FormField(REASON, t("Note"))],
            deed=lambda _values, by: merging.apply_whole(self.workspace, by, merger_id=merger.id),
            said=said,
            yes=t("Move whole"),
        )
        self.app.push_screen(dialog, self._moved)

    def _moved(self, devices: tuple[Device, ...] | None) -> None:
        if devices is not None:
            self.tell(t("Moved: {count} devices.", count=len(devices)))

    def action_new(self) -> None:
        """A: a decision typed in."""
        dialog = DeedDialog[MergerDetails](
            t("A decision typed in"), _decision_fields(), deed=_decided, needed=_DECISION, yes=t("Go on")
        )
        self.app.push_screen(dialog, self._type)

    def _type(self, decision: MergerDetails | None) -> None:
        if decision is not None:
            self.app.push_screen(MergerTypingScreen(decision))

    def action_read_list(self) -> None:
        """I: a list of mergers with its decision."""
        dialog = DeedDialog[MergerList](
            t("Mergers from a list"), _fields(), deed=_handed, needed=("mergers", *_DECISION), yes=t("Look at it")
        )
        self.app.push_screen(dialog, self._looked)

    def _looked(self, handed: MergerList | None) -> None:
        if handed is not None:
            self.app.push_screen(MergerImportScreen(handed))


def _day_of(merger: Merger) -> tuple[date, date, str]:
    return merger.details.effective_on, merger.details.decided_on, merger.details.decision


def _fields() -> list[FormField]:
    how = ((WHOLE, t("with everything")), (SOME, t("device by device")))
    return [
        FormField("mergers", t("List"), hint=t("old and new units, XLSX or CSV")),
        FormField("new_units", t("New units"), hint=t("their own list; may stay empty")),
        *_decision_fields(),
        FormField("how", t("Old units go"), FieldKind.CHOICE, value=WHOLE, options=how),
    ]


def _decision_fields() -> list[FormField]:
    return [
        FormField("decision", t("Decision")),
        FormField("decided_on", t("Its day"), hint=t("day/month/year")),
        FormField("effective_on", t("In force from"), hint=t("day/month/year")),
    ]


def _decided(values: Values, _by: Authority) -> MergerDetails:
    decided, effective = both(
        lambda: read_day(values["decided_on"], field="decided_on"),
        lambda: read_day(values["effective_on"], field="effective_on"),
    )
    return MergerDetails(values["decision"], decided, effective, ())


def _handed(values: Values, by: Authority) -> MergerList:
    (mergers, new_units), decision = both(
        lambda: both(
            lambda: source_named(values["mergers"], field="mergers"),
            lambda: source_named(values["new_units"], field="new_units") if values["new_units"] else None,
        ),
        lambda: _decided(values, by),
    )
    return MergerList(mergers=mergers, new_units=new_units, decision=decision, whole=values["how"] == WHOLE)
