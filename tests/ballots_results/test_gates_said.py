"""What the minutes say of the gates: only what was so when counting was opened."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest

from ballots.contests import service as contests
from congress.access import service as access
from congress.access.gates import Blocker, Gate, Standing, ask
from congress.i18n import say_in
from congress.store.unit import Unit
from congress.term import bodies
from congress.term.values import BodyDetails, BodyKind
from congress.workspace import House
from devices.machine.gate import MachineGate
from devices.readiness.gate import ReadinessGate
from devices.register import service as register
from devices.register import sites
from devices.register.values.devices import Category, DeviceDetails, NewDevice, UseClass
from devices.register.values.sites import Needed, PositionKind
from tests.ballots_counting.desks import REASON, AtDesk, at_desk
from tests.ballots_results.counted import CHAIR, HEAD, Counted, counted, counted_at
from tests.congress_papers.reading import text_of
from tests.devices_register.stores import a_site
from tests.workspaces import Office

NOT_THERE = "sổ thiết bị của điểm tổ chức chưa có máy kiểm phiếu; chốt kiểm tra sẵn sàng thiết bị không áp dụng"
PASSED = "thiết bị của điểm tổ chức đạt chốt kiểm tra sẵn sàng"
OVERRULED = "chốt kiểm tra sẵn sàng thiết bị của điểm tổ chức còn vướng mắc; việc bỏ qua đã được quyết định"


@dataclass
class Ready:
    """The readiness gate of a site where all is ready, until something is found."""

    found: tuple[Blocker, ...] = ()
    name: str = ReadinessGate.name

    def aside(self, unit: Unit, *, act: str, site_id: UUID | None) -> str:
        return ""

    def blockers(self, unit: Unit, *, act: str, site_id: UUID | None) -> tuple[Blocker, ...]:
        return self.found


def minutes(at: Counted) -> str:
    return text_of(at.pdf(at.fix().papers[0]))


def at_a_site(office: Office) -> tuple[AtDesk, UUID]:
    """A contest ready for its desk, counted in a hall of the congress."""
    desk = at_desk(office)
    site = a_site(office)
    details = replace(desk.sheet.details, site_id=site.id)
    contests.change_contest(office.workspace, office.by("kythuat"), contest_id=desk.contest_id, details=details)
    return desk, site.id


def with_gates(office: Office, *gates: Gate) -> Office:
    office.workspace.house = House(gates, office.clock)
    return office


def test_a_site_without_a_counting_device_is_said_to_be_one(office: Office) -> None:
    desk, _ = at_a_site(with_gates(office, ReadinessGate()))
    text = minutes(counted_at(desk))
    assert NOT_THERE in text
    assert PASSED not in text


def test_equipment_that_was_ready_is_said_to_have_passed(office: Office) -> None:
    text = minutes(counted(with_gates(office, Ready())))
    assert PASSED in text
    assert NOT_THERE not in text


def test_without_a_gate_the_minutes_say_nothing_of_one(office: Office) -> None:
    at = counted(office)
    assert at.draft().remarks == ()


def test_counting_devices_that_were_not_ready_are_said_to_have_been_overruled(
    any_office: Office,
) -> None:
    """The real gate: a device that nobody checked. What the register holds after the opening changes nothing."""
    desk, site_id = at_a_site(any_office)
    workspace, by = any_office.workspace, any_office.by("hoitruong")
    body = bodies.make_body(workspace, by, details=BodyDetails("Văn phòng Huyện ủy", BodyKind.AGENCY))
    details = DeviceDetails(Category.COMPUTER, body.id, serial="SN-1")
    (device,) = register.register(workspace, by, devices=[NewDevice(details, use_class=UseClass.COUNTING)])
    register.assign(workspace, by, tags=[device.tag], site_id=site_id)
    sites.set_positions(workspace, by, site_id=site_id, needed=[Needed(PositionKind.COUNTING_STATION, 1)])
    with_gates(any_office, ReadinessGate())
    with workspace.reading() as unit:
        seen = ask(workspace.house.gates, unit, act="count:open", site_id=site_id)
    two = any_office.by(HEAD, CHAIR, reason=REASON)
    access.overrule_gates(workspace, two, act="count:open", scope_id=desk.contest_id, site_id=site_id, seen=seen)
    at = counted_at(desk)
    register.take_back(workspace, by, tags=[device.tag])
    text = minutes(at)
    assert OVERRULED in text
    assert "Bỏ qua chốt kiểm tra: " in text
    assert NOT_THERE not in text
    assert PASSED not in text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_way_a_gate_of_the_house_can_stand_has_its_sentence(language: str) -> None:
    say = say_in(language)
    ways = {ReadinessGate.name: ("no-site", "no-counting-device"), MachineGate.name: ()}
    for gate, aside in ways.items():
        for how in (*aside, "passed", "overruled"):
            code = Standing(gate, how).code
            assert say(code) != code
