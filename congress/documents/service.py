"""Deeds on documents (tài liệu): taken in, their metadata corrected, withdrawn; never deleted."""

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from congress.access.registry import ARCHIVIST_WITH_ONE_IN_CHARGE, KEEPERS_OF_DOCUMENTS, deed
from congress.access.values import Authority
from congress.documents import looking
from congress.documents.queries import documents as queries
from congress.documents.rules import documents as rules
from congress.documents.values.documents import Document, DocumentDetails, Looked, NewDocument, Withdrawal
from congress.errors import Finding, Malformed, Refused
from congress.records import files
from congress.records import queries as record_queries
from congress.records import service as records
from congress.records.values import KeptFile
from congress.store.unit import Unit
from congress.term import holding
from congress.term.service import existing as existing_congress
from congress.text import clean, fold

if TYPE_CHECKING:
    from congress.workspace import Workspace

MOST_NAMED = 5
KIND = "document"
"""Of its line in the register of papers."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that is kept on the disk and looked at, not yet registered (tệp đã lưu, chưa vào sổ)."""

    kept: KeptFile
    looked: Looked
    details: DocumentDetails
    approval: str = ""


@deed("document:add", who=KEEPERS_OF_DOCUMENTS, title="Document taken in")
def add(workspace: "Workspace", by: Authority, *, congress_id: UUID, new: NewDocument) -> Document:
    """Take a file in as a document of a congress (nhập tài liệu), with what is said of it."""
    if rules.is_secret(new.details):
        raise Refused("document-secret-by-two")
    return _added(workspace, by, congress_id, new)


@deed("document:add:secret", who=ARCHIVIST_WITH_ONE_IN_CHARGE, title="Secret document taken in")
def add_secret(workspace: "Workspace", by: Authority, *, congress_id: UUID, new: NewDocument) -> Document:
    """Take in a document that bears a degree of State secrecy (nhập tài liệu mật): two people, with the reason."""
    by.due_reason()
    return _added(workspace, by, congress_id, new)


@deed("document:correct", who=KEEPERS_OF_DOCUMENTS, title="Document's metadata corrected")
def correct(workspace: "Workspace", by: Authority, *, document_id: UUID, details: DocumentDetails) -> Document:
    """Correct what is said of a document (sửa thông tin mô tả): the journal keeps the former version."""
    return _corrected(workspace, by, document_id, details, by_two=False)


@deed("document:correct:secret", who=ARCHIVIST_WITH_ONE_IN_CHARGE, title="Document's degree of secrecy changed")
def correct_secrecy(workspace: "Workspace", by: Authority, *, document_id: UUID, details: DocumentDetails) -> Document:
    """Put another degree of secrecy on a document (thay đổi độ mật), by two people, with the reason."""
    by.due_reason()
    return _corrected(workspace, by, document_id, details, by_two=True)


@deed("document:withdraw", who=KEEPERS_OF_DOCUMENTS, title="Document withdrawn")
def withdraw(workspace: "Workspace", by: Authority, *, document_id: UUID) -> Document:
    """Mark a document as none of the congress's any more (rút tài liệu), with the reason; its file stays."""
    reason = by.due_reason()
    with workspace.unit(by) as unit:
        before = standing(unit, document_id)
        queries.withdraw(unit, document_id, Withdrawal(unit.now, by.first.person, reason))
        unit.record(document_id, file=before.name, sha256=before.sha256)
        return existing(unit, document_id)


# --- steps -------------------------------------------------------------------------------------------------


def existing(unit: Unit, document_id: UUID) -> Document:
    """Step: the document of an id, or a refusal."""
    found = queries.document(unit, document_id)
    if found is None:
        raise Refused("document-unknown")
    return found


def standing(unit: Unit, document_id: UUID) -> Document:
    """Step: the document of an id that was not withdrawn, or a refusal."""
    found = existing(unit, document_id)
    if found.withdrawn is not None:
        raise Refused("document-withdrawn", reason=found.withdrawn.reason)
    return found


def checked(workspace: "Workspace", new: NewDocument) -> NewDocument:
    """The document cleaned; refused, or every fault of what is said of it."""
    with workspace.reading() as unit:
        today = unit.now.astimezone().date()
    wanted = replace(new, details=rules.cleaned(new.details), approval=clean(new.approval))
    faults = [*rules.check_details(wanted.details, today=today)]
    faults += rules.check_text(wanted.approval, where="document.approval")
    if faults:
        raise Malformed(faults)
    if wanted.details.secrecy in rules.WITHHELD and not wanted.approval:
        raise Refused("document-not-digitised")
    if not wanted.data:
        raise Refused("document-empty")
    return wanted


def refuse_double(unit: Unit, sha256: str) -> None:
    """Step: refuse bytes that are registered already, with the name of the file that is there."""
    there = record_queries.by_hash(unit, sha256)
    if there is not None:
        raise Refused("document-twice", name=there.name)


def keep(unit: Unit, by: Authority, congress_id: UUID, file: Ready) -> Document:
    """Step: register a file that was kept, and what is said of it."""
    refuse_double(unit, file.kept.sha256)
    made = uuid4()
    record = records.register(unit, file.kept, kind=KIND, scope_id=made)
    one = Document(
        id=made,
        congress_id=congress_id,
        record_id=record.id,
        name=record.name,
        size=record.size,
        sha256=record.sha256,
        details=rules.counted(file.details, file.looked),
        looked=file.looked,
        at=unit.now,
        by=by.first.person,
        second=by.second.person if by.second else "",
        approval=file.approval,
    )
    queries.add(unit, one)
    return one


def ready(workspace: "Workspace", new: NewDocument) -> Ready:
    """Look at a file and write it under its hash, before the unit opens; one of no deed is swept."""
    kept = files.keep(workspace.papers, new.data, name=new.name)
    return Ready(kept, looking.look(new.data), new.details, new.approval)


def told(one: Document) -> dict[str, Any]:
    """What the journal holds of a document taken in."""
    facts: dict[str, Any] = {"sha256": one.sha256, "bytes": one.size, "format": str(one.looked.format)}
    if one.looked.archival:
        facts["archival"] = one.looked.archival
    if one.looked.faults:
        facts["faults"] = [str(fault) for fault in one.looked.faults]
    if one.approval:
        facts["approval"] = one.approval
    if not one.is_secret:
        facts["file"] = one.name
    return {**facts, "details": dict(rules.facts(one.details))}


def _added(workspace: "Workspace", by: Authority, congress_id: UUID, new: NewDocument) -> Document:
    wanted = checked(workspace, new)
    with workspace.reading() as unit:
        existing_congress(unit, congress_id)
        holding.check(unit, wanted.details.secrecy, gates=workspace.house.gates)  # before a byte is kept
        refuse_double(unit, hashlib.sha256(wanted.data).hexdigest())
    file = ready(workspace, wanted)
    with workspace.unit(by) as unit:
        existing_congress(unit, congress_id)
        made = keep(unit, by, congress_id, file)
        unit.record(made.id, **told(made))
    return made


def _corrected(
    workspace: "Workspace", by: Authority, document_id: UUID, details: DocumentDetails, *, by_two: bool
) -> Document:
    wanted = rules.cleaned(details)
    with workspace.unit(by) as unit:
        before = standing(unit, document_id)
        if faults := tuple(rules.check_details(wanted, today=unit.now.astimezone().date())):
            raise Malformed(faults)
        if wanted.secrecy is not before.details.secrecy:
            if not by_two:
                raise Refused("document-secrecy-by-two")
            if wanted.secrecy in rules.WITHHELD and not before.approval:
                raise Refused("document-not-digitised")
            holding.check(unit, wanted.secrecy, gates=workspace.house.gates)
        if wanted == before.details:
            raise Refused("document-unchanged")
        queries.set_details(unit, document_id, wanted)
        unit.record(document_id, sha256=before.sha256, **rules.changed(before.details, wanted))
        return existing(unit, document_id)


def meant(unit: Unit, congress_id: UUID, text: str, *, field: str) -> Document | None:
    """Step: the document of a congress that a number or some words of it mean; None of an empty text.

    `Malformed` at `field` where none is meant, or several.
    """
    if not (words := fold(text).split()):
        return None
    there = [one for one in queries.documents(unit, congress_id) if one.withdrawn is None]
    exact = [one for one in there if fold(one.details.number) == fold(text)]
    close = exact or [one for one in there if all(word in fold(f"{one.title} {one.details.number}") for word in words)]
    match close:
        case [one]:
            return one
        case []:
            raise Malformed([Finding(field, "document-not-meant", {"text": text})])
        case _:
            names = "; ".join(one.details.number or one.title for one in close[:MOST_NAMED])
            raise Malformed([Finding(field, "document-meant-several", {"number": len(close), "names": names})])
