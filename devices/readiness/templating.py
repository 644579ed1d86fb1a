"""What a congress changes of the check templates (điều chỉnh mẫu kiểm tra): items off, on, added, validity, least."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.term import queries as term
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
        if term.congress(unit, congress_id) is None:
            raise Refused("congress-unknown")
        queries.set_changes(unit, congress_id, wanted)
        said = [f"{one.template}: {one.item} {_said(one)}" for one in wanted]
        unit.record(congress_id, changes=said)
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
        if term.congress(unit, congress_id) is None:
            raise Refused("congress-unknown")
        queries.set_own_items(unit, congress_id, wanted)
        said = [f"{one.template}: “{one.text}” {'no limit' if one.days is None else f'{one.days} d'}" for one in wanted]
        unit.record(congress_id, changes=said)
        return wanted


def _said(one: DueChange) -> str:
    if not one.is_due:
        return "off"
    least = "" if one.least is None else f", at least {one.least}"
    return ("no limit" if one.days is None else f"{one.days} d") + least
