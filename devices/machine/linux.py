"""What Linux says of the laptop, by its own files and programs: nothing is asked over a network."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from devices.machine import parsing
from devices.machine.tools import ask
from devices.machine.values import Interface, Link, Medium, Power

_LOOPBACK = "772"  # ARPHRD_LOOPBACK
_IS_UP = 0x1  # IFF_UP
_ROUTE_UP, _ROUTE_REJECTS = 0x1, 0x200  # RTF_UP, RTF_REJECT
_CUPS = Path("/run/cups/cups.sock")


def interfaces(root: Path = Path("/")) -> tuple[Interface, ...] | None:
    """Every network interface but the loop, by name."""
    folder = root / "sys/class/net"
    try:
        places = sorted(folder.iterdir())
    except OSError:
        return None
    found = [place for place in places if place.is_dir() and _line(place / "type") != _LOOPBACK]
    return tuple(Interface(place.name, _link(place), is_up=_carries(place)) for place in found)


def ways_out(root: Path = Path("/")) -> tuple[str, ...] | None:
    """Interfaces that a default route leads through, of both families."""
    try:
        old = (root / "proc/net/route").read_text(encoding="ascii").splitlines()[1:]
    except (OSError, UnicodeDecodeError):
        return None
    names = {fields[0] for fields in map(str.split, old) if _leads_out(fields)}
    try:
        new = (root / "proc/net/ipv6_route").read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError):
        new = []  # a kernel without the newer family
    names |= {fields[9] for fields in map(str.split, new) if _leads_out_new(fields)}
    return tuple(sorted(names - {"lo"}))


def radios_on(root: Path = Path("/")) -> tuple[str, ...] | None:
    """Radios that neither a key nor the system has switched off."""
    folder = root / "sys/class/rfkill"
    if not folder.is_dir():
        return None
    places = sorted(folder.iterdir())
    return tuple(
        sorted(
            _line(place / "type") or place.name
            for place in places
            if _line(place / "soft") == "0" and _line(place / "hard") == "0"
        )
    )


def printers() -> tuple[str, ...] | None:
    """Printers set up on this machine, asked of its own print service through a local socket."""
    if not _CUPS.exists():
        return None
    said = ask("lpstat", "-h", str(_CUPS), "-p", ends=None)  # it ends with 1 where no printer is set up
    return None if said is None else parsing.printers(said)


def media(root: Path = Path("/")) -> tuple[Medium, ...] | None:
    """Sticks, cards and discs that are plugged in, and phones and cameras."""
    said = ask("lsblk", *parsing.LSBLK)
    found = None if said is None else parsing.media(said)
    return None if found is None else (*found, *_phones(root))


def failing_disks() -> tuple[str, ...] | None:
    """Built-in disks that foresee their failure: from UDisks, which asks them now and then, else asked directly."""
    said = ask("busctl", *parsing.UDISKS)
    if said is not None and (found := parsing.failing_by_udisks(said)) is not None:
        return found
    listed = ask("lsblk", *parsing.LSBLK)
    names = None if listed is None else parsing.disks(listed)
    if not names or shutil.which("smartctl") is None:
        return None
    asked = {name: ask("smartctl", "--json", "--health", f"/dev/{name}", ends=None) for name in names}
    return parsing.failing_by_smartctl(asked)


def power(root: Path = Path("/")) -> Power | None:
    """Mains and battery of the laptop; None where the system knows of neither."""
    folder = root / "sys/class/power_supply"
    try:
        places = [place for place in sorted(folder.iterdir()) if _line(place / "scope") != "Device"]  # a mouse has one
    except OSError:
        return None
    mains = [_line(place / "online") for place in places if _line(place / "type") in {"Mains", "USB"}]
    batteries = [place for place in places if _line(place / "type") == "Battery"]
    charges = [int(said) for place in batteries if (said := _line(place / "capacity") or "").isdecimal()]
    percent = min(charges, default=None)
    if "1" in mains:
        return Power(on_mains=True, percent=percent)
    if mains and all(said == "0" for said in mains):
        return Power(on_mains=False, percent=percent)
    states = {_line(place / "status") for place in batteries}
    if not states:
        return None
    return Power(on_mains=False if "Discharging" in states else None, percent=percent)


def _phones(root: Path) -> Iterator[Medium]:
    """What says of itself that it hands over pictures and files (USB class 6): phones, cameras."""
    for told in sorted((root / "sys/bus/usb/devices").glob("*/bInterfaceClass")):
        if _line(told) == "06":
            device = told.parent.parent / told.parent.name.partition(":")[0]
            name = _line(device / "product") or device.name
            yield Medium(_line(device / "serial") or name, name)


def is_encrypted(folder: Path, root: Path = Path("/")) -> bool | None:
    """Whether the device under `folder` is encrypted by the system (dm-crypt); None where no device is behind it."""
    number = folder.stat().st_dev
    device = root / f"sys/dev/block/{os.major(number)}:{os.minor(number)}"
    return _is_crypt(device) if device.exists() else None


def _is_crypt(device: Path) -> bool:
    if (_line(device / "dm/uuid") or "").startswith("CRYPT-"):
        return True
    below = device / "slaves"
    carriers = sorted(below.iterdir()) if below.is_dir() else []
    return bool(carriers) and all(_is_crypt(carrier) for carrier in carriers)


def _carries(place: Path) -> bool:
    state = _line(place / "operstate")
    if state == "unknown":  # drivers that don't say, tunnels among them: up and with a carrier counts
        flags = _line(place / "flags") or "0x0"
        return bool(int(flags, 16) & _IS_UP) and _line(place / "carrier") == "1"
    return state not in {"down", "notpresent", "lowerlayerdown", "dormant"}


def _link(place: Path) -> Link:
    if (place / "wireless").exists() or (place / "phy80211").exists():
        return Link.WIRELESS
    return Link.WIRED if (place / "device").exists() else Link.OTHER


def _leads_out(fields: list[str]) -> bool:
    return len(fields) > 7 and fields[1] == fields[7] == "00000000" and bool(int(fields[3], 16) & _ROUTE_UP)


def _leads_out_new(fields: list[str]) -> bool:
    if len(fields) < 10 or set(fields[0]) != {"0"} or fields[1] != "00":
        return False
    flags = int(fields[8], 16)
    return bool(flags & _ROUTE_UP) and not flags & _ROUTE_REJECTS


def _line(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
