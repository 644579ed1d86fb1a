"""What widgets and workers tell the screens (thông điệp), in the past tense.

A worker never touches a widget: it posts one of these, and an `@on` handler of a screen acts.
"""

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from textual.message import Message

from ballots.counting.keypad import Keep, Refuse
from congress.errors import Broken, Malformed, Refused

if TYPE_CHECKING:
    from congress.access.gates import Blocker

Problem = Refused | Malformed | Broken


class PaperKept(Message):
    """The pad kept a paper, and it is stored (đã nhận phiếu)."""

    def __init__(self, kept: Keep) -> None:
        self.kept = kept
        super().__init__()


class CorrectionBegan(Message):
    """An earlier paper is being read anew (bắt đầu sửa)."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__()


class PileCompleted(Message):
    """Every paper of the pile has a reading (đủ tập)."""

    def __init__(self, papers: int) -> None:
        self.papers = papers
        super().__init__()


class KeyRefused(Message):
    """The pad did not take a key (không nhận phím); it has been said on screen already."""

    def __init__(self, refuse: Refuse) -> None:
        self.refuse = refuse
        super().__init__()


class KeepingFailed(Message):
    """A paper was not stored (không lưu được); the pad still shows it, nothing moved on."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__()


class MachineLooked(Message):
    """The laptop was looked at while a count is open (đã xem lại máy): what leads out of it, unless overruled.

    `is_shut`: nothing leads out at all, overruled or not.
    """

    def __init__(self, blocking: "tuple[Blocker, ...]", *, is_shut: bool) -> None:
        self.blocking = blocking
        self.is_shut = is_shut
        super().__init__()


class WatchFailed(Message):
    """A look at the laptop could not be taken or written down (không xem lại được máy)."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__()


class RowChosen(Message):
    """Enter on a row of a table (đã chọn dòng)."""

    def __init__(self, key: Hashable, *, table_id: str | None = None) -> None:
        self.key = key
        self.table_id = table_id
        super().__init__()


class StepChosen(Message):
    """Enter on a step of the desk (đã chọn bước)."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__()


class ChoiceMade(Message):
    """Another option of a choice was taken (đã đổi lựa chọn)."""

    def __init__(self, name: str, value: str) -> None:
        self.name = name
        self.value = value
        super().__init__()


class FormSubmitted(Message):
    """A form was sent (đã gửi biểu mẫu): the cleaned text of every field."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values
        super().__init__()


class WorkFinished(Message):
    """A worker is done (xong việc), with what it made."""

    def __init__(self, work: str, result: object = None) -> None:
        self.work = work
        self.result = result
        super().__init__()


class WorkFailed(Message):
    """A worker was refused, found bad data, or broke (việc không xong)."""

    def __init__(self, work: str, problem: Problem) -> None:
        self.work = work
        self.problem = problem
        super().__init__()
