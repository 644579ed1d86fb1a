"""One site: its positions with their devices, checks, stamps, seals; what is lacking (một điểm tổ chức)."""

from collections.abc import Iterator, Mapping

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from congress.i18n import code_of, t
from devices.readiness.rules.sites import SPARE_POSITIONS
from devices.readiness.values import Seal
from devices.readiness.views import DeviceSeen, PlaceSeen, PositionSeen, site_view
from devices.register.values.devices import DeviceState
from tui.keys import Hint
from tui.messages import RowChosen
from tui.screens.device_words import called
from tui.screens.readiness_acts import SiteActs, Thing
from tui.screens.readiness_checks import ChecksScreen
from tui.screens.readiness_placing import placing
from tui.screens.readiness_words import (
    countdown,
    device_lines,
    due_line,
    lack_lines,
    lapse_lines,
    light,
    moment,
    position_name,
    seal_lines,
)
from tui.widgets.drawing import OK, WRONG, Part, line, lines
from tui.widgets.frame import KeyBar
from tui.widgets.windowed_table import Column, Row, WindowedTable

_NEXT: Mapping[str, tuple[str, str]] = {
    "check": ("", "Checklist"),
    "place": ("device:assign", "Place a device"),
    "count": ("site:consumable:count", "Consumables"),
    "seal": ("seal:affix", "Stamps, seals"),
}
"""What Enter does on a row: the deed it takes, and what stands in the bar."""
_BELOW, _BESIDE = 7, 24
"""Lines about the thing under the cursor and what is lacking below the table; what is lacking beside it."""


class SiteScreen(SiteActs):
    """Positions, devices beside them, rooms and boxes; what is lacking, by when, by whom."""

    HEADING = "Equipment of the site"
    HAS_BESIDE = True
    SAYS = (
        "What the site needs, position by position, and the device in each: checks passed, stamp, seal, state. Then "
        "other devices of the site, rooms, halls and ballot boxes.",
        "Enter does what is next there: the checklist of the device, a device for an empty position, the count of a "
        "consumable, the seal of a room or box. N sets what the site needs.",
        "T asks for inspection, D enters stamps and seals, "
        "S opens the incidents, B prints certificate or minutes, U opens sealed devices for work.",
        "P names who is in charge, K counts paper and toner. The palette (Ctrl+P) reports a broken seal of the thing "
        "under the cursor, or takes one off by two people.",
    )

    def compose_page(self) -> ComposeResult:
        """The site, its positions, what is lacking."""
        yield Static("", id="about", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Position")),
                Column(t("Device"), 9),
                Column(t("Checks"), 8, right=True),
                Column(t("Stamp"), 3),
                Column(t("Seal"), 10),
                Column(t("State"), 13),
            ),
            fetch=lambda offset, limit: [
                _row(place, one, blocks=self._blocks(one))
                for place, one in enumerate(self._things[offset : offset + limit], offset)
            ],
            count=lambda: len(self._things),
            empty=t("no position yet: N sets what the site needs"),
            widget_id="positions",
        )
        yield Static("", id="thing-below", markup=False)

    def compose_beside(self) -> ComposeResult:
        """The thing under the cursor, what is lacking, incidents."""
        yield Static("", id="thing-beside", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._cursor_moved, init=False)

    def show_state(self) -> None:
        """The site as it stands now."""
        self.view = view = self.read(lambda unit: site_view(unit, self.site_id))
        standing = view.standing
        named = line((view.site.name, "bold"), (f"  ·  {countdown(standing.days_left)}", "$gold"))
        counts = t(
            "{ready} of {positions} positions ready  ·  spares {spares}/{due}",
            ready=standing.ready,
            positions=standing.positions,
            spares=standing.spares,
            due=standing.spares_due,
        )
        state = line(light(standing), f"  ·  {counts}")
        self.query_one("#about", Static).update(lines([named, state, line("")]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_thing()

    @property
    def _things(self) -> tuple[Thing, ...]:
        return () if self.view is None else (*self.view.positions, *self.view.others, *self.view.places)

    @property
    def thing(self) -> Thing | None:
        """What is under the cursor."""
        things, place = self._things, self.query_one(WindowedTable).cursor
        return things[place] if place < len(things) else None

    def _blocks(self, thing: Thing) -> bool:
        """Whether the site is not ready while this is not: a spare position too many and a device beside do not."""
        match thing:
            case PositionSeen(device=None, position=position) if position.kind in SPARE_POSITIONS:
                lacks = () if self.view is None else self.view.lacks
                short = {one.subject for one in lacks if one.code == "spares-short"}
                return str(SPARE_POSITIONS[position.kind]) in short
            case DeviceSeen():
                return False
            case _:
                return True

    def _cursor_moved(self) -> None:
        self._show_thing()
        self.query_one(KeyBar).hints = self.hints()
        self.refresh_bindings()

    def _show_thing(self) -> None:
        if self.view is None:
            return
        lacks, due = self.view.lacks, due_line(self.view.lacks)
        about = list(_about(self.thing))
        again = list(lapse_lines(self.view.standing))
        lacking = [due, *again, *lack_lines(lacks, at_most=_BELOW - len(about))]
        self.query_one("#thing-below", Static).update(lines([*about, *lacking]))
        beside = [*about, line(""), due, *again, *lack_lines(lacks, at_most=_BESIDE), *self._incidents()]
        self.query_one("#thing-beside", Static).update(lines(beside))

    def _incidents(self) -> Iterator[Content]:
        opened = () if self.view is None else self.view.open_incidents
        if opened:
            yield line("")
            yield line((t("Incidents"), "bold"))
        for one in opened:
            yield line((f"{moment(one.reported_at)} ", "$quiet"), one.what, (f"  {t(code_of(one.state))}", "$warn"))

    def hints(self) -> tuple[Hint, ...]:
        """Enter does what is next of the row."""
        deed, label = _NEXT[self._next]
        offered = self.thing is not None and (not deed or self._rights.may(deed))
        return (("⏎", t(label)),) if offered else ()

    @property
    def _next(self) -> str:
        match self.thing:
            case PositionSeen(device=None, there=None):
                return "place"
            case PositionSeen(device=None):
                return "count"
            case PlaceSeen():
                return "seal"
            case _:
                return "check"

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        deed, _ = _NEXT[self._next]
        if deed and (refused := self._rights.why_not(deed)):
            self.say(refused)
            return
        match self._next:
            case "place":
                self._place()
            case "count":
                self.action_count_consumables()
            case "seal":
                self.action_put_seals_on()
            case _ if self.device is not None:
                self.app.push_screen(ChecksScreen(self.device.device.tag))

    def _place(self) -> None:
        """A device for the empty position under the cursor."""
        assert isinstance(self.thing, PositionSeen)
        workspace, site_id, position = self.workspace, self.site_id, self.thing.position
        dialog = self.read(lambda unit: placing(workspace, unit, site_id=site_id, position=position))
        self._try(dialog, lambda device: self.tell(t("Placed: {device}", device=called(device))))


def _about(thing: Thing | None) -> Iterator[Content]:
    match thing:
        case PositionSeen(device=DeviceSeen() as seen) | (DeviceSeen() as seen):
            yield from device_lines(seen)
        case PositionSeen(position=position, there=int(there)):
            said = t("{there} there, {due} needed", there=there, due=position.quantity)
            yield line((position_name(position), "bold"), f"  {said}")
        case PositionSeen(position=position):
            yield line((position_name(position), "bold"), f"  {t('no device yet')}")
        case PlaceSeen(place=place, seal=seal):
            yield line((place.name, "bold"), "" if seal else f"  {t('no seal')}")
            yield from seal_lines([seal] if seal else [])
        case None:
            return


def _row(number: int, thing: Thing, *, blocks: bool) -> Row:
    match thing:
        case PositionSeen(device=None, position=position, there=there):
            good = thing.is_enough
            empty = (t("empty"), "$bad" if blocks else "$quiet")
            state = empty if there is None else (f"{there}/{position.quantity}", _tone(good))
            return Row(number, (_sign(good, blocks=blocks), position_name(position), "", "", "", "", state))
        case PositionSeen():
            assert thing.device is not None
            return Row(number, (_sign(thing.device.is_ready), position_name(thing.position), *_cells(thing.device)))
        case DeviceSeen():
            return Row(number, (_sign(thing.is_ready, blocks=blocks), (t("no position"), "$quiet"), *_cells(thing)))
        case PlaceSeen():
            cells = ("", "", "", _number(thing.seal), "")
            return Row(number, (_sign(thing.seal is not None), thing.place.name, *cells))


def _cells(seen: DeviceSeen) -> tuple[Part, ...]:
    checks = (f"{seen.passed}/{seen.now.due}", _tone(seen.is_checked))
    stamp = (OK, "$good") if seen.stamp else (WRONG, "$warn")
    opened = seen.seal is None and seen.device.state is DeviceState.IN_USE
    seal = (f"– {t('seal opened')}", "$quiet") if opened else _number(seen.seal)
    return (seen.device.tag, "bold"), checks, stamp, seal, t(code_of(seen.device.state))


def _number(seal: Seal | None) -> Part:
    return (WRONG, "$warn") if seal is None else (seal.number, "$good")


def _sign(good: bool, *, blocks: bool = True) -> Part:
    if good:
        return (OK, "bold $good")
    return (WRONG, "bold $bad") if blocks else ("–", "$quiet")


def _tone(good: bool) -> str:
    return "$good" if good else "$warn"
