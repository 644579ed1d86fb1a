"""This machine in the register (máy này trong sổ thiết bị): its use there and what was decided for it have to agree."""

from congress.store.unit import Unit
from congress.term.holding import holding_of
from congress.term.values import MachineClass
from devices.machine.values import Answer, Fact, Topic
from devices.register.queries import devices as register
from devices.register.rules.tags import read_tag
from devices.register.values.devices import UseClass

_ON_A_NETWORK = frozenset({UseClass.INTERNAL, UseClass.INTERNET})


def contradictions(unit: Unit) -> tuple[Fact, ...]:
    """What the register says otherwise of the device that carries this machine's tag; nothing where it knows none."""
    tag = read_tag(unit.machine)
    device = None if tag is None else register.devices_of(unit, [tag]).get(tag)
    if device is None or _agree(device.use_class, holding_of(unit).machine_class):
        return ()
    facts = {"tag": device.tag, "use_class": device.use_class}
    return (Fact(Topic.HOLDS, Answer.NO, "machine-registered-otherwise", facts),)


def _agree(use: UseClass, machine: MachineClass) -> bool:
    """A laptop for counting may be either: ballots are no State secret, and it joins no network."""
    if machine is MachineClass.CLASSIFIED:
        return use not in _ON_A_NETWORK
    return use is not UseClass.CLASSIFIED
