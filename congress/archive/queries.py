"""The register of packages: reading and adding."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from sqlalchemy import insert, select, update

from congress.archive.rows import PackageEventRow, PackageRow
from congress.archive.values import EventType, Outcome, Package, PackageEvent
from congress.store.unit import Unit

_PACKAGE = PackageRow.__table__
_EVENT = PackageEventRow.__table__


def packages(unit: Unit) -> tuple[Package, ...]:
    """Every package known here, oldest first."""
    query = select(_PACKAGE).order_by(_PACKAGE.c.built_at, _PACKAGE.c.retention, _PACKAGE.c.id)
    return tuple(Package(**row._mapping) for row in unit.connection.execute(query))


def package(unit: Unit, package_id: UUID) -> Package | None:
    """One of them."""
    return next((one for one in packages(unit) if one.id == package_id), None)


def by_manifest(unit: Unit, manifest_sha256: str) -> Package | None:
    """The package of this name among all packages."""
    return next((one for one in packages(unit) if one.manifest_sha256 == manifest_sha256), None)


def add(unit: Unit, package: Package) -> None:
    """Enter a package."""
    unit.connection.execute(insert(PackageRow).values({name: getattr(package, name) for name in Package.__slots__}))


def set_removed(unit: Unit, package_id: UUID) -> None:
    """What the package holds has left this laptop."""
    unit.connection.execute(update(PackageRow).where(PackageRow.id == package_id).values(removed_at=unit.now))


def add_event(
    unit: Unit,
    package_id: UUID,
    kind: EventType,
    *,
    by: str,
    place: str,
    outcome: Outcome = Outcome.SUCCESS,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Note what happened to a package."""
    made = PackageEvent(uuid4(), package_id, kind, unit.now, outcome, place, by, dict(detail or {}))
    values = {name: getattr(made, name) for name in PackageEvent.__slots__}
    unit.connection.execute(insert(PackageEventRow).values(values))


def events(unit: Unit, package_id: UUID | None = None) -> tuple[PackageEvent, ...]:
    """What happened to one package, or to all, oldest first."""
    query = select(_EVENT).order_by(_EVENT.c.at, _EVENT.c.type, _EVENT.c.id)
    if package_id is not None:
        query = query.where(_EVENT.c.package_id == package_id)
    return tuple(PackageEvent(**row._mapping) for row in unit.connection.execute(query))
