"""What taking in a list does, row by row (kết quả từng dòng)."""

from dataclasses import dataclass
from enum import StrEnum

from devices.register.values.devices import Device, NewDevice


class RowOutcome(StrEnum):
    """What a row does (kết quả dòng)."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row and what it does."""

    row: int
    outcome: RowOutcome
    new: NewDevice | None = None
    before: Device | None = None
    after: Device | None = None

    @property
    def tag(self) -> str:
        """Of the known device; empty for a new one."""
        return "" if self.before is None else self.before.tag

    @property
    def changes_holder(self) -> bool:
        """Whether a known device would change hands; a name where none was known does not say so."""
        if self.before is None or self.after is None:
            return False
        was, becomes = self.before.custody, self.after.custody
        return was.holder_id != becomes.holder_id or was.holder_name not in {"", becomes.holder_name}
