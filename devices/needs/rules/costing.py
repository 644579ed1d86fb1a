"""What a plan costs (kinh phí): both options, by item and by fund, and the estimate against what was paid."""

from collections.abc import Iterable, Mapping, Sequence

from devices.needs.values import ActualLine, Balance, CostLine, Costs, FundLine, FundSum, Option, Price

FOLLOW, BUY = "option-devices-follow-staff", "option-buy"


def costs(balance: Balance, prices: Iterable[Price]) -> Costs:
    """Both options of a plan (hai phương án).

    1: devices follow staff, so that surplus ones go where staff goes and only the rest is bought. 2: nothing moves,
    every unit buys what it is short of.
    """
    by_item = {price.item: price for price in prices}
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


def _option(code: str, quantities: Mapping[str, int], prices: Mapping[str, Price], *, moved: int) -> Option:
    lines = tuple(_line(item, quantity, prices.get(item)) for item, quantity in quantities.items())
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
        unpriced=tuple(line.item for line in lines if line.estimate is None),
    )


def _line(item: str, quantity: int, price: Price | None) -> CostLine:
    if price is None:
        return CostLine(item, quantity, None, "", None)
    return CostLine(item, quantity, price.price, price.fund, quantity * price.price)


def _actual(quantities: Mapping[str, int], prices: Mapping[str, Price]) -> tuple[ActualLine, ...]:
    """Items of which it is known what was bought and paid, estimated or not."""
    return tuple(
        ActualLine(
            item=price.item,
            fund=price.fund,
            quantity=quantities.get(price.item, 0),
            estimate=quantities.get(price.item, 0) * price.price,
            bought=price.bought,
            paid=price.paid,
        )
        for price in prices.values()
        if price.bought is not None and price.paid is not None
    )
