"""Deeds on results of earlier terms: looked at first, taken in as a person accepted it, withdrawn with a reason."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from congress.access.registry import One, deed
from congress.access.service import authorise
from congress.access.values import Authority, Role
from congress.earlier import queries, steps
from congress.earlier.rules.framing import check_frame, framed
from congress.earlier.rules.reading import Listed, Understood
from congress.earlier.steps import Coming, Plan
from congress.earlier.template import read_template
from congress.earlier.values import Earlier, Figure, Frame, OutcomeReader, SourceKind, SourceTold, Taken, Withdrawal
from congress.errors import Finding, Malformed, Refused
from congress.records import files
from congress.records import service as records
from congress.store.unit import Unit
from congress.text import canonical_json, clean, unprintable

if TYPE_CHECKING:
    from congress.workspace import Workspace

ARCHIVISTS = One(frozenset({Role.ARCHIVIST, Role.ADMINISTRATOR, Role.SECRETARY}))
"""Take in and withdraw results of earlier terms."""
SOURCE = "earlier-source"
"""Kind of a source in the register of papers."""


@dataclass(frozen=True, slots=True)
class _Handed:
    """A file as a person hands it in, and what they said of it."""

    kind: SourceKind
    data: bytes
    name: str
    digest: str
    remark: str
    confirmed: bool


def look(workspace: "Workspace", *, data: bytes, name: str) -> Plan:
    """What taking in a workbook would do (xem trước): nothing is written. `Malformed` where there is none at all."""
    understood = read_template(data, name=name)
    with workspace.reading() as unit:
        return _plan(unit, workspace, understood, data=data, name=name)


@deed("earlier:import", who=ARCHIVISTS, title="Results of earlier terms taken in")
def accept(
    workspace: "Workspace",
    by: Authority,
    *,
    data: bytes,
    name: str,
    digest: str,
    remark: str = "",
    confirmed: bool = False,
) -> Taken:
    """Take in a workbook (nhập kết quả nhiệm kỳ trước) as a person saw and accepted it: all of it, or nothing.

    `confirmed`: they compared what does not add up with the minutes, and it stands there so.
    """
    understood = read_template(data, name=name)
    return _take(workspace, by, understood, _Handed(SourceKind.WORKBOOK, data, name, digest, clean(remark), confirmed))


def look_at_outcome(workspace: "Workspace", *, data: bytes, name: str, frame: Frame, reader: OutcomeReader) -> Plan:
    """What taking in an outcome's file would do (xem trước); the file doesn't say of what contest it is."""
    understood = _of_outcome(data, name=name, frame=frame, reader=reader)
    with workspace.reading() as unit:
        return _plan(unit, workspace, understood, data=data, name=name)


@deed("earlier:outcome:take", who=ARCHIVISTS, title="Outcome of an earlier term taken in")
def take_outcome(
    workspace: "Workspace",
    by: Authority,
    *,
    data: bytes,
    name: str,
    frame: Frame,
    reader: OutcomeReader,
    digest: str,
    remark: str = "",
    confirmed: bool = False,
) -> Taken:
    """Take in an outcome's file (nhận tệp kết quả) with what its minutes say of the contest."""
    understood = _of_outcome(data, name=name, frame=frame, reader=reader)
    return _take(workspace, by, understood, _Handed(SourceKind.OUTCOME, data, name, digest, clean(remark), confirmed))


@deed("earlier:withdraw", who=ARCHIVISTS, title="Result of an earlier term withdrawn")
def withdraw(workspace: "Workspace", by: Authority, *, contest_id: UUID) -> Earlier:
    """Withdraw a result that was taken in wrongly (rút kết quả), with a reason: it stays, and holds no more."""
    reason = by.due_reason()
    with workspace.unit(by) as unit:
        found = existing(unit, contest_id)
        if found.withdrawn is not None:
            raise Refused("earlier-withdrawn", title=found.result.title)
        queries.withdraw(unit, contest_id, Withdrawal(by.first.person, unit.now, reason))
        unit.record(contest_id, title=found.result.title, term=found.result.term, source=found.source.told.name)
        return existing(unit, contest_id)


def existing(unit: Unit, contest_id: UUID) -> Earlier:
    """Step: the result of an id, or a refusal."""
    found = queries.by_id(unit, contest_id)
    if found is None:
        raise Refused("earlier-unknown")
    return found


def _of_outcome(data: bytes, *, name: str, frame: Frame, reader: OutcomeReader) -> Understood:
    if faults := check_frame(frame):
        raise Malformed(faults)
    result = framed(frame, reader(data, name))
    return Understood((Listed(result, {(Figure.CODE, None): name}),))


def _plan(unit: Unit, workspace: "Workspace", understood: Understood, *, data: bytes, name: str) -> Plan:
    known = steps.known_results(unit, workspace)
    contests, differing, doubts, notes = steps.planned(understood.contests, known)
    faults = (*understood.faults, *differing)
    told = [f"{one.where} {one.coming}" for one in contests]
    told += [f"{one.where} {one.code} {dict(one.facts)}" for one in (*faults, *doubts)]
    digest = hashlib.sha256(data)
    digest.update(repr([one.result for one in contests]).encode())
    digest.update(canonical_json(told).encode())
    return Plan(name, contests, faults, doubts, (*understood.remarks, *notes), digest.hexdigest())


def _take(workspace: "Workspace", by: Authority, understood: Understood, handed: _Handed) -> Taken:
    shown, sha256 = clean(handed.name), hashlib.sha256(handed.data).hexdigest()
    if letters := unprintable(handed.remark):
        raise Malformed([Finding("remark", "letters-not-printable", {"letters": letters})])
    with workspace.reading() as look:
        authorise(look, by, scope_id=None)  # before the file is kept; the unit below asks again
    kept = files.keep(workspace.papers, handed.data, name=shown)
    with workspace.unit(by) as unit:
        plan = _plan(unit, workspace, understood, data=handed.data, name=handed.name)
        if plan.faults:
            raise Malformed(plan.faults)
        if not plan.is_acceptable:
            raise Refused("earlier-nothing-new", file=shown)
        if plan.digest != handed.digest:
            raise Refused("earlier-changed", file=shown)
        if plan.doubts and not handed.confirmed:
            raise Malformed(plan.doubts)
        record = records.register(unit, kept, kind=SOURCE, scope_id=None)
        told = SourceTold(handed.kind, shown, sha256, by.first.person, handed.remark, record.id)
        new = [one.result for one in plan.those(Coming.NEW)]
        steps.take_results(unit, new, source=told)
        same = len(plan.those(Coming.SAME))
        unit.record(
            record.id,
            file=shown,
            sha256=sha256,
            remark=handed.remark,
            new=len(new),
            same=same,
            terms=sorted({one.term for one in new}),
            confirmed=dict(Counter(one.code for one in plan.doubts)),
        )
        return Taken(len(new), same)
