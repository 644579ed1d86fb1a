"""What a scanned tag means in a stock-take (quy tắc kiểm kê)."""

from collections.abc import Collection
from uuid import UUID

from devices.register.values.devices import Device
from devices.register.values.stocktakes import FindVerdict, StockTake


def verdict(take: StockTake, device: Device | None, *, seen: Collection[UUID]) -> FindVerdict:
    """What a tag that was read says."""
    if device is None:
        return FindVerdict.UNKNOWN
    if device.id in seen:
        return FindVerdict.DOUBLE
    return FindVerdict.RIGHT if belongs(take, device) else FindVerdict.WRONG_PLACE


def belongs(take: StockTake, device: Device) -> bool:
    """Whether the register has the device where stock is taken."""
    if take.site_id is not None:
        return device.whereabouts.site_id == take.site_id
    return device.custody.holder_id == take.body_id
