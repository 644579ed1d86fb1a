"""Archive (lưu trữ): packages known here with their checks; build, check, repair, take packages of other terms in.

Closing the book has a screen of its own, `archive_closing`, which F8 shows.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from congress.archive import keeping, service
from congress.archive.scheduling import MOST_MONTHS, Due, months_between, schedule
from congress.archive.values import Built
from congress.errors import Finding
from congress.i18n import t
from congress.workspace import ARCHIVE
from tui.keys import Hint, bindings
from tui.messages import RowChosen
from tui.screens.archive_card import PackageCardScreen
from tui.screens.archive_check import check, repair
from tui.screens.archive_take import TAKE, ask_for_packages
from tui.screens.archive_words import day, left_laptop, sign
from tui.screens.asking import ValuesDialog
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.drawing import line
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable


class ArchiveScreen(WorkScreen):
    """Every package, oldest first."""

    HEADING = "Archive"
    AUTO_FOCUS = "#packages"
    NEEDS: ClassVar[dict[str, str]] = {
        "build_package": service.BUILD,
        "check_package": "archive:fixity",
        "repair_package": "archive:repair",
        "take_package": TAKE,
        "check_months": "archive:fixity:schedule",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "build_package", "check_package", "repair_package", "take_package", "check_months", "to_closing"
    )
    SAYS = (
        "A package holds a term: anybody can verify it without this program. A builds the permanent one and, of what "
        "is sealed, the sealed one; each is read again before it is entered.",
        "K reads a package byte by byte and enters what was found; Esc breaks it off, and the next check goes on where "
        "it was. Nothing runs by itself: home says which packages are due.",
        "S brings damaged files from a second copy. What is damaged is kept aside, outside the package.",
        "T makes packages of other terms findable here, once they are verified. F8 leads to closing the book: two "
        "media, the sealed part removed, packages taken back in.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._packages: tuple[Due, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The list; where the package under the cursor lies."""
        yield WindowedTable(
            (
                Column("", 1),
                Column(t("Package")),
                Column(t("Built"), 10),
                Column(t("Kept"), 12, room=100, most=28),
                Column(t("Last check"), 13),
                Column(t("Next check"), 13),
            ),
            fetch=lambda offset, limit: self._rows[offset : offset + limit],
            count=lambda: len(self._rows),
            empty=t("no package yet: A builds the term's"),
            widget_id="packages",
        )
        yield Static("", id="package-below", markup=False)

    def on_mount(self) -> None:
        """The line below follows the cursor."""
        self.watch(self.query_one(WindowedTable), "cursor", self._show_below, init=False)

    def show_state(self) -> None:
        """Every package as it stands now."""
        self._packages = self.read(schedule)
        today = self.read(lambda unit: unit.now).astimezone().date()
        self._rows = tuple(
            Row(
                one.package.id,
                (
                    sign(one, today),
                    (one.package.title, "bold"),
                    day(one.package.built_at),
                    t(f"retention-{one.package.retention.value}"),
                    (day(None if one.last is None else one.last.at), "bold $bad" if one.is_damaged else ""),
                    (day(one.next), "bold $gold" if one.is_due(today) else ""),
                ),
            )
            for one in self._packages
        )
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()
        self._show_below()

    def _show_below(self) -> None:
        one = self._chosen()
        said = "" if one is None else left_laptop(one.package) or one.package.place
        self.query_one("#package-below", Static).update(line((said, "$quiet")))
        self.refresh_bindings()

    def _chosen(self) -> Due | None:
        tables = self.query(WindowedTable)
        row = tables.first().chosen if tables else None
        return next((one for one in self._packages if row is not None and one.package.id == row.key), None)

    def hints(self) -> tuple[Hint, ...]:
        """Enter shows one."""
        return (("⏎", t("Open")),) if self._rows else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is still here is checked and repaired."""
        if action in {"check_package", "repair_package"}:
            one = self._chosen()
            if one is None or one.package.removed_at is not None:
                return False
        return super().check_action(action, parameters)

    @on(RowChosen)
    def _open(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.app.push_screen(PackageCardScreen(event.key))

    def action_build_package(self) -> None:
        """A: the term's packages, where they are wanted."""
        dialog = ValuesDialog(
            t("Build the term's packages"),
            [
                FormField(
                    "folder",
                    t("Into"),
                    value=str(self.workspace.folder.absolute() / ARCHIVE),
                    hint=t("better two media than this drive"),
                )
            ],
            said=(t("Each is signed by this machine and read again before it is entered."),),
            yes=t("Build"),
            needed=("folder",),
        )
        self.app.push_screen(dialog, self._build)

    def _build(self, values: Mapping[str, str] | None) -> None:
        if values is not None:
            out = Path(values["folder"]).expanduser()
            self.tell(t("Building, then reading all of it again …"))
            self.do_alone(lambda by: service.build_packages(self.workspace, by, out=out), then=self._built)

    def _built(self, made: tuple[Built, ...]) -> None:
        for one in made:
            self.tell(t("Built and checked: {folder}, {files} files.", folder=one.folder, files=one.files))

    def action_check_package(self) -> None:
        """K: read the package under the cursor."""
        if (one := self._chosen()) is not None:
            check(self, one.package)

    def action_repair_package(self) -> None:
        """S: bring what is damaged from a second copy."""
        if (one := self._chosen()) is not None:
            repair(self, one.package)

    def action_take_package(self) -> None:
        """T: packages of other terms."""
        ask_for_packages(self)

    def action_to_closing(self) -> None:
        """F8: close the book."""
        self.shell.go("archive-closing")

    def action_check_months(self) -> None:
        """F7: how many months lie between two checks."""
        now = self.read(months_between)
        dialog = ValuesDialog(
            t("Months between two checks"),
            [FormField("months", t("Months"), FieldKind.NUMBER, value=str(now))],
            said=(t("Counted from the last check of each package, at first from the day it was built."),),
            needed=("months",),
            check=_no_number,
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                months = int(values["months"])
                self.do_alone(lambda by: keeping.set_months(self.workspace, by, months=months))

        self.app.push_screen(dialog, entered)

    def commands(self) -> Iterable[ScreenCommand]:
        """What the keys do, in words."""
        for name, title, run in (
            (service.BUILD, t("Build the term's packages"), self.action_build_package),
            (TAKE, t("Make packages of other terms findable"), self.action_take_package),
            ("archive:fixity:schedule", t("Months between two checks"), self.action_check_months),
        ):
            if self._rights.may(name):
                yield ScreenCommand(title, run)


def _no_number(values: Mapping[str, str]) -> list[Finding]:
    text = values["months"]
    right = text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_MONTHS
    return [] if right else [Finding("months", "fixity-months-wrong", {"most": MOST_MONTHS})]
