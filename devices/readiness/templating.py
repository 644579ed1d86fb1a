"""What a congress changes of the check templates (điều chỉnh mẫu kiểm tra): items off, on, added, validity, least."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Malformed
from congress.term import service as congresses
from devices.readiness.queries import congress as queries
from devices.readiness.rules import templates as rules
from devices.readiness.service import TEAM
from devices.readiness.values import DueChange, OwnItem

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("device:template:set", who=TEAM, title="Check templates adapted")
def set_changes(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, changes: Iterable[DueChange]
) -> tuple[DueChange, ...]:
    """Adapt the templates of a congress (điều chỉnh mẫu kiểm tra): all that differs from the defaults."""
    wanted = tuple(one for one in changes if not rules.is_default(one))
    if faults := tuple(rules.change_faults(wanted)):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        congresses.existing(unit, congress_id)
        queries.set_changes(unit, congress_id, wanted)
        unit.record(congress_id, changes=[_facts(one) for one in wanted])
        return wanted


@deed("device:template:own:set", who=TEAM, title="Own items of check templates set")
def set_own_items(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, items: Iterable[OwnItem]
) -> tuple[OwnItem, ...]:
    """Add items to the templates of a congress (bổ sung nội dung kiểm tra): all of its own, in their order."""
    wanted = tuple(rules.cleaned_own(one) for one in items)
    if faults := tuple(rules.own_faults(wanted)):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        congresses.existing(unit, congress_id)
        queries.set_own_items(unit, congress_id, wanted)
        said = [{"template": one.template, "item": one.text, "due": True, "days": one.days} for one in wanted]
        unit.record(congress_id, changes=said)
        return wanted


def _facts(one: DueChange) -> dict[str, Any]:
    """What the journal holds of a change."""
    said: dict[str, Any] = {"template": one.template, "item": str(one.item), "due": one.is_due, "days": one.days}
    return said if one.least is None else {**said, "least": one.least}
