"""A package's own catalogue (mục lục gói hồ sơ): subjects and results, a canonical JSON line each below a header.

`congress-catalogue/1` and `congress-results/1`. Read strictly: equal contents give equal bytes, and a line in any other
spelling is a fault.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from congress import jsondoc
from congress.errors import Broken, Finding, Malformed
from congress.jsondoc import MAX_NUMBER, Kind
from congress.subjects import CandidateResult, ContestResult, Subject, SubjectKind, VoteKind
from congress.text import canonical_json, clean

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

CATALOGUE = "congress-catalogue/1"
RESULTS = "congress-results/1"

_FORMAT = re.compile(r"(?P<name>[a-z-]+)/(?P<version>[1-9][0-9]{0,8})")
_WRONG = "string_pattern_mismatch"


def _cleaned(text: str) -> str:
    if text != clean(text):
        raise PydanticCustomError(_WRONG, "not cleaned")
    return text


def _said(text: str) -> str:
    if not text:
        raise PydanticCustomError("blank-text", "blank")
    return text


def _day(text: str) -> str:
    try:
        right = date.fromisoformat(text).isoformat() == text
    except ValueError:
        right = False
    if not right:
        raise PydanticCustomError(_WRONG, "no day")
    return text


_Text = Annotated[str, AfterValidator(_cleaned)]
_Name = Annotated[str, AfterValidator(_cleaned), AfterValidator(_said)]
_Day = Annotated[str, AfterValidator(_day)]
_Whole = Annotated[int, Field(ge=0, le=MAX_NUMBER)]
_Truth = Literal[True, False]
_Percent = Annotated[str, Field(pattern=r"^([0-9]{1,3}\.[0-9]{2})?$")]


class _Line(BaseModel):
    """A line with these keys and no others."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _SubjectLine(_Line):
    kind: Annotated[SubjectKind, Field(strict=False)]
    key: _Name
    title: _Name
    term: _Text
    congress: _Text
    on: _Day | None
    also: list[_Name]
    facts: dict[str, Any]


class _CandidateLine(_Line):
    number: _Whole
    name: _Name
    note: _Text
    votes: _Whole
    percent: _Percent
    elected: _Truth
    alternate: _Truth
    born: _Text


class _ResultLine(_Line):
    key: _Name
    term: _Text
    congress: _Text
    body: _Text
    on: _Day | None
    title: _Name
    seats: _Whole
    summoned: _Whole
    present: _Whole
    denominator: _Whole
    issued: _Whole
    collected: _Whole
    valid: _Whole
    invalid: _Whole
    candidates: list[_CandidateLine]
    source: _Text
    kind: Annotated[VoteKind, Field(strict=False)]
    round: _Whole
    sample: _Truth


SomeLine = TypeVar("SomeLine", bound=_Line)


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema of a line behind the first, by format: for whoever reads without this program."""
    return {CATALOGUE: _SubjectLine.model_json_schema(), RESULTS: _ResultLine.model_json_schema()}


def catalogue_lines(subjects: Iterable[Subject]) -> bytes:
    """The catalogue of a package: ordered by kind and key, text cleaned."""
    lines = sorted(map(_subject_tree, subjects), key=lambda tree: (tree["kind"], tree["key"]))
    return _written(CATALOGUE, _SubjectLine, lines)


def results_lines(results: Iterable[ContestResult]) -> bytes:
    """The results of a package, in the order given."""
    return _written(RESULTS, _ResultLine, [_plain(one) for one in results])


def read_catalogue(data: bytes, name: str) -> tuple[Subject, ...]:
    """The subjects of a package's catalogue; raises Malformed with every fault."""
    found, findings = _read(data, name, CATALOGUE, _SubjectLine)
    findings += _twice(((where, (line.kind, line.key)) for where, line in found))
    if findings:
        raise Malformed(findings)
    return tuple(_subject(line) for _, line in found)


def read_results(data: bytes, name: str) -> tuple[ContestResult, ...]:
    """The results of a package; raises Malformed with every fault."""
    found, findings = _read(data, name, RESULTS, _ResultLine)
    findings += _twice((where, line.key) for where, line in found)
    if findings:
        raise Malformed(findings)
    return tuple(_result(line) for _, line in found)


def _written(due: str, model: type[_Line], trees: Sequence[dict[str, Any]]) -> bytes:
    """What no reader would take is never written: a room offers something that has no place here."""
    for tree in trees:
        if faults := [*_line_faults(model, tree), *_fact_faults(tree)]:
            raise Broken(
                "catalogue-unfit", key=tree["key"], faults="; ".join(f"{one.where} {one.code}" for one in faults)
            )
    lines = [{"format": due, "rows": len(trees)}, *trees]
    return "".join(f"{canonical_json(line)}\n" for line in lines).encode()


def _line_faults(model: type[_Line], tree: dict[str, Any]) -> Iterator[Finding]:
    try:
        model.model_validate(tree)
    except ValidationError as error:
        yield from jsondoc.shape_findings(error.errors(include_url=False))


def _read(data: bytes, name: str, due: str, model: type[SomeLine]) -> tuple[list[tuple[str, SomeLine]], list[Finding]]:
    first, *lines = data.split(b"\n")
    if not lines or lines.pop():
        return [], [Finding(name, "part-cut-off")]
    if fault := _header_fault(first, due, len(lines), where=f"{name}:1"):
        return [], [fault]
    found: list[tuple[str, SomeLine]] = []
    findings: list[Finding] = []
    for number, line in enumerate(lines, start=2):
        where = f"{name}:{number}"
        tree, faults = _tree(line, where)
        if not faults:
            try:
                read = model.model_validate(tree)
                faults = list(_fact_faults(tree))
                if not faults and canonical_json(read.model_dump(mode="json")).encode() != line:
                    faults = [Finding("", "line-not-canonical")]
                found.append((where, read))
            except ValidationError as error:
                faults = [*jsondoc.shape_findings(error.errors(include_url=False)), *_fact_faults(tree)]
        findings += [Finding(":".join(filter(None, (where, one.where))), one.code, one.facts) for one in faults]
    return found, findings


def _tree(line: bytes, where: str) -> tuple[Any, list[Finding]]:
    try:
        document = jsondoc.load(line, name=where)
    except Malformed as error:
        return None, [Finding("", one.code, one.facts) for one in error.findings]
    return document.tree, list(document.findings)


def _header_fault(line: bytes, due: str, rows: int, *, where: str) -> Finding | None:
    if line == canonical_json({"format": due, "rows": rows}).encode():
        return None
    tree, _ = _tree(line, where)
    match tree:
        case {"format": str(found)} if _is_newer(found, due):
            return Finding(where, "part-newer", {"found": found, "known": due.rpartition("/")[2]})
        case {"rows": int(told)} if told != rows and tree == {"format": due, "rows": told}:
            return Finding(where, "part-rows-differ", {"told": told, "found": rows})
        case _:
            return Finding(where, "catalogue-of-another-kind", {"due": due})


def _is_newer(found: str, due: str) -> bool:
    here, there = _FORMAT.fullmatch(due), _FORMAT.fullmatch(found)
    if here is None or there is None or here["name"] != there["name"]:
        return False
    return int(there["version"]) > int(here["version"])


def _fact_faults(tree: Any) -> Iterator[Finding]:
    """Facts are text, whole numbers, or lists of text, under keys that are words."""
    facts = tree.get("facts") if isinstance(tree, dict) else None
    for key, value in facts.items() if isinstance(facts, dict) else ():
        where = jsondoc.path(("facts", key))
        match value:
            case str():
                code = _text_fault(value)
            case bool() | float() | None | dict():
                code = Kind.NOT_TEXT
            case int():
                code = None if jsondoc.is_number(value) else Kind.OUT_OF_RANGE
            case list():
                code = next(filter(None, map(_text_fault, value)), None)
            case _:
                code = Kind.NOT_TEXT
        if key != clean(key) or not key:
            code = Kind.WRONG_PATTERN
        if code is Kind.OUT_OF_RANGE:
            yield Finding(where, code, {"bound": f"0 … {MAX_NUMBER}"})
        elif code is not None:
            yield Finding(where, code)


def _text_fault(value: object) -> Kind | None:
    if not isinstance(value, str):
        return Kind.NOT_TEXT
    return None if value == clean(value) else Kind.WRONG_PATTERN


def _twice(keys: Iterable[tuple[str, object]]) -> list[Finding]:
    seen: set[object] = set()
    findings: list[Finding] = []
    for where, key in keys:
        if key in seen:
            findings.append(Finding(where, "row-twice"))
        seen.add(key)
    return findings


def _subject_tree(one: Subject) -> dict[str, Any]:
    return {**_plain(one), "also": [text for text in map(clean, one.also) if text], "facts": _plain_facts(one.facts)}


def _plain_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    return {key: _plain_value(value) for key, value in facts.items()}


def _plain(one: "DataclassInstance") -> dict[str, Any]:
    return {field.name: _plain_value(getattr(one, field.name)) for field in fields(one)}


def _plain_value(value: object) -> Any:
    match value:
        case str():
            return clean(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [
                _plain(part) if is_dataclass(part) and not isinstance(part, type) else _plain_value(part)
                for part in value
            ]
        case _:
            return value


def _subject(line: _SubjectLine) -> Subject:
    facts = {key: tuple(value) if isinstance(value, list) else value for key, value in line.facts.items()}
    return Subject(**{**dict(line), "on": _read_day(line.on), "also": tuple(line.also), "facts": facts})


def _result(line: _ResultLine) -> ContestResult:
    candidates = tuple(CandidateResult(**dict(one)) for one in line.candidates)
    return ContestResult(**{**dict(line), "on": _read_day(line.on), "candidates": candidates})


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
