"""Devices of a decision one by one (chuyển từng thiết bị): found, marked, moved to a new unit; before and after."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import bodies as term
from congress.term.values import Merger
from congress.text import collation_key
from devices.register import merging
from devices.register.queries import devices as queries
from devices.register.queries import mergers, tables
from devices.register.values.devices import Device, DeviceState
from devices.register.values.listing import DeviceLine, Sought
from devices.register.values.mergers import Formerly
from tui.keys import bindings
from tui.screens.desk_deeds import REASON
from tui.screens.device_asking import DeedDialog, Values, body_names
from tui.screens.device_list import ROOMY, DeviceList
from tui.screens.device_words import word
from tui.widgets.accounting import figure
from tui.widgets.drawing import Part, line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row

_STAYS = frozenset(set(DeviceState) - {DeviceState.RETIRED})
_TAGS_SAID = 12


class MergerDevicesScreen(DeviceList):
    """What old units of a decision still have, or what it has moved: each device before and after."""

    HEADING = "Devices of a decision"
    AUTO_FOCUS = "#merger-devices"
    NEEDS: ClassVar[dict[str, str]] = {"move_some": "device:merge-some"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "mark", "unmark", "move_some", "moved_or_not")
    SAYS = (
        "Devices that old units of the decision still have, and the new unit each may go to. Slash searches; the blank "
        "bar marks; M moves those marked, else the one under the cursor, to one of these units.",
        "V shows what the decision has moved: whose each device was before, whose it is now. Enter opens the card.",
    )

    def __init__(self, merger_id: UUID) -> None:
        super().__init__()
        self._merger_id = merger_id
        self._merger: Merger | None = None
        self._names: dict[UUID, str] = {}
        self._moved = False
        self._lines: dict[str, tuple[DeviceLine, str, str]] = {}

    def compose_page(self) -> ComposeResult:
        """The decision, the search, the devices, the one under the cursor."""
        yield Static("", id="merger-about", markup=False)
        yield self.search_line()
        yield self.device_table(
            (Column(t("Model"), 16, room=ROOMY), Column(t("Before")), Column(t("After"))),
            widget_id="merger-devices",
        )
        yield self.line_below()

    def show_state(self) -> None:
        """The decision and its devices as they are now."""
        self._names = self.read(body_names)
        self._merger = self.read(lambda unit: term.existing_merger(unit, self._merger_id))
        super().show_state()

    def say_what_is_shown(self, count: int) -> None:
        """The decision, and how many it has moved or has still to move."""
        self.query_one("#merger-about", Static).update(self._about(count))

    def why_empty(self) -> str:
        """Of a decision that has moved none, or has none left."""
        return t("it has moved no device yet") if self._moved else t("no device is left to move")

    def _about(self, count: int) -> Content:
        assert self._merger is not None
        said = (
            t("moved by it: {count}", count=figure(count))
            if self._moved
            else t("to move: {count}", count=figure(count))
        )
        marked = f"  ·  {t('{count} marked', count=len(self._marked))}" if self._marked else ""
        return line((self._merger.details.decision, "bold"), f"  ·  {said}", (marked, "$gold"))

    # --- the devices ---------------------------------------------------------------------------------------

    @property
    def sought(self) -> Sought:
        """What is still to move, or what was moved."""
        if self._moved:
            return Sought(text=self._text, merger_id=self._merger_id)
        parts = () if self._merger is None else self._merger.details.parts
        old = frozenset(part.old_id for part in parts)
        return Sought(text=self._text, body_ids=old, states=_STAYS)

    def fetch(self, offset: int, limit: int) -> list[Row]:
        """Each before and after."""
        return self.read(lambda unit: [self._row(*one) for one in self._read_lines(unit, offset, limit)])

    def _read_lines(self, unit: Unit, offset: int, limit: int) -> Sequence[tuple[DeviceLine, str, str]]:
        page = tables.page(unit, self.sought, offset=offset, limit=limit)
        ids = [one.id for one in page]
        if self._moved:
            were = mergers.formerly_of(unit, self._merger_id, ids)
            found = [(one, *self._was(one, were[one.id])) for one in page]
        else:
            devices = queries.devices_by_id(unit, ids)
            found = [(one, _whose(one.owner, one.holder), self._goes_to(devices[one.id])) for one in page]
        self._lines.update((one[0].tag, one) for one in found)
        return found

    def _was(self, one: DeviceLine, formerly: Formerly) -> tuple[str, str]:
        owner = one.owner if formerly.owner_id is None else self._names[formerly.owner_id]
        return _whose(owner, formerly.holder or one.holder), _whose(one.owner, one.holder)

    def _goes_to(self, device: Device) -> str:
        return " / ".join(self._names[one] for one in self._open_to(device))

    def _open_to(self, device: Device) -> tuple[UUID, ...]:
        """The new units that a device of these old ones may go to."""
        assert self._merger is not None
        bodies = (device.details.owner_id, device.custody.holder_id)
        found = (part.new_id for part in self._merger.details.parts if part.old_id in bodies)
        return tuple(sorted(set(found), key=lambda one: collation_key(self._names[one])))

    def _row(self, one: DeviceLine, before: str, after: str) -> Row:
        new: Part = (after, "bold" if self._moved else "$quiet")
        return Row(one.tag, (self.mark_of(one.tag), (one.tag, "bold"), word(one.category), one.model, before, new))

    def below(self, tag: str) -> Sequence[Content]:
        """The device, whose it was and whose it is or may be."""
        one, before, after = self._lines[tag]
        before_label, after_label = (t("Before"), t("After")) if self._moved else (t("Now"), t("May go to"))
        return [
            line((one.tag, "bold"), f"  {word(one.category)}  {one.model}  {one.serial}"),
            line((f"{before_label}: ", "$quiet"), before),
            line((f"{after_label}: ", "$quiet"), after),
        ]

    # --- marking and moving --------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what is still there is marked and moved."""
        if action in {"mark", "move_some"} and (self._moved or self.tag is None):
            return False
        if action == "unmark" and not self._marked:
            return False
        return super().check_action(action, parameters)

    def action_moved_or_not(self) -> None:
        """V: what is still to move, or what was moved."""
        self._moved = not self._moved
        self._marked.clear()
        self.show_from_top()

    def action_move_some(self) -> None:
        """M: those marked, else the one under the cursor, to a new unit."""
        tags = tuple(self._marked) or ((self.tag,) if self.tag is not None else ())
        if not tags or self._merger is None:
            return
        devices = self.read(lambda unit: queries.devices_of(unit, tags)).values()
        ways = [self._open_to(device) for device in devices]
        choices = [one for one in ways[0] if all(one in way for way in ways)] if ways else []
        if not choices:
            self.say(Refused("merger-no-common-unit"))
            return
        self._ask(tags, choices)

    def _ask(self, tags: Sequence[str], choices: Sequence[UUID]) -> None:
        assert self._merger is not None
        merger_id, decision = self._merger_id, self._merger.details

        def deed(values: Values, by: Authority) -> tuple[Device, ...]:
            return merging.apply_some(
                self.workspace, by, merger_id=merger_id, new_id=UUID(values["new_unit"]), tags=tags
            )

        named = ", ".join(tags[:_TAGS_SAID]) + (" …" if len(tags) > _TAGS_SAID else "")
        day = f"{decision.decided_on:%d/%m/%Y}"
        dialog = DeedDialog[tuple[Device, ...]](
            t("Move to a new unit"),
            [
                FormField(
                    "new_unit",
                    t("New unit"),
                    FieldKind.CHOICE,
                    options=tuple((str(one), self._names[one]) for one in choices),
                ),
                FormField(REASON, t("Note")),
            ],
            deed=deed,
            said=(
                t("{count} devices: {tags}", count=len(tags), tags=named),
                t("By decision {decision} of {day}.", decision=decision.decision, day=day),
            ),
            yes=t("Move"),
        )
        self.app.push_screen(dialog, self._done)

    def _done(self, devices: tuple[Device, ...] | None) -> None:
        if devices is not None:
            self._marked.clear()
            self.tell(t("Moved: {count} devices.", count=len(devices)))


def _whose(owner: str, holder: str) -> str:
    """Owner, and holder where it is another."""
    return owner if holder in {"", owner} else f"{owner} · {t('held by {holder}', holder=holder)}"
