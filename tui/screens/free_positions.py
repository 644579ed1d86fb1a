"""Which positions of a site a device may fill (vị trí còn trống), and where there is none why not."""

from collections.abc import Iterable, Iterator, Sequence

from congress.i18n import t
from devices.register.rules.details import CONSUMABLES, FITS, position_refusals
from devices.register.values.devices import Device
from devices.register.values.sites import FilledPosition
from tui.screens.device_words import word
from tui.screens.readiness_words import position_name

MOST_SAID = 6
"""So many positions are told one by one."""


def free_positions(device: Device, filled: Iterable[FilledPosition]) -> tuple[tuple[str, str], ...]:
    """Those that nothing else fills and that take the device, as options of a choice."""
    return tuple(
        (str(one.position.id), position_name(one.position))
        for one in filled
        if _is_open_to(device, one) and not any(position_refusals(device, one.position.kind))
    )


def why_none(device: Device, filled: Iterable[FilledPosition]) -> Iterator[str]:
    """Why the device fills none of them: each position where they are few, else those of its kind."""
    for_devices = [one for one in filled if one.position.kind not in CONSUMABLES]
    if not for_devices:
        yield t("This site has no position for devices yet: Sites and positions (Ctrl+P) sets what it needs.")
        return
    yield t("No position here is free for it:")
    told = for_devices if len(for_devices) <= MOST_SAID else _of_its_kind(device, for_devices)
    for one in told[:MOST_SAID]:
        yield f"  {position_name(one.position)}: {_reason(device, one)}"
    if left := len(for_devices) - len(told[:MOST_SAID]):
        yield t("  {count} positions more: filled, or for another kind of device", count=left)
    yield t("It is placed at the site, at no position.")


def _of_its_kind(device: Device, filled: Sequence[FilledPosition]) -> list[FilledPosition]:
    return [one for one in filled if device.category in FITS[one.position.kind]]


def _is_open_to(device: Device, one: FilledPosition) -> bool:
    return one.device is None or one.device.tag == device.tag


def _reason(device: Device, one: FilledPosition) -> str:
    if device.category not in (takes := FITS[one.position.kind]):
        return t("takes only: {kinds}", kinds=", ".join(sorted(map(word, takes))))
    if one.device is not None and one.device.tag != device.tag:
        return t("filled by {tag}", tag=one.device.tag)
    return t("takes a computer for vote counting: change the use first (M)")
