"""Reading and writing stock-takes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, func, insert, select, update

from congress.store.unit import Unit
from congress.term.rows import PartyBodyRow, SiteRow
from devices.register.rows import StockTakeFindRow, StockTakeRow
from devices.register.rules.stocktaking import figures_of
from devices.register.values.stocktakes import Find, FindVerdict, StockTake, StockTakeLine


def stock_take(unit: Unit, take_id: UUID) -> StockTake | None:
    """The stock-take of an id."""
    row = unit.connection.execute(select(*StockTakeRow.__table__.columns).where(StockTakeRow.id == take_id)).first()
    return None if row is None else _take(row)


def stock_takes(unit: Unit) -> tuple[StockTake, ...]:
    """Every stock-take, the newest first."""
    query = select(*StockTakeRow.__table__.columns).order_by(StockTakeRow.opened_at.desc(), StockTakeRow.title)
    return tuple(_take(row) for row in unit.connection.execute(query))


def lines(unit: Unit) -> tuple[StockTakeLine, ...]:
    """Every stock-take with its place and what it comes to, the newest first."""
    counted = _counted(unit)
    query = (
        select(*StockTakeRow.__table__.columns, func.coalesce(SiteRow.name, PartyBodyRow.name).label("place_name"))
        .outerjoin(SiteRow, SiteRow.id == StockTakeRow.site_id)
        .outerjoin(PartyBodyRow, PartyBodyRow.id == StockTakeRow.body_id)
        .order_by(StockTakeRow.opened_at.desc(), StockTakeRow.title)
    )
    return tuple(
        StockTakeLine(_take(row), row.place_name, figures_of(counted.get(row.id, {})))
        for row in unit.connection.execute(query)
    )


def add_stock_take(unit: Unit, *, title: str, site_id: UUID | None, body_id: UUID | None, by: str) -> StockTake:
    """A new stock-take."""
    made = StockTake(uuid4(), title, site_id, body_id, unit.now, None, by)
    values = {"id": made.id, "title": title, "site_id": site_id, "body_id": body_id, "opened_at": unit.now, "by": by}
    unit.connection.execute(insert(StockTakeRow).values(closed_at=None, **values))
    return made


def close_stock_take(unit: Unit, take_id: UUID) -> None:
    """The stock-take ends now."""
    unit.connection.execute(update(StockTakeRow).where(StockTakeRow.id == take_id).values(closed_at=unit.now))


def finds(unit: Unit, take_id: UUID) -> tuple[Find, ...]:
    """What was read in a stock-take, in order."""
    columns = StockTakeFindRow.__table__.columns
    query = select(*columns).where(StockTakeFindRow.stock_take_id == take_id).order_by(StockTakeFindRow.number)
    return tuple(_find(row) for row in unit.connection.execute(query))


def seen_devices(unit: Unit, take_id: UUID) -> frozenset[UUID]:
    """Devices that a stock-take has come across."""
    query = select(StockTakeFindRow.device_id).where(
        StockTakeFindRow.stock_take_id == take_id, StockTakeFindRow.device_id.is_not(None)
    )
    return frozenset(found for found in unit.connection.execute(query).scalars() if found is not None)


def add_finds(
    unit: Unit, take_id: UUID, found: Iterable[tuple[str, FindVerdict, UUID | None]], *, by: str
) -> tuple[Find, ...]:
    """Add what was read."""
    last = unit.connection.scalar(
        select(func.max(StockTakeFindRow.number)).where(StockTakeFindRow.stock_take_id == take_id)
    )
    made = tuple(
        Find(number, text, verdict, device_id, False, unit.now, by)
        for number, (text, verdict, device_id) in enumerate(found, start=(last or 0) + 1)
    )
    rows = [
        {
            "stock_take_id": take_id,
            "number": one.number,
            "text": one.text,
            "verdict": one.verdict,
            "device_id": one.device_id,
            "moved": False,
            "at": unit.now,
            "by": by,
        }
        for one in made
    ]
    if rows:
        unit.connection.execute(insert(StockTakeFindRow), rows)
    return made


def set_moved(unit: Unit, take_id: UUID, number: int) -> None:
    """The device of a find was moved to where it was found."""
    where = (StockTakeFindRow.stock_take_id == take_id, StockTakeFindRow.number == number)
    unit.connection.execute(update(StockTakeFindRow).where(*where).values(moved=True))


def _counted(unit: Unit) -> dict[UUID, dict[tuple[FindVerdict, bool], int]]:
    kinds = (StockTakeFindRow.stock_take_id, StockTakeFindRow.verdict, StockTakeFindRow.moved)
    found: dict[UUID, dict[tuple[FindVerdict, bool], int]] = {}
    for take_id, verdict, moved, number in unit.connection.execute(select(*kinds, func.count()).group_by(*kinds)):
        found.setdefault(take_id, {})[verdict, moved] = number
    return found


def _find(row: Row[*tuple[Any, ...]]) -> Find:
    return Find(row.number, row.text, row.verdict, row.device_id, row.moved, row.at, row.by)


def _take(row: Row[*tuple[Any, ...]]) -> StockTake:
    return StockTake(row.id, row.title, row.site_id, row.body_id, row.opened_at, row.closed_at, row.by)
