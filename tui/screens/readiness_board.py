"""All sites of the congress and how ready the equipment of each is (sẵn sàng thiết bị các điểm tổ chức)."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.i18n import code_of, t
from congress.text import fold
from devices.readiness.values import Light
from devices.readiness.views import SiteLine, sites_of
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.equipment_reports import EquipmentReportsScreen
from tui.screens.frame import WorkScreen
from tui.screens.readiness_site import SiteScreen
from tui.screens.readiness_words import (
    LIGHTS,
    countdown,
    due_line,
    first_lack,
    lack_lines,
    lapse_lines,
    light,
    moment,
    share,
)
from tui.widgets.drawing import line, lines
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

_BELOW, _BESIDE = 5, 24
"""Lines of what is lacking below the table, and beside it."""


class ReadinessScreen(WorkScreen):
    """A row a site: light, positions, stamps, spares, what blocks first (bảng các điểm tổ chức)."""

    HEADING = "Equipment readiness"
    HAS_BESIDE = True
    BINDINGS: ClassVar[list[BindingType]] = bindings("search", "blocked_only", "equipment_reports")
    SAYS = (
        "Every site where the congress meets. ● is ready, ◐ still lacks something, ○ has a position without a device.",
        "Enter opens a site. / seeks a site by its name; V shows only the sites that are not ready, and all again.",
        "B prints the reports before, during and after the congress.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._sites: tuple[SiteLine, ...] = ()
        self._shown: list[SiteLine] = []
        self._sought = ""
        self._blocked_only = False

    def compose_page(self) -> ComposeResult:
        """How many are ready, the sites, the one under the cursor."""
        yield Static("", id="sites-remark", markup=False)
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Site")),
                Column(t("Filled"), 6, right=True),
                Column(t("Ready"), 8, right=True),
                Column(t("Stamps"), 6, right=True),
                Column(t("Spares"), 8, right=True),
                Column(t("Blocks"), 20),
            ),
            fetch=lambda offset, limit: [_row(one) for one in self._shown[offset : offset + limit]],
            count=lambda: len(self._shown),
            empty=t("no site here: the congress names its sites first"),
            widget_id="sites",
        )
        yield Static("", id="site-below", markup=False)

    def compose_beside(self) -> ComposeResult:
        """What the site under the cursor lacks."""
        yield Static("", id="site-beside", markup=False)

    def on_mount(self) -> None:
        """Follow the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_site, init=False)

    def show_state(self) -> None:
        """Every site as it stands now."""
        congress_id = self.session.congress_id
        if congress_id is not None:
            self._sites = self.read(lambda unit: sites_of(unit, congress_id))
        self._shown = self._wanted()
        ready = sum(1 for one in self._sites if one.standing.light is Light.READY)
        days = self._sites[0].standing.days_left if self._sites else None
        said = [(t("{ready} of {sites} sites are ready", ready=ready, sites=len(self._sites)), "bold")]
        said.append((f"  ·  {countdown(days)}", "$gold"))
        if again := sum(1 for one in self._sites if one.standing.lapse is not None):
            said.append((f"  ·  {t('{count} to check again before the congress', count=again)}", "$warn"))
        if self._sought:
            said.append((f"  ·  / {self._sought}", "$quiet"))
        if self._blocked_only:
            said.append((f"  ·  {t('only those not ready')}", "$quiet"))
        self.query_one("#sites-remark", Static).update(lines([line(*said), line("")]))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_site()

    def _wanted(self) -> list[SiteLine]:
        wanted = fold(self._sought)
        return [
            one
            for one in self._sites
            if wanted in fold(f"{one.site.name} {one.site.place}")
            and not (self._blocked_only and one.standing.light is Light.READY)
        ]

    def _show_site(self) -> None:
        place = self.query_one(WindowedTable).cursor
        one = self._shown[place] if place < len(self._shown) else None
        lacks = () if one is None else one.lacks
        for name, most in (("#site-below", _BELOW), ("#site-beside", _BESIDE)):
            said = []
            if one is not None:
                said = [line((one.site.name, "bold"), "  ", light(one.standing)), due_line(lacks)]
                said += lapse_lines(one.standing)
                said += lack_lines(lacks, at_most=most)
            self.query_one(name, Static).update(lines(said))

    def hints(self) -> tuple[Hint, ...]:
        """Enter opens a site."""
        return (("⏎", t("Open")),)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.app.push_screen(SiteScreen(event.key))

    def action_search(self) -> None:
        """/: seek a site by its name."""

        def sought(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self._sought = values["text"]
                self.renew()

        field = FormField("text", t("Site"), value=self._sought, hint=t("empty shows all"))
        self.app.push_screen(ValuesDialog(t("Search"), [field], yes=t("Search")), sought)

    def action_equipment_reports(self) -> None:
        """B: reports before, during and after the congress."""
        self.app.push_screen(EquipmentReportsScreen())

    def action_blocked_only(self) -> None:
        """V: only the sites that are not ready, or all again."""
        self._blocked_only = not self._blocked_only
        self.renew()


def _row(one: SiteLine) -> Row:
    standing = one.standing
    sign, style = LIGHTS[standing.light]
    if standing.lapse is not None:
        blocks, tone = t("until {moment}", moment=moment(standing.lapse.at)), "$warn"
    else:
        blocks, tone = t(code_of(Light.READY)) if standing.light is Light.READY else first_lack(one.lacks), style
    return Row(
        one.site.id,
        (
            (sign, style),
            (one.site.name, "bold"),
            share(standing.filled, standing.positions),
            share(standing.ready, standing.positions),
            share(standing.stamped, standing.devices),
            share(standing.spares, standing.spares_due),
            (blocks, tone),
        ),
    )
