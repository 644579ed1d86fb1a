"""What the deeds of this room share (phần chung của các việc): papers made, rows written, gates asked.

Papers are drawn and written under their hash before a unit opens, and registered inside it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ballots.counting import papers, queries, views
from ballots.counting.desk import Desk, Plain
from ballots.counting.events import Event
from ballots.counting.loading import Loaded, load
from ballots.counting.machine import perform
from ballots.counting.values import CountState, PaperKind, Step
from ballots.counting.wording import Drawn
from congress.access.service import authorise, check_gates
from congress.access.values import Authority
from congress.records import files
from congress.records import service as records
from congress.records.values import KeptFile, Record
from congress.store.unit import Unit
from congress.text import clean

if TYPE_CHECKING:
    from congress.workspace import Workspace

OPEN_COUNT = "count:open"
"""The act that the gates are asked about (mở kiểm phiếu): before the desk opens, and again before the count does."""


@dataclass(frozen=True, slots=True)
class StepDone:
    """What a deed at the desk gives back: the desk as it stands, and the papers it yielded."""

    desk: Desk
    papers: tuple[Record, ...] = ()


Made = tuple[tuple[PaperKind, KeptFile], ...]


@contextmanager
def looking(workspace: "Workspace", by: Authority, contest_id: UUID) -> Iterator[Unit]:
    """A look before a paper is drawn: whoever may not do the deed is refused before the work, and again in its unit."""
    with workspace.reading() as unit:
        authorise(unit, by, scope_id=contest_id)
        yield unit


def make(workspace: "Workspace", drawn: Iterable[Drawn]) -> Made:
    """Render papers and write them under their hash; what no deed registers is swept at the next opening."""
    return tuple((one.kind, files.keep(workspace.papers, papers.pdf(one), name=one.name)) for one in drawn)


def register(unit: Unit, made: Made, *, contest_id: UUID) -> tuple[Record, ...]:
    """Step: enter the papers of a deed in the register."""
    return tuple(records.register(unit, kept, kind=str(kind), scope_id=contest_id) for kind, kept in made)


def close(workspace: "Workspace", by: Authority, contest_id: UUID, event: Event) -> StepDone:
    """Close the count, or the counting by hand: entry log and annex are drawn before the unit, registered in it."""
    head = workspace.head()
    with looking(workspace, by, contest_id) as look:
        found = load(look, contest_id)
        perform(found.desk, Plain(event))
        log, concluded = views.entry_log(look, found), views.annex(look, found)
        drawn = papers.of_closing(found, log=log, annex=concluded, head=head, now=look.now)
    made = make(workspace, drawn)
    with workspace.unit(by, scope_id=contest_id) as unit:
        found = load(unit, contest_id)
        after = perform(found.desk, Plain(event))
        registered = register(unit, made, contest_id=contest_id)
        write(unit, found, after, by, event=event, figures={}, record=registered[0])
        agreed = found.agreement
        said: dict[str, Any] = (
            {} if agreed is None else {"counts": agreed.counts, "alike": agreed.alike, "differed": agreed.differed}
        )
        unit.record(contest_id, **said, piles=len(after.piles), papers=[record.sha256 for record in registered])
    return StepDone(after, registered)


def ask_gates(workspace: "Workspace", unit: Unit, contest_id: UUID, *, site_id: UUID | None) -> dict[str, Any]:
    """Step: refuse while a gate blocks counting here; gives how each stood and who overruled what, for the journal."""
    passed = check_gates(unit, gates=workspace.house.gates, act=OPEN_COUNT, scope_id=contest_id, site_id=site_id)
    overruled = [f"{blocker.code}: {one.first}, {one.second}" for one in passed.overrulings for blocker in one.blockers]
    return {"gates": [standing.code for standing in passed.standings], "overruled": overruled}


def write(
    unit: Unit,
    found: Loaded,
    after: Desk,
    by: Authority,
    *,
    event: Event,
    figures: Mapping[str, object],
    record: Record | None = None,
) -> None:
    """Step: keep one deed at the desk and where the desk stands after it."""
    queries.add_step(
        unit,
        found.stored.contest_id,
        event=str(event),
        by=by.first.person,
        second=None if by.second is None else by.second.person,
        reason=clean(by.reason) if by.reason else None,
        figures=figures,
        record_id=None if record is None else record.id,
    )
    move(unit, found, after)


def move(unit: Unit, found: Loaded, after: Desk) -> None:
    """Step: the desk's place, and its counts open or closed as that place asks."""
    queries.move_desk(unit, found.stored.contest_id, step=after.step, by_hand=after.by_hand)
    if after.by_hand:
        return
    keying = after.step in {Step.KEY, Step.CONCLUDE}
    queries.set_counts(unit, found.stored.contest_id, CountState.OPEN if keying else CountState.CLOSED)
