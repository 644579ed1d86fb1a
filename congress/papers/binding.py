"""What stands together on a page (giữ liền trang): headings with their text, signatures with theirs."""

from collections.abc import Sequence

from reportlab.platypus import Flowable

_LAST_LINES_PT = 60.0  # about three lines of text, or two rows of a table, go along with the signatures


class Stack(Flowable):
    """Flowables one under the other that never part (khối liền)."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self.parts = tuple(parts)
        self._heights: list[float] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self._heights = [part.wrap(width, height)[1] for part in self.parts]
        gaps = sum(gap(upper, lower) for upper, lower in zip(self.parts, self.parts[1:], strict=False))
        self.width, self.height = width, sum(self._heights) + gaps
        return self.width, self.height

    def getSpaceBefore(self) -> float:
        return float(self.parts[0].getSpaceBefore())

    def getSpaceAfter(self) -> float:
        return float(self.parts[-1].getSpaceAfter())

    def draw(self) -> None:
        y = self.height
        for index, (part, tall) in enumerate(zip(self.parts, self._heights, strict=True)):
            y -= tall + (gap(self.parts[index - 1], part) if index else 0)
            part.drawOn(self.canv, 0, y)


class Bound(Stack):
    """A heading bound to what follows (đề mục): a page ends only behind the first lines below it."""

    def __init__(self, heading: Flowable, rest: Flowable) -> None:
        super().__init__((heading, rest))

    def split(self, width: float, height: float) -> list[Flowable]:
        heading, rest = self.parts
        _, taken = heading.wrap(width, height)
        below = height - taken - gap(heading, rest)
        pieces = rest.split(width, below) if below > 0 else []
        if len(pieces) < 2:
            return []
        return [Stack((heading, pieces[0])), *pieces[1:]]


class Closing(Stack):
    """The end of a text with its signatures (phần ký): some text always goes along to their page."""

    def __init__(self, text: Flowable, signatures: Flowable) -> None:
        super().__init__((text, signatures))

    def split(self, width: float, height: float) -> list[Flowable]:
        text, signatures = self.parts
        _, tall = text.wrap(width, height)
        pieces = text.split(width, min(height, tall - _LAST_LINES_PT))
        if len(pieces) < 2:
            return []
        head, *tail = pieces
        return [head, Closing(tail[0] if len(tail) == 1 else Stack(tail), signatures)]


def gap(upper: Flowable, lower: Flowable) -> float:
    """Space between two flowables, points."""
    return float(max(upper.getSpaceAfter(), lower.getSpaceBefore()))
