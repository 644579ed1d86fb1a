"""A ballot paper (phiếu bầu): what was seen on it, and what it means."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Strikes:
    """What was seen on a paper of form A (tên bị gạch): candidate numbers, ascending."""

    struck: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _ascending(self.struck)

    @classmethod
    def of(cls, struck: Iterable[int]) -> "Strikes":
        """Marks from distinct numbers in any order."""
        return cls(tuple(sorted(struck)))


@dataclass(frozen=True, slots=True)
class Boxes:
    """What was seen on a paper of form B (ô được đánh X): candidate numbers, ascending."""

    agree: tuple[int, ...] = ()
    disagree: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        _ascending(self.agree)
        _ascending(self.disagree)

    @classmethod
    def of(cls, agree: Iterable[int] = (), disagree: Iterable[int] = ()) -> "Boxes":
        """Marks from distinct numbers in any order."""
        return cls(tuple(sorted(agree)), tuple(sorted(disagree)))


Marks = Strikes | Boxes
"""What was seen (dấu trên phiếu), apart from what it means."""


def _ascending(numbers: tuple[int, ...]) -> None:
    if len(numbers) > 1 and tuple(sorted(set(numbers))) != numbers:
        raise ValueError("marks are distinct numbers, ascending")


class BoardReason(StrEnum):
    """Why the counting board finds a paper void (lý do ban kiểm phiếu kết luận), QC190 Art. 8(2)."""

    NOT_ISSUED = "not-issued"
    NOT_STAMPED = "not-stamped"
    WRITTEN_IN = "written-in"
    SIGNED = "signed"
    PRIVATE_MARK = "private-mark"
    OTHER = "other"


class VoidReason(StrEnum):
    """Why the regulation makes a paper void (lý do không hợp lệ theo quy chế), in the order of their rank."""

    TOO_MANY = "too-many"
    BOTH_BOXES = "both-boxes"
    NO_BOX = "no-box"
    ALL_DISAGREE = "all-disagree"
    ALL_BLANK = "all-blank"
    ELECTS_NOBODY = "elects-nobody"


Reason = BoardReason | VoidReason
REASON_ORDER: tuple[Reason, ...] = (*BoardReason, *VoidReason)
"""The first of these that holds is the one under which a void paper is counted."""


def reason_of(code: str) -> Reason:
    """A reason as it is kept."""
    return BoardReason(code) if code in set(BoardReason) else VoidReason(code)


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot paper, or several alike (phiếu bầu): what was seen, and the board's reason where it has one."""

    marks: Marks | None
    """None only where the board found the paper void without its marks being kept."""
    board: BoardReason | None = None
    why: str = ""
    """The board's words, with the reason `other` alone."""
    times: int = 1

    def __post_init__(self) -> None:
        if self.marks is None and self.board is None:
            raise ValueError("a paper has marks or the board's reason")
        if bool(self.why) != (self.board is BoardReason.OTHER):
            raise ValueError("`other` alone is said in words")
        if self.times < 1:
            raise ValueError("a paper is there once or more")


class Standing(StrEnum):
    """What becomes of a paper (kết luận về phiếu)."""

    VALID = "valid"
    VOID = "void"
    FOR_THE_BOARD = "for-the-board"
    """People must look: the program never concludes on a void or disputed paper, QC190 Art. 8(2)."""


@dataclass(frozen=True, slots=True)
class PaperVerdict:
    """What a paper means (kết luận): its standing, every reason against it, and whom it chooses."""

    standing: Standing
    reasons: tuple[Reason, ...]
    """All that hold, in their order; the first is the one that counts."""
    chosen: tuple[int, ...]
    """Whom its marks choose, in ballot order, whether or not the paper is valid."""
    disputed: bool = False
    """Form B with every row disagreed or blank: readings of the regulation differ, the board confirms."""

    @property
    def first(self) -> Reason | None:
        """The reason that a void paper is counted under (lý do ghi vào biên bản)."""
        return self.reasons[0] if self.reasons else None


class RowVote(StrEnum):
    """What one row of a paper says (một dòng trên phiếu)."""

    FOR = "for"
    AGAINST = "against"
    NONE = "none"
