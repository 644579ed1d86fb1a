"""A list read in (nhập danh sách từ tệp): looked at first, faults by row and column; then one key takes it in."""

import re
from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from congress.access.values import Authority
from congress.documents.values.lists import ListPlan
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from tui.keys import bindings
from tui.screens.looked_at_list import LookedAtList, line_of
from tui.widgets.drawing import WRONG
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Row

Planned = TypeVar("Planned")
_CELL = re.compile(r"\d+(:[A-Z]+)?$")


class ListImportScreen(LookedAtList, Generic[Planned]):
    """Path, what is wrong, what would be taken in; F8 takes it in."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_list", "other_file")

    def __init__(self) -> None:
        super().__init__()
        self._source = b""
        self._plan: ListPlan[Planned] | None = None

    @abstractmethod
    def look(self, source: bytes, name: str) -> ListPlan[Planned]:
        """What the list would do."""

    @abstractmethod
    def accept(self, by: Authority, source: bytes, plan: ListPlan[Planned]) -> Any:
        """The deed that takes it in; gives what was made, which can be counted."""

    @abstractmethod
    def said(self, one: Planned) -> str:
        """A row in words."""

    def compose_page(self) -> ComposeResult:
        """The path, the sums, the lines."""
        yield VietnameseInput(placeholder=t("Path of the list (XLSX or CSV), then Enter"), id="list-path")
        yield from super().compose_page()

    @on(Input.Submitted, "#list-path")
    def _path_typed(self, event: Input.Submitted) -> None:
        event.stop()
        self._plan = None
        self.show_state()
        path = Path(event.value.strip()).expanduser()

        def look() -> tuple[bytes, ListPlan[Planned]]:
            source = read_source(str(path))
            return source, self.look(source, path.name)

        if event.value.strip():
            self.do(look, then=self._looked)

    def _looked(self, found: tuple[bytes, ListPlan[Planned]]) -> None:
        self._source, self._plan = found
        self.show_from_top()

    def show_state(self) -> None:
        """What the list would do."""
        plan = self._plan
        if plan is None:
            self.show_lines((), sums="")
            return
        sums = t(
            "Rows: {rows} · faults: {faults} · remarks: {remarks}",
            rows=len(plan.rows),
            faults=len(plan.faults),
            remarks=len(plan.remarks),
        )
        self.show_lines(self._lines(plan), sums=sums)

    def _lines(self, plan: ListPlan[Planned]) -> Iterator[Row]:
        for n, fault in enumerate(plan.faults):
            yield line_of(("fault", n), (WRONG, "bold $bad"), cell(fault.where), sentence(fault))
        for n, remark in enumerate(plan.remarks):
            yield line_of(("remark", n), ("·", "$quiet"), cell(remark.where), sentence(remark))
        for number, one in plan.rows:
            yield line_of(("row", number), ("+", "bold $good"), t("row {row}", row=number), self.said(one))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking in waits until nothing is wrong."""
        if action == "accept_list" and (self._plan is None or not self._plan.is_acceptable):
            return False
        return super().check_action(action, parameters)

    def action_accept_list(self) -> None:
        """F8: take it in as it was looked at."""
        source, plan = self._source, self._plan
        if plan is not None:
            self.do_alone(lambda by: self.accept(by, source, plan), then=self._taken_in)

    def _taken_in(self, made: tuple[object, ...]) -> None:
        self.tell(t("Taken in: {count} rows.", count=len(made)))
        self.shell.go_back()

    def action_other_file(self) -> None:
        """O: another file."""
        self.query_one("#list-path").focus()


def cell(where: str) -> str:
    """Row and column of a finding: the file's name is known, and its sheet."""
    found = _CELL.search(where)
    return found.group() if found else ""
