"""Deeds that yield papers: the certificate of a site, the minutes of stamps put on, the request for inspection."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.errors import Finding, Refused
from congress.records import files
from congress.records import service as records
from congress.records.values import Record
from congress.store.unit import Unit
from congress.term import queries as term
from devices.readiness import papers, queries, sheets, steps
from devices.readiness.papers import About
from devices.readiness.queries import congress as of_congress
from devices.readiness.rules import seals as rules
from devices.readiness.rules.sites import lacks, site_standing
from devices.readiness.service import TEAM
from devices.readiness.values import Inspection, SealKind
from devices.register import steps as register
from devices.register.queries import devices as device_queries
from devices.register.queries import sites
from devices.register.sites import filled_positions
from devices.register.values.devices import Device
from devices.register.values.sites import Place

if TYPE_CHECKING:
    from congress.workspace import Workspace


class PaperKind(StrEnum):
    """What a paper of a site is (loại văn bản)."""

    CERTIFICATE = "site-certificate"
    SEAL_MINUTES = "seal-minutes"
    SEAL_SHEET = "seal-sheet"
    REQUEST = "inspection-request"
    REQUEST_SHEET = "inspection-sheet"
    INCIDENT = "incident-report"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for inspection and its papers: PDF to be signed, XLSX to be filled with the stamps' numbers."""

    inspection: Inspection
    papers: tuple[Record, ...]


@deed("site:certificate:print", who=TEAM, title="Certificate of a site's readiness printed")
def print_certificate(workspace: "Workspace", by: Authority, *, site_id: UUID, sample: bool = False) -> Record:
    """Print whether a site is ready (giấy xác nhận sẵn sàng), with what is still lacking."""
    with _looking(workspace, by, site_id, sample=sample) as (look, about):
        site, on = steps.site_now(look, site_id), steps.today(look.now)
        lacking = tuple(lacks(site))
        filled = filled_positions(look, site_id)
        seals = queries.seals_on(look, [one.device.id for one in filled if one.device is not None])
        changes = of_congress.changes(look, about.congress.id)
        own = of_congress.own_items(look, about.congress.id)
        paper = papers.certificate(about, site_standing(site, on=on), lacking, filled, seals, changes, own, on)
    kept = files.keep_paper(workspace.papers, paper, name=f"Xác nhận sẵn sàng - {about.site.name}.pdf")
    with workspace.unit(by) as unit:
        record = records.register(unit, kept, kind=str(PaperKind.CERTIFICATE), scope_id=site_id)
        unit.record(site_id, site=about.site.name, lacks=len(lacking), paper=record.sha256)
        return record


@deed("seal:minutes:print", who=TEAM, title="Minutes of stamps and seals printed")
def print_seal_minutes(
    workspace: "Workspace", by: Authority, *, site_id: UUID, sample: bool = False
) -> tuple[Record, Record]:
    """Print the minutes of the stamps and seals that hold at a site (biên bản dán tem): PDF to sign, XLSX beside."""
    with _looking(workspace, by, site_id, sample=sample) as (look, about):
        things = _things(look, site_id)
        on = steps.today(look.now)
        holding = [one for one in queries.seals_on(look, list(things)) if rules.holds(one, on=on)]
        if not holding:
            raise Refused("seals-none")
        paper, sheet = papers.seal_minutes(about, holding, things), sheets.seals_workbook(about, holding, things)
    name = f"Biên bản dán tem - {about.site.name}"
    pdf = files.keep_paper(workspace.papers, paper, name=f"{name}.pdf")
    xlsx = files.keep(workspace.papers, sheet, name=f"{name}.xlsx")
    with workspace.unit(by) as unit:
        minutes = records.register(unit, pdf, kind=str(PaperKind.SEAL_MINUTES), scope_id=site_id)
        table = records.register(unit, xlsx, kind=str(PaperKind.SEAL_SHEET), scope_id=site_id)
        made = [minutes.sha256, table.sha256]
        unit.record(site_id, site=about.site.name, seals=len(holding), papers=made)
        return minutes, table


@deed("seal:request", who=TEAM, title="Inspection requested")
def request_inspection(
    workspace: "Workspace",
    by: Authority,
    *,
    site_id: UUID,
    addressed_to: str,
    tags: Iterable[str] | None = None,
    sample: bool = False,
) -> Asked:
    """Ask for devices of a site to be inspected (đề nghị kiểm định): those named, else all without a stamp."""
    said = steps.words({"addressed_to": addressed_to}, needed=("addressed_to",))
    with _looking(workspace, by, site_id, sample=sample) as (look, about):
        devices = _without_stamp(look, site_id) if tags is None else register.found(look, tags)
        elsewhere = [one for one in devices if one.whereabouts.site_id != site_id]
        register.refuse([Finding(one.tag, "device-at-another-site", {"tag": one.tag}) for one in elsewhere])
        if not devices:
            raise Refused("inspection-not-needed", site=about.site.name)
        ids = tuple(sorted((one.id for one in devices), key=str))
        asked = Inspection(uuid4(), site_id, said["addressed_to"], look.now, by.first.person, ids)
        paper = papers.inspection_request(about, asked, devices)
        sheet = sheets.stamps_workbook(devices, title=f"Đề nghị kiểm định - {about.site.name}", created=look.now)
    name = f"Đề nghị kiểm định - {about.site.name}"
    pdf = files.keep_paper(workspace.papers, paper, name=f"{name}.pdf")
    xlsx = files.keep(workspace.papers, sheet, name=f"{name}.xlsx")
    with workspace.unit(by) as unit:
        queries.add_inspection(unit, asked)
        made = tuple(
            records.register(unit, kept, kind=str(kind), scope_id=site_id)
            for kind, kept in ((PaperKind.REQUEST, pdf), (PaperKind.REQUEST_SHEET, xlsx))
        )
        unit.record(
            asked.id,
            site=about.site.name,
            addressed_to=asked.addressed_to,
            papers=[record.sha256 for record in made],
            **register.listed(devices),
        )
        return Asked(asked, made)


@deed("incident:print", who=TEAM, title="Report of an incident printed")
def print_incident(workspace: "Workspace", by: Authority, *, incident_id: UUID, sample: bool = False) -> Record:
    """Print what happened to a device (báo cáo sự cố); of a security incident with whom it goes to."""
    with workspace.reading() as look:
        incident = queries.incident(look, incident_id)
    if incident is None or incident.site_id is None:
        raise Refused("incident-unknown" if incident is None else "incident-without-site")
    with _looking(workspace, by, incident.site_id, sample=sample) as (look, about):
        ids = [one for one in (incident.device_id, incident.spare_id) if one is not None]
        devices = device_queries.devices_by_id(look, ids)
        spare = None if incident.spare_id is None else devices[incident.spare_id]
        contacts = of_congress.contacts(look, about.congress.id)
        paper = papers.incident_report(about, incident, devices[incident.device_id], spare, contacts)
    kept = files.keep_paper(workspace.papers, paper, name=f"Báo cáo sự cố - {devices[incident.device_id].tag}.pdf")
    with workspace.unit(by) as unit:
        record = records.register(unit, kept, kind=str(PaperKind.INCIDENT), scope_id=incident.site_id)
        unit.record(incident_id, tag=devices[incident.device_id].tag, paper=record.sha256)
        return record


@contextmanager
def _looking(workspace: "Workspace", by: Authority, site_id: UUID, *, sample: bool) -> Iterator[tuple[Unit, About]]:
    """A look before a paper is drawn: whoever may not do the deed is refused before the work, and in its unit."""
    head = workspace.head()
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=None)
        site = term.site(unit, site_id)
        held = None if site is None else term.congress(unit, site.congress_id)
        if site is None or held is None:
            raise Refused("site-unknown")
        yield unit, About(held, site, head, unit.now, queries.duty(unit, site_id), sample)


def _things(unit: Unit, site_id: UUID) -> dict[UUID, Device | Place]:
    found: dict[UUID, Device | Place] = {one.id: one for one in device_queries.devices_at(unit, site_id)}
    found.update((one.id, one) for one in sites.places(unit, site_id))
    return found


def _without_stamp(unit: Unit, site_id: UUID) -> tuple[Device, ...]:
    devices = device_queries.devices_at(unit, site_id)
    seals = queries.seals_on(unit, [one.id for one in devices])
    on = steps.today(unit.now)
    return tuple(one for one in devices if rules.held(seals, one.id, SealKind.INSPECTION, on=on) is None)
