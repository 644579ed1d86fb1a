"""A case as the files that the stateless command reads (tệp đầu vào): the same answer comes of them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from devices.needs.values import Case, Norm

UNITS, CLASSIFIED, MERGE, NEW_UNITS, NORMS = (
    "units.csv",
    "classified.csv",
    "merge.csv",
    "new-units.csv",
    "norms.csv",
)


def case_files(case: Case) -> dict[str, bytes]:
    """By name the files of a case (xuất đầu vào của phương án)."""
    return {
        UNITS: _csv(("unit", *case.items), ((old.name, *old.have) for old in case.old_units)),
        CLASSIFIED: _csv(("unit", *case.items), ((old.name, *old.classified) for old in case.old_units)),
        MERGE: _csv(("old_unit", "new_unit"), case.successors.items()),
        NEW_UNITS: staff_csv((one.name, one.staff, one.seat) for one in case.new_units),
        NORMS: norms_csv(case.norms),
    }


def norms_csv(norms: Iterable[Norm]) -> bytes:
    """Norms as a file that can be read in again (tệp định mức)."""
    lines = ((norm.item, norm.purpose, norm.basis, norm.quantity, norm.use) for norm in norms)
    return _csv(("item", "purpose", "basis", "quantity", "use"), lines)


def staff_csv(rows: Iterable[tuple[str, int, str]]) -> bytes:
    """Units, their staff and seats as a file that can be read in again (tệp biên chế)."""
    return _csv(("new_unit", "staff", "seat"), rows)


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    target = StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return target.getvalue().encode()
