"""What a station needs to key a contest's piles (thiết lập máy trạm), from the machine that opened the desk.

The station gets its own key of readings; papers made at the desk, their register and what others keyed stay behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from ballots.contests import exchange as contests
from ballots.counting import queries, tags
from ballots.counting.events import EVENT_OF_STEP, Event
from ballots.counting.exchange import DESK
from ballots.counting.handing import about_of, unlike
from ballots.counting.loading import load
from ballots.counting.rows import BallotCountRow, DeskRow, DeskStepRow, PileRow
from ballots.counting.values import CountState, Step
from congress.access import queries as accounts
from congress.access.exchange import station_people
from congress.cargo import About, Loaded
from congress.chapters import Chapter, TableChapter
from congress.errors import Finding, Malformed, Refused
from congress.store.tables import Kept, NotKept
from congress.store.unit import Unit
from congress.term import exchange as term
from congress.term import queries as terms

NAME = "setup"
_OWN = "mỗi máy ghi riêng"
_STEPS = {*map(str, EVENT_OF_STEP.values()), str(Event.EXPLAINED), str(Event.ALIENS_DECIDED), str(Event.COUNT_OPENED)}
_INSTEAD = {
    DeskRow: {"step": NotKept(_OWN, lambda _: Step.KEY)},
    DeskStepRow: {"record_id": NotKept("văn bản ở lại máy lập bàn kiểm phiếu", lambda _: None)},
    BallotCountRow: {
        "state": NotKept(_OWN, lambda _: CountState.OPEN),
        "closed_at": NotKept(_OWN, lambda _: None),
    },
}


@dataclass(frozen=True, slots=True)
class SetupCargo:
    """A contest at keying, with everybody who may key it (thiết lập máy trạm)."""

    name: str = NAME

    def scopes(self, unit: Unit) -> tuple[UUID, ...]:
        """Step: the contests that are at keying, whose desk was opened here."""
        found = ((contest, queries.desk(unit, contest)) for contest, _ in queries.begun(unit))
        return tuple(
            contest
            for contest, desk in found
            if desk is not None and (desk.step, desk.by_hand, desk.machine) == (Step.KEY, False, unit.machine)
        )

    def load(self, unit: Unit, scope_id: UUID) -> Loaded:
        """Step: what leaves; refused before the counts are opened and after they are closed."""
        found = load(unit, scope_id)
        if found.desk.station:
            raise Refused("desk-of-another-machine", machine=found.desk.machine)
        if found.desk.step is not Step.KEY or found.desk.by_hand:
            raise Refused("bundle-desk-not-keying", step=str(found.desk.step))
        entries = tuple(entry for one in _chapters(scope_id) for entry in one.write(unit, (scope_id,)))
        return Loaded(about_of(found), entries, (), {"counts": len(found.counts)})

    def arriving(self, unit: Unit, scope_id: UUID, about: About, *, machine: str) -> "ArrivingSetup":
        """Step: make ready; where nothing of a congress is here yet, the accounts of the founding step aside.

        A machine that opened a desk itself, or is another machine's station, lets in no accounts from elsewhere.
        """
        desks = (queries.desk(unit, contest) for contest, _ in queries.begun(unit))
        if others := {desk.machine for desk in desks if desk is not None} - {machine}:
            raise Malformed([Finding("bundle", "bundle-setup-not-here", {"machine": ", ".join(sorted(others))})])
        if queries.desk(unit, scope_id) is not None:
            faults = [Finding("bundle", code) for code, differs in unlike(load(unit, scope_id), about) if differs]
            if faults:
                raise Malformed(faults)
        ended = 0 if terms.congresses(unit) else accounts.step_aside(unit)
        return ArrivingSetup(scope_id, about, machine, ended)


@dataclass(frozen=True, slots=True)
class ArrivingSetup:
    """A setup that is being taken in (thiết lập đang nhận)."""

    scope_id: UUID
    about: About
    machine: str
    ended: int
    """Accounts of the founding that ended."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """What reads its rows."""
        return _chapters(self.scope_id)

    def settle(self, unit: Unit) -> Mapping[str, Any]:
        """Step: the contest's readings get a key of this machine; what came in is the contest that was sent."""
        if unit.keys is not None:
            tags.make_key(unit.keys, self.scope_id)
        found = load(unit, self.scope_id)
        faults = [Finding("bundle", code) for code, differs in unlike(found, self.about) if differs]
        if found.stored.machine != self.machine:
            faults.append(Finding("bundle", "bundle-setup-not-here", {"machine": found.stored.machine}))
        if faults:
            raise Malformed(faults)
        return {"counts": len(found.counts), "accounts_ended": self.ended}


def _chapters(contest_id: UUID) -> tuple[TableChapter, ...]:
    """The sender's chapters as a package has them, but for what each machine keeps to itself."""
    (common, _), (lists,) = term.CHAPTERS, contests.CHAPTERS
    desk = replace(DESK, tables=tuple(_for_stations(kept) for kept in DESK.tables if kept.row is not PileRow))
    return (station_people(contest_id), common, lists, desk)


def _for_stations(kept: Kept) -> Kept:
    instead = _INSTEAD.get(kept.row)
    if kept.row is DeskStepRow:
        kept = replace(kept, only=lambda values: values["event"] in _STEPS)
    return kept if instead is None else replace(kept, not_kept=instead)
