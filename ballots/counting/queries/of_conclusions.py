"""What the board concluded and settled, and what it counted by hand."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select

from ballots.counting.queries.tables import CONCLUSION, SETTLEMENT, THIRD, TOTAL, VOTES
from ballots.counting.rules import seen_from, seen_json
from ballots.counting.values import Conclusion, HandTotal, Settlement, ThirdEntry
from ballots.regulations.values import BoardReason, reason_of
from congress.store.unit import Unit


def add_conclusion(unit: Unit, contest_id: UUID, conclusion: Conclusion, *, mac: bytes) -> None:
    """One conclusion of the board with its tag."""
    unit.connection.execute(
        insert(CONCLUSION).values(
            id=uuid4(),
            contest_id=contest_id,
            pile_id=conclusion.pile_id,
            position=conclusion.position,
            version=conclusion.version,
            void_reason=conclusion.void,
            why=conclusion.why,
            counts_as=conclusion.reason,
            basis=conclusion.basis,
            first=conclusion.first,
            second=conclusion.second,
            mac=mac,
        )
    )


def conclusions(unit: Unit, contest_id: UUID) -> tuple[tuple[Conclusion, bytes], ...]:
    """Every conclusion of a contest with its tag; none once the papers are sealed."""
    query = select(CONCLUSION).where(CONCLUSION.c.contest_id == contest_id)
    return tuple((_conclusion(row), row["mac"]) for row in unit.connection.execute(query).mappings())


def _conclusion(row: Any) -> Conclusion:
    return Conclusion(
        pile_id=row["pile_id"],
        position=row["position"],
        version=row["version"],
        void=None if row["void_reason"] is None else BoardReason(row["void_reason"]),
        why=row["why"],
        reason=None if row["counts_as"] is None else reason_of(row["counts_as"]),
        basis=row["basis"],
        first=row["first"],
        second=row["second"],
    )


def conclusions_made(unit: Unit, contest_id: UUID) -> int:
    """How many conclusions of a contest are kept, those that a later one replaced included."""
    query = select(func.count()).select_from(CONCLUSION).where(CONCLUSION.c.contest_id == contest_id)
    return unit.connection.scalar(query) or 0


def add_settlement(unit: Unit, contest_id: UUID, settlement: Settlement, *, mac: bytes) -> None:
    """One settlement of the board with its tag."""
    values = {name: getattr(settlement, name) for name in Settlement.__slots__}
    unit.connection.execute(insert(SETTLEMENT).values(id=uuid4(), contest_id=contest_id, mac=mac, **values))


def settlements(unit: Unit, contest_id: UUID) -> tuple[tuple[Settlement, bytes], ...]:
    """Every settlement of a contest with its tag; none once the papers are sealed."""
    columns = [SETTLEMENT.c[name] for name in (*Settlement.__slots__, "mac")]
    query = select(*columns).where(SETTLEMENT.c.contest_id == contest_id)
    return tuple((Settlement(*row[:-1]), row[-1]) for row in unit.connection.execute(query))


def settlements_made(unit: Unit, contest_id: UUID) -> int:
    """How many settlements of a contest are kept, those that a later one replaced included."""
    query = select(func.count()).select_from(SETTLEMENT).where(SETTLEMENT.c.contest_id == contest_id)
    return unit.connection.scalar(query) or 0


def add_third(unit: Unit, contest_id: UUID, entry: ThirdEntry, *, mac: bytes) -> None:
    """A third person's entry of one paper with its tag."""
    values = {name: getattr(entry, name) for name in ThirdEntry.__slots__} | {"seen": seen_json(entry.seen)}
    unit.connection.execute(insert(THIRD).values(id=uuid4(), contest_id=contest_id, mac=mac, **values))


def thirds(unit: Unit, contest_id: UUID) -> tuple[tuple[ThirdEntry, bytes], ...]:
    """Every third person's entry of a contest with its tag, by version."""
    query = select(THIRD).where(THIRD.c.contest_id == contest_id).order_by(THIRD.c.version)
    return tuple(
        (
            ThirdEntry(**{name: row[name] for name in ThirdEntry.__slots__} | {"seen": seen_from(row["seen"])}),
            row["mac"],
        )
        for row in unit.connection.execute(query).mappings()
    )


def add_total(
    unit: Unit, contest_id: UUID, total: HandTotal, *, numbers: tuple[int, ...], names: int, by: str, second: str
) -> None:
    """One pile's totals counted by hand, as the next version."""
    last = select(func.max(TOTAL.c.version)).where(TOTAL.c.contest_id == contest_id, TOTAL.c.pile == total.pile)
    total_id = uuid4()
    unit.connection.execute(
        insert(TOTAL).values(
            id=total_id,
            contest_id=contest_id,
            pile=total.pile,
            version=(unit.connection.scalar(last) or 0) + 1,
            valid=total.valid,
            void={str(reason): papers for reason, papers in total.void},
            names_chosen=names,
            by=by,
            second=second,
            at=unit.now,
        )
    )
    lines = zip(numbers, total.agree, total.disagree, strict=True)
    unit.connection.execute(
        insert(VOTES),
        [{"total_id": total_id, "number": number, "agree": yes, "disagree": no} for number, yes, no in lines],
    )


def totals(unit: Unit, contest_id: UUID, *, numbers: tuple[int, ...]) -> tuple[tuple[HandTotal, int], ...]:
    """The newest totals of every pile counted by hand with the names chosen, by pile."""
    query = select(TOTAL).where(TOTAL.c.contest_id == contest_id).order_by(TOTAL.c.pile, TOTAL.c.version)
    held = {row["pile"]: row for row in unit.connection.execute(query).mappings()}
    return tuple((_total(unit, row, numbers), row["names_chosen"]) for row in held.values())


def total_makers(unit: Unit, contest_id: UUID) -> dict[int, tuple[str, str]]:
    """Who counted and keyed the newest totals of each pile."""
    query = select(TOTAL.c.pile, TOTAL.c.by, TOTAL.c.second).where(TOTAL.c.contest_id == contest_id)
    rows = unit.connection.execute(query.order_by(TOTAL.c.pile, TOTAL.c.version))
    return {pile: (by, second) for pile, by, second in rows}


def _total(unit: Unit, row: Any, numbers: tuple[int, ...]) -> HandTotal:
    query = select(VOTES.c.number, VOTES.c.agree, VOTES.c.disagree).where(VOTES.c.total_id == row["id"])
    votes = {number: (yes, no) for number, yes, no in unit.connection.execute(query)}
    void = tuple((reason_of(code), papers) for code, papers in row["void"].items())
    agree, disagree = (tuple(votes[number][side] for number in numbers) for side in (0, 1))
    return HandTotal(row["pile"], row["valid"], void, agree, disagree)
