"""An open workspace: its units, its head, its clock."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

from congress import config
from congress.access import queries as access_queries
from congress.access import registry
from congress.access.gates import Gate, Unwatched, Watch
from congress.access.service import authorise
from congress.access.values import Authority
from congress.cargo import Cargo
from congress.chapters import BegunContests, Chapter, Exhibits
from congress.clock import Clock, ClockWatch, SystemClock
from congress.config import Settings
from congress.errors import Broken, Finding, Refused
from congress.holder import Hold
from congress.journal import checking, headfile, rules, signing
from congress.journal import queries as journal_queries
from congress.journal import service as journal
from congress.journal.values import Head
from congress.sealing.values import MachineKey
from congress.store.database import Database
from congress.store.unit import Unit
from congress.subjects import ContestResults, Subjects
from congress.text import clean
from congress.workspace.folders import BACKUPS, KEYS, MAKING, PAPERS, SEALED

ACCEPT_CLOCK = "clock:accept"
LOG_IN = "account:log-in"
_WHATEVER_THE_CLOCK = frozenset({ACCEPT_CLOCK, LOG_IN})
"""Deeds done while the clock is in question: two people have to prove who they are before they can accept it."""

_LAGS = "journal-head-lags"
_WINDOW = 20
"""So many of a server's newest entries are compared with this machine's clock."""


@dataclass(frozen=True, slots=True)
class House:
    """What a front door puts together: the gates asked before an act, the clock, what leaves for packages."""

    gates: tuple[Gate, ...] = ()
    clock: Clock = field(default_factory=SystemClock)
    watch: Watch = field(default_factory=Unwatched)
    """Asked while a count is open, at every paper."""
    chapters: tuple[Chapter, ...] = ()
    """In an order in which each finds what it points at."""
    subjects: tuple[Subjects, ...] = ()
    """What the rooms hold, for the catalogue."""
    results: tuple[ContestResults, ...] = ()
    """Results of contests, counted here or taken in from earlier terms."""
    exhibits: tuple[Exhibits, ...] = ()
    """Documents made from rows, for whoever reads a package."""
    cargoes: tuple[Cargo, ...] = ()
    """What rooms hand over to other machines."""
    begun: BegunContests | None = None
    """The contests whose desks were opened; None in a house without contests."""


class Workspace:
    """An open workspace. Services take it as their first parameter."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: Settings,
        database: Database,
        house: House,
        held: Hold | None,
        writable: bool,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.house = house
        self.writable = writable
        self.findings: tuple[Finding, ...] = ()
        """What was found wrong with the journal's head when the folder was opened, or when it was last written."""
        self._database = database
        self._held = held
        self._open_units = threading.local()
        with self.reading() as unit:
            latest = journal_queries.moment_of_latest(unit, settings.tag, since=ACCEPT_CLOCK, but=LOG_IN)
        self._watch = ClockWatch(house.clock, latest=latest)

    @property
    def embedded(self) -> bool:
        """True on SQLite. Official counting is refused elsewhere: a server's write-ahead log keeps papers' order."""
        return self.settings.database_url is None

    @property
    def papers(self) -> Path:
        """Folder of the papers made here."""
        return self.folder / PAPERS

    @property
    def keys(self) -> Path:
        """Folder of the keys."""
        return self.folder / KEYS

    @property
    def sealed(self) -> Path:
        """Folder of sealed records."""
        return self.folder / SEALED

    @property
    def backups(self) -> Path:
        """Folder of backups."""
        return self.folder / BACKUPS

    @cached_property
    def machine_key(self) -> MachineKey | None:
        """The key of this machine in this workspace; None where it was lost."""
        return signing.load_key(self.keys)

    @contextmanager
    def unit(self, by: Authority | None, *, scope_id: UUID | None = None) -> Iterator[Unit]:
        """The one writing transaction of a deed; commits at its end, rolls back on any error."""
        if not self.writable:
            raise Refused("workspace-read-only", folder=str(self.folder))
        if getattr(self._open_units, "held", False):
            raise Broken("unit-in-unit")
        act = registry.current_deed()
        if act is None:
            raise Broken("unit-without-deed")
        self._open_units.held = True
        head: Head | None = None
        wrong: tuple[Finding, ...] = ()
        try:
            with self._database.writing(now=self.house.clock.now(), machine=self.settings.tag) as unit:
                unit.keys = self.keys
                if act.journal:
                    journal_queries.lock_head(unit)
                    wrong = self._wrong_head(unit, act.name)
                self._check_clock(unit, act)
                authorise(unit, by, scope_id=scope_id)
                yield unit
                head = self._chain(unit, act, by, scope_id, wrong)
        finally:
            self._open_units.held = False
        if act.name not in _WHATEVER_THE_CLOCK:
            self._watch.passed(unit.now)
        if head is not None:
            self._keep_head(head)

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """A transaction that only reads."""
        with self._database.reading(now=self.house.clock.now(), machine=self.settings.tag) as unit:
            unit.keys = self.keys
            yield unit

    def head(self) -> Head:
        """The head of this workspace's journal, stated by this machine: what papers print."""
        with self.reading() as unit:
            return self.stated(journal_queries.head(unit, self.settings.tag))

    def stated(self, head: Head) -> Head:
        """A head with this machine's signed statement of it; without one where the machine's key was lost."""
        key = self.machine_key
        return head if key is None else signing.signed(head, key, at=self.house.clock.now())

    def clock_in_question(self) -> Refused | None:
        """What two people have to accept before work goes on; None while the clock is believed."""
        with self.reading() as unit:
            return self._watch.question(unit.now, latest=self._written_by_others(unit))

    def accept_clock(self) -> None:
        """Take the clock as it stands now for true; only the deed that two people do calls this."""
        self._watch.accept()

    def renew_machine_key(self) -> MachineKey:
        """Make a new key of this machine; only the deed that two people do calls this."""
        self.__dict__.pop("machine_key", None)
        return signing.make_key(self.keys)

    def change_settings(self, settings: Settings) -> None:
        """Write other settings; only the deed that says so in the journal calls this."""
        config.write(self.folder, settings)
        self.settings = settings

    def enter(self, by: Authority, *, event: str, subject: str, facts: Mapping[str, object]) -> None:
        """Write an entry of a deed that was authorised and done in another workspace; only restoring calls this."""
        with self._database.writing(now=self.house.clock.now(), machine=self.settings.tag) as unit:
            wrong = self._wrong_head(unit, event)
            unit.record(subject, scope_id=None, **facts)
            head = self._append(unit, event=event, by=by, wrong=wrong)
        self._keep_head(head)

    def compare_head(self) -> None:
        """Say in `findings` what is wrong with the head kept outside; one that only lags is written anew."""
        with self.reading() as unit:
            found, lags = _looked_at(unit, self.folder, is_due=access_queries.is_founded(unit))
            now = journal_queries.head(unit, self.settings.tag)
        if lags:
            self._keep_head(now)
        self.findings = found + self.findings

    def made(self) -> None:
        """The first accounts are there: from now on the folder opens; only founding calls this."""
        (self.folder / MAKING).unlink(missing_ok=True)

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the database's file or log (SQLite); after papers were sealed."""
        self._database.rebuild()

    def empty_log(self) -> bool:
        """Cut the database's log to nothing, so that what was overwritten is gone from it; False while it is read."""
        return self._database.empty_log()

    def close_database(self) -> None:
        """Let go of the database, the folder still held; only restoring calls this."""
        self._database.close()

    def close(self) -> None:
        """Give the folder free for the next program."""
        self._database.close()
        if self._held is not None:
            self._held.release()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _chain(
        self, unit: Unit, act: registry.Deed, by: Authority | None, scope_id: UUID | None, wrong: tuple[Finding, ...]
    ) -> Head | None:
        if not act.journal:
            if unit.entry is not None:
                raise Broken("entry-not-due", deed=act.name)
            return None
        if unit.entry is None:
            raise Broken("entry-missing", deed=act.name)
        if unit.entry.scope_id is None and scope_id is not None:
            unit.entry = replace(unit.entry, scope_id=scope_id)
        return self._append(unit, event=act.name, by=by, wrong=wrong)

    def _append(self, unit: Unit, *, event: str, by: Authority | None, wrong: tuple[Finding, ...]) -> Head:
        self._note_head(unit, wrong)
        return journal.append(
            unit,
            stream=self.settings.tag,
            event=event,
            actor=by.first.person if by else "",
            second=by.second.person if by and by.second else None,
            reason=(clean(by.reason or "") or None) if by else None,
        )

    def _wrong_head(self, unit: Unit, event: str) -> tuple[Finding, ...]:
        """What is wrong with the head kept outside before the deed: one that brings accounts in owes none yet."""
        is_due = event != checking.KEY_EVENTS[0] and access_queries.is_founded(unit)
        return _looked_at(unit, self.folder, is_due=is_due)[0]

    def _note_head(self, unit: Unit, wrong: tuple[Finding, ...]) -> None:
        """What is wrong with the head goes into the entry itself: the deed then writes the file anew."""
        if wrong and unit.entry is not None:
            noted = {rules.HEAD_NOTED: ", ".join(finding.code for finding in wrong)}
            unit.entry = replace(unit.entry, facts={**unit.entry.facts, **noted})
            self.findings += tuple(finding for finding in wrong if finding not in self.findings)

    def _keep_head(self, head: Head) -> None:
        """The deed is done by now: where the file cannot be written it lags, which is said and made good later."""
        others = tuple(finding for finding in self.findings if finding.code != _LAGS)
        try:
            headfile.write(self.folder, self.stated(head))
            self.findings = others
        except OSError as error:
            self.findings = (*others, Finding(headfile.NAME, _LAGS, {"detail": error.strerror or ""}))

    def _check_clock(self, unit: Unit, act: registry.Deed) -> None:
        """A clock set back or jumping makes times worthless: two people accept it first."""
        if act.name in _WHATEVER_THE_CLOCK:
            return
        refusal = self._watch.question(unit.now, latest=self._written_by_others(unit))
        if refusal is not None:
            raise refusal

    def _written_by_others(self, unit: Unit) -> datetime | None:
        """On a server other programs write too; the embedded database has one writer, who remembers."""
        if unit.embedded:
            return None
        moments: list[datetime] = []
        for entry in journal_queries.latest(unit, self.settings.tag, limit=_WINDOW):
            if entry.event != LOG_IN:
                moments.append(entry.at)
            if entry.event == ACCEPT_CLOCK:
                break
        return max(moments, default=None)


def check_journal(workspace: Workspace, *, heads: tuple[Head, ...] = ()) -> tuple[Finding, ...]:
    """Walk the journal against the head file and against heads given (read off a paper)."""
    outside = checking.look_outside(workspace.folder, keys=workspace.keys)
    with workspace.reading() as unit:
        is_founded = access_queries.is_founded(unit)
        return checking.check(unit, outside, key=workspace.machine_key, is_founded=is_founded, heads=heads)


def _looked_at(unit: Unit, folder: Path, *, is_due: bool) -> tuple[tuple[Finding, ...], bool]:
    try:
        return checking.compare_head(unit, folder, is_due=is_due)
    except OSError as error:
        raise Refused("folder-not-writable", folder=str(folder), detail=error.strerror or "") from error
