"""The register of devices (sổ thiết bị): a window on all of them, searched while typing; cards, lists in and out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Site
from devices.register.queries import tables
from devices.register.values.devices import Category, DeviceState, UseClass
from devices.register.values.listing import DeviceLine, Sorting, Sought
from tui.keys import bindings
from tui.screens.asking import ValuesDialog
from tui.screens.device_asking import DeedDialog, Values, write_new
from tui.screens.device_deeds import ACTIONS, DEEDS, DeviceDeeds
from tui.screens.device_details import DeviceDetailsScreen
from tui.screens.device_import import DeviceImportScreen
from tui.screens.device_labels import LABEL_DEEDS, Labelled, PrintsLabels
from tui.screens.device_list import ROOMY, DeviceList
from tui.screens.device_reports import report_fields, reported
from tui.screens.device_words import condition, held_by, options, stands_at, state, word
from tui.screens.frame import ScreenCommand
from tui.widgets.accounting import figure
from tui.widgets.drawing import line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

ALL = ""


class DevicesScreen(DeviceList, DeviceDeeds, PrintsLabels):
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
        self._filter = Sought()
        self._sorting = Sorting.TAG
        self._lines: dict[str, DeviceLine] = {}

    def compose_page(self) -> ComposeResult:
        """The search, the devices, the one under the cursor."""
        yield self.search_line()
        yield Static("", id="device-count", classes="quiet", markup=False)
        yield self.device_table(
            (
                Column(t("Model")),
                Column(t("Serial number"), 14),
                Column(t("Condition"), 10, room=ROOMY),
                Column(t("Stage"), 14),
                Column(t("Holder"), room=ROOMY),
                Column(t("Site"), 14, room=ROOMY),
            ),
            widget_id="devices",
        )
        yield self.line_below()

    @property
    def sought(self) -> Sought:
        """The filter, and the words typed."""
        return replace(self._filter, text=self._text)

    def say_what_is_shown(self, count: int) -> None:
        """How many, of what, in what order."""
        said = [t("{count} devices", count=figure(count))]
        said += [word(one) for one in (*self._filter.categories, *self._filter.states, *self._filter.use_classes)]
        if self._filter.site_id is not None:
            said += [site.name for site in self._sites() if site.id == self._filter.site_id]
        if self._sorting is not Sorting.TAG:
            said.append(t(f"ordered-by-{self._sorting}"))
        if self._marked:
            said.append(t("{count} marked", count=len(self._marked)))
        self.query_one("#device-count", Static).update("  ·  ".join(said))

    def why_empty(self) -> str:
        """Of a filter that nothing passes it; of a register without a device how it is filled."""
        if self._filter != Sought():
            return t("no device like this")
        if self._rights.may("device:register"):
            return t("the register is empty: A enters a device, I reads a list")
        return t("the register is empty: the technicians of the congress fill it")

    def fetch(self, offset: int, limit: int) -> list[Row]:
        """As they were read last."""
        found = self.read(lambda unit: self._page(unit, offset, limit))
        self._lines.update((one.tag, one) for one in found)
        return [self._row(one) for one in found]

    def _page(self, unit: Unit, offset: int, limit: int) -> tuple[DeviceLine, ...]:
        return tables.page(unit, self.sought, offset=offset, limit=limit, sorting=self._sorting)

    def _row(self, one: DeviceLine) -> Row:
        cells = (
            self.mark_of(one.tag),
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

    def below(self, tag: str) -> Sequence[Content]:
        """Who has it, whose it is, where it stands, how it is used."""
        return _told(self._lines[tag])

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
        sought = self.sought

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

    def action_order_devices(self) -> None:
        """O: by the next of tag, serial number, model, stage."""
        orders = tuple(Sorting)
        self._sorting = orders[(orders.index(self._sorting) + 1) % len(orders)]
        self.show_from_top()

    def action_filter_devices(self) -> None:
        """L: by category, stage, use, site."""
        anything = ((ALL, t("all")),)
        places = tuple((str(site.id), site.name) for site in self._sites())
        dialog = ValuesDialog(
            t("Filter"),
            [
                _filter("category", t("Category"), (*anything, *options(Category)), self._filter.categories),
                _filter("state", t("Stage"), (*anything, *options(DeviceState)), self._filter.states),
                _filter("use_class", t("Use"), (*anything, *options(UseClass)), self._filter.use_classes),
                _filter("site", t("Site"), (*anything, *places), {str(self._filter.site_id or ALL)}),
            ],
            yes=t("Show"),
        )
        self.app.push_screen(dialog, self._filtered)

    def _sites(self) -> tuple[Site, ...]:
        congress_id = self.session.congress_id
        return () if congress_id is None else self.read(lambda unit: terms.sites(unit, congress_id))

    def _filtered(self, values: Values | None) -> None:
        if values is not None:
            self._filter = Sought(
                categories=frozenset({Category(values["category"])} if values["category"] else ()),
                states=frozenset({DeviceState(values["state"])} if values["state"] else ()),
                use_classes=frozenset({UseClass(values["use_class"])} if values["use_class"] else ()),
                site_id=UUID(values["site"]) if values["site"] else None,
            )
            self.show_from_top()

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
        return Labelled(len(self._marked) or shown, tuple(self._marked), self.sought)

    def deed_done(self) -> None:
        """What was marked is done."""
        self.action_unmark()


def _filter(name: str, label: str, choices: tuple[tuple[str, str], ...], now: Iterable[str]) -> FormField:
    return FormField(name, label, FieldKind.CHOICE, value=next(iter(now), ALL), options=choices)


def _told(one: DeviceLine) -> list[Content]:
    place = stands_at(one)
    return [
        line((f"{t('Holder')}: ", "$quiet"), held_by(one)),
        line((f"{t('Owner')}: ", "$quiet"), one.owner, (f"  ·  {t('Stands at')}: ", "$quiet"), place or "—"),
        line((f"{t('Use')}: ", "$quiet"), word(one.use_class), "  ·  ", condition(one.condition)),
    ]
