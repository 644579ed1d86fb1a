"""What holds for numbered papers handed out (quy tắc cấp phát, thu hồi)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from congress.documents.rules.documents import check_text
from congress.documents.values.issues import CopyFate, IssuedCopy, IssueFigures, NewCopy, NewReturn
from congress.errors import Finding
from congress.text import clean, collation_key

MOST_COPIES = 9999
_MAY_BECOME: Mapping[CopyFate, frozenset[CopyFate]] = {
    CopyFate.OUT: frozenset({CopyFate.RETURNED, CopyFate.LOST, CopyFate.DESTROYED}),
    CopyFate.LOST: frozenset({CopyFate.RETURNED, CopyFate.DESTROYED}),
    CopyFate.RETURNED: frozenset({CopyFate.DESTROYED}),
    CopyFate.DESTROYED: frozenset(),
}
"""A lost copy may be found, one that came back may be destroyed; what is destroyed stays so."""
_RANGE = re.compile(r"(\d{1,4})(?:\s*-\s*(\d{1,4}))?")


def cleaned(new: NewCopy) -> NewCopy:
    """The same copy with texts cleaned."""
    return replace(new, holder=clean(new.holder), delegation=clean(new.delegation), note=clean(new.note))


def cleaned_return(new: NewReturn) -> NewReturn:
    """The same return with texts cleaned."""
    return replace(new, minutes=clean(new.minutes), note=clean(new.note))


def latest(copies: Iterable[IssuedCopy]) -> dict[int, IssuedCopy]:
    """By number the last line of each copy."""
    return {one.number: one for one in sorted(copies, key=lambda one: (one.number, one.turn))}


def check_copy(new: NewCopy, *, where: str) -> Iterator[Finding]:
    """Everything wrong with a copy to be handed out, by itself, already cleaned."""
    if not new.holder:
        yield Finding(f"{where}.holder", "field-empty")
    for name in ("holder", "delegation", "note"):
        yield from check_text(getattr(new, name), where=f"{where}.{name}")
    if new.number is not None and not 1 <= new.number <= MOST_COPIES:
        yield Finding(f"{where}.number", "document-number-wrong", {"most": MOST_COPIES})


def numbered(
    new: Sequence[NewCopy], known: Mapping[int, IssuedCopy], *, where: Sequence[str]
) -> tuple[tuple[NewCopy, ...], tuple[Finding, ...]]:
    """Every copy with its number: as asked for, else the next free one in order; `where`: of each, for its faults."""
    faults: list[Finding] = []
    asked: dict[int, str] = {}
    for one, place in zip(new, where, strict=True):
        if one.number is None:
            continue
        there = known.get(one.number)
        if there is not None and there.fate is not CopyFate.RETURNED:
            facts = {"number": one.number, "holder": there.holder, "fate": there.fate}
            faults.append(Finding(f"{place}.number", "copy-not-free", facts))
        elif asked.setdefault(one.number, place) != place:
            faults.append(Finding(f"{place}.number", "copy-twice", {"number": one.number}))
    # What nobody asked for comes behind all that were ever handed out: a returned copy goes out again by its number.
    following = max(known, default=0)
    made: list[NewCopy] = []
    for one in new:
        number = one.number
        if number is None:
            following += 1
            while following in asked:
                following += 1
            number = following
        made.append(replace(one, number=number))
    if made and following > MOST_COPIES:
        faults.append(Finding(where[-1], "document-number-wrong", {"most": MOST_COPIES}))
    return tuple(made), tuple(faults)


def check_return(new: NewReturn, known: Mapping[int, IssuedCopy]) -> Iterator[Finding]:
    """Everything wrong with what is said of copies that came back, or did not, already cleaned."""
    if not new.numbers:
        yield Finding("numbers", "field-empty")
    for number in new.numbers:
        there = known.get(number)
        if there is None:
            yield Finding("numbers", "copy-unknown", {"number": number})
        elif new.fate not in _MAY_BECOME[there.fate]:
            yield Finding("numbers", "copy-is-so", {"number": number, "holder": there.holder, "fate": there.fate})
    if new.fate is CopyFate.DESTROYED and not new.minutes:
        yield Finding("minutes", "copy-minutes-missing")
    for name in ("minutes", "note"):
        yield from check_text(getattr(new, name), where=name)


def read_numbers(text: str) -> tuple[int, ...] | None:
    """Numbers as people type them, "3, 5-7 12"; None where that is no such list."""
    found: dict[int, None] = {}
    for part in re.split(r"[,;]|(?<=\d)\s+(?=\d)", re.sub(r"\s*[-–]\s*", "-", text.strip())):
        said = _RANGE.fullmatch(part.strip())
        if said is None:
            return None
        first, last = int(said[1]), int(said[2] or said[1])
        if last < first:
            return None
        found.update(dict.fromkeys(range(first, last + 1)))
    return tuple(found)


def figures(copies: Iterable[IssuedCopy]) -> IssueFigures:
    """What the copies come to, each by its last line."""
    fates = [one.fate for one in latest(copies).values()]
    return IssueFigures(**{str(fate): fates.count(fate) for fate in CopyFate})


def still_out(copies: Iterable[IssuedCopy]) -> dict[str, tuple[IssuedCopy, ...]]:
    """What is still out, by delegation in their order; those of none come last, under an empty name."""
    found: dict[str, list[IssuedCopy]] = {}
    for one in latest(copies).values():
        if one.fate is CopyFate.OUT:
            found.setdefault(one.delegation, []).append(one)
    ordered = sorted(found, key=lambda name: (not name, collation_key(name)))
    return {name: tuple(found[name]) for name in ordered}
