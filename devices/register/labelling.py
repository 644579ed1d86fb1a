"""Labels for devices (in tem): of those that are named, or of all that a table shows."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from devices.register import steps
from devices.register.queries import tables
from devices.register.rules.labels import Setting, check_setting
from devices.register.service import EQUIPMENT
from devices.register.values.listing import DeviceLine, Sought

if TYPE_CHECKING:
    from congress.workspace import Workspace

MOST_LABELS = 10_000
LABELS = "device-labels"
"""Their kind among the records."""


def print_labels(
    workspace: "Workspace", setting: Setting, *, tags: Iterable[str] = (), sought: Sought | None = None
) -> bytes:
    """A PDF of labels (tệp in tem): in the order of the tags named, else by tag. Nothing is changed."""
    _checked(setting)
    with workspace.reading() as unit:
        lines = _lines(unit, tuple(tags), sought or Sought())
    return _drawn(lines, setting)


@deed("device:labels:print", who=EQUIPMENT, title="Labels of devices printed")
def keep_labels(
    workspace: "Workspace", by: Authority, setting: Setting, *, tags: Iterable[str] = (), sought: Sought | None = None
) -> Record:
    """The same, kept among the records (in tem, lưu hồ sơ)."""
    _checked(setting)
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=None)
        lines = _lines(unit, tuple(tags), sought or Sought())
    kept = files.keep(workspace.papers, _drawn(lines, setting), name=f"Tem thiết bị - {len(lines)} tem.pdf")
    with workspace.unit(by) as unit:
        record = records.register(unit, kept, kind=LABELS, scope_id=None)
        unit.record(LABELS, in_all=len(lines), sheet=str(setting.sheet), start=setting.start, paper=record.sha256)
        return record


def _checked(setting: Setting) -> None:
    if faults := tuple(check_setting(setting)):
        raise Malformed(faults)


def _lines(unit: Unit, tags: tuple[str, ...], sought: Sought) -> tuple[DeviceLine, ...]:
    if tags:
        lines = tables.lines_of(unit, [device.id for device in steps.found(unit, tags)])
    else:
        lines = tables.page(unit, sought, offset=0, limit=MOST_LABELS + 1)
    if not lines:
        raise Refused("devices-none")
    if len(lines) > MOST_LABELS:
        raise Refused("labels-too-many", most=MOST_LABELS)
    return lines


def _drawn(lines: tuple[DeviceLine, ...], setting: Setting) -> bytes:
    from devices.register.papers import label_sheet

    return label_sheet(lines, setting)
