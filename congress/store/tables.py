"""Rows of a table as lines of JSON (dòng dữ liệu trao đổi): which columns leave, of which contests, and back again."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, and_, delete, select, true, update

from congress import jsondoc
from congress.errors import Finding, Malformed, Refused
from congress.store import portable
from congress.store.base import Base
from congress.store.unit import Unit
from congress.text import canonical_json

Values = Mapping[str, Any]
"""Columns of one row by name."""
Check = Callable[[Values], object]
"""Reads a value as its room does, and raises where the room could not: its answer is not kept."""

_CANNOT = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, Refused, Malformed)


@dataclass(frozen=True, slots=True)
class NotKept:
    """A column that stays on its laptop (cột không lưu): why, and what stands there when the row comes back."""

    why: str
    instead: Callable[[Values], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A table that leaves for packages and bundles (bảng trao đổi): all its columns, but those named here."""

    row: type[Base]
    of: str = ""
    """Columns from here to a contest's id: `contest_id`, `pile_id.count_id.contest_id`; empty: every row goes along."""
    and_common: bool = False
    """Rows that name no contest belong to each."""
    order: Sequence[str] = ()
    """Columns that put a row behind those it points at in its own table, then the key; as a rule the key alone."""
    later: Collection[str] = ()
    """Columns that another table entry `fills`: null until it does."""
    fills: Sequence[str] = ()
    """Only these columns, of rows that are there by then."""
    not_kept: Mapping[str, NotKept] = field(default_factory=dict)
    checks: Mapping[str, Check] = field(default_factory=dict)
    """By column, how its room reads it."""
    only: Callable[[Values], bool] | None = None
    """Of the rows that would leave, those that do; None: all."""

    @property
    def table(self) -> Table:
        """The table itself."""
        return cast(Table, self.row.__table__)

    @property
    def name(self) -> str:
        """The table's name."""
        return self.table.name

    @property
    def key(self) -> tuple[str, ...]:
        """Columns of the primary key."""
        return tuple(column.name for column in self.table.primary_key)

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns that leave."""
        if self.fills:
            return (*self.key, *self.fills)
        stay = {*self.later, *self.not_kept}
        return tuple(column.name for column in self.table.columns if column.name not in stay)


@dataclass(frozen=True, slots=True)
class Row:
    """One row between table and file (dòng)."""

    where: str
    """Entry and number of the line."""
    values: Values
    """As the columns have them."""
    text: str
    """As the file has them: canonical JSON."""


def rows_of(unit: Unit, kept: Kept, contests: Collection[UUID] | None, *, entry: str) -> tuple[Row, ...]:
    """The rows that leave, of some contests or (None) of the whole workspace, in the order of their keys.

    Sorted here, since engines order text differently: equal rows give equal bytes.
    """
    query = selected(kept)
    if kept.fills:
        query = query.where(~_all_null(kept))
    if contests is not None and kept.of:
        query = query.where(_condition(kept, contests))
    order = (*kept.order, *kept.key)
    rows = (dict(row) for row in unit.connection.execute(query).mappings())
    leaving = rows if kept.only is None else filter(kept.only, rows)
    found = sorted(leaving, key=lambda row: [row[c] for c in order])
    return tuple(Row(f"{entry}:{line}", values, text_of(values)) for line, values in enumerate(found, start=2))


def selected(kept: Kept) -> Select[*tuple[Any, ...]]:
    """The columns that leave, of every row."""
    return select(*(kept.table.c[name] for name in kept.columns))


def forget(unit: Unit, kept: Kept, contests: Collection[UUID]) -> int:
    """Take what leaves of some contests out of the table: the rows, or (`fills`) those columns; gives how many rows."""
    condition = _condition(kept, contests) if kept.of else true()
    if kept.fills:
        change = update(kept.table).where(condition, ~_all_null(kept)).values(dict.fromkeys(kept.fills))
        return unit.connection.execute(change).rowcount
    return unit.connection.execute(delete(kept.table).where(condition)).rowcount


def text_of(values: Values) -> str:
    """A row as it stands in a file."""
    return canonical_json({name: portable.written(value) for name, value in values.items()})


def schema_of(kept: Kept, *, title: str) -> dict[str, object]:
    """JSON Schema (draft 2020-12) of a row's line."""
    columns = {name: kept.table.c[name] for name in kept.columns}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": list(columns),
        "properties": {
            name: portable.schema(column.type, null=bool(column.nullable)) for name, column in columns.items()
        },
    }


def parsed(kept: Kept, lines: Sequence[bytes], *, entry: str) -> Iterator[Row | Finding]:
    """The rows of an entry's lines behind its first; in the place of one that cannot be used, every fault in it."""
    columns = kept.columns
    for number, line in enumerate(lines, start=2):
        where = f"{entry}:{number}"
        try:
            document = jsondoc.load(line, name=where)
            faults = [Finding(f"{where}:{one.where}", one.code, one.facts) for one in document.findings]
        except Malformed as error:
            yield from (Finding(where, one.code, one.facts) for one in error.findings)
            continue
        yield from faults or _row(kept, columns, document.tree, line, where)


def _row(kept: Kept, columns: Sequence[str], tree: Any, line: bytes, where: str) -> Iterator[Row | Finding]:
    if not isinstance(tree, dict):
        yield Finding(where, jsondoc.Kind.NOT_AN_OBJECT)
        return
    faults: list[Finding] = []
    values: dict[str, Any] = {}

    def fault(name: str, code: str, **facts: object) -> None:
        faults.append(Finding(f"{where}:{jsondoc.path((name,))}", code, facts))

    for name in sorted(tree.keys() - {*columns}):
        fault(name, jsondoc.Kind.UNKNOWN_KEY)
    for name in columns:
        column = kept.table.c[name]
        if name not in tree or (tree[name] is None and not column.nullable):
            fault(name, jsondoc.Kind.MISSING)
            continue
        try:
            values[name] = None if tree[name] is None else portable.read(column.type, tree[name])
        except portable.Unfit as unfit:
            fault(name, unfit.code, **unfit.facts)
    if not faults:
        for name, check in kept.checks.items():
            try:
                check(values)
            except _CANNOT:
                fault(name, "value-unusable")
    if not faults and canonical_json(tree).encode() != line:
        faults.append(Finding(where, "line-not-canonical"))
    if faults:
        yield from faults
    else:
        yield Row(where, values, canonical_json(tree))


def _all_null(kept: Kept) -> ColumnElement[bool]:
    return and_(*(kept.table.c[name].is_(None) for name in kept.fills))


def _condition(kept: Kept, contests: Collection[UUID]) -> ColumnElement[bool]:
    path = kept.of.split(".")
    condition = _reaching(kept.table, path, contests)
    return condition | kept.table.c[path[0]].is_(None) if kept.and_common else condition


def _reaching(table: Table, path: Sequence[str], contests: Collection[UUID]) -> ColumnElement[bool]:
    column = table.c[path[0]]
    if len(path) == 1:
        return column.in_(contests)
    (link,) = column.foreign_keys
    above = link.column.table
    assert isinstance(above, Table)
    return column.in_(select(link.column).where(_reaching(above, path[1:], contests)))
