"""The files of a plan (tệp của phương án) read into a `Case`: every fault of every file at once."""

from dataclasses import dataclass, field
from fractions import Fraction

from congress.csvdoc import MAX_MONEY, Row, Source, Table, km_of, one_of, read_table, text_of, whole_of
from congress.errors import Finding, Malformed
from congress.text import clean
from devices.needs.formats.reading import Spelling, units_named
from devices.needs.norms import SHARED_PRINTERS, shared_printers
from devices.needs.rules import table, use_of, ways_missing
from devices.needs.rules.names import loosened
from devices.needs.values import (
    TOTAL,
    Basis,
    Case,
    Column,
    Distances,
    Line,
    NewUnit,
    Norm,
    OldUnit,
    Price,
    Use,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What a plan is made from (các tệp đưa vào)."""

    units: Source
    merge: Source
    new_units: Source
    norms: Source
    printed: Source | None = None
    distances: Source | None = None
    classified: Source | None = None
    """How many devices of each unit are classified: the columns of `units`, or some of them."""
    prices: Source | None = None
    shared_printers: int | None = None
    """The variant: so many persons share one printer."""


@dataclass(slots=True)
class _Reading:
    """What is known while the files are read (đang đọc)."""

    faults: list[Finding] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    items: tuple[str, ...] = ()


def read_files(files: Files) -> tuple[Case, tuple[Price, ...]]:
    """The case that the files make, and the prices; `Malformed` names every fault of all of them."""
    reading = _Reading()
    units = _units(files.units, reading)
    new_units = _new_units(files.new_units, reading)
    old_names = Spelling.of(units_named(units, "unit", reading.faults), reading.findings, reading.faults)
    new_names = Spelling.of(units_named(new_units, "new_unit", reading.faults), reading.findings, reading.faults)
    case = Case(
        items=reading.items,
        old_units=_old_units(units, files.classified, old_names, reading),
        successors=_successors(files.merge, old_names, new_names, reading),
        new_units=_staffed(new_units, reading),
        norms=_norms(files.norms, reading),
        printed=_printed(files.printed, new_names, reading),
        distances=_distances(files.distances, new_names, reading),
        variant=None if files.shared_printers is None else shared_printers(files.shared_printers),
        findings=tuple(reading.findings),
    )
    prices = _prices(files.prices, reading)
    if case.variant is not None and case.variant.item not in case.items:
        told = {"item": case.variant.item, "allowed": ", ".join(case.items)}
        reading.faults.append(Finding(SHARED_PRINTERS, "item-unknown", told))
    if not reading.faults and files.distances is not None and case.distances is not None:
        told_ways = ways_missing(table(case), case.distances)
        reading.faults += (
            Finding(files.distances.name, "distance-missing", {"giver": giver, "taker": taker})
            for giver, taker in told_ways
        )
    if reading.faults:
        raise Malformed(reading.faults)
    return case, prices


def _units(source: Source, reading: _Reading) -> Table:
    found = read_table(source, reading.faults, required=("unit",), others=True)
    reading.items = tuple(column for column in found.columns if column != "unit")
    if found.columns and not reading.items:
        reading.faults.append(Finding(f"{source.name}:1:2", "no-items"))
    return found


def _old_units(units: Table, classified: Source | None, names: Spelling, reading: _Reading) -> tuple[OldUnit, ...]:
    secret = {} if classified is None else _classified(classified, names, reading)
    found = []
    for row in units.rows:
        have = [whole_of(row, item, reading.faults) for item in reading.items]
        name = clean(row.cells["unit"])
        parts = secret.get(name, {})
        known = tuple(number or 0 for number in have)
        for item, number, whole in zip(reading.items, have, known, strict=True):
            part_row, part = parts.get(item, (row, 0))
            if number is not None and part > whole:
                told = {"classified": part, "have": whole}
                reading.faults.append(Finding(part_row.at(item), "classified-over-have", told))
        if not reading.faults:
            told_apart = tuple(parts.get(item, (row, 0))[1] for item in reading.items) if classified else ()
            found.append(OldUnit(name, known, told_apart))
    return tuple(found)


def _classified(source: Source, names: Spelling, reading: _Reading) -> dict[str, dict[str, tuple[Row, int]]]:
    found = read_table(source, reading.faults, required=("unit",), optional=reading.items)
    numbers: dict[str, dict[str, tuple[Row, int]]] = {}
    for row in found.rows:
        name = names.meant(row, "unit")
        counted = {
            item: (row, number)
            for item in found.columns
            if item != "unit" and (number := whole_of(row, item, reading.faults)) is not None
        }
        if name is not None and name in numbers:
            reading.faults.append(Finding(row.at("unit"), "row-repeated", {"name": name}))
        elif name is not None:
            numbers[name] = counted
    return numbers


def _new_units(source: Source, reading: _Reading) -> Table:
    return read_table(source, reading.faults, required=("new_unit", "staff"), optional=("seat",))


def _staffed(units: Table, reading: _Reading) -> tuple[NewUnit, ...]:
    found = []
    for row in units.rows:
        name = clean(row.cells["new_unit"])
        if loosened(name).casefold() == loosened(TOTAL).casefold():
            reading.faults.append(Finding(row.at("new_unit"), "unit-named-total", {"name": name}))
        staff = whole_of(row, "staff", reading.faults)
        found.append(NewUnit(name, staff or 0, clean(row.cells.get("seat", ""))))
    return tuple(found)


def _successors(source: Source, old: Spelling, new: Spelling, reading: _Reading) -> dict[str, str]:
    before = len(reading.faults)
    found = read_table(source, reading.faults, required=("old_unit", "new_unit"))
    is_whole = len(reading.faults) == before
    into: dict[str, str] = {}
    for row in found.rows:
        name, successor = old.meant(row, "old_unit"), new.meant(row, "new_unit")
        if name is not None and name in into:
            reading.faults.append(Finding(row.at("old_unit"), "row-repeated", {"name": name}))
        elif name is not None:
            into[name] = successor or ""
    if is_whole:
        reading.faults += (
            Finding(row.at("unit"), "old-unit-without-successor", {"name": name, "file": source.name})
            for name, row in old.rows.items()
            if name not in into
        )
    return into


def _norms(source: Source, reading: _Reading) -> tuple[Norm, ...]:
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


def _item(row: Row, reading: _Reading) -> str | None:
    item = text_of(row, "item", reading.faults)
    if item is not None and reading.items and item not in reading.items:
        told = {"item": item, "allowed": ", ".join(reading.items)}
        reading.faults.append(Finding(row.at("item"), "item-unknown", told))
        return None
    return item


def _printed(source: Source | None, names: Spelling, reading: _Reading) -> tuple[Line, ...]:
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


def _distances(source: Source | None, names: Spelling, reading: _Reading) -> Distances | None:
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


def _prices(source: Source | None, reading: _Reading) -> tuple[Price, ...]:
    if source is None:
        return ()
    found = read_table(source, reading.faults, required=("item", "price", "fund"), optional=("bought", "paid"))
    prices: dict[str, Price] = {}
    for row in found.rows:
        item, fund = _item(row, reading), text_of(row, "fund", reading.faults)
        price = whole_of(row, "price", reading.faults, most=MAX_MONEY)
        bought = _later(row, "bought", reading)
        paid = _later(row, "paid", reading, most=MAX_MONEY)
        if (bought is None) != (paid is None) and price is not None:
            reading.faults.append(Finding(row.at("paid"), "bought-and-paid"))
        if item is not None and item in prices:
            reading.faults.append(Finding(row.at("item"), "row-repeated", {"name": item}))
        elif item is not None:
            prices[item] = Price(item, price or 0, fund or "", bought, paid)
    return tuple(prices.values())


def _later(row: Row, column: str, reading: _Reading, **bounds: int) -> int | None:
    """A figure that may still be empty (số sẽ điền sau)."""
    return whole_of(row, column, reading.faults, **bounds) if clean(row.cells.get(column, "")) else None
