"""Files of norms and of staff numbers that a workspace keeps (tệp định mức, biên chế), read strictly."""

from dataclasses import dataclass

from congress.csvdoc import Source, read_table, text_of, whole_of
from congress.errors import Malformed
from congress.text import clean
from devices.needs.formats.beside import Reading, norms_of
from devices.needs.rules.registered import ITEMS
from devices.needs.values import Norm


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A unit and its staff, as a list has them."""

    where: str
    name: str
    staff: int
    seat: str


def read_norms(source: Source) -> tuple[Norm, ...]:
    """The norms of a file; items are those that the register has categories for."""
    reading = Reading(items=tuple(ITEMS.values()))
    norms = norms_of(source, reading)
    if reading.faults:
        raise Malformed(reading.faults)
    return norms


def read_staff(source: Source) -> tuple[StaffRow, ...]:
    """The units of a list and their staff, in its order."""
    reading = Reading()
    table = read_table(source, reading.faults, required=("new_unit", "staff"), optional=("seat",))
    rows = []
    for row in table.rows:
        name, staff = text_of(row, "new_unit", reading.faults), whole_of(row, "staff", reading.faults)
        if name is not None and staff is not None:
            rows.append(StaffRow(row.at("new_unit"), name, staff, clean(row.cells.get("seat", ""))))
    if reading.faults:
        raise Malformed(reading.faults)
    return tuple(rows)
