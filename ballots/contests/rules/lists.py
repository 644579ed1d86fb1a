"""What holds for a list of candidates (danh sách bầu cử): nobody twice, no board member, surplus. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from ballots.contests.rules.ordering import out_of_order
from ballots.contests.values import ContestDetails, ListedPerson, ListEntry
from ballots.regulations.rules import derived_form, surplus_concerns
from ballots.regulations.rules.surplus import PREPARED_PERCENT, SURPLUS_LIMIT_PERCENT
from ballots.regulations.values import ContestKind, Form
from congress.errors import Finding
from congress.term.rules import LONGEST_NAME, NameKey, card_key, name_key
from congress.term.values import Board
from congress.text import unprintable

OVERRULABLE = "surplus-over-limit"
SMALLEST_COMMITTEE = 3
"""From so many seats on a missing surplus is remarked; single posts have none."""
MOST_NAMES = 400
"""More names than any list has; a slip of the keyboard otherwise."""


@dataclass(frozen=True, slots=True)
class SurplusLimits:
    """How much surplus (số dư) a list should have, QC190 Art. 14(1)."""

    least: int = 1
    """Persons; where a committee is elected."""
    most_percent: int = SURPLUS_LIMIT_PERCENT
    prepared_percent: tuple[int, int] = PREPARED_PERCENT


def form_of(details: ContestDetails, *, names: int, congress_form: Form | None = None) -> Form:
    """The form of ballot paper (mẫu phiếu): set by hand for the contest or the congress, else as the list asks for."""
    return details.form_by_hand or congress_form or derived_form(names=names, seats=details.seats)


def check_entries(entries: tuple[ListEntry, ...]) -> tuple[Finding, ...]:
    """Everything wrong with a list to be kept: names missing, a person twice."""
    return tuple(_entry_faults(entries))


def board_on_list(people: tuple[ListedPerson, ...], board: Board) -> tuple[Finding, ...]:
    """Board members who stand on the list (QC190 Art. 8: not on the election list), by card number and name."""
    members = [(name_key(member.name), card_key(member.card_number)) for member in board.people]
    return tuple(
        Finding(f"list[{person.number}]", "board-member-on-list", {"name": person.entry.name, "number": person.number})
        for person in people
        if _is_among(name_key(person.entry.name), card_key(person.entry.card_number), members)
    )


def _is_among(name: NameKey, card: str, others: list[tuple[NameKey, str]]) -> bool:
    """By card where both have one, else by name: as `same_person` says of two entries."""
    return any(card == other_card if card and other_card else name == other for other, other_card in others)


def surplus_findings(
    details: ContestDetails, *, names: int, limits: SurplusLimits = SurplusLimits()
) -> tuple[Finding, ...]:
    """What the congress should know of its surplus, QC190 Art. 14(1).

    Alternates on the common list are places too. A re-vote and an advisory ballot have no surplus to keep.
    """
    if details.kind is not ContestKind.ELECTION:
        return ()
    surplus = names - details.alternates - details.seats
    if 0 <= surplus < limits.least and details.seats >= SMALLEST_COMMITTEE and not details.alternates:
        facts = {"surplus": surplus, "least": limits.least}
        return (Finding("list", "surplus-under-least", facts),)
    return surplus_concerns(
        names=names - details.alternates,
        seats=details.seats,
        limit_percent=limits.most_percent,
        prepared_percent=limits.prepared_percent,
    )


def list_faults(
    details: ContestDetails,
    people: tuple[ListedPerson, ...],
    board: Board,
    *,
    overruled: bool,
    limits: SurplusLimits = SurplusLimits(),
) -> tuple[Finding, ...]:
    """Why a list cannot be confirmed as it stands."""
    if not people:
        return (Finding("list", "list-empty"),)
    return (
        *_fewer_than_seats(details, names=len(people)),
        *board_on_list(people, board),
        *_alike(people),
        *(
            finding
            for finding in surplus_findings(details, names=len(people), limits=limits)
            if finding.code == OVERRULABLE and not overruled
        ),
    )


def list_remarks(
    details: ContestDetails,
    people: tuple[ListedPerson, ...],
    *,
    form: Form,
    overruled: bool,
    limits: SurplusLimits = SurplusLimits(),
) -> tuple[Finding, ...]:
    """What is allowed, yet should be seen before a list is confirmed."""
    names = len(people)
    if not names:
        return ()
    return (
        *(
            finding
            for finding in surplus_findings(details, names=names, limits=limits)
            if finding.code != OVERRULABLE or overruled
        ),
        *_form_remarks(details, names=names, form=form),
        *_namesakes(people),
        *_displaced(people),
    )


def _entry_faults(entries: tuple[ListEntry, ...]) -> Iterator[Finding]:
    if len(entries) > MOST_NAMES:
        yield Finding("list", "list-too-long", {"names": len(entries), "most": MOST_NAMES})
    by_name: dict[NameKey, list[ListEntry]] = {}
    cards: set[str] = set()
    for place, entry in enumerate(entries, start=1):
        where = f"list[{place}]"
        if not entry.name:
            yield Finding(where, "person-name-missing")
            continue
        if len(entry.name) > LONGEST_NAME:
            yield Finding(where, "field-too-long", {"longest": LONGEST_NAME})
        if letters := unprintable(entry.name + entry.note):
            yield Finding(where, "letters-not-printable", {"letters": letters})
        namesakes = by_name.setdefault(name_key(entry.name), [])
        card = card_key(entry.card_number)
        if card in cards or any(_is_one_person(entry, earlier) for earlier in namesakes):
            yield Finding(where, "list-person-twice", {"name": entry.name})
        namesakes.append(entry)
        cards |= {card} if card else set()


def _is_one_person(entry: ListEntry, namesake: ListEntry) -> bool:
    """Two cards are two persons; else one date of birth is one person, or one note where no date is known."""
    if entry.card_number and namesake.card_number:
        return card_key(entry.card_number) == card_key(namesake.card_number)
    return entry.born == namesake.born and (entry.born is not None or entry.note == namesake.note)


def _fewer_than_seats(details: ContestDetails, *, names: int) -> Iterator[Finding]:
    if details.kind is ContestKind.ELECTION and names < details.seats:
        yield Finding("list", "names-fewer-than-seats", {"names": names, "seats": details.seats})


def _alike(people: tuple[ListedPerson, ...]) -> Iterator[Finding]:
    """Two rows that read the same on the paper: no voter could tell them apart."""
    for earlier, person in _namesake_pairs(people):
        if person.printed_note == earlier.printed_note:
            yield Finding(f"list[{person.number}]", "list-rows-alike", _pair(earlier, person))


def _namesakes(people: tuple[ListedPerson, ...]) -> Iterator[Finding]:
    for earlier, person in _namesake_pairs(people):
        if person.printed_note != earlier.printed_note:
            yield Finding(f"list[{person.number}]", "list-namesakes", _pair(earlier, person))


def _namesake_pairs(people: tuple[ListedPerson, ...]) -> Iterator[tuple[ListedPerson, ListedPerson]]:
    bearers: dict[NameKey, list[ListedPerson]] = {}
    for person in people:
        bearers.setdefault(name_key(person.entry.name), []).append(person)
    for namesakes in bearers.values():
        yield from combinations(namesakes, 2)


def _pair(earlier: ListedPerson, person: ListedPerson) -> dict[str, object]:
    return {"name": person.entry.name, "numbers": f"{earlier.number}, {person.number}"}


def _displaced(people: tuple[ListedPerson, ...]) -> Iterator[Finding]:
    """A list from a file keeps its order; a person should see where the order of names is another."""
    if numbers := out_of_order(people):
        yield Finding("list", "list-out-of-order", {"numbers": ", ".join(map(str, numbers))})


def _form_remarks(details: ContestDetails, *, names: int, form: Form) -> Iterator[Finding]:
    if form is Form.AGREE and names > details.seats:
        yield Finding("form", "agree-with-surplus", {"names": names, "seats": details.seats})
    elif form is Form.STRIKE and names <= details.seats:
        yield Finding("form", "strike-without-surplus", {"names": names, "seats": details.seats})
    if details.alternates and names < details.seats + details.alternates:
        facts = {"names": names, "places": details.seats + details.alternates}
        yield Finding("list", "names-fewer-than-alternates", facts)
