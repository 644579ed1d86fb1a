"""`congress-contest/1`: a contest as JSON (cuộc bầu), alone or inside a count record."""

from typing import Annotated, Any, Literal

from pydantic import Field

from ballots.regulations.formats.parts import (
    ABSENT,
    BY_NAME,
    Model,
    Name,
    Positive,
    Text,
    Whole,
    list_at,
    read_document,
    repeated,
    validated,
)
from ballots.regulations.values import (
    Candidate,
    Contest,
    ContestFile,
    ContestKind,
    ContestSettings,
    Form,
    PaperSize,
    PercentBase,
    RegulationId,
    Sheet,
    Treatment,
)
from congress.errors import Finding, Malformed
from congress.jsondoc import Place, dump, path

FORMAT = "congress-contest/1"


class CandidateModel(Model):
    """A name on the list (người ứng cử)."""

    number: Whole
    name: Name
    note: Text = ""


class SheetModel(Model):
    """The ballot paper's size and columns (khuôn khổ phiếu)."""

    paper: Annotated[PaperSize, BY_NAME] = ABSENT
    columns: Annotated[int, Field(ge=1, le=3)] = ABSENT


class SettingsModel(Model):
    """The settings of a record (thiết lập); the rest of the open points stay with the congress."""

    all_disagree: Annotated[Treatment, BY_NAME] = Treatment.INVALID
    all_blank: Annotated[Treatment, BY_NAME] = Treatment.INVALID
    percent_base: Annotated[PercentBase, BY_NAME] = PercentBase.DENOMINATOR
    sheet: SheetModel = ABSENT


class ContestModel(Model):
    """A contest inside a count record (cuộc bầu)."""

    id: Name
    title: Name
    kind: Annotated[ContestKind, BY_NAME] = ContestKind.ELECTION
    regulation: Annotated[RegulationId, BY_NAME]
    form: Annotated[Form, BY_NAME]
    seats: Positive
    alternates: Whole = 0
    round: Positive = 1
    candidates: list[CandidateModel] = Field(json_schema_extra={"minItems": 1})
    settings: SettingsModel = SettingsModel()


class ContestFileModel(ContestModel):
    """A contest as a file of its own (tệp cuộc bầu), with the heading of its body."""

    format: Literal["congress-contest/1"]
    body: Text = ""


def read_contest(data: bytes, *, name: str = "-") -> ContestFile:
    """A contest file (đọc tệp cuộc bầu): `Malformed` names every fault."""
    tree, findings = read_document(data, name=name, expected=FORMAT)
    model = validated(ContestFileModel, tree, findings)
    findings += list_findings(tree)
    if findings or model is None:
        raise Malformed(findings)
    return ContestFile(contest_of(model), model.body)


def write_contest(file: ContestFile) -> bytes:
    """A contest file's bytes (ghi tệp cuộc bầu)."""
    body = {"body": file.body} if file.body else {}
    return dump({"format": FORMAT, **body, **contest_tree(file.contest)}, indent=2)


def list_findings(contest: Any, *, below: Place = ()) -> list[Finding]:
    """Faults of a list of candidates that may be faulty in other ways too: empty, or a number twice."""
    place = (*below, "candidates")
    candidates = list_at(contest, "candidates")
    if not candidates:
        is_list = isinstance(contest, dict) and contest.get("candidates") == []
        return [Finding(path(place), "no-candidates")] if is_list else []
    numbers = [one.get("number") if isinstance(one, dict) else None for one in candidates]
    return repeated(numbers, below=place, key="number")


def contest_of(model: ContestModel) -> Contest:
    """The value of a contest model."""
    return Contest(
        id=model.id,
        title=model.title,
        regulation=model.regulation,
        form=model.form,
        seats=model.seats,
        candidates=tuple(Candidate(one.number, one.name, one.note) for one in model.candidates),
        kind=model.kind,
        alternates=model.alternates,
        round=model.round,
        settings=_settings_of(model.settings),
    )


def _settings_of(model: SettingsModel) -> ContestSettings:
    sheet = Sheet(model.sheet.paper, model.sheet.columns) if "sheet" in model.model_fields_set else None
    return ContestSettings(model.all_disagree, model.all_blank, model.percent_base, sheet)


def contest_tree(contest: Contest) -> dict[str, Any]:
    """A contest as a JSON tree, every default said."""
    return {
        "id": contest.id,
        "title": contest.title,
        "kind": contest.kind,
        "regulation": contest.regulation,
        "form": contest.form,
        "seats": contest.seats,
        "alternates": contest.alternates,
        "round": contest.round,
        "candidates": [_candidate_tree(one) for one in contest.candidates],
        "settings": _settings_tree(contest.settings),
    }


def _candidate_tree(candidate: Candidate) -> dict[str, Any]:
    note = {"note": candidate.note} if candidate.note else {}
    return {"number": candidate.number, "name": candidate.name, **note}


def _settings_tree(settings: ContestSettings) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "all_disagree": settings.all_disagree,
        "all_blank": settings.all_blank,
        "percent_base": settings.percent_base,
    }
    if settings.sheet is not None:
        sheet = {"paper": settings.sheet.paper, "columns": settings.sheet.columns}
        tree["sheet"] = {key: value for key, value in sheet.items() if value is not None}
    return tree
