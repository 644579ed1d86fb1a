"""Lines of text that are wrapped as people would (dòng chữ tự xuống dòng): what belongs together stays together."""

from collections.abc import Iterable

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.widgets.drawing import lines, wrapped


class Flowing(Widget):
    """Lines, each wrapped at its blanks, never at a no-break blank; further lines hang below the first."""

    DEFAULT_CSS = """
    Flowing {
        height: auto;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    """

    rows: reactive[tuple[Content, ...]] = reactive((), layout=True)

    def __init__(self, rows: Iterable[Content] = (), *, hang: int = 0, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self.hang = hang
        """Cells by which the lines after the first of each stand to the right."""
        self.set_reactive(Flowing.rows, tuple(rows))

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """As many lines as they need at this width."""
        return len(self._wrapped(width))

    def render(self) -> Content:
        """Every line."""
        return lines(self._wrapped(self.content_size.width or self.size.width))

    def _wrapped(self, width: int) -> list[Content]:
        return [part for row in self.rows for part in wrapped(row, width, hang=self.hang)]
