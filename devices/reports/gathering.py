"""Step: everything that a report tells, read at one moment (tổng hợp số liệu)."""

from collections.abc import Collection, Iterator
from uuid import UUID

from congress.access import queries as access
from congress.errors import Finding
from congress.store.unit import Unit
from congress.term import queries as term
from congress.term import service as congresses
from devices.custody import rules as custody
from devices.custody import views as handovers
from devices.custody.views import HandoverSeen
from devices.readiness import queries as readiness
from devices.readiness.views import sites_of
from devices.register.queries import devices as register
from devices.register.values.devices import Condition, Device, DeviceState
from devices.reports.values import HandoverTold, IncidentTold, OverrulingTold, Report, SiteTold

_GONE_WRONG = frozenset({DeviceState.LOST, DeviceState.REPAIR})


def report_of(unit: Unit, congress_id: UUID, *, contest_ids: Collection[UUID] = ()) -> Report:
    """Step: what is known of a congress's equipment now; `contest_ids`: whose overruled gates belong to it."""
    congress = congresses.existing(unit, congress_id)
    lines = sites_of(unit, congress_id)
    site_ids = [one.site.id for one in lines]
    seen = handovers.seen(unit, congress_id=congress_id)
    names = {body.id: body.name for body in term.bodies(unit)}
    standing_there = register.devices_at_sites(unit, site_ids)
    sites = tuple(
        SiteTold(one.site.name, one.standing, one.lacks, one.now.who, standing_there[one.site.id]) for one in lines
    )
    site_names = {one.site.id: one.site.name for one in lines}
    incidents = [one for one in readiness.incidents(unit) if one.site_id in site_names]
    ids = {key for one in incidents for key in (one.device_id, one.spare_id) if key is not None}
    ids |= {key for one in seen for key in one.handover.device_ids}
    devices = register.devices_by_id(unit, ids) | {one.id: one for site in sites for one in site.devices}
    return Report(
        congress=congress,
        at=unit.now,
        sites=sites,
        incidents=tuple(
            IncidentTold(
                one,
                devices[one.device_id],
                None if one.spare_id is None else devices[one.spare_id],
                "" if one.site_id is None else site_names[one.site_id],
            )
            for one in sorted(incidents, key=lambda one: (one.reported_at, str(one.id)))
        ),
        overrulings=tuple(
            OverrulingTold(
                one.at,
                tuple(Finding(each.thing, each.code, each.facts) for each in one.blockers),
                one.reason,
                one.first,
                one.second,
            )
            for one in access.overrulings_of(unit, scope_ids=contest_ids, site_ids=site_ids)
        ),
        handovers=tuple(_told(one, devices, names) for one in reversed(seen)),
        damaged=tuple(sorted((one for one in devices.values() if _is_damaged(one)), key=lambda one: one.tag)),
        holders={
            one.tag: ", ".join(part for part in (one.custody.holder_name, names[one.custody.holder_id]) if part)
            for one in devices.values()
        },
    )


def _is_damaged(device: Device) -> bool:
    return device.condition is Condition.BROKEN or device.state in _GONE_WRONG


def _told(one: HandoverSeen, devices: dict[UUID, Device], names: dict[UUID, str]) -> HandoverTold:
    return HandoverTold(
        one.handover,
        names[one.handover.taker.body_id],
        tuple(devices[key] for key in one.out),
        tuple(_differences(one, devices)),
    )


def _differences(one: HandoverSeen, devices: dict[UUID, Device]) -> Iterator[Finding]:
    went = {line.device_id: line for line in one.handover.lines}
    for back in one.returns:
        for line in back.lines:
            yield from custody.differences(went[line.device_id], line, devices[line.device_id].tag, kind=back.kind)
