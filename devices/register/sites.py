"""Deeds on what a site needs (việc tại điểm tổ chức): its positions, its rooms, hall and ballot boxes."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import deed
from congress.access.values import Authority
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.term import queries as term_queries
from congress.term.rules import same_name
from congress.term.values import Site
from congress.text import clean
from devices.register import steps
from devices.register.queries import devices, sites
from devices.register.rules import details as rules
from devices.register.service import EQUIPMENT
from devices.register.values.sites import FilledPosition, Needed, Place, PlaceKind, Position

if TYPE_CHECKING:
    from congress.workspace import Workspace


@deed("position:set", who=EQUIPMENT, title="Positions of a site entered")
def set_positions(
    workspace: "Workspace", by: Authority, *, site_id: UUID, needed: Iterable[Needed]
) -> tuple[Position, ...]:
    """Enter what a site needs (nhu cầu của điểm tổ chức), all of it: a position left out is dropped, if it is empty."""
    wanted = tuple(rules.cleaned_needed(one) for one in needed)
    if faults := tuple(rules.check_needed(wanted)):
        raise Malformed(faults)
    with workspace.unit(by) as unit:
        site = _existing(unit, site_id)
        keys = {(one.kind, one.number) for one in wanted}
        gone = [one for one in sites.positions(unit, site_id) if (one.kind, one.number) not in keys]
        there = ((one, devices.device_in(unit, one.id)) for one in gone)
        steps.refuse(
            [
                Finding(device.tag, "position-filled", {"kind": one.kind, "number": one.number, "tag": device.tag})
                for one, device in there
                if device is not None
            ]
        )
        sites.set_positions(unit, site_id, wanted)
        unit.record(site_id, site=site.name, needed=[f"{one.kind} {one.number}: {one.quantity}" for one in wanted])
        return sites.positions(unit, site_id)


@deed("place:make", who=EQUIPMENT, title="Room, hall or ballot box entered")
def make_place(workspace: "Workspace", by: Authority, *, site_id: UUID, kind: PlaceKind, name: str) -> Place:
    """Enter a room, hall or ballot box of a site (phòng, hội trường, hòm phiếu): what may be sealed."""
    wanted = clean(name)
    with workspace.unit(by) as unit:
        site = _existing(unit, site_id)
        if not wanted:
            raise Refused("place-name-missing")
        if faults := rules.check_text(wanted, where="name"):
            raise Malformed(faults)
        if any(one.kind is kind and same_name(one.name, wanted) for one in sites.places(unit, site_id)):
            raise Refused("place-exists", place=wanted)
        made = sites.add_place(unit, site_id, kind=kind, name=wanted)
        unit.record(made.id, site=site.name, kind=str(kind), name=wanted)
        return made


def filled_positions(unit: Unit, site_id: UUID) -> tuple[FilledPosition, ...]:
    """Step: what a site needs, and the devices in it (bố trí tại điểm tổ chức)."""
    return filled_at(unit, [site_id])[site_id]


def filled_at(unit: Unit, site_ids: Collection[UUID]) -> dict[UUID, tuple[FilledPosition, ...]]:
    """Step: what some sites need, and the devices in it, by site."""
    there = {
        device.whereabouts.position_id: device
        for found in devices.devices_at_sites(unit, site_ids).values()
        for device in found
    }
    return {
        site_id: tuple(FilledPosition(one, there.get(one.id)) for one in needed)
        for site_id, needed in sites.positions_at(unit, site_ids).items()
    }


def _existing(unit: Unit, site_id: UUID) -> Site:
    site = term_queries.site(unit, site_id)
    if site is None:
        raise Refused("site-unknown")
    return site
