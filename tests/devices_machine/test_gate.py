"""The machine gate keeps official counting waiting; looking opens no connection."""

import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from congress.access.gates import ask
from devices.machine import calls, linux, service
from devices.machine.service import MachineGate
from devices.machine.values import MEBIBYTE, Interface, Link
from tests.house.subprocesses import python
from tests.workspaces import Office

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop without a network and with room, whatever machine the tests run on."""
    monkeypatch.setattr(linux, "interfaces", lambda: (Interface("eno1", Link.WIRED, is_up=False),))
    monkeypatch.setattr(linux, "ways_out", lambda: ())
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 10**12))


def asked(office: Office, folder: Path) -> list[tuple[str, str]]:
    with office.workspace.reading() as unit:
        return [blocker.key for blocker in ask((MachineGate(folder),), unit, act="count:open")]


@pytest.mark.usefixtures("quiet")
def test_a_quiet_laptop_lets_everything_through(office: Office, tmp_path: Path) -> None:
    assert asked(office, tmp_path) == []


@pytest.mark.usefixtures("quiet")
def test_network_disk_and_clock_keep_it_waiting(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linux, "interfaces", lambda: (Interface("wlan0", Link.WIRELESS, is_up=True),))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 100 * MEBIBYTE))
    office.clock.set_back(hours=24 * 365 * 50)
    assert asked(office, tmp_path) == [
        ("machine-network-up", "wlan0"),
        ("machine-clock-impossible", ""),
        ("machine-disk-nearly-full", ""),
    ]


@pytest.mark.usefixtures("quiet")
def test_the_gate_asks_no_other_program_inside_a_deed(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a program was started while the database is locked")

    monkeypatch.setattr(linux, "ask", never)
    monkeypatch.setattr(calls, "listening", never)
    assert asked(office, tmp_path) == []


def test_a_folder_that_is_not_there_yet_is_measured_where_it_will_stand(tmp_path: Path) -> None:
    assert service._there(tmp_path / "a" / "b") == tmp_path
    assert service._free_bytes(tmp_path / "a" / "b")


def test_looking_at_the_machine_opens_no_connection(tmp_path: Path) -> None:
    ran = python(
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from devices.machine.service import examine\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, _: seen.append(event) if event.startswith('socket.') else None)\n"
        f"examine(Path({str(tmp_path)!r}), now=datetime.now(UTC))\nprint(seen)"
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip() == "[]"
