"""The table of a file (bảng trong tệp): the first sheet that has the header sought; the others are told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic

from congress.documents.rules.listing import Col, Header, find_header
from congress.errors import Finding, Malformed
from congress.spreadsheet import Grid, read_grids


@dataclass(frozen=True, slots=True)
class Found(Generic[Col]):
    """A sheet with its header."""

    grid: Grid
    header: Header[Col]
    remarks: tuple[Finding, ...]


def read_table(
    source: bytes, *, name: str, known: Mapping[str, Col], needs: Collection[Col], missing: Finding
) -> Found[Col]:
    """The table of a file whose header has all of `needs`; `Malformed` with `missing` where no sheet has."""
    headed = [
        (grid, header)
        for grid in read_grids(source, name=name)
        if (header := find_header(grid.rows, known, needs=needs)) is not None
    ]
    if not headed:
        raise Malformed([missing])
    grid, header = headed[0]
    told = [Finding(name, "list-encoding-assumed")] if grid.encoding == "windows-1258" else []
    told += [Finding(name, "list-sheet-not-taken", {"sheet": other.sheet}) for other, _ in headed[1:]]
    return Found(grid, header, tuple(told))
