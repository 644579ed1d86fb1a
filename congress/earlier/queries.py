"""Reading and writing results of earlier terms."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, insert, select, update

from congress.earlier.rows import EarlierCandidateRow, EarlierContestRow, EarlierSourceRow
from congress.earlier.values import OF_RESULT, Earlier, Figure, Source, SourceTold, Withdrawal
from congress.store.unit import Unit
from congress.subjects import CandidateResult, ContestResult, Outcome

_SOURCE, _CONTEST, _CANDIDATE = EarlierSourceRow.__table__, EarlierContestRow.__table__, EarlierCandidateRow.__table__
_FIGURES = (
    *(figure.value for figure in (*OF_RESULT, Figure.TERM, Figure.BODY, Figure.TITLE, Figure.ROUND)),
    "sample",
)
"""Columns of a contest that its result has under the same names."""


def add_source(unit: Unit, told: SourceTold) -> Source:
    """A new source."""
    source = Source(uuid4(), unit.now, told)
    names = ("kind", "name", "sha256", "record_id", "by", "remark")
    values = {name: getattr(told, name) for name in names}
    unit.connection.execute(insert(EarlierSourceRow).values(id=source.id, at=source.at, **values))
    return source


def add(unit: Unit, source: Source, results: Iterable[ContestResult]) -> tuple[UUID, ...]:
    """Results of a source, in its order."""
    return tuple(_add(unit, source, position, one) for position, one in enumerate(results, start=1))


def withdraw(unit: Unit, contest_id: UUID, said: Withdrawal) -> None:
    """From now on a result no longer holds; it stays."""
    unit.connection.execute(
        update(EarlierContestRow)
        .where(EarlierContestRow.id == contest_id)
        .values(withdrawn_by=said.by, withdrawn_at=said.at, withdrawn_reason=said.reason)
    )


def all_of(unit: Unit) -> tuple[Earlier, ...]:
    """Every result, those withdrawn too: as they were taken in."""
    sources = {row.id: _source(row) for row in unit.connection.execute(select(_SOURCE))}
    people: dict[UUID, list[CandidateResult]] = {}
    for row in unit.connection.execute(select(_CANDIDATE).order_by(_CANDIDATE.c.contest_id, _CANDIDATE.c.number)):
        people.setdefault(row.contest_id, []).append(_candidate(row))
    found = (
        _earlier(row, sources[row.source_id], tuple(people.get(row.id, ())))
        for row in unit.connection.execute(select(_CONTEST))
    )
    rows = sorted(
        ((one.source.at, str(one.source.id), place, one) for place, one in found), key=lambda entry: entry[:3]
    )
    return tuple(one for *_, one in rows)


def by_id(unit: Unit, contest_id: UUID) -> Earlier | None:
    """The result of an id."""
    row = unit.connection.execute(select(_CONTEST).where(_CONTEST.c.id == contest_id)).first()
    if row is None:
        return None
    source = unit.connection.execute(select(_SOURCE).where(_SOURCE.c.id == row.source_id)).one()
    people = unit.connection.execute(
        select(_CANDIDATE).where(_CANDIDATE.c.contest_id == contest_id).order_by(_CANDIDATE.c.number)
    )
    return _earlier(row, _source(source), tuple(map(_candidate, people)))[1]


def _add(unit: Unit, source: Source, position: int, result: ContestResult) -> UUID:
    contest_id = uuid4()
    unit.connection.execute(
        insert(EarlierContestRow).values(
            id=contest_id,
            source_id=source.id,
            position=position,
            withdrawn_by="",
            withdrawn_at=None,
            withdrawn_reason="",
            **{name: getattr(result, name) for name in _FIGURES},
        )
    )
    rows = [
        {
            "contest_id": contest_id,
            "number": one.number,
            "name": one.name,
            "born": one.born,
            "note": one.note,
            "votes": one.votes,
            "percent": one.percent,
            "outcome": one.outcome,
        }
        for one in result.candidates
    ]
    unit.connection.execute(insert(EarlierCandidateRow), rows)
    return contest_id


def _source(row: Row[*tuple[Any, ...]]) -> Source:
    return Source(row.id, row.at, SourceTold(row.kind, row.name, row.sha256, row.by, row.remark, row.record_id))


def _candidate(row: Row[*tuple[Any, ...]]) -> CandidateResult:
    return CandidateResult(
        number=row.number,
        name=row.name,
        note=row.note,
        votes=row.votes,
        percent=row.percent,
        elected=row.outcome is Outcome.ELECTED,
        alternate=row.outcome is Outcome.ALTERNATE,
        born=row.born,
    )


def _earlier(row: Row[*tuple[Any, ...]], source: Source, people: tuple[CandidateResult, ...]) -> tuple[int, Earlier]:
    figures = {name: getattr(row, name) for name in _FIGURES}
    result = ContestResult(key=str(row.id), candidates=people, source=source.told.name, **figures)
    withdrawn = (
        Withdrawal(row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason) if row.withdrawn_at is not None else None
    )
    return row.position, Earlier(row.id, result, source, withdrawn)
