"""The sites of the congress and what each needs (các điểm tổ chức và nhu cầu)."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Site
from devices.register import sites
from devices.register.queries import sites as queries
from devices.register.rules.details import CONSUMABLES
from devices.register.values.sites import FilledPosition, Place, PlaceKind, PositionKind
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.frame import WorkScreen
from tui.screens.site_needs import SiteNeedsScreen
from tui.widgets.windowed_table import Column, Row, WindowedTable


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site in the list (dòng điểm tổ chức)."""

    site: Site
    positions: tuple[FilledPosition, ...]
    places: tuple[Place, ...]


class SitesScreen(WorkScreen):
    """A row a site: counting stations, devices needed and there, consumables, parts that may be sealed."""

    HEADING = "Sites and positions"
    AUTO_FOCUS = "#site-list"
    BINDINGS: ClassVar[list[BindingType]] = bindings("readiness")
    SAYS = (
        "Where the congress meets, and what each site needs: positions for devices, consumables, and the rooms, halls "
        "and ballot boxes that may be sealed.",
        "Enter sets what a site needs. Devices are placed at a site from their card or from the table of devices.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[SiteLine, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The list."""
        yield WindowedTable(
            (
                Column(t("Site")),
                Column(t("Place"), 16, room=100),
                Column(t("Stations"), 9, right=True),
                Column.of_figures(t("Filled"), 7),
                Column.of_figures(t("Consumables"), 6),
                Column.of_figures(t("Rooms"), 5),
                Column.of_figures(t("Ballot boxes"), 9),
            ),
            fetch=lambda offset, limit: [_row(one) for one in self._lines[offset : offset + limit]],
            count=lambda: len(self._lines),
            empty=t("no site here: the congress names its sites first"),
            widget_id="site-list",
        )

    def show_state(self) -> None:
        """Every site as it stands now."""
        congress_id = self.session.congress_id
        self._lines = () if congress_id is None else self.read(lambda unit: _lines(unit, congress_id))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    def hints(self) -> tuple[Hint, ...]:
        """Enter sets what a site needs."""
        return (("⏎", t("What it needs")),) if self._lines else ()

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.app.push_screen(SiteNeedsScreen(event.key))

    def action_readiness(self) -> None:
        """S: how ready they are."""
        self.shell.go("readiness")


def _lines(unit: Unit, congress_id: UUID) -> tuple[SiteLine, ...]:
    known = terms.sites(unit, congress_id)
    ids = [site.id for site in known]
    filled, places = sites.filled_at(unit, ids), queries.places_at(unit, ids)
    return tuple(SiteLine(site, filled[site.id], places[site.id]) for site in known)


def _row(one: SiteLine) -> Row:
    for_devices = [filled for filled in one.positions if filled.position.kind not in CONSUMABLES]
    there = sum(filled.device is not None for filled in for_devices)
    boxes = sum(place.kind is PlaceKind.BALLOT_BOX for place in one.places)
    cells = (
        (one.site.name, "bold"),
        one.site.place,
        _number(sum(filled.position.kind is PositionKind.COUNTING_STATION for filled in for_devices)),
        (f"{there}/{len(for_devices)}", "$good" if there == len(for_devices) else "$warn") if for_devices else "—",
        _number(len(one.positions) - len(for_devices)),
        _number(len(one.places) - boxes),
        _number(boxes),
    )
    return Row(one.site.id, cells)


def _number(count: int) -> str:
    return str(count or "—")
