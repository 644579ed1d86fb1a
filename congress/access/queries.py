"""Reading and writing people, accounts and grants."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, bindparam, delete, exists, insert, or_, select, update

from congress.access.gates import Blocker, Overruling
from congress.access.rows import AccountRow, GateOverruledRow, GrantRow, PersonRow
from congress.access.values import BOARD_ROLES, Account, AccountState, Grant, Person
from congress.errors import Finding
from congress.i18n import code_of
from congress.store.prepared import Prepared
from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Verifier:
    """What a login is checked against."""

    account: Account
    verifier: str


_ACCOUNTS = select(
    AccountRow.id,
    AccountRow.name,
    AccountRow.person_id,
    PersonRow.name.label("person"),
    AccountRow.state,
    AccountRow.must_change,
    AccountRow.wrong_tries,
    AccountRow.locked_until,
    AccountRow.verifier,
).join(PersonRow, PersonRow.id == AccountRow.person_id)


def accounts(unit: Unit) -> tuple[Account, ...]:
    """Every account with its grants, by name."""
    held: dict[UUID, list[Grant]] = {}
    for row in unit.connection.execute(select(GrantRow.account_id, GrantRow.role, GrantRow.scope_id)):
        held.setdefault(row.account_id, []).append(Grant(row.role, row.scope_id))
    rows = unit.connection.execute(_ACCOUNTS.order_by(AccountRow.name))
    return tuple(_account(row, held.get(row.id, [])) for row in rows)


def is_founded(unit: Unit) -> bool:
    """Whether the first accounts are there."""
    return bool(unit.connection.scalar(select(exists().where(AccountRow.id.is_not(None)))))


def by_name(unit: Unit, folded: str) -> Verifier | None:
    """The account of a folded name."""
    row = unit.connection.execute(_ACCOUNTS.where(AccountRow.name == folded)).first()
    return None if row is None else Verifier(_account(row, grants(unit, row.id)), row.verifier)


def by_id(unit: Unit, account_id: UUID) -> Account | None:
    """The account of an id."""
    row = unit.connection.execute(_ACCOUNTS.where(AccountRow.id == account_id)).first()
    return None if row is None else _account(row, grants(unit, account_id))


def names(unit: Unit, account_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """The persons' names by their accounts; one that is not known here is left out."""
    query = select(AccountRow.id, PersonRow.name).join(PersonRow, PersonRow.id == AccountRow.person_id)
    return {row.id: row.name for row in unit.connection.execute(query.where(AccountRow.id.in_(set(account_ids))))}


def grants(unit: Unit, account_id: UUID) -> list[Grant]:
    """The roles an account holds."""
    query = select(GrantRow.role, GrantRow.scope_id).where(GrantRow.account_id == account_id)
    return [Grant(row.role, row.scope_id) for row in unit.connection.execute(query)]


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides whether an account may do a deed in a contest (tư cách)."""

    person_id: UUID
    person: str
    state: AccountState
    must_change: bool
    grants: tuple[Grant, ...]
    own_team: bool
    """Board roles were given for this contest apart."""


_OWN_TEAM = (
    select(GrantRow.id)
    .where(GrantRow.scope_id == bindparam("scope"), or_(*(GrantRow.role == role for role in sorted(BOARD_ROLES))))
    .correlate(None)
)
# Asked before every deed, also before each paper that is keyed: one statement, built once.
_STANDING = Prepared(
    select(
        AccountRow.person_id,
        PersonRow.name,
        AccountRow.state,
        AccountRow.must_change,
        exists(_OWN_TEAM),
        GrantRow.role,
        GrantRow.scope_id,
    )
    .join(PersonRow, PersonRow.id == AccountRow.person_id)
    .outerjoin(GrantRow, GrantRow.account_id == AccountRow.id)
    .where(AccountRow.id == bindparam("account"))
)


def standing(unit: Unit, account_id: UUID, *, scope_id: UUID | None) -> Standing | None:
    """An account with the roles it holds, and whether the contest has a team of its own."""
    asked = {"account": account_id, "scope": scope_id}
    rows = _STANDING.rows(unit, asked)
    if not rows:
        return None
    person_id, person, state, must_change, own_team = rows[0][:5]
    held = tuple(Grant(role, scope) for *_, role, scope in rows if role is not None)
    return Standing(person_id, person, state, must_change, held, bool(own_team))


def add_person(unit: Unit, *, name: str, post: str, card_number: str | None) -> UUID:
    """A new person."""
    person_id = uuid4()
    unit.connection.execute(insert(PersonRow).values(id=person_id, name=name, post=post, card_number=card_number))
    return person_id


def persons(unit: Unit) -> tuple[Person, ...]:
    """Everyone known here."""
    query = select(PersonRow.id, PersonRow.name, PersonRow.post, PersonRow.card_number).order_by(PersonRow.name)
    return tuple(Person(**row._mapping) for row in unit.connection.execute(query))


def person(unit: Unit, person_id: UUID) -> Person | None:
    """One person."""
    query = select(PersonRow.id, PersonRow.name, PersonRow.post, PersonRow.card_number)
    row = unit.connection.execute(query.where(PersonRow.id == person_id)).first()
    return None if row is None else Person(**row._mapping)


def add_account(unit: Unit, *, person_id: UUID, folded: str, verifier: str, must_change: bool) -> UUID:
    """A new account."""
    account_id = uuid4()
    unit.connection.execute(
        insert(AccountRow).values(
            id=account_id,
            person_id=person_id,
            name=folded,
            verifier=verifier,
            must_change=must_change,
            state=AccountState.ACTIVE,
            wrong_tries=0,
            locked_until=None,
        )
    )
    return account_id


def set_grants(unit: Unit, account_id: UUID, wanted: frozenset[Grant]) -> None:
    """Give an account just these roles."""
    unit.connection.execute(delete(GrantRow).where(GrantRow.account_id == account_id))
    for grant in sorted(wanted, key=lambda g: (g.role, str(g.scope_id))):
        unit.connection.execute(
            insert(GrantRow).values(id=uuid4(), account_id=account_id, role=grant.role, scope_id=grant.scope_id)
        )


def set_verifier(unit: Unit, account_id: UUID, *, verifier: str, must_change: bool) -> None:
    """Replace what a login is checked against."""
    _update(unit, account_id, verifier=verifier, must_change=must_change)


def set_tries(unit: Unit, account_id: UUID, *, wrong_tries: int, locked_until: datetime | None) -> None:
    """Keep the wrong tries, so that a restart doesn't forget them."""
    _update(unit, account_id, wrong_tries=wrong_tries, locked_until=locked_until)


def set_state(unit: Unit, account_id: UUID, state: AccountState) -> None:
    """Enable or disable an account."""
    _update(unit, account_id, state=state)


def step_aside(unit: Unit) -> int:
    """Every account here gives up its name, its roles and its use; gives how many did."""
    ids = tuple(unit.connection.scalars(select(AccountRow.id)))
    unit.connection.execute(delete(GrantRow))
    for account_id in ids:
        _update(unit, account_id, name=str(account_id), state=AccountState.DISABLED)
    return len(ids)


def add_overruling(unit: Unit, overruling: Overruling) -> None:
    """Keep two people's decision on a gate."""
    values = {name: getattr(overruling, name) for name in Overruling.__slots__}
    values["blockers"] = [
        {"code": blocker.code, "thing": blocker.thing, "facts": {name: _kept(f) for name, f in blocker.facts.items()}}
        for blocker in overruling.blockers
    ]
    unit.connection.execute(insert(GateOverruledRow).values(values))


def overrulings(
    unit: Unit, *, act: str | None = None, scope_id: UUID | None, site_id: UUID | None = None
) -> tuple[Overruling, ...]:
    """The decisions for a contest (and an act at a site, where one is named), oldest first."""
    table = GateOverruledRow.__table__
    query = select(table).where(table.c.scope_id == scope_id).order_by(table.c.at, table.c.id)
    if act is not None:
        query = query.where(table.c.act == act, table.c.site_id == site_id)
    return tuple(_overruling(dict(row._mapping)) for row in unit.connection.execute(query))


def overrulings_of(unit: Unit, *, scope_ids: Collection[UUID], site_ids: Collection[UUID]) -> tuple[Overruling, ...]:
    """The decisions for any of these contests, or at any of these sites, oldest first."""
    table = GateOverruledRow.__table__
    mine = or_(table.c.scope_id.in_(list(scope_ids)), table.c.site_id.in_(list(site_ids)))
    query = select(table).where(mine).order_by(table.c.at, table.c.id)
    return tuple(_overruling(dict(row._mapping)) for row in unit.connection.execute(query))


def _overruling(values: dict[str, Any]) -> Overruling:
    values["blockers"] = tuple(
        Blocker(kept["code"], {name: _told(fact) for name, fact in kept["facts"].items()}, kept["thing"])
        for kept in values["blockers"]
    )
    return Overruling(**values)


def _kept(fact: object) -> object:
    """A fact as JSON; a member of an enumeration by its message id, so that minutes say it in words too."""
    return {"code": code_of(fact)} if isinstance(fact, StrEnum) else fact


def _told(fact: object) -> object:
    match fact:
        case {"code": str(code)}:
            return Finding("", code)
        case _:
            return fact


def _update(unit: Unit, account_id: UUID, **values: object) -> None:
    unit.connection.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def _account(row: Row[*tuple[Any, ...]], held: list[Grant]) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        person_id=row.person_id,
        person=row.person,
        state=row.state,
        must_change=row.must_change,
        grants=tuple(held),
        wrong_tries=row.wrong_tries,
        locked_until=row.locked_until,
    )
