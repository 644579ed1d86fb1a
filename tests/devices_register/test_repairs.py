"""A device that had an incident goes to repair and comes back, with what was done; on both engines."""

import pytest

from congress.errors import Malformed, Refused
from congress.workspace import check_journal
from devices.readiness import incidents
from devices.readiness.values import IncidentKind
from devices.register import repairs, service
from devices.register.queries import devices as queries
from devices.register.values.devices import Condition, Device, DeviceAct, DeviceState
from devices.register.values.history import Happening
from tests.devices_readiness.test_service import TECHNICIAN, At, at_site
from tests.workspaces import Office


def sent_to_repair(at: At) -> str:
    """The counting laptop broke down, its incident ended with repair."""
    ws, tag = at.office.workspace, at.tags[0]
    by = at.office.by(TECHNICIAN)
    incident = incidents.report(ws, by, tag=tag, kind=IncidentKind.FAULT, what="không lên nguồn")
    service.set_condition(ws, by, tags=[tag], condition=Condition.BROKEN)
    incidents.close(ws, by, incident_id=incident.id, outcome="gửi bảo hành", act=DeviceAct.REPAIR)
    return tag


def back(at: At, tag: str, *, condition: Condition = Condition.GOOD, work: str = " thay  nguồn ") -> Device:
    (device,) = repairs.back_from_repair(
        at.office.workspace, at.office.by(TECHNICIAN), tags=[tag], condition=condition, work=work
    )
    return device


def test_a_mended_device_is_good_again_and_its_history_tells_the_work(any_office: Office) -> None:
    at = at_site(any_office)
    tag = sent_to_repair(at)
    made = back(at, tag)
    assert (made.state, made.condition) == (DeviceState.RETURNED, Condition.GOOD)
    assert at.kept(tag) == (made,)
    with any_office.workspace.reading() as unit:
        told = queries.history(unit, made.id)
    assert [one.happening for one in told[:3]] == [Happening.CONDITION, Happening.RETURNED, Happening.REPAIR]
    assert told[1].facts["work"] == "thay nguồn"
    assert check_journal(any_office.workspace) == ()
    service.assign(any_office.workspace, any_office.by(TECHNICIAN), tags=[tag], site_id=at.site.id)


def test_one_that_could_not_be_mended_comes_back_broken_and_is_placed_nowhere(office: Office) -> None:
    at = at_site(office)
    tag = sent_to_repair(at)
    made = back(at, tag, condition=Condition.BROKEN, work="hết linh kiện")
    assert (made.state, made.condition, made.counts) == (DeviceState.RETURNED, Condition.BROKEN, False)
    with pytest.raises(Refused, match="device-broken"):
        service.assign(office.workspace, office.by(TECHNICIAN), tags=[tag], site_id=at.site.id)


def test_only_what_is_in_repair_comes_back_from_it_and_the_work_is_said(office: Office) -> None:
    at = at_site(office)
    tag = sent_to_repair(at)
    with pytest.raises(Malformed) as malformed:
        back(at, tag, work=" ")
    assert [one.code for one in malformed.value.findings] == ["field-empty"]
    with pytest.raises(Refused, match="device-not-in-repair"):
        repairs.back_from_repair(
            office.workspace, office.by(TECHNICIAN), tags=[tag, at.tags[1]], condition=Condition.GOOD, work="vệ sinh"
        )
    assert at.kept(tag)[0].state is DeviceState.REPAIR
