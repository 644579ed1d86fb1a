"""A plan as tables on the screen (các bảng của phương án): needs, moves, purchase, options, wrong cells, remarks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from congress.i18n import sentence, t
from devices.needs.rules.checking import figure
from devices.needs.service import Planned
from devices.needs.values import Column, Costs, Discrepancy, Line, Option, Plan
from tui.needs_words import apart, fund, item, km, listed, money, option, unit_name, wrong_cell
from tui.widgets.drawing import WRONG, Part
from tui.widgets.windowed_table import Column as Head
from tui.widgets.windowed_table import Row

_COUNT, _FIGURE = 8, 6


@dataclass(frozen=True, slots=True)
class View:
    """One table and what is said below it (một bảng)."""

    title: str
    columns: tuple[Head, ...]
    rows: tuple[Row, ...]
    said: tuple[str, ...] = ()
    empty: str = ""


def views(planned: Planned) -> tuple[View, ...]:
    """Every table that has anything to say, in the order of the paper."""
    return tuple(_views(planned))


def wrong_in(plan: Plan, unit: str, name: str) -> Iterator[str]:
    """What is wrong in one line of the printed table."""
    return (wrong_cell(one) for one in plan.discrepancies if (one.unit, one.item) == (unit, name))


def _views(planned: Planned) -> Iterator[View]:
    plan = planned.plan
    yield _needs(plan)
    yield _moves(plan)
    yield _purchase(plan)
    if planned.costs is not None:
        yield _options(planned.costs.options)
        if planned.costs.actual:
            yield _actual(planned.costs)
    if plan.case.printed:
        yield _wrong(plan)
    if plan.findings:
        yield _remarks(plan)


def _needs(plan: Plan) -> View:
    wrong: dict[tuple[str, str], set[Column]] = defaultdict(set)
    for one in plan.discrepancies:
        wrong[one.unit, one.item].add(one.column)
    heads = (t("Have"), t("Need"), t("Short"), t("Surplus"))
    figures = tuple(Head(head, _FIGURE, right=True) for head in heads)
    lines = [(line, "") for line in plan.whole.table] + [(line, "bold") for line in plan.whole.totals]
    return View(
        t("Needs"),
        (Head("", 1), Head(t("Unit")), Head(t("Device"), 14, most=20), *figures),
        tuple(_needs_row(line, wrong[line.unit, line.item], style) for line, style in lines),
    )


def _needs_row(line: Line, wrong: set[Column], style: str) -> Row:
    sign: Part = (WRONG, "bold $bad") if wrong else ""
    figures = tuple(_figure(line, column, wrong) for column in Column)
    return Row((line.unit, line.item), (sign, unit_name(line.unit), item(line.item), *figures), style=style)


def _figure(line: Line, column: Column, wrong: set[Column]) -> Part:
    number = figure(line, column)
    if column in wrong:
        return (f"{WRONG} {number}", "bold $bad")
    tone = {Column.SHORT: "$warn", Column.SURPLUS: "$good"}.get(column, "") if number else "$quiet"
    return (str(number), tone)


def _moves(plan: Plan) -> View:
    way = (Head("km", 8, right=True),) if plan.case.distances is not None else ()
    rows = tuple(
        Row(
            place,
            (
                item(move.item),
                move.giver,
                move.taker,
                str(move.quantity),
                *(("" if move.km is None else km(move.km),) if way else ()),
            ),
        )
        for place, move in enumerate(plan.whole.moves)
    )
    said = () if way or not rows else (t("No distances were given: all ways count as equal, in the order of names."),)
    columns = (Head(t("Device"), 16), Head(t("From unit")), Head(t("To unit")), Head(t("Quantity"), _COUNT, right=True))
    return View(t("Moves"), (*columns, *way), rows, said, empty=t("no device"))


def _purchase(plan: Plan) -> View:
    bought = {one.item: one.quantity for one in plan.whole.purchase}
    moved: dict[str, int] = defaultdict(int)
    for move in plan.whole.moves:
        moved[move.item] += move.quantity
    rows = tuple(
        Row(
            line.item,
            (
                item(line.item),
                str(line.short),
                str(line.surplus),
                str(moved[line.item]),
                (str(bought.get(line.item, 0)), "bold"),
            ),
        )
        for line in plan.whole.totals
    )
    heads = (t("Short"), t("Surplus"), t("Moved"), t("To buy"))
    columns = (Head(t("Device")), *(Head.of_figures(head, 9) for head in heads))
    return View(t("Purchase"), columns, rows, (listed(t("To buy:"), plan.whole), *apart(plan)))


def _options(options: Sequence[Option]) -> View:
    rows = []
    for number, one in enumerate(options, start=1):
        for line in one.lines:
            price = "—" if line.price is None else money(line.price)
            estimate = "—" if line.estimate is None else money(line.estimate)
            cells = (str(number), item(line.item), str(line.quantity), price, estimate, line.fund)
            rows.append(Row((number, line.item, line.fund), cells))
        total = (str(number), t("Total"), str(one.bought), "", money(one.estimate), "")
        rows.append(Row((number, "", ""), total, style="bold"))
    columns = (
        Head(t("Option"), 9),
        Head(t("Device")),
        Head(t("Quantity"), _COUNT, right=True),
        Head(t("Price (đồng)"), 14, right=True),
        Head(t("Sum (đồng)"), 17, right=True),
        Head(t("Fund"), 22, room=100),
    )
    return View(t("Both options"), columns, tuple(rows), tuple(map(option, options)))


def _actual(costs: Costs) -> View:
    heads = (t("Estimate"), t("Paid"), t("Difference"))
    columns = (
        Head(t("Device")),
        Head(t("Quantity"), _COUNT, right=True),
        Head(t("Bought"), _COUNT, right=True),
        *(Head(head, 14, right=True) for head in heads),
        Head(t("Fund"), 22, room=100),
    )
    rows = tuple(
        Row(
            (one.item, one.fund),
            (
                item(one.item),
                str(one.quantity),
                str(one.bought),
                *map(money, (one.estimate, one.paid, one.difference)),
                one.fund,
            ),
        )
        for one in costs.actual
    )
    return View(t("Actual"), columns, rows, tuple(map(fund, costs.funds)))


def _wrong(plan: Plan) -> View:
    columns = (
        Head(t("Unit")),
        Head(t("Device"), 14),
        Head(t("Column"), 10),
        Head(t("Printed"), 8, right=True),
        Head(t("Is"), 8, right=True),
    )
    rows = tuple(_wrong_row(place, one) for place, one in enumerate(plan.discrepancies))
    said = (t("Wrong cells of the printed table: {count}", count=len(rows)),)
    return View(t("Wrong cells"), columns, rows, said, empty=t("no cell is wrong"))


def _wrong_row(place: int, one: Discrepancy) -> Row:
    figures: tuple[Part, ...] = ((str(one.printed), "$bad"), (str(one.computed), "$good"))
    key = (one.unit, one.item, place)
    return Row(key, (unit_name(one.unit), item(one.item), t(f"column-{one.column}"), *figures))


def _remarks(plan: Plan) -> View:
    rows = tuple(Row(place, (one.where, sentence(one))) for place, one in enumerate(plan.findings))
    return View(t("To note"), (Head(t("Position in the file"), 24), Head(t("Remark"))), rows)
