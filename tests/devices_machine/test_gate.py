"""The machine gate keeps official counting waiting; looking opens no connection."""

import shutil
from collections import namedtuple
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from congress.access.gates import ask
from congress.access.service import overrule_gates
from congress.errors import Refused
from congress.i18n import sentence
from congress.term import holding
from congress.term.values import Holding, MachineClass, SecrecyLabel
from devices.machine import calls, linux, service
from devices.machine.gate import MachineGate
from devices.machine.values import MEBIBYTE, Interface, Link
from devices.machine.watch import note_found, note_gone
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


def held(office: Office, folder: Path, label: SecrecyLabel = SecrecyLabel.SECRET) -> Refused | None:
    with office.workspace.reading() as unit:
        try:
            holding.check(unit, label, gates=(MachineGate(folder),))
        except Refused as refused:
            return refused
    return None


def decide(office: Office, *, ever: bool = False) -> None:
    decided = Holding(MachineClass.CLASSIFIED, ever_connected_counts=ever)
    holding.set_holding(office.workspace, office.by("quantri", "truongban", reason="kế hoạch"), holding=decided)


@pytest.mark.usefixtures("quiet")
def test_secrets_wait_for_a_way_out_alone_not_for_the_disk_or_the_clock(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(office)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 0, 100 * MEBIBYTE))
    assert asked(office, tmp_path) == [("machine-disk-nearly-full", "")]
    assert held(office, tmp_path) is None
    monkeypatch.setattr(linux, "interfaces", lambda: (Interface("eno1", Link.WIRED, is_up=True),))
    refused = held(office, tmp_path)
    assert refused is not None
    assert refused.code == "hold-connected"
    assert "eno1" in sentence(refused)
    assert held(office, tmp_path, SecrecyLabel.INTERNAL) is None


@pytest.mark.usefixtures("quiet")
def test_networks_that_cannot_be_seen_keep_secrets_out(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(office)
    monkeypatch.setattr(linux, "interfaces", lambda: None)
    refused = held(office, tmp_path)
    assert refused is not None
    assert refused.code == "hold-connected"


@pytest.mark.usefixtures("quiet")
def test_a_way_out_once_noted_counts_for_good_only_where_that_is_set(office: Office, tmp_path: Path) -> None:
    decide(office)
    note_found(office.workspace, ways=("machine-network-up:eno1",))
    note_gone(office.workspace, ways=("machine-network-up:eno1",))
    assert held(office, tmp_path) is None
    decide(office, ever=True)
    refused = held(office, tmp_path)
    assert refused is not None
    assert [one.code for one in refused.facts["ways"]] == ["machine-was-connected"]  # type: ignore[attr-defined]  # blockers
    assert "từng có đường ra ngoài" in sentence(refused)
    assert asked(office, tmp_path) == [], "official counting does not ask what was once"


@pytest.mark.usefixtures("quiet")
def test_an_overruled_gate_lets_no_secret_in(office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decide(office)
    monkeypatch.setattr(linux, "interfaces", lambda: (Interface("eno1", Link.WIRED, is_up=True),))
    gate = MachineGate(tmp_path)
    workspace = office.workspace
    monkeypatch.setattr(workspace, "house", replace(workspace.house, gates=(gate,)))
    for act in ("count:open", holding.HOLD_SECRET):
        with workspace.reading() as unit:
            seen = gate.blockers(unit, act=act, site_id=None)
        by = office.by("truongban", "chutich", reason="vẫn làm")
        overrule_gates(workspace, by, act=act, scope_id=uuid4(), seen=seen)
    refused = held(office, tmp_path)
    assert refused is not None
    assert refused.code == "hold-connected"


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
