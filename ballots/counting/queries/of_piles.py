"""Counts, and a count's passes over the piles."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import delete, exists, func, insert, select, update

from ballots.counting.queries.tables import (
    CONCLUSION,
    COUNT,
    PILE,
    READING,
    SETTLEMENT,
    THIRD,
    TOTAL,
    VOTES,
)
from ballots.counting.values import (
    CountState,
    Mode,
    PileState,
)
from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class StoredCount:
    """A count (lượt) as its row holds it."""

    id: UUID
    number: int
    state: CountState


@dataclass(frozen=True, slots=True)
class StoredPile:
    """A count's pass over a pile as its row holds it."""

    id: UUID
    count: int
    """Number of its count."""
    number: int
    account_id: UUID
    state: PileState
    machine: str
    salt: bytes | None
    digest: str | None
    mac: bytes | None
    """Over the digest, under the contest's key."""


def counts(unit: Unit, contest_id: UUID) -> tuple[StoredCount, ...]:
    """The counts of a contest, by number."""
    query = select(COUNT.c.id, COUNT.c.number, COUNT.c.state).where(COUNT.c.contest_id == contest_id)
    return tuple(StoredCount(*row) for row in unit.connection.execute(query.order_by(COUNT.c.number)))


def add_count(unit: Unit, contest_id: UUID, *, number: int, mode: Mode) -> UUID:
    """A new count, open."""
    count_id = uuid4()
    unit.connection.execute(
        insert(COUNT).values(
            id=count_id,
            contest_id=contest_id,
            number=number,
            mode=mode,
            machine=unit.machine,
            state=CountState.OPEN,
            opened_at=unit.now,
        )
    )
    return count_id


def set_counts(unit: Unit, contest_id: UUID, state: CountState) -> None:
    """Close the counts of a contest, or open them again."""
    closed_at = unit.now if state is CountState.CLOSED else None
    change = update(COUNT).where(COUNT.c.contest_id == contest_id, COUNT.c.state != state)
    unit.connection.execute(change.values(state=state, closed_at=closed_at))


def is_any_count_open(unit: Unit) -> bool:
    """Whether papers of some contest are being keyed."""
    return bool(unit.connection.scalar(select(exists().where(COUNT.c.state == CountState.OPEN))))


def closed_counts(unit: Unit, contest_id: UUID) -> int:
    """How many counts of a contest are closed."""
    query = select(func.count()).select_from(COUNT)
    query = query.where(COUNT.c.contest_id == contest_id, COUNT.c.state == CountState.CLOSED)
    return unit.connection.scalar(query) or 0


def closed_here(unit: Unit, contest_id: UUID) -> int:
    """How many passes over piles of a contest this machine closed."""
    query = select(func.count()).select_from(PILE).join(COUNT, COUNT.c.id == PILE.c.count_id)
    mine = (COUNT.c.contest_id == contest_id, PILE.c.machine == unit.machine, PILE.c.state == PileState.CLOSED)
    return unit.connection.scalar(query.where(*mine)) or 0


def piles(unit: Unit, contest_id: UUID) -> tuple[StoredPile, ...]:
    """The passes over piles that were opened, by pile and count."""
    columns = [PILE.c[name] for name in StoredPile.__slots__ if name != "count"]
    query = select(COUNT.c.number.label("count"), *columns).join(COUNT, COUNT.c.id == PILE.c.count_id)
    query = query.where(COUNT.c.contest_id == contest_id).order_by(PILE.c.number, COUNT.c.number)
    return tuple(StoredPile(**row) for row in unit.connection.execute(query).mappings())


def add_pile(unit: Unit, count_id: UUID, *, number: int, account_id: UUID, mode: Mode) -> UUID:
    """A pile opened by a typist."""
    pile_id = uuid4()
    unit.connection.execute(
        insert(PILE).values(
            id=pile_id,
            count_id=count_id,
            number=number,
            account_id=account_id,
            state=PileState.OPEN,
            mode=mode,
            machine=unit.machine,
        )
    )
    return pile_id


def open_pile(unit: Unit, pile_id: UUID, *, account_id: UUID) -> None:
    """A pile opened again, or taken over by another typist."""
    values = {"state": PileState.OPEN, "account_id": account_id, "salt": None, "digest": None, "mac": None}
    unit.connection.execute(update(PILE).where(PILE.c.id == pile_id).values(values | {"closed_at": None}))


def close_pile(unit: Unit, pile_id: UUID, *, salt: bytes, digest: str, mac: bytes) -> None:
    """A pile closed: its hash is kept, the moments of its readings are dropped."""
    values = {"state": PileState.CLOSED, "salt": salt, "digest": digest, "mac": mac}
    unit.connection.execute(update(PILE).where(PILE.c.id == pile_id).values(values | {"closed_at": unit.now}))
    unit.connection.execute(update(READING).where(READING.c.pile_id == pile_id).values(at=None))


def drop_pass(unit: Unit, pile_id: UUID, *, first: UUID) -> int:
    """Throw one count's readings of a pile away, and its pass with them; gives how many papers had a reading.

    What people concluded or settled on the pile's papers rested on them, so it goes too: it stands in the `first`
    count's pass.
    """
    read = select(func.count(func.distinct(READING.c.position))).where(READING.c.pile_id == pile_id)
    papers = unit.connection.scalar(read) or 0
    for table in (CONCLUSION, SETTLEMENT, THIRD):
        unit.connection.execute(delete(table).where(table.c.pile_id == first))
    unit.connection.execute(delete(READING).where(READING.c.pile_id == first, READING.c.board))
    unit.connection.execute(delete(READING).where(READING.c.pile_id == pile_id))
    unit.connection.execute(delete(PILE).where(PILE.c.id == pile_id))
    return papers


def forget_papers(unit: Unit, contest_id: UUID) -> int:
    """Delete every reading, all totals of single piles, what ties a conclusion or a hash to a paper.

    A pile may be one paper. Gives how many readings went.
    """
    of_contest = select(PILE.c.id).join(COUNT, COUNT.c.id == PILE.c.count_id)
    of_contest = of_contest.where(COUNT.c.contest_id == contest_id)
    gone = unit.connection.execute(delete(READING).where(READING.c.pile_id.in_(of_contest)))
    unit.connection.execute(update(PILE).where(PILE.c.id.in_(of_contest)).values(salt=None, mac=None))
    for table in (CONCLUSION, SETTLEMENT, THIRD):
        unit.connection.execute(delete(table).where(table.c.contest_id == contest_id))
    totals = select(TOTAL.c.id).where(TOTAL.c.contest_id == contest_id)
    unit.connection.execute(delete(VOTES).where(VOTES.c.total_id.in_(totals)))
    unit.connection.execute(delete(TOTAL).where(TOTAL.c.contest_id == contest_id))
    return int(getattr(gone, "rowcount", 0))
