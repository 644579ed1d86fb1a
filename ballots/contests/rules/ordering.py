"""The order of a list (xếp theo vần A, B, C của tên) and what stands beside a name on the ballot paper.

Given name, then family name, then middle name, then date of birth, the earlier first: the rule of State elections
(where it is written in full), taken for Party ballots, whose texts say only "by given name, A, B, C".
"""

from collections import Counter
from collections.abc import Iterable

from ballots.contests.rules.names import propose_sort_name, words_of
from ballots.contests.values import Born, ListedPerson, ListEntry
from congress.term.rules import name_key, same_name
from congress.text import clean, collation_key

_Letters = tuple[tuple[int, ...], tuple[int, ...]]
OrderKey = tuple[_Letters, _Letters, _Letters, bool, Born, str, str]
_UNKNOWN = Born(0)


def order_key(entry: ListEntry) -> OrderKey:
    """Sort key of a person on a list; two persons have equal keys only where nothing tells them apart."""
    given, family, middle = parts_of(entry)
    return (
        _letters(given),
        _letters(family),
        _letters(middle),
        entry.born is None,
        entry.born or _UNKNOWN,
        entry.name,
        entry.card_number,
    )


def parts_of(entry: ListEntry) -> tuple[str, str, str]:
    """Given, family and middle name (tên, họ, tên đệm): the family or clan stands behind the given name, or first."""
    words = words_of(entry.name)
    given = words_of(entry.sort_name)
    place = _place_of(given, words)
    if place is None:
        return entry.sort_name, words[0] if words else "", " ".join(words[1:])
    before, behind = words[:place], words[place + len(given) :]
    if behind:
        return entry.sort_name, " ".join(behind), " ".join(before)
    return entry.sort_name, before[0] if before else "", " ".join(before[1:])


def in_order(entries: Iterable[ListEntry]) -> tuple[ListEntry, ...]:
    """The entries as they stand on the ballot paper (thứ tự trên phiếu)."""
    return tuple(sorted(entries, key=order_key))


def listed(entries: tuple[ListEntry, ...], *, numbers: tuple[int, ...] | None = None) -> tuple[ListedPerson, ...]:
    """The entries in the order given, numbered from 1 unless they have numbers, with what is printed beside them."""
    bearers = Counter(name_key(entry.name) for entry in entries)
    return tuple(
        ListedPerson(
            number=number,
            entry=entry,
            doubt=propose_sort_name(entry.name).doubt,
            printed_note=_printed_note(entry, namesake=bearers[name_key(entry.name)] > 1),
        )
        for number, entry in zip(numbers or range(1, len(entries) + 1), entries, strict=True)
    )


def with_sort_names(entries: Iterable[ListEntry]) -> tuple[ListEntry, ...]:
    """The entries with texts cleaned, and the sort name proposed where none was given."""
    made = []
    for entry in entries:
        name = clean(entry.name)
        made.append(
            ListEntry(
                name=name,
                sort_name=clean(entry.sort_name) or propose_sort_name(name).sort_name,
                born=entry.born,
                card_number=clean(entry.card_number),
                note=clean(entry.note),
            )
        )
    return tuple(made)


def out_of_order(people: tuple[ListedPerson, ...]) -> tuple[int, ...]:
    """Numbers of the persons who stand elsewhere than the order of names would put them."""
    ordered = sorted((person.entry for person in people), key=order_key)
    pairs = zip(people, ordered, strict=True)
    return tuple(person.number for person, expected in pairs if order_key(person.entry) != order_key(expected))


def _letters(text: str) -> _Letters:
    letters, tones, _ = collation_key(text)
    return letters, tones


def _place_of(given: tuple[str, ...], words: tuple[str, ...]) -> int | None:
    """Where the given name stands among the words of a name, the last place where there are several."""
    if not given:
        return None
    wanted = " ".join(given)
    for place in range(len(words) - len(given), -1, -1):
        if same_name(" ".join(words[place : place + len(given)]), wanted):
            return place
    return None


def _printed_note(entry: ListEntry, *, namesake: bool) -> str:
    """The note, with the date of birth behind it for namesakes."""
    if not namesake or entry.born is None or str(entry.born) in entry.note:
        return entry.note
    return f"{entry.note}, {entry.born}" if entry.note else str(entry.born)
