"""What Windows' PowerShell says of the laptop: one question, one JSON document, read by a pure function.

Written from Microsoft's documentation and tried on answers written down by hand; not run on Windows. Each part
stands for itself: where one cannot be asked it is missing in the answer, and unknown. No administrator is needed.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from devices.machine.tools import ask
from devices.machine.values import Medium

_PATIENCE_S = 25.0
_TAKEN_OUT = frozenset({"USB", "SD", "MMC", "1394"})
_HEALTHY = "Healthy"
_PROTECTED, _UNPROTECTED = frozenset({1, 6}), frozenset({2, 3, 4, 5, 8})
_SCRIPT = r"""
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$ProgressPreference = 'SilentlyContinue'
$said = @{}
try { $said.printers = @(Get-Printer -ErrorAction Stop | ForEach-Object { "$($_.Name)" }) } catch {}
try { $said.disks = @(Get-PhysicalDisk -ErrorAction Stop | ForEach-Object {
  @{name="$($_.FriendlyName)"; serial="$($_.SerialNumber)";
    bus="$($_.BusType)"; health="$($_.HealthStatus)"} }) } catch {}
try { $said.phones = @(Get-PnpDevice -Class WPD -PresentOnly -ErrorAction Stop |
  Where-Object { $_.InstanceId -like 'USB\*' } |
  ForEach-Object { @{name="$($_.FriendlyName)"; id="$($_.InstanceId)"} }) } catch {}
try { $shell = New-Object -ComObject Shell.Application -ErrorAction Stop
  $said.drives = @([IO.DriveInfo]::GetDrives() | Where-Object { $_.DriveType -eq 'Fixed' } | ForEach-Object {
    @{name=$_.Name.Substring(0, 2);
      bitlocker=$shell.NameSpace($_.Name).Self.ExtendedProperty('System.Volume.BitLockerProtection')} }) } catch {}
try { Add-Type -AssemblyName System.Runtime.WindowsRuntime -ErrorAction Stop
  $null = [Windows.Devices.Radios.Radio, Windows.System.Devices, ContentType=WindowsRuntime]
  $as = @([System.WindowsRuntimeSystemExtensions].GetMethods() | Where-Object { $_.Name -eq 'AsTask' -and
    $_.GetParameters().Count -eq 1 -and $_.GetParameters()[0].ParameterType.Name -eq 'IAsyncOperation`1' })[0]
  $kind = [Collections.Generic.IReadOnlyList[Windows.Devices.Radios.Radio]]
  $task = $as.MakeGenericMethod($kind).Invoke($null, @([Windows.Devices.Radios.Radio]::GetRadiosAsync()))
  if ($task.Wait(5000)) {
    $said.radios = @($task.Result | ForEach-Object { @{kind="$($_.Kind)"; state="$($_.State)"} }) } } catch {}
ConvertTo-Json -InputObject $said -Depth 4 -Compress
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What one answer says, None where it does not (câu trả lời)."""

    printers: tuple[str, ...] | None = None
    media: tuple[Medium, ...] | None = None
    failing_disks: tuple[str, ...] | None = None
    radios_on: tuple[str, ...] | None = None
    encrypted: Mapping[str, bool] | None = None
    """By drive, `C:`."""

    def is_encrypted(self, folder: PurePath) -> bool | None:
        """Whether BitLocker protects the drive that a folder is on."""
        return None if self.encrypted is None else self.encrypted.get(folder.drive.upper())


def told() -> Told:
    """Ask this machine's PowerShell once."""
    root = os.environ.get("SYSTEMROOT", r"C:\Windows")
    program = f"{root}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe"
    said = ask(program, "-NoProfile", "-NonInteractive", "-Command", _SCRIPT, patience_s=_PATIENCE_S)
    return Told() if said is None else parsed(said)


def parsed(said: str) -> Told:
    """The answer's values."""
    try:
        tree = json.loads(said.lstrip("\ufeff"))
    except ValueError:
        return Told()
    if not isinstance(tree, dict):
        return Told()
    disks, phones, drives, radios = (_rows(tree, key) for key in ("disks", "phones", "drives", "radios"))
    names = tree.get("printers")
    return Told(
        printers=tuple(map(str, names)) if isinstance(names, list) else None,
        media=None if disks is None or phones is None else (*_media(disks), *_phones(phones)),
        failing_disks=None if disks is None else _failing(disks),
        radios_on=None if radios is None else _radios_on(radios),
        encrypted=None if drives is None else dict(_encrypted(drives)),
    )


def _rows(tree: Mapping[str, Any], key: str) -> list[Mapping[str, Any]] | None:
    rows = tree.get(key)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else None


def _media(disks: list[Mapping[str, Any]]) -> Iterator[Medium]:
    for disk in disks:
        if disk.get("bus") in _TAKEN_OUT:
            name = str(disk.get("name") or "?").strip()
            yield Medium(str(disk.get("serial") or "").strip() or name, name)


def _phones(phones: list[Mapping[str, Any]]) -> Iterator[Medium]:
    for phone in phones:
        yield Medium(re.sub(r".*\\", "", str(phone.get("id") or "?")), str(phone.get("name") or "?"))


def _failing(disks: list[Mapping[str, Any]]) -> tuple[str, ...] | None:
    built_in = [disk for disk in disks if disk.get("bus") not in _TAKEN_OUT]
    states = [(str(disk.get("name") or "?"), str(disk.get("health") or "")) for disk in built_in]
    if failing := tuple(name for name, health in states if health in {"Warning", "Unhealthy"}):
        return failing
    return () if states and all(health == _HEALTHY for _, health in states) else None


def _radios_on(radios: list[Mapping[str, Any]]) -> tuple[str, ...]:
    """Those not said to be off: a state that is not known is never taken for good."""
    return tuple(
        sorted(str(radio.get("kind") or "?") for radio in radios if radio.get("state") not in {"Off", "Disabled"})
    )


def _encrypted(drives: list[Mapping[str, Any]]) -> Iterator[tuple[str, bool]]:
    for drive in drives:
        state = drive.get("bitlocker")
        if state in _PROTECTED or state in _UNPROTECTED:
            yield str(drive.get("name") or "").upper(), state in _PROTECTED
