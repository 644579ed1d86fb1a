"""What the reports tell (nội dung báo cáo): sites, incidents, gates overruled, what came back and what did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from congress.errors import Finding
from congress.term.values import Congress
from devices.custody.values import Handover
from devices.readiness.values import Incident, IncidentKind, IncidentState, Lack, Light, SiteStanding
from devices.register.values.devices import Device


class Phase(StrEnum):
    """Which report (loại báo cáo)."""

    BEFORE = "before"
    """Trước đại hội: readiness, what is lacking, by when and by whom."""
    DURING = "during"
    """Trong đại hội: incidents, swaps, minutes without service, gates overruled."""
    AFTER = "after"
    """Sau đại hội: what came back, what did not, damage, time to restore, lessons."""


@dataclass(frozen=True, slots=True)
class SiteTold:
    """A site (điểm tổ chức): how it stands, who answers for it, the devices that are there."""

    name: str
    standing: SiteStanding
    lacks: tuple[Lack, ...]
    who: str
    devices: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class IncidentTold:
    """An incident (sự cố), its device, the spare and the site by name."""

    incident: Incident
    device: Device
    spare: Device | None
    site: str

    @property
    def hours_to_close(self) -> int | None:
        """Whole hours from the report to the end; None while it is open."""
        closed = self.incident.closed_at
        return None if closed is None else int((closed - self.incident.reported_at).total_seconds() // 3600)


@dataclass(frozen=True, slots=True)
class OverrulingTold:
    """A gate that two people overruled (bỏ qua chốt): when, what blocked, why, who."""

    at: datetime
    blockers: tuple[Finding, ...]
    reason: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class HandoverTold:
    """A hand-over (bàn giao): who took, how many went, came back, and which are still out; what differed."""

    handover: Handover
    taker: str
    out: tuple[Device, ...]
    differences: tuple[Finding, ...]

    @property
    def went(self) -> int:
        """How many devices went."""
        return len(self.handover.lines)

    @property
    def back(self) -> int:
        """How many came back."""
        return self.went - len(self.out)

    @property
    def is_due_back(self) -> bool:
        """Whether its devices are to come back at all."""
        return self.handover.until is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything that the three reports take their figures from, at one moment (số liệu báo cáo)."""

    congress: Congress
    at: datetime
    sites: tuple[SiteTold, ...]
    incidents: tuple[IncidentTold, ...]
    """Oldest first."""
    overrulings: tuple[OverrulingTold, ...]
    """Oldest first."""
    handovers: tuple[HandoverTold, ...]
    damaged: tuple[Device, ...]
    """Of all devices named here: broken, in repair, lost."""
    holders: dict[str, str]
    """By tag, who holds a device now."""

    @property
    def ready(self) -> int:
        """Sites that are ready."""
        return sum(1 for one in self.sites if one.standing.light is Light.READY)

    @property
    def swapped(self) -> int:
        """Incidents in which a spare took the place."""
        return sum(1 for one in self.incidents if one.spare is not None)

    @property
    def security(self) -> int:
        """Security incidents."""
        return sum(1 for one in self.incidents if one.incident.kind is IncidentKind.SECURITY)

    @property
    def not_closed(self) -> int:
        """Incidents that are not closed."""
        return sum(1 for one in self.incidents if one.incident.state is not IncidentState.CLOSED)

    @property
    def minutes(self) -> Sequence[int]:
        """Minutes without service of each incident after which service went on."""
        found = (one.incident.minutes_without_service for one in self.incidents)
        return tuple(one for one in found if one is not None)

    @property
    def due_back(self) -> tuple[HandoverTold, ...]:
        """Hand-overs whose devices are to come back."""
        return tuple(one for one in self.handovers if one.is_due_back)
