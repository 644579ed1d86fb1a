"""What was found, in words (cách gọi kết quả tra cứu): of the chosen language, for the command and the screen."""

from collections.abc import Iterator, Sequence
from datetime import date

from congress.catalogue.values import Answer, Found
from congress.i18n import current, t
from congress.subjects import Subject, SubjectKind
from congress.text import decimal_comma

_DAY = "%d/%m/%Y"
_DAYS = frozenset({"opened-on", "closed-on"})
_NAMED = {
    **{key: key for key in ("congress-kind", "body-kind", "category", "condition", "tenure", "use-class")},
    **{key: key for key in ("device-state", "vote-kind", "standing")},
    "secrecy": "secrecy-label",
    "format": "file-format",
}
"""Facts whose values are members of an enumeration, with the beginning of their messages' ids."""
_WORDED_APART = frozenset(
    {"merged-old", "merged-new", "merged-by", "merged-decided", "merged-from", "merged-whole"}
    | {"boards", "board-capacities", "contest-key", "sample"}
)


def kind(one: SubjectKind) -> str:
    """What it is."""
    return t(f"subject-kind-{one.value}")


def gist(one: Subject) -> str:
    """The most telling facts, in one line."""
    return " · ".join(part for part in _telling(one) if part)


def _telling(one: Subject) -> Iterator[str]:
    facts = one.facts
    match one.kind:
        case SubjectKind.TERM:
            yield "; ".join(_list(facts.get("congresses")))
        case SubjectKind.CONGRESS:
            yield from (_day(one.on), _text(facts.get("body")), _text(facts.get("place")))
        case SubjectKind.UNIT:
            yield from mergers(one) or (value_of("body-kind", facts.get("body-kind")), _text(facts.get("above")))
        case SubjectKind.PERSON:
            yield _text(facts.get("post"))
            yield from boards(one)
        case SubjectKind.CONTEST:
            said = t(
                "{elected} elected, {seats} seats", elected=len(_list(facts.get("elected"))), seats=facts.get("seats")
            )
            yield from (sample(one), _day(one.on), said)
        case SubjectKind.VOTE:
            votes = t(
                "{votes} votes ({percent} %)",
                votes=facts.get("votes"),
                percent=value_of("percent", facts.get("percent")),
            )
            standing = value_of("standing", facts.get("standing"))
            yield from (sample(one), votes, standing, _text(facts.get("contest")))
        case SubjectKind.DEVICE:
            category = value_of("category", facts.get("category"))
            yield from (category, _text(facts.get("model")), _text(facts.get("serial")), _text(facts.get("owner")))
        case SubjectKind.DOCUMENT:
            yield from (_day(one.on), *one.also[:2])


def mergers(one: Subject) -> tuple[str, ...]:
    """What a unit came from and what it became, each step with its decision and day."""
    names = ("old", "new", "by", "from", "whole")
    columns = [_list(one.facts.get(f"merged-{name}")) for name in names]
    return tuple(_step(one.title, *step) for step in zip(*columns, strict=False))


def _step(title: str, old: str, new: str, decision: str, on: str, whole: str) -> str:
    day, in_part = _iso_day(on), whole != "whole"
    if new == title and in_part:
        return t("in part from {old} by {decision}, from {day}", old=old, decision=decision, day=day)
    if new == title:
        return t("merged from {old} by {decision}, from {day}", old=old, decision=decision, day=day)
    if old == title and in_part:
        return t("in part into {new} by {decision}, from {day}", new=new, decision=decision, day=day)
    if old == title:
        return t("merged into {new} by {decision}, from {day}", new=new, decision=decision, day=day)
    return t("{old} into {new} by {decision}, from {day}", old=old, new=new, decision=decision, day=day)


def boards(one: Subject) -> tuple[str, ...]:
    """On whose counting boards a person was."""
    titles, capacities = _list(one.facts.get("boards")), _list(one.facts.get("board-capacities"))
    return tuple(f"{t(f'capacity-{capacity}')}, {title}" for title, capacity in zip(titles, capacities, strict=False))


def sample(one: Subject) -> str:
    """That these are no real figures."""
    return t("SAMPLE") if one.facts.get("sample") else ""


def source(found: Found) -> str:
    """Where it comes from."""
    return t("here") if found.source is None else found.source.title


def belongs_to(one: Subject) -> str:
    """Term and congress."""
    named = (one.term, one.congress)
    return " · ".join(text for text in named if text and text != one.title)


def more(answer: Answer) -> str:
    """How many further ones there are; empty where everything is listed."""
    if answer.at_least:
        return t("and more than {count} more: type a further word", count=answer.more)
    return t("and {count} more found", count=answer.more) if answer.more else ""


def card(one: Subject) -> Iterator[tuple[str, str]]:
    """Every fact with what it is called; several lines of one fact are called once."""
    yield t("Term"), one.term if one.kind is not SubjectKind.TERM else ""
    yield t("Congress"), one.congress if one.kind is not SubjectKind.CONGRESS else ""
    yield t("Date"), _day(one.on)
    yield from _several(t("Mergers"), mergers(one))
    yield from _several(t("Counting board"), boards(one))
    yield t("Remark"), sample(one)
    told: list[str] = []
    for key, value in one.facts.items():
        if key in _WORDED_APART:
            continue
        said = value_of(key, value)
        told.append(said)
        yield from _several(label_of(key), said.split("\n"))
    known = {one.title, one.term, one.congress, *told}
    yield from _several(t("Also found by"), [text for text in one.also if text not in known])


def _several(label: str, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, text in enumerate(texts):
        yield "" if place else label, text


def label_of(key: str) -> str:
    """What a fact is called; one from a newer program goes by its own name."""
    said = t(f"subject-fact-{key}")
    return key if said == f"subject-fact-{key}" else said


def value_of(key: str, value: object) -> str:
    """A fact's value as people read it: several stand in lines of their own."""
    match value:
        case None:
            return ""
        case tuple() | list():
            return "\n".join(value_of(key, one) for one in value)
        case str() if key in _DAYS:
            return _iso_day(value)
        case str() if key == "percent":
            return decimal_comma(value) if current() == "vi" else value
        case str() if key in _NAMED:
            name = f"{_NAMED[key]}-{value}"
            said = t(name)
            return value if said == name else said
        case _:
            return str(value)


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, tuple | list) else []


def _text(value: object) -> str:
    return str(value) if value is not None else ""


def _day(on: date | None) -> str:
    return "" if on is None else f"{on:{_DAY}}"


def _iso_day(text: str) -> str:
    try:
        return f"{date.fromisoformat(text):{_DAY}}"
    except ValueError:
        return text
