"""The card of a device (thẻ thiết bị): everything known, what may be done now, its history, the newest first."""

from collections.abc import Sequence
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.errors import Refused
from congress.i18n import t
from devices.register.queries import devices as queries
from devices.register.queries import tables
from devices.register.rules.states import RESTING, acts_open_to
from devices.register.values.devices import Device, DeviceAct, DeviceState
from devices.register.values.history import Event
from devices.register.values.listing import DeviceLine
from tui.keys import bindings
from tui.screens.device_asking import body_names
from tui.screens.device_deeds import ACTIONS, DEEDS, DeviceDeeds
from tui.screens.device_details import DeviceDetailsScreen
from tui.screens.device_words import condition, held_by, stands_at, state, told, word
from tui.widgets.drawing import Part, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable

_LABEL = 18
_ACTS = {
    "place_device": {DeviceAct.ASSIGN},
    "take_back_device": {DeviceAct.RETURN},
    "lost_or_found": {DeviceAct.LOSE, DeviceAct.FIND},
    "retire_device": {DeviceAct.RETIRE},
}


class DeviceCardScreen(DeviceDeeds):
    """One device; keys for what its state lets be done."""

    HEADING = "Device"
    NEEDS: ClassVar[dict[str, str]] = {**DEEDS, "edit": "device:change"}
    BINDINGS: ClassVar[list[BindingType]] = bindings(*ACTIONS, "edit")
    SAYS = (
        "Keys stand below for what may be done with the device in its present state; seals, checks and incidents have "
        "screens of their own.",
        "Nothing in the history is ever changed or removed. Another use takes two people and proof of wiping.",
    )

    def __init__(self, tag: str) -> None:
        super().__init__()
        self._tag = tag
        self._device: Device | None = None
        self._history: tuple[Event, ...] = ()
        self._names: dict[UUID, str] = {}

    def compose_page(self) -> ComposeResult:
        """What is known, then the history."""
        yield Static("", id="device-facts", markup=False)
        yield WindowedTable(
            (
                Column(t("When"), 16),
                Column(t("What"), 23),
                Column(t("Told")),
                Column(t("Who"), 24, room=100),
            ),
            fetch=self._fetch,
            count=lambda: len(self._history),
            widget_id="device-history",
        )
        yield Static("", id="event-below", markup=False)

    def on_mount(self) -> None:
        """The line under the cursor in full."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_event, init=False)

    def show_state(self) -> None:
        """The device as it is now."""
        tag = self._tag
        found = self.read(lambda unit: queries.devices_of(unit, [tag])).get(tag)
        if found is None:
            raise Refused("device-unknown", tag=tag)
        (shown,) = self.read(lambda unit: tables.lines_of(unit, [found.id]))
        self._device = found
        self._history = self.read(lambda unit: queries.history(unit, found.id))
        self._names = self.read(body_names)
        self.query_one("#device-facts", Static).update(lines(_facts(found, shown)))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_event()

    def meant(self) -> Sequence[str]:
        """The device shown."""
        return (self._tag,)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what its state lets be done."""
        if action in self.NEEDS and not _is_open(self._device, action):
            return False
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        """E: what is said of it."""
        self.app.push_screen(DeviceDetailsScreen(self._tag))

    def _fetch(self, offset: int, limit: int) -> list[Row]:
        return [
            Row(
                event.number,
                (
                    (f"{event.at.astimezone():%d/%m/%Y %H:%M}", "$quiet"),
                    word(event.happening),
                    "; ".join(part for part in (told(event, self._names), event.reason) if part),
                    (_who(event), "$quiet"),
                ),
            )
            for event in self._history[offset : offset + limit]
        ]

    def _show_event(self) -> None:
        place = self.query_one(WindowedTable).cursor
        if place >= len(self._history):
            return
        event = self._history[place]
        said = [line((word(event.happening), "bold"), (f"  {_who(event)}", "$quiet"))]
        if what := told(event, self._names):
            said.append(line(what))
        if event.reason:
            said.append(line((f"{t('Reason')}: ", "$quiet"), event.reason))
        self.query_one("#event-below", Static).update(lines(said))


def _is_open(device: Device | None, action: str) -> bool:
    if device is None:
        return False
    if action in _ACTS:
        return bool(_ACTS[action] & set(acts_open_to(device)))
    match action:
        case "change_use":
            return device.state in RESTING
        case "hand_over":
            return device.state not in {DeviceState.LOST, DeviceState.RETIRED}
        case _:
            return device.state is not DeviceState.RETIRED


def _facts(device: Device, shown: DeviceLine) -> list[Content]:
    details = device.details
    kind = [word(device.category), details.model]
    if details.colour is not None:
        kind.append(t("colour") if details.colour else t("black and white"))
    counts = t("counts as there") if device.counts else t("does not count as there")
    rows: list[tuple[str, Sequence[Part]]] = [
        (t("Serial number"), [details.serial or "—"]),
        (t("Stage"), [state(device.state), "  ·  ", condition(device.condition), (f"  ·  {counts}", "$quiet")]),
        (t("Use"), [word(device.use_class)]),
        (t("Owner"), [shown.owner, (f"  ·  {word(details.tenure)}", "$quiet")]),
        (t("Holder"), [held_by(shown)]),
        (t("Stands at"), [stands_at(shown) or "—"]),
        (t("In use since"), [str(details.year or "—"), (f"  ·  {details.note}" if details.note else "", "$quiet")]),
    ]
    head = line((device.tag, "bold $gold"), ("   " + " · ".join(part for part in kind if part), "bold"))
    return [head, *(line((f"{label:<{_LABEL}}", "$quiet"), *parts) for label, parts in rows), line("")]


def _who(event: Event) -> str:
    return ", ".join(name for name in (event.by, event.second) if name)
