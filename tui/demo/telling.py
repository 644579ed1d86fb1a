"""What the demo says while it works (lời dẫn): bars on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Protocol

from tui.cli.answers import say

if TYPE_CHECKING:
    from rich.progress import Progress

Advance = Callable[[], None]


class Teller(Protocol):
    """Tells what goes on (người dẫn)."""

    def line(self, text: str = "") -> None:
        """One line that stays."""

    def part(self, text: str, *, whole: int) -> AbstractContextManager[Advance]:
        """A part of the work with so many pieces; call what it gives after each."""


class PlainTeller:
    """A line a part, for logs and pipes."""

    def line(self, text: str = "") -> None:
        """One line that stays."""
        say(text)
        sys.stdout.flush()

    @contextmanager
    def part(self, text: str, *, whole: int) -> Iterator[Advance]:
        """The line is written when the part is done."""
        yield lambda: None
        self.line(f"- {text}")


class Noting:
    """Tells on, and keeps every line for a file (ghi lại lời dẫn)."""

    def __init__(self, tell: Teller) -> None:
        self._tell = tell
        self.lines: list[str] = []

    def line(self, text: str = "") -> None:
        """One line that stays, and is kept."""
        self.lines.append(text)
        self._tell.line(text)

    def part(self, text: str, *, whole: int) -> AbstractContextManager[Advance]:
        """A part of the work, which no file needs."""
        return self._tell.part(text, whole=whole)


class BarTeller:
    """A bar a part, for a person who looks on."""

    def __init__(self, progress: "Progress") -> None:
        self._progress = progress

    def line(self, text: str = "") -> None:
        """One line above the bars; data is never markup."""
        self._progress.console.print(text, markup=False, highlight=False, soft_wrap=True)

    @contextmanager
    def part(self, text: str, *, whole: int) -> Iterator[Advance]:
        """The bar fills piece by piece and stays full."""
        task = self._progress.add_task(text, total=whole)
        yield lambda: self._progress.advance(task)
        self._progress.update(task, completed=whole)


@contextmanager
def teller() -> Iterator[PlainTeller | BarTeller]:
    """Bars where standard output is a terminal, else plain lines."""
    if not sys.stdout.isatty():
        yield PlainTeller()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=sys.stdout)) as progress:
        yield BarTeller(progress)
