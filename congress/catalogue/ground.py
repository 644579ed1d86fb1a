"""What the rooms of the ground hold (đối tượng của phần nền): terms, congresses, persons, party bodies."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from congress.access import queries as access
from congress.catalogue import rules
from congress.store.unit import Unit
from congress.subjects import Subject, SubjectKind, known_facts
from congress.term import queries as term
from congress.term.rules.succession import Passage, Succession
from congress.term.values import BoardPerson, PartyBody
from congress.text import collation_key, fold


def terms(unit: Unit, words: Sequence[str] | None) -> Iterator[Subject]:
    """Terms, with their congresses' titles."""
    titles: defaultdict[UUID, list[str]] = defaultdict(list)
    for held in term.congresses(unit):
        titles[held.term.id].append(held.details.title)
    for one in term.terms(unit):
        facts = {"begins": one.begins, "ends": one.ends, "congresses": tuple(titles[one.id])}
        yield Subject(SubjectKind.TERM, str(one.id), one.name, one.name, also=tuple(titles[one.id]), facts=facts)


def congresses(unit: Unit, words: Sequence[str] | None) -> Iterator[Subject]:
    """Congresses, with their bodies, places and sites."""
    for one in term.congresses(unit):
        details = one.details
        sites = tuple(site.name for site in term.sites(unit, one.id))
        facts = {
            "congress-kind": str(details.kind),
            "body": details.body,
            "upper-body": details.upper_body,
            "session": details.session,
            "place": details.place,
            "sites": sites,
        }
        yield Subject(
            SubjectKind.CONGRESS,
            str(one.id),
            details.title,
            one.term.name,
            details.title,
            details.opens_on,
            _each(details.body, details.upper_body, details.session, details.place, *sites),
            known_facts(facts),
        )


def persons(unit: Unit, words: Sequence[str] | None) -> Iterator[Subject]:
    """Persons of accounts, and those of counting boards; one who is both is one."""
    held = {str(one.id): _Person(one.name, one.post) for one in access.persons(unit)}
    titles = {one.id: one.details.title for one in term.congresses(unit)}
    for congress_id, served in term.board_people(unit):
        key = _key(congress_id, served)
        person = held.setdefault(key, _Person(served.name))
        board = (titles[congress_id], str(served.capacity))
        if board not in person.boards:
            person.boards.append(board)
    for key, one in held.items():
        facts = {
            "post": one.post,
            "boards": tuple(title for title, _ in one.boards),
            "board-capacities": tuple(capacity for _, capacity in one.boards),
        }
        yield Subject(SubjectKind.PERSON, key, one.name, also=_each(one.post), facts=known_facts(facts))


@dataclass(slots=True)
class _Person:
    name: str
    post: str = ""
    boards: list[tuple[str, str]] = field(default_factory=list)
    """Title of the congress, capacity."""


def _key(congress_id: UUID, served: BoardPerson) -> str:
    """Namesakes without accounts are told apart by the party card, else by the congress; the card is not offered."""
    if served.person_id is not None:
        return str(served.person_id)
    within = served.card_number or str(congress_id)
    return hashlib.sha256(f"{fold(served.name)}\n{within}".encode()).hexdigest()


def units(unit: Unit, words: Sequence[str] | None) -> Iterator[Subject]:
    """Party bodies; each is found by the names of those that it came from and that it became, too."""
    bodies = {body.id: body for body in term.bodies(unit)}
    spelled: defaultdict[UUID, list[str]] = defaultdict(list)
    for spelling in term.spellings(unit):
        spelled[spelling.body_id].append(spelling.text)
    succession = Succession(term.mergers(unit))
    for body in bodies.values():
        before, after = succession.before(body.id), succession.after(body.id)
        kin = dict.fromkeys((*(step.old_id for step in before), *(step.new_id for step in after)))
        kin.pop(body.id, None)
        known = sorted((bodies[one] for one in kin if one in bodies), key=lambda one: collation_key(one.name))
        also = _each(
            body.details.code,
            *spelled[body.id],
            *(text for one in known for text in (one.name, *spelled[one.id])),
        )
        if words is None or rules.holds(words, rules.searched(body.name, also)):
            yield _unit(body, bodies, also, (*before, *after))


def _unit(
    body: PartyBody, bodies: Mapping[UUID, PartyBody], also: tuple[str, ...], steps: Sequence[Passage]
) -> Subject:
    above = bodies.get(body.details.parent_id) if body.details.parent_id else None
    known = sorted(
        (step for step in steps if step.old_id in bodies and step.new_id in bodies),
        key=lambda step: (step.merger.details.effective_on, collation_key(bodies[step.old_id].name)),
    )
    decisions = [step.merger.details for step in known]
    facts = {
        "body-kind": str(body.details.kind),
        "code": body.details.code,
        "above": above.name if above else "",
        "opened-on": body.details.opened_on.isoformat() if body.details.opened_on else "",
        "closed-on": body.closed_on.isoformat() if body.closed_on else "",
        "merged-old": tuple(bodies[step.old_id].name for step in known),
        "merged-new": tuple(bodies[step.new_id].name for step in known),
        "merged-by": tuple(one.decision for one in decisions),
        "merged-decided": tuple(one.decided_on.isoformat() for one in decisions),
        "merged-from": tuple(one.effective_on.isoformat() for one in decisions),
        "merged-whole": tuple("whole" if step.whole else "part" for step in known),
    }
    return Subject(SubjectKind.UNIT, str(body.id), body.name, also=also, facts=known_facts(facts))


def _each(*texts: str) -> tuple[str, ...]:
    """Those that say something, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


GROUND = (terms, congresses, persons, units)
