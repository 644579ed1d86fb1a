"""Reading and writing results, corrigenda and the log of the sealed part."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, func, insert, select, update

from ballots.regulations.formats import read_outcome
from ballots.results.rows import CorrigendumRow, ResultRow, SealedEventRow
from ballots.results.values import (
    Basis,
    Correction,
    Corrigendum,
    Result,
    ResultState,
    SealedEvent,
    SealedLine,
    Signatory,
    SigningPlace,
)
from congress.access.values import Authority
from congress.journal.values import Head
from congress.papers.values import SignatureBox
from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Kept:
    """A sealed record's file as its result has it (tệp bản ghi niêm phong)."""

    contest_id: UUID
    sealed: bool
    destroyed: bool


_RESULT = ResultRow.__table__
_CORRIGENDUM = CorrigendumRow.__table__
_EVENT = SealedEventRow.__table__


def result(unit: Unit, contest_id: UUID) -> Result | None:
    """The result of a contest, None before it is fixed."""
    row = unit.connection.execute(select(_RESULT).where(_RESULT.c.contest_id == contest_id)).first()
    return None if row is None else _result(row)


def results(unit: Unit) -> tuple[Result, ...]:
    """Every result, those fixed first coming first."""
    query = select(_RESULT).order_by(_RESULT.c.fixed_at, _RESULT.c.contest_id)
    return tuple(_result(row) for row in unit.connection.execute(query))


def add(unit: Unit, fixed: Result) -> None:
    """Keep a fixed result."""
    unit.connection.execute(
        insert(ResultRow).values(
            contest_id=fixed.contest_id,
            state=fixed.state,
            outcome=fixed.outcome_bytes.decode(),
            outcome_sha256=fixed.outcome_sha256,
            record_sha256=fixed.record_sha256,
            sealed_file=fixed.sealed_file,
            head_stream=fixed.head.stream,
            head_number=fixed.head.number,
            head_hash=fixed.head.hash,
            fixed_at=fixed.fixed_at,
            minutes_id=fixed.minutes_id,
            places=[_place_tree(place) for place in fixed.places],
            signed_by=list(fixed.signed_by),
        )
    )


def set_signed(unit: Unit, contest_id: UUID, record_id: UUID) -> None:
    """The newest signed minutes."""
    _update(unit, contest_id, signed_id=record_id)


def set_scan(unit: Unit, contest_id: UUID, record_id: UUID) -> None:
    """The scan of the minutes signed by pen."""
    _update(unit, contest_id, scan_id=record_id)


def set_official(unit: Unit, contest_id: UUID, basis: Basis, *, at: datetime, signed_by: tuple[str, ...]) -> None:
    """The result is official by these signatures."""
    _update(unit, contest_id, state=ResultState.OFFICIAL, basis=basis, official_at=at, signed_by=list(signed_by))


def set_sealed(unit: Unit, contest_id: UUID, *, keep_until: date) -> None:
    """The papers are packed, their record is under the printed key."""
    _update(unit, contest_id, state=ResultState.SEALED, sealed_at=unit.now, keep_until=keep_until)


def corrigenda(unit: Unit, contest_id: UUID) -> tuple[Corrigendum, ...]:
    """The corrigenda of a contest, by number."""
    query = select(_CORRIGENDUM).where(_CORRIGENDUM.c.contest_id == contest_id).order_by(_CORRIGENDUM.c.number)
    return tuple(
        Corrigendum(
            row.number,
            Correction(row.printed, row.corrected, row.reason),
            row.by,
            row.second,
            row.at,
            row.record_id,
        )
        for row in unit.connection.execute(query)
    )


def next_corrigendum(unit: Unit, contest_id: UUID) -> int:
    """The next number, from 1."""
    query = select(func.max(_CORRIGENDUM.c.number)).where(_CORRIGENDUM.c.contest_id == contest_id)
    return (unit.connection.scalar(query) or 0) + 1


def add_corrigendum(unit: Unit, contest_id: UUID, made: Corrigendum) -> None:
    """Keep a corrigendum."""
    unit.connection.execute(
        insert(CorrigendumRow).values(
            id=uuid4(),
            contest_id=contest_id,
            number=made.number,
            printed=made.correction.printed,
            corrected=made.correction.corrected,
            reason=made.correction.reason,
            by=made.by,
            second=made.second,
            at=made.at,
            record_id=made.record_id,
        )
    )


def sealed_events(unit: Unit, contest_id: UUID) -> tuple[SealedLine, ...]:
    """What happened to the sealed part, oldest first."""
    query = select(_EVENT).where(_EVENT.c.contest_id == contest_id).order_by(_EVENT.c.number)
    return tuple(
        SealedLine(row.kind, row.text, row.packets, row.by, row.second, row.at)
        for row in unit.connection.execute(query)
    )


def add_sealed_event(
    unit: Unit, contest_id: UUID, kind: SealedEvent, *, by: Authority, text: str, packets: int = 0
) -> None:
    """Note what happened to the sealed part, under the next number."""
    before = unit.connection.scalar(select(func.max(_EVENT.c.number)).where(_EVENT.c.contest_id == contest_id)) or 0
    unit.connection.execute(
        insert(SealedEventRow).values(
            id=uuid4(),
            contest_id=contest_id,
            number=before + 1,
            kind=kind,
            text=text,
            packets=packets,
            by=by.first.person,
            second=by.second.person if by.second else "",
            at=unit.now,
        )
    )


def sealed_files(unit: Unit) -> dict[str, Kept]:
    """Every sealed record's file that a result names, and how far its result has come."""
    destroyed = set(unit.connection.scalars(select(_EVENT.c.contest_id).where(_EVENT.c.kind == SealedEvent.DESTROYED)))
    query = select(_RESULT.c.contest_id, _RESULT.c.sealed_file, _RESULT.c.state)
    return {
        row.sealed_file: Kept(
            row.contest_id, sealed=row.state is ResultState.SEALED, destroyed=row.contest_id in destroyed
        )
        for row in unit.connection.execute(query)
        if row.sealed_file is not None
    }


def sealed_contests(unit: Unit) -> tuple[UUID, ...]:
    """Contests whose ballots are packed."""
    return tuple(unit.connection.scalars(select(_RESULT.c.contest_id).where(_RESULT.c.state == ResultState.SEALED)))


def _update(unit: Unit, contest_id: UUID, **values: object) -> None:
    unit.connection.execute(update(ResultRow).where(ResultRow.contest_id == contest_id).values(**values))


def _result(row: Row[*tuple[Any, ...]]) -> Result:
    outcome_bytes = row.outcome.encode()
    return Result(
        contest_id=row.contest_id,
        state=row.state,
        outcome=read_outcome(outcome_bytes),
        outcome_bytes=outcome_bytes,
        outcome_sha256=row.outcome_sha256,
        record_sha256=row.record_sha256,
        sealed_file=row.sealed_file,
        head=Head(row.head_stream, row.head_number, row.head_hash),
        fixed_at=row.fixed_at,
        minutes_id=row.minutes_id,
        signed_id=row.signed_id,
        scan_id=row.scan_id,
        basis=row.basis,
        official_at=row.official_at,
        sealed_at=row.sealed_at,
        keep_until=row.keep_until,
        places=tuple(_place(tree) for tree in row.places),
        signed_by=tuple(row.signed_by),
    )


_LENGTHS = ("x_mm", "y_mm", "width_mm", "height_mm", "page_height_mm")


def _place_tree(place: SigningPlace) -> dict[str, Any]:
    """Lengths in micrometres: floats have no canonical form."""
    lengths = {name: round(getattr(place.box, name) * 1000) for name in _LENGTHS}
    one = place.signatory
    who = {"name": one.name, "post": one.post, "capacity": one.capacity}
    return {**who, "field": place.box.field, "page": place.box.page, **lengths}


def _place(tree: dict[str, Any]) -> SigningPlace:
    lengths = {name: tree[name] / 1000 for name in _LENGTHS}
    signatory = Signatory(tree["name"], tree["post"], tree["capacity"], tree["field"])
    return SigningPlace(signatory, SignatureBox(field=tree["field"], page=tree["page"], **lengths))
