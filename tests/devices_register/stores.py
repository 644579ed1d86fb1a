"""Bodies and devices for tests (đơn vị, thiết bị mẫu): those of Đam Rông, as plan 02-PA/HU has them."""

import csv
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from congress.store.unit import Unit
from congress.term import bodies as term
from congress.term import service as terms
from congress.term.values import BodyDetails, BodyKind, CongressDetails, CongressKind, MergerDetails, MergerPart, Site
from devices.register import service
from devices.register.queries import mergers
from devices.register.values.devices import Category, Device, DeviceDetails, NewDevice
from tests.workspaces import Office

TECHNICIAN, ADMINISTRATOR = "hoitruong", "quantri"
HAVE = """Đảng ủy xã Đạ K' Nàng,3,3,0,0
Đảng ủy xã Phi Liêng,3,3,0,0
Đảng ủy xã Liêng Srônh,3,2,0,1
Đảng ủy xã Đạ Rsal,3,3,0,0
Đảng ủy xã Rô Men,3,3,0,1
Đảng ủy xã Đạ M' Rông,3,3,0,1
Đảng ủy xã Đạ Tông,3,3,0,0
Đảng ủy xã Đạ Long,2,2,0,1
Đảng ủy xã Đưng K' Nớ,3,3,0,0
Cơ quan Huyện ủy,29,28,1,1"""
INTO = {1: (0, 1), 2: (9, 4, 2), 3: (5, 3), 4: (7, 6, 8)}
"""Đam Rông 1 to 4, and the places of the old bodies in the list above that go into each."""
CATEGORIES = (Category.COMPUTER, Category.PRINTER, Category.PHOTOCOPIER, Category.SCANNER)
DETAILS = CongressDetails(
    title="Đại hội đại biểu Đảng bộ xã Đam Rông 1 lần thứ I",
    kind=CongressKind.DELEGATES,
    body="Đảng bộ xã Đam Rông 1",
    session="Đại hội đại biểu lần thứ I",
    place="Đam Rông",
)


@dataclass(frozen=True, slots=True)
class DamRong:
    """The ten old bodies, the four new ones."""

    old: tuple[UUID, ...]
    new: tuple[UUID, ...]


def dam_rong(office: Office) -> DamRong:
    """Enter the bodies."""
    by, workspace = office.by(TECHNICIAN), office.workspace
    names = [row[0] for row in csv.reader(HAVE.splitlines())]
    kinds = [BodyKind.AGENCY if name.startswith("Cơ quan") else BodyKind.COMMUNE for name in names]
    old = term.make_bodies(workspace, by, details=map(BodyDetails, names, kinds))
    new = term.make_bodies(
        workspace,
        by,
        details=[BodyDetails(f"Đảng ủy xã Đam Rông {n}", BodyKind.COMMUNE, opened_on=date(2025, 7, 1)) for n in INTO],
    )
    return DamRong(tuple(body.id for body in old), tuple(body.id for body in new))


def decision(known: DamRong, *, whole: bool = True) -> MergerDetails:
    """The decision that merges them."""
    parts = [MergerPart(known.old[o], known.new[n - 1], whole) for n, olds in INTO.items() for o in olds]
    return MergerDetails("2147-KL/HU", date(2025, 4, 14), date(2025, 7, 1), tuple(parts))


def all_devices(known: DamRong) -> list[NewDevice]:
    """A device for each that the plan counts: 55 computers, 53 printers, a photocopier, 5 scanners."""
    found = []
    for body, row in zip(known.old, csv.reader(HAVE.splitlines()), strict=True):
        for category, number in zip(CATEGORIES, map(int, row[1:]), strict=True):
            found += [NewDevice(DeviceDetails(category, body, model=f"{category} mẫu"))] * number
    return found


def registered(office: Office, devices: Iterable[NewDevice]) -> tuple[Device, ...]:
    """Enter devices."""
    return service.register(office.workspace, office.by(TECHNICIAN), devices=devices)


def a_site(office: Office, name: str = "Hội trường A") -> Site:
    """A site of a congress."""
    by = office.by("thuky")
    with office.workspace.reading() as unit:
        from congress.term import queries

        known = queries.congresses(unit)
    if not known:
        term_made = terms.make_term(office.workspace, by, begins=2025, ends=2030)
        known = (terms.make_congress(office.workspace, by, term_id=term_made.id, details=DETAILS),)
    return terms.make_site(office.workspace, by, congress_id=known[0].id, name=name)


def have(unit: Unit, *, merged: Mapping[UUID, UUID] | None = None) -> dict[tuple[UUID, Category], int]:
    """How many devices count as Có, by owner and category; `merged` tells which bodies count as which."""
    found: Counter[tuple[UUID, Category]] = Counter()
    for owned, number in mergers.have(unit, []).items():
        found[(merged or {}).get(owned.now, owned.now), owned.category] += number
    return dict(found)


def have_before(unit: Unit, merger_ids: Collection[UUID]) -> dict[tuple[UUID, Category], int]:
    """The same by whose they were before decisions."""
    found: Counter[tuple[UUID, Category]] = Counter()
    for owned, number in mergers.have(unit, merger_ids).items():
        found[owned.before, owned.category] += number
    return dict(found)
