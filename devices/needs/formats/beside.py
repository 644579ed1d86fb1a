"""The tables that any plan may be given (định mức, bảng đã in, khoảng cách, đơn giá), wherever its units come from."""

from dataclasses import dataclass, field
from fractions import Fraction

from congress.csvdoc import MAX_MONEY, Row, Source, km_of, one_of, read_table, text_of, whole_of
from congress.errors import Finding
from congress.text import clean
from devices.needs.formats.reading import Spelling
from devices.needs.norms import SHARED_PRINTERS
from devices.needs.rules import table, use_of, ways_missing
from devices.needs.values import TOTAL, Basis, Case, Column, Distances, Line, Norm, Price, Use


@dataclass(slots=True)
class Reading:
    """What is known while the files are read (đang đọc)."""

    faults: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    items: tuple[str, ...] = ()


def norms_of(source: Source, reading: Reading) -> tuple[Norm, ...]:
    """The norms of a file (định mức)."""
    found = read_table(source, reading.faults, required=("item", "purpose", "basis", "quantity"), optional=("use",))
    norms: dict[tuple[str, str, str], Norm] = {}
    for row in found.rows:
        item, purpose = _item(row, reading), text_of(row, "purpose", reading.faults)
        basis = one_of(row, "basis", reading.faults, allowed=Basis)
        quantity = whole_of(row, "quantity", reading.faults)
        use = one_of(row, "use", reading.faults, allowed=Use) if "use" in row.cells else use_of(purpose or "")
        if item is None or purpose is None or basis is None or quantity is None or use is None:
            continue
        if (item, purpose, basis) in norms:
            reading.faults.append(Finding(row.at("item"), "row-repeated", {"name": f"{item}, {purpose}, {basis}"}))
        norms[item, purpose, basis] = Norm(item, purpose, Basis(basis), quantity, Use(use))
    return tuple(norms.values())


def _item(row: Row, reading: Reading) -> str | None:
    item = text_of(row, "item", reading.faults)
    if item is not None and reading.items and item not in reading.items:
        told = {"item": item, "allowed": ", ".join(reading.items)}
        reading.faults.append(Finding(row.at("item"), "item-unknown", told))
        return None
    return item


def printed_lines(source: Source | None, names: Spelling, reading: Reading) -> tuple[Line, ...]:
    """A table made elsewhere (bảng đã in)."""
    if source is None:
        return ()
    figures = tuple(Column)
    found = read_table(source, reading.faults, required=("new_unit", "item", *figures))
    lines: dict[tuple[str, str], Line] = {}
    for row in found.rows:
        name, item = names.meant(row, "new_unit", others=(TOTAL,)), _item(row, reading)
        have, need, short, surplus = (whole_of(row, column, reading.faults) for column in figures)
        if name is not None and item is not None and (name, item) in lines:
            reading.faults.append(Finding(row.at("new_unit"), "row-repeated", {"name": f"{name}, {item}"}))
        elif name is not None and item is not None:
            lines[name, item] = Line(name, item, have or 0, need or 0, short or 0, surplus or 0)
    return tuple(lines.values())


def distances_of(source: Source | None, names: Spelling, reading: Reading) -> Distances | None:
    """Kilometres between new units (khoảng cách)."""
    if source is None:
        return None
    found = read_table(source, reading.faults, required=("from", "to", "km"), may_be_empty=True)
    ways: dict[tuple[str, str], Fraction] = {}
    for row in found.rows:
        giver, taker = names.meant(row, "from"), names.meant(row, "to")
        km = km_of(row, "km", reading.faults)
        if giver is None or taker is None or km is None:
            continue
        if giver == taker and km:
            reading.faults.append(Finding(row.at("km"), "distance-to-itself", {"name": giver}))
        if (giver, taker) in ways:
            reading.faults.append(Finding(row.at("from"), "row-repeated", {"name": f"{giver} → {taker}"}))
        ways[giver, taker] = km
    return ways


def prices_of(source: Source | None, reading: Reading) -> tuple[Price, ...]:
    """Prices, funds, and what was bought and paid (đơn giá, thực hiện); an item has a row for each fund."""
    if source is None:
        return ()
    later = ("bought", "paid", "quantity")
    found = read_table(source, reading.faults, required=("item", "price", "fund"), optional=later)
    prices: dict[tuple[str, str], Price] = {}
    for row in found.rows:
        item, fund = _item(row, reading), text_of(row, "fund", reading.faults)
        price = whole_of(row, "price", reading.faults, most=MAX_MONEY)
        bought = _later(row, "bought", reading)
        paid = _later(row, "paid", reading, most=MAX_MONEY)
        quantity = _later(row, "quantity", reading)
        if (bought is None) != (paid is None) and price is not None:
            reading.faults.append(Finding(row.at("paid"), "bought-and-paid"))
        if item is None or fund is None:
            continue
        if (item, fund) in prices:
            reading.faults.append(Finding(row.at("item"), "row-repeated", {"name": f"{item}, {fund}"}))
        elif quantity is None and any(one.item == item and one.quantity is None for one in prices.values()):
            reading.faults.append(Finding(row.at("item"), "price-shares-missing", {"item": item}))
        else:
            prices[item, fund] = Price(item, price or 0, fund, bought, paid, quantity)
    return tuple(prices.values())


def _later(row: Row, column: str, reading: Reading, **bounds: int) -> int | None:
    """A figure that may still be empty (số sẽ điền sau)."""
    return whole_of(row, column, reading.faults, **bounds) if clean(row.cells.get(column, "")) else None


def check_whole(case: Case, distances: Source | None, reading: Reading) -> None:
    """What only the whole case shows: a variant of an item that is not there, ways whose length nobody gave."""
    if case.variant is not None and case.variant.item not in case.items:
        told = {"item": case.variant.item, "allowed": ", ".join(case.items)}
        reading.faults.append(Finding(SHARED_PRINTERS, "item-unknown", told))
    if not reading.faults and distances is not None and case.distances is not None:
        reading.faults += (
            Finding(distances.name, "distance-missing", {"giver": giver, "taker": taker})
            for giver, taker in ways_missing(table(case), case.distances)
        )
