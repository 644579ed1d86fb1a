"""`congress-outcome/1`: the result as JSON (kết quả kiểm phiếu)."""

from typing import Annotated, Any, Literal

from pydantic import Field

from ballots.regulations.formats.parts import (
    ABSENT,
    BY_NAME,
    Hash,
    Model,
    Numbers,
    Text,
    Whole,
    list_at,
    read_document,
    repeated,
    validated,
)
from ballots.regulations.values import (
    CandidateVotes,
    NextStep,
    Outcome,
    ReasonCount,
    Tie,
    TieFor,
    reason_of,
)
from congress.errors import Finding, Malformed
from congress.jsondoc import dump, finding_tree

FORMAT = "congress-outcome/1"
LISTS = ("elected", "alternates", "ranking", "over_30_percent")

ReasonName = Literal[
    "not-issued",
    "not-stamped",
    "written-in",
    "signed",
    "private-mark",
    "other",
    "too-many",
    "both-boxes",
    "no-box",
    "all-disagree",
    "all-blank",
    "elects-nobody",
]


class VotesModel(Model):
    """One candidate's result (số phiếu của một người)."""

    number: Whole
    name: Text
    agree: Whole
    disagree: Whole
    none: Whole
    percent: Annotated[str, Field(pattern=r"^(0|[1-9][0-9]*)\.[0-9]{2}$")]


class TieModel(Model):
    """Equal votes at a border (ngang phiếu)."""

    border: Annotated[TieFor, BY_NAME] = Field(alias="for")
    numbers: Numbers
    places: Whole


class FindingModel(Model):
    """A remark (lưu ý)."""

    where: str
    code: str
    message: str


class OutcomeModel(Model):
    """An outcome (kết quả kiểm phiếu)."""

    format: Literal["congress-outcome/1"]
    denominator: Whole
    needed: Whole | None
    collected: Whole
    valid: Whole
    invalid: Whole
    invalid_by_reason: dict[ReasonName, Whole]
    votes: list[VotesModel]
    elected: Numbers
    alternates: Numbers
    ties: list[TieModel]
    unfilled: Whole
    ranking: Numbers = ABSENT
    over_30_percent: Numbers = ABSENT
    next: Annotated[NextStep, BY_NAME]
    findings: list[FindingModel]
    record_sha256: Hash | None


def read_outcome(data: bytes, *, name: str = "-") -> Outcome:
    """An outcome (đọc kết quả), strict in shape; whether its figures are right, a tally of its record says."""
    tree, findings = read_document(data, name=name, expected=FORMAT)
    model = validated(OutcomeModel, tree, findings)
    for key in LISTS:
        findings += repeated(list_at(tree, key), below=(key,))
    for index, tie in enumerate(list_at(tree, "ties")):
        findings += repeated(list_at(tie, "numbers"), below=("ties", index, "numbers"))
    if findings or model is None:
        raise Malformed(findings)
    return _outcome_of(model)


def _outcome_of(model: OutcomeModel) -> Outcome:
    advisory = model.model_fields_set
    return Outcome(
        denominator=model.denominator,
        needed=model.needed,
        collected=model.collected,
        valid=model.valid,
        invalid=model.invalid,
        invalid_by_reason=tuple(
            ReasonCount(reason_of(name), papers) for name, papers in model.invalid_by_reason.items()
        ),
        votes=tuple(
            CandidateVotes(one.number, one.name, one.agree, one.disagree, one.none, one.percent) for one in model.votes
        ),
        elected=tuple(model.elected),
        alternates=tuple(model.alternates),
        ties=tuple(Tie(tie.border, tuple(tie.numbers), tie.places) for tie in model.ties),
        unfilled=model.unfilled,
        next=model.next,
        findings=tuple(Finding(one.where, one.code) for one in model.findings),
        record_sha256=model.record_sha256,
        ranking=tuple(model.ranking) if "ranking" in advisory else None,
        over_30_percent=tuple(model.over_30_percent) if "over_30_percent" in advisory else None,
    )


def outcome_tree(outcome: Outcome) -> dict[str, Any]:
    """An outcome as a JSON tree. Its remarks are official text, hence Vietnamese in every language."""
    tree: dict[str, Any] = {
        "format": FORMAT,
        "denominator": outcome.denominator,
        "needed": outcome.needed,
        "collected": outcome.collected,
        "valid": outcome.valid,
        "invalid": outcome.invalid,
        "invalid_by_reason": {line.reason.value: line.papers for line in outcome.invalid_by_reason},
        "votes": [_votes_tree(line) for line in outcome.votes],
        "elected": list(outcome.elected),
        "alternates": list(outcome.alternates),
        "ties": [{"for": tie.border, "numbers": list(tie.numbers), "places": tie.places} for tie in outcome.ties],
        "unfilled": outcome.unfilled,
    }
    if outcome.ranking is not None:
        tree["ranking"] = list(outcome.ranking)
    if outcome.over_30_percent is not None:
        tree["over_30_percent"] = list(outcome.over_30_percent)
    tree["next"] = outcome.next
    tree["findings"] = [finding_tree(one, language="vi") for one in outcome.findings]
    tree["record_sha256"] = outcome.record_sha256
    return tree


def _votes_tree(line: CandidateVotes) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": line.name,
        "agree": line.agree,
        "disagree": line.disagree,
        "none": line.none,
        "percent": line.percent,
    }


def write_outcome(outcome: Outcome, *, by_hand: bool = False) -> bytes:
    """An outcome's bytes (ghi kết quả): equal values give equal bytes. A draft has no record and is not written.

    Papers counted by hand leave no record either: there `record_sha256` is null.
    """
    if (outcome.record_sha256 is None) is not by_hand:
        raise ValueError("an outcome is of a record, or of papers counted by hand")
    return dump(outcome_tree(outcome), indent=2)
