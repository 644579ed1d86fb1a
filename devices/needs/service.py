"""Planning without a workspace (lập phương án từ tệp): files in, a plan out."""

from dataclasses import dataclass

from devices.needs.formats import Files, read_files
from devices.needs.rules import costs, plan
from devices.needs.values import Costs, Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan and, where prices were given, its costs (phương án và kinh phí)."""

    plan: Plan
    costs: Costs | None


def plan_from(files: Files) -> Planned:
    """What the files come to (lập phương án); `Malformed` with every fault of every file."""
    case, prices = read_files(files)
    made = plan(case)
    return Planned(made, costs(made.whole, prices) if files.prices is not None else None)
