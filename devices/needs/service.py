"""Planning without a workspace (lập phương án từ tệp): files in, a plan out."""

from dataclasses import dataclass, replace

from congress.errors import Finding
from devices.needs.formats import Files, read_files
from devices.needs.rules import costs, plan
from devices.needs.values import Case, Costs, Plan, Price


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan and, where prices were given, its costs (phương án và kinh phí)."""

    plan: Plan
    costs: Costs | None


def plan_from(files: Files) -> Planned:
    """What the files come to (lập phương án); `Malformed` with every fault of every file."""
    case, prices = read_files(files)
    made = planned(case, prices if files.prices is not None else None)
    placed = tuple(_placed(finding, files) for finding in made.plan.findings)
    return replace(made, plan=replace(made.plan, findings=placed))


def planned(case: Case, prices: tuple[Price, ...] | None) -> Planned:
    """What a case comes to, with its costs where prices are known."""
    made = plan(case)
    return Planned(made, None if prices is None else costs(made.whole, prices))


def _placed(finding: Finding, files: Files) -> Finding:
    """A remark about a whole list, at the file that the list came from."""
    given = {
        "new-units": files.new_units,
        "norms": files.norms,
        "printed": files.printed,
        "distances": files.distances,
    }.get(finding.where)
    return finding if given is None else replace(finding, where=given.name)
