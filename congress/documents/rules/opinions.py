"""What holds for opinions on drafts (quy tắc tổng hợp góp ý)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from congress.documents.rules.documents import FIRST_DAY, check_text
from congress.documents.values.opinions import Opinion, OpinionDetails, OpinionFigures, Uptake
from congress.errors import Finding
from congress.text import clean, collation_key, fold

LONGEST_OPINION = 4000
ANSWERED = frozenset({Uptake.PARTLY, Uptake.NOT_TAKEN})
"""What is not taken as it was given is answered."""
_TOLD_AS = {"giver": "given_by"}
"""A giver is a side of a hand-over in other entries of the journal."""
_PIECE = re.compile(r"(\d+|\b[IVXL]+\b)")
_ORDINAL = re.compile(r"(?<=thứ )(nhất|hai|ba|tư|năm|sáu|bảy|bẩy|tám|chín|mười)\b", re.IGNORECASE)
_ORDINALS = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def cleaned(details: OpinionDetails) -> OpinionDetails:
    """The same opinion with texts cleaned."""
    texts: dict[str, Any] = {name: clean(getattr(details, name)) for name in ("section", "giver", "text", "answer")}
    return replace(details, **texts)


def check_opinion(details: OpinionDetails, *, today: date, where: str = "opinion") -> Iterator[Finding]:
    """Everything wrong with an opinion by itself, already cleaned."""
    for name in ("giver", "text"):
        if not getattr(details, name):
            yield Finding(f"{where}.{name}", "field-empty")
    for name in ("section", "giver"):
        yield from check_text(getattr(details, name), where=f"{where}.{name}")
    for name in ("text", "answer"):
        yield from check_text(getattr(details, name), where=f"{where}.{name}", longest=LONGEST_OPINION)
    if details.on is not None and not FIRST_DAY <= details.on <= today:
        yield Finding(f"{where}.on", "document-day-wrong", {"first": f"{FIRST_DAY:%d/%m/%Y}"})
    if details.verdict in ANSWERED and not details.answer:
        yield Finding(f"{where}.answer", "opinion-answer-missing")


def same(details: OpinionDetails) -> tuple[str, str, str]:
    """What two opinions have in common that are one: the part, who, what."""
    return fold(details.section), fold(details.giver), fold(details.text)


def section_key(section: str) -> tuple[Any, ...]:
    """Parts of a draft in their order: Roman and other numbers as numbers, ordinals ("thứ nhất") too."""
    pieces = _PIECE.split(_ORDINAL.sub(lambda said: str(_ORDINALS[said.group().lower()]), section))
    return tuple(
        (0, _number(piece), ()) if place % 2 else (1, 0, collation_key(piece)) for place, piece in enumerate(pieces)
    )


def by_section(opinions: Iterable[Opinion]) -> dict[str, tuple[Opinion, ...]]:
    """Opinions by the part they are on, parts in their order; one part spelled in two cases is one."""
    found: dict[str, list[Opinion]] = {}
    names: dict[str, str] = {}
    for one in sorted(opinions, key=lambda one: one.number):
        name = names.setdefault(fold(one.details.section), one.details.section)
        found.setdefault(name, []).append(one)
    return {name: tuple(found[name]) for name in sorted(found, key=lambda name: (name != "", section_key(name)))}


def figures(opinions: Iterable[Opinion]) -> OpinionFigures:
    """What they come to."""
    verdicts = [one.details.verdict for one in opinions]
    return OpinionFigures(**{verdict.replace("-", "_"): verdicts.count(verdict) for verdict in Uptake})


def facts(details: OpinionDetails) -> Mapping[str, Any]:
    """What the journal holds of an opinion."""
    told: dict[str, Any] = {}
    for one in fields(details):
        value = getattr(details, one.name)
        if value not in (None, ""):
            name = _TOLD_AS.get(one.name, one.name)
            told[name] = value.isoformat() if isinstance(value, date) else str(value)
    return told


def changed(before: OpinionDetails, after: OpinionDetails) -> Mapping[str, Any]:
    """What a change changes, as the journal tells it: former and present values by field."""
    old, new = facts(before), facts(after)
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return {"before": {name: old.get(name) for name in names}, "after": {name: new.get(name) for name in names}}


def _number(piece: str) -> int:
    if piece.isdigit():
        return int(piece)
    values = [_ROMAN[letter] for letter in piece]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
