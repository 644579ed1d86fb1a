"""The contests of the congress (các cuộc bầu): chosen, typed in, read from a file, dropped, voted on again."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ballots.contests import service
from ballots.contests.values import ContestSheet
from ballots.regulations.values import ContestKind
from congress.errors import Finding
from congress.i18n import t
from tui.keys import bindings
from tui.messages import RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.contest_details import ContestDetailsScreen
from tui.screens.contest_lines import contest_columns, contest_rows
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.forms import FieldKind, FormField
from tui.widgets.windowed_table import Row, WindowedTable


class ContestsScreen(WorkScreen):
    """Every contest and how far it has come (danh sách cuộc bầu)."""

    HEADING = "Contests"
    NEEDS: ClassVar[dict[str, str]] = {
        "new": "contest:make",
        "read_file": "contest:import",
        "edit": "contest:change",
        "remove": "contest:drop",
        "next_round": "contest:round:make",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("new", "read_file", "edit", "remove", "next_round")
    SAYS = (
        "Enter chooses the contest to work on. A adds one, I reads a contest file, E changes what was typed.",
        "V makes a further round of a contest that was counted: a re-vote, or a vote for the seats still free.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def compose_page(self) -> ComposeResult:
        """The contests."""
        yield Static(t("Enter chooses the contest to work on.\n"), classes="quiet", markup=False)
        yield WindowedTable(
            contest_columns(),
            fetch=lambda offset, limit: self._rows[offset : offset + limit],
            count=lambda: len(self._rows),
            empty=t("no contest yet: A adds one, I reads a file"),
            widget_id="contest-table",
        )

    def show_state(self) -> None:
        """What there is now."""
        congress_id = self.session.congress_id
        self._rows = self.read(lambda unit: contest_rows(unit, congress_id))
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    @property
    def _chosen(self) -> UUID | None:
        row = self.query_one(WindowedTable).chosen
        return row.key if row is not None and isinstance(row.key, UUID) else None

    @on(RowChosen)
    def _choose(self, event: RowChosen) -> None:
        event.stop()
        assert isinstance(event.key, UUID)
        self.shell.choose_contest(event.key)
        self.shell.go("home")

    def action_new(self) -> None:
        """A: a contest typed in."""
        if self.session.congress_id is None:
            self.shell.go("congress")
            return
        self.app.push_screen(ContestDetailsScreen(None))

    def action_edit(self) -> None:
        """E: change what was typed."""
        if (chosen := self._chosen) is not None:
            self.app.push_screen(ContestDetailsScreen(chosen))

    def action_read_file(self) -> None:
        """I: a contest from a file."""
        congress_id = self.session.congress_id
        if congress_id is None:
            self.shell.go("congress")
            return
        dialog = ValuesDialog(
            t("Read a contest from a file"),
            [FormField("file", t("File"), hint=t("a contest file (JSON), on a stick for instance"))],
            yes=t("Read"),
            needed=("file",),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                source = Path(values["file"]).expanduser()
                self.do_alone(
                    lambda by: service.import_contest(self.workspace, by, congress_id=congress_id, source=source),
                    then=self._imported,
                )

        self.app.push_screen(dialog, entered)

    def _imported(self, sheet: ContestSheet) -> None:
        self.shell.choose_contest(sheet.id)
        self.tell(t("“{title}” is read: {names} names.", title=sheet.title, names=len(sheet.people)))

    def action_remove(self) -> None:
        """Del: a contest entered by mistake."""
        chosen = self._chosen
        if chosen is None:
            return
        sheet = self.read(lambda unit: service.sheet(unit, chosen))
        self.ask(
            t("Drop “{title}”?", title=sheet.title),
            said=(t("Its list and electorate go with it; the journal keeps that it was dropped."),),
            yes=t("Drop"),
            then=lambda: self._drop(chosen),
        )

    def _drop(self, contest_id: UUID) -> None:
        def dropped(_nothing: object) -> None:
            if self.session.contest_id == contest_id:
                self.shell.choose_contest(None)

        self.do_alone(lambda by: service.drop_contest(self.workspace, by, contest_id=contest_id), then=dropped)

    def action_next_round(self) -> None:
        """V: vote again on some of the names, as the congress decided."""
        chosen = self._chosen
        if chosen is None:
            return
        sheet = self.read(lambda unit: service.sheet(unit, chosen))
        kinds = (ContestKind.ELECTION, ContestKind.REVOTE)
        dialog = ValuesDialog(
            t("Further round of “{title}”", title=sheet.title),
            [
                FormField(
                    "kind",
                    t("Kind"),
                    FieldKind.CHOICE,
                    value=str(ContestKind.ELECTION),
                    options=tuple((str(kind), t(f"contest-kind-{kind}")) for kind in kinds),
                ),
                FormField("seats", t("Elect"), FieldKind.NUMBER),
                FormField("numbers", t("Numbers of the list"), hint=t("with blanks or commas: 3 7 22")),
            ],
            needed=("seats", "numbers"),
            check=lambda values: [] if _numbers(values["numbers"]) else [Finding("numbers", "numbers-wrong")],
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                self.do_alone(
                    lambda by: service.make_round(
                        self.workspace,
                        by,
                        previous_id=chosen,
                        kind=ContestKind(values["kind"]),
                        seats=int(values["seats"]),
                        numbers=_numbers(values["numbers"]),
                    ),
                    then=lambda made: self.shell.choose_contest(made.id),
                )

        self.app.push_screen(dialog, entered)

    def commands(self) -> Iterable[ScreenCommand]:
        """The congress above them."""
        yield ScreenCommand(t("Term and congress"), lambda: self.shell.go("congress"))


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers in a text; none where something else stands there."""
    parts = text.replace(",", " ").replace(";", " ").split()
    return tuple(int(part) for part in parts) if all(part.isascii() and part.isdecimal() for part in parts) else ()
