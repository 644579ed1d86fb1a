"""One stock-take (đợt kiểm kê): tags scanned one after the other, each answered at once; then it is closed.

A code reader types the tag and Enter: the field keeps the cursor all the while, function keys and arrows do the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from congress.i18n import code_of, t
from congress.store.unit import Unit
from congress.text import clean
from devices.register import stocktaking
from devices.register.queries import stocktakes, tables
from devices.register.rules.stocktaking import figures
from devices.register.values.devices import Device
from devices.register.values.listing import DeviceLine
from devices.register.values.stocktakes import Find, FindVerdict, StockFigures, StockTake
from tui.keys import bindings
from tui.messages import WorkFailed, WorkFinished
from tui.screens.device_words import called, held_by, stands_at, word
from tui.screens.made_papers import MadePapers
from tui.widgets.drawing import NEXT, OK, UNKNOWN, WRONG, Part, line, lines
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Column, Row, WindowedTable

SIGNS: dict[FindVerdict, Part] = {
    FindVerdict.RIGHT: (OK, "bold $good"),
    FindVerdict.WRONG_PLACE: (NEXT, "bold $gold"),
    FindVerdict.NOT_FOUND: (WRONG, "bold $bad"),
    FindVerdict.UNKNOWN: (WRONG, "bold $bad"),
    FindVerdict.DOUBLE: (UNKNOWN, "$quiet"),
}
_STYLES = {
    FindVerdict.RIGHT: "$good",
    FindVerdict.WRONG_PLACE: "$gold",
    FindVerdict.NOT_FOUND: "$bad",
    FindVerdict.UNKNOWN: "$bad",
    FindVerdict.DOUBLE: "$quiet",
}
_MOVES = frozenset({"up", "down", "pageup", "pagedown"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A stock-take as it stands (hiện trạng đợt kiểm kê)."""

    take: StockTake
    place: str
    finds: tuple[Find, ...]
    """The newest first."""
    left: tuple[Device, ...]
    """Not scanned yet; empty once it is closed."""

    @property
    def figures(self) -> StockFigures:
        """What it comes to so far."""
        return figures(self.finds)

    @property
    def is_open(self) -> bool:
        """Whether tags are still scanned."""
        return self.take.closed_at is None


class StockTakeScreen(MadePapers):
    """What was scanned, the newest on top; F7 shows what is still to be found."""

    HEADING = "Stock-take"
    AUTO_FOCUS = "#scan"
    NEEDS: ClassVar[dict[str, str]] = {
        "move_here": "stock-take:move",
        "close_stock_take": "stock-take:close",
        "print_minutes": "stock-take:minutes:print",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("move_here", "still_to_find", "close_stock_take", "print_minutes")
    SAYS = (
        "Scan the tags where the devices stand; a tag may also be typed, then Enter. The newest stands on top: right, "
        "wrong place, not in the register, scanned twice. The laptop rings at all but the right ones.",
        "F6 moves the device under the cursor here where the register has it elsewhere. F7 shows what is still to be "
        "found, F8 closes: what was not scanned was not found. B then prints the minutes.",
    )

    def __init__(self, take_id: UUID) -> None:
        super().__init__()
        self._take_id = take_id
        self._seen: Seen | None = None
        self._shows_left = False
        self._waiting: list[str] = []
        """Scanned while the lot before was being written down."""
        self._sent: list[str] = []

    def compose_page(self) -> ComposeResult:
        """Where, the field, the figures, the list."""
        yield Static("", id="take-about", markup=False)
        yield VietnameseInput(placeholder=t("Scan a tag, or type it, then Enter"), id="scan")
        yield Static("", id="take-figures", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("No."), 5, right=True),
                Column(t("Tag"), 10),
                Column(t("Result"), 18),
                Column(t("Device")),
                Column(t("In the register at"), room=100),
                Column(t("When"), 8, room=100),
            ),
            fetch=self._fetch,
            count=self._count,
            empty=t("nothing here"),
            widget_id="finds",
        )
        yield Static("", id="find-below", markup=False)

    def on_mount(self) -> None:
        """The line under the cursor in full; keys follow it."""
        self.watch(self.query_one(WindowedTable), "cursor", self._cursor_moved, init=False)

    def show_state(self) -> None:
        """The stock-take as it stands now."""
        self._seen = seen = self.read(lambda unit: _seen(unit, self._take_id))
        self.query_one("#take-about", Static).update(_about(seen))
        self.query_one("#take-figures", Static).update(_figures(seen, unwritten=len(self._waiting)))
        field, table = self.query_one("#scan", Input), self.query_one(WindowedTable)
        field.display = seen.is_open
        table.reload()
        (field if seen.is_open else table).focus()
        self._cursor_moved()

    # --- the list ------------------------------------------------------------------------------------------

    def _count(self) -> int:
        if self._seen is None:
            return 0
        return len(self._seen.left if self._shows_left else self._seen.finds)

    def _fetch(self, offset: int, limit: int) -> list[Row]:
        if self._seen is None:
            return []
        if self._shows_left:
            devices = self._seen.left[offset : offset + limit]
            known = self._known([device.id for device in devices])
            return [_left_row(known[device.id]) for device in devices]
        finds = self._seen.finds[offset : offset + limit]
        known = self._known([find.device_id for find in finds if find.device_id is not None])
        return [_find_row(find, None if find.device_id is None else known[find.device_id]) for find in finds]

    def _known(self, ids: Sequence[UUID]) -> dict[UUID, DeviceLine]:
        wanted = list(dict.fromkeys(ids))
        return {one.id: one for one in self.read(lambda unit: tables.lines_of(unit, wanted))}

    @property
    def _find(self) -> Find | None:
        """The find under the cursor."""
        tables_there = self.query(WindowedTable)
        if self._seen is None or self._shows_left or not tables_there:
            return None
        place = tables_there.first().cursor
        return self._seen.finds[place] if place < len(self._seen.finds) else None

    def _cursor_moved(self) -> None:
        row = self.query_one(WindowedTable).chosen
        said = [] if row is None else [line(row.cells[2], "  ", row.cells[3]), line(row.cells[4]), line(row.cells[5])]
        self.query_one("#find-below", Static).update(lines(said))
        self.refresh_bindings()

    def on_key(self, event: events.Key) -> None:
        """Arrows move in the list while the field keeps the cursor."""
        if self.query_one("#scan").has_focus and event.key in _MOVES:
            event.stop()
            event.prevent_default()
            self.query_one(WindowedTable).on_key(event)
            return
        super().on_key(event)

    # --- scanning ------------------------------------------------------------------------------------------

    @on(Input.Submitted, "#scan")
    def _scanned(self, event: Input.Submitted) -> None:
        event.stop()
        text = clean(event.value)
        event.input.clear()
        if text:
            self._waiting.append(text)
        self._send()

    def _send(self) -> None:
        """Write down what was scanned: one lot at a time, so that no tag is lost however fast they come."""
        if self._sent or self._at_work or not self._waiting:
            return
        self._sent, self._waiting = self._waiting, []
        take_id, texts = self._take_id, tuple(self._sent)
        self.do_alone(
            lambda by: stocktaking.scan(self.workspace, by, take_id=take_id, texts=texts), then=self._written_down
        )

    def _written_down(self, finds: Sequence[Find]) -> None:
        self._sent = []
        self._shows_left = False
        self.query_one(WindowedTable).cursor = 0
        if any(find.verdict is not FindVerdict.RIGHT for find in finds):
            self.app.bell()

    @on(WorkFinished)
    def _go_on(self) -> None:
        self.call_next(self._send)

    @on(WorkFailed)
    def _keep_unwritten(self) -> None:
        """What was not written down waits for the next Enter."""
        self._waiting, self._sent = [*self._sent, *self._waiting], []
        if self._seen is not None:
            self.query_one("#take-figures", Static).update(_figures(self._seen, unwritten=len(self._waiting)))

    # --- acts ----------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each in its time: scanning while it is open, the minutes once it is closed."""
        if action in self._out_of_time():
            return False
        return super().check_action(action, parameters)

    def _out_of_time(self) -> frozenset[str]:
        if self._seen is None or self._seen.is_open:
            may_move = self._find is not None and self._find.verdict is FindVerdict.WRONG_PLACE and not self._find.moved
            return frozenset({"print_minutes"} if may_move else {"print_minutes", "move_here"})
        return frozenset({"move_here", "still_to_find", "close_stock_take"})

    def action_move_here(self) -> None:
        """F6: the register has it here from now on."""
        find, take_id = self._find, self._take_id
        if find is not None:
            self.do_alone(
                lambda by: stocktaking.move_here(self.workspace, by, take_id=take_id, number=find.number),
                then=lambda device: self.tell(t("Moved here: {device}", device=called(device))),
            )

    def action_still_to_find(self) -> None:
        """F7: what is not scanned yet, or what was scanned."""
        self._shows_left = not self._shows_left
        self.query_one(WindowedTable).cursor = 0
        self.renew()

    def action_close_stock_take(self) -> None:
        """F8: what was not scanned was not found."""
        if self._waiting or self._sent:
            self._send()
            return
        seen, take_id = self._seen, self._take_id
        if seen is not None:
            self.ask(
                t("Close the stock-take"),
                said=(seen.place, _words(seen), t("What was not scanned is entered as not found.")),
                yes=t("Close the stock-take"),
                then=lambda: self.do_alone(
                    lambda by: stocktaking.close_stock_take(self.workspace, by, take_id=take_id), then=self._told_closed
                ),
            )

    def _told_closed(self, _finds: Sequence[Find]) -> None:
        self._shows_left = False
        self.tell(t("The stock-take is closed; B prints its minutes."))

    def action_print_minutes(self) -> None:
        """B: minutes to be signed, and every line as a workbook."""
        take_id = self._take_id
        self.do_alone(lambda by: stocktaking.print_minutes(self.workspace, by, take_id=take_id), then=self.note_papers)


def _seen(unit: Unit, take_id: UUID) -> Seen:
    take = stocktaking.existing(unit, take_id)
    left = () if take.closed_at is not None else stocktaking.not_scanned(unit, take)
    return Seen(take, stocktaking.place_of(unit, take), stocktakes.finds(unit, take_id)[::-1], left)


def _about(seen: Seen) -> Content:
    take = seen.take
    said = t("opened {at}", at=f"{take.opened_at.astimezone():%d/%m/%Y %H:%M}")
    if take.closed_at is not None:
        said = t("closed {at}", at=f"{take.closed_at.astimezone():%d/%m/%Y %H:%M}")
    return line((seen.place, "bold"), (f"  ·  {take.title}  ·  {said}", "$quiet"))


def _figures(seen: Seen, *, unwritten: int) -> Content:
    parts: list[Part] = [(_words(seen), "bold")]
    if unwritten:
        parts.append((f"  ·  {t('not written down yet: {count}', count=unwritten)}", "bold $bad"))
    return line(*parts)


def _words(seen: Seen) -> str:
    found = seen.figures
    parts = [
        t("right {count}", count=found.right),
        t("wrong place {count}, moved here {moved}", count=found.wrong_place, moved=found.moved)
        if found.moved
        else t("wrong place {count}", count=found.wrong_place),
        t("unknown {count}", count=found.unknown),
        t("scanned twice {count}", count=found.double),
    ]
    parts.append(
        t("still to be found {count}", count=len(seen.left))
        if seen.is_open
        else t("not found {count}", count=found.not_found)
    )
    return " · ".join(parts)


def _find_row(find: Find, known: DeviceLine | None) -> Row:
    verdict: Part = (t(code_of(find.verdict)), _STYLES[find.verdict])
    sign = SIGNS[find.verdict]
    if find.moved:
        verdict, sign = (t("Moved here"), "$good"), (OK, "bold $good")
    device, where = ("", "") if known is None else (_device(known), _where(known))
    at = (f"{find.at.astimezone():%H:%M:%S}", "$quiet")
    tag = find.text if known is None else known.tag
    return Row(find.number, (sign, (str(find.number), "$quiet"), (tag, "bold"), verdict, device, where, at))


def _left_row(known: DeviceLine) -> Row:
    cells: tuple[Part, ...] = ((UNKNOWN, "$quiet"), "", (known.tag, "bold"), (t("not scanned yet"), "$quiet"))
    return Row(known.tag, (*cells, _device(known), _where(known), ""))


def _device(known: DeviceLine) -> str:
    return " · ".join(part for part in (word(known.category), known.model, known.serial) if part)


def _where(known: DeviceLine) -> str:
    return stands_at(known) or held_by(known)
