"""Reading and writing checks, seals, incidents, consumables and requests for inspection."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from uuid import UUID, uuid4

from sqlalchemy import insert, or_, select, update

from congress.store.unit import Unit
from devices.readiness.rows import (
    CheckRow,
    ConsumableCountRow,
    IncidentRow,
    InspectionLineRow,
    InspectionRow,
    SealRow,
    SiteDutyRow,
)
from devices.readiness.rules.seals import number_key
from devices.readiness.values import (
    Checked,
    Incident,
    Inspection,
    Seal,
    SealState,
    SiteDuty,
    item_of,
)

_CHECK = CheckRow.__table__
_SEAL = SealRow.__table__
_INCIDENT = IncidentRow.__table__
_INSPECTION = InspectionRow.__table__
_LINE = InspectionLineRow.__table__
_DUTY = SiteDutyRow.__table__
_SEAL_COLUMNS = [_SEAL.c[one.name] for one in fields(Seal)]
"""Rows have the fields of their values by name."""


# --- checks ------------------------------------------------------------------------------------------------


def add_checks(unit: Unit, checks: Iterable[Checked]) -> None:
    """Keep checks that were done."""
    rows = [{"id": uuid4(), **asdict(one)} for one in checks]
    if rows:
        unit.connection.execute(insert(CheckRow), rows)


def checks(unit: Unit, device_ids: Collection[UUID]) -> dict[UUID, tuple[Checked, ...]]:
    """Every check of some devices, oldest first; a device without one has none."""
    found: dict[UUID, list[Checked]] = {one: [] for one in device_ids}
    columns = [_CHECK.c[one.name] for one in fields(Checked)]
    query = select(*columns).where(_CHECK.c.device_id.in_(list(found))).order_by(_CHECK.c.at, _CHECK.c.id)
    for row in unit.connection.execute(query):
        found[row.device_id].append(Checked(**{**row._mapping, "item": item_of(row.item)}))
    return {key: tuple(each) for key, each in found.items()}


# --- stamps and seals --------------------------------------------------------------------------------------


def add_seals(unit: Unit, seals: Iterable[Seal]) -> None:
    """Keep stamps and seals that were put on."""
    on = {"ended_at": None, "ended_by": "", "reason": ""}
    rows = [{**asdict(one), "number_key": number_key(one.number), **on} for one in seals]
    if rows:
        unit.connection.execute(insert(SealRow), rows)


def seal(unit: Unit, seal_id: UUID) -> Seal | None:
    """A stamp or seal by its id."""
    row = unit.connection.execute(select(*_SEAL_COLUMNS).where(_SEAL.c.id == seal_id)).first()
    return None if row is None else Seal(**row._mapping)


def seals_on(unit: Unit, things: Collection[UUID]) -> tuple[Seal, ...]:
    """Every stamp and seal that is or was on some devices or places, in the order in which they were put on."""
    ids = list(things)
    query = (
        select(*_SEAL_COLUMNS)
        .where(or_(_SEAL.c.device_id.in_(ids), _SEAL.c.place_id.in_(ids)))
        .order_by(_SEAL.c.affixed_at, _SEAL.c.number)
    )
    return tuple(Seal(**row._mapping) for row in unit.connection.execute(query))


def seals_numbered(unit: Unit, wanted: Iterable[Seal]) -> tuple[Seal, ...]:
    """Stamps and seals that carry one of these numbers already."""
    keys = {number_key(one.number) for one in wanted}
    query = select(*_SEAL_COLUMNS).where(_SEAL.c.number_key.in_(list(keys)))
    return tuple(Seal(**row._mapping) for row in unit.connection.execute(query))


def end_seals(unit: Unit, seal_ids: Collection[UUID], state: SealState, *, by: str, reason: str) -> None:
    """Stamps and seals are off or broken from now on."""
    values = {"state": state, "ended_at": unit.now, "ended_by": by, "reason": reason}
    unit.connection.execute(update(SealRow).where(_SEAL.c.id.in_(list(seal_ids))).values(**values))


def set_picture(unit: Unit, seal_id: UUID, sha256: str) -> None:
    """The picture of a stamp or seal from now on."""
    unit.connection.execute(update(SealRow).where(_SEAL.c.id == seal_id).values(picture=sha256))


# --- incidents ---------------------------------------------------------------------------------------------


def add_incident(unit: Unit, incident: Incident) -> None:
    """Keep an incident."""
    unit.connection.execute(insert(IncidentRow).values(**asdict(incident)))


def set_incident(unit: Unit, incident: Incident) -> None:
    """How an incident stands now."""
    unit.connection.execute(update(IncidentRow).where(_INCIDENT.c.id == incident.id).values(**asdict(incident)))


def incident(unit: Unit, incident_id: UUID) -> Incident | None:
    """An incident by its id."""
    row = unit.connection.execute(select(_INCIDENT).where(_INCIDENT.c.id == incident_id)).first()
    return None if row is None else Incident(**row._mapping)


def incidents(unit: Unit, *, site_id: UUID | None = None, device_id: UUID | None = None) -> tuple[Incident, ...]:
    """Incidents of a site or a device, or all; the newest first."""
    query = select(_INCIDENT).order_by(_INCIDENT.c.reported_at.desc(), _INCIDENT.c.id)
    if site_id is not None:
        query = query.where(_INCIDENT.c.site_id == site_id)
    if device_id is not None:
        query = query.where(or_(_INCIDENT.c.device_id == device_id, _INCIDENT.c.spare_id == device_id))
    return tuple(Incident(**row._mapping) for row in unit.connection.execute(query))


# --- consumables, requests, duty ---------------------------------------------------------------------------


def add_counts(unit: Unit, counted: Mapping[UUID, int], *, by: str) -> None:
    """So much of each consumable is there now, by its position."""
    rows = [
        {"id": uuid4(), "position_id": key, "at": unit.now, "quantity": quantity, "by": by}
        for key, quantity in counted.items()
    ]
    unit.connection.execute(insert(ConsumableCountRow), rows)


def add_inspection(unit: Unit, inspection: Inspection) -> None:
    """Keep a request to the inspecting body, with its devices."""
    unit.connection.execute(
        insert(InspectionRow).values(
            id=inspection.id,
            site_id=inspection.site_id,
            addressed_to=inspection.addressed_to,
            at=inspection.at,
            by=inspection.by,
        )
    )
    lines = [{"inspection_id": inspection.id, "device_id": one} for one in inspection.device_ids]
    unit.connection.execute(insert(InspectionLineRow), lines)


def inspections(unit: Unit, site_id: UUID) -> tuple[Inspection, ...]:
    """The requests of a site, the newest first."""
    lines: dict[UUID, list[UUID]] = {}
    query = select(_LINE).join(_INSPECTION, _INSPECTION.c.id == _LINE.c.inspection_id)
    for row in unit.connection.execute(query.where(_INSPECTION.c.site_id == site_id).order_by(_LINE.c.device_id)):
        lines.setdefault(row.inspection_id, []).append(row.device_id)
    found = select(_INSPECTION).where(_INSPECTION.c.site_id == site_id).order_by(_INSPECTION.c.at.desc())
    return tuple(
        Inspection(row.id, row.site_id, row.addressed_to, row.at, row.by, tuple(lines.get(row.id, ())))
        for row in unit.connection.execute(found)
    )


def set_duty(unit: Unit, duty: SiteDuty) -> None:
    """Who answers for the equipment of a site from now on."""
    values = {"who": duty.who, "telephone": duty.telephone}
    changed = unit.connection.execute(update(SiteDutyRow).where(_DUTY.c.site_id == duty.site_id).values(**values))
    if not changed.rowcount:
        unit.connection.execute(insert(SiteDutyRow).values(site_id=duty.site_id, **values))


def duty(unit: Unit, site_id: UUID) -> SiteDuty | None:
    """Who answers for the equipment of a site; None where nobody was named."""
    row = unit.connection.execute(select(_DUTY).where(_DUTY.c.site_id == site_id)).first()
    return None if row is None else SiteDuty(row.site_id, row.who, row.telephone)
