"""Words and figures of a plan for screens and commands (từ ngữ của phương án): items, ways, money."""

from collections.abc import Iterator
from fractions import Fraction

from congress.i18n import current, t
from congress.papers.phrasing import grouped
from devices.needs.values import TOTAL, Balance, Basis, Discrepancy, FundSum, Option, Plan
from devices.needs.wording import km_words


def item(name: str) -> str:
    """What an item is called; one that we have no word for bears its column's name."""
    word = t(f"item-{name}")
    return name if word == f"item-{name}" else word


def basis(one: Basis) -> str:
    """What a norm counts by."""
    return t(f"norm-basis-{one}")


def unit_name(name: str) -> str:
    """A unit, or the sum of all of them."""
    return t("Total") if name == TOTAL else name


def km(way: Fraction) -> str:
    """Kilometres as people here write them."""
    return km_words(way) if current() == "vi" else km_words(way).replace(",", ".")


def money(amount: int) -> str:
    """An amount of đồng."""
    return grouped(amount) if current() == "vi" else f"{amount:,}"


def wrong_cell(one: Discrepancy) -> str:
    """A wrong cell of a printed table, with every rule that shows it."""
    told = {"unit": unit_name(one.unit), "item": item(one.item), "column": t(f"column-{one.column}")}
    rules = "; ".join(t(f"rule-{rule}") for rule in one.rules)
    figures = {"printed": one.printed, "computed": one.computed, "rules": rules}
    return t("{unit}, {item}, {column}: printed {printed}, is {computed} ({rules})", **told, **figures)


def listed(heading: str, balance: Balance) -> str:
    """What is bought, in one line."""
    found = ", ".join(f"{item(one.item)} {one.quantity}" for one in balance.purchase)
    return f"{heading} {found or t('no device')}"


def apart(plan: Plan) -> Iterator[str]:
    """The same with classified machines kept apart, a line each."""
    if not plan.apart:
        return
    yield t("With classified machines kept apart:")
    for use, balance in plan.apart.items():
        moved = sum(move.quantity for move in balance.moves)
        yield "  " + listed(t(f"use-{use}", moved=moved), balance)
    if not plan.classified_known:
        yield "  " + t("Nobody said which machines are classified: all that are there count as ordinary.")


def option(one: Option) -> str:
    """One of the two options with its sum; items without a price are named."""
    text = t(one.code, moved=one.moved, bought=one.bought, estimate=money(one.estimate))
    lacking = ", ".join(map(item, one.unpriced))
    return f"{text} {t('Without a price or a fund: {items}.', items=lacking)}" if lacking else text


def fund(one: FundSum) -> str:
    """What one fund is asked for under both options, and what it paid."""
    told = {"fund": one.fund, "follow": money(one.follow), "buy": money(one.buy), "paid": money(one.paid)}
    return t("{fund}: option 1 {follow}, option 2 {buy}, paid {paid}", **told)
