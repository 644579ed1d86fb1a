"""One package (thẻ hồ sơ lưu trữ): what it is, what happened to it, in PREMIS's terms."""

from collections.abc import Iterator
from typing import ClassVar
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from congress.archive import queries
from congress.archive.scheduling import Due, schedule
from congress.archive.values import PackageEvent
from congress.errors import Refused
from congress.i18n import t
from tui.keys import bindings
from tui.screens.archive_check import check, repair
from tui.screens.archive_words import day, event_ended, event_said, event_title, left_laptop, outcome
from tui.screens.frame import WorkScreen
from tui.widgets.accounting import figure
from tui.widgets.drawing import Part, line, lines

_LABEL = 16


class PackageCardScreen(WorkScreen):
    """One package and its events, the newest first."""

    HEADING = "Package"
    NEEDS: ClassVar[dict[str, str]] = {"check_package": "archive:fixity", "repair_package": "archive:repair"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("check_package", "repair_package")
    SAYS = (
        "Events are worded as PREMIS does, the vocabulary of preservation; they go along in the next package.",
        "K reads it byte by byte, S brings damaged files from a second copy.",
    )

    def __init__(self, package_id: UUID) -> None:
        super().__init__()
        self._package_id = package_id
        self._shown: Due | None = None

    def compose_page(self) -> ComposeResult:
        """All of it, scrolled where the screen is small."""
        with VerticalScroll(id="package-page"):
            yield Static("", id="package-facts", markup=False)

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#package-page").focus()

    def show_state(self) -> None:
        """The package as it is now."""
        found = next((one for one in self.read(schedule) if one.package.id == self._package_id), None)
        if found is None:
            raise Refused("package-not-known", name=str(self._package_id))
        events = self.read(lambda unit: queries.events(unit, self._package_id))
        self._shown = found
        self.query_one("#package-facts", Static).update(lines([*_facts(found), *_history(events)]))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is still here is checked and repaired."""
        if action in self.NEEDS and (self._shown is None or self._shown.package.removed_at is not None):
            return False
        return super().check_action(action, parameters)

    def action_check_package(self) -> None:
        """K: read it."""
        if self._shown is not None:
            check(self, self._shown.package)

    def action_repair_package(self) -> None:
        """S: bring what is damaged from a second copy."""
        if self._shown is not None:
            repair(self, self._shown.package)


def _facts(one: Due) -> Iterator[Content]:
    package = one.package
    yield line((package.title, "bold $gold"))
    yield line("")
    last: Part = "—" if one.last is None else outcome(one.last.outcome)
    rows: tuple[tuple[str, Part], ...] = (
        (t("Built"), day(package.built_at)),
        (t("Kept"), t(f"retention-{package.retention.value}")),
        (t("Kept at"), package.place),
        (t("Files"), f"{figure(package.files)}, {figure(package.kib)} KiB"),
        (t("Built elsewhere"), t("taken in here") if package.foreign else ""),
        (t("Gone"), left_laptop(package)),
        (t("Last check"), line(day(None if one.last is None else one.last.at), " · ", last)),
        (t("Next check"), day(one.next)),
        ("SHA-256", package.manifest_sha256),
    )
    for label, said in rows:
        if said:
            yield line((f"{label:<{_LABEL}}", "$quiet"), said)
    yield line("")


def _history(events: tuple[PackageEvent, ...]) -> Iterator[Content]:
    yield line((t("Events"), "bold"))
    for one in reversed(events):
        at = f"{one.at.astimezone():%d/%m/%Y %H:%M}  "
        yield line((at, "$quiet"), (event_title(one), "bold"), " · ", event_ended(one), (f" · {one.by}", "$quiet"))
        for said in event_said(one.detail):
            yield line(" " * len(at), (said, "$quiet"))
