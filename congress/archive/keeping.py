"""Deeds on packages that are kept (bảo quản hồ sơ): their fixity checked, its schedule, their repair."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import deed
from congress.access.service import authorise
from congress.access.values import Authority
from congress.archive import fixity, queries, repairing
from congress.archive.digesting import Advance, silent
from congress.archive.fixity import Fixity
from congress.archive.repairing import Repaired
from congress.archive.scheduling import MOST_MONTHS, SCHEDULE
from congress.archive.service import ARCHIVISTS, anchors
from congress.archive.values import EventType, Package
from congress.errors import Finding, Malformed, Refused
from congress.store.unit import Unit
from congress.workspace import ARCHIVE

if TYPE_CHECKING:
    from congress.workspace import Workspace


def look_at(
    workspace: "Workspace", package_id: UUID, *, place: Path | None = None, advance: Advance = silent
) -> Fixity:
    """Step: read a package byte by byte, at its own place or where a copy of it is; goes on where it was broken off.

    No deed holds others up meanwhile: `check_fixity` enters what was found. An error that `advance` raises breaks it
    off, and what was read by then is remembered.
    """
    with workspace.reading() as look:
        package, now = existing(look, package_id), look.now
    where = Path(package.place) if place is None else place
    with fixity.Kept(_memory(workspace, package), package, where, now) as kept:
        found = fixity.check(package, where, trust=_trust(workspace, package), advance=advance, kept=kept)
        kept.forget()
    return found


@deed("archive:fixity", who=ARCHIVISTS, title="Package's fixity checked")
def check_fixity(workspace: "Workspace", by: Authority, *, found: Fixity) -> None:
    """Enter a check of a package (kiểm tra tính toàn vẹn): one event of the package, one entry of the journal."""
    with workspace.unit(by) as unit:
        package = existing(unit, found.package.id)
        queries.add_event(
            unit,
            package.id,
            EventType.FIXITY,
            by=by.first.person,
            place=str(found.place),
            outcome=found.outcome,
            detail=found.detail(),
        )
        unit.record(package.id, scope_id=None, title=package.title, outcome=found.outcome.value, **found.detail())


@deed("archive:repair", who=ARCHIVISTS, title="Package repaired from a second copy")
def repair(
    workspace: "Workspace", by: Authority, *, package_id: UUID, copy: Path, advance: Advance = silent
) -> tuple[Repaired, Fixity]:
    """Bring damaged and missing files of a package from a second copy (phục hồi từ bản sao), and read all of it again.

    One person with a reason: what a file has to be is said by the signed list that was entered here, not by people.
    A repair that was broken off goes on, and its entry tells of all of it.
    """
    by.due_reason()
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)
        package, now = existing(look, package_id), look.now
        entered = {str(one.detail.get("aside")) for one in queries.events(look, package_id)}
    place = Path(package.place)
    goes_on = repairing.broken_off(place, entered=entered)
    made = repairing.repair(package, place, copy, at=now, advance=advance, goes_on=goes_on)
    _memory(workspace, package).unlink(missing_ok=True)
    after = fixity.check(package, place, trust=_trust(workspace, package), advance=advance)
    said = {
        "copy": str(copy),
        "brought": list(made.brought),
        "set_aside": list(made.set_aside),
        "left": list(made.left),
        "aside": str(made.aside),
    }
    with workspace.unit(by) as unit:
        for kind, detail in ((EventType.RECOVERY, said), (EventType.FIXITY, after.detail())):
            queries.add_event(
                unit,
                package.id,
                kind,
                by=by.first.person,
                place=str(place),
                outcome=after.outcome,
                detail=detail,
            )
        unit.record(package.id, scope_id=None, title=package.title, outcome=after.outcome.value, **said)
    return made, after


@deed(SCHEDULE, who=ARCHIVISTS, title="Months between checks of packages set")
def set_months(workspace: "Workspace", by: Authority, *, months: int) -> None:
    """Say how many months lie between two checks of a package (chu kỳ kiểm tra)."""
    if not 1 <= months <= MOST_MONTHS:
        raise Malformed([Finding("months", "fixity-months-wrong", {"most": MOST_MONTHS})])
    with workspace.unit(by) as unit:
        unit.record(workspace.settings.tag, months=months)


def existing(unit: Unit, package_id: UUID) -> Package:
    """Step: a package that is known and still here."""
    found = queries.package(unit, package_id)
    if found is None:
        raise Refused("package-not-known", name=str(package_id))
    if found.removed_at is not None:
        raise Refused("package-removed", title=found.title, day=f"{found.removed_at.astimezone():%d/%m/%Y}")
    return found


def named(unit: Unit, text: str) -> Package:
    """Step: the package that somebody names: by its folder or zip, by its id."""
    place = Path(text).resolve()
    for one in queries.packages(unit):
        if text == str(one.id) or place == Path(one.place).resolve():
            return existing(unit, one.id)
    raise Refused("package-not-known", name=text)


def _trust(workspace: "Workspace", package: Package) -> tuple[bytes, ...]:
    """A package of another body is known by its name, not by our authority."""
    return () if package.foreign else anchors(workspace)


def _memory(workspace: "Workspace", package: Package) -> Path:
    return workspace.folder / ARCHIVE / f"fixity-{package.id}.jsonl"
