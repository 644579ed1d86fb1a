"""What the system's programs print, read into values: pure; what cannot be read is None."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from devices.machine.values import Medium

LSBLK = ("--json", "--bytes", "--output", "NAME,TYPE,TRAN,RM,HOTPLUG,SERIAL,MODEL,VENDOR,SIZE,FSTYPE")
UDISKS = (
    *("--json=short", "--timeout=4", "call"),
    *("org.freedesktop.UDisks2", "/org/freedesktop/UDisks2", "org.freedesktop.DBus.ObjectManager"),
    "GetManagedObjects",
)
_DRIVE = "org.freedesktop.UDisks2.Drive"
_ATA, _NVME = f"{_DRIVE}.Ata", "org.freedesktop.UDisks2.NVMe.Controller"


def printers(said: str) -> tuple[str, ...]:
    """Names from `lpstat -p`."""
    return tuple(words[1] for words in map(str.split, said.splitlines()) if words[:1] == ["printer"] and words[1:])


def media(said: str) -> tuple[Medium, ...] | None:
    """Sticks, cards and discs from `lsblk --json`: what can be taken out and has something in it."""
    found = _block_devices(said)
    return None if found is None else tuple(_medium(device) for device in found if _can_be_taken_out(device))


def disks(said: str) -> tuple[str, ...] | None:
    """Names of the built-in disks from `lsblk --json`."""
    found = _block_devices(said)
    if found is None:
        return None
    return tuple(
        str(device.get("name"))
        for device in found
        if device.get("type") == "disk" and _size(device) and not _can_be_taken_out(device)
    )


def _block_devices(said: str) -> list[Mapping[str, Any]] | None:
    match _tree(said):
        case {"blockdevices": list(devices)}:
            return [device for device in devices if isinstance(device, dict)]
        case _:
            return None


def _can_be_taken_out(device: Mapping[str, Any]) -> bool:
    if device.get("type") == "rom":
        return bool(device.get("fstype"))  # an empty drive tells a size all the same
    if device.get("type") != "disk" or not _size(device):  # an empty slot of a card reader
        return False
    return device.get("tran") in {"usb", "ieee1394"} or _is_set(device.get("rm")) or _is_set(device.get("hotplug"))


def _is_set(value: object) -> bool:
    return value in {True, "1"}  # releases before 2.33 print strings


def _size(device: Mapping[str, Any]) -> int:
    try:
        return int(device.get("size") or 0)
    except (TypeError, ValueError):
        return 0


def _medium(device: Mapping[str, Any]) -> Medium:
    name = " ".join(str(device.get(key) or "").strip() for key in ("vendor", "model")).strip()
    place = str(device.get("name") or "?")
    serial = str(device.get("serial") or "").strip()
    return Medium(serial or f"{name or place} {_size(device)}", f"{name} ({place})" if name else place)


def failing_by_udisks(said: str) -> tuple[str, ...] | None:
    """Disks that foresee their failure, from all that UDisks manages."""
    match _tree(said):
        case {"data": [dict(objects)]}:
            return _failing(_told_by_udisks(objects.values()))
        case _:
            return None


def _told_by_udisks(objects: Iterable[Any]) -> Iterator[tuple[str, bool | None]]:
    for interfaces in objects:
        if not isinstance(interfaces, dict) or _DRIVE not in interfaces or _value(interfaces, _DRIVE, "Removable"):
            continue
        name = str(_value(interfaces, _DRIVE, "Model") or _value(interfaces, _DRIVE, "Id") or "?")
        if _value(interfaces, _ATA, "SmartUpdated"):
            yield name, bool(_value(interfaces, _ATA, "SmartFailing"))
        elif _value(interfaces, _NVME, "SmartUpdated"):
            yield name, bool(_value(interfaces, _NVME, "SmartCriticalWarning"))
        else:
            yield name, None


def _value(interfaces: Mapping[str, Any], interface: str, key: str) -> object:
    match interfaces.get(interface):
        case {} as properties:
            match properties.get(key):
                case {"data": value}:
                    return value
    return None


def failing_by_smartctl(answers: Mapping[str, str | None]) -> tuple[str, ...] | None:
    """Disks that foresee their failure, from `smartctl --json --health` of each, by device."""
    return _failing(_told_by_smartctl(answers))


def _told_by_smartctl(answers: Mapping[str, str | None]) -> Iterator[tuple[str, bool | None]]:
    for device, said in answers.items():
        match _tree(said or ""):
            case {"smart_status": {"passed": bool(passed)}} as tree:
                yield str(tree.get("model_name") or device), not passed
            case _:
                yield device, None


def _failing(told: Iterable[tuple[str, bool | None]]) -> tuple[str, ...] | None:
    """Those that fail; where none does, None unless every disk has answered."""
    answers = tuple(told)
    if failing := tuple(name for name, fails in answers if fails):
        return failing
    return () if answers and all(fails is False for _, fails in answers) else None


def _tree(said: str) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        return None
