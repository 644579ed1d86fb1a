"""Upkeep (sao lưu, bảo quản): backups made and to be made, a clock in question, the machine's key."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.i18n import sentence, t
from congress.upkeep import service
from congress.upkeep.drilling import drill
from congress.upkeep.values import Backup, Drill
from tui.keys import bindings
from tui.screens.asking import ValuesDialog
from tui.screens.frame import ScreenCommand, WorkScreen
from tui.widgets.drawing import OK, WRONG, line, lines
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable


class BackupScreen(WorkScreen):
    """Copies of the workspace, and what two people decide about this machine (sao lưu, phục hồi)."""

    HEADING = "Backup"
    NEEDS: ClassVar[dict[str, str]] = {
        "back_up": "workspace:backup",
        "practise_restoring": "workspace:drill",
        "accept_clock": "clock:accept",
        "renew_key": "key:machine:renew",
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("back_up", "practise_restoring", "accept_clock", "renew_key")
    SAYS = (
        "A backup is a copy of the whole folder, read again and compared. It holds what the workspace holds: keep it "
        "like the ballots, and destroy it when they are sealed.",
        "D practises it: the backup is brought back apart from the workspace, opened, its journal checked, the time "
        "taken; nothing of it stays. Do it before the congress, from the stick that would be used.",
        "A backup is brought back by two people at the command line while the app is closed: congress restore.",
        "A clock that jumped is accepted by the administrator with the head, after they have looked at it.",
    )

    def __init__(self) -> None:
        super().__init__()
        self._backups: tuple[tuple[str, str], ...] = ()
        self._drill: Drill | None = None

    def compose_page(self) -> ComposeResult:
        """Clock and key, then the backups."""
        yield Static("", id="machine", markup=False)
        yield WindowedTable(
            (Column(t("Backup"), 36), Column(t("Folder"))),
            fetch=lambda offset, limit: self._rows()[offset : offset + limit],
            count=lambda: len(self._backups),
            widget_id="backups",
        )
        yield Static("", id="restore-how", classes="quiet", markup=False)

    def show_state(self) -> None:
        """What there is now."""
        self._backups = self.read(service.backups_made)
        clock = self.workspace.clock_in_question()
        key = self.workspace.machine_key
        said = [
            line((f"{OK} ", "bold $good"), t("The clock is believed."))
            if clock is None
            else line((f"{WRONG} ", "bold $bad"), sentence(clock)),
            line((f"{OK} ", "bold $good"), t("The machine's key is there."))
            if key is not None
            else line((f"{WRONG} ", "bold $bad"), t("machine-key-missing")),
            *self._drilled(),
            line(""),
        ]
        self.query_one("#machine", Static).update(lines(said))
        how = t(
            "To bring one back, close the app: congress restore BACKUP --workspace {folder}",
            folder=self.workspace.folder,
        )
        self.query_one("#restore-how", Static).update(how)
        table = self.query_one(WindowedTable)
        table.empty = t("no backup yet: A makes one" if self._rights.may("workspace:backup") else "no backup yet")
        table.reload()
        table.focus()

    def _drilled(self) -> Iterable[Content]:
        """What the drill just made came to."""
        if self._drill is None:
            return
        done = self._drill
        minutes, seconds = divmod(round(done.seconds), 60)
        said = t(
            "Restored in {minutes} min {seconds} s, {files} files, journal whole to entry {number}.",
            minutes=minutes,
            seconds=f"{seconds:02d}",
            files=done.files,
            number=done.number,
        )
        yield line((f"{OK} ", "bold $good"), (said, "bold"))
        if done.behind:
            yield line("  ", (t("The backup lacks {entries} entries made since.", entries=done.behind), "$warn"))

    def _rows(self) -> list[Row]:
        return [Row(name, ((name, "bold"), place)) for name, place in reversed(self._backups)]

    def action_back_up(self) -> None:
        """A: copy the whole workspace."""
        dialog = ValuesDialog(
            t("Back up the workspace"),
            [
                FormField(
                    "folder", t("Into"), value=str(self.workspace.backups), hint=t("better a stick than this drive")
                )
            ],
            said=(t("The copy holds what the workspace holds: keep it like the ballots."),),
            yes=t("Back up"),
            needed=("folder",),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                into = Path(values["folder"]).expanduser()
                self.tell(t("Copying and comparing …"))
                self.do_alone(lambda by: service.back_up(self.workspace, by, into=into), then=self._backed_up)

        self.app.push_screen(dialog, entered)

    def _backed_up(self, made: Backup) -> None:
        self.tell(t("Backed up and compared: {folder}, {count} files.", folder=made.folder, count=len(made.files)))

    def action_practise_restoring(self) -> None:
        """D: bring a backup back apart, and take the time."""
        apart = t("The backup is brought back apart, opened and checked; nothing of it stays, nothing here changes.")
        name, place = self._backups[-1] if self._backups else ("", str(self.workspace.backups))
        dialog = ValuesDialog(
            t("Restore drill"),
            [FormField("folder", t("Backup"), value=str(Path(place) / name))],
            said=(apart,),
            yes=t("Begin the drill"),
            needed=("folder",),
        )

        def entered(values: Mapping[str, str] | None) -> None:
            if values is not None:
                source = Path(values["folder"]).expanduser()
                self.tell(t("Bringing the backup back apart …"))
                self.do_alone(lambda by: drill(self.workspace, by, source=source), then=self._practised)

        self.app.push_screen(dialog, entered)

    def _practised(self, done: Drill) -> None:
        self._drill = done
        self.show_state()

    def action_accept_clock(self) -> None:
        """F6: two people take the clock as it stands for true."""
        clock = self.workspace.clock_in_question()
        if clock is None:
            self.tell(t("The clock is believed."))
            return
        self.do_together(
            t("Accept the clock"),
            lambda by: service.accept_clock(self.workspace, by),
            said=(sentence(clock),),
            then=lambda _done: self.tell(t("The clock is accepted.")),
        )

    def action_renew_key(self) -> None:
        """F7: a new key of this machine."""
        self.do_together(
            t("A new key of this machine"),
            lambda by: service.renew_machine_key(self.workspace, by),
            said=(t("What the former key has stated can no longer be checked here."),),
            asks_reason=True,
            then=lambda _key: self.tell(t("The machine has a new key.")),
        )

    def commands(self) -> Iterable[ScreenCommand]:
        """What the keys do, in words."""
        for name, title, run in (
            ("workspace:backup", t("Back up the workspace"), self.action_back_up),
            ("workspace:drill", t("Restore drill"), self.action_practise_restoring),
            ("clock:accept", t("Accept the clock"), self.action_accept_clock),
            ("key:machine:renew", t("A new key of this machine"), self.action_renew_key),
        ):
            if self._rights.may(name):
                yield ScreenCommand(title, run)
