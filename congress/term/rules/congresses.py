"""What holds for terms, congresses and boards: pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from congress.errors import Finding
from congress.term.values import BoardPerson, Capacity, CongressDetails, CongressKind
from congress.text import clean, collation_key, unprintable

FIRST_YEAR, LAST_YEAR = 1930, 2200
LONGEST_TEXT = 400
LONGEST_NAME = 120
_ORDINAL = re.compile(r"\blần thứ (?P<number>\w+)", re.IGNORECASE)

NameKey = tuple[tuple[int, ...], tuple[int, ...]]


def propose_session(kind: CongressKind, title: str) -> str:
    """The line under the body on its papers, as most congresses write it (tên đại hội), with the number in the title.

    "Đại hội đại biểu Đảng bộ xã X lần thứ II" -> "Đại hội đại biểu lần thứ II".
    """
    usual = {
        CongressKind.DELEGATES: "Đại hội đại biểu",
        CongressKind.MEMBERS: "Đại hội đảng viên",
        CongressKind.COMMITTEE: "Hội nghị Ban Chấp hành",
    }[kind]
    found = _ORDINAL.search(title)
    return f"{usual} lần thứ {found['number']}" if found else usual


def propose_term_name(begins: int, ends: int) -> str:
    """A term's usual name: "2025 - 2030"."""
    return f"{begins} - {ends}"


def check_term(*, begins: int, ends: int) -> tuple[Finding, ...]:
    """Faults of a term's years."""
    if not FIRST_YEAR <= begins < ends <= LAST_YEAR:
        return (Finding("term", "term-years-wrong", {"begins": begins, "ends": ends}),)
    return ()


def cleaned(details: CongressDetails) -> CongressDetails:
    """The same details with their texts cleaned."""
    return replace(
        details,
        title=clean(details.title),
        body=clean(details.body),
        session=clean(details.session),
        place=clean(details.place),
        upper_body=clean(details.upper_body),
    )


def check_congress(details: CongressDetails) -> tuple[Finding, ...]:
    """Everything that is missing or too long in a congress's details, already cleaned."""
    needed = {"title": details.title, "body": details.body, "session": details.session, "place": details.place}
    texts = {**needed, "upper_body": details.upper_body}
    return (
        *(Finding(field, "field-missing") for field, text in needed.items() if not text),
        *(
            Finding(field, "field-too-long", {"longest": LONGEST_TEXT})
            for field, text in texts.items()
            if len(text) > LONGEST_TEXT
        ),
    )


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, the place of a tone (Hoà, Hòa) or a blank (K'Brơi, K' Brơi)."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> NameKey:
    """What two spellings of one name have in common; for finding namesakes among many."""
    plain = clean(name).replace("\u2019", "'").replace("' ", "'")
    return collation_key(plain)[:2]


def same_person(*, name: str, card_number: str, other_name: str, other_card_number: str) -> bool:
    """Whether two entries mean one person (trùng người): by card where both have one, else by name.

    Namesakes are told apart by their cards, so both need one.
    """
    if card_number and other_card_number:
        return card_key(card_number) == card_key(other_card_number)
    return same_name(name, other_name)


def card_key(card_number: str) -> str:
    """A Party card's number for comparing: digits and letters alone."""
    return "".join(char for char in card_number.casefold() if char.isalnum())


def cleaned_person(person: BoardPerson) -> BoardPerson:
    """The same person with texts cleaned."""
    return replace(person, name=clean(person.name), card_number=clean(person.card_number))


def check_board(people: tuple[BoardPerson, ...]) -> tuple[Finding, ...]:
    """Everything wrong with a board to be set: names, one head, nobody twice. QC190 Art. 8 fixes no number."""
    return tuple(_board_faults(people))


def _board_faults(people: tuple[BoardPerson, ...]) -> Iterator[Finding]:
    heads = sum(1 for person in people if person.capacity is Capacity.HEAD)
    if heads != 1:
        yield Finding("board", "board-heads", {"heads": heads})
    for position, person in enumerate(people, start=1):
        where = f"board[{position}]"
        if not person.name:
            yield Finding(where, "person-name-missing")
        elif len(person.name) > LONGEST_NAME:
            yield Finding(where, "field-too-long", {"longest": LONGEST_NAME})
        if letters := unprintable(person.name):
            yield Finding(where, "letters-not-printable", {"letters": letters})
        for earlier in people[: position - 1]:
            if person.name and same_person(
                name=person.name,
                card_number=person.card_number,
                other_name=earlier.name,
                other_card_number=earlier.card_number,
            ):
                yield Finding(where, "board-person-twice", {"name": person.name})
                break
