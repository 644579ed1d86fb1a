"""What must hold of the papers of a record beyond their shape (kiểm tra phiếu trong bản ghi)."""

from collections.abc import Iterator
from typing import Any

from ballots.regulations.formats.parts import list_at, repeated
from ballots.regulations.values import BoardReason, Form
from congress.errors import Finding
from congress.jsondoc import Place, is_number, path

KEYS = {Form.STRIKE: ("strike",), Form.AGREE: ("agree", "disagree")}
MARKS = [key for keys in KEYS.values() for key in keys]

OTHER_THAN_OTHER = [reason for reason in BoardReason if reason is not BoardReason.OTHER]


def paper_findings(contest: Any, papers: list[Any]) -> Iterator[Finding]:
    """Faults of the papers of a contest; either may be faulty in shape, which the models name."""
    form = _form(contest)
    numbers = _numbers(contest)
    for index, paper in enumerate(papers):
        if isinstance(paper, dict):
            yield from _keys(paper, form, index)
            yield from _why(paper, index)
            for key in MARKS:
                if key in paper:
                    yield from _list(paper[key], numbers, ("papers", index, key))


def _form(contest: Any) -> Form | None:
    form = contest.get("form") if isinstance(contest, dict) else None
    return Form(form) if isinstance(form, str) and form in set(Form) else None


def _numbers(contest: Any) -> frozenset[int] | None:
    """The numbers of the list; None where one of them is not known, so that no mark can be called unknown."""
    candidates = list_at(contest, "candidates")
    numbers = [one.get("number") if isinstance(one, dict) else None for one in candidates]
    known = [number for number in numbers if is_number(number)]
    return frozenset(known) if numbers and len(known) == len(numbers) else None


def _keys(paper: dict[str, Any], form: Form | None, index: int) -> Iterator[Finding]:
    if form is None:
        return
    for other in Form:
        if other is not form:
            for key in KEYS[other]:
                if key in paper:
                    yield Finding(path(("papers", index, key)), "mark-of-another-form")
    if form is Form.STRIKE and "strike" not in paper and "void" not in paper:
        yield Finding(path(("papers", index)), "paper-without-marks")


def _why(paper: dict[str, Any], index: int) -> Iterator[Finding]:
    other = paper.get("void") == BoardReason.OTHER
    if other and "why" not in paper:
        yield Finding(path(("papers", index, "why")), "missing-key")
    if "why" in paper and not other and ("void" not in paper or paper["void"] in OTHER_THAN_OTHER):
        yield Finding(path(("papers", index, "why")), "why-without-other")


def _list(marks: Any, numbers: frozenset[int] | None, place: Place) -> Iterator[Finding]:
    if not isinstance(marks, list) or (numbers is not None and _is_plain(marks, numbers)):
        return
    yield from repeated(marks, below=place)
    if numbers is None:
        return
    for index, number in enumerate(marks):
        if is_number(number) and number not in numbers:
            yield Finding(path((*place, index)), "unknown-candidate", {"number": number})


def _is_plain(marks: list[Any], numbers: frozenset[int]) -> bool:
    """Whether the marks are different numbers of the list, as they nearly always are."""
    try:
        seen = frozenset(marks)
    except TypeError:
        return False  # holds a list or an object, which the model names
    return len(seen) == len(marks) and seen <= numbers
