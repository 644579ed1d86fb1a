"""Linux' own files, as they stand on real laptops, drawn in a folder."""

import os
import shutil
from pathlib import Path

import pytest

from devices.machine import linux
from devices.machine.values import Interface, Link, Medium, Power

ROUTES_HEAD = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT\n"


def interface(root: Path, name: str, **files: str | None) -> Path:
    place = root / "sys/class/net" / name
    place.mkdir(parents=True)
    for file, content in {"type": "1", "operstate": "down", "flags": "0x1003", **files}.items():
        if content is not None:
            (place / file).write_text(f"{content}\n", encoding="ascii")
    return place


def test_cable_radio_and_tunnel_are_told_apart_and_the_loop_is_left_out(tmp_path: Path) -> None:
    interface(tmp_path, "lo", type="772", operstate="unknown", carrier="1", flags="0x9")
    (interface(tmp_path, "eno1", operstate="up") / "device").mkdir()
    radio = interface(tmp_path, "wlp3s0", operstate="dormant")
    (radio / "device").mkdir()
    (radio / "wireless").mkdir()
    interface(tmp_path, "tun0", operstate="unknown", carrier="1", flags="0x10d1")
    interface(tmp_path, "tun1", operstate="unknown", carrier="1", flags="0x10d0")
    interface(tmp_path, "docker0", operstate="down")
    assert linux.interfaces(tmp_path) == (
        Interface("docker0", Link.OTHER, is_up=False),
        Interface("eno1", Link.WIRED, is_up=True),
        Interface("tun0", Link.OTHER, is_up=True),
        Interface("tun1", Link.OTHER, is_up=False),
        Interface("wlp3s0", Link.WIRELESS, is_up=False),
    )


@pytest.mark.parametrize("state", ["testing", "", "etwas neues"])
def test_a_state_that_is_not_known_to_be_down_counts_as_up(tmp_path: Path, state: str) -> None:
    interface(tmp_path, "eno1", operstate=state)
    found = linux.interfaces(tmp_path)
    assert found is not None
    assert found[0].is_up


def test_an_interface_that_tells_nothing_counts_as_up(tmp_path: Path) -> None:
    interface(tmp_path, "eno1", operstate=None, flags=None)
    found = linux.interfaces(tmp_path)
    assert found is not None
    assert found[0].is_up


def test_where_there_is_nothing_to_look_at_nothing_is_known(tmp_path: Path) -> None:
    assert linux.interfaces(tmp_path) is None
    assert linux.ways_out(tmp_path) is None
    assert linux.radios_on(tmp_path) is None
    assert linux.is_encrypted(tmp_path, tmp_path) is None


def test_a_default_route_of_either_family_is_a_way_out(tmp_path: Path) -> None:
    net = tmp_path / "proc/net"
    net.mkdir(parents=True)
    (net / "route").write_text(
        ROUTES_HEAD + "eno1\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n", encoding="ascii"
    )
    assert linux.ways_out(tmp_path) == ()
    default = "eno1\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
    (net / "route").write_text(ROUTES_HEAD + default, encoding="ascii")
    assert linux.ways_out(tmp_path) == ("eno1",)
    zeros = "0" * 32
    (net / "ipv6_route").write_text(
        f"{zeros} 00 {zeros} 00 {zeros} 00000400 00000001 00000000 00000003 wlp3s0\n"
        f"{zeros} 00 {zeros} 00 {zeros} ffffffff 00000001 00000000 00200200 lo\n"
        f"fe800000000000000000000000000000 40 {zeros} 00 {zeros} 00000100 00000001 00000000 00000001 tun0\n",
        encoding="ascii",
    )
    assert linux.ways_out(tmp_path) == ("eno1", "wlp3s0")


@pytest.mark.parametrize(("soft", "hard", "on"), [("0", "0", ("wlan",)), ("1", "0", ()), ("0", "1", ())])
def test_a_radio_is_off_where_key_or_system_says_so(tmp_path: Path, soft: str, hard: str, on: tuple[str, ...]) -> None:
    place = tmp_path / "sys/class/rfkill/rfkill0"
    place.mkdir(parents=True)
    for name, content in (("type", "wlan"), ("soft", soft), ("hard", hard)):
        (place / name).write_text(f"{content}\n", encoding="ascii")
    assert linux.radios_on(tmp_path) == on


def device(root: Path, folder: Path) -> Path:
    number = folder.stat().st_dev
    place = root / f"sys/dev/block/{os.major(number)}:{os.minor(number)}"
    place.mkdir(parents=True)
    return place


def test_a_plain_partition_is_not_encrypted(tmp_path: Path) -> None:
    device(tmp_path, tmp_path)
    assert linux.is_encrypted(tmp_path, tmp_path) is False


def test_an_encrypted_device_is_found_itself_and_under_a_volume(tmp_path: Path) -> None:
    """LUKS directly, or LVM on LUKS as Debian and Ubuntu install it."""
    volume = device(tmp_path, tmp_path)
    (volume / "dm").mkdir()
    (volume / "dm/uuid").write_text("LVM-abc\n", encoding="ascii")
    carrier = volume / "slaves/dm-0"
    (carrier / "dm").mkdir(parents=True)
    (carrier / "dm/uuid").write_text("CRYPT-LUKS2-abc\n", encoding="ascii")
    assert linux.is_encrypted(tmp_path, tmp_path) is True
    plain = volume / "slaves/sdb1"
    plain.mkdir()
    assert linux.is_encrypted(tmp_path, tmp_path) is False


def test_printers_are_asked_of_this_machine_s_own_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through its socket in the file system, whatever server the environment names."""
    program = tmp_path / "lpstat"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$@" >{tmp_path}/asked; env >{tmp_path}/environ\n'
        'echo "printer HP_LaserJet is idle.  enabled since today"\n'
        'echo "printer Canon now printing Canon-12."\n'
        'echo "  a remark"\n',
        encoding="ascii",
    )
    program.chmod(0o755)
    socket = tmp_path / "cups.sock"
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("CUPS_SERVER", "print.example.org")
    monkeypatch.setattr(linux, "_CUPS", socket)
    assert linux.printers() is None
    socket.touch()
    assert linux.printers() == ("HP_LaserJet", "Canon")
    assert (tmp_path / "asked").read_text(encoding="utf-8") == f"-h {socket} -p\n"
    assert "CUPS_SERVER" not in (tmp_path / "environ").read_text(encoding="utf-8")


def supply(root: Path, name: str, **files: str) -> None:
    place = root / "sys/class/power_supply" / name
    place.mkdir(parents=True)
    for file, content in files.items():
        (place / file).write_text(f"{content}\n", encoding="ascii")


def test_mains_and_battery_of_a_laptop(tmp_path: Path) -> None:
    assert linux.power(tmp_path) is None
    supply(tmp_path, "BAT0", type="Battery", status="Discharging", capacity="61")
    assert linux.power(tmp_path) == Power(on_mains=False, percent=61)
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "hidpp_battery_0", type="Battery", scope="Device", capacity="5", status="Discharging")
    assert linux.power(tmp_path) == Power(on_mains=False, percent=61)
    supply(tmp_path, "ucsi-source-psy-1", type="USB", online="1")
    assert linux.power(tmp_path) == Power(on_mains=True, percent=61)


def test_a_battery_alone_that_is_full_does_not_say_where_the_current_comes_from(tmp_path: Path) -> None:
    supply(tmp_path, "BAT0", type="Battery", status="Full", capacity="100")
    assert linux.power(tmp_path) == Power(on_mains=None, percent=100)


def test_a_phone_is_a_medium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interface class 6 of USB: pictures and files handed over (PTP, MTP)."""
    devices = tmp_path / "sys/bus/usb/devices"
    for name, kind in (("1-2:1.0", "06"), ("1-3:1.0", "03")):
        (devices / name).mkdir(parents=True)
        (devices / name / "bInterfaceClass").write_text(f"{kind}\n", encoding="ascii")
    (devices / "1-2").mkdir()
    (devices / "1-2/serial").write_text("R58M30ABCDE\n", encoding="ascii")
    (devices / "1-2/product").write_text("SAMSUNG_Android\n", encoding="ascii")
    monkeypatch.setattr(linux, "ask", lambda *_: '{"blockdevices": []}')
    assert linux.media(tmp_path) == (Medium("R58M30ABCDE", "SAMSUNG_Android"),)
    monkeypatch.setattr(linux, "ask", lambda *_: None)
    assert linux.media(tmp_path) is None


def test_disks_are_asked_directly_where_udisks_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        "busctl": None,
        "lsblk": '{"blockdevices": [{"name": "sda", "type": "disk", "size": 500107862016, "rm": false}]}',
        "smartctl": '{"model_name": "WDC WD5000LPLX", "smart_status": {"passed": false}}',
    }
    monkeypatch.setattr(linux, "ask", lambda program, *_, **__: answers[program])
    monkeypatch.setattr(shutil, "which", lambda _: "/usr/sbin/smartctl")
    assert linux.failing_disks() == ("WDC WD5000LPLX",)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert linux.failing_disks() is None
