"""Rows from a file into their table (nhận dữ liệu): what is there already stays, what contradicts it is refused.

Links, doubles and conflicts are looked for before anything is written, so that each is named by its line; only the
table's own conditions are left to the engine.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Table, UniqueConstraint, insert, select, update
from sqlalchemy.exc import IntegrityError

from congress.errors import Finding
from congress.store.tables import Kept, Row, Values, selected, text_of
from congress.store.unit import Unit

FOLLOWING = frozenset({"link-missing", "row-refused"})
"""Codes of faults that may only follow from another: a row that did not come in leaves those that point at it alone."""

_Key = tuple[Any, ...]


def take(unit: Unit, kept: Kept, rows: Iterable[Row], findings: list[Finding]) -> int:
    """Add the rows that are not there yet; gives how many.

    Faults go to `findings`, whose owner gives up the unit. Where it holds some already, nothing more is written and no
    link is followed.
    """
    return _fill(unit, kept, rows, findings) if kept.fills else _add(unit, kept, rows, findings)


def _add(unit: Unit, kept: Kept, rows: Iterable[Row], findings: list[Finding]) -> int:
    good_so_far = not findings
    held, table = _held(unit, kept), _Table(unit, kept)
    new: list[Row] = []
    for row in _each_once(kept, rows, findings):
        known = held.get(_key(kept, row.values))
        if known is not None:
            faults = [] if known == row.text else [_differs(kept, row)]
        else:
            faults = [*table.doubles(row), *(table.loose_ends(row) if good_so_far else ())]
            table.note(row)
            if not faults:
                new.append(row)
        findings.extend(faults)
    if good_so_far:
        findings.extend(_inserted(unit, kept, new))
    return len(new)


def _fill(unit: Unit, kept: Kept, rows: Iterable[Row], findings: list[Finding]) -> int:
    good_so_far, held, filled = not findings, _held(unit, kept), 0
    for row in _each_once(kept, rows, findings):
        key = _key(kept, row.values)
        known = held.get(key)
        if known is None:
            if good_so_far:
                findings.append(Finding(row.where, "link-missing", {"column": ", ".join(kept.key)}))
        elif known == text_of(dict(zip(kept.key, key, strict=True)) | dict.fromkeys(kept.fills)):
            change = update(kept.table).where(*(kept.table.c[name] == row.values[name] for name in kept.key))
            unit.connection.execute(change.values({name: row.values[name] for name in kept.fills}))
            filled += 1
        elif known != row.text:
            findings.append(_differs(kept, row))
    return filled


class _Table:
    """What a table and those it points at hold, before and while rows come in."""

    def __init__(self, unit: Unit, kept: Kept) -> None:
        columns = kept.table.c
        self._own = kept.table
        self._links = {
            name: (link.column, _stored(unit, [link.column]))
            for name in kept.columns
            for link in columns[name].foreign_keys
        }
        self._doubles = {names: _stored(unit, [columns[name] for name in names]) for names in _unique(kept)}

    def doubles(self, row: Row) -> Iterator[Finding]:
        """What another row has already."""
        for names, known in self._doubles.items():
            value = _of(row.values, names)
            if None not in value and value in known:
                yield Finding(row.where, "value-taken", {"columns": ", ".join(names)})

    def loose_ends(self, row: Row) -> Iterator[Finding]:
        """Links that lead nowhere."""
        for name, (_, known) in self._links.items():
            if row.values[name] is not None and (row.values[name],) not in known:
                yield Finding(row.where, "link-missing", {"column": name})

    def note(self, row: Row) -> None:
        """From now on the row counts as there; one with faults too, so that they are not named at every other."""
        for target, known in self._links.values():
            if target.table is self._own:
                known.add((row.values[target.name],))
        for names, known in self._doubles.items():
            known.add(_of(row.values, names))


def _each_once(kept: Kept, rows: Iterable[Row], findings: list[Finding]) -> Iterator[Row]:
    seen: set[_Key] = set()
    for row in rows:
        key = _key(kept, row.values)
        if key in seen:
            findings.append(Finding(row.where, "row-twice"))
        else:
            seen.add(key)
            yield row


def _held(unit: Unit, kept: Kept) -> dict[_Key, str]:
    found = unit.connection.execute(selected(kept)).mappings()
    return {_of(row, kept.key): text_of(dict(row)) for row in found}


def _differs(kept: Kept, row: Row) -> Finding:
    return Finding(row.where, "row-differs", {"table": kept.name})


def _key(kept: Kept, values: Values) -> _Key:
    return _of(values, kept.key)


def _of(values: Any, names: Iterable[str]) -> _Key:
    return tuple(values[name] for name in names)


def _stored(unit: Unit, columns: Sequence[Column[Any]]) -> set[_Key]:
    return {tuple(row) for row in unit.connection.execute(select(*columns))}


def _unique(kept: Kept) -> Iterator[tuple[str, ...]]:
    for constraint in kept.table.constraints:
        if isinstance(constraint, UniqueConstraint):
            names = tuple(column.name for column in constraint.columns)
            if set(names) <= set(kept.columns):
                yield names


def _inserted(unit: Unit, kept: Kept, rows: Sequence[Row]) -> Iterator[Finding]:
    """All at once; where the engine refuses that, one by one, so that each refused line is named."""
    whole = [_whole(kept, row.values) for row in rows]
    if not whole or _went_in(unit, kept.table, whole):
        return
    for row, values in zip(rows, whole, strict=True):
        if not _went_in(unit, kept.table, [values]):
            yield Finding(row.where, "row-refused", {"table": kept.name})


def _whole(kept: Kept, values: Values) -> dict[str, Any]:
    instead = {name: column.instead(values) for name, column in kept.not_kept.items()}
    return {**values, **instead, **dict.fromkeys(kept.later)}


def _went_in(unit: Unit, table: Table, rows: list[dict[str, Any]]) -> bool:
    try:
        with unit.connection.begin_nested():
            unit.connection.execute(insert(table), rows)
    except IntegrityError:
        return False
    return True
