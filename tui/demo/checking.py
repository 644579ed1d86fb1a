"""What the demo proves at its end (tự kiểm tra): signed papers, the journal, and 365 real ballots tallied."""

from dataclasses import dataclass
from importlib.resources import files as package_files
from pathlib import Path

from ballots.regulations.service import Tallied, tally_record
from ballots.results.verifying import Given, verify
from congress.archive.verifying import inspect
from congress.errors import Finding
from congress.sealing.values import Checked, Verdict
from congress.workspace import Workspace, check_journal
from tui.demo.archiving import Package

REAL_BALLOTS = "real-approval-365.json"
SOURCE = "PrefLib 00026-00000001: Gy-les-Nonains, 2002; https://www.preflib.org/dataset/00026"
"""Approval ballots of a French experiment, restated in form A: a name that was not approved is struck."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """What was checked (kết quả tự kiểm tra)."""

    papers: tuple[Checked, ...]
    packages: tuple[Checked, ...]
    journal: tuple[Finding, ...]

    @property
    def hold(self) -> bool:
        """Whether every signed paper and package is verified, marked as a sample, and the journal is whole."""
        good = all(
            one.verdict is Verdict.VERIFIED and any(finding.code == "sample" for finding in one.findings)
            for one in (*self.papers, *self.packages)
        )
        return bool(self.papers and self.packages) and good and not self.journal


def proved(workspace: Workspace, signed: tuple[Path, ...], packages: tuple[Package, ...], certificate: bytes) -> Proofs:
    """Verify all knowing only the authority's certificate, as another machine would; walk the journal."""
    given = Given(trust=(certificate,), record=None, at=workspace.house.clock.now())
    papers = verify(((str(path), path.read_bytes()) for path in signed), given)
    looked = tuple(inspect(one.folder, trust=(certificate,)).checked() for one in packages)
    return Proofs(papers, looked, check_journal(workspace))


def real_ballots() -> bytes:
    """The count record of 365 real ballots (phiếu thật) that the package ships."""
    return package_files("tui.demo").joinpath(REAL_BALLOTS).read_bytes()


def real_tallied() -> Tallied:
    """Their outcome."""
    return tally_record(real_ballots(), name=REAL_BALLOTS)
