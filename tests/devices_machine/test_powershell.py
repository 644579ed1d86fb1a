"""PowerShell's one answer, written down by hand as ConvertTo-Json prints it; Windows itself is not here."""

import json
from pathlib import PureWindowsPath
from typing import Any

import pytest

from devices.machine import powershell
from devices.machine.powershell import Told
from devices.machine.values import Medium

ANSWER = (
    '{"printers":["HP LaserJet M404","Microsoft Print to PDF"],'
    '"disks":[{"bus":"NVMe","serial":"0025_3853_91B0_1234.","name":"SAMSUNG MZVLB512","health":"Healthy"},'
    '{"bus":"USB","serial":"4C530001230512117384","name":"SanDisk Ultra","health":"Healthy"}],'
    '"phones":[{"id":"USB\\\\VID_04E8&PID_6860\\\\R58M30ABCDE","name":"Galaxy A12"}],'
    '"drives":[{"name":"C:","bitlocker":1},{"name":"D:","bitlocker":2},{"name":"E:","bitlocker":null}],'
    '"radios":[{"kind":"WiFi","state":"On"},{"kind":"Bluetooth","state":"Off"}]}\r\n'
)


def test_an_answer_is_read_part_by_part() -> None:
    told = powershell.parsed("\ufeff" + ANSWER)
    assert told.printers == ("HP LaserJet M404", "Microsoft Print to PDF")
    assert told.media == (
        Medium("4C530001230512117384", "SanDisk Ultra"),
        Medium("R58M30ABCDE", "Galaxy A12"),
    )
    assert told.failing_disks == ()
    assert told.radios_on == ("WiFi",)
    assert [told.is_encrypted(PureWindowsPath(f"{drive}:\\work")) for drive in "cde"] == [True, False, None]


@pytest.mark.parametrize("part", ["printers", "disks", "phones", "drives", "radios"])
def test_a_part_that_could_not_be_asked_is_unknown(part: str) -> None:
    tree: dict[str, Any] = json.loads(ANSWER)
    del tree[part]
    told = powershell.parsed(json.dumps(tree))
    unknown = {name for name in Told.__slots__ if getattr(told, name) is None}
    assert (
        unknown
        == {
            "printers": {"printers"},
            "disks": {"media", "failing_disks"},
            "phones": {"media"},
            "drives": {"encrypted"},
            "radios": {"radios_on"},
        }[part]
    )


@pytest.mark.parametrize(
    ("health", "failing"), [("Warning", ("WDC",)), ("Unhealthy", ("WDC",)), ("Unknown", None), ("", None)]
)
def test_a_disk_is_good_only_where_it_says_so(health: str, failing: tuple[str, ...] | None) -> None:
    disks = [{"name": "WDC", "bus": "SATA", "serial": "1", "health": health}]
    assert powershell.parsed(json.dumps({"disks": disks})).failing_disks == failing


def test_a_radio_whose_state_is_not_known_counts_as_on() -> None:
    radios = [{"kind": "WiFi", "state": "Unknown"}, {"kind": "Bluetooth", "state": "Disabled"}]
    assert powershell.parsed(json.dumps({"radios": radios})).radios_on == ("WiFi",)


@pytest.mark.parametrize("said", ["", "Get-Printer : Access denied", "null", "[1]"])
def test_no_answer_means_nothing_is_known(said: str) -> None:
    assert powershell.parsed(said) == Told()


def test_where_there_is_no_powershell_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", "/nowhere")
    assert powershell.told() == Told()
