"""A screen whose deeds yield papers (văn bản vừa lập): their names are shown, O opens the newest."""

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from congress.errors import Refused
from congress.i18n import t
from congress.records import service as records
from congress.records.values import Record
from tui.faults import PROBLEMS
from tui.keys import bindings
from tui.screens.desk_opening import open_file
from tui.screens.frame import WorkScreen
from tui.widgets.drawing import OK, line, lines
from tui.widgets.notices import Notice


class MadePapers(WorkScreen):
    """Papers just made stand above the keys."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("open_paper")

    def __init__(self) -> None:
        super().__init__()
        self.papers: tuple[Record, ...] = ()
        """Made through this screen, the newest deed's."""

    def compose_foot(self) -> ComposeResult:
        """Papers just made."""
        made = Notice("", tone="good", widget_id="made")
        made.display = False
        yield made

    def note_papers(self, made: Iterable[Record]) -> None:
        """Papers that a deed just yielded: their paths are shown, O opens the first."""
        self.papers = tuple(made)
        notice = self.query_one("#made", Notice)
        notice.display = bool(self.papers)
        if self.papers:
            notice.update(self._made_lines())

    def _made_lines(self) -> Content:
        rows = [line((f"{OK} ", "bold $good"), (self._path(one).name, "bold")) for one in self.papers]
        folder = self._path(self.papers[0]).parent
        return lines([*rows, line((f"{t('in {folder}', folder=folder)}  ·  ", "$quiet"), t("O opens it"))])

    def _path(self, record: Record) -> Path:
        return records.show(self.workspace.papers, record)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """O is offered where there is a paper."""
        if action == "open_paper" and not self.has_paper():
            return False
        return super().check_action(action, parameters)

    def has_paper(self) -> bool:
        """Whether O opens something."""
        return bool(self.papers)

    def newest_paper(self) -> Record | None:
        """What O opens."""
        return self.papers[0] if self.papers else None

    def action_open_paper(self) -> None:
        """O: the newest paper in the system's viewer."""
        record = self.newest_paper()
        try:
            if record is None:
                raise Refused("no-paper-yet")
            open_file(self._path(record))
        except PROBLEMS as problem:
            self.say(problem)
