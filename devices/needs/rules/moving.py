"""What to move between units (điều chuyển): as much as can be, over the fewest device-kilometres.

One transport problem an item, solved as a minimum-cost flow by networkx, in whole numbers throughout: kilometres
become whole parts of their common denominator, and equal ways are told apart by name (docs/decisions/0011).
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from math import lcm

from congress.text import collation_key
from devices.needs.values import Distances, Line, Move, Purchase

Amounts = dict[str, int]


def moves(table: Iterable[Line], distances: Distances | None = None) -> tuple[Move, ...]:
    """Moves by item in the table's order, then by giver and taker by name; `distances` knows every needed way."""
    return tuple(
        Move(item, giver, taker, quantity, _way(distances, giver, taker))
        for item, givers, takers in _by_item(table)
        for giver, taker, quantity in _least(givers, takers, distances)
    )


def purchase(totals: Iterable[Line], moved: Iterable[Move]) -> tuple[Purchase, ...]:
    """What is left to buy (mua mới): short less moved, only where that is anything."""
    come: Amounts = {}
    for move in moved:
        come[move.item] = come.get(move.item, 0) + move.quantity
    lacking = ((line.item, line.short - come.get(line.item, 0)) for line in totals)
    return tuple(Purchase(item, quantity) for item, quantity in lacking if quantity)


def ways_missing(table: Iterable[Line], distances: Distances) -> tuple[tuple[str, str], ...]:
    """Ways that a move could take and whose length nobody gave (khoảng cách còn thiếu), by name."""
    needed = {pair for _, givers, takers in _by_item(table) for pair in product(givers, takers)}
    lost = (pair for pair in needed if distance(distances, *pair) is None)
    return tuple(sorted(lost, key=lambda pair: (collation_key(pair[0]), collation_key(pair[1]))))


def distance(distances: Distances, giver: str, taker: str) -> Fraction | None:
    """The way from one unit to another (khoảng cách); the way back counts where only that is given."""
    there = distances.get((giver, taker))
    return distances.get((taker, giver)) if there is None else there


def _way(distances: Distances | None, giver: str, taker: str) -> Fraction | None:
    return None if distances is None else distance(distances, giver, taker)


def _by_item(table: Iterable[Line]) -> Iterator[tuple[str, Amounts, Amounts]]:
    """Who gives and who takes, by name, for each item where there are both."""
    items: dict[str, tuple[Amounts, Amounts]] = {}
    for line in sorted(table, key=lambda line: collation_key(line.unit)):
        givers, takers = items.setdefault(line.item, ({}, {}))
        if line.surplus:
            givers[line.unit] = line.surplus
        if line.short:
            takers[line.unit] = line.short
    order = list(dict.fromkeys(line.item for line in table))
    for item in order:
        givers, takers = items[item]
        if givers and takers:
            yield item, givers, takers


def _least(givers: Amounts, takers: Amounts, distances: Distances | None) -> Iterator[tuple[str, str, int]]:
    """The cheapest flow: everything that the smaller side has goes; the other side's rest goes nowhere."""
    from networkx import DiGraph, network_simplex

    rest = sum(givers.values()) - sum(takers.values())
    graph = DiGraph()
    # Giver and taker may bear one name in different problems, never in one: sides keep nodes apart all the same.
    graph.add_nodes_from((("gives", name), {"demand": -amount}) for name, amount in givers.items())
    graph.add_nodes_from((("takes", name), {"demand": amount}) for name, amount in takers.items())
    graph.add_node("stays", demand=rest)
    if rest > 0:
        graph.add_edges_from((("gives", name), "stays", {"weight": 0}) for name in givers)
    else:
        graph.add_edges_from(("stays", ("takes", name), {"weight": 0}) for name in takers)
    costs = _costs(givers, takers, distances)
    graph.add_edges_from(
        (("gives", giver), ("takes", taker), {"weight": cost}) for (giver, taker), cost in costs.items()
    )
    _, flow = network_simplex(graph)
    for giver, taker in costs:
        quantity = flow["gives", giver]["takes", taker]
        if quantity:
            yield giver, taker, quantity


def _costs(givers: Amounts, takers: Amounts, distances: Distances | None) -> dict[tuple[str, str], int]:
    """Kilometres first; among equal ones a preference that the first by name gives to, and takes from, the first.

    Ranks counted from the end are multiplied: such costs have one cheapest flow only, the one that goes through both
    lists by name. Kilometres weigh more than all preferences together.
    """
    ways = {pair: _way(distances, *pair) or Fraction(0) for pair in product(givers, takers)}
    parts = lcm(*(way.denominator for way in ways.values()))
    amount = min(sum(givers.values()), sum(takers.values()))
    weight = len(givers) * len(takers) * amount + 1
    from_end = [
        (len(givers) - here) * (len(takers) - there) for here in range(len(givers)) for there in range(len(takers))
    ]
    return {
        pair: int(way * parts) * weight - preference
        for (pair, way), preference in zip(ways.items(), from_end, strict=True)
    }
