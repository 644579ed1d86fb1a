"""Stock-takes (các đợt kiểm kê): those that are open and those that were closed; a new one of a site or a body."""

from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from congress.access.values import Authority
from congress.errors import Finding, Malformed
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.rules import same_name
from congress.text import fold
from devices.register import stocktaking
from devices.register.queries import stocktakes
from devices.register.values.stocktakes import StockTake, StockTakeLine
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.device_asking import DeedDialog, Values, body_named
from tui.screens.frame import WorkScreen
from tui.screens.stock_take import StockTakeScreen
from tui.widgets.drawing import NEXT, OK
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

DAY = "%d/%m/%Y"


class StockTakesScreen(WorkScreen):
    """The newest first; Enter goes on with one or shows what came of it."""

    HEADING = "Stock-takes"
    AUTO_FOCUS = "#stock-takes"
    NEEDS: ClassVar[dict[str, str]] = {"new": "stock-take:open"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("new")
    SAYS = (
        "A stock-take is of one site, or of all that a body holds. A opens a new one; Enter goes on with it: tags are "
        "scanned where the devices stand.",
        "A closed one shows what was right, in the wrong place, unknown or not found, and prints its minutes.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[StockTakeLine, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The list."""
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Stock-take")),
                Column(t("Where")),
                Column(t("Opened"), 10, room=100),
                Column.of_figures(t("Right"), 4),
                Column.of_figures(t("Wrong place"), 10),
                Column.of_figures(t("Not found"), 10),
                Column.of_figures(t("Unknown"), 8, room=100),
            ),
            fetch=lambda offset, limit: [_row(one) for one in self._lines[offset : offset + limit]],
            count=lambda: len(self._lines),
            empty=t("no stock-take yet: A opens one"),
            widget_id="stock-takes",
        )

    def show_state(self) -> None:
        """Every stock-take as it stands now."""
        self._lines = self.read(stocktakes.lines)
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens one."""
        return (("⏎", t("Open")),) if self._lines else ()

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.app.push_screen(StockTakeScreen(event.key))

    def action_new(self) -> None:
        """A: a stock-take of a site or a body."""
        congress_id = self.session.congress_id
        there = () if congress_id is None else self.read(lambda unit: terms.sites(unit, congress_id))
        today = self.read(lambda unit: unit.now).astimezone()
        names = {site.id: site.name for site in there}

        def deed(values: Values, by: Authority) -> StockTake:
            with self.workspace.reading() as unit:
                site_id, body_id = _place(unit, values["place"], sites=names)
            return stocktaking.open_stock_take(
                self.workspace, by, title=values["title"], site_id=site_id, body_id=body_id
            )

        fields = (
            FormField("title", t("Name of the stock-take"), value=t("Stock-take of {day}", day=f"{today:{DAY}}")),
            FormField(
                "place",
                t("Where"),
                value=there[0].name if len(there) == 1 else "",
                hint=t("name of the site or of the body, or some words of it"),
            ),
        )
        dialog = DeedDialog[StockTake](
            t("A new stock-take"), fields, deed=deed, needed=("title", "place"), yes=t("Begin")
        )
        self.app.push_screen(dialog, self._began)

    def _began(self, take: StockTake | None) -> None:
        if take is not None:
            self.app.push_screen(StockTakeScreen(take.id))


def _row(one: StockTakeLine) -> Row:
    take, found = one.take, one.figures
    closed = take.closed_at is not None
    cells = (
        (OK, "$good") if closed else (NEXT, "bold $gold"),
        (take.title, "bold"),
        one.place,
        f"{take.opened_at.astimezone():{DAY}}",
        str(found.right),
        (str(found.wrong_place), "$warn" if found.wrong_place else ""),
        (str(found.not_found) if closed else "—", "$bad" if found.not_found else ""),
        (str(found.unknown), "$warn" if found.unknown else ""),
    )
    return Row(take.id, cells)


def _place(unit: Unit, text: str, *, sites: dict[UUID, str]) -> tuple[UUID | None, UUID | None]:
    """The site or the body that a name means; what it may mean is proposed, nothing is guessed."""
    if surely := next((site_id for site_id, name in sites.items() if same_name(name, text)), None):
        return surely, None
    words = fold(text).split()
    close = [name for name in sites.values() if words and all(word in fold(name) for word in words)]
    if len(close) == 1:
        raise Malformed([Finding("place", "device-body-proposed", {"name": close[0]})])
    return None, body_named(unit, text, field="place").id
