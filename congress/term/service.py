"""Deeds on terms, congresses, sites and boards; steps for the rooms above."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access import queries as access_queries
from congress.access.registry import PREPARERS, deed
from congress.access.values import Authority
from congress.errors import Malformed, Refused
from congress.store.unit import Unit
from congress.term import holding, queries, rules
from congress.term.backing import check_backed_up
from congress.term.values import Board, BoardPerson, Congress, CongressDetails, Site, Term
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("term:make", who=PREPARERS, title="Term made")
def make_term(workspace: "Workspace", by: Authority, *, begins: int, ends: int, name: str = "") -> Term:
    """Make a term (nhiệm kỳ) from year to year; without a name it is called by its years.

    Refused while an earlier term that was counted here has changed since it was backed up.
    """
    if faults := rules.check_term(begins=begins, ends=ends):
        raise Malformed(faults)
    wanted = clean(name) or rules.propose_term_name(begins, ends)
    with workspace.unit(by) as unit:
        if any(rules.same_name(known.name, wanted) for known in queries.terms(unit)):
            raise Refused("term-exists", term=wanted)
        check_backed_up(unit, begins=begins)
        term = queries.add_term(unit, name=wanted, begins=begins, ends=ends)
        unit.record(term.id, term=term.name)
    return term


@deed("congress:make", who=PREPARERS, title="Congress made")
def make_congress(workspace: "Workspace", by: Authority, *, term_id: UUID, details: CongressDetails) -> Congress:
    """Make a congress (đại hội) of a term; one marked as a State secret only where the machine may hold it."""
    wanted = _checked(details)
    with workspace.unit(by) as unit:
        holding.check(unit, wanted.secrecy, gates=workspace.house.gates)
        if all(term.id != term_id for term in queries.terms(unit)):
            raise Refused("term-unknown")
        if any(rules.same_name(known.details.title, wanted.title) for known in queries.congresses(unit)):
            raise Refused("congress-exists", title=wanted.title)
        made = existing(unit, queries.add_congress(unit, term_id=term_id, details=wanted))
        unit.record(made.id, details=_facts(made.details))
    return made


@deed("congress:change", who=PREPARERS, title="Congress changed")
def change_congress(
    workspace: "Workspace", by: Authority, *, congress_id: UUID, details: CongressDetails, term_id: UUID | None = None
) -> Congress:
    """Change a congress's details, or its term (sửa thông tin đại hội), until the first desk opens under it.

    A degree of State secrecy is put on it only where the machine may hold what bears it.
    """
    wanted = _checked(details)
    with workspace.unit(by) as unit:
        before = existing(unit, congress_id)
        if before.locked:
            raise Refused("congress-locked", title=before.details.title)
        if wanted.secrecy is not before.details.secrecy:
            holding.check(unit, wanted.secrecy, gates=workspace.house.gates)
        others = (known for known in queries.congresses(unit) if known.id != congress_id)
        if any(rules.same_name(known.details.title, wanted.title) for known in others):
            raise Refused("congress-exists", title=wanted.title)
        if term_id is not None and all(term.id != term_id for term in queries.terms(unit)):
            raise Refused("term-unknown")
        queries.set_congress(unit, congress_id, wanted, term_id=term_id or before.term.id)
        after = existing(unit, congress_id)
        told = [{"term": one.term.name, **_facts(one.details)} for one in (before, after)]
        unit.record(congress_id, before=told[0], after=told[1])
    return after


@deed("site:make", who=PREPARERS, title="Site made")
def make_site(workspace: "Workspace", by: Authority, *, congress_id: UUID, name: str, place: str = "") -> Site:
    """Make a site (điểm tổ chức) of a congress."""
    wanted = clean(name)
    with workspace.unit(by) as unit:
        existing(unit, congress_id)
        if not wanted:
            raise Refused("site-name-missing")
        if any(rules.same_name(known.name, wanted) for known in queries.sites(unit, congress_id)):
            raise Refused("site-exists", site=wanted)
        made = queries.add_site(unit, congress_id=congress_id, name=wanted, place=clean(place))
        unit.record(made.id, site=made.name, place=made.place)
    return made


@deed("board:set", who=PREPARERS, title="Counting board entered")
def set_board(
    workspace: "Workspace",
    by: Authority,
    *,
    congress_id: UUID,
    people: Iterable[BoardPerson],
    contest_id: UUID | None = None,
) -> Board:
    """Enter the counting board (ban kiểm phiếu) as the congress voted it, for all contests or for one alone.

    An opinion ballot is counted by a team of its own: it is entered for that contest.
    """
    wanted = tuple(rules.cleaned_person(person) for person in people)
    if faults := rules.check_board(wanted):
        raise Malformed(faults)
    with workspace.unit(by, scope_id=contest_id) as unit:
        existing(unit, congress_id)
        for person in wanted:
            if person.person_id is not None and access_queries.person(unit, person.person_id) is None:
                raise Refused("board-person-unknown", name=person.name)
        if queries.board_is_fixed(unit, congress_id, contest_id=contest_id):
            raise Refused("board-fixed")
        board = Board(wanted)
        queries.set_board(unit, congress_id, board, contest_id=contest_id)
        unit.record(congress_id, people=[f"{person.capacity}: {person.name}" for person in wanted])
    return board


def existing(unit: Unit, congress_id: UUID) -> Congress:
    """Step: the congress of an id, or a refusal."""
    found = queries.congress(unit, congress_id)
    if found is None:
        raise Refused("congress-unknown")
    return found


def board_of(unit: Unit, congress_id: UUID, *, contest_id: UUID | None = None) -> Board:
    """Step: the board that counts a contest: its own, else the congress's."""
    if contest_id is not None:
        own = queries.board(unit, congress_id, contest_id=contest_id)
        if own.people:
            return own
    return queries.board(unit, congress_id, contest_id=None)


def lock_for_contest(unit: Unit, congress_id: UUID, *, contest_id: UUID) -> None:
    """Step: fix the congress's details, and the board of a contest whose desk opens, as they stand."""
    queries.lock_congress(unit, congress_id)
    board = board_of(unit, congress_id, contest_id=contest_id)
    queries.set_board(unit, congress_id, board, contest_id=contest_id, fixed=True)


def _checked(details: CongressDetails) -> CongressDetails:
    wanted = rules.cleaned(details)
    session = wanted.session or rules.propose_session(wanted.kind, wanted.title)
    wanted = replace(wanted, session=session)
    if faults := rules.check_congress(wanted):
        raise Malformed(faults)
    return wanted


def _facts(details: CongressDetails) -> dict[str, object]:
    return {
        "title": details.title,
        "kind": str(details.kind),
        "heading": [details.upper_body, details.body, details.session],
        "place": details.place,
        "opens_on": details.opens_on.isoformat() if details.opens_on else None,
        "secrecy": str(details.secrecy),
    }
