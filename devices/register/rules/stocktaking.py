"""What a scanned tag means in a stock-take (quy tắc kiểm kê)."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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
    return figures_of(Counter((find.verdict, find.moved) for find in finds))


def figures_of(counted: Mapping[tuple[FindVerdict, bool], int]) -> StockFigures:
    """The same from numbers by verdict, those moved here since apart."""

    def all_of(verdict: FindVerdict) -> int:
        return counted.get((verdict, False), 0) + counted.get((verdict, True), 0)

    return StockFigures(
        right=all_of(FindVerdict.RIGHT),
        wrong_place=all_of(FindVerdict.WRONG_PLACE),
        moved=sum(number for (_, moved), number in counted.items() if moved),
        not_found=all_of(FindVerdict.NOT_FOUND),
        unknown=all_of(FindVerdict.UNKNOWN),
        double=all_of(FindVerdict.DOUBLE),
    )
