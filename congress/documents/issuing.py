"""Deeds of the register of copies handed out (cấp phát, thu hồi tài liệu): typed in or by a list, taken back."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from congress.access.registry import KEEPERS_OF_DOCUMENTS, deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.documents import issue_papers, service
from congress.documents.issue_papers import Register
from congress.documents.queries import documents as document_queries
from congress.documents.queries import issues as queries
from congress.documents.reading import read_table
from congress.documents.rules import issue_list
from congress.documents.rules import issues as rules
from congress.documents.rules.documents import check_text
from congress.documents.values.issues import CopyFate, HandedTitle, IssuedCopy, NewCopy, NewReturn
from congress.documents.values.lists import ListPlan
from congress.errors import Finding, Malformed, Refused
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.term import queries as terms
from congress.term.service import existing as existing_congress
from congress.text import clean, fold

if TYPE_CHECKING:
    from congress.workspace import Workspace


class PaperKind(StrEnum):
    """What a paper of the register is (loại văn bản)."""

    REGISTER = "issue-register"
    LIST = "issue-register-list"


@deed("issue:title:make", who=KEEPERS_OF_DOCUMENTS, title="Numbered paper entered to be handed out")
def make_title(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, title: str = "", document_id: UUID | None = None
) -> HandedTitle:
    """Enter a paper of which numbered copies are handed out (mở sổ cấp phát); a document gives its own title."""
    with workspace.unit(by) as unit:
        existing_congress(unit, congress_id)
        of = None if document_id is None else service.standing(unit, document_id)
        wanted = clean(title) or ("" if of is None else of.title)
        if faults := [*_missing(wanted), *check_text(wanted, where="title", longest=1000)]:
            raise Malformed(faults)
        if any(fold(known.title) == fold(wanted) for known in queries.titles(unit, congress_id)):
            raise Refused("issue-title-exists", title=wanted)
        made = HandedTitle(uuid4(), congress_id, document_id, wanted, unit.now, by.first.person)
        queries.add_title(unit, made)
        unit.record(made.id, title=wanted)
    return made


@deed("issue:out", who=KEEPERS_OF_DOCUMENTS, title="Numbered copies handed out")
def hand_out(
    workspace: "Workspace", by: Authority, *, title_id: UUID, new: Sequence[NewCopy]
) -> tuple[IssuedCopy, ...]:
    """Hand copies out (cấp phát): each to one person, under its number or the next one."""
    with workspace.unit(by) as unit:
        of = existing(unit, title_id)
        made = _handed(unit, by, of, new)
        unit.record(title_id, title=of.title, copies=[_told(one) for one in made])
    return made


@deed("issue:import", who=KEEPERS_OF_DOCUMENTS, title="Numbered copies handed out by a list")
def accept(
    workspace: "Workspace", by: Authority, *, title_id: UUID, source: bytes, name: str, digest: str
) -> tuple[IssuedCopy, ...]:
    """Hand copies out by a list of names (cấp phát theo danh sách) as a person saw and accepted it: all or none."""
    with workspace.unit(by) as unit:
        of = existing(unit, title_id)
        plan = _planned(unit, title_id, source, name=name)
        if plan.faults:
            raise Malformed(plan.faults)
        if plan.digest != digest:
            raise Refused("documents-changed", file=name)
        made = _handed(unit, by, of, plan.planned)
        digest_of_list = hashlib.sha256(source).hexdigest()
        unit.record(title_id, title=of.title, file=name, sha256=digest_of_list, copies=[_told(one) for one in made])
    return made


@deed("issue:back", who=KEEPERS_OF_DOCUMENTS, title="Numbered copies taken back")
def take_back(workspace: "Workspace", by: Authority, *, title_id: UUID, new: NewReturn) -> tuple[IssuedCopy, ...]:
    """Write down what became of copies (thu hồi): back, lost, or destroyed by minutes; by their numbers."""
    wanted = rules.cleaned_return(new)
    with workspace.unit(by) as unit:
        of = existing(unit, title_id)
        known = rules.latest(queries.copies(unit, title_id))
        if faults := tuple(rules.check_return(wanted, known)):
            raise Malformed(faults)
        changed = tuple(
            replace(
                known[number],
                fate=wanted.fate,
                back_at=unit.now,
                back_by=by.first.person,
                minutes=wanted.minutes,
                note=wanted.note or known[number].note,
            )
            for number in wanted.numbers
        )
        queries.set_fates(unit, changed)
        unit.record(
            title_id,
            title=of.title,
            fate=str(wanted.fate),
            minutes=wanted.minutes,
            note=wanted.note,
            copies=[_told(one) for one in changed],
        )
    return changed


@deed("issue:register:print", who=KEEPERS_OF_DOCUMENTS, title="Register of copies handed out printed")
def print_register(
    workspace: "Workspace", by: Authority, *, title_id: UUID, sample: bool = False
) -> tuple[Record, ...]:
    """Print the register of a paper (in sổ cấp phát, thu hồi): PDF to be signed, XLSX of its lines."""
    head = workspace.head()
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
        register = register_of(look, title_id)
    name = f"Sổ cấp phát, thu hồi - {register.title.title[:80]}"
    paper = issue_papers.register_paper(register, head, sample=sample)
    pdf = files.keep_paper(workspace.papers, paper, name=f"{name}.pdf")
    xlsx = files.keep(workspace.papers, issue_papers.register_workbook(register), name=f"{name}.xlsx")
    with workspace.unit(by) as unit:
        existing(unit, title_id)
        kinds = ((PaperKind.REGISTER, pdf), (PaperKind.LIST, xlsx))
        made = tuple(records.register(unit, file, kind=str(kind), scope_id=title_id) for kind, file in kinds)
        unit.record(title_id, title=register.title.title, papers=[one.sha256 for one in made])
    return made


# --- steps -------------------------------------------------------------------------------------------------


def existing(unit: Unit, title_id: UUID) -> HandedTitle:
    """Step: the paper of an id, or a refusal."""
    found = queries.title(unit, title_id)
    if found is None:
        raise Refused("issue-title-unknown")
    return found


def register_of(unit: Unit, title_id: UUID) -> Register:
    """Step: a paper's register as it stands."""
    of = existing(unit, title_id)
    congress = terms.congress(unit, of.congress_id)
    assert congress is not None, "a paper handed out is of a congress"
    document = None if of.document_id is None else document_queries.document(unit, of.document_id)
    return Register(congress, of, document, queries.copies(unit, title_id), unit.now)


def look(workspace: "Workspace", *, title_id: UUID, source: bytes, name: str) -> ListPlan[NewCopy]:
    """What handing out by a list would do (chạy thử): nothing is written. `Malformed` where there is no list at all."""
    with workspace.reading() as unit:
        existing(unit, title_id)
        return _planned(unit, title_id, source, name=name)


def _planned(unit: Unit, title_id: UUID, source: bytes, *, name: str) -> ListPlan[NewCopy]:
    missing = Finding(name, "list-of-names-missing")
    found = read_table(source, name=name, known=issue_list.READ_COLUMN, needs=issue_list.NEEDED, missing=missing)
    grid, known = found.grid, rules.latest(queries.copies(unit, title_id))
    listed = issue_list.read_list(grid.rows, found.header, grid.where)
    rows = tuple(one for _, one in listed.rows)
    numbered, faults = rules.numbered(rows, known, where=listed.places)
    faults = tuple(Finding(one.where.removesuffix(".number"), one.code, one.facts) for one in faults)
    holding = {(fold(one.holder), fold(one.delegation)) for one in known.values() if one.fate is CopyFate.OUT}
    again = (
        Finding(place, "copy-holds-already", {"holder": one.holder})
        for one, place in zip(rows, listed.places, strict=True)
        if (fold(one.holder), fold(one.delegation)) in holding
    )
    digest = hashlib.sha256(source)
    digest.update(repr(numbered).encode())
    return ListPlan(
        name,
        tuple(zip((row for row, _ in listed.rows), numbered, strict=True)),
        (*grid.faults, *listed.faults, *faults),
        (*found.remarks, *listed.remarks, *again),
        digest.hexdigest(),
    )


def _handed(unit: Unit, by: Authority, of: HandedTitle, new: Sequence[NewCopy]) -> tuple[IssuedCopy, ...]:
    wanted = tuple(rules.cleaned(one) for one in new)
    where = tuple(f"copies[{place}]" for place in range(1, len(wanted) + 1))
    faults = [fault for one, place in zip(wanted, where, strict=True) for fault in rules.check_copy(one, where=place)]
    known = rules.latest(queries.copies(unit, of.id))
    numbered, more = rules.numbered(wanted, known, where=where)
    if faults or more or not wanted:
        raise Malformed([*faults, *more] or [Finding("copies", "list-without-rows")])
    made = []
    for one in numbered:
        assert one.number is not None, "numbered gives each its number"
        before = known.get(one.number)
        made.append(
            IssuedCopy(
                id=uuid4(),
                title_id=of.id,
                number=one.number,
                turn=1 if before is None else before.turn + 1,
                holder=one.holder,
                delegation=one.delegation,
                out_at=unit.now,
                out_by=by.first.person,
                note=one.note,
            )
        )
    queries.add_copies(unit, made)
    return tuple(made)


def _told(one: IssuedCopy) -> str:
    """A copy as the journal tells it: "7: Nguyễn Văn An, Đoàn khối Dân vận"."""
    return f"{one.number}: {', '.join(part for part in (one.holder, one.delegation) if part)}"


def _missing(title: str) -> tuple[Finding, ...]:
    return () if title else (Finding("title", "field-empty"),)
