"""Reading and writing checks, seals, incidents, consumables and requests for inspection."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, and_, func, insert, or_, select, update

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
    IncidentKind,
    IncidentState,
    Inspection,
    Item,
    Seal,
    SealKind,
    SealState,
    SiteDuty,
)

_CHECK = CheckRow.__table__
_SEAL = SealRow.__table__
_INCIDENT = IncidentRow.__table__
_COUNT = ConsumableCountRow.__table__
_INSPECTION = InspectionRow.__table__
_LINE = InspectionLineRow.__table__
_DUTY = SiteDutyRow.__table__


# --- checks ------------------------------------------------------------------------------------------------


def add_checks(unit: Unit, checks: Iterable[Checked]) -> None:
    """Keep checks that were done."""
    rows = [
        {
            "id": uuid4(),
            "device_id": one.device_id,
            "item": one.item,
            "at": one.at,
            "passed": one.passed,
            "value": one.value,
            "note": one.note,
            "picture": one.picture,
            "by": one.by,
        }
        for one in checks
    ]
    if rows:
        unit.session.execute(insert(CheckRow), rows)


def checks(unit: Unit, device_ids: Collection[UUID]) -> dict[UUID, tuple[Checked, ...]]:
    """Every check of some devices, oldest first; a device without one has none."""
    found: dict[UUID, list[Checked]] = {one: [] for one in device_ids}
    query = select(_CHECK).where(_CHECK.c.device_id.in_(list(found))).order_by(_CHECK.c.at, _CHECK.c.id)
    for row in unit.session.execute(query):
        found[row.device_id].append(_checked(row))
    return {key: tuple(each) for key, each in found.items()}


def _checked(row: Row[Any]) -> Checked:
    return Checked(row.device_id, Item(row.item), row.at, row.passed, row.by, row.value, row.note, row.picture)


# --- stamps and seals --------------------------------------------------------------------------------------


def add_seals(unit: Unit, seals: Iterable[Seal]) -> None:
    """Keep stamps and seals that were put on."""
    rows = [
        {
            "id": one.id,
            "kind": one.kind,
            "number": one.number,
            "number_key": number_key(one.number),
            "issuer": one.issuer,
            "device_id": one.device_id,
            "place_id": one.place_id,
            "spot": one.spot,
            "affixed_at": one.affixed_at,
            "expires_on": one.expires_on,
            "picture": one.picture,
            "state": one.state,
            "ended_at": None,
            "ended_by": "",
            "reason": "",
        }
        for one in seals
    ]
    if rows:
        unit.session.execute(insert(SealRow), rows)


def seal(unit: Unit, seal_id: UUID) -> Seal | None:
    """A stamp or seal by its id."""
    row = unit.session.execute(select(_SEAL).where(_SEAL.c.id == seal_id)).first()
    return None if row is None else _seal(row)


def seals_on(unit: Unit, things: Collection[UUID]) -> tuple[Seal, ...]:
    """Every stamp and seal that is or was on some devices or places, in the order in which they were put on."""
    ids = list(things)
    query = (
        select(_SEAL)
        .where(or_(_SEAL.c.device_id.in_(ids), _SEAL.c.place_id.in_(ids)))
        .order_by(_SEAL.c.affixed_at, _SEAL.c.number)
    )
    return tuple(_seal(row) for row in unit.session.execute(query))


def seals_numbered(unit: Unit, wanted: Iterable[Seal]) -> tuple[Seal, ...]:
    """Stamps and seals that carry one of these numbers already."""
    keys = {number_key(one.number) for one in wanted}
    query = select(_SEAL).where(_SEAL.c.number_key.in_(list(keys)))
    return tuple(_seal(row) for row in unit.session.execute(query))


def end_seal(unit: Unit, seal_id: UUID, state: SealState, *, by: str, reason: str) -> None:
    """A stamp or seal is off or broken from now on."""
    values = {"state": state, "ended_at": unit.now, "ended_by": by, "reason": reason}
    unit.session.execute(update(SealRow).where(_SEAL.c.id == seal_id).values(**values))


def _seal(row: Row[Any]) -> Seal:
    return Seal(
        id=row.id,
        kind=SealKind(row.kind),
        number=row.number,
        issuer=row.issuer,
        affixed_at=row.affixed_at,
        device_id=row.device_id,
        place_id=row.place_id,
        spot=row.spot,
        expires_on=row.expires_on,
        state=SealState(row.state),
        picture=row.picture,
    )


# --- incidents ---------------------------------------------------------------------------------------------


def add_incident(unit: Unit, incident: Incident) -> None:
    """Keep an incident."""
    unit.session.execute(insert(IncidentRow).values(id=incident.id, **_incident_values(incident)))


def set_incident(unit: Unit, incident: Incident) -> None:
    """How an incident stands now."""
    unit.session.execute(update(IncidentRow).where(_INCIDENT.c.id == incident.id).values(**_incident_values(incident)))


def incident(unit: Unit, incident_id: UUID) -> Incident | None:
    """An incident by its id."""
    row = unit.session.execute(select(_INCIDENT).where(_INCIDENT.c.id == incident_id)).first()
    return None if row is None else _incident(row)


def incidents(unit: Unit, *, site_id: UUID | None = None, device_id: UUID | None = None) -> tuple[Incident, ...]:
    """Incidents of a site or a device, or all; the newest first."""
    query = select(_INCIDENT).order_by(_INCIDENT.c.reported_at.desc(), _INCIDENT.c.id)
    if site_id is not None:
        query = query.where(_INCIDENT.c.site_id == site_id)
    if device_id is not None:
        query = query.where(or_(_INCIDENT.c.device_id == device_id, _INCIDENT.c.spare_id == device_id))
    return tuple(_incident(row) for row in unit.session.execute(query))


def _incident_values(incident: Incident) -> Mapping[str, Any]:
    return {
        "kind": incident.kind,
        "device_id": incident.device_id,
        "site_id": incident.site_id,
        "position_id": incident.position_id,
        "reported_at": incident.reported_at,
        "what": incident.what,
        "by": incident.by,
        "state": incident.state,
        "spare_id": incident.spare_id,
        "data_moved": incident.data_moved,
        "restored_at": incident.restored_at,
        "closed_at": incident.closed_at,
        "outcome": incident.outcome,
    }


def _incident(row: Row[Any]) -> Incident:
    return Incident(
        id=row.id,
        kind=IncidentKind(row.kind),
        device_id=row.device_id,
        reported_at=row.reported_at,
        what=row.what,
        by=row.by,
        site_id=row.site_id,
        position_id=row.position_id,
        state=IncidentState(row.state),
        spare_id=row.spare_id,
        data_moved=row.data_moved,
        restored_at=row.restored_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
    )


# --- consumables, requests, duty ---------------------------------------------------------------------------


def add_count(unit: Unit, position_id: UUID, quantity: int, *, by: str) -> None:
    """So much of a consumable is there now."""
    values = {"id": uuid4(), "position_id": position_id, "at": unit.now, "quantity": quantity, "by": by}
    unit.session.execute(insert(ConsumableCountRow).values(**values))


def stock(unit: Unit, position_ids: Collection[UUID]) -> dict[UUID, int]:
    """The newest count of each consumable; one never counted is not there."""
    last = (
        select(_COUNT.c.position_id, func.max(_COUNT.c.at).label("at"))
        .where(_COUNT.c.position_id.in_(list(position_ids)))
        .group_by(_COUNT.c.position_id)
        .subquery()
    )
    newest = and_(_COUNT.c.position_id == last.c.position_id, _COUNT.c.at == last.c.at)
    query = select(_COUNT.c.position_id, _COUNT.c.quantity).join(last, newest)
    found: dict[UUID, int] = {}
    for row in unit.session.execute(query):
        # Two counts at the same moment: the lower one is believed.
        found[row.position_id] = min(row.quantity, found.get(row.position_id, row.quantity))
    return found


def add_inspection(unit: Unit, inspection: Inspection) -> None:
    """Keep a request to the inspecting body, with its devices."""
    unit.session.execute(
        insert(InspectionRow).values(
            id=inspection.id,
            site_id=inspection.site_id,
            addressed_to=inspection.addressed_to,
            at=inspection.at,
            by=inspection.by,
        )
    )
    lines = [{"inspection_id": inspection.id, "device_id": one} for one in inspection.device_ids]
    unit.session.execute(insert(InspectionLineRow), lines)


def inspections(unit: Unit, site_id: UUID) -> tuple[Inspection, ...]:
    """The requests of a site, the newest first."""
    lines: dict[UUID, list[UUID]] = {}
    query = select(_LINE).join(_INSPECTION, _INSPECTION.c.id == _LINE.c.inspection_id)
    for row in unit.session.execute(query.where(_INSPECTION.c.site_id == site_id).order_by(_LINE.c.device_id)):
        lines.setdefault(row.inspection_id, []).append(row.device_id)
    found = select(_INSPECTION).where(_INSPECTION.c.site_id == site_id).order_by(_INSPECTION.c.at.desc())
    return tuple(
        Inspection(row.id, row.site_id, row.addressed_to, row.at, row.by, tuple(lines.get(row.id, ())))
        for row in unit.session.execute(found)
    )


def set_duty(unit: Unit, duty: SiteDuty) -> None:
    """Who answers for the equipment of a site from now on."""
    values = {"who": duty.who, "telephone": duty.telephone}
    changed = unit.session.execute(update(SiteDutyRow).where(_DUTY.c.site_id == duty.site_id).values(**values))
    if not changed.rowcount:  # type: ignore[attr-defined]  # an UPDATE tells it
        unit.session.execute(insert(SiteDutyRow).values(site_id=duty.site_id, **values))


def duty(unit: Unit, site_id: UUID) -> SiteDuty | None:
    """Who answers for the equipment of a site; None where nobody was named."""
    row = unit.session.execute(select(_DUTY).where(_DUTY.c.site_id == site_id)).first()
    return None if row is None else SiteDuty(row.site_id, row.who, row.telephone)
