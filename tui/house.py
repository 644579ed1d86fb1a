"""The house put together (ráp các phòng): every table, every deed, the gates and the clock. Knows no terminal."""

from pathlib import Path

import ballots.contests.rows
import ballots.contests.service
import ballots.counting.concluding
import ballots.counting.keying
import ballots.counting.rows
import ballots.counting.service
import ballots.counting.settling
import ballots.counting.totalling
import ballots.results.keeping
import ballots.results.rows
import ballots.results.service
import ballots.results.signatures
import congress.access.keyring
import congress.access.rows
import congress.access.service
import congress.archive.closing
import congress.archive.keeping
import congress.archive.rows
import congress.archive.service
import congress.archive.unfinished
import congress.catalogue.rows
import congress.documents.collecting
import congress.documents.importing
import congress.documents.issuing
import congress.documents.rows
import congress.documents.service
import congress.earlier.rows
import congress.earlier.service
import congress.earlier.terms
import congress.handover.service
import congress.handover.stations
import congress.journal.rows
import congress.records.rows
import congress.term.bodies
import congress.term.holding
import congress.term.merging
import congress.term.rows
import congress.term.service
import congress.upkeep.drilling
import congress.upkeep.service
import devices.custody.rows
import devices.custody.service
import devices.machine.media
import devices.needs.keeping
import devices.needs.rows
import devices.readiness.escalation
import devices.readiness.incidents
import devices.readiness.printing
import devices.readiness.rows
import devices.readiness.sealing
import devices.readiness.service
import devices.readiness.templating
import devices.register.importing
import devices.register.labelling
import devices.register.merging
import devices.register.repairs
import devices.register.rows
import devices.register.service
import devices.register.sites
import devices.register.stocktaking
import devices.register.transferring
import devices.reports.service
from ballots.contests import exchange as contests
from ballots.counting import exchange as counting
from ballots.counting.handing import CountCargo
from ballots.counting.stationing import SetupCargo
from ballots.results import archiving
from ballots.results import exchange as results
from ballots.results.subjects import contest_results
from congress.access import exchange as people
from congress.archive import exchange as archive
from congress.cargo import Cargo
from congress.catalogue import exchange as catalogue
from congress.catalogue.ground import GROUND
from congress.chapters import Chapter, Exhibits
from congress.clock import SystemClock
from congress.documents import exchange as documents
from congress.documents.subjects import subjects as documents_subjects
from congress.earlier import exchange as earlier
from congress.earlier import subjects as earlier_subjects
from congress.journal import exchange as journal
from congress.records import exchange as records
from congress.subjects import ContestResults, Subjects
from congress.term import exchange as term
from congress.workspace import House, Workspace, open_folder
from devices.custody import exchange as custody
from devices.machine.gate import MachineGate
from devices.machine.watch import MachineWatch
from devices.needs import exchange as needs
from devices.readiness import exchange as readiness
from devices.readiness.gate import ReadinessGate
from devices.register import exchange as devices_register
from devices.register.subjects import device_subjects

CHAPTERS: tuple[Chapter, ...] = (
    *journal.CHAPTERS,
    *people.CHAPTERS,
    *records.CHAPTERS,
    *term.CHAPTERS,
    *documents.CHAPTERS,
    *earlier.CHAPTERS,
    *devices_register.CHAPTERS,
    *needs.CHAPTERS,
    *contests.CHAPTERS,
    *counting.CHAPTERS,
    *results.CHAPTERS,
    *readiness.CHAPTERS,
    *custody.CHAPTERS,
    *archive.CHAPTERS,
    *catalogue.CHAPTERS,
)
"""What leaves for packages and bundles, in an order in which each finds what it points at."""

RESULTS: tuple[ContestResults, ...] = (contest_results, earlier_subjects.contest_results)
"""Rooms that offer the results of contests."""

SUBJECTS: tuple[Subjects, ...] = (*GROUND, documents_subjects, device_subjects)
"""Rooms that offer what they hold to search; contests and votes follow from their results."""

EXHIBITS: tuple[Exhibits, ...] = (archiving.exhibits,)
"""Rooms that offer documents for whoever reads a package."""


CARGOES: tuple[Cargo, ...] = (SetupCargo(), CountCargo())
"""What rooms hand over to other machines."""


def house(folder: Path | None = None) -> House:
    """The house for a workspace in `folder` (the current folder where none is named): gates asked, clock read."""
    place, clock = folder or Path.cwd(), SystemClock()
    gates = (MachineGate(place), ReadinessGate())
    watch = MachineWatch(place, clock=clock)
    return House(
        gates=gates,
        clock=clock,
        watch=watch,
        chapters=CHAPTERS,
        results=RESULTS,
        subjects=SUBJECTS,
        exhibits=EXHIBITS,
        cargoes=CARGOES,
        begun=archiving.begun,
    )


def open_for_work(folder: Path) -> Workspace:
    """A workspace opened for work in this house (mở để làm việc): what a kill left undone is finished first."""
    workspace = open_folder(folder, house=house(folder))
    try:
        ballots.results.keeping.finish_sealing(workspace)
        congress.archive.unfinished.finish_building(workspace)
        congress.archive.unfinished.finish_restoring(workspace)
        congress.archive.closing.finish_removal(workspace)
    except BaseException:  # whatever stopped it: the lock is let go
        workspace.close()
        raise
    return workspace
