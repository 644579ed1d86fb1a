"""What an open point is (điểm cần thống nhất)."""

from dataclasses import dataclass
from enum import StrEnum

from ballots.regulations.citations import Certainty, Topic

Value = str | int


class Group(StrEnum):
    """What an open point is about (nhóm)."""

    BASIS = "basis"
    PAPER = "paper"
    RESULT = "result"
    LIST = "list"
    BOARD = "board"
    KEEPING = "keeping"


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """One setting of the congress (điểm cần thống nhất)."""

    key: str
    title: str
    """In Vietnamese, as the minutes print it."""
    default: Value
    why: str
    """In Vietnamese: why it is open."""
    certainty: Certainty
    group: Group
    choices: tuple[str, ...] = ()
    """The values allowed where they are words."""
    least: int = 0
    most: int = 0
    """The bounds where the value is a number."""
    topic: Topic | None = None
    """The provision behind it; its article comes from the contest's regulation."""
    figure: str = ""
    """A number as the minutes write it, with its unit: "{} tháng"."""
    nought: str = ""
    """What 0 means in words."""
    confirm: bool = False
    """The board confirms it before the count opens, even at its default."""

    @property
    def title_id(self) -> str:
        """Message id of the title in the language of the screen."""
        return f"point-{self.key.replace('_', '-')}"

    @property
    def subject(self) -> str:
        """The title without the unit, which the minutes write beside the number."""
        return self.title.partition(" (")[0] if self.figure else self.title

    def written(self, value: Value) -> str:
        """A number in the words of the minutes: "6 tháng"; "" where the value is none."""
        if not isinstance(value, int):
            return ""
        return self.nought if value == 0 and self.nought else self.figure.format(value)

    def allows(self, value: Value) -> bool:
        """Whether the congress may set this value."""
        if isinstance(value, bool):
            return False
        if isinstance(self.default, int):
            return isinstance(value, int) and self.least <= value <= self.most
        return isinstance(value, str) and value in self.choices
