"""What this machine may hold (máy được lưu tài liệu mức nào): decided by two people, asked by whoever takes papers in.

The journal is where the decision stands: no file beside it can be edited into another one.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from congress.access.gates import Blocker, Gate, answers
from congress.access.registry import ADMINISTRATOR_WITH_HEAD, deed
from congress.access.values import Authority
from congress.errors import Refused
from congress.journal import queries as journal
from congress.store.unit import Unit
from congress.term.rules import holding as rules
from congress.term.values import Holding, MachineClass, SecrecyLabel

if TYPE_CHECKING:
    from congress.workspace import Workspace

HOLD_SECRET = "hold:secret"  # noqa: S105  # the act that the gates are asked about
SET = "machine:class:set"


@deed(SET, who=ADMINISTRATOR_WITH_HEAD, title="Class of this machine set")
def set_holding(workspace: "Workspace", by: Authority, *, holding: Holding) -> Holding:
    """Say what this machine is for (đặt loại máy): ordinary, or one for State secrets that joins no network."""
    by.due_reason()
    with workspace.unit(by) as unit:
        if holding == (before := holding_of(unit)):
            raise Refused("machine-class-same", machine=holding.machine_class)
        unit.record(
            workspace.settings.tag,
            machine_class=str(holding.machine_class),
            ever_connected_counts=holding.ever_connected_counts,
            before=str(before.machine_class),
        )
    return holding


def holding_of(unit: Unit) -> Holding:
    """Step: what was last decided for this machine; an ordinary one where nothing was.

    An entry that no program of ours wrote decides nothing less strict.
    """
    entries = journal.of_event(unit, unit.machine, SET)
    if not entries:
        return Holding()
    told = entries[-1].facts
    known = {str(one): one for one in MachineClass}
    machine = known.get(str(told.get("machine_class")), MachineClass.ORDINARY)
    return Holding(machine, ever_connected_counts=told.get("ever_connected_counts") is not False)


def check(unit: Unit, label: SecrecyLabel, *, gates: Iterable[Gate]) -> None:
    """Step: refuse to take in, make or keep here what carries `label` (kiểm tra máy được lưu mức mật này).

    `gates` are the house's: they look at the machine at this moment, and nobody can overrule what they find. Raises
    Refused("hold-on-ordinary"), ("hold-connected", ways=…) or ("hold-machine-unseen") where no gate looked.
    """
    if not rules.is_secret(label):
        return
    if refused := rules.hindrance(label, holding_of(unit).machine_class, _ways_out(unit, gates)):
        raise refused


def _ways_out(unit: Unit, gates: Iterable[Gate]) -> tuple[Blocker, ...] | None:
    told = answers(gates, unit, act=HOLD_SECRET, site_id=None)
    looked = [blockers for standing, blockers in told if blockers or standing.how == "passed"]
    return tuple(blocker for blockers in looked for blocker in blockers) if looked else None
