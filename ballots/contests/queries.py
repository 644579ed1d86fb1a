"""Reading and writing contests, their lists and electorates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, func, insert, select, update

from ballots.contests.rows import CandidateRow, ContestRow, ElectorateLineRow
from ballots.contests.values import (
    Born,
    Confirmation,
    ContestDetails,
    ContestLine,
    ElectorateLine,
    ListEntry,
    Overrule,
    OwnSettings,
    Roll,
)
from ballots.regulations.open_points import Value
from ballots.regulations.values import ElectorateKind, PaperSize, PercentBase, Sheet, Treatment
from congress.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Stored:
    """A contest as its row holds it, without list and electorate lines."""

    id: UUID
    congress_id: UUID
    details: ContestDetails
    round: int
    previous_id: UUID | None
    electorate_kind: ElectorateKind
    on_roll: int | None
    present: int | None
    confirmed: Confirmation | None
    overruled: Overrule | None
    locked_at: datetime | None
    frozen: Mapping[str, Value] | None


_COLUMNS = tuple(ContestRow.__table__.columns)


def contests(unit: Unit, congress_id: UUID) -> tuple[ContestLine, ...]:
    """The contests of a congress in the order in which they were made, rounds behind one another."""
    names = select(CandidateRow.contest_id, func.count().label("names")).group_by(CandidateRow.contest_id).subquery()
    query = (
        select(*_COLUMNS, func.coalesce(names.c.names, 0).label("names"))
        .outerjoin(names, names.c.contest_id == ContestRow.id)
        .where(ContestRow.congress_id == congress_id)
        .order_by(ContestRow.position, ContestRow.round)
    )
    return tuple(
        ContestLine(
            id=row.id,
            congress_id=row.congress_id,
            code=row.code,
            title=row.title,
            kind=row.kind,
            seats=row.seats,
            names=row.names,
            round=row.round,
            previous_id=row.previous_id,
            list_confirmed=row.list_confirmed_at is not None,
            locked_at=row.locked_at,
        )
        for row in unit.connection.execute(query)
    )


def stored(unit: Unit, contest_id: UUID) -> Stored | None:
    """The contest of an id."""
    row = unit.connection.execute(select(*_COLUMNS).where(ContestRow.id == contest_id)).first()
    return None if row is None else _stored(row)


def id_of_code(unit: Unit, congress_id: UUID, *, code: str, round_number: int) -> UUID | None:
    """The contest with this code and round, whatever the case of its letters."""
    query = select(ContestRow.id, ContestRow.code).where(
        ContestRow.congress_id == congress_id, ContestRow.round == round_number
    )
    wanted = code.casefold()
    return next((row.id for row in unit.connection.execute(query) if row.code.casefold() == wanted), None)


def next_round_of(unit: Unit, contest_id: UUID) -> UUID | None:
    """The round that follows a contest, None where none was made."""
    return unit.connection.scalar(select(ContestRow.id).where(ContestRow.previous_id == contest_id).limit(1))


def rounds_up_to(unit: Unit, contest_id: UUID) -> tuple[UUID, ...]:
    """A contest and the rounds before it, the latest first."""
    rounds: list[UUID] = []
    due: UUID | None = contest_id
    while due is not None and due not in rounds:
        rounds.append(due)
        due = unit.connection.scalar(select(ContestRow.previous_id).where(ContestRow.id == due))
    return tuple(rounds)


def add(
    unit: Unit,
    congress_id: UUID,
    details: ContestDetails,
    *,
    electorate_kind: ElectorateKind,
    round_number: int,
    previous_id: UUID | None,
) -> UUID:
    """A new contest; a further round keeps the place of the first one in the list."""
    contest_id = uuid4()
    position = None
    if previous_id is not None:
        position = unit.connection.scalar(select(ContestRow.position).where(ContestRow.id == previous_id))
    if position is None:
        highest = select(func.max(ContestRow.position)).where(ContestRow.congress_id == congress_id)
        position = (unit.connection.scalar(highest) or 0) + 1
    unit.connection.execute(
        insert(ContestRow).values(
            id=contest_id,
            congress_id=congress_id,
            position=position,
            round=round_number,
            previous_id=previous_id,
            electorate_kind=electorate_kind,
            **_columns(details),
        )
    )
    return contest_id


def set_details(unit: Unit, contest_id: UUID, details: ContestDetails) -> None:
    """Put other details in the place of a contest's."""
    _update(unit, contest_id, **_columns(details))


def set_confirmed(unit: Unit, contest_id: UUID, confirmed: Confirmation | None) -> None:
    """Keep who confirmed the list, or that nobody has."""
    by, at = (None, None) if confirmed is None else (confirmed.by, confirmed.at)
    _update(unit, contest_id, list_confirmed_by=by, list_confirmed_at=at)


def set_overrule(unit: Unit, contest_id: UUID, overruled: Overrule | None) -> None:
    """Keep why a surplus over the limit is taken, or that it is not."""
    reason, by = (None, None) if overruled is None else (overruled.reason, overruled.by)
    _update(unit, contest_id, overrule_reason=reason, overruled_by=by)


def set_present(unit: Unit, contest_id: UUID, *, present: int) -> None:
    """Keep the attendance at this vote."""
    _update(unit, contest_id, present=present)


def lock(unit: Unit, contest_id: UUID, *, frozen: Mapping[str, Value]) -> None:
    """Fix a contest as it stands, with the open points of this moment."""
    _update(unit, contest_id, locked_at=unit.now, frozen=dict(frozen))


def remove(unit: Unit, contest_id: UUID) -> None:
    """Remove a contest that was never opened."""
    unit.connection.execute(delete(CandidateRow).where(CandidateRow.contest_id == contest_id))
    unit.connection.execute(delete(ElectorateLineRow).where(ElectorateLineRow.contest_id == contest_id))
    unit.connection.execute(delete(ContestRow).where(ContestRow.id == contest_id))


def people(unit: Unit, contest_id: UUID) -> tuple[tuple[int, ListEntry], ...]:
    """Numbers and persons of a list in ballot order."""
    query = (
        select(
            CandidateRow.number,
            CandidateRow.name,
            CandidateRow.sort_name,
            CandidateRow.born,
            CandidateRow.card_number,
            CandidateRow.note,
        )
        .where(CandidateRow.contest_id == contest_id)
        .order_by(CandidateRow.position)
    )
    return tuple(
        (row.number, ListEntry(row.name, row.sort_name, born_from(row.born), row.card_number, row.note))
        for row in unit.connection.execute(query)
    )


def set_people(unit: Unit, contest_id: UUID, numbered: tuple[tuple[int, ListEntry], ...]) -> None:
    """Put a list in the place of the former one."""
    unit.connection.execute(delete(CandidateRow).where(CandidateRow.contest_id == contest_id))
    for position, (number, entry) in enumerate(numbered, start=1):
        unit.connection.execute(
            insert(CandidateRow).values(
                id=uuid4(),
                contest_id=contest_id,
                position=position,
                number=number,
                name=entry.name,
                sort_name=entry.sort_name,
                born=entry.born.iso() if entry.born else "",
                card_number=entry.card_number,
                note=entry.note,
            )
        )


def roll(unit: Unit, contest: Stored) -> Roll:
    """The electorate of a contest as it was entered."""
    query = (
        select(ElectorateLineRow.stage, ElectorateLineRow.reason, ElectorateLineRow.persons, ElectorateLineRow.note)
        .where(ElectorateLineRow.contest_id == contest.id)
        .order_by(ElectorateLineRow.stage.desc(), ElectorateLineRow.position)
    )
    lines = tuple(
        ElectorateLine(row.stage, row.reason, row.persons, row.note) for row in unit.connection.execute(query)
    )
    return Roll(contest.electorate_kind, contest.on_roll, contest.present, lines)


def set_roll(unit: Unit, contest_id: UUID, roll: Roll) -> None:
    """Put an electorate in the place of the former one."""
    _update(unit, contest_id, electorate_kind=roll.kind, on_roll=roll.on_roll, present=roll.present)
    unit.connection.execute(delete(ElectorateLineRow).where(ElectorateLineRow.contest_id == contest_id))
    for position, line in enumerate(roll.lines, start=1):
        unit.connection.execute(
            insert(ElectorateLineRow).values(
                id=uuid4(),
                contest_id=contest_id,
                stage=line.stage,
                position=position,
                reason=line.reason,
                persons=line.persons,
                note=line.note,
            )
        )


def _update(unit: Unit, contest_id: UUID, **values: object) -> None:
    unit.connection.execute(update(ContestRow).where(ContestRow.id == contest_id).values(**values))


def _columns(details: ContestDetails) -> dict[str, object]:
    return {
        "site_id": details.site_id,
        "code": details.code,
        "title": details.title,
        "heading": details.heading,
        "kind": details.kind,
        "regulation": details.regulation,
        "form_by_hand": details.form_by_hand,
        "seats": details.seats,
        "alternates": details.alternates,
        "settings": own_tree(details.settings),
    }


def _stored(row: Row[*tuple[Any, ...]]) -> Stored:
    return Stored(
        id=row.id,
        congress_id=row.congress_id,
        details=ContestDetails(
            code=row.code,
            title=row.title,
            seats=row.seats,
            heading=row.heading,
            kind=row.kind,
            regulation=row.regulation,
            alternates=row.alternates,
            form_by_hand=row.form_by_hand,
            site_id=row.site_id,
            settings=own_from(row.settings),
        ),
        round=row.round,
        previous_id=row.previous_id,
        electorate_kind=row.electorate_kind,
        on_roll=row.on_roll,
        present=row.present,
        confirmed=None
        if row.list_confirmed_at is None
        else Confirmation(row.list_confirmed_by or "", row.list_confirmed_at),
        overruled=None if row.overrule_reason is None else Overrule(row.overrule_reason, row.overruled_by or ""),
        locked_at=row.locked_at,
        frozen=row.frozen,
    )


def own_tree(own: OwnSettings) -> dict[str, object]:
    """A contest's own settings, as they are kept."""
    tree: dict[str, object] = {
        key: str(value)
        for key, value in (
            ("all_disagree", own.all_disagree),
            ("all_blank", own.all_blank),
            ("percent_base", own.percent_base),
        )
        if value is not None
    }
    if own.sheet is not None:
        tree["sheet"] = {"paper": own.sheet.paper and str(own.sheet.paper), "columns": own.sheet.columns}
    return tree


def own_from(tree: Mapping[str, Any]) -> OwnSettings:
    """A contest's own settings, as they were kept."""
    sheet = tree.get("sheet")
    return OwnSettings(
        all_disagree=Treatment(tree["all_disagree"]) if "all_disagree" in tree else None,
        all_blank=Treatment(tree["all_blank"]) if "all_blank" in tree else None,
        percent_base=PercentBase(tree["percent_base"]) if "percent_base" in tree else None,
        sheet=None if sheet is None else Sheet(PaperSize(sheet["paper"]) if sheet["paper"] else None, sheet["columns"]),
    )


def born_from(text: str) -> Born | None:
    """A date of birth, or its year, as it was kept."""
    parts = [int(part) for part in text.split("-")] if text else []
    return Born(*parts) if parts else None
