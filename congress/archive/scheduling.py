"""When a package is to be checked (lịch kiểm tra): so many months after the last check. Nothing runs by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from congress.archive import queries
from congress.archive.values import EventType, Outcome, Package, PackageEvent
from congress.clock import months_after
from congress.errors import Finding
from congress.journal import queries as journal
from congress.store.unit import Unit

SCHEDULE = "archive:fixity:schedule"
"""The deed that says how many months lie between; the journal keeps what was said."""
MONTHS = 12
"""Until a workspace says otherwise."""
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Due:
    """A package, its last check, the day of the next one (lịch kiểm tra)."""

    package: Package
    last: PackageEvent | None
    """The newest check that was ended."""
    next: date | None
    """None where the package is no longer here."""

    def is_due(self, today: date) -> bool:
        """Whether it should be checked by now."""
        return self.next is not None and self.next <= today

    @property
    def is_damaged(self) -> bool:
        """Whether its last check found it other than it was."""
        return self.package.removed_at is None and self.last is not None and self.last.outcome is not Outcome.SUCCESS


def due(package: Package, events: Iterable[PackageEvent], *, months: int) -> Due:
    """When a package is to be checked next: so many months after its last check, or after it was built."""
    of_it = [one for one in events if one.package_id == package.id]
    last = max((one for one in of_it if one.type is EventType.FIXITY), key=lambda one: one.at, default=None)
    since = max((one.at for one in of_it if one.type in _LOOKED_AT), default=package.built_at)
    day = months_after(since.astimezone().date(), months)
    return Due(package, last, None if package.removed_at else day)


_LOOKED_AT = frozenset({EventType.FIXITY, EventType.INGESTION})
"""What is taken in was read byte by byte."""


def months_between(unit: Unit) -> int:
    """Step: the months between two checks, as last said on this machine."""
    said = [entry.facts.get("months") for entry in journal.of_event(unit, unit.machine, SCHEDULE)]
    return next((one for one in reversed(said) if isinstance(one, int)), MONTHS)


def schedule(unit: Unit) -> tuple[Due, ...]:
    """Step: every package with its last check and its next, oldest first."""
    months, events = months_between(unit), queries.events(unit)
    return tuple(due(one, events, months=months) for one in queries.packages(unit))


def to_be_told(unit: Unit) -> tuple[Finding, ...]:
    """Step: that packages were found damaged, or are due for a check; for whoever begins the day."""
    packages, today = schedule(unit), unit.now.astimezone().date()
    damaged = sum(one.is_damaged for one in packages)
    waiting = sum(one.is_due(today) for one in packages)
    found = (
        Finding("archive", "archive-damaged", {"count": damaged}),
        Finding("archive", "archive-check-due", {"count": waiting}),
    )
    return tuple(one for one in found if one.facts["count"])
