"""What stands before the opening of a desk or a count (chốt kiểm tra): asked, shown, overruled by two people."""

from dataclasses import dataclass
from uuid import UUID

from ballots.contests import rules
from ballots.contests import service as contests
from ballots.contests.values import ContestSheet
from ballots.counting.deeds import OPEN_COUNT
from congress.access.gates import Blocker, Gate, ask
from congress.access.service import check_gates
from congress.errors import Finding, Refused
from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Opening:
    """What has to be put right before a desk opens (việc phải xong trước khi mở bàn)."""

    sheet: ContestSheet
    missing: tuple[Finding, ...]
    """Still to be prepared."""
    remarks: tuple[Finding, ...]
    gates: tuple[Blocker, ...]
    """What blocks here and that nobody has overruled."""
    overruled: tuple[Blocker, ...] = ()
    """What is in the way and two people overruled."""

    @property
    def ready(self) -> bool:
        """Whether the desk may open."""
        return not self.missing and not self.gates


def opening(unit: Unit, gates: tuple[Gate, ...], contest_id: UUID) -> Opening:
    """Step: what keeps a desk from being opened."""
    sheet = contests.sheet(unit, contest_id)
    left = blocking(unit, gates, sheet)
    overruled = tuple(one for one in everything(unit, gates, sheet) if one.key not in {each.key for each in left})
    return Opening(sheet, rules.blockers(sheet), rules.remarks(sheet), left, overruled)


def blocking(unit: Unit, gates: tuple[Gate, ...], sheet: ContestSheet) -> tuple[Blocker, ...]:
    """Step: what the house's gates have against counting here, apart from what two people overruled."""
    try:
        check_gates(unit, gates=gates, act=OPEN_COUNT, scope_id=sheet.id, site_id=site_of(sheet))
    except Refused as refused:
        found = refused.facts["blockers"]
        assert isinstance(found, tuple)
        return found
    return ()


def everything(unit: Unit, gates: tuple[Gate, ...], sheet: ContestSheet) -> tuple[Blocker, ...]:
    """Step: all that blocks, overruled or not: what two people must have seen."""
    return ask(gates, unit, act=OPEN_COUNT, site_id=site_of(sheet))


def site_of(sheet: ContestSheet) -> UUID | None:
    """The site that the gates are asked about."""
    return None if sheet.site is None else sheet.site.id
