"""A folder of files taken in by a list (nhập cả thư mục theo danh mục): looked at first, written as it was accepted."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import KEEPERS_OF_DOCUMENTS, deed
from congress.access.values import Authority
from congress.documents import looking, service
from congress.documents.formats import FORMATS, write_documents, write_template
from congress.documents.queries import documents as queries
from congress.documents.reading import read_table
from congress.documents.rules import document_list
from congress.documents.rules.document_list import Listed, ListedDocument
from congress.documents.rules.documents import remarks
from congress.documents.rules.words import READ_COLUMN
from congress.documents.values.documents import Document, DocumentDetails, Looked, NewDocument
from congress.errors import Finding, Malformed, Refused
from congress.records import queries as records
from congress.term.service import existing as existing_congress
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace

_LEFT_BY_SYSTEMS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file of the folder that its row describes."""

    row: int
    name: str
    sha256: str
    details: DocumentDetails
    looked: Looked


@dataclass(frozen=True, slots=True)
class FolderPlan:
    """What taking in a folder would do, as a person looks at it (xem trước)."""

    name: str
    """Of the list."""
    files: tuple[PlannedFile, ...]
    faults: tuple[Finding, ...]
    remarks: tuple[Finding, ...]
    digest: str
    """Of the list and of each file's bytes: accepting asks for the same."""

    @property
    def is_acceptable(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def template(folder: Path) -> bytes:
    """An XLSX with a row for each file of a folder (tạo mẫu danh mục), to be filled in."""
    return write_template(sorted(_named(folder)))


def look(workspace: "Workspace", *, folder: Path, source: bytes, name: str) -> FolderPlan:
    """What taking in a folder would do (chạy thử): nothing is written. `Malformed` where there is no list at all."""
    with workspace.reading() as unit:
        today = unit.now.astimezone().date()
    listed, told = _listed(source, name=name, today=today)
    there = _named(folder)
    faults = list(listed.faults)
    found = list(_found(listed, there, faults))
    first: dict[str, PlannedFile] = {}
    with workspace.reading() as unit:
        for one, where in found:
            known = records.by_hash(unit, one.sha256)
            if known is not None:
                faults.append(Finding(where, "document-twice", {"name": known.name}))
            elif (same := first.setdefault(one.sha256, one)) is not one:
                faults.append(Finding(where, "list-files-equal", {"name": same.name, "row": same.row}))
    named = {one.file for one in listed.documents} | {name}
    more = [Finding(where, each.code, each.facts) for one, where in found for each in remarks(one.name, one.looked)]
    more += [Finding(name, "list-file-not-named", {"name": each}) for each in sorted(there) if each not in named]
    digest = hashlib.sha256(source)
    for one, _ in found:
        digest.update(f"{one.row} {one.sha256}\n".encode())
    return FolderPlan(name, tuple(one for one, _ in found), tuple(faults), (*told, *more), digest.hexdigest())


@deed("document:import", who=KEEPERS_OF_DOCUMENTS, title="Folder of documents taken in")
def accept(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, folder: Path, source: bytes, name: str, digest: str
) -> tuple[Document, ...]:
    """Take in a folder (nhập cả thư mục) as a person saw and accepted it: every file of the list, or none."""
    plan = look(workspace, folder=folder, source=source, name=name)
    if plan.faults:
        raise Malformed(plan.faults)
    if plan.digest != digest:
        raise Refused("documents-changed", file=name)
    there, files = _named(folder), []
    for one in plan.files:
        data = looking.read_file(there[one.name], where=one.name)
        file = service.ready(workspace, NewDocument(data=data, name=one.name, details=one.details))
        if file.kept.sha256 != one.sha256:
            raise Refused("documents-changed", file=one.name)
        files.append(file)
    with workspace.unit(by) as unit:
        existing_congress(unit, congress_id)
        made = tuple(service.keep(unit, by, congress_id, file) for file in files)
        unit.record(
            "documents",
            file=name,
            sha256=hashlib.sha256(source).hexdigest(),
            digests=[one.sha256 for one in made],
            taken_in=[f"{one.name}: {one.title}" for one in made],
        )
    return made


def export(workspace: "Workspace", *, congress_id: UUID, kind: str) -> bytes:
    """The list of a congress's documents as a file (xuất danh mục)."""
    if kind not in FORMATS:
        raise Refused("list-format-unknown", kind=kind, allowed=", ".join(FORMATS))
    with workspace.reading() as unit:
        return write_documents(queries.documents(unit, congress_id), kind=kind)


def _listed(source: bytes, *, name: str, today: date) -> tuple[Listed, tuple[Finding, ...]]:
    missing = Finding(name, "list-of-documents-missing")
    found = read_table(source, name=name, known=READ_COLUMN, needs=document_list.NEEDED, missing=missing)
    grid = found.grid
    listed = document_list.read_list(grid.rows, found.header, grid.where, today=today)
    told = (*found.remarks, *listed.remarks)
    return Listed(listed.documents, (*grid.faults, *listed.faults), ()), told


def _named(folder: Path) -> dict[str, Path]:
    """The files of a folder by their composed names; a list names nothing outside of it."""
    try:
        files = [one for one in folder.iterdir() if one.is_file() and not _is_left_over(one.name)]
    except OSError as error:
        detail = {"path": str(folder), "detail": error.strerror or ""}
        raise Malformed([Finding("folder", "folder-unreadable", detail)]) from None
    found: dict[str, Path] = {}
    for one in files:
        if (other := found.setdefault(clean(one.name), one)) is not one:
            raise Malformed([Finding("folder", "folder-names-alike", {"one": one.name, "other": other.name})])
    return found


def _is_left_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LEFT_BY_SYSTEMS


def _found(listed: Listed, there: Mapping[str, Path], faults: list[Finding]) -> Iterator[tuple[PlannedFile, str]]:
    for one in listed.documents:
        if one.file in there:
            try:
                yield _planned(one, there[one.file]), one.where
            except Malformed as wrong:
                faults.extend(Finding(one.where, each.code, each.facts) for each in wrong.findings)
        elif one.file:
            faults.append(Finding(one.where, "list-file-missing", {"name": one.file}))


def _planned(one: ListedDocument, path: Path) -> PlannedFile:
    data = looking.read_file(path, where=one.where)
    return PlannedFile(one.row, one.file, hashlib.sha256(data).hexdigest(), one.details, looking.look(data))
