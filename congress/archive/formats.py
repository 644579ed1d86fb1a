"""Documents in a package (tài liệu mô tả hồ sơ): what it says of itself, its file plan, what happened to it."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from congress.archive.values import Description, PackageEvent, Placed, PlannedFile
from congress.catalogue.formats import schemas as catalogue_schemas
from congress.chapters import FileRef, Retention
from congress.errors import Finding, Malformed
from congress.jsondoc import Kind, dump, load, shape_findings
from congress.spreadsheet import write_csv
from congress.term.values import SecrecyLabel
from congress.text import canonical_json

PACKAGE, EVENTS, EVENTS_CSV = "data/package.json", "data/events.jsonl", "data/events.csv"
CATALOGUE, RESULTS = "data/catalogue.jsonl", "data/results.jsonl"
PLAN, PLAN_CSV = "data/file-plan.json", "data/file-plan.csv"
_MOMENT = "%Y-%m-%dT%H:%M:%SZ"

Line = Annotated[str, Field(max_length=2000)]


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class EntryModel(_Model):
    """One chapter's entry and where it stands."""

    entry: Line
    path: Line
    kept: Line | None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None
    size: Annotated[int, Field(ge=0)] | None


class PackageModel(_Model):
    """What a package says of itself (congress-package/1)."""

    format: Literal["congress-package/1"]
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
    retention: Literal["permanent", "sealed-six-months"]
    term: Line
    body: Line
    title: Line
    congresses: list[Line]
    secrecy: Literal["internal", "secret", "top-secret", "most-secret"]
    machine: Line
    built_at: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    built_by: Line
    sample: bool
    journal_head: Line
    journal_number: Annotated[int, Field(ge=0)]
    program: Line
    entries: list[EntryModel]
    proofs: list[Line]


def schemas() -> dict[str, bytes]:
    """JSON Schemas of the documents that are read back, by file name: for whoever reads without this program."""
    models = {"congress-package/1": PackageModel.model_json_schema(), **catalogue_schemas()}
    draft = "https://json-schema.org/draft/2020-12/schema"
    return {
        f"{name.replace('/', '-')}.schema.json": dump({"$schema": draft, **tree, "title": name}, indent=1)
        for name, tree in models.items()
    }


TITLES = {
    Retention.PERMANENT: "Vĩnh viễn",
    Retention.SEALED: "6 tháng, niêm phong cùng phiếu bầu; hủy theo quyết định",
}
"""How a file plan words how long something is kept."""


def write_description(said: Description) -> bytes:
    """`data/package.json`."""
    tree = {
        "format": "congress-package/1",
        "id": str(said.id),
        "retention": said.retention.value,
        "term": said.term,
        "body": said.body,
        "title": said.title,
        "congresses": list(said.congresses),
        "secrecy": said.secrecy.value,
        "machine": said.machine,
        "built_at": moment(said.built_at),
        "built_by": said.built_by,
        "sample": said.sample,
        "journal_head": said.head,
        "journal_number": said.head_number,
        "program": said.program,
        "entries": [_entry_tree(one) for one in said.entries],
        "proofs": list(said.proofs),
    }
    return dump(tree, indent=1)


def read_description(data: bytes, *, name: str = PACKAGE) -> Description:
    """What a package says of itself; raises Malformed with every fault."""
    document = load(data, name=name)
    findings = list(document.findings)
    try:
        model = PackageModel.model_validate(document.tree)
    except ValidationError as error:
        findings += shape_findings(error.errors(include_url=False))
        raise Malformed(findings) from None
    if findings:
        raise Malformed(findings)
    try:
        built_at = datetime.strptime(model.built_at, _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        raise Malformed([Finding("$.built_at", Kind.WRONG_PATTERN)]) from None
    return Description(
        id=UUID(model.id),
        retention=Retention(model.retention),
        term=model.term,
        body=model.body,
        title=model.title,
        congresses=tuple(model.congresses),
        secrecy=SecrecyLabel(model.secrecy),
        machine=model.machine,
        built_at=built_at,
        built_by=model.built_by,
        sample=model.sample,
        head=model.journal_head,
        head_number=model.journal_number,
        program=model.program,
        entries=tuple(_placed(one) for one in model.entries),
        proofs=tuple(model.proofs),
    )


def _entry_tree(one: Placed) -> dict[str, object]:
    found = {"entry": one.entry, "path": one.path}
    if one.file is None:
        return {**found, "kept": None, "sha256": None, "size": None}
    return {**found, "kept": one.file.path, "sha256": one.file.sha256, "size": one.file.size}


def _placed(one: EntryModel) -> Placed:
    file = None if one.kept is None else FileRef(one.entry, one.kept, one.sha256, one.size)
    return Placed(one.entry, one.path, file)


def plan_tree(files: Iterable[PlannedFile]) -> bytes:
    """`data/file-plan.json`: each file before it, with its title and how long it is kept."""
    lines = [
        {
            "path": one.path,
            "title": one.title,
            "retention": one.retention.value,
            "bytes": one.digests.size,
            "sha256": one.digests.sha256,
        }
        for one in files
    ]
    return dump({"format": "congress-file-plan/1", "files": lines}, indent=1)


def plan_csv(files: Iterable[PlannedFile]) -> bytes:
    """The file plan as people open it."""
    head = ("TT", "Tệp", "Nội dung", "Thời hạn bảo quản", "Số byte", "SHA-256")
    rows = (
        (str(number), one.path, one.title, TITLES[one.retention], str(one.digests.size), one.digests.sha256)
        for number, one in enumerate(files, 1)
    )
    return write_csv([head, *rows])


def events_lines(events: Iterable[PackageEvent]) -> bytes:
    """Preservation events, one line of JSON each, in PREMIS's terms."""
    return "".join(f"{canonical_json(_event_tree(one))}\n" for one in events).encode()


def events_csv(events: Iterable[PackageEvent]) -> bytes:
    """Preservation events as people open them."""
    trees = [_event_tree(one) for one in events]
    heads = ("eventDateTime", "eventType", "eventOutcome", "linkingObjectIdentifier", "linkingAgentIdentifier")
    rows = ((*(str(tree[head]) for head in heads), canonical_json(tree["eventDetailInformation"])) for tree in trees)
    return write_csv([(*heads, "eventDetailInformation"), *rows])


def _event_tree(event: PackageEvent) -> dict[str, Any]:
    return {
        "eventIdentifier": str(event.id),
        "eventType": event.type.value,
        "eventDateTime": moment(event.at),
        "eventOutcome": event.outcome.value,
        "eventDetailInformation": dict(event.detail),
        "linkingObjectIdentifier": event.place,
        "linkingAgentIdentifier": event.by,
    }


def table_csv(lines: bytes, columns: Iterable[str]) -> bytes:
    """The rows of a chapter's entry as a table; what is no text stands as JSON."""
    heads = tuple(columns)
    rows = [json.loads(line) for line in lines.split(b"\n")[1:] if line]
    return write_csv([heads, *((_cell(row[head]) for head in heads) for row in rows)])


def moment(at: datetime) -> str:
    """A moment as packages write it: ISO 8601 in UTC to the second."""
    return at.astimezone(UTC).strftime(_MOMENT)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case _:
            return canonical_json(value)
