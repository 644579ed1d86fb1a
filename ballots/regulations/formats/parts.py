"""What all our JSON models share (thành phần chung): strict, nothing extra, frozen; every fault collected."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from congress.errors import Finding, Malformed
from congress.jsondoc import MAX_NUMBER, Place, is_number, load, path, shape_findings
from congress.text import clean


class Model(BaseModel):
    """A JSON object with these keys and no others."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _not_blank(text: str) -> str:
    if not text:
        raise PydanticCustomError("blank-text", "blank")
    return text


Whole = Annotated[int, Field(ge=0, le=MAX_NUMBER)]
"""0…10,000,000, a JSON integer."""
Positive = Annotated[int, Field(ge=1, le=MAX_NUMBER)]
Numbers = Annotated[list[Whole], Field(json_schema_extra={"uniqueItems": True})]
"""A list of candidate numbers; that none repeats is checked apart, so that the finding names the place."""
Text = Annotated[str, AfterValidator(clean)]
"""Text cleaned at the border: NFC, trimmed."""
Name = Annotated[str, AfterValidator(clean), AfterValidator(_not_blank), Field(json_schema_extra={"minLength": 1})]
"""Text that says something."""
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Salt = Annotated[str, Field(pattern="^[0-9a-fA-F]{64}$")]
BY_NAME = Field(strict=False)
"""An enum member from its JSON string: the one conversion that strict models make here."""
ABSENT: Any = Field(default=None)
"""A key that may be left out, but not be null."""

SomeModel = TypeVar("SomeModel", bound=Model)


def read_document(data: bytes, *, name: str, expected: str) -> tuple[Any, list[Finding]]:
    """The tree of a document of format `expected`, and what is wrong with its JSON.

    A document that says it is of another format is refused for that alone: its other keys mean other things.
    """
    document = load(data, name=name)
    match document.tree:
        case {"format": str(other)} if other != expected:
            findings = (*document.findings, Finding("$.format", "not-one-of", {"allowed": expected}))
            raise Malformed(findings)
    return document.tree, list(document.findings)


def validated(model: type[SomeModel], tree: Any, findings: list[Finding]) -> SomeModel | None:
    """The model of a tree; None, and the faults among `findings`, where it is none."""
    try:
        return model.model_validate(tree)
    except ValidationError as error:
        findings.extend(shape_findings(error.errors(include_url=False)))
        return None


def number_at(tree: Any, *keys: str) -> int | None:
    """The whole number at these keys of a tree that may be faulty; None where there is none."""
    for key in keys:
        tree = tree.get(key) if isinstance(tree, Mapping) else None
    return tree if is_number(tree) else None


def list_at(tree: Any, *keys: str) -> list[Any]:
    """The list at these keys of a tree that may be faulty; empty where there is none."""
    for key in keys:
        tree = tree.get(key) if isinstance(tree, Mapping) else None
    return tree if isinstance(tree, list) else []


def repeated(numbers: Iterable[Any], *, below: Place, key: str | None = None) -> list[Finding]:
    """Findings for whole numbers that stand in a list for the second time (số lặp)."""
    seen: set[int] = set()
    findings: list[Finding] = []
    for index, number in enumerate(numbers):
        if not is_number(number):
            continue
        if number in seen:
            place = (*below, index) if key is None else (*below, index, key)
            findings.append(Finding(path(place), "repeated-number", {"number": number}))
        seen.add(number)
    return findings
