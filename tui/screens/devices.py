"""The register of devices (sổ thiết bị): a window on all of them, searched while typing; cards, lists in and out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static

from congress.access.values import Authority
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Site
from devices.register.queries import tables
from devices.register.values.devices import Category, DeviceState, UseClass
from devices.register.values.listing import DeviceLine, Sorting, Sought
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog, Values, write_new
from tui.screens.device_card import DeviceCardScreen
from tui.screens.device_deeds import ACTIONS, DEEDS, DeviceDeeds
from tui.screens.device_details import DeviceDetailsScreen
from tui.screens.device_import import DeviceImportScreen
from tui.screens.device_labels import LABEL_DEEDS, Labelled, PrintsLabels
from tui.screens.device_reports import report_fields, reported
from tui.screens.device_words import condition, held_by, options, stands_at, state, word
from tui.screens.frame import ScreenCommand
from tui.widgets.accounting import figure
from tui.widgets.drawing import OK, line, lines
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Column, Row, WindowedTable

PAUSE = 0.12
"""Seconds without a key before what is typed is sought."""
ALL = ""
_WIDE = 100


class DevicesScreen(DeviceDeeds, PrintsLabels):
    """Every device; only the lines in sight are ever read."""

    HEADING = "Devices"
    AUTO_FOCUS = "#devices"
    NEEDS: ClassVar[dict[str, str]] = {**DEEDS, "new": "device:register", "read_list": "device:import", **LABEL_DEEDS}
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "search",
        "filter_devices",
        "order_devices",
        "mark",
        "unmark",
        *ACTIONS,
        "new",
        "print_labels",
        "read_list",
        "write_list",
        "stock_takes",
        "units_have",
        "readiness",
    )
    SAYS = (
        "Slash goes to the search: words in tag, serial number, model, holder, body or place, with or without marks; "
        "the table follows while you type. L filters by category, stage, use, site; O orders by tag, serial "
        "number, model or stage.",
        "Enter opens the card. The blank bar marks devices; what is then done is done to all that are marked, or to "
        "none of them.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._sought = Sought()
        self._sorting = Sorting.TAG
        self._lines: dict[str, DeviceLine] = {}
        self._marked: dict[str, None] = {}
        self._pause: Timer | None = None

    def compose_page(self) -> ComposeResult:
        """The search, the devices, the one under the cursor."""
        yield VietnameseInput(placeholder=t("Search: tag, serial number, model, holder, body"), id="device-search")
        yield Static("", id="device-count", classes="quiet", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Tag"), 9),
                Column(t("Category"), 12, most=20),
                Column(t("Model")),
                Column(t("Serial number"), 14),
                Column(t("Condition"), 10, room=_WIDE),
                Column(t("Stage"), 14),
                Column(t("Holder"), room=_WIDE),
                Column(t("Site"), 14, room=_WIDE),
            ),
            fetch=self._fetch,
            count=lambda: self.read(lambda unit: tables.count(unit, self._sought)),
            empty=t("no device like this"),
            widget_id="devices",
        )
        yield Static("", id="device-below", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_line, init=False)

    def show_state(self) -> None:
        """The devices as they are now."""
        self._read_again()
        if not self.query_one("#device-search").has_focus:
            self.query_one(WindowedTable).focus()

    def _read_again(self) -> None:
        self._lines.clear()
        table = self.query_one(WindowedTable)
        table.empty = self._why_empty()
        table.reload()
        said = [t("{count} devices", count=figure(table.rows_there))]
        said += [word(one) for one in (*self._sought.categories, *self._sought.states, *self._sought.use_classes)]
        if self._sought.site_id is not None:
            said += [site.name for site in self._sites() if site.id == self._sought.site_id]
        if self._sorting is not Sorting.TAG:
            said.append(t(f"ordered-by-{self._sorting}"))
        if self._marked:
            said.append(t("{count} marked", count=len(self._marked)))
        self.query_one("#device-count", Static).update("  ·  ".join(said))
        self._show_line()

    def _why_empty(self) -> str:
        """Of a register without a device how it is filled; of a search that it finds none."""
        if replace(self._sought, text=self._sought.text.strip()) != Sought():
            return t("no device like this")
        if self._rights.may("device:register"):
            return t("the register is empty: A enters a device, I reads a list")
        return t("the register is empty: the technicians of the congress fill it")

    def _fetch(self, offset: int, limit: int) -> list[Row]:
        found = self.read(lambda unit: self._page(unit, offset, limit))
        self._lines.update((one.tag, one) for one in found)
        return [self._row(one) for one in found]

    def _page(self, unit: Unit, offset: int, limit: int) -> tuple[DeviceLine, ...]:
        return tables.page(unit, self._sought, offset=offset, limit=limit, sorting=self._sorting)

    def _row(self, one: DeviceLine) -> Row:
        marked = (OK, "bold $gold") if one.tag in self._marked else ""
        cells = (
            marked,
            (one.tag, "bold"),
            word(one.category),
            one.model,
            one.serial,
            condition(one.condition),
            state(one.state),
            held_by(one),
            one.site,
        )
        return Row(one.tag, cells, style="$quiet" if one.state is DeviceState.RETIRED else "")

    def _show_line(self) -> None:
        row = self.query_one(WindowedTable).chosen
        one = self._lines.get(str(row.key)) if row is not None else None
        self.query_one("#device-below", Static).update(lines([] if one is None else _told(one)))

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        self.app.push_screen(DeviceCardScreen(str(event.key)))

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens the card."""
        return (("⏎", t("Card")),)

    def commands(self) -> Iterable[ScreenCommand]:
        """Filtering, entering, lists in and out."""
        yield ScreenCommand(t("Filter"), self.action_filter_devices)
        yield ScreenCommand(t("Order"), self.action_order_devices)
        if self._rights.may("device:register"):
            yield ScreenCommand(t("A new device"), self.action_new)
        if self._rights.may("device:import"):
            yield ScreenCommand(t("Read a list"), self.action_read_list)
        yield ScreenCommand(t("Write a list"), self.action_write_list)
        if self._rights.may("device:labels:print"):
            yield ScreenCommand(t("Print labels"), self.action_print_labels)
        yield ScreenCommand(t("Stock-takes"), self.action_stock_takes)
        yield ScreenCommand(t("By unit"), self.action_units_have)

    # --- entering, lists in and out ------------------------------------------------------------------------

    def action_new(self) -> None:
        """A: a device typed in."""
        self.app.push_screen(DeviceDetailsScreen())

    def action_read_list(self) -> None:
        """I: a list of devices taken in."""
        self.app.push_screen(DeviceImportScreen())

    def action_write_list(self) -> None:
        """W: the devices that the table shows, as a list that can be taken in again."""
        sought = self._sought

        def deed(values: Values, _by: Authority) -> Path:
            path = Path(values["path"]).expanduser()
            write_new(path, reported(self.workspace, path, values, sought))
            return path

        dialog = DeedDialog[Path](
            t("Write a list"),
            report_fields(),
            deed=deed,
            needed=("path",),
            said=(t("The devices that the table shows: {count}.", count=self.query_one(WindowedTable).rows_there),),
        )
        self.app.push_screen(dialog, self._written)

    def _written(self, path: Path | None) -> None:
        if path is not None:
            self.tell(t("Written: {path}", path=path))

    def action_stock_takes(self) -> None:
        """K: tags scanned against the register."""
        self.shell.go("stock-takes")

    def action_units_have(self) -> None:
        """V: what each unit has, before and after the mergers."""
        self.shell.go("device-units")

    def action_readiness(self) -> None:
        """S: how ready the sites are."""
        self.shell.go("readiness")

    # --- seeking -------------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """/: into the search."""
        self.query_one("#device-search").focus()

    @on(Input.Changed, "#device-search")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._seek)

    @on(Input.Submitted, "#device-search")
    def _sent(self, event: Input.Submitted) -> None:
        event.stop()
        self._seek()
        self.query_one(WindowedTable).focus()

    def _seek(self) -> None:
        text = self.query_one("#device-search", Input).value
        if text != self._sought.text:
            self._show_others(replace(self._sought, text=text))

    def _show_others(self, sought: Sought) -> None:
        self._sought = sought
        self.query_one(WindowedTable).cursor = 0
        self.renew()

    def on_key(self, event: events.Key) -> None:
        """From the search down into the table; Esc leaves the search first."""
        if self.query_one("#device-search").has_focus and event.key in {"down", "escape"}:
            event.stop()
            event.prevent_default()
            self._seek()
            self.query_one(WindowedTable).focus()
            return
        super().on_key(event)

    def action_order_devices(self) -> None:
        """O: by the next of tag, serial number, model, stage."""
        orders = tuple(Sorting)
        self._sorting = orders[(orders.index(self._sorting) + 1) % len(orders)]
        self._show_others(self._sought)

    def action_filter_devices(self) -> None:
        """L: by category, stage, use, site."""
        anything = ((ALL, t("all")),)
        places = tuple((str(site.id), site.name) for site in self._sites())
        dialog = ValuesDialog(
            t("Filter"),
            [
                _filter("category", t("Category"), (*anything, *options(Category)), self._sought.categories),
                _filter("state", t("Stage"), (*anything, *options(DeviceState)), self._sought.states),
                _filter("use_class", t("Use"), (*anything, *options(UseClass)), self._sought.use_classes),
                _filter("site", t("Site"), (*anything, *places), {str(self._sought.site_id or ALL)}),
            ],
            yes=t("Show"),
        )
        self.app.push_screen(dialog, self._filtered)

    def _sites(self) -> tuple[Site, ...]:
        congress_id = self.session.congress_id
        return () if congress_id is None else self.read(lambda unit: terms.sites(unit, congress_id))

    def _filtered(self, values: Values | None) -> None:
        if values is not None:
            self._show_others(
                replace(
                    self._sought,
                    categories=frozenset({Category(values["category"])} if values["category"] else ()),
                    states=frozenset({DeviceState(values["state"])} if values["state"] else ()),
                    use_classes=frozenset({UseClass(values["use_class"])} if values["use_class"] else ()),
                    site_id=UUID(values["site"]) if values["site"] else None,
                )
            )

    # --- marking -------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to many is offered once some are marked; one alone has its card."""
        if action in {*DEEDS, "unmark"} and not self._marked:
            return False
        return super().check_action(action, parameters)

    def meant(self) -> Sequence[str]:
        """Those marked."""
        return tuple(self._marked)

    def labelled(self) -> Labelled:
        """Those marked, else all that the table shows."""
        shown = self.query_one(WindowedTable).rows_there
        return Labelled(len(self._marked) or shown, tuple(self._marked), self._sought)

    def deed_done(self) -> None:
        """What was marked is done."""
        self.action_unmark()

    def action_mark(self) -> None:
        """The blank bar: mark, or take the mark off; on to the next."""
        table = self.query_one(WindowedTable)
        row = table.chosen
        if row is None:
            return
        tag = str(row.key)
        if tag in self._marked:
            del self._marked[tag]
        else:
            self._marked[tag] = None
        self._read_again()
        table.cursor = min(table.cursor + 1, table.rows_there - 1)
        self.refresh_bindings()

    def action_unmark(self) -> None:
        """U: no mark left."""
        self._marked.clear()
        self._read_again()
        self.refresh_bindings()


def _filter(name: str, label: str, choices: tuple[tuple[str, str], ...], now: Iterable[str]) -> FormField:
    return FormField(name, label, FieldKind.CHOICE, value=next(iter(now), ALL), options=choices)


def _told(one: DeviceLine) -> list[Content]:
    place = stands_at(one)
    return [
        line((f"{t('Holder')}: ", "$quiet"), held_by(one)),
        line((f"{t('Owner')}: ", "$quiet"), one.owner, (f"  ·  {t('Stands at')}: ", "$quiet"), place or "—"),
        line((f"{t('Use')}: ", "$quiet"), word(one.use_class), "  ·  ", condition(one.condition)),
    ]
