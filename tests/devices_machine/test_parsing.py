"""Answers of the system's programs as they print them on real laptops: sticks, cards, printers, disks' health."""

import json

import pytest

from devices.machine import parsing
from devices.machine.values import Medium

LAPTOP = """{
   "blockdevices": [
      {"name":"sda", "type":"disk", "tran":"usb", "rm":true, "hotplug":true, "serial":"4C530001230512117384",
       "model":"Ultra", "vendor":"SanDisk ", "size":30752000000, "fstype":null,
       "children":[{"name":"sda1", "type":"part", "tran":null, "rm":true, "hotplug":true, "serial":null,
                    "model":null, "vendor":null, "size":30750951424, "fstype":"vfat"}]},
      {"name":"sdb", "type":"disk", "tran":"usb", "rm":true, "hotplug":true, "serial":"000000001206",
       "model":"STORAGE DEVICE", "vendor":"Generic-", "size":0, "fstype":null},
      {"name":"sr0", "type":"rom", "tran":"sata", "rm":true, "hotplug":true, "serial":"R8Y96GBZ900R3V",
       "model":"HL-DT-ST DVDRAM GUD1N", "vendor":"HL-DT-ST", "size":1073741312, "fstype":null},
      {"name":"mmcblk0", "type":"disk", "tran":"mmc", "rm":false, "hotplug":false, "serial":"0x1a2b3c4d",
       "model":null, "vendor":null, "size":62537072640, "fstype":null},
      {"name":"mmcblk1", "type":"disk", "tran":"mmc", "rm":false, "hotplug":true, "serial":"0x9f8e7d6c",
       "model":null, "vendor":null, "size":15931539456, "fstype":null},
      {"name":"nvme0n1", "type":"disk", "tran":"nvme", "rm":false, "hotplug":false, "serial":"S4EVNF0M123456",
       "model":"SAMSUNG MZVLB512HBJQ-000L7", "vendor":null, "size":512110190592, "fstype":null}
   ]
}"""
OLD = """{
   "blockdevices": [
      {"name": "sda", "type": "disk", "tran": "sata", "rm": "0", "hotplug": "0", "serial": "WD-WX21A", "model":
       "WDC_WD5000LPLX", "vendor": "ATA     ", "size": "500107862016", "fstype": null},
      {"name": "sdb", "type": "disk", "tran": null, "rm": "1", "hotplug": "1", "serial": null, "model":
       "DataTraveler 2.0", "vendor": "Kingston", "size": "8053063680", "fstype": null},
      {"name": "sr0", "type": "rom", "tran": "sata", "rm": "1", "hotplug": "1", "serial": "X", "model": "DVD", "vendor":
       "TSST", "size": "734003200", "fstype": "iso9660"}
   ]
}"""


def test_a_stick_and_a_card_are_media_and_an_empty_slot_or_drive_is_none() -> None:
    assert parsing.media(LAPTOP) == (
        Medium("4C530001230512117384", "SanDisk Ultra (sda)"),
        Medium("0x9f8e7d6c", "mmcblk1"),
    )
    assert parsing.disks(LAPTOP) == ("mmcblk0", "nvme0n1")


def test_an_older_lsblk_prints_words_for_figures() -> None:
    """Debian 10 and before: util-linux 2.33. A stick without a serial number is known by what it says of itself."""
    assert parsing.media(OLD) == (
        Medium("Kingston DataTraveler 2.0 8053063680", "Kingston DataTraveler 2.0 (sdb)"),
        Medium("X", "TSST DVD (sr0)"),
    )
    assert parsing.disks(OLD) == ("sda",)


@pytest.mark.parametrize("said", ["", "lsblk: unrecognized option", "[]", '{"blockdevices": 3}'])
def test_an_answer_of_another_shape_is_no_answer(said: str) -> None:
    assert parsing.media(said) is None
    assert parsing.disks(said) is None
    assert parsing.failing_by_udisks(said) is None


def test_printers_are_the_lines_that_name_one() -> None:
    said = (
        "printer HP_LaserJet_M404 is idle.  enabled since Tue 12 Aug 2025 08:00:00\n"
        "printer Canon_LBP2900 disabled since Mon 11 Aug 2025 17:02:11 -\n\tPaused\n"
    )
    assert parsing.printers(said) == ("HP_LaserJet_M404", "Canon_LBP2900")
    assert parsing.printers("lpstat: No destinations added.\n") == ()


def udisks(*drives: dict[str, dict[str, object]]) -> str:
    """As `busctl --json=short call … GetManagedObjects` prints it: each value with its type."""
    objects = {
        f"/org/freedesktop/UDisks2/drives/d{number}": {
            interface: {key: {"type": "v", "data": value} for key, value in properties.items()}
            for interface, properties in drive.items()
        }
        for number, drive in enumerate(drives)
    }
    manager = {"org.freedesktop.UDisks2.Manager": {"Version": {"type": "s", "data": "2.9.4"}}}
    return json.dumps({"type": "a{oa{sa{sv}}}", "data": [{"/org/freedesktop/UDisks2/Manager": manager, **objects}]})


DRIVE, ATA = "org.freedesktop.UDisks2.Drive", "org.freedesktop.UDisks2.Drive.Ata"
NVME = "org.freedesktop.UDisks2.NVMe.Controller"
Drive = dict[str, dict[str, object]]
HEALTHY: Drive = {
    DRIVE: {"Model": "SAMSUNG MZVLB512", "Removable": False},
    NVME: {"SmartUpdated": 1, "SmartCriticalWarning": []},
}
SICK: Drive = {DRIVE: {"Model": "WDC WD5000", "Removable": False}, ATA: {"SmartUpdated": 1, "SmartFailing": True}}
SILENT: Drive = {DRIVE: {"Model": "TOSHIBA MQ01", "Removable": False}, ATA: {"SmartUpdated": 0, "SmartFailing": False}}
STICK: Drive = {DRIVE: {"Model": "Ultra", "Removable": True}}


def test_health_is_good_only_where_every_built_in_disk_says_so() -> None:
    assert parsing.failing_by_udisks(udisks(HEALTHY, STICK)) == ()
    assert parsing.failing_by_udisks(udisks(HEALTHY, SILENT)) is None
    assert parsing.failing_by_udisks(udisks(HEALTHY, SILENT, SICK)) == ("WDC WD5000",)
    assert parsing.failing_by_udisks(udisks(STICK)) is None


def test_smartctl_without_the_right_to_ask_says_nothing() -> None:
    passed = '{"model_name": "SAMSUNG MZVLB512", "smart_status": {"passed": true, "nvme": {"value": 0}}}'
    denied = (
        '{"json_format_version": [1, 0], "smartctl": {"exit_status": 2, "messages": '
        '[{"string": "Smartctl open device: /dev/sda failed: Permission denied", "severity": "error"}]}}'
    )
    assert parsing.failing_by_smartctl({"nvme0n1": passed}) == ()
    assert parsing.failing_by_smartctl({"nvme0n1": passed, "sda": denied}) is None
    assert parsing.failing_by_smartctl({"sda": None}) is None
    failing = passed.replace("true", "false")
    assert parsing.failing_by_smartctl({"nvme0n1": failing, "sda": denied}) == ("SAMSUNG MZVLB512",)
