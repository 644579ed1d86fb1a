"""Deeds on opinions (góp ý văn kiện): drafts, opinions typed in or by a list, what became of each, the synthesis."""

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from congress.access.registry import KEEPERS_OF_DOCUMENTS, deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.documents import opinion_papers, service
from congress.documents.opinion_papers import Collected, Synthesis
from congress.documents.queries import opinions as queries
from congress.documents.reading import read_table
from congress.documents.rules import opinion_list
from congress.documents.rules import opinions as rules
from congress.documents.rules.documents import LONGEST_SUMMARY, check_text
from congress.documents.values.lists import ListPlan
from congress.documents.values.opinions import Draft, Opinion, OpinionDetails
from congress.errors import Finding, Malformed, Refused
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.term.service import existing as existing_congress
from congress.text import clean, fold

if TYPE_CHECKING:
    from congress.workspace import Workspace


class PaperKind(StrEnum):
    """What a paper of the synthesis is (loại văn bản)."""

    REPORT = "opinion-report"
    TABLES = "opinion-report-tables"


@deed("draft:make", who=KEEPERS_OF_DOCUMENTS, title="Draft entered for opinions")
def make_draft(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, title: str = "", document_id: UUID | None = None
) -> Draft:
    """Enter a draft that opinions are given on (dự thảo lấy ý kiến); a document gives its own title."""
    with workspace.unit(by) as unit:
        existing_congress(unit, congress_id)
        of = None if document_id is None else service.standing(unit, document_id)
        wanted = clean(title) or ("" if of is None else of.title)
        faults = [] if wanted else [Finding("title", "field-empty")]
        if faults := [*faults, *check_text(wanted, where="title", longest=LONGEST_SUMMARY)]:
            raise Malformed(faults)
        if any(fold(known.title) == fold(wanted) for known in queries.drafts(unit, congress_id)):
            raise Refused("draft-exists", title=wanted)
        made = Draft(uuid4(), congress_id, document_id, wanted, unit.now, by.first.person)
        queries.add_draft(unit, made)
        unit.record(made.id, title=wanted)
    return made


@deed("opinion:add", who=KEEPERS_OF_DOCUMENTS, title="Opinion on a draft entered")
def add(workspace: "Workspace", by: Authority, *, draft_id: UUID, details: OpinionDetails) -> Opinion:
    """Enter an opinion (nhập ý kiến góp ý)."""
    with workspace.unit(by) as unit:
        of = existing_draft(unit, draft_id)
        wanted = _checked(unit, details)
        _refuse_double(unit, of.id, wanted)
        made = _kept(unit, by, draft_id, wanted)
        unit.record(made.id, title=of.title, number=made.number, details=dict(rules.facts(wanted)))
    return made


@deed("opinion:change", who=KEEPERS_OF_DOCUMENTS, title="Opinion on a draft changed or answered")
def change(workspace: "Workspace", by: Authority, *, opinion_id: UUID, details: OpinionDetails) -> Opinion:
    """Change an opinion, or say what became of it (sửa, kết luận tiếp thu): the journal keeps the former version."""
    with workspace.unit(by) as unit:
        before = existing(unit, opinion_id)
        wanted = _checked(unit, details)
        if wanted == before.details:
            raise Refused("document-unchanged")
        if rules.same(wanted) != rules.same(before.details):
            _refuse_double(unit, before.draft_id, wanted)
        queries.set_details(unit, opinion_id, wanted)
        title = existing_draft(unit, before.draft_id).title
        unit.record(opinion_id, title=title, number=before.number, **rules.changed(before.details, wanted))
        return existing(unit, opinion_id)


@deed("opinion:import", who=KEEPERS_OF_DOCUMENTS, title="List of opinions taken in")
def accept(
    workspace: "Workspace", by: Authority, *, draft_id: UUID, source: bytes, name: str, digest: str
) -> tuple[Opinion, ...]:
    """Take in a list of opinions (nhập danh sách góp ý) as a person saw and accepted it: all of it, or nothing."""
    with workspace.unit(by) as unit:
        of = existing_draft(unit, draft_id)
        plan = _planned(unit, draft_id, source, name=name)
        if plan.faults:
            raise Malformed(plan.faults)
        if plan.digest != digest:
            raise Refused("documents-changed", file=name)
        made = tuple(_kept(unit, by, draft_id, details) for details in plan.planned)
        unit.record(
            draft_id,
            title=of.title,
            file=name,
            sha256=hashlib.sha256(source).hexdigest(),
            opinions=len(made),
        )
    return made


@deed("opinion:report:print", who=KEEPERS_OF_DOCUMENTS, title="Synthesis of opinions printed")
def print_report(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, number: str = "", sample: bool = False
) -> tuple[Record, ...]:
    """Print the synthesis of all opinions (báo cáo tổng hợp ý kiến góp ý): PDF to be signed, XLSX of its tables."""
    head = workspace.head()
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
        synthesis = synthesis_of(look, congress_id)
    if faults := tuple(check_text(clean(number), where="number")):
        raise Malformed(faults)
    if not any(one.opinions for one in synthesis.drafts):
        raise Refused("opinions-none")
    paper = opinion_papers.report_paper(synthesis, head, number=clean(number), sample=sample)
    name = "Báo cáo tổng hợp ý kiến góp ý"
    pdf = files.keep_paper(workspace.papers, paper, name=f"{name}.pdf")
    xlsx = files.keep(workspace.papers, opinion_papers.report_workbook(synthesis), name=f"{name}.xlsx")
    with workspace.unit(by) as unit:
        kinds = ((PaperKind.REPORT, pdf), (PaperKind.TABLES, xlsx))
        made = tuple(records.register(unit, file, kind=str(kind), scope_id=congress_id) for kind, file in kinds)
        counts = [f"{one.draft.title}: {len(one.opinions)}" for one in synthesis.drafts]
        unit.record(congress_id, number=clean(number), papers=[one.sha256 for one in made], drafts=counts)
    return made


# --- steps -------------------------------------------------------------------------------------------------


def existing_draft(unit: Unit, draft_id: UUID) -> Draft:
    """Step: the draft of an id, or a refusal."""
    found = queries.draft(unit, draft_id)
    if found is None:
        raise Refused("draft-unknown")
    return found


def existing(unit: Unit, opinion_id: UUID) -> Opinion:
    """Step: the opinion of an id, or a refusal."""
    found = queries.opinion(unit, opinion_id)
    if found is None:
        raise Refused("opinion-unknown")
    return found


def synthesis_of(unit: Unit, congress_id: UUID) -> Synthesis:
    """Step: every draft of a congress with its opinions."""
    congress = existing_congress(unit, congress_id)
    drafts = tuple(Collected(one, queries.opinions(unit, one.id)) for one in queries.drafts(unit, congress_id))
    return Synthesis(congress, drafts, unit.now)


def look(workspace: "Workspace", *, draft_id: UUID, source: bytes, name: str) -> ListPlan[OpinionDetails]:
    """What taking in a list would do (chạy thử): nothing is written. `Malformed` where there is no list at all."""
    with workspace.reading() as unit:
        existing_draft(unit, draft_id)
        return _planned(unit, draft_id, source, name=name)


def _planned(unit: Unit, draft_id: UUID, source: bytes, *, name: str) -> ListPlan[OpinionDetails]:
    missing = Finding(name, "list-of-opinions-missing")
    found = read_table(source, name=name, known=opinion_list.READ_COLUMN, needs=opinion_list.NEEDED, missing=missing)
    grid = found.grid
    listed = opinion_list.read_list(grid.rows, found.header, grid.where, today=unit.now.astimezone().date())
    known = {rules.same(one.details): one.number for one in queries.opinions(unit, draft_id)}
    rows: dict[tuple[str, str, str], int] = {}
    faults = list(listed.faults)
    for (row, details), place in zip(listed.rows, listed.places, strict=True):
        one = rules.same(details)
        if one in known:
            faults.append(Finding(place, "opinion-there", {"number": known[one]}))
        elif rows.setdefault(one, row) != row:
            faults.append(Finding(place, "opinion-twice", {"row": rows[one]}))
    digest = hashlib.sha256(source)
    digest.update(f"{max(known.values(), default=0)}".encode())
    remarks = (*found.remarks, *listed.remarks)
    return ListPlan(name, listed.rows, (*grid.faults, *faults), remarks, digest.hexdigest())


def _checked(unit: Unit, details: OpinionDetails) -> OpinionDetails:
    wanted = rules.cleaned(details)
    if faults := tuple(rules.check_opinion(wanted, today=unit.now.astimezone().date())):
        raise Malformed(faults)
    return wanted


def _refuse_double(unit: Unit, draft_id: UUID, details: OpinionDetails) -> None:
    for known in queries.opinions(unit, draft_id):
        if rules.same(known.details) == rules.same(details):
            raise Malformed([Finding("opinion.text", "opinion-there", {"number": known.number})])


def _kept(unit: Unit, by: Authority, draft_id: UUID, details: OpinionDetails) -> Opinion:
    made = Opinion(
        id=uuid4(),
        draft_id=draft_id,
        number=queries.next_number(unit, draft_id),
        details=details,
        at=unit.now,
        by=by.first.person,
    )
    queries.add_opinion(unit, made)
    return made
