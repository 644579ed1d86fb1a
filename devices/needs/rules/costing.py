"""What a plan costs (kinh phí): both options, by item and by fund, and the estimate against what was paid."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from devices.needs.values import ActualLine, Balance, CostLine, Costs, FundLine, FundSum, Option, Price

FOLLOW, BUY = "option-devices-follow-staff", "option-buy"


def costs(balance: Balance, prices: Iterable[Price]) -> Costs:
    """Both options of a plan (hai phương án).

    1: devices follow staff, so that surplus ones go where staff goes and only the rest is bought. 2: nothing moves,
    every unit buys what it is short of.
    """
    by_item: dict[str, list[Price]] = {}
    for price in prices:
        by_item.setdefault(price.item, []).append(price)
    bought = {one.item: one.quantity for one in balance.purchase}
    short = {line.item: line.short for line in balance.totals if line.short}
    moved = sum(move.quantity for move in balance.moves)
    follow, buy = _option(FOLLOW, bought, by_item, moved=moved), _option(BUY, short, by_item, moved=0)
    actual = _actual(bought, by_item)
    return Costs(options=(follow, buy), actual=actual, funds=_funds(follow, buy, actual))


def _funds(follow: Option, buy: Option, actual: Sequence[ActualLine]) -> tuple[FundSum, ...]:
    """Each fund once: what both options ask of it, and what it paid."""
    asked = {line.fund: line.estimate for line in follow.funds}
    asked_to_buy = {line.fund: line.estimate for line in buy.funds}
    names = dict.fromkeys((*asked, *asked_to_buy, *(line.fund for line in actual)))
    return tuple(
        FundSum(
            fund=name,
            follow=asked.get(name, 0),
            buy=asked_to_buy.get(name, 0),
            spent_on=sum(line.estimate for line in actual if line.fund == name),
            paid=sum(line.paid for line in actual if line.fund == name),
        )
        for name in names
    )


def _option(code: str, quantities: Mapping[str, int], prices: Mapping[str, Sequence[Price]], *, moved: int) -> Option:
    lines = tuple(
        _line(item, share, price)
        for item, quantity in quantities.items()
        for price, share in _shares(quantity, prices.get(item, ()))
        if share
    )
    funds: dict[str, int] = {}
    for line in lines:
        if line.estimate is not None:
            funds[line.fund] = funds.get(line.fund, 0) + line.estimate
    return Option(
        code=code,
        moved=moved,
        bought=sum(quantities.values()),
        lines=lines,
        funds=tuple(FundLine(fund, estimate) for fund, estimate in funds.items()),
        unpriced=tuple(dict.fromkeys(line.item for line in lines if line.estimate is None)),
    )


def _shares(quantity: int, prices: Sequence[Price]) -> Iterator[tuple[Price | None, int]]:
    """How many of an item each fund pays for (chia theo nguồn): those with a number first, in their order.

    What is left goes to the fund without a number; where there is none, nobody pays for it yet.
    """
    shares: dict[int, int] = {}
    left = quantity
    for place, price in enumerate(prices):
        if price.quantity is not None:
            shares[place] = min(left, price.quantity)
            left -= shares[place]
    for place, price in enumerate(prices):
        if price.quantity is None:
            shares[place], left = left, 0
        yield price, shares[place]
    if left:
        yield None, left


def _line(item: str, quantity: int, price: Price | None) -> CostLine:
    if price is None:
        return CostLine(item, quantity, None, "", None)
    return CostLine(item, quantity, price.price, price.fund, quantity * price.price)


def _actual(quantities: Mapping[str, int], prices: Mapping[str, Sequence[Price]]) -> tuple[ActualLine, ...]:
    """Items of which it is known what was bought and paid, estimated or not, fund by fund."""
    return tuple(
        ActualLine(
            item=item,
            fund=price.fund,
            quantity=share,
            estimate=share * price.price,
            bought=price.bought,
            paid=price.paid,
        )
        for item, several in prices.items()
        for price, share in _shares(quantities.get(item, 0), several)
        if price is not None and price.bought is not None and price.paid is not None
    )
