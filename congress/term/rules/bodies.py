"""What holds for party bodies and mergers (quy tắc về tổ chức đảng, sáp nhập): pure.

A name is one whatever its case or the place of a tone; among the bodies that are open none has another's. What people
write in lists differs more than that: those spellings are proposed, and count once a person has confirmed them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from congress.errors import Finding
from congress.term.rules.congresses import LONGEST_TEXT, NameKey, name_key
from congress.term.rules.succession import Succession
from congress.term.values import BodyDetails, MergerDetails, PartyBody
from congress.text import clean, fold, unprintable

_LEADING = (
    "dang uy dac khu",
    "dang uy phuong",
    "dang uy thi tran",
    "dang uy xa",
    "dang bo phuong",
    "dang bo xa",
    "dang uy",
    "dang bo",
    "co quan",
    "xa",
    "phuong",
)
"""Words before a body's own name that lists leave out or exchange ("Xã Đam Rông 1", "Đam Rông 1")."""
_UNHEARD = str.maketrans(dict.fromkeys("'’‘`´ʼ-.", " "))


def cleaned(details: BodyDetails) -> BodyDetails:
    """The same details with texts cleaned."""
    return replace(details, name=clean(details.name), code=clean(details.code))


def cleaned_merger(details: MergerDetails) -> MergerDetails:
    """The same decision with its number cleaned."""
    return replace(details, decision=clean(details.decision))


def facts(details: BodyDetails) -> dict[str, object]:
    """What the journal holds of a body."""
    return {
        "name": details.name,
        "kind": str(details.kind),
        "code": details.code,
        "parent": None if details.parent_id is None else str(details.parent_id),
        "opened_on": None if details.opened_on is None else details.opened_on.isoformat(),
    }


def check_body(details: BodyDetails, others: Iterable[PartyBody], *, where: str) -> tuple[Finding, ...]:
    """Everything wrong with a body to be entered or changed, already cleaned."""
    others = tuple(others)
    return tuple(_faults(details, _open_names(others), {body.id: body for body in others}, where=where))


def check_bodies(wanted: Sequence[BodyDetails], there: Sequence[PartyBody]) -> Iterator[Finding]:
    """Everything wrong with bodies to be entered at once."""
    names, by_id = _open_names(there), {body.id: body for body in there}
    for place, details in enumerate(wanted, start=1):
        yield from _faults(details, names, by_id, where=f"body[{place}]")
        names.setdefault(name_key(details.name), details.name)


def _open_names(bodies: Iterable[PartyBody]) -> dict[NameKey, str]:
    return {name_key(body.name): body.name for body in bodies if not body.is_closed}


def _faults(
    details: BodyDetails, names: Mapping[NameKey, str], there: Mapping[UUID, PartyBody], *, where: str
) -> Iterator[Finding]:
    if not details.name:
        yield Finding(where, "body-name-missing")
    if max(len(details.name), len(details.code)) > LONGEST_TEXT:
        yield Finding(where, "field-too-long", {"longest": LONGEST_TEXT})
    if letters := unprintable(details.name + details.code):
        yield Finding(where, "letters-not-printable", {"letters": letters})
    if details.name and (same := names.get(name_key(details.name))):
        yield Finding(where, "body-exists", {"body": same})
    if details.parent_id is not None and details.parent_id not in there:
        yield Finding(where, "body-parent-unknown")


def check_merger(
    details: MergerDetails, bodies: Mapping[UUID, PartyBody], decisions: Collection[str]
) -> tuple[Finding, ...]:
    """Everything wrong with a decision on mergers."""
    return (*check_decision(details, decisions), *_part_faults(details, bodies))


def check_decision(details: MergerDetails, decisions: Collection[str]) -> tuple[Finding, ...]:
    """Everything wrong with what a decision says of itself: number, days, that it merges anything."""
    return tuple(_decision_faults(details, decisions))


def _decision_faults(details: MergerDetails, decisions: Collection[str]) -> Iterator[Finding]:
    if not details.decision:
        yield Finding("decision", "merger-decision-missing")
    if details.decision in decisions:
        yield Finding("decision", "merger-exists", {"decision": details.decision})
    if len(details.decision) > LONGEST_TEXT:
        yield Finding("decision", "field-too-long", {"longest": LONGEST_TEXT})
    if details.effective_on < details.decided_on:
        yield Finding("effective_on", "merger-days-wrong")
    if not details.parts:
        yield Finding("parts", "merger-parts-missing")


def _part_faults(details: MergerDetails, bodies: Mapping[UUID, PartyBody]) -> Iterator[Finding]:
    old_ids = {part.old_id for part in details.parts}
    seen: dict[UUID, bool] = {}
    pairs: set[tuple[UUID, UUID]] = set()
    for place, part in enumerate(details.parts, start=1):
        where = f"parts[{place}]"
        old, new = bodies.get(part.old_id), bodies.get(part.new_id)
        if old is None or new is None:
            yield Finding(where, "body-unknown")
            continue
        if old.closed_on is not None:
            yield Finding(where, "body-closed", {"body": old.name, "on": old.closed_on.strftime("%d/%m/%Y")})
        if old.details.opened_on is not None and details.effective_on < old.details.opened_on:
            yield Finding(where, "merger-before-opening", {"body": old.name})
        if new.closed_on is not None:
            yield Finding(where, "body-closed", {"body": new.name, "on": new.closed_on.strftime("%d/%m/%Y")})
        if part.new_id in old_ids:
            yield Finding(where, "merger-new-is-old", {"body": new.name})
        if (part.old_id in seen and (part.whole or seen[part.old_id])) or (part.old_id, part.new_id) in pairs:
            yield Finding(where, "merger-old-twice", {"body": old.name})
        seen[part.old_id] = seen.get(part.old_id, False) or part.whole
        pairs.add((part.old_id, part.new_id))


def spelling_key(text: str) -> str:
    """A spelling as it is kept: cleaned, in small letters."""
    return clean(text).casefold()


def check_spellings(
    wanted: Mapping[str, UUID], bodies: Mapping[UUID, PartyBody], kept: Mapping[str, UUID]
) -> tuple[Finding, ...]:
    """Everything wrong with spellings to be confirmed."""
    return tuple(_spelling_faults(wanted, bodies, kept))


def _spelling_faults(
    wanted: Mapping[str, UUID], bodies: Mapping[UUID, PartyBody], kept: Mapping[str, UUID]
) -> Iterator[Finding]:
    for text, body_id in wanted.items():
        if not text:
            yield Finding("spelling", "body-name-missing")
        elif body_id not in bodies:
            yield Finding(text, "body-unknown")
        elif (other := kept.get(text)) is not None and other != body_id:
            yield Finding(text, "spelling-taken", {"body": bodies[other].name})


def loose_key(text: str) -> str:
    """What spellings of one body's name have in common in real lists: no marks, no title, an apostrophe is a blank.

    Words stay apart: "Đạ M'Rông" is not "Đam Rông".
    """
    folded = " ".join(fold(text).translate(_UNHEARD).split())
    for leading in _LEADING:
        if folded.startswith(f"{leading} "):
            folded = folded.removeprefix(f"{leading} ")
            break
    return folded


class Names:
    """Finds bodies by what people write (tra tên tổ chức đảng): surely, or as proposals for a person.

    Only open bodies are found; for a closed one those that follow it are proposed.
    """

    def __init__(
        self, bodies: Iterable[PartyBody], spellings: Mapping[str, UUID], succession: Succession | None = None
    ) -> None:
        self._sure: dict[NameKey, list[UUID]] = {}
        self._loose: dict[str, list[UUID]] = {}
        self._spelled = dict(spellings)
        self._known: dict[str, UUID | None] = {}
        closed = [body for body in bodies if not self._add(body)]
        gone = {body.id for body in closed}
        self._spelled = {text: found for text, found in self._spelled.items() if found not in gone}
        if succession is not None:
            for body in closed:
                self._loose.setdefault(loose_key(body.name), []).extend(succession.heirs(body.id))

    def _add(self, body: PartyBody) -> bool:
        if body.is_closed:
            return False
        self._sure.setdefault(name_key(body.name), []).append(body.id)
        self._loose.setdefault(loose_key(body.name), []).append(body.id)
        return True

    def surely(self, text: str) -> UUID | None:
        """The body that bears the name, or that a person has confirmed for this spelling."""
        if text not in self._known:
            exact = self._sure.get(name_key(text), [])
            self._known[text] = exact[0] if len(exact) == 1 else self._spelled.get(spelling_key(text))
        return self._known[text]

    def perhaps(self, text: str) -> tuple[UUID, ...]:
        """Bodies that a person may have meant."""
        return tuple(dict.fromkeys(self._loose.get(loose_key(text), ())))
