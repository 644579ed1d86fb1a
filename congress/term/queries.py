"""Reading and writing terms, congresses, sites, settings and boards."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, func, insert, select, update

from congress.store.unit import Unit
from congress.term.rows import BoardMemberRow, CongressRow, CongressSettingRow, SiteRow, TermRow
from congress.term.values import Board, BoardPerson, Congress, CongressDetails, Site, Term

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
    return tuple(Term(row.id, row.name, row.begins, row.ends) for row in unit.session.execute(query))


def add_term(unit: Unit, *, name: str, begins: int, ends: int) -> Term:
    """A new term."""
    term = Term(uuid4(), name, begins, ends)
    unit.session.execute(insert(TermRow).values(id=term.id, name=name, begins=begins, ends=ends))
    return term


def congresses(unit: Unit) -> tuple[Congress, ...]:
    """Every congress, the newest term first, by title."""
    query = _CONGRESSES.order_by(TermRow.begins.desc(), CongressRow.title, CongressRow.id)
    return tuple(_congress(row) for row in unit.session.execute(query))


def congress(unit: Unit, congress_id: UUID) -> Congress | None:
    """The congress of an id."""
    row = unit.session.execute(_CONGRESSES.where(CongressRow.id == congress_id)).first()
    return None if row is None else _congress(row)


def add_congress(unit: Unit, *, term_id: UUID, details: CongressDetails) -> UUID:
    """A new congress."""
    congress_id = uuid4()
    unit.session.execute(insert(CongressRow).values(id=congress_id, term_id=term_id, locked=False, **_columns(details)))
    return congress_id


def set_congress(unit: Unit, congress_id: UUID, details: CongressDetails) -> None:
    """Put other details in the place of a congress's."""
    unit.session.execute(update(CongressRow).where(CongressRow.id == congress_id).values(**_columns(details)))


def lock_congress(unit: Unit, congress_id: UUID) -> None:
    """Fix a congress's details."""
    unit.session.execute(update(CongressRow).where(CongressRow.id == congress_id).values(locked=True))


def sites(unit: Unit, congress_id: UUID) -> tuple[Site, ...]:
    """The sites of a congress, by name."""
    query = _SITES.where(SiteRow.congress_id == congress_id).order_by(SiteRow.name)
    return tuple(_site(row) for row in unit.session.execute(query))


def site(unit: Unit, site_id: UUID) -> Site | None:
    """The site of an id."""
    row = unit.session.execute(_SITES.where(SiteRow.id == site_id)).first()
    return None if row is None else _site(row)


def add_site(unit: Unit, *, congress_id: UUID, name: str, place: str) -> Site:
    """A new site."""
    made = Site(uuid4(), congress_id, name, place)
    unit.session.execute(insert(SiteRow).values(id=made.id, congress_id=congress_id, name=name, place=place))
    return made


def settings(unit: Unit, congress_id: UUID) -> Mapping[str, str]:
    """What a congress has decided, by key."""
    query = select(CongressSettingRow.key, CongressSettingRow.value).where(
        CongressSettingRow.congress_id == congress_id
    )
    return {row.key: row.value for row in unit.session.execute(query)}


def set_setting(unit: Unit, congress_id: UUID, *, key: str, value: str) -> None:
    """Keep what a congress has decided."""
    where = (CongressSettingRow.congress_id == congress_id, CongressSettingRow.key == key)
    if unit.session.execute(select(CongressSettingRow.key).where(*where)).first() is None:
        unit.session.execute(insert(CongressSettingRow).values(congress_id=congress_id, key=key, value=value))
    else:
        unit.session.execute(update(CongressSettingRow).where(*where).values(value=value))


def board(unit: Unit, congress_id: UUID, *, contest_id: UUID | None) -> Board:
    """The board of a congress, or of one contest alone; empty where none was set."""
    query = (
        select(BoardMemberRow.name, BoardMemberRow.capacity, BoardMemberRow.card_number, BoardMemberRow.person_id)
        .where(BoardMemberRow.congress_id == congress_id, _scope(contest_id))
        .order_by(BoardMemberRow.position)
    )
    rows = unit.session.execute(query)
    return Board(tuple(BoardPerson(row.name, row.capacity, row.card_number, row.person_id) for row in rows))


def board_is_fixed(unit: Unit, congress_id: UUID, *, contest_id: UUID | None) -> bool:
    """Whether a contest's board stays as it is."""
    query = select(func.count()).where(
        BoardMemberRow.congress_id == congress_id, _scope(contest_id), BoardMemberRow.fixed
    )
    return bool(unit.session.scalar(query))


def set_board(unit: Unit, congress_id: UUID, board: Board, *, contest_id: UUID | None, fixed: bool = False) -> None:
    """Put a board in the place of the former one."""
    unit.session.execute(delete(BoardMemberRow).where(BoardMemberRow.congress_id == congress_id, _scope(contest_id)))
    for position, person in enumerate(board.people, start=1):
        unit.session.execute(
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
