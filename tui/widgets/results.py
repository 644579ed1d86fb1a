"""The result (kết quả): votes with bars, the line of the majority, the border below the last elected."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from rich.cells import cell_len
from textual import events
from textual.content import Content

from congress.i18n import t
from congress.text import decimal_comma
from tui.widgets.accounting import figure
from tui.widgets.drawing import fit, line
from tui.widgets.windowed_table import LineView

_VOTES_WIDTH = 6
_PERCENT_WIDTH = 8
_NAME_WIDTH = 30
_LEAST_BAR = 8


class Standing(StrEnum):
    """How a person stands (kết quả của một người)."""

    ELECTED = "elected"
    ALTERNATE = "alternate"
    TIED = "tied"
    NOT_ELECTED = "not-elected"


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person of the result (một người), in the order of the list that is shown."""

    rank: int
    name: str
    votes: int
    percent: str
    """As in the outcome: two decimals with a point."""
    standing: Standing
    is_told_apart: bool = False
    """Whether the name ends in what tells this person from another of that name: it is not cut off."""


@dataclass(frozen=True, slots=True)
class ResultPicture:
    """All that the table shows (bảng kết quả): `needed` votes are more than half, nothing in a re-vote."""

    rows: tuple[ResultRow, ...]
    most: int
    """Votes that fill a whole bar: the valid papers, or the denominator where that is more."""
    needed: int | None = None
    border: str = ""
    """Words on the line below the last elected: "đủ 55"."""
    alternates_border: str = ""


_STYLES = {
    Standing.ELECTED: ("$good", "bold"),
    Standing.ALTERNATE: ("$gold", ""),
    Standing.TIED: ("$warn", "bold"),
    Standing.NOT_ELECTED: ("$quiet", "$quiet"),
}
_SIGNS = {Standing.ELECTED: "✓", Standing.ALTERNATE: "+", Standing.TIED: "=", Standing.NOT_ELECTED: " "}


class ResultTable(LineView):
    """The result by votes (bảng kết quả), scrolled with the keys."""

    def __init__(self, picture: ResultPicture, *, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id)
        self._picture = picture
        self._lines = _with_borders(picture)
        self._due = _due_to_namesakes(picture)

    def show(self, picture: ResultPicture) -> None:
        """Another result."""
        self._picture, self._lines, self._due = picture, _with_borders(picture), _due_to_namesakes(picture)
        self.lines_changed()

    def line_count(self) -> int:
        """A line a person, and one a border."""
        return len(self._lines)

    def draw_head(self, width: int) -> Content:
        """Titles; above the bars, what the line in them means."""
        head = line("  #   ", fit(t("Full name"), self._name_width(width) - 1))
        head += fit(t("Votes"), _VOTES_WIDTH, right=True) + fit("%", _PERCENT_WIDTH, right=True)
        return fit(line(head, "  ", self._over_bars(self._bar_width(width))), width).stylize("$quiet")

    def _over_bars(self, width: int) -> str:
        """What the line in the bars means, on the side of it where there is room."""
        mark = _mark_at(self._picture, width)
        if mark is None:
            return ""
        said = t("more than half: {needed}", needed=figure(self._picture.needed))
        if mark + 2 + len(said) <= width:
            return f"{' ' * mark}┊ {said}"
        return f"{said} ┊".rjust(mark + 1) if mark > len(said) else f"{' ' * mark}┊"

    def draw_line(self, index: int, width: int) -> Content:
        """One person or one border."""
        entry = self._lines[index]
        if isinstance(entry, str):
            return line(("──", "$gold"), (f" {entry} ", "bold $gold"), ("─" * max(0, width - len(entry) - 4), "$gold"))
        colour, weight = _STYLES[entry.standing]
        return fit(
            line(
                fit(line((str(entry.rank), "$quiet")), 3, right=True),
                (f" {_SIGNS[entry.standing]} ", f"bold {colour}"),
                fit(line((entry.name, weight)), self._name_width(width) - 1),
                fit(line((figure(entry.votes), "bold" if weight else "")), _VOTES_WIDTH, right=True),
                fit(line((decimal_comma(entry.percent), "$quiet")), _PERCENT_WIDTH, right=True),
                "  ",
                _bar(entry.votes, self._picture, self._bar_width(width), colour),
            ),
            width,
        )

    def _name_width(self, width: int) -> int:
        """A third of the table, and more where people of one name would else look alike."""
        return max(16, min(_NAME_WIDTH, width // 3), min(self._due, _left_for_bars(_LEAST_BAR, width)))

    def _bar_width(self, width: int) -> int:
        return max(_LEAST_BAR, min(48, _left_for_bars(self._name_width(width), width)))

    def on_key(self, event: events.Key) -> None:
        """Scroll."""
        moves = {
            "up": self.scroll_up,
            "down": self.scroll_down,
            "pageup": self.scroll_page_up,
            "pagedown": self.scroll_page_down,
            "home": self.scroll_home,
            "end": self.scroll_end,
        }
        if move := moves.get(event.key):
            move(animate=False)
            event.stop()
            event.prevent_default()


def _with_borders(picture: ResultPicture) -> Sequence[ResultRow | str]:
    drawn: list[ResultRow | str] = []
    for row, after in zip_longest(picture.rows, picture.rows[1:]):
        drawn.append(row)
        standings = (row.standing, after.standing if after else None)
        if picture.border and standings[0] is Standing.ELECTED and standings[1] is not Standing.ELECTED:
            drawn.append(picture.border)
        if picture.alternates_border and standings[0] is Standing.ALTERNATE and standings[1] is not Standing.ALTERNATE:
            drawn.append(picture.alternates_border)
    return drawn


def _due_to_namesakes(picture: ResultPicture) -> int:
    return max((cell_len(row.name) + 1 for row in picture.rows if row.is_told_apart), default=0)


def _left_for_bars(names: int, width: int) -> int:
    return width - 5 - names - _VOTES_WIDTH - _PERCENT_WIDTH - 4


def _mark_at(picture: ResultPicture, width: int) -> int | None:
    if picture.needed is None or picture.most <= 0 or picture.needed > picture.most:
        return None
    return min(width - 1, width * picture.needed // picture.most)


def _bar(votes: int, picture: ResultPicture, width: int, colour: str) -> Content:
    """Filled to half a cell; the majority's line shows through."""
    halves = min(2 * width, 2 * width * votes // picture.most) if picture.most > 0 else 0
    cells = list("━" * (halves // 2) + "╸" * (halves % 2) + " " * width)[:width]
    mark = _mark_at(picture, width)
    if mark is not None:
        cells[mark] = "┿" if cells[mark] == "━" else "┊"
    return line(("".join(cells), colour))
