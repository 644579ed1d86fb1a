"""A list looked at before it is taken in (xem trước danh sách)."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from congress.errors import Finding

Planned = TypeVar("Planned")


@dataclass(frozen=True, slots=True)
class ListPlan(Generic[Planned]):
    """What taking in a list would do: its rows in order, what is wrong, what is worth saying."""

    name: str
    rows: tuple[tuple[int, Planned], ...]
    """Each with the number of its row."""
    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    digest: str
    """Of the file and of what it would do: accepting asks for the same."""

    @property
    def is_acceptable(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults

    @property
    def planned(self) -> tuple[Planned, ...]:
        """What the rows say, without their numbers."""
        return tuple(one for _, one in self.rows)
