"""Before a workspace is open (chọn, lập thư mục làm việc): the last ones, another folder, or a new one."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from congress.errors import Finding, Malformed
from congress.i18n import t
from tui.founding import Founded, found
from tui.keys import bindings
from tui.messages import FormSubmitted, RowChosen
from tui.screens.asking import ValuesDialog
from tui.screens.frame import Framed
from tui.widgets.drawing import BIG_ROWS, big_number, line, lines
from tui.widgets.forms import Form, FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

NEW, OTHER = "new", "other"


class ChooseScreen(Framed):
    """Which workspace: the last ones, another folder, a new one (chọn thư mục làm việc)."""

    HEADING = "Choose a workspace"
    SAYS = ("A workspace is one folder with everything of a count: settings, database, keys, papers.",)

    def compose_page(self) -> ComposeResult:
        """The last workspaces and two ways on."""
        yield Static(t("Which workspace?"), classes="heading", markup=False)
        yield Static(
            t("A workspace is one folder; it is opened by one program at a time.\n"), classes="quiet", markup=False
        )
        yield WindowedTable(
            (Column(t("Workspace"), 30), Column(t("Folder"))),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._rows()),
            widget_id="workspaces",
        )

    def show_state(self) -> None:
        """The folders last opened."""
        table = self.query_one(WindowedTable)
        table.reload()
        table.focus()

    def _rows(self) -> Sequence[Row]:
        kept = [Row(path, ((Path(path).name, "bold"), path)) for path in self.shell.preferences.folders]
        other = Row(OTHER, ((t("Another folder …"), "$gold"), (t("type where it is"), "$quiet")))
        new = Row(NEW, ((t("A new workspace …"), "$gold"), (t("founded here and now"), "$quiet")))
        return [*kept, other, new] if kept else [new, other]

    @on(RowChosen)
    def _chosen(self, event: RowChosen) -> None:
        event.stop()
        if event.key == NEW:
            self.app.push_screen(FoundScreen())
        elif event.key == OTHER:
            dialog = ValuesDialog(
                t("Open a workspace"), [FormField("folder", t("Folder"))], yes=t("Open"), needed=("folder",)
            )
            self.app.push_screen(dialog, lambda values: self._open(values["folder"]) if values else None)
        else:
            self._open(str(event.key))

    def _open(self, path: str) -> None:
        self.shell.open_folder(Path(path).expanduser())


class FoundScreen(Framed):
    """A new workspace: where, which laptop, the first two people (lập thư mục làm việc mới)."""

    HEADING = "A new workspace"
    BINDINGS: ClassVar[list[BindingType]] = bindings("go_back", "submit")
    SAYS = (
        "The administrator and the head of the counting board come first; together they make all other accounts.",
        "Their one-time codes are shown once: write them down or let the two log in right away.",
    )

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self._folder = folder or Path.home() / "kiem-phieu"

    def compose_page(self) -> ComposeResult:
        """Four fields."""
        yield Static(t("Found a workspace"), classes="heading", markup=False)
        yield Static(
            t("Two people begin: the administrator and the head of the board. Each sets a PIN at the first log-in.\n"),
            classes="quiet",
            markup=False,
        )
        yield Form(
            [
                FormField("folder", t("Folder"), value=str(self._folder), hint=t("absent or empty")),
                FormField("tag", t("Tag of this laptop"), value="MAY-1", hint=t("printed on every paper")),
                FormField("administrator", t("Administrator"), hint=t("full name")),
                FormField("head", t("Head of the board"), hint=t("full name")),
            ]
        )

    def on_mount(self) -> None:
        """Into the first field that is empty."""
        self.query_one(Form).focus_on("administrator" if self._folder else "folder")

    def action_submit(self) -> None:
        """F4: found it."""
        self.query_one(Form).submit()

    def action_go_back(self) -> None:
        """Esc: not now."""
        self.shell.leave_workspace()

    @on(FormSubmitted)
    def _found(self, event: FormSubmitted) -> None:
        event.stop()
        values = event.values
        if empty := [name for name, text in values.items() if not text]:
            self.say(Malformed([Finding(name, "field-empty") for name in empty]))
            return
        folder = Path(values["folder"]).expanduser()
        self.tell(t("Founding the workspace …"))
        self.do(
            lambda: found(folder, tag=values["tag"], administrator=values["administrator"], head=values["head"]),
            then=self._founded,
        )

    def _founded(self, made: Founded) -> None:
        self.shell.work_in(made.session)
        self.app.push_screen(CodesScreen(made.codes))


class CodesScreen(Framed):
    """One-time codes, large, shown once (mã dùng một lần)."""

    HEADING = "One-time codes"
    SAYS = ("Each person types the code once at the log-in and sets a PIN of their own.",)

    def __init__(self, codes: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._codes = tuple(codes)
        """(person, account, code) of each."""

    def compose_page(self) -> ComposeResult:
        """Each person with account and code."""
        yield Static(t("These codes are shown only now. Each of you takes down one's own.\n"), markup=False)
        for person, account, code in self._codes:
            with Vertical(classes="code"):
                yield Static(lines(code_lines(person, account, code)), markup=False)
        yield Static(t("Enter: to the log-in"), classes="quiet", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Enter goes to the door."""
        if event.key in {"enter", "escape"}:
            event.stop()
            self.shell.to_the_door()


def code_lines(person: str, account: str, code: str) -> list[Content]:
    """A person's code in large type."""
    large = big_number(code)
    return [
        line((person, "bold")),
        line((f"{t('Account')}  ", "$quiet"), (account, "bold")),
        *(line((large[row], "bold $gold")) for row in range(BIG_ROWS)),
        line(""),
    ]
