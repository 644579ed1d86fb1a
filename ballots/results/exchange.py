"""Results and what happened to the sealed ballots for good; the sealed record apart (trao đổi dữ liệu kết quả)."""

import hashlib
import re
from collections.abc import Iterator

from ballots.regulations.formats import read_outcome
from ballots.results import queries
from ballots.results.rows import CorrigendumRow, ResultRow, SealedEventRow
from ballots.results.values import SealedEvent
from congress.chapters import FileRef, Retention, Rows, TableChapter
from congress.store.tables import Kept, Values
from congress.store.unit import Unit

_SEALED_OF_RESULT = ("sealed_file",)
_SEALED_FILE = re.compile(r"record-[0-9a-f-]+\.sealed")


def _outcome(values: Values) -> None:
    data = values["outcome"].encode()
    read_outcome(data)
    if hashlib.sha256(data).hexdigest() != values["outcome_sha256"]:
        raise ValueError


def _sealed_file(values: Values) -> None:
    """A name from elsewhere leads to no file but a sealed record."""
    if not _SEALED_FILE.fullmatch(values["sealed_file"]):
        raise ValueError


def _records(unit: Unit, rows: Rows) -> Iterator[FileRef]:
    """Each sealed record that was not destroyed by decision; its own seal proves it."""
    for row in rows["result"]:
        events = queries.sealed_events(unit, row.values["contest_id"])
        if all(line.kind is not SealedEvent.DESTROYED for line in events):
            name = row.values["sealed_file"]
            yield FileRef(f"results-sealed/{name}", f"sealed/{name}")


RESULTS = TableChapter(
    name="results",
    title="Kết quả bầu cử, đính chính, nhật ký niêm phong",
    retention=Retention.PERMANENT,
    tables=(
        Kept(row=ResultRow, of="contest_id", later=_SEALED_OF_RESULT, checks={"outcome": _outcome}),
        Kept(row=CorrigendumRow, of="contest_id"),
        Kept(row=SealedEventRow, of="contest_id"),
    ),
)
RECORDS = TableChapter(
    name="results-sealed",
    title="Bản ghi kiểm phiếu (niêm phong)",
    retention=Retention.SEALED,
    tables=(
        Kept(
            row=ResultRow,
            of="contest_id",
            fills=_SEALED_OF_RESULT,
            checks={"sealed_file": _sealed_file},
        ),
    ),
    files=_records,
)
CHAPTERS = (RESULTS, RECORDS)
