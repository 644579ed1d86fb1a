"""The files of a plan (tệp của phương án) read into a `Case`: every fault of every file at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from congress.csvdoc import Row, Source, Table, read_table, whole_of
from congress.errors import Finding, Malformed
from congress.text import clean
from devices.needs.formats.beside import Reading, check_whole, distances_of, norms_of, prices_of, printed_lines
from devices.needs.formats.reading import Spelling, units_named
from devices.needs.norms import shared_printers, source_of
from devices.needs.rules.names import circles, loosened
from devices.needs.values import TOTAL, Case, NewUnit, OldUnit, Price


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


def read_files(files: Files) -> tuple[Case, tuple[Price, ...]]:
    """The case that the files make, and the prices; `Malformed` names every fault of all of them."""
    reading = Reading()
    units = _units(files.units, reading)
    new_units = _new_units(files.new_units, reading)
    old_rows = units_named(units, "unit", reading.faults)
    old_names = Spelling.of(old_rows, reading.findings, reading.faults)
    new_names = Spelling.of(units_named(new_units, "new_unit", reading.faults), reading.findings, reading.faults)
    case = Case(
        items=reading.items,
        old_units=_old_units(units, files.classified, old_names, reading),
        successors=_successors(files.merge, old_rows, old_names, new_names, reading),
        new_units=_staffed(new_units, reading),
        norms=norms_of(files.norms, reading),
        printed=printed_lines(files.printed, new_names, reading),
        distances=distances_of(files.distances, new_names, reading),
        variant=None if files.shared_printers is None else shared_printers(files.shared_printers),
        findings=tuple(reading.findings),
    )
    prices = prices_of(files.prices, reading)
    check_whole(case, files.distances, reading)
    if reading.faults:
        raise Malformed(reading.faults)
    return replace(case, norms_dated=source_of(case.norms)), prices


def _units(source: Source, reading: Reading) -> Table:
    found = read_table(source, reading.faults, required=("unit",), others=True)
    reading.items = tuple(column for column in found.columns if column != "unit")
    if found.columns and not reading.items:
        reading.faults.append(Finding(f"{source.name}:1:2", "no-items"))
    return found


def _old_units(units: Table, classified: Source | None, names: Spelling, reading: Reading) -> tuple[OldUnit, ...]:
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


def _classified(source: Source, names: Spelling, reading: Reading) -> dict[str, dict[str, tuple[Row, int]]]:
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


def _new_units(source: Source, reading: Reading) -> Table:
    return read_table(source, reading.faults, required=("new_unit", "staff"), optional=("seat",))


def _staffed(units: Table, reading: Reading) -> tuple[NewUnit, ...]:
    found = []
    for row in units.rows:
        name = clean(row.cells["new_unit"])
        if loosened(name).casefold() == loosened(TOTAL).casefold():
            reading.faults.append(Finding(row.at("new_unit"), "unit-named-total", {"name": name}))
        staff = whole_of(row, "staff", reading.faults)
        found.append(NewUnit(name, staff or 0, clean(row.cells.get("seat", ""))))
    return tuple(found)


def _successors(
    source: Source, units: Mapping[str, Row], old: Spelling, new: Spelling, reading: Reading
) -> dict[str, str]:
    before = len(reading.faults)
    found = read_table(source, reading.faults, required=("old_unit", "new_unit"))
    is_whole = len(reading.faults) == before
    into: dict[str, str] = {}
    rows: dict[str, Row] = {}
    for row in found.rows:
        name, successor = old.meant(row, "old_unit"), new.meant(row, "new_unit")
        if name is not None and name in into:
            reading.faults.append(Finding(row.at("old_unit"), "row-repeated", {"name": name}))
        elif name is not None:
            into[name], rows[name] = successor or "", row
    for circle in circles(into):
        told = {"names": " → ".join((*circle, circle[0]))}
        reading.faults.append(Finding(rows[circle[0]].at("new_unit"), "merger-circular", told))
    if is_whole:
        reading.faults += (
            Finding(row.at("unit"), "old-unit-without-successor", {"name": name, "file": source.name})
            for name, row in ((clean(written), row) for written, row in units.items())
            if name not in into
        )
    return into
