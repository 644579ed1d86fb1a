"""Reading and writing terms, congresses, sites, settings and boards; party bodies and mergers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, func, insert, select, update

from congress.store.unit import Unit
from congress.term.rows import (
    BoardMemberRow,
    BodySpellingRow,
    CongressRow,
    CongressSettingRow,
    MergerPartRow,
    MergerRow,
    PartyBodyRow,
    SiteRow,
    TermRow,
)
from congress.term.values import (
    Board,
    BoardPerson,
    BodyDetails,
    Congress,
    CongressDetails,
    Merger,
    MergerDetails,
    MergerPart,
    PartyBody,
    Site,
    Spelling,
    Term,
)
from congress.text import collation_key

_CONGRESSES = select(
    CongressRow.id,
    CongressRow.title,
    CongressRow.kind,
    CongressRow.upper_body,
    CongressRow.body,
    CongressRow.session,
    CongressRow.place,
    CongressRow.opens_on,
    CongressRow.secrecy,
    CongressRow.locked,
    TermRow.id.label("term_id"),
    TermRow.name.label("term_name"),
    TermRow.begins,
    TermRow.ends,
).join(TermRow, TermRow.id == CongressRow.term_id)


def terms(unit: Unit) -> tuple[Term, ...]:
    """Every term, the newest first."""
    query = select(TermRow.id, TermRow.name, TermRow.begins, TermRow.ends).order_by(TermRow.begins.desc(), TermRow.name)
    return tuple(Term(row.id, row.name, row.begins, row.ends) for row in unit.connection.execute(query))


def add_term(unit: Unit, *, name: str, begins: int, ends: int) -> Term:
    """A new term."""
    term = Term(uuid4(), name, begins, ends)
    unit.connection.execute(insert(TermRow).values(id=term.id, name=name, begins=begins, ends=ends))
    return term


def congresses(unit: Unit) -> tuple[Congress, ...]:
    """Every congress, the newest term first, by title."""
    query = _CONGRESSES.order_by(TermRow.begins.desc(), CongressRow.title, CongressRow.id)
    return tuple(_congress(row) for row in unit.connection.execute(query))


def congress(unit: Unit, congress_id: UUID) -> Congress | None:
    """The congress of an id."""
    row = unit.connection.execute(_CONGRESSES.where(CongressRow.id == congress_id)).first()
    return None if row is None else _congress(row)


def add_congress(unit: Unit, *, term_id: UUID, details: CongressDetails) -> UUID:
    """A new congress."""
    congress_id = uuid4()
    unit.connection.execute(
        insert(CongressRow).values(id=congress_id, term_id=term_id, locked=False, **_columns(details))
    )
    return congress_id


def set_congress(unit: Unit, congress_id: UUID, details: CongressDetails, *, term_id: UUID) -> None:
    """Put another term and other details in the place of a congress's."""
    values = {"term_id": term_id, **_columns(details)}
    unit.connection.execute(update(CongressRow).where(CongressRow.id == congress_id).values(values))


def lock_congress(unit: Unit, congress_id: UUID) -> None:
    """Fix a congress's details."""
    unit.connection.execute(update(CongressRow).where(CongressRow.id == congress_id).values(locked=True))


def sites(unit: Unit, congress_id: UUID) -> tuple[Site, ...]:
    """The sites of a congress, by name."""
    query = _SITES.where(SiteRow.congress_id == congress_id).order_by(SiteRow.name)
    return tuple(_site(row) for row in unit.connection.execute(query))


def site(unit: Unit, site_id: UUID) -> Site | None:
    """The site of an id."""
    row = unit.connection.execute(_SITES.where(SiteRow.id == site_id)).first()
    return None if row is None else _site(row)


def add_site(unit: Unit, *, congress_id: UUID, name: str, place: str) -> Site:
    """A new site."""
    made = Site(uuid4(), congress_id, name, place)
    unit.connection.execute(insert(SiteRow).values(id=made.id, congress_id=congress_id, name=name, place=place))
    return made


def settings(unit: Unit, congress_id: UUID) -> Mapping[str, str]:
    """What a congress has decided, by key."""
    query = select(CongressSettingRow.key, CongressSettingRow.value).where(
        CongressSettingRow.congress_id == congress_id
    )
    return {row.key: row.value for row in unit.connection.execute(query)}


def set_setting(unit: Unit, congress_id: UUID, *, key: str, value: str) -> None:
    """Keep what a congress has decided."""
    where = (CongressSettingRow.congress_id == congress_id, CongressSettingRow.key == key)
    if unit.connection.execute(select(CongressSettingRow.key).where(*where)).first() is None:
        unit.connection.execute(insert(CongressSettingRow).values(congress_id=congress_id, key=key, value=value))
    else:
        unit.connection.execute(update(CongressSettingRow).where(*where).values(value=value))


def board(unit: Unit, congress_id: UUID, *, contest_id: UUID | None) -> Board:
    """The board of a congress, or of one contest alone; empty where none was set."""
    query = (
        select(BoardMemberRow.name, BoardMemberRow.capacity, BoardMemberRow.card_number, BoardMemberRow.person_id)
        .where(BoardMemberRow.congress_id == congress_id, _scope(contest_id))
        .order_by(BoardMemberRow.position)
    )
    rows = unit.connection.execute(query)
    return Board(tuple(BoardPerson(row.name, row.capacity, row.card_number, row.person_id) for row in rows))


def board_people(unit: Unit) -> Iterator[tuple[UUID, BoardPerson]]:
    """Everyone on any board, of congresses or of single contests, by congress."""
    query = select(
        BoardMemberRow.congress_id,
        BoardMemberRow.name,
        BoardMemberRow.capacity,
        BoardMemberRow.card_number,
        BoardMemberRow.person_id,
    ).order_by(BoardMemberRow.congress_id, BoardMemberRow.position, BoardMemberRow.id)
    for row in unit.connection.execute(query):
        yield row.congress_id, BoardPerson(row.name, row.capacity, row.card_number, row.person_id)


def board_is_fixed(unit: Unit, congress_id: UUID, *, contest_id: UUID | None) -> bool:
    """Whether a contest's board stays as it is."""
    query = select(func.count()).where(
        BoardMemberRow.congress_id == congress_id, _scope(contest_id), BoardMemberRow.fixed
    )
    return bool(unit.connection.scalar(query))


def set_board(unit: Unit, congress_id: UUID, board: Board, *, contest_id: UUID | None, fixed: bool = False) -> None:
    """Put a board in the place of the former one."""
    unit.connection.execute(delete(BoardMemberRow).where(BoardMemberRow.congress_id == congress_id, _scope(contest_id)))
    for position, person in enumerate(board.people, start=1):
        unit.connection.execute(
            insert(BoardMemberRow).values(
                id=uuid4(),
                congress_id=congress_id,
                contest_id=contest_id,
                position=position,
                name=person.name,
                capacity=person.capacity,
                card_number=person.card_number,
                person_id=person.person_id,
                fixed=fixed,
            )
        )


_SITES = select(SiteRow.id, SiteRow.congress_id, SiteRow.name, SiteRow.place)


def _scope(contest_id: UUID | None) -> Any:
    column = BoardMemberRow.contest_id
    return column.is_(None) if contest_id is None else column == contest_id


def _columns(details: CongressDetails) -> dict[str, object]:
    return {
        "title": details.title,
        "kind": details.kind,
        "upper_body": details.upper_body,
        "body": details.body,
        "session": details.session,
        "place": details.place,
        "opens_on": details.opens_on,
        "secrecy": details.secrecy,
    }


def _congress(row: Row[*tuple[Any, ...]]) -> Congress:
    return Congress(
        id=row.id,
        term=Term(row.term_id, row.term_name, row.begins, row.ends),
        details=CongressDetails(
            title=row.title,
            kind=row.kind,
            body=row.body,
            session=row.session,
            place=row.place,
            upper_body=row.upper_body,
            opens_on=row.opens_on,
            secrecy=row.secrecy,
        ),
        locked=row.locked,
    )


def _site(row: Row[*tuple[Any, ...]]) -> Site:
    return Site(row.id, row.congress_id, row.name, row.place)


def bodies(unit: Unit) -> tuple[PartyBody, ...]:
    """Every party body, those that are closed too, by name in the Vietnamese order."""
    found = (_body(row) for row in unit.connection.execute(select(*_BODY_COLUMNS)))
    return tuple(sorted(found, key=lambda body: (collation_key(body.name), str(body.id))))


def body(unit: Unit, body_id: UUID) -> PartyBody | None:
    """The body of an id."""
    row = unit.connection.execute(select(*_BODY_COLUMNS).where(PartyBodyRow.id == body_id)).first()
    return None if row is None else _body(row)


def add_bodies(unit: Unit, details: Sequence[BodyDetails]) -> tuple[PartyBody, ...]:
    """New bodies."""
    levels: dict[UUID, int] = {
        row.id: row.level for row in unit.connection.execute(select(PartyBodyRow.id, PartyBodyRow.level))
    }
    made = tuple(PartyBody(uuid4(), one) for one in details)
    rows = [{"id": one.id, "closed_on": None, **_body_values(one.details, levels)} for one in made]
    if rows:
        unit.connection.execute(insert(PartyBodyRow), rows)
    return made


def set_body(unit: Unit, body_id: UUID, details: BodyDetails) -> None:
    """Put other details in the place of a body's; those below it move along."""
    levels: dict[UUID, int] = {
        row.id: row.level for row in unit.connection.execute(select(PartyBodyRow.id, PartyBodyRow.level))
    }
    values = _body_values(details, levels)
    unit.connection.execute(update(PartyBodyRow).where(PartyBodyRow.id == body_id).values(**values))
    below = [(body_id, int(str(values["level"])))]
    while below:
        above, level = below.pop()
        unit.connection.execute(update(PartyBodyRow).where(PartyBodyRow.parent_id == above).values(level=level + 1))
        children = unit.connection.execute(select(PartyBodyRow.id).where(PartyBodyRow.parent_id == above)).scalars()
        below += [(child, level + 1) for child in children]


def bodies_above(unit: Unit, body_id: UUID | None) -> tuple[UUID, ...]:
    """A body and those above it, the nearest first."""
    found: list[UUID] = []
    while body_id is not None:
        found.append(body_id)
        body_id = unit.connection.scalar(select(PartyBodyRow.parent_id).where(PartyBodyRow.id == body_id))
    return tuple(found)


def close_body(unit: Unit, body_id: UUID, *, on: date) -> None:
    """From a day on the body is no more."""
    unit.connection.execute(update(PartyBodyRow).where(PartyBodyRow.id == body_id).values(closed_on=on))


def spellings(unit: Unit) -> tuple[Spelling, ...]:
    """Every confirmed spelling."""
    query = select(BodySpellingRow.text, BodySpellingRow.body_id).order_by(BodySpellingRow.text)
    return tuple(Spelling(row.text, row.body_id) for row in unit.connection.execute(query))


def add_spelling(unit: Unit, spelling: Spelling, *, by: str) -> None:
    """Keep a spelling that somebody confirmed."""
    values = {"text": spelling.text, "body_id": spelling.body_id, "by": by, "at": unit.now}
    unit.connection.execute(insert(BodySpellingRow).values(**values))


def mergers(unit: Unit) -> tuple[Merger, ...]:
    """Every decision on mergers, by the day it holds from."""
    parts: dict[UUID, list[MergerPart]] = {}
    query = select(MergerPartRow.merger_id, MergerPartRow.old_id, MergerPartRow.new_id, MergerPartRow.whole)
    for row in unit.connection.execute(query):
        parts.setdefault(row.merger_id, []).append(MergerPart(row.old_id, row.new_id, row.whole))
    columns = (MergerRow.id, MergerRow.decision, MergerRow.decided_on, MergerRow.effective_on)
    found = unit.connection.execute(select(*columns).order_by(MergerRow.effective_on, MergerRow.decision))
    return tuple(
        Merger(
            row.id,
            MergerDetails(
                row.decision,
                row.decided_on,
                row.effective_on,
                tuple(sorted(parts.get(row.id, ()), key=lambda part: (part.old_id, part.new_id))),
            ),
        )
        for row in found
    )


def add_merger(unit: Unit, details: MergerDetails) -> Merger:
    """A new decision on mergers."""
    merger_id = uuid4()
    days = {"decided_on": details.decided_on, "effective_on": details.effective_on}
    unit.connection.execute(insert(MergerRow).values(id=merger_id, decision=details.decision, **days))
    parts = [
        {"merger_id": merger_id, "old_id": part.old_id, "new_id": part.new_id, "whole": part.whole}
        for part in details.parts
    ]
    unit.connection.execute(insert(MergerPartRow), parts)
    return Merger(merger_id, details)


_BODY_COLUMNS = (
    PartyBodyRow.id,
    PartyBodyRow.name,
    PartyBodyRow.kind,
    PartyBodyRow.code,
    PartyBodyRow.parent_id,
    PartyBodyRow.opened_on,
    PartyBodyRow.closed_on,
)


def _body_values(details: BodyDetails, levels: Mapping[UUID, int]) -> dict[str, object]:
    return {
        "name": details.name,
        "kind": details.kind,
        "code": details.code,
        "parent_id": details.parent_id,
        "opened_on": details.opened_on,
        "level": 0 if details.parent_id is None else levels[details.parent_id] + 1,
    }


def _body(row: Row[*tuple[Any, ...]]) -> PartyBody:
    details = BodyDetails(row.name, row.kind, row.code, row.parent_id, row.opened_on)
    return PartyBody(row.id, details, row.closed_on)
