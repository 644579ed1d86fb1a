"""Labels for devices (in tem): of those that are named, or of all that a table shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from congress.errors import Malformed, Refused
from devices.register import steps
from devices.register.queries import tables
from devices.register.rules.labels import Setting, check_setting
from devices.register.values.listing import DeviceLine, Sought

if TYPE_CHECKING:
    from congress.workspace import Workspace

MOST_LABELS = 10_000


def print_labels(
    workspace: "Workspace", setting: Setting, *, tags: Iterable[str] = (), sought: Sought | None = None
) -> bytes:
    """A PDF of labels (tệp in tem): in the order of the tags named, else by tag. Nothing is changed."""
    if faults := tuple(check_setting(setting)):
        raise Malformed(faults)
    wanted = tuple(tags)
    with workspace.reading() as unit:
        if wanted:
            ids = [device.id for device in steps.found(unit, wanted)]
            lines: tuple[DeviceLine, ...] = tables.lines_of(unit, ids)
        else:
            lines = tables.page(unit, sought or Sought(), offset=0, limit=MOST_LABELS + 1)
    if not lines:
        raise Refused("devices-none")
    if len(lines) > MOST_LABELS:
        raise Refused("labels-too-many", most=MOST_LABELS)
    from devices.register.papers import label_sheet

    return label_sheet(lines, setting)
