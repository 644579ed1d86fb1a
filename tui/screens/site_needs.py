"""What a site needs (nhu cầu của điểm tổ chức): how many positions of each kind; its rooms, hall, ballot boxes."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.errors import Refused
from congress.i18n import t
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.values import Site
from devices.register import sites
from devices.register.queries import sites as queries
from devices.register.rules.needed import needed_from, numbers_of
from devices.register.values.sites import Place, PlaceKind, Position, PositionKind
from tui.keys import bindings
from tui.messages import FormSubmitted
from tui.screens.device_asking import DeedDialog, Values
from tui.screens.device_words import options, word
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import flow, line, lines
from tui.widgets.forms import FieldKind, Form, FormField

_HINTS = {
    PositionKind.COUNTING_STATION: "computers at which ballots are keyed",
    PositionKind.PAPER: "reams",
    PositionKind.TONER: "cartridges",
}


class SiteNeedsScreen(WorkScreen):
    """A number a kind: how many positions there are, how much of each consumable; F6 adds rooms and boxes."""

    HEADING = "Needs of the site"
    NEEDS: ClassVar[dict[str, str]] = {"submit": "position:set", "add_place": "place:make"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("submit", "add_place")
    SAYS = (
        "Type how many positions of each kind the site has: counting stations 1 to n, printers, spares; of paper and "
        "toner how much there has to be. F4 keeps it all.",
        "A position that a device stands in is not dropped: take the device back first. F6 enters a room, a hall or a "
        "ballot box: what may be sealed.",
    )

    def __init__(self, site_id: UUID) -> None:
        super().__init__()
        self._site_id = site_id

    def compose_page(self) -> ComposeResult:
        """The site, the numbers, its parts."""
        site, positions = self.read(self._known)
        yield Static(
            f"{' · '.join(part for part in (site.name, site.place) if part)}\n", classes="heading", markup=False
        )
        yield Form(_fields(numbers_of(positions)), widget_id="site-needs")
        yield Static("", id="site-parts", markup=False)

    def _known(self, unit: Unit) -> tuple[Site, tuple[Position, ...]]:
        site = terms.site(unit, self._site_id)
        if site is None:
            raise Refused("site-unknown")
        return site, queries.positions(unit, self._site_id)

    def on_mount(self) -> None:
        """Into the first number."""
        self.query_one(Form).focus_first()

    def show_state(self) -> None:
        """Its rooms, halls and boxes as they are entered."""
        parts = self.read(lambda unit: queries.places(unit, self._site_id))
        self.query_one("#site-parts", Static).update(lines(_parts(parts, width=self.size.width - 6)))

    def action_submit(self) -> None:
        """F4: keep it."""
        self.query_one(Form).submit()

    @on(FormSubmitted)
    def _keep(self, event: FormSubmitted) -> None:
        event.stop()
        wanted = {PositionKind(name): int(text or 0) for name, text in event.values.items()}
        site_id = self._site_id

        def deed(by: Authority) -> tuple[Position, ...]:
            with self.workspace.reading() as unit:
                there = queries.positions(unit, site_id)
            return sites.set_positions(self.workspace, by, site_id=site_id, needed=needed_from(wanted, there))

        self.do_alone(deed, then=self._kept)

    def _kept(self, positions: Sequence[Position]) -> None:
        self.tell(t("Kept: {count} positions.", count=len(positions)))
        self.shell.go_back()

    def action_add_place(self) -> None:
        """F6: a part of the site that may be sealed."""
        site_id = self._site_id

        def deed(values: Values, by: Authority) -> Place:
            return sites.make_place(
                self.workspace, by, site_id=site_id, kind=PlaceKind(values["kind"]), name=values["name"]
            )

        dialog = DeedDialog[Place](
            t("Add a room, hall or ballot box"),
            [
                FormField("kind", t("Kind"), FieldKind.CHOICE, options=options(PlaceKind)),
                FormField("name", t("Its name"), hint=t("“Ballot box no. 1”, “Counting room”")),
            ],
            deed=deed,
            needed=("name",),
        )

        def added(place: Place | None) -> None:
            if place is not None:
                self.tell(t("Kept."))

        self.app.push_screen(dialog, added)


def _fields(numbers: Mapping[PositionKind, int]) -> list[FormField]:
    return [
        FormField(
            str(kind),
            _capital(word(kind)),
            FieldKind.NUMBER,
            value=str(numbers[kind] or ""),
            hint=t(_HINTS[kind]) if kind in _HINTS else "",
        )
        for kind in PositionKind
    ]


def _parts(parts: Sequence[Place], *, width: int) -> list[Content]:
    head = line((t("Rooms, hall, ballot boxes"), "$quiet"))
    named = [line((f"{_capital(word(one.kind))}: ", "$quiet"), (one.name, "bold")) for one in parts]
    return [head, *(flow(named, width=width) if named else [line((t("none entered yet: F6"), "$quiet"))])]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
