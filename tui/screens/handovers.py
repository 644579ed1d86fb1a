"""All hand-overs (các biên bản bàn giao): what came back, what is still out; the way to taking back."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from congress.i18n import t
from congress.records import queries as records
from congress.records.values import Record
from congress.store.unit import Unit
from devices.custody.values import Handover
from devices.custody.views import HandoverSeen, seen
from devices.register.queries import devices as register
from devices.register.values.devices import Device
from tui.keys import Hint
from tui.messages import RowChosen
from tui.screens.device_asking import body_names
from tui.screens.device_words import called, word
from tui.screens.handover import ReturnScreen
from tui.screens.handover_lines import is_secret
from tui.screens.made_papers import MadePapers
from tui.widgets.drawing import Part, line, lines
from tui.widgets.windowed_table import Column, Row, WindowedTable

_BELOW = 6
"""Lines of what is still out."""


class HandoversScreen(MadePapers):
    """A row a hand-over, the newest first."""

    HEADING = "Hand-overs"
    SAYS = (
        "Every hand-over by minutes, the newest first: how many devices it named, how many are still out, when they "
        "are due back.",
        "Enter takes devices back; O opens the minutes. A new one is made from the register: mark devices, then G.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._seen: tuple[HandoverSeen, ...] = ()
        self._names: Mapping[UUID, str] = {}
        self._newest: Record | None = None

    def compose_page(self) -> ComposeResult:
        """The hand-overs, the one under the cursor."""
        yield Static("", id="handovers-about", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Number"), 14),
                Column(t("Date"), 10),
                Column(t("From")),
                Column(t("To")),
                Column(t("Devices"), 8, right=True),
                Column(t("Out"), 4, right=True),
                Column(t("Due back"), 10, room=100),
            ),
            fetch=lambda offset, limit: [self._row(one) for one in self._seen[offset : offset + limit]],
            count=lambda: len(self._seen),
            empty=t("no hand-over yet: mark devices in the register, then G"),
            widget_id="handovers",
        )
        yield Static("", id="handover-out", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._cursor_moved, init=False)

    def show_state(self) -> None:
        """The hand-overs as they stand now."""
        self._names = self.read(body_names)
        self._seen = self.read(seen)
        out = sum(len(one.out) for one in self._seen if one.handover.until is not None)
        due = t("{out} devices due back are still out", out=out) if out else t("nothing due back is still out")
        said = f"{t('{count} hand-overs', count=len(self._seen))}  ·  {due}" if self._seen else t("No hand-over yet")
        self.query_one("#handovers-about", Static).update(lines([line((said, "bold")), line("")]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_one()

    @property
    def _chosen(self) -> HandoverSeen | None:
        place = self.query_one(WindowedTable).cursor if self.query(WindowedTable) else 0
        return self._seen[place] if place < len(self._seen) else None

    def _cursor_moved(self) -> None:
        self._show_one()
        self.refresh_bindings()

    def _row(self, one: HandoverSeen) -> Row:
        made = one.handover
        sign = ("●", "bold $good") if not one.out else ("○", "bold $warn") if made.until else ("·", "$quiet")
        return Row(
            made.id,
            (
                sign,
                (made.number, "bold"),
                f"{made.on:%d/%m/%Y}",
                self._names[made.giver.body_id],
                self._names[made.taker.body_id],
                str(len(made.lines)),
                str(len(one.out)),
                "" if made.until is None else f"{made.until:%d/%m/%Y}",
            ),
        )

    def _show_one(self) -> None:
        one = self._chosen
        self._newest = None if one is None else self.read(lambda unit: _newest_paper(unit, one))
        said = [] if one is None else list(self._told(one))
        self.query_one("#handover-out", Static).update(lines(said))

    def _told(self, one: HandoverSeen) -> Iterator[Content]:
        made = one.handover
        yield line(
            (word(made.kind), "bold"), f"  {made.giver.name} → {made.taker.name}", (f"  ·  {made.basis}", "$quiet")
        )
        named = one.out[:_BELOW]
        devices = self.read(lambda unit: register.devices_by_id(unit, named))
        if one.out:
            yield line((t("Still out:"), "$warn"))
        yield from (self._still_out(devices[key], made) for key in named)
        if len(one.out) > _BELOW:
            yield line((t("and {count} more", count=len(one.out) - _BELOW), "$quiet"))

    def _still_out(self, device: Device, made: Handover) -> Content:
        """A device that is out; who holds it where that is no longer the one who took it."""
        told: list[Part] = [f"  {called(device)}  ", (device.details.serial, "$quiet")]
        held = device.custody
        if (held.holder_id, held.holder_name) != (made.taker.body_id, made.taker.name):
            told.append(f"  ·  {', '.join(part for part in (held.holder_name, self._names[held.holder_id]) if part)}")
        return line(*told)

    def hints(self) -> tuple[Hint, ...]:
        """Enter takes devices back."""
        one = self._chosen
        return (("⏎", t("Take them back")),) if one is not None and one.out else ()

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        one = self._chosen
        if one is None or not one.out:
            return
        found = self.read(lambda unit: register.devices_by_id(unit, one.out))
        out = [found[key] for key in one.out]
        deed = "device:hand-back:classified" if all(map(is_secret, out)) else "device:hand-back"
        if refused := self._rights.why_not(deed):
            self.say(refused)
        else:
            self.app.push_screen(ReturnScreen(one, out))

    # --- papers --------------------------------------------------------------------------------------------

    def has_paper(self) -> bool:
        """The minutes of the hand-over under the cursor."""
        return self.newest_paper() is not None

    def newest_paper(self) -> Record | None:
        """Its newest PDF: of the last return, else of itself."""
        return self._newest


def _newest_paper(unit: Unit, one: HandoverSeen) -> Record | None:
    scopes = (*(each.id for each in reversed(one.returns)), one.handover.id)
    papers = (paper for scope in scopes for paper in records.of_scope(unit, scope))
    return next((paper for paper in papers if paper.name.endswith(".pdf")), None)
