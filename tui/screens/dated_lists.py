"""Lists with a source and a day read in (nhập định mức, biên chế từ tệp): looked at, every fault told, then one key."""

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from congress.access.values import Authority
from congress.csvdoc import Source
from congress.errors import Malformed
from congress.i18n import t
from devices.needs.wording import short_day
from tui.keys import bindings
from tui.messages import Problem
from tui.screens.device_asking import DeedDialog, Values, both, read_day, source_named, write_new
from tui.screens.frame import WorkScreen
from tui.screens.needs_faults import NeedsFaultsScreen
from tui.widgets.drawing import line
from tui.widgets.forms import FormField
from tui.widgets.windowed_table import Column, Row, WindowedTable

GIVEN = ("source", "since")


@dataclass(frozen=True, slots=True)
class Handed:
    """A file, who says what is in it, and the day it holds from (tệp kèm nguồn, ngày áp dụng)."""

    source: Source
    given_by: str
    since: date


def given_fields() -> tuple[FormField, ...]:
    """Who says so, from which day on."""
    return (
        FormField("source", t("Source"), hint=t("the paper's number, day, body")),
        FormField("since", t("Holds from"), hint=t("day/month/year")),
    )


def day_given(values: Values) -> date:
    """The day typed into these fields."""
    return read_day(values["since"], field="since")


class ReadsDatedLists(WorkScreen):
    """A screen whose key I reads such a list; faults in the file have a screen of their own."""

    ASKS: ClassVar[str] = ""
    """Title of the dialog, a message id."""
    HINT: ClassVar[str] = ""
    """Which columns the file has, a message id."""

    @abstractmethod
    def look(self, handed: Handed) -> "DatedListScreen":
        """What the file says, as the screen that shows it; `Malformed` names every fault."""

    def action_read_list(self) -> None:
        """I: a list from a file."""
        dialog = DeedDialog[Handed](
            t(self.ASKS),
            [FormField("path", t("File"), hint=t(self.HINT)), *given_fields()],
            deed=_handed,
            needed=("path", *GIVEN),
            yes=t("Look at it"),
        )
        self.app.push_screen(dialog, self._handed)

    def _handed(self, handed: Handed | None) -> None:
        if handed is not None:
            self.do(lambda: self.look(handed), then=self.app.push_screen)

    def write_list(self, text: bytes) -> None:
        """Write what holds as a file that can be read in again."""

        def deed(values: Values, _by: Authority) -> Path:
            path = Path(values["path"]).expanduser()
            write_new(path, text)
            return path

        dialog = DeedDialog[Path](
            t("Write a list"), [FormField("path", t("File"), hint="*.csv")], deed=deed, needed=("path",)
        )
        self.app.push_screen(dialog, self._written)

    def _written(self, path: Path | None) -> None:
        if path is not None:
            self.tell(t("Written: {path}", path=path))

    def say(self, problem: Problem) -> None:
        """What is wrong with a file, each fault by row and column."""
        if isinstance(problem, Malformed):
            self.app.push_screen(NeedsFaultsScreen(problem.findings, nothing=t("nothing was kept")))
        else:
            super().say(problem)


def _handed(values: Values, _by: Authority) -> Handed:
    source, since = both(lambda: source_named(values["path"], field="path"), lambda: day_given(values))
    return Handed(source, values["source"], since)


class DatedListScreen(WorkScreen):
    """What a file says, before it is kept; F8 keeps it."""

    HEADING = "A list read in"
    PLACE: ClassVar[str] = ""
    """Where one goes once it is kept."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_list")
    SAYS = ("Nothing is written before F8. What was kept with another day stays: it is history.",)

    def __init__(self, handed: Handed, *, remark: str = "") -> None:
        super().__init__()
        self.handed = handed
        self._remark = remark

    @abstractmethod
    def columns(self) -> Sequence[Column]:
        """Of the table."""

    @abstractmethod
    def rows(self) -> Sequence[Row]:
        """What would be kept."""

    @abstractmethod
    def write(self, by: Authority) -> Any:
        """The deed that keeps it."""

    def compose_page(self) -> ComposeResult:
        """Source and day, the lines."""
        yield Static(self._named(), classes="heading", markup=False)
        yield Static(f"{self._remark}\n" if self._remark else "", classes="quiet", markup=False)
        yield WindowedTable(
            self.columns(),
            fetch=lambda offset, limit: self.rows()[offset : offset + limit],
            count=lambda: len(self.rows()),
            widget_id="dated-lines",
        )

    def on_mount(self) -> None:
        """Into the lines."""
        self.query_one(WindowedTable).focus()

    def _named(self) -> Content:
        since = t("valid from {day}", day=short_day(self.handed.since))
        return line((f"{len(self.rows())} · {since}", "bold"), f"  {self.handed.given_by}")

    def action_accept_list(self) -> None:
        """F8: keep it."""
        self.do_alone(self.write, then=self._kept)

    def _kept(self, _kept: object) -> None:
        self.tell(t("Kept."))
        self.shell.go(self.PLACE)
