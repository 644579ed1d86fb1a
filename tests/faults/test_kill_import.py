"""Killed while a list is taken in: all of it is there, or none, and the same list can be taken in again."""

import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from congress.store.unit import Unit
from congress.workspace import check_journal
from devices.register import importing, steps
from devices.register.queries import devices as queries
from devices.register.queries import tables
from devices.register.values.listing import Sought
from tests import workspaces
from tests.clocks import PinnedClock
from tests.devices_register.stores import TECHNICIAN, dam_rong
from tests.workspaces import Office, Template

DEVICES = 300
LIST = "Loại thiết bị,Số sê-ri,Đơn vị sở hữu\n" + "".join(
    f"Máy tính,SN-{number},Đảng ủy xã Rô Men\n" for number in range(DEVICES)
)
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process to kill is forked")


def _take_in(office: Office) -> None:
    data = LIST.encode()
    plan = importing.look(office.workspace, source=data, name="a.csv")
    importing.accept(office.workspace, office.by(TECHNICIAN), source=data, name="a.csv", digest=plan.digest)


def _take_in_and_die(folder: Path, template: Template, at: str) -> None:
    """The process that is killed, by itself, in the middle of the deed."""

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    place, name = {
        "before the devices": (queries, "add_devices"),
        "before their history": (steps, "tell"),
        "before the journal": (Unit, "record"),
    }[at]
    setattr(place, name, die)
    clock = PinnedClock()
    with workspaces.reopened(folder, clock=clock) as workspace:
        _take_in(Office(workspace, clock, template.actors))


@pytest.mark.parametrize("at", ["before the devices", "before their history", "before the journal"])
def test_a_list_cut_short_leaves_nothing_half_done(embedded_template: Template, tmp_path: Path, at: str) -> None:
    folder, clock = tmp_path / "workspace", PinnedClock()
    with workspaces.copied(embedded_template.folder, folder, clock=clock) as opened:
        dam_rong(Office(opened, clock, embedded_template.actors))
        head = opened.head().number
    process = multiprocessing.get_context("fork").Process(target=_take_in_and_die, args=(folder, embedded_template, at))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    with workspaces.reopened(folder, clock=clock) as workspace:
        office = Office(workspace, clock, embedded_template.actors)
        assert workspace.head().number == head
        assert check_journal(workspace) == ()
        with workspace.reading() as unit:
            assert tables.count(unit, Sought()) == 0
        _take_in(office)
        with workspace.reading() as unit:
            assert tables.count(unit, Sought()) == DEVICES
        assert check_journal(workspace) == ()
