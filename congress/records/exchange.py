"""The register of papers and the papers themselves (trao đổi hồ sơ văn bản)."""

import re
from collections.abc import Iterator

from congress.chapters import FileRef, Retention, Rows, TableChapter
from congress.records import files
from congress.records.rows import RecordRow
from congress.store.tables import Kept, Values
from congress.store.unit import Unit

_DIGEST = re.compile(r"[0-9a-f]{64}")


def _papers(_: Unit, rows: Rows) -> Iterator[FileRef]:
    """Equal papers are one file."""
    for digest, size in sorted({(row.values["sha256"], row.values["size"]) for row in rows["record"]}):
        yield FileRef(f"records/{files.OBJECTS}/{digest}", f"papers/{files.OBJECTS}/{digest}", digest, size)


def _is_digest(values: Values) -> None:
    if not _DIGEST.fullmatch(values["sha256"]):
        raise ValueError


def _names_a_file(values: Values) -> None:
    """A name from elsewhere is a name, and leads into no other folder."""
    if files.legal_name(values["name"]) != values["name"]:
        raise ValueError


CHAPTERS = (
    TableChapter(
        name="records",
        title="Văn bản của cuộc bầu cử và danh mục văn bản",
        retention=Retention.PERMANENT,
        tables=(Kept(row=RecordRow, of="scope_id", checks={"sha256": _is_digest, "name": _names_a_file}),),
        files=_papers,
    ),
)
