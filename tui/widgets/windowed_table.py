"""A table over LIMIT and OFFSET (bảng dài): only the rows in sight are ever asked for."""

from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import RenderOptions

from congress.i18n import t
from tui.messages import RowChosen
from tui.widgets.drawing import Part, fit, line

PAGE = 64
"""Rows asked for at once."""
_PAGES_KEPT = 8
_GAP = 2
_ENOUGH = 34
"""Cells of a column without a width: what it has beyond them is to spare."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column (cột): its title in the user's language; without a width it shares what is left."""

    title: str
    width: int | None = None
    right: bool = False
    most: int = 0
    """As wide as it grows where the columns without a width have room to spare."""
    room: int = 0
    """Left out where the table is narrower than so many cells."""

    @classmethod
    def of_figures(cls, title: str, least: int, *, room: int = 0) -> "Column":
        """A column of figures (cột số), as wide as its title."""
        return cls(title, max(least, len(title)), right=True, room=room)


@dataclass(frozen=True, slots=True)
class Row:
    """A row (dòng): what it is, its cells; a cell is text, content, or (text, style)."""

    key: Hashable
    cells: tuple[Part, ...]
    style: str = ""


class LineView(ScrollView, can_focus=True):
    """A scrolled list of lines, each drawn when it comes into sight, under a head that stays."""

    HEAD = 1

    @abstractmethod
    def line_count(self) -> int:
        """Lines below the head."""

    @abstractmethod
    def draw_head(self, width: int) -> Content:
        """The line that stays."""

    @abstractmethod
    def draw_line(self, index: int, width: int) -> Content:
        """One line, `width` cells."""

    def lines_changed(self) -> None:
        """The number of lines is another one."""
        self.virtual_size = Size(0, self.line_count() + self.HEAD)
        self.refresh()

    def on_mount(self) -> None:
        """Take the first measure."""
        self.lines_changed()

    def render_line(self, y: int) -> Strip:
        """The head, or the line that is scrolled to `y`."""
        width = self.scrollable_content_region.width
        index = self.scroll_offset.y + y - self.HEAD
        if y < self.HEAD:
            content = self.draw_head(width)
        elif index < self.line_count():
            content = self.draw_line(index, width)
        else:
            content = Content(" " * width)
        options = RenderOptions(self._get_style, {"text_wrap": "nowrap"})
        strips = content.render_strips(width, 1, self.visual_style, options)
        return strips[0] if strips else Strip.blank(width)

    def bring_into_view(self, index: int) -> None:
        """Scroll as little as it takes."""
        room = max(1, self.size.height - self.HEAD)
        top = self.scroll_offset.y
        if index < top:
            self.scroll_to(y=index, animate=False, immediate=True)
        elif index >= top + room:
            self.scroll_to(y=index - room + 1, animate=False, immediate=True)


class WindowedTable(LineView):
    """Thousands of rows by page (bảng dài), moved through by keys; Enter posts `RowChosen`."""

    cursor: reactive[int] = reactive(0)

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        fetch: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
        empty: str = "",
        widget_id: str | None = None,
    ) -> None:
        super().__init__(id=widget_id)
        self._columns = tuple(columns)
        self._fetch = fetch
        self._count_rows = count
        self.empty = empty
        """What it says where it has no rows."""
        self._rows_there: int | None = None
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()

    def reload(self) -> None:
        """Forget what was read (after a search, or when something was written)."""
        self._pages.clear()
        self._rows_there = None
        self.cursor = min(self.cursor, max(0, self.line_count() - 1))
        self.lines_changed()
        self.bring_into_view(self.cursor)

    @property
    def rows_there(self) -> int:
        """How many rows there are in all."""
        if self._rows_there is None:
            self._rows_there = self._count_rows()
        return self._rows_there

    @property
    def chosen(self) -> Row | None:
        """The row under the cursor."""
        return self.row_at(self.cursor) if self.rows_there else None

    def row_at(self, index: int) -> Row | None:
        """One row, its page read if need be; nothing where it has gone meanwhile."""
        number, place = divmod(index, PAGE)
        if number not in self._pages:
            self._pages[number] = self._fetch(number * PAGE, PAGE)
            while len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        page = self._pages[number]
        return page[place] if place < len(page) else None

    def line_count(self) -> int:
        """A line a row, or one that says there is none."""
        return self.rows_there or 1

    def draw_head(self, width: int) -> Content:
        """The titles."""
        cells = [
            fit(line((column.title, "$quiet")), each, right=column.right)
            for column, each in zip(self._shown(width), self._widths(width), strict=True)
        ]
        return fit(Content(" ").join([Content(""), Content(" " * _GAP).join(cells)]), width).stylize("underline")

    def draw_line(self, index: int, width: int) -> Content:
        """One row."""
        if not self.rows_there:
            return fit(line((f" {self.empty or t('nothing here yet')}", "$quiet")), width)
        row = self.row_at(index)
        if row is None:
            return Content(" " * width)
        there = [cell for column, cell in zip(self._columns, row.cells, strict=True) if width >= column.room]
        cells = [
            fit(line(cell), each, right=column.right)
            for column, cell, each in zip(self._shown(width), there, self._widths(width), strict=True)
        ]
        drawn = fit(Content(" ").join([Content(""), Content(" " * _GAP).join(cells)]), width)
        if row.style:
            drawn = drawn.stylize_before(row.style)
        if index == self.cursor:
            drawn = drawn.stylize("on $cursor" if self.has_focus else "on $panel")
        return drawn

    def _shown(self, width: int) -> list[Column]:
        return [column for column in self._columns if width >= column.room]

    def _widths(self, width: int) -> list[int]:
        columns = self._shown(width)
        room = width - 1 - _GAP * (len(columns) - 1)
        left = room - sum(column.width or 0 for column in columns)
        sharing = sum(1 for column in columns if column.width is None)
        spare = max(0, left - _ENOUGH * sharing)
        widths = []
        for column in columns:
            grows = 0 if column.width is None else min(spare, max(0, column.most - column.width))
            spare, left = spare - grows, left - grows
            widths.append(None if column.width is None else column.width + grows)
        each, extra = divmod(max(0, left), sharing) if sharing else (0, 0)
        shares = (max(4, each + (1 if number < extra else 0)) for number in range(sharing))
        return [next(shares) if width is None else width for width in widths]

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in sight."""
        self.bring_into_view(cursor)
        self.refresh()

    def on_focus(self) -> None:
        """Paint the cursor as live."""
        self.refresh()

    def on_blur(self) -> None:
        """Paint it as resting."""
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """Up, down, pages, ends, Enter."""
        last = max(0, self.rows_there - 1)
        page = max(1, self.size.height - self.HEAD - 1)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -last - 1, "end": last + 1}
        if event.key in moves:
            self.cursor = min(last, max(0, self.cursor + moves[event.key]))
        elif event.key == "enter" and (row := self.chosen) is not None:
            self.post_message(RowChosen(row.key, table_id=self.id))
        else:
            return
        event.stop()
        event.prevent_default()

    def on_click(self, event: events.Click) -> None:
        """The mouse moves the cursor; a second click chooses."""
        index = self.scroll_offset.y + event.y - self.HEAD
        if event.y < self.HEAD or index >= self.rows_there:
            return
        if index == self.cursor and event.chain > 1 and (row := self.chosen) is not None:
            self.post_message(RowChosen(row.key, table_id=self.id))
        self.cursor = index
