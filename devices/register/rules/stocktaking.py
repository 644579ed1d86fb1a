"""What a scanned tag means in a stock-take (quy tắc kiểm kê)."""

from collections import Counter
from collections.abc import Collection, Iterable
from uuid import UUID

from devices.register.values.devices import Device
from devices.register.values.stocktakes import Find, FindVerdict, StockFigures, StockTake


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


def figures(finds: Iterable[Find]) -> StockFigures:
    """How many of each; what was found in the wrong place and moved here since is counted beside."""
    told = tuple(finds)
    counted = Counter(find.verdict for find in told)
    return StockFigures(
        right=counted[FindVerdict.RIGHT],
        wrong_place=counted[FindVerdict.WRONG_PLACE],
        moved=sum(find.moved for find in told),
        not_found=counted[FindVerdict.NOT_FOUND],
        unknown=counted[FindVerdict.UNKNOWN],
        double=counted[FindVerdict.DOUBLE],
    )
