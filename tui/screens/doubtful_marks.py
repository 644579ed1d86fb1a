"""The marks that the board fixes on a paper (xác định dấu trên phiếu): typed as numbers, judged while typing. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.content import Content

from ballots.regulations.catalogue import regulation
from ballots.regulations.citations import Topic
from ballots.regulations.rules import judge, told_apart
from ballots.regulations.values import BoardReason, Boxes, Contest, Form, Marks, Paper, Standing, Strikes
from congress.errors import Finding, Malformed
from congress.i18n import t
from tui.widgets.drawing import OK, WRONG, line

NONE = "00"
"""Typed where no number is meant, as at the pad."""
MOST_NAMED = 8
"""More numbers than this are shown without their names."""
FIELDS: Mapping[Form, tuple[str, ...]] = {Form.STRIKE: ("strike",), Form.AGREE: ("disagree", "blank", "both")}
"""Names of the fields of each form of paper; the first has to be filled in."""


def texts_of(contest: Contest, marks: Marks | None) -> Mapping[str, str]:
    """The fields of marks that were seen."""
    match marks:
        case None:
            return {}
        case Strikes(struck=struck):
            return {"strike": joined(contest, struck) or NONE}
        case Boxes(agree=agree, disagree=disagree):
            yes, no = set(agree), set(disagree)
            return {
                "disagree": joined(contest, no - yes) or NONE,
                "blank": joined(contest, set(contest.numbers) - yes - no),
                "both": joined(contest, yes & no),
            }


def joined(contest: Contest, numbers: Iterable[int]) -> str:
    """Numbers as the paper has them: "03 07 22"."""
    width = _width(contest)
    return " ".join(f"{number:0{width}d}" for number in sorted(numbers))


def _width(contest: Contest) -> int:
    return max(2, len(str(max(contest.numbers))))


def marks_typed(contest: Contest, values: Mapping[str, str]) -> Marks | None:
    """The marks that the fields say; None while nothing is typed, `Malformed` with every fault."""
    fields = FIELDS[contest.form]
    if not any(values.get(name) for name in fields):
        return None
    faults: list[Finding] = []
    found = {name: _numbers(contest, name, values.get(name, ""), faults) for name in fields}
    if not values.get(fields[0]):
        faults.append(Finding(fields[0], "marks-first-empty"))
    seen: set[int] = set()
    for name in fields:
        for number in found[name]:
            if number in seen:
                faults.append(Finding(name, "marks-number-twice", {"number": number}))
            seen.add(number)
    if faults:
        raise Malformed(faults)
    if contest.form is Form.STRIKE:
        return Strikes.of(found["strike"])
    no, blank, both = (set(found[name]) for name in fields)
    agree = sorted(set(contest.numbers) - no - blank)
    return Boxes(tuple(agree), tuple(sorted(no | both)))


def _numbers(contest: Contest, name: str, text: str, faults: list[Finding]) -> list[int]:
    found = []
    for part in _parts(contest, text):
        number = int(part)
        if number == 0 and part == text.strip():
            continue
        if number not in contest.numbers:
            faults.append(Finding(name, "marks-unknown-number", {"number": part}))
        else:
            found.append(number)
    return found


def _parts(contest: Contest, text: str) -> list[str]:
    """Numbers apart by blanks, or in one go, each as wide as at the pad."""
    width = _width(contest)
    parts = []
    for word in text.replace(",", " ").split():
        wide = len(word) > width and len(word) % width == 0
        parts += [word[i : i + width] for i in range(0, len(word), width)] if wide else [word]
    return parts


@dataclass(frozen=True, slots=True)
class Said:
    """What would be concluded (kết luận sẽ là): in words, and by which article."""

    verdict: Content
    cited: str


def verdict_of(contest: Contest, marks: Marks | None, void: BoardReason | None) -> Said:
    """What the regulation, or the board's reason, makes of the paper."""
    rules = regulation(contest.regulation)
    if void is not None:
        words = line((f"{WRONG} ", "bold $bad"), (t("INVALID"), "bold $bad"), f": {t(f'reason-{void}')}")
        return Said(words, rules.cite_article(rules.void_grounds[void].article))
    if marks is None:
        return Said(line((t("Fix the marks, or take one of the board's reasons."), "$quiet")), "")
    verdict = judge(contest, Paper(marks))
    counted = t("chooses {chosen} of {seats}", chosen=len(verdict.chosen), seats=contest.seats)
    if verdict.standing is Standing.VALID:
        words = line((f"{OK} ", "bold $good"), (t("VALID"), "bold $good"), f": {counted}")
        return Said(words, rules.cite(Topic.VALIDITY))
    reasons = ", ".join(t(f"reason-{reason}") for reason in verdict.reasons)
    words = line((f"{WRONG} ", "bold $bad"), (t("INVALID"), "bold $bad"), f": {reasons} ({counted})")
    assert verdict.first is not None
    return Said(words, rules.cite_article(rules.void_grounds[verdict.first].article))


def marked_names(contest: Contest, marks: Marks) -> str:
    """The names that the marks are against, with their numbers; for boxes also what is not plain."""
    names = told_apart(contest.candidates)
    match marks:
        case Strikes(struck=struck):
            return _named(contest, names, struck) or t("nobody struck")
        case Boxes(agree=agree, disagree=disagree):
            yes, no = set(agree), set(disagree)
            groups = (
                (t("disagreed"), no - yes),
                (t("no box"), set(contest.numbers) - yes - no),
                (t("both boxes"), yes & no),
            )
            said = [f"{word}: {_named(contest, names, numbers)}" for word, numbers in groups if numbers]
            return "  ·  ".join(said) or t("all agreed")


def _named(contest: Contest, names: Mapping[int, str], numbers: Iterable[int]) -> str:
    marked = sorted(numbers)
    if len(marked) > MOST_NAMED:
        return joined(contest, marked)
    return ", ".join(f"{joined(contest, [number])} {names[number]}" for number in marked)
