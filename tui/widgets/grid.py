"""A grid of fields (bảng nhập): a row a thing, typed from left to right; Enter goes on, and on into a new row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from congress.errors import Finding
from congress.i18n import sentence
from congress.text import clean
from tui.widgets.vietnamese_input import VietnameseInput


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of fields (cột ô nhập): a width of nothing takes what is left."""

    name: str
    title: str
    width: int | None = None
    number: bool = True


class GridRow(Horizontal):
    """One row (dòng): its label and its fields; what is wrong with it stands in a line below, once it is said."""

    def __init__(self, columns: Sequence[GridColumn], label: str, texts: Sequence[str]) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._label = label
        self._texts = tuple(texts)
        self._fault: Static | None = None

    def compose(self) -> ComposeResult:
        """Label and fields."""
        if self._label:
            yield Static(self._label, classes="row-label", markup=False)
        for index, column in enumerate(self._columns):
            text = self._texts[index] if index < len(self._texts) else ""
            yield self._input(column, text)

    def _input(self, column: GridColumn, text: str) -> VietnameseInput:
        if column.number:
            made = VietnameseInput(text, restrict=r"[0-9]*", max_length=8, classes="-number")
        else:
            made = VietnameseInput(text)
        made.styles.width = "1fr" if column.width is None else column.width
        return made

    @property
    def inputs(self) -> list[VietnameseInput]:
        """The fields, left to right."""
        return list(self.query(VietnameseInput))

    @property
    def texts(self) -> list[str]:
        """What stands in them, cleaned."""
        return [clean(one.value) for one in self.inputs]

    @property
    def is_empty(self) -> bool:
        """Nothing was typed in this row."""
        return not any(self.texts)

    def say(self, faults: Sequence[str]) -> None:
        """Show what is wrong with this row; nothing takes it away."""
        if not faults and self._fault is None:
            return
        if self._fault is None:
            self._fault = Static("", classes="fault", markup=False)
            assert isinstance(self.parent, Grid)
            self.parent.mount(self._fault, after=self)
        self._fault.display = bool(faults)
        self._fault.update(Content("\n".join(f"✗ {fault}" for fault in faults)))


class Grid(VerticalScroll):
    """Rows of fields (bảng nhập). A growing grid has one more, empty row at its end; empty rows do not count."""

    # Taken before the field sees it: digits typed right behind Enter must not land in the field that was left.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "next_field", show=False, priority=True)]

    class Changed(Message):
        """Something was typed: sums may be shown anew (đã gõ vào bảng)."""

    class Sent(Message):
        """Enter in the last field of a grid that does not grow, or in an empty last row (đã gõ xong bảng)."""

    def __init__(
        self,
        columns: Sequence[GridColumn],
        *,
        labels: Sequence[str] = (),
        grows: bool = False,
        widget_id: str | None = None,
    ) -> None:
        super().__init__(id=widget_id, can_focus=False)
        self._columns = tuple(columns)
        self._labels = tuple(labels)
        self._grows = grows

    def compose(self) -> ComposeResult:
        """The titles, and the rows there are from the start."""
        with Horizontal(classes="titles"):
            if self._labels:
                yield Static("", classes="row-label")
            for column in self._columns:
                title = Static(column.title, classes="-number" if column.number else "", markup=False)
                title.styles.width = "1fr" if column.width is None else column.width
                yield title
        for label in self._labels:
            yield GridRow(self._columns, label, ())
        if self._grows:
            yield GridRow(self._columns, "", ())

    # --- what stands in it ---------------------------------------------------------------------------------

    @property
    def rows(self) -> list[GridRow]:
        """Every row, top to bottom."""
        return list(self.query(GridRow))

    @property
    def filled(self) -> list[GridRow]:
        """The rows that count: all with labels, else those that are not empty."""
        return self.rows if self._labels else [row for row in self.rows if not row.is_empty]

    @property
    def values(self) -> list[Mapping[str, str]]:
        """The texts of each row that counts, by column."""
        names = [column.name for column in self._columns]
        return [dict(zip(names, row.texts, strict=True)) for row in self.filled]

    async def fill(self, texts: Sequence[Sequence[str]]) -> None:
        """Put rows of texts in."""
        if self._grows:
            rows = [GridRow(self._columns, "", row) for row in texts]
            await self.mount_all(rows, before=self.rows[-1])
            return
        for row, line in zip(self.rows, texts, strict=True):
            for one, text in zip(row.inputs, line, strict=True):
                one.value = text

    async def clear(self) -> None:
        """Take every row out of a growing grid but the empty last one."""
        for row in self.rows[:-1]:
            await row.remove()

    # --- faults --------------------------------------------------------------------------------------------

    def say(self, faults: Mapping[int, Sequence[str]], *, at: str = "") -> None:
        """Show faults below their rows, counted among those that count; the cursor goes to the first, `at` a column."""
        rows = self.filled
        for index, row in enumerate(rows):
            row.say(faults.get(index, ()))
        first = next((row for index, row in enumerate(rows) if faults.get(index)), None)
        if first is not None:
            places = [place for place, column in enumerate(self._columns) if column.name == at]
            self._take(first.inputs[places[0] if places else 0])

    def say_findings(
        self,
        findings: Iterable[Finding],
        row_of: Callable[[Finding], int | None],
        column_of: Callable[[Finding], str] = lambda _finding: "",
    ) -> Sequence[Finding]:
        """Show findings below the rows that `row_of` tells, with their column's title; gives those of no row."""
        titles = {column.name: column.title for column in self._columns}
        faults: dict[int, list[str]] = {}
        columns: dict[int, str] = {}
        homeless: list[Finding] = []
        for finding in findings:
            row, column = row_of(finding), column_of(finding)
            if row is None:
                homeless.append(finding)
                continue
            said = sentence(finding)
            faults.setdefault(row, []).append(f"{titles[column]}: {said}" if column in titles else said)
            columns.setdefault(row, column)
        self.say(faults, at=columns[min(columns)] if columns else "")
        return homeless

    def clear_faults(self) -> None:
        """No fault shown."""
        for row in self.rows:
            row.say(())

    # --- moving --------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Into the first empty field, else the first of all."""
        inputs = list(self._inputs())
        first = next((one for one in inputs if not one.value), inputs[0] if inputs else None)
        if first is not None:
            self._take(first)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A growing grid looks at what was typed first, and behind the last field there is none."""
        if action == "next_field":
            inputs = list(self._inputs())
            return not self._grows and self.screen.focused in inputs[:-1]
        return super().check_action(action, parameters)

    def action_next_field(self) -> None:
        """The cursor into the next field."""
        inputs = list(self._inputs())
        self._take(next(after for one, after in pairwise(inputs) if one is self.screen.focused))

    def _inputs(self) -> Iterator[VietnameseInput]:
        for row in self.rows:
            yield from row.inputs

    @on(Input.Changed)
    async def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if self._grows and not self.rows[-1].is_empty:
            await self.mount(GridRow(self._columns, "", ()))
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _go_on(self, event: Input.Submitted) -> None:
        event.stop()
        inputs: list[Input] = list(self._inputs())
        place = inputs.index(event.input)
        row = place // len(self._columns)
        if self._grows and self.rows[row].is_empty:
            self.post_message(self.Sent())
        elif place + 1 < len(inputs):
            self._take(inputs[place + 1])
        else:
            self.post_message(self.Sent())

    def on_key(self, event: events.Key) -> None:
        """Up and down within a column."""
        step = {"up": -1, "down": 1}.get(event.key)
        inputs = list(self._inputs())
        focused = self.screen.focused
        if step is None or focused not in inputs:
            return
        event.stop()
        target = inputs.index(focused) + step * len(self._columns)
        if 0 <= target < len(inputs):
            self._take(inputs[target])
        elif target >= len(inputs) or target < 0:
            self.screen.focus_next() if step > 0 else self.screen.focus_previous()

    def _take(self, field: Input) -> None:
        self.screen.set_focus(field)
        field.select_all()
