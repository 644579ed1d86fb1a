"""A congress with a site, a hand-over, an incident and a gate overruled (đại hội mẫu cho báo cáo)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from congress.access import service as access
from congress.access.gates import Blocker
from congress.store.unit import Unit
from congress.term import bodies
from congress.term.values import BodyDetails, BodyKind
from congress.workspace import House
from devices.custody import service as custody
from devices.custody.service import Handed
from devices.custody.values import NewHandover, NewLine, NewReturn, Side
from devices.readiness import incidents
from devices.readiness.values import Incident, IncidentKind
from devices.register.values.devices import Condition, DeviceAct
from devices.reports.gathering import report_of
from devices.reports.values import Report
from tests.devices_readiness.test_service import TECHNICIAN, At

WHY = "mạng đã rút, chờ cấp tem"


@dataclass(frozen=True, slots=True)
class Reported:
    """The site, and the contest whose gate was overruled."""

    at: At
    contest_id: UUID
    taker: UUID

    @property
    def report(self) -> Report:
        """What is known now."""
        with self.at.office.workspace.reading() as unit:
            return report_of(unit, self.at.site.congress_id, contest_ids=[self.contest_id])


def reported(at: At) -> Reported:
    """Nothing happened yet."""
    by = at.office.by(TECHNICIAN)
    body = bodies.make_body(at.office.workspace, by, details=BodyDetails("Tổ kỹ thuật đại hội", BodyKind.AGENCY))
    return Reported(at, uuid4(), body.id)


def hand_over(of: Reported) -> Handed:
    """Every device goes to the team of the congress, to be back by the end of the year."""
    at, office = of.at, of.at.office
    lines = tuple(NewLine(tag=tag, condition=Condition.GOOD, accessories="dây nguồn") for tag in at.tags)
    day = office.clock.now().astimezone().date()
    new = NewHandover(
        number="07-BB/VPHU",
        on=day,
        basis="Kế hoạch số 229-KH/TU",
        giver=Side(at.devices[0].custody.holder_id, "Đỗ Đức Hạnh", "Chánh Văn phòng"),
        taker=Side(of.taker, "Lê Văn Kỹ", "Tổ trưởng"),
        lines=lines,
        congress_id=at.site.congress_id,
        until=date(day.year, 12, 31),
    )
    return custody.hand_over(office.workspace, office.by(TECHNICIAN), new=new)


def lose_service(of: Reported, *, minutes: int = 12) -> Incident:
    """The laptop is out, the spare takes its place after some minutes."""
    at, office = of.at, of.at.office
    by, ws = office.by(TECHNICIAN), office.workspace
    incident = incidents.report(ws, by, tag=at.tags[0], kind=IncidentKind.FAULT, what="không lên nguồn")
    office.clock.advance(seconds=60 * minutes)
    incidents.swap(ws, by, incident_id=incident.id, spare_tag=at.tags[2], data_moved=True)
    return incident


def close(of: Reported, incident: Incident) -> None:
    """The laptop goes back after three hours."""
    office = of.at.office
    office.clock.advance(seconds=3 * 3600)
    incidents.close(
        office.workspace, office.by(TECHNICIAN), incident_id=incident.id, outcome="thay nguồn", act=DeviceAct.RETURN
    )


class StampGate:
    """A gate that misses a stamp."""

    name = "stamp"

    def __init__(self, tag: str) -> None:
        self._missing = Blocker("stamp-missing", {"tag": tag}, tag)

    def aside(self, unit: Unit, *, act: str, site_id: UUID | None) -> str:
        """It always has a say."""
        return ""

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        """Always the same."""
        return (self._missing,)


def overrule(of: Reported) -> None:
    """Head and presidium let the count open although a stamp is missing."""
    office = of.at.office
    by = office.by("truongban", "chutich", reason=WHY)
    gate = StampGate(of.at.tags[1])
    office.workspace.house = House((gate,), office.clock)
    with office.workspace.reading() as unit:
        seen = gate.blockers(unit, act="count:open", site_id=None)
    access.overrule_gates(office.workspace, by, act="count:open", scope_id=of.contest_id, seen=seen)


def hand_back(of: Reported, made: Handed) -> Handed:
    """All but the last come back, the printer broken and without its cord."""
    at, office = of.at, of.at.office
    lines = [NewLine(tag=tag, condition=Condition.GOOD, accessories="dây nguồn") for tag in at.tags[:3]]
    lines[1] = NewLine(tag=at.tags[1], condition=Condition.WORN)
    new = NewReturn(
        handover_id=made.handover.id,
        number="01-BB/TKT",
        on=office.clock.now().astimezone().date(),
        giver_name="Lê Văn Kỹ",
        taker_name="Đỗ Đức Hạnh",
        lines=tuple(lines),
    )
    return custody.hand_back(office.workspace, office.by(TECHNICIAN), new=new)
