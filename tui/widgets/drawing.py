"""How lines are put together (vẽ dòng): text by width, bars, big digits. Data is never markup."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from textual.content import Content

Part = str | Content | tuple[str, str]
"""Text, or (text, style); a style names colours of the palette: `"$gold bold"`."""

OK = "✓"
WRONG = "✗"
NEXT = "▶"
UNKNOWN = "·"


def line(*parts: Part) -> Content:
    """One line of text from its parts."""
    return Content.assemble(*parts)


def lines(rows: Iterable[Content]) -> Content:
    """Lines below each other."""
    return Content("\n").join(rows)


def fit(content: Content | str, width: int, *, right: bool = False) -> Content:
    """`content` in exactly `width` cells: cut with an ellipsis, or filled up with blanks."""
    whole = Content(content) if isinstance(content, str) else content
    cut = whole.truncate(max(0, width), ellipsis=True)
    gap = max(0, width - cut.cell_length)
    return cut.pad_left(gap) if right else cut.pad_right(gap)


def apart(left: Content, right: Content, width: int) -> Content:
    """`left` at the left edge, `right` at the right edge; the left side gives way."""
    room = max(0, width - right.cell_length - 1)
    return line(fit(left, room), " ", right)


_GAP = " " * 2
_SET_IN = " " * 4
"""Before the second line of a cell: as wide as a number and what stands behind it."""


_YEARS = re.compile(r"\b(\d{4}) ([-–]) (\d{4})\b")


def unbroken(text: str) -> str:
    """`text` in one line wherever it is wrapped (viết liền dòng)."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def years_unbroken(text: str) -> str:
    """`text` whose years stay in one line: "2025 - 2030"."""
    return _YEARS.sub(lambda years: unbroken(years.group()), text)


def wrapped(content: Content, width: int, *, hang: int = 0) -> list[Content]:
    """`content` in as many lines as it takes, broken at blanks but never at one that must not break.

    Textual's own wrapping breaks at no-break blanks too. Lines after the first stand `hang` cells to the right.
    """
    rows: list[Content] = []
    for word in content.split(" ", allow_blank=True):
        if rows and rows[-1].cell_length + 1 + word.cell_length <= width:
            rows[-1] = line(rows[-1], " ", word)
        else:
            rows.append(word.pad_left(hang) if rows else word)
    return rows


def columns(cells: Sequence[Content], *, width: int, across: int) -> list[Content]:
    """Cells in `across` columns, read down first, each line `width` cells; a long one goes on in a second line."""
    each = max(1, (width - len(_GAP) * (across - 1)) // across)
    blocks = [folded(cell, each) for cell in cells]
    down = -(-sum(map(len, blocks)) // across)
    while len(filled := _filled(blocks, down)) > across:
        down += 1
    rows = zip_longest(*filled, fillvalue=Content(""))
    return [Content(_GAP).join([fit(cell, each) for cell in row]) for row in rows]


def folded(cell: Content, width: int) -> list[Content]:
    """A cell in lines of `width`, broken at blanks; the further ones are set in."""
    place = cell.plain.rfind(" ", len(_SET_IN), width + 1)
    if cell.cell_length <= width or place < 0 or not cell.plain[:place].strip():
        return [cell]
    return [cell[:place], *folded(line(_SET_IN, cell[place + 1 :]), width)]


def _filled(blocks: Sequence[Sequence[Content]], down: int) -> list[list[Content]]:
    """Columns of `down` lines at the most, none of the blocks broken."""
    filled: list[list[Content]] = []
    for block in blocks:
        if not filled or len(filled[-1]) + len(block) > down:
            filled.append([])
        filled[-1] += block
    return filled


def bar(part: int, whole: int, width: int) -> Content:
    """A bar of `width` cells, `part` of `whole` filled, to half a cell."""
    halves = min(2 * width, 2 * width * part // whole) if whole > 0 else 0
    filled = "━" * (halves // 2) + "╸" * (halves % 2)
    return line((filled, "$gold"), ("─" * (width - len(filled)), "$rule"))


def flow(cells: Sequence[Content], *, width: int, gap: int = 4) -> list[Content]:
    """Cells one after the other, a new line where the next does not fit."""
    rows: list[Content] = []
    for cell in cells:
        if rows and rows[-1].cell_length + gap + cell.cell_length <= width:
            rows[-1] = line(rows[-1], " " * gap, cell)
        else:
            rows.append(cell)
    return rows


# Three rows of half blocks: every Windows and Linux console font has them.
_BIG = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", "▀▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    "_": ("   ", "   ", "▀▀▀"),
}
BIG_ROWS = 3


BIG_GAP = 3
"""Blanks between two numbers in large type."""


def big_width(digits: int) -> int:
    """Cells of a number in large type."""
    return digits * 4 - 1


def big_number(text: str) -> tuple[str, str, str]:
    """Digits (and `_` for one to come) in three rows of large type."""
    glyphs = [_BIG[char] for char in text]
    top, middle, bottom = (" ".join(glyph[row] for glyph in glyphs) for row in range(BIG_ROWS))
    return top, middle, bottom
