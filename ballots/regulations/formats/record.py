"""`congress-count/1`: the count record (bản ghi kiểm phiếu), from which an outcome can be computed again."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from ballots.regulations.formats.contest import ContestModel, contest_of, contest_tree, list_findings
from ballots.regulations.formats.papers_check import paper_findings
from ballots.regulations.formats.parts import (
    ABSENT,
    BY_NAME,
    Model,
    Name,
    Numbers,
    Positive,
    Salt,
    Whole,
    list_at,
    number_at,
    read_document,
    validated,
)
from ballots.regulations.rules.accounting import Figures, faults
from ballots.regulations.values import (
    DEDUCTION_REASONS,
    Ballots,
    BoardReason,
    Boxes,
    CountRecord,
    Deduction,
    DeductionReason,
    Electorate,
    ElectorateKind,
    Form,
    Marks,
    Paper,
    Strikes,
)
from congress.errors import Finding, Malformed
from congress.jsondoc import dump, is_number, path, shape_findings

FORMAT = "congress-count/1"


class DeductionModel(Model):
    """Persons taken off the denominator (dòng trừ)."""

    reason: Annotated[DeductionReason, BY_NAME]
    persons: Whole


class ElectorateModel(Model):
    """Who counts (thành phần)."""

    kind: Annotated[ElectorateKind, BY_NAME]
    summoned: Whole
    present: Whole
    deductions: list[DeductionModel] = Field(default=[])


class BallotsModel(Model):
    """The accounting of papers (số phiếu)."""

    printed: Whole
    issued: Whole
    spoiled: Whole
    collected: Whole


class PaperModel(Model):
    """One paper, or several alike (phiếu): `strike` on form A, `agree` and `disagree` on form B."""

    strike: Numbers = ABSENT
    agree: Numbers = ABSENT
    disagree: Numbers = ABSENT
    void: Annotated[BoardReason, BY_NAME] = ABSENT
    why: Name = ABSENT
    times: Positive = 1


class RecordModel(Model):
    """A count record (bản ghi kiểm phiếu)."""

    format: Literal["congress-count/1"]
    contest: ContestModel
    electorate: ElectorateModel
    ballots: BallotsModel
    papers: list[PaperModel]
    salt: Salt = ABSENT


_PAPERS = TypeAdapter(list[PaperModel])
_CHUNK = 10_000


def read_record(data: bytes, *, name: str = "-") -> CountRecord:
    """A count record (đọc bản ghi): `Malformed` names every fault, of shape and of sense, at once."""
    tree, findings = read_document(data, name=name, expected=FORMAT)
    told = list_at(tree, "papers")
    # The papers' own models would take more room than all the rest: made and dropped some at a time.
    model = validated(RecordModel, {**tree, "papers": []} if told else tree, findings)
    contest = tree.get("contest") if isinstance(tree, dict) else None
    sense = [
        *list_findings(contest, below=("contest",)),
        *_deduction_findings(tree),
        *paper_findings(contest, told),
        *faults(_figures(tree)),
    ]
    form = None if model is None or sense else model.contest.form
    papers = tuple(_papers_of(told, form, findings))
    findings += sense
    if findings or model is None:
        raise Malformed(findings)
    return _record_of(model, papers)


def _papers_of(told: list[Any], form: Form | None, findings: list[Finding]) -> Iterator[Paper]:
    """The papers of a list that is used up; faults of shape go among the findings."""
    begin = 0
    while told:
        chunk = told[:_CHUNK]
        del told[:_CHUNK]
        try:
            models = _PAPERS.validate_python(chunk)
        except ValidationError as error:
            faulty = error.errors(include_url=False)
            placed = ({**one, "loc": (begin + int(one["loc"][0]), *one["loc"][1:])} for one in faulty)
            findings.extend(shape_findings(placed, below=("papers",)))
        else:
            if form is not None and not findings:
                yield from (_paper_of(model, form) for model in models)
        begin += len(chunk)


def _deduction_findings(tree: Any) -> list[Finding]:
    try:
        known = DEDUCTION_REASONS[ElectorateKind(tree["electorate"]["kind"])]
    except (KeyError, TypeError, ValueError):
        return []  # the model names this fault
    findings: list[Finding] = []
    for index, line in enumerate(list_at(tree, "electorate", "deductions")):
        reason = line.get("reason") if isinstance(line, dict) else None
        if isinstance(reason, str) and reason in set(DeductionReason) and reason not in known:
            place = path(("electorate", "deductions", index, "reason"))
            findings.append(Finding(place, "reason-of-another-kind", {"reason": reason}))
    return findings


def _figures(tree: Any) -> Figures:
    return Figures(
        summoned=number_at(tree, "electorate", "summoned"),
        deducted=_deducted(tree),
        present=number_at(tree, "electorate", "present"),
        printed=number_at(tree, "ballots", "printed"),
        issued=number_at(tree, "ballots", "issued"),
        spoiled=number_at(tree, "ballots", "spoiled"),
        collected=number_at(tree, "ballots", "collected"),
        papers=_papers(tree),
        not_issued=_papers(tree, void=BoardReason.NOT_ISSUED),
    )


def _deducted(tree: Any) -> int | None:
    electorate = tree.get("electorate") if isinstance(tree, dict) else None
    lines = electorate.get("deductions", []) if isinstance(electorate, dict) else None
    return _sum(lines, key="persons", default=None)


def _papers(tree: Any, *, void: BoardReason | None = None) -> int | None:
    papers = tree.get("papers") if isinstance(tree, dict) else None
    if void is not None and isinstance(papers, list):
        papers = [paper for paper in papers if isinstance(paper, dict) and paper.get("void") == void]
    return _sum(papers, key="times", default=1)


def _sum(lines: Any, *, key: str, default: int | None) -> int | None:
    """The sum over a list of objects; None where the list or one of its numbers is faulty."""
    if not isinstance(lines, list):
        return None
    numbers = [line.get(key, default) if isinstance(line, dict) else None for line in lines]
    # A paper that is there nought times is faulty; a deduction of nobody is not.
    whole = [number for number in numbers if is_number(number) and number >= (default or 0)]
    return sum(whole) if len(whole) == len(numbers) else None


def _record_of(model: RecordModel, papers: tuple[Paper, ...]) -> CountRecord:
    electorate, ballots = model.electorate, model.ballots
    return CountRecord(
        contest=contest_of(model.contest),
        electorate=Electorate(
            kind=electorate.kind,
            summoned=electorate.summoned,
            present=electorate.present,
            deductions=tuple(Deduction(line.reason, line.persons) for line in electorate.deductions),
        ),
        ballots=Ballots(ballots.printed, ballots.issued, ballots.spoiled, ballots.collected),
        papers=papers,
        salt=model.salt,
    )


def _paper_of(paper: PaperModel, form: Form) -> Paper:
    return Paper(_marks_of(paper, form), paper.void, paper.why or "", paper.times)


def _marks_of(paper: PaperModel, form: Form) -> Marks | None:
    given = paper.model_fields_set
    if form is Form.STRIKE:
        return Strikes.of(paper.strike) if "strike" in given else None
    # On form B a missing list is empty: `{}` is a blank paper. A void one without lists was not read.
    if paper.void is not None and not given & {"agree", "disagree"}:
        return None
    return Boxes.of(paper.agree or (), paper.disagree or ())


def write_record(record: CountRecord) -> bytes:
    """A count record's bytes (ghi bản ghi): equal values give equal bytes, papers stay in their order.

    Whoever makes the record shuffles its papers first; their order must not be that of the box.
    """
    electorate, ballots = record.electorate, record.ballots
    tree: dict[str, Any] = {
        "format": FORMAT,
        "contest": contest_tree(record.contest),
        "electorate": {
            "kind": electorate.kind,
            "summoned": electorate.summoned,
            "present": electorate.present,
            "deductions": [{"reason": one.reason, "persons": one.persons} for one in electorate.deductions],
        },
        "ballots": {
            "printed": ballots.printed,
            "issued": ballots.issued,
            "spoiled": ballots.spoiled,
            "collected": ballots.collected,
        },
        "papers": [paper_tree(paper) for paper in record.papers],
    }
    if record.salt is not None:
        tree["salt"] = record.salt
    return dump(tree)


def paper_tree(paper: Paper) -> dict[str, Any]:
    """A paper as a JSON tree (phiếu)."""
    tree: dict[str, Any] = {}
    match paper.marks:
        case Strikes(struck=struck):
            tree["strike"] = list(struck)
        case Boxes(agree=agree, disagree=disagree):
            tree["agree"], tree["disagree"] = list(agree), list(disagree)
    if paper.board is not None:
        tree["void"] = paper.board
    if paper.why:
        tree["why"] = paper.why
    if paper.times > 1:
        tree["times"] = paper.times
    return tree
