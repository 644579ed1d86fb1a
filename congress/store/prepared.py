"""Statements compiled once (câu lệnh dựng sẵn), for the few that run at every paper keyed.

SQLAlchemy spends more on each execution than SQLite on the statement itself. What runs before each prompt is
compiled once an engine, with the conversions of its types, and goes to the driver's cursor; inside the same
transaction, and with the same errors. Everything else is executed as usual.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.sql.compiler import SQLCompiler

from congress.store import driver
from congress.store.unit import Unit

Convert = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement in one engine's words."""

    text: str
    binds: tuple[tuple[str, Any, Convert], ...]
    """Name, value where the statement holds it itself, and conversion of each parameter, in the driver's order."""
    results: tuple[tuple[int, Callable[[Any], Any]], ...]
    """Place and conversion of each column that has one."""


class Prepared:
    """A statement without lists of varying length, compiled once an engine."""

    def __init__(self, statement: Select[*tuple[Any, ...]] | Insert) -> None:
        self._statement = statement
        self._ready: dict[str, _Ready] = {}

    def rows(self, unit: Unit, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows it gives."""
        connection = unit.connection
        if not unit.embedded:
            return [tuple(row) for row in connection.execute(self._statement, dict(values))]
        ready = self._ready_for(connection.dialect)
        return [_converted(row, ready.results) for row in _execute(connection, ready, values)]

    def run(self, unit: Unit, values: Mapping[str, Any]) -> None:
        """Execute it for what it does."""
        connection = unit.connection
        if unit.embedded:
            _execute(connection, self._ready_for(connection.dialect), values)
        else:
            connection.execute(self._statement, dict(values))

    def _ready_for(self, dialect: Dialect) -> _Ready:
        known = self._ready.get(dialect.name)
        if known is None:
            known = self._ready[dialect.name] = _compiled(self._statement, dialect)
        return known


def _compiled(statement: Select[*tuple[Any, ...]] | Insert, dialect: Dialect) -> _Ready:
    compiled = statement.compile(dialect=dialect)
    if not isinstance(compiled, SQLCompiler) or compiled.positiontup is None:
        raise TypeError("a statement of a driver that takes its parameters by position")
    binds = []
    for name in compiled.positiontup:
        bound = compiled.binds[name]
        if bound.expanding:
            raise TypeError("a list has no fixed number of parameters")
        binds.append((name, bound.value, bound.type.dialect_impl(dialect).bind_processor(dialect)))
    columns = statement.selected_columns if isinstance(statement, Select) else ()
    results = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    places = tuple((place, convert) for place, convert in enumerate(results) if convert is not None)
    return _Ready(compiled.string, tuple(binds), places)


def _execute(connection: Connection, ready: _Ready, values: Mapping[str, Any]) -> Any:
    given = [values.get(name, held) for name, held, _ in ready.binds]
    bound = [
        value if convert is None else convert(value) for value, (_, _, convert) in zip(given, ready.binds, strict=True)
    ]
    return driver.execute(connection, ready.text, bound)


def _converted(row: Sequence[Any], results: Iterable[tuple[int, Callable[[Any], Any]]]) -> tuple[Any, ...]:
    values = list(row)
    for place, convert in results:
        values[place] = convert(values[place])
    return tuple(values)
