"""What was decided for this machine and what the register says of it."""

import pytest

from congress.i18n import sentence
from congress.term import holding
from congress.term.values import Holding, MachineClass
from devices.register.own_class import contradictions
from devices.register.values.devices import Category, DeviceDetails, NewDevice, UseClass
from tests.devices_register.stores import dam_rong, registered
from tests.workspaces import Office


def _found(office: Office, tag: str, decided: MachineClass, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("devices.register.own_class.holding_of", lambda _: Holding(decided))
    with office.workspace.reading() as unit:
        monkeypatch.setattr(unit, "machine", tag)
        return [sentence(fact) for fact in contradictions(unit)]


@pytest.mark.parametrize(
    ("use", "decided", "agree"),
    [
        (UseClass.CLASSIFIED, MachineClass.CLASSIFIED, True),
        (UseClass.CLASSIFIED, MachineClass.ORDINARY, False),
        (UseClass.COUNTING, MachineClass.CLASSIFIED, True),
        (UseClass.COUNTING, MachineClass.ORDINARY, True),
        (UseClass.INTERNAL, MachineClass.CLASSIFIED, False),
        (UseClass.INTERNAL, MachineClass.ORDINARY, True),
        (UseClass.INTERNET, MachineClass.CLASSIFIED, False),
        (UseClass.INTERNET, MachineClass.ORDINARY, True),
    ],
)
def test_the_register_and_the_decision_have_to_agree(
    office: Office, monkeypatch: pytest.MonkeyPatch, use: UseClass, decided: MachineClass, agree: bool
) -> None:
    known = dam_rong(office)
    (device,) = registered(
        office, [NewDevice(DeviceDetails(Category.COMPUTER, known.old[0], "HP ProBook"), use_class=use)]
    )
    found = _found(office, device.tag.lower(), decided, monkeypatch)
    assert (found == []) == agree
    assert all(device.tag in said for said in found)


def test_a_machine_that_the_register_does_not_know_contradicts_nothing(office: Office) -> None:
    decided = Holding(MachineClass.CLASSIFIED)
    holding.set_holding(office.workspace, office.by("quantri", "truongban", reason="kế hoạch"), holding=decided)
    with office.workspace.reading() as unit:
        assert contradictions(unit) == ()
