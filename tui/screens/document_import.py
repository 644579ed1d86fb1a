"""A folder taken in by its list (nhập thư mục tài liệu): looked at first, faults by row and column; then one key."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from congress.documents import importing
from congress.documents.importing import FolderPlan
from congress.documents.values.documents import Document
from congress.i18n import sentence, t
from congress.jsondoc import read_source
from tui.keys import bindings
from tui.screens.device_asking import write_new
from tui.screens.device_words import word
from tui.screens.list_import import cell
from tui.screens.looked_at_list import LookedAtList, line_of
from tui.widgets.drawing import WRONG
from tui.widgets.vietnamese_input import VietnameseInput
from tui.widgets.windowed_table import Row

LIST = "Danh mục tài liệu.xlsx"
"""The list of a folder, where nobody names another."""


class DocumentImportScreen(LookedAtList):
    """Folder and list, what is wrong, what would be taken in; F8 takes it in."""

    HEADING = "Folder of documents"
    NEEDS: ClassVar[dict[str, str]] = {"accept_list": "document:import"}
    BINDINGS: ClassVar[list[BindingType]] = bindings("accept_list", "write_template", "other_file")
    SAYS = (
        "Type the folder's path, then the list's; left empty, the list is “Danh mục tài liệu.xlsx” in the folder. T "
        "writes one that names every file of the folder, to be filled in with a spreadsheet.",
        "Nothing is written before F8; with one fault nothing at all. A secret document is taken in by itself.",
    )

    def __init__(self, *, congress_id: UUID) -> None:
        super().__init__()
        self._congress_id = congress_id
        self._looked_at = Path()
        """The folder that the plan is of, whatever is typed meanwhile."""
        self._source = b""
        self._plan: FolderPlan | None = None

    def compose_page(self) -> ComposeResult:
        """The paths, the sums, the lines."""
        yield VietnameseInput(placeholder=t("Path of the folder, then Enter"), id="folder-path")
        yield VietnameseInput(
            placeholder=t("Path of the list; empty: “{name}” in the folder", name=LIST), id="list-path"
        )
        yield from super().compose_page()

    @property
    def _folder(self) -> Path:
        return Path(self.query_one("#folder-path", Input).value.strip()).expanduser()

    @property
    def _list(self) -> Path:
        typed = self.query_one("#list-path", Input).value.strip()
        return Path(typed).expanduser() if typed else self._folder / LIST

    @on(Input.Submitted, "#folder-path")
    def _folder_typed(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one("#list-path").focus()

    @on(Input.Submitted, "#list-path")
    def _list_typed(self, event: Input.Submitted) -> None:
        event.stop()
        self._plan = None
        self.show_state()
        folder, path = self._folder, self._list
        if folder.is_dir() and not path.exists():
            self.ask(
                t("There is no such list yet. Write one that names every file of the folder?"),
                said=(str(path),),
                yes=t("Write it"),
                then=self.action_write_template,
            )
            return

        def look() -> tuple[Path, bytes, FolderPlan]:
            source = read_source(str(path))
            return folder, source, importing.look(self.workspace, folder=folder, source=source, name=path.name)

        self.do(look, then=self._looked)

    def _looked(self, found: tuple[Path, bytes, FolderPlan]) -> None:
        self._looked_at, self._source, self._plan = found
        self.show_from_top()

    def show_state(self) -> None:
        """What the list would do."""
        plan = self._plan
        self.show_lines(() if plan is None else _lines(plan), sums="" if plan is None else _sums(plan))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taking in waits until nothing is wrong."""
        if action == "accept_list" and (self._plan is None or not self._plan.is_acceptable):
            return False
        return super().check_action(action, parameters)

    def action_accept_list(self) -> None:
        """F8: take it in as it was looked at."""
        plan = self._plan
        if plan is None:
            return
        source, folder, congress_id = self._source, self._looked_at, self._congress_id
        self.do_alone(
            lambda by: importing.accept(
                self.workspace,
                by,
                congress_id=congress_id,
                folder=folder,
                source=source,
                name=plan.name,
                digest=plan.digest,
            ),
            then=self._taken_in,
        )

    def _taken_in(self, made: tuple[Document, ...]) -> None:
        self.tell(t("Taken in: {count} documents.", count=len(made)))
        self.shell.go_back()

    def action_write_template(self) -> None:
        """T: a list that names every file of the folder."""
        folder, path = self._folder, self._list

        def write() -> Path:
            write_new(path, importing.template(folder))
            return path

        self.do(write, then=lambda written: self.tell(t("Written: {path}", path=written)))

    def action_other_file(self) -> None:
        """O: another folder."""
        self.query_one("#folder-path").focus()


def _lines(plan: FolderPlan) -> Iterator[Row]:
    for n, fault in enumerate(plan.faults):
        yield line_of(("fault", n), (WRONG, "bold $bad"), cell(fault.where), sentence(fault))
    for n, remark in enumerate(plan.remarks):
        yield line_of(("remark", n), ("·", "$quiet"), cell(remark.where), sentence(remark))
    for one in plan.files:
        said = " · ".join((one.name, word(one.looked.format), one.details.title))
        yield line_of(("row", one.row), ("+", "bold $good"), t("row {row}", row=one.row), said)


def _sums(plan: FolderPlan) -> str:
    return t(
        "Files: {files} · faults: {faults} · remarks: {remarks}",
        files=len(plan.files),
        faults=len(plan.faults),
        remarks=len(plan.remarks),
    )
